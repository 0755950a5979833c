import assert from "node:assert/strict";
import { KIM_DOMAENE } from "../../../sandbox/personen.js";
import * as aktion from "../../../sandbox/szenario/aktionen.js";
import { liesAntwortmeldung } from "../../../sandbox/szenario/antwortmeldung.js";
import { verordnung } from "../../../sandbox/szenario/daten-renate.js";
import { Fachsystem } from "../../../sandbox/szenario/fachsystem.js";
import { Kenntnis } from "../../../sandbox/szenario/kenntnis.js";
import type { Auftritt } from "../../../sandbox/szenario/regie.js";
import { eingangsbuehne } from "./buehne.js";

/* Whoever accepts with the insured person's card, by mail or chat, has read nothing of the Verordnung before. */
describe("Annahme by message", function () {
  this.timeout(60_000);
  const buehne = eingangsbuehne("eingang-annahme");

  async function tu(auftritt: Auftritt): Promise<string> {
    const client = await buehne.gateway.welt.als(auftritt.person);
    return (await auftritt.spiele(client, crypto.randomUUID())).vorgang;
  }

  it("is answered with the Verordnung, and so is its repetition", async () => {
    const { welt } = buehne.gateway;
    const id = await tu(aktion.anlegen("mfa"));
    await tu(aktion.aktivieren(welt, "aerztin", id, "aerztin", verordnung()));
    const system = new Fachsystem(welt, "hand-und-herz");
    const anliegen = { art: "annehmen", egk: "renate" } as const;
    const befehl = await system.befehl(anliegen, { person: "daniel", vorgang: id, anliegen }, null);
    const mail = { id: `annahme@${KIM_DOMAENE}`, anhaenge: [befehl] };
    for (const mal of [1, 2]) {
      const ergebnis = await buehne.nimm("hand-und-herz", mail);
      assert.equal(ergebnis.art, "ausgefuehrt", JSON.stringify(ergebnis));
      const { text = "", buendel = null } = ergebnis.rueckmeldung ?? {};
      assert.ok(buendel !== null, `time ${mal}`);
      assert.equal(liesAntwortmeldung(buendel, text).vorgang, id);
      const gelesen = new Kenntnis([{ text, buendel }], id).verordnung;
      assert.equal(new Kenntnis([{ text, buendel }], id).verordnungsversion, 1);
      assert.deepEqual(
        gelesen?.leistungen.map(({ nummer, blanko }) => [nummer, blanko]),
        [
          ["26", false],
          ["31b", false],
          ["12", true],
        ],
      );
    }
    const { status, pflegedienst, anfragen } = await buehne.stand(id);
    assert.deepEqual([status, pflegedienst?.kennung], ["ZUGEWIESEN", "10-67.245.HKPSANDBOX0001"]);
    assert.equal(anfragen.filter(({ aktion: was }) => was === "annehmen").length, 1);
  });

  it("that is refused tells nothing of the Verordnung", async () => {
    const { welt } = buehne.gateway;
    const id = await tu(aktion.anlegen("mfa"));
    await tu(aktion.aktivieren(welt, "aerztin", id, "aerztin", verordnung()));
    const anliegen = { art: "annehmen", egk: null } as const;
    const befehl = await new Fachsystem(welt, "integral").befehl(
      anliegen,
      { person: "miriam", vorgang: id, anliegen },
      null,
    );
    const ergebnis = await buehne.nimm("integral", { anhaenge: [befehl] });
    assert.equal(ergebnis.art, "abgewiesen", JSON.stringify(ergebnis));
    assert.equal(ergebnis.grund.code, "VORGANG_UNBEKANNT");
    assert.equal(new Kenntnis([ergebnis.rueckmeldung], id).verordnung, null);
    assert.equal((await buehne.stand(id)).status, "OFFEN");
  });
});
