import assert from "node:assert/strict";
import type { PersonId } from "../../sandbox/personen.js";
import { testGateway } from "../helfer/gateway.js";
import { aeusseres, lesbares, lesefassungIm, nachrichtIm } from "./brief.js";
import { BEGRUENDUNGEN, DIAGNOSE, entscheidung, IK_KASSE, PERSONEN, TELEMATIK_ID } from "./daten.js";
import { bisAntragspruefung, tue, versuche } from "./handlungen.js";
import { als } from "./portal.js";
import { alleBriefe, ruhe } from "./postfaecher.js";

const IK_NORD = "102099990";
const TELEMATIK_ID_NORD = "8-01-HKPSANDBOX0002";

/** Unzuständigkeit, Fall 1 [6.9]: the Kasse of the Verordnung passes the access on to Krankenkasse Nord. */
describe("Unzuständigkeit over HTTP, SMTP and POP3", function () {
  this.timeout(60_000);
  const gateway = testGateway("e2e-unzustaendig");
  let vorgangId: string;

  const SICHT = `query($id: ID!) {
    vorgang(id: $id) {
      status binIchDran moeglicheAktionen
      weitereKostentraeger { rolle kennung }
      verordnung { inhalt { kostentraeger { ik } diagnosen { icd } } }
      blankoverordnung { version } angaben { version }
      entscheidung { bundle signatur { name } inhalt {
        gesamtergebnis begruendungen { verordnender pflegedienst versicherter } } }
    }
  }`;
  const sehe = async (person: PersonId) =>
    (await (await als(gateway, person)).frage<{ vorgang: Record<string, unknown> }>(SICHT, { id: vorgangId })).vorgang;

  before(async () => {
    vorgangId = await bisAntragspruefung(gateway);
  });

  it("is not possible before the Kasse has decided that it is not responsible", async () => {
    const { extensions } = await versuche(gateway, "kasse", "zugriffWeitergeben", {
      vorgangId,
      kostentraeger: IK_NORD,
    });
    assert.equal(extensions.code, "STATUS_UNZULAESSIG");
    const unzustaendig = entscheidung(true, { gesamtergebnis: "UNZUSTAENDIG", leistungen: [] });
    await tue(gateway, "kasse", "entscheiden", { vorgangId, entscheidung: unzustaendig });
    const portal = await als(gateway, "nord");
    assert.equal((await portal.abgelehnt(SICHT, { id: vorgangId })).extensions.code, "VORGANG_UNBEKANNT");
  });

  const FALSCHE: readonly (readonly [was: string, kostentraeger: string, code: string])[] = [
    ["an IK that nobody has", "104212059", "KOSTENTRAEGER_UNBEKANNT"],
    ["a Pflegedienst", TELEMATIK_ID.integral, "KOSTENTRAEGER_UNBEKANNT"],
    ["a private insurance, which has no access at all", "168000109", "KOSTENERSTATTUNG_OHNE_ZUGRIFF"],
    ["the Kasse itself", IK_KASSE, "KOSTENTRAEGER_HAT_ZUGRIFF"],
  ];
  for (const [was, kostentraeger, code] of FALSCHE)
    it(`refused: to ${was}`, async () => {
      const fehler = await versuche(gateway, "kasse", "zugriffWeitergeben", { vorgangId, kostentraeger });
      assert.equal(fehler.extensions.code, code);
    });

  it("found by its Telematik-ID, the other Kasse gets one mail with all it may read; nobody else does", async () => {
    const anfrageId = crypto.randomUUID();
    await ruhe(gateway);
    const vorher = await alleBriefe(gateway);
    const variablen = { vorgangId, kostentraeger: TELEMATIK_ID_NORD, anfrageId };
    const { status, statusVorher } = await tue(gateway, "kasse", "zugriffWeitergeben", variablen);
    assert.deepEqual([statusVorher, status], ["BESCHIEDEN", "BESCHIEDEN"]);
    // The same request again is the first answer.
    await tue(gateway, "kasse", "zugriffWeitergeben", variablen);
    await ruhe(gateway);

    const { "kasse-nord": briefe, ...andere } = await alleBriefe(gateway);
    for (const [wer, post] of Object.entries(andere))
      assert.equal(post.length, vorher[wer as keyof typeof andere].length, wer);
    const [brief, ...weitere] = briefe;
    assert.ok(brief !== undefined);
    assert.deepEqual(weitere, []);
    assert.equal(brief.mail.subject, "Verordnung von einem unzuständigen Kostenträger");
    assert.ok(!aeusseres(brief).includes(PERSONEN.renate.kvnr));
    const text = lesbares(brief);
    assert.match(text, /Guten Tag, Sandbox Krankenkasse Nord,/);
    assert.match(text, /führen Sie Ihr eigenes Verfahren durch\./);
    const nachricht = nachrichtIm(brief);
    const zugriff = nachricht.entry.at(-1)?.resource;
    assert.ok(zugriff?.resourceType === "Communication");
    const ikVon = (verweis: unknown) => (verweis as { identifier: { value: string } }).identifier.value;
    assert.deepEqual(
      [
        ikVon(zugriff["sender"]),
        (zugriff["recipient"] as unknown[]).map(ikVon),
        (zugriff["about"] as unknown[]).map(ikVon),
      ],
      [IK_KASSE, [IK_NORD], [vorgangId]],
    );
    const [inhalt] = zugriff["payload"] as readonly { contentString: string }[];
    for (const ort of [inhalt?.contentString ?? "", text]) {
      assert.match(ort, /Weitergegeben von: Kostenträger .+ \(IK \d{9}\)/);
      assert.ok(ort.includes(`Der Einblick ist für Ihr Institutionskennzeichen ${IK_NORD} eingetragen`));
    }
    assert.ok(!aeusseres(brief).includes(vorgangId) && !aeusseres(brief).includes(IK_NORD));
    assert.deepEqual(
      nachricht.entry.map(({ resource }) => resource.resourceType),
      // Verordnung, Blankoverordnung, Angaben, Entscheidung
      ["MessageHeader", "Organization", "Bundle", "Bundle", "Bundle", "Bundle", "Communication"],
    );
    const lesefassung = (await lesefassungIm(brief)) ?? assert.fail("no PDF");
    assert.ok(lesefassung.includes(DIAGNOSE.icd) && lesefassung.includes("nicht zuständig"));
    for (const grund of Object.values(BEGRUENDUNGEN)) assert.ok(!lesefassung.includes(grund), grund);
    const alles = JSON.stringify(nachricht) + text;
    for (const grund of Object.values(BEGRUENDUNGEN)) assert.ok(!alles.includes(grund), grund);
    assert.ok(alles.includes(DIAGNOSE.icd), "the data sets travel with it");
  });

  it("refused: twice to the same", async () => {
    const fehler = await versuche(gateway, "kasse", "zugriffWeitergeben", { vorgangId, kostentraeger: IK_NORD });
    assert.equal(fehler.extensions.code, "KOSTENTRAEGER_HAT_ZUGRIFF");
  });

  it("it reads as a Kasse after submission, without the others' Begründungen, and does nothing", async () => {
    assert.deepEqual(await sehe("nord"), {
      status: "BESCHIEDEN",
      binIchDran: false,
      moeglicheAktionen: [],
      weitereKostentraeger: [{ rolle: "KOSTENTRAEGER", kennung: IK_NORD }],
      verordnung: { inhalt: { kostentraeger: { ik: IK_KASSE }, diagnosen: [{ icd: DIAGNOSE.icd }] } },
      blankoverordnung: { version: 1 },
      angaben: { version: 1 },
      entscheidung: {
        bundle: null,
        signatur: null,
        inhalt: {
          gesamtergebnis: "UNZUSTAENDIG",
          begruendungen: { verordnender: null, pflegedienst: null, versicherter: null },
        },
      },
    });
    const { extensions } = await versuche(gateway, "nord", "entscheidungAendern", {
      vorgangId,
      entscheidung: entscheidung(true),
    });
    assert.equal(extensions.code, "VERBOTEN");
    const { arbeitsliste } = await (
      await als(gateway, "nord")
    ).frage<{
      arbeitsliste: { edges: readonly { node: { id: string } }[] };
    }>(`query { arbeitsliste(first: 10) { edges { node { id } } } }`);
    assert.deepEqual(arbeitsliste.edges, [{ node: { id: vorgangId } }]);
  });

  it("the Pflegedienst stays next; it and the insured person are told, who also reads to whom it went", async () => {
    assert.equal((await sehe("elena"))["binIchDran"], true);
    for (const person of ["elena", "renate"] as const) {
      const { meldungen } = await (
        await als(gateway, person)
      ).frage<{
        meldungen: { edges: readonly { node: { art: string; ereignis: string } }[] };
      }>(`query { meldungen(first: 1) { edges { node { art ereignis } } } }`);
      assert.deepEqual(
        meldungen.edges.map(({ node }) => node),
        [{ art: "INFORMATION", ereignis: "ZUGRIFF_WEITERGEGEBEN" }],
        person,
      );
    }
    const { protokoll } = await (
      await als(gateway, "renate")
    ).frage<{
      protokoll: readonly { aktion: string; text: string }[];
    }>(`query($id: ID!) { protokoll(vorgangId: $id) { aktion text } }`, { id: vorgangId });
    assert.deepEqual(
      protokoll.filter(({ aktion }) => aktion === "zugriffWeitergeben").map(({ text }) => text),
      [
        "hat den Einblick in den Vorgang an einen anderen Kostenträger weitergegeben: Sandbox Krankenkasse Nord (IK 102099990).",
      ],
    );
  });
});
