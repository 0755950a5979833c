import assert from "node:assert/strict";
import { anlegen } from "../../sandbox/szenario/aktionen.js";
import { testGateway } from "../helfer/gateway.js";
import { bisGespeichert } from "../helfer/gespeichert.js";
import { uhrAbJetzt } from "../helfer/uhr.js";

const TAG_MS = 86_400_000;

describe("Fristen through the whole gateway", () => {
  const uhr = uhrAbJetzt();
  const gateway = testGateway("fristen-gateway", { FRISTEN_BLICK_MS: "1000" }, { uhr });

  it("a Verordnung that is never issued: one mail to the practice, then deleted, and the feed says so", async function () {
    this.timeout(60_000);
    const { welt } = gateway;
    const mfa = await welt.als("mfa");
    const { vorgang: id } = await anlegen("mfa").spiele(mfa, crypto.randomUUID());

    uhr.vor(7 * TAG_MS);
    await bisGespeichert(gateway, id, { "ausgang.zustand": "ZUGESTELLT" });
    const gefuellte = (await welt.postfaecher()).filter(({ rolle, mails }) => rolle !== "GATEWAY" && mails.length > 0);
    assert.deepEqual(
      gefuellte.map(({ rolle, mails }) => ({ rolle, betreffe: mails.map(({ betreff }) => betreff) })),
      [{ rolle: "VERORDNENDER", betreffe: ["Frist läuft ab"] }],
    );

    uhr.vor(3 * TAG_MS);
    await bisGespeichert(gateway, id, { status: "GELOESCHT" });
    const { vorgang } = await mfa.frage<{ vorgang: unknown }>(
      `query($id: ID!) { vorgang(id: $id) { status moeglicheAktionen zugriffscodes { lesen } zustellungen { id } } }`,
      { id },
    );
    assert.deepEqual(vorgang, { status: "GELOESCHT", moeglicheAktionen: [], zugriffscodes: null, zustellungen: [] });
    const { meldungen } = await mfa.frage<{ meldungen: { edges: { node: { art: string; satz: string } }[] } }>(
      `query { meldungen(first: 10) { edges { node { art satz } } } }`,
    );
    assert.deepEqual(
      meldungen.edges.map(({ node }) => node),
      [
        { art: "INFORMATION", satz: "Der Vorgang wurde gelöscht." },
        {
          art: "ALARM",
          satz: "Eine Frist zu diesem Vorgang läuft bald ab. Bitte handeln Sie vor Ablauf der Frist.",
        },
      ],
    );
  });
});
