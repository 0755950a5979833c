import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { testGateway } from "../helfer/gateway.js";
import { bisGespeichert } from "../helfer/gespeichert.js";
import { tempOrdner } from "../helfer/mongo.js";
import { uhrAbJetzt } from "../helfer/uhr.js";
import { entscheidung, IK_KASSE, verordnung } from "./daten.js";
import { bisInitialisiert, signiert, speichereAngaben, tue } from "./handlungen.js";
import { als } from "./portal.js";
import { hole, zustellungen } from "./postfaecher.js";

const HAUS = { haus: "hand-und-herz", blanko: false } as const;
const FREIGABEN = {
  [IK_KASSE]: {
    "26": { haeufigkeit: { anzahl: 3, je: "TAG" }, tage: 28 },
    "31b": { haeufigkeit: { anzahl: 2, je: "TAG" }, tage: 28 },
  },
};
const VORRANG_MS = 60_000;

/** The clock of the gateway stands, so that the minute in which the Kasse is not told lasts as long as the test wants. */
describe("Dunkelverarbeitung: the Kasse approves clear applications automatically", function () {
  this.timeout(60_000);
  const ordner = tempOrdner();
  const datei = join(ordner, "freigaben.json");
  writeFileSync(datei, JSON.stringify(FREIGABEN));
  after(() => rmSync(ordner, { recursive: true }));
  const uhr = uhrAbJetzt();
  const gateway = testGateway(
    "dunkelverarbeitung",
    { DUNKELVERARBEITUNG_IKS: IK_KASSE, DUNKELVERARBEITUNG_FREIGABEN: datei },
    { uhr },
  );

  async function reicheEin(art: "ERSTVERORDNUNG" | "FOLGEVERORDNUNG"): Promise<string> {
    const vorgangId = await bisInitialisiert(gateway);
    const inhalt = verordnung("renate", false, { art });
    const cms = await signiert(gateway, "aerztin", "verordnung", vorgangId, inhalt, "aerztin");
    await tue(gateway, "aerztin", "aktivieren", { vorgangId, signiert: cms });
    const poppToken = await gateway.welt.leseKarte("renate", HAUS.haus);
    await tue(gateway, "elena", "annehmen", { vorgangId, zugang: { poppToken } });
    await speichereAngaben(gateway, vorgangId, HAUS);
    await tue(gateway, "elena", "einreichen", { vorgangId });
    return vorgangId;
  }

  const order = async (vorgangId: string, ereignis: string) => {
    const alle = await zustellungen(gateway);
    const [einer, ...weitere] = alle.filter((z) => z.vorgangId === vorgangId && z.ereignis === ereignis);
    assert.deepEqual(weitere, []);
    return einer ?? assert.fail(`no order ${ereignis}`);
  };
  const betreffe = async (wer: "kasse" | "hand-und-herz") =>
    (await hole(gateway, wer)).map(({ mail }) => mail.subject ?? "");

  it("decided at once: the Pflegedienst gets its mail, the Kasse none, and the insured person is told how", async () => {
    const vorgangId = await reicheEin("FOLGEVERORDNUNG");
    await bisGespeichert(gateway, vorgangId, { status: "BESCHIEDEN" });
    uhr.vor(VORRANG_MS);
    await bisGespeichert(gateway, vorgangId, {
      ausgang: { $elemMatch: { ereignis: "EINGEREICHT", zustand: "ZURUECKGEZOGEN" } },
    });
    await bisGespeichert(gateway, vorgangId, {
      ausgang: { $elemMatch: { ereignis: "ENTSCHIEDEN", zustand: "ZUGESTELLT" } },
    });
    assert.deepEqual(await betreffe("kasse"), []);
    assert.deepEqual(await betreffe("hand-und-herz"), ["Leistungsentscheidung liegt vor"]);

    const renate = await als(gateway, "renate");
    const { vorgang, protokoll } = await renate.frage<{
      vorgang: unknown;
      protokoll: readonly { aktion: string; text: string; wer: { name: string } }[];
    }>(
      `query($id: ID!) {
        vorgang(id: $id) {
          pruefhinweise { regel }
          entscheidung { inhalt {
            gesamtergebnis leistungen { leistungId ergebnis haeufigkeit { anzahl je } }
            begruendungen { verordnender pflegedienst versicherter }
          } }
        }
        protokoll(vorgangId: $id) { aktion text wer { name } }
      }`,
      { id: vorgangId },
    );
    const ZWEIMAL = { anzahl: 2, je: "TAG" };
    assert.deepEqual(vorgang, {
      pruefhinweise: null,
      entscheidung: {
        inhalt: {
          gesamtergebnis: "GENEHMIGT",
          leistungen: [
            { leistungId: "leistung-medikamente", ergebnis: "GENEHMIGT", haeufigkeit: ZWEIMAL },
            { leistungId: "leistung-kompression", ergebnis: "GENEHMIGT", haeufigkeit: ZWEIMAL },
          ],
          begruendungen: {
            verordnender: null,
            pflegedienst: null,
            versicherter: "Ihr Kostenträger übernimmt die Kosten der beantragten Leistungen im beantragten Umfang.",
          },
        },
      },
    });
    const entschieden = protokoll.find(({ aktion }) => aktion === "entscheiden");
    assert.deepEqual(entschieden, {
      aktion: "entscheiden",
      text: "hat automatisch, ohne Prüfung durch einen Menschen, über die beantragten Leistungen entschieden.",
      wer: { name: "Automatische Prüfung des Kostenträgers" },
    });
  });

  it("not clear: handed to a person, who is told why, gets the mail when the minute is over, and decides", async () => {
    const vorgangId = await reicheEin("ERSTVERORDNUNG");
    await bisGespeichert(gateway, vorgangId, { "protokoll.aktion": "vorlegen" });
    assert.equal((await order(vorgangId, "EINGEREICHT")).zustand, "WARTET");
    assert.deepEqual(await betreffe("kasse"), []);
    uhr.vor(VORRANG_MS);
    await bisGespeichert(gateway, vorgangId, {
      ausgang: { $elemMatch: { ereignis: "EINGEREICHT", zustand: "ZUGESTELLT" } },
    });
    assert.deepEqual(await betreffe("kasse"), ["Antrag zur Leistungsentscheidung"]);

    const frage = `query($id: ID!) {
      vorgang(id: $id) { status binIchDran pruefhinweise { regel text leistungId } }
    }`;
    const kasse = await als(gateway, "kasse");
    assert.deepEqual(await kasse.frage(frage, { id: vorgangId }), {
      vorgang: {
        status: "ANTRAGSPRUEFUNG",
        binIchDran: true,
        pruefhinweise: [
          {
            regel: "HKP_RICHTLINIE",
            text: "Eine Erstverordnung soll nach § 5 HKP-Richtlinie 14 Tage nicht überschreiten.",
            leistungId: null,
          },
        ],
      },
    });
    for (const person of ["aerztin", "elena", "renate"] as const) {
      const { vorgang } = await (
        await als(gateway, person)
      ).frage<{ vorgang: { pruefhinweise: unknown } }>(frage, {
        id: vorgangId,
      });
      assert.equal(vorgang.pruefhinweise, null, person);
    }
    const { protokoll } = await (
      await als(gateway, "renate")
    ).frage<{
      protokoll: readonly { aktion: string; text: string; wer: { name: string } }[];
    }>(`query($id: ID!) { protokoll(vorgangId: $id) { aktion text wer { name } } }`, { id: vorgangId });
    assert.deepEqual(
      protokoll.filter(({ aktion }) => aktion === "vorlegen"),
      [
        {
          aktion: "vorlegen",
          text: "hat den Antrag automatisch geprüft; die Entscheidung trifft ein Mensch beim Kostenträger.",
          wer: { name: "Das System" },
        },
      ],
    );
    const { status } = await tue(gateway, "kasse", "entscheiden", { vorgangId, entscheidung: entscheidung(false) });
    assert.equal(status, "BESCHIEDEN");
  });
});
