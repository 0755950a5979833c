import assert from "node:assert/strict";
import type { PersonId } from "../../sandbox/personen.js";
import { testGateway } from "../helfer/gateway.js";
import { aeusseres, nachrichtIm } from "./brief.js";
import { tag } from "./daten.js";
import { bisAntragspruefung, bisZugewiesen, tue, versuche } from "./handlungen.js";
import { als } from "./portal.js";
import { hole, ruhe } from "./postfaecher.js";

const LEISTUNG = "leistung-medikamente";
const GRUND = "Abends gibt die Tochter die Medikamente.";

/** gemF_VO_HKP 6.2 Fall 2, 3: less, or nothing for a while, without a new Verordnung. */
describe("reduced and paused Leistungen over HTTP, SMTP and POP3", function () {
  this.timeout(60_000);
  const gateway = testGateway("e2e-leistungsaenderung", {});
  let vorgangId: string;

  const lies = async (person: PersonId): Promise<readonly { art: string; satz: string; haeufigkeit: unknown }[]> => {
    const { vorgang } = await (
      await als(gateway, person)
    ).frage<{
      vorgang: {
        verordnung: { version: number };
        leistungsaenderungen: readonly {
          aenderungen: readonly { art: string; satz: string; haeufigkeit: unknown }[];
        }[];
      };
    }>(
      `query($id: ID!) { vorgang(id: $id) { verordnung { version }
        leistungsaenderungen { id zeit zuVersion von { name } aenderungen { art satz begruendung haeufigkeit { anzahl je } von bis } } } }`,
      { id: vorgangId },
    );
    assert.equal(vorgang.verordnung.version, 1, "the Verordnung stays");
    return vorgang.leistungsaenderungen.flatMap(({ aenderungen }) => aenderungen);
  };
  const vermindert = { art: "VERMINDERT", leistungId: LEISTUNG, begruendung: GRUND };

  it("Pflegedienst and Kasse get one mail each, the Versicherter an Information", async () => {
    vorgangId = await bisAntragspruefung(gateway);
    await ruhe(gateway);
    const vorher = { pd: (await hole(gateway, "hand-und-herz")).length, kasse: (await hole(gateway, "kasse")).length };
    const aenderungen = [{ ...vermindert, haeufigkeit: { anzahl: 1, je: "TAG" } }];
    const { statusVorher, status } = await tue(gateway, "aerztin", "leistungVermindern", { vorgangId, aenderungen });
    assert.deepEqual([statusVorher, status], ["ANTRAGSPRUEFUNG", "ANTRAGSPRUEFUNG"]);
    await ruhe(gateway);
    const neue = [
      ...(await hole(gateway, "hand-und-herz")).slice(vorher.pd),
      ...(await hole(gateway, "kasse")).slice(vorher.kasse),
    ];
    assert.equal(neue.length, 2);
    for (const brief of neue) {
      assert.match(brief.mail.subject ?? "", /Geänderter Bedarf an Leistungen$/);
      assert.ok(brief.mail.text?.includes("vermindert auf 1 × täglich (verordnet: 2 × täglich)."));
      assert.ok(!aeusseres(brief).includes("Tochter"));
      assert.equal(nachrichtIm(brief).entry.at(-1)?.resource.resourceType, "Communication");
    }
    const { meldungen } = await (
      await als(gateway, "renate")
    ).frage<{ meldungen: { edges: readonly { node: { art: string; ereignis: string } }[] } }>(
      "{ meldungen(first: 1) { edges { node { art ereignis } } } }",
    );
    assert.deepEqual(meldungen.edges[0]?.node, { art: "INFORMATION", ereignis: "LEISTUNG_VERMINDERT" });
  });

  it("a pause and its end, read by all who take part", async () => {
    const pause = { art: "PAUSIERT", leistungId: LEISTUNG, von: tag(2), bis: tag(5), begruendung: "Krankenhaus" };
    await tue(gateway, "aerztin", "leistungVermindern", { vorgangId, aenderungen: [pause] });
    const weiter = { art: "AUFGEHOBEN", leistungId: LEISTUNG, von: tag(4), begruendung: "Früher entlassen" };
    await tue(gateway, "aerztin", "leistungVermindern", { vorgangId, aenderungen: [weiter] });
    for (const person of ["mfa", "elena", "kasse", "renate"] as const)
      assert.deepEqual(
        (await lies(person)).map(({ art, haeufigkeit }) => [art, haeufigkeit]),
        [
          ["VERMINDERT", { anzahl: 1, je: "TAG" }],
          ["PAUSIERT", null],
          ["AUFGEHOBEN", null],
        ],
      );
  });

  it("refused: an MFA, more than prescribed, members that do not belong to the kind", async () => {
    const aenderungen = [{ ...vermindert, haeufigkeit: { anzahl: 3, je: "TAG" } }];
    const mfa = await versuche(gateway, "mfa", "leistungVermindern", { vorgangId, aenderungen });
    assert.equal(mfa.extensions.code, "VERBOTEN");
    const mehr = await versuche(gateway, "aerztin", "leistungVermindern", { vorgangId, aenderungen });
    assert.equal(mehr.extensions.code, "EINGABE_UNGUELTIG");
    for (const falsch of [
      { ...vermindert, von: tag(1) },
      { ...vermindert, art: "PAUSIERT" },
      { ...vermindert, art: "AUFGEHOBEN", von: tag(1), bis: tag(2) },
    ]) {
      const { extensions } = await versuche(gateway, "aerztin", "leistungVermindern", {
        vorgangId,
        aenderungen: [falsch],
      });
      assert.equal(extensions.code, "EINGABE_UNGUELTIG");
      assert.equal(
        (extensions.details as { verstoesse: readonly { pfad: string }[] }).verstoesse[0]?.pfad,
        "aenderungen[0]",
      );
    }
  });

  it("the Kasse that takes no part yet gets no mail", async () => {
    const id = await bisZugewiesen(gateway);
    await ruhe(gateway);
    const vorher = (await hole(gateway, "kasse")).length;
    const aenderungen = [{ ...vermindert, haeufigkeit: { anzahl: 1, je: "TAG" } }];
    await tue(gateway, "aerztin", "leistungVermindern", { vorgangId: id, aenderungen });
    await ruhe(gateway);
    assert.equal((await hole(gateway, "kasse")).length, vorher);
    assert.ok((await hole(gateway, "hand-und-herz")).at(-1)?.mail.text?.includes(id));
  });
});
