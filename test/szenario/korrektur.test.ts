import assert from "node:assert/strict";
import * as korrektur from "../../sandbox/szenario/aktionen-korrektur.js";
import * as aktion from "../../sandbox/szenario/aktionen.js";
import * as renate from "../../sandbox/szenario/daten-renate.js";
import { S11 as daten } from "../../sandbox/szenario/daten-korrektur.js";
import { ApiFehler } from "../../sandbox/szenario/graphql-client.js";
import * as op from "../../sandbox/szenario/operationen-korrektur.js";
import { BLANKOVERORDNUNG_ZU_SIGNIEREN } from "../../sandbox/szenario/operationen.js";
import type { Auftritt } from "../../sandbox/szenario/regie.js";
import { S11 } from "../../sandbox/szenario/s11.js";
import { S12 } from "../../sandbox/szenario/s12.js";
import { spieleSzenario } from "../../sandbox/szenario/szenario.js";
import type { PersonId } from "../../sandbox/personen.js";
import { testGateway } from "../helfer/gateway.js";

/* The Korrekturprozess over the public API, against the whole gateway with database and mail channel. */

interface Gelesen {
  readonly vorgang: {
    readonly status: string;
    readonly korrektur: { readonly id: string } | null;
    readonly korrekturen: readonly {
      readonly art: string;
      readonly absender: string;
      readonly zurueckgezogenAm: string | null;
      readonly neueVersion: number | null;
      readonly bundle: string | null;
      readonly aenderungen: readonly {
        readonly id: string;
        readonly vorher: string | null;
        readonly nachher: string | null;
      }[];
    }[];
    readonly versionsvergleich: {
      readonly artOderUmfangGeaendert: boolean;
      readonly unterschiede: readonly { readonly satz: string }[];
    } | null;
  };
}

describe("Korrekturprozess over the public API", () => {
  const gateway = testGateway("korrektur");

  async function tu(auftritt: Auftritt): Promise<string> {
    const client = await gateway.welt.als(auftritt.person);
    return (await auftritt.spiele(client, crypto.randomUUID())).vorgang;
  }
  async function code(auftritt: Auftritt): Promise<string> {
    try {
      await tu(auftritt);
    } catch (fehler) {
      if (fehler instanceof ApiFehler) return fehler.code;
      throw fehler;
    }
    return "–";
  }
  const lies = async (person: PersonId, id: string): Promise<Gelesen["vorgang"]> =>
    (await (await gateway.welt.als(person)).frage<Gelesen>(op.KORREKTUREN, { id })).vorgang;
  async function zugewiesen(verordnung: Readonly<Record<string, unknown>>): Promise<string> {
    const { welt } = gateway;
    const id = await tu(aktion.anlegen("mfa"));
    await tu(aktion.aktivieren(welt, "aerztin", id, "aerztin", verordnung));
    await tu(aktion.annehmenMitKarte(welt, "daniel", id, "renate", "hand-und-herz"));
    return id;
  }

  for (const szenario of [S11, S12])
    it(`${szenario.name}: ${szenario.titel}`, async function () {
      this.timeout(60_000);
      const ergebnis = await spieleSzenario(szenario, gateway.welt);
      // Two scenarios share the mailboxes of this file; what each mailbox holds alone says `npm run szenario`.
      assert.deepEqual(
        ergebnis.abweichungen.filter((satz) => !satz.startsWith("Postfach")),
        [],
      );
    });

  it("the proposal, its withdrawal and its answer as each side reads them", async function () {
    this.timeout(60_000);
    const id = await zugewiesen(daten.verordnung());
    await tu(korrektur.korrekturAnfragen("elena", id, daten.vorschlag()));

    const praxis = await lies("mfa", id);
    assert.deepEqual(
      praxis.korrekturen.map(({ art, absender }) => [art, absender]),
      [["VO_K", "10-67.245.HKPSANDBOX0001"]],
    );
    assert.deepEqual(
      praxis.korrekturen[0]?.aenderungen.slice(0, 2).map(({ vorher, nachher }) => [vorher, nachher]),
      [
        [null, "Eingeschränkte Feinmotorik, kann Tabletten nicht selbst aus der Packung nehmen"],
        ["Medikamentenbox stellen", "Medikamentengabe"],
      ],
    );
    assert(praxis.korrekturen[0]?.bundle?.includes('"QuestionnaireResponse"'));
    assert.equal(await code(korrektur.korrekturAnfragen("elena", id, daten.vorschlag())), "KORREKTUR_AKTIV");

    await tu(korrektur.korrekturZurueckziehen("elena", id));
    assert.deepEqual((await lies("aerztin", id)).korrekturen, []);
    const [zurueckgezogen] = (await lies("renate", id)).korrekturen;
    assert.deepEqual([zurueckgezogen?.aenderungen, zurueckgezogen?.bundle], [[], null]);
    assert.notEqual(zurueckgezogen?.zurueckgezogenAm ?? null, null);

    await tu(korrektur.korrekturAnfragen("elena", id, daten.vorschlag()));
    const antworten = [
      { ergebnis: "AUFGENOMMEN" },
      { ergebnis: "AUFGENOMMEN" },
      { ergebnis: "ABGELEHNT", begruendung: daten.ablehnung },
    ];
    const unpassend = antworten.map(() => ({ ergebnis: "AUFGENOMMEN" }));
    const mit = (ergebnisse: typeof antworten): Auftritt =>
      korrektur.korrekturBeantworten(gateway.welt, "aerztin", id, "aerztin", daten.korrigiert(), ergebnisse);
    assert.equal(await code(mit(unpassend)), "KORREKTURANTWORT_WIDERSPRUECHLICH");
    await tu(mit(antworten));

    const danach = await lies("elena", id);
    assert.equal(danach.korrektur, null);
    assert.deepEqual(
      danach.korrekturen.map(({ neueVersion }) => neueVersion),
      [null, 2],
    );
    assert.equal(danach.versionsvergleich?.artOderUmfangGeaendert, false);
    assert.equal(danach.versionsvergleich.unterschiede.length, 2);
    assert.equal(await code(aktion.einreichen("elena", id)), "ANGABEN_FEHLEN");
  });

  it("a Blanko-k: asked by the Kasse, hidden from the Praxis, answered by the Pflegedienst with its SMC-B", async function () {
    this.timeout(60_000);
    const { welt } = gateway;
    const id = await zugewiesen(renate.verordnung());
    await tu(aktion.blankoverordnungSpeichern(welt, "elena", id, "hand-und-herz", renate.blankoverordnung()));
    await tu(aktion.angabenSpeichern(welt, "elena", id, "hand-und-herz", renate.angaben()));
    await tu(aktion.einreichen("elena", id));
    const kasse = await welt.als("kasse");
    const pfad = `leistungen[${renate.LEISTUNGEN.positionswechsel}].haeufigkeit`;
    const haeufigkeit = { anzahl: 3, je: "TAG" };
    const vorschlag = { zuVersion: 1, aenderungen: [{ art: "AENDERN", pfad, haeufigkeit, begruendung: "Zu oft." }] };
    await kasse.frage(op.KORREKTUR_ANFRAGEN, { vorgangId: id, an: "PFLEGEDIENST", vorschlag });

    const praxis = await lies("aerztin", id);
    assert.deepEqual([praxis.status, praxis.korrektur, praxis.korrekturen], ["KORREKTURANFRAGE", null, []]);
    assert.deepEqual(
      (await lies("daniel", id)).korrekturen.map(({ art, absender }) => [art, absender]),
      [["BLANKO_K", "8-01-HKPSANDBOX0001"]],
    );
    await kasse.frage(op.KORREKTUR_AKTUALISIEREN, {
      vorgangId: id,
      vorschlag: {
        ...vorschlag,
        aenderungen: [{ ...vorschlag.aenderungen[0], haeufigkeit: { anzahl: 2, je: "TAG" } }],
      },
    });
    const [aktualisiert] = (await lies("elena", id)).korrekturen;
    assert.deepEqual(
      aktualisiert?.aenderungen.map(({ vorher, nachher }) => [vorher, nachher]),
      [["4 × täglich", "2 × täglich"]],
    );

    const elena = await welt.als("elena");
    const [leistung] = renate.blankoverordnung().leistungen;
    const { zuSignieren } = await elena.frage<{ zuSignieren: { bundle: string } }>(BLANKOVERORDNUNG_ZU_SIGNIEREN, {
      vorgangId: id,
      blankoverordnung: {
        ...renate.blankoverordnung(),
        leistungen: [{ ...leistung, haeufigkeit: { anzahl: 2, je: "TAG" } }],
      },
    });
    await elena.frage(op.KORREKTUR_BEANTWORTEN, {
      vorgangId: id,
      antworten: [{ aenderungId: aktualisiert?.aenderungen[0]?.id, ergebnis: "AUFGENOMMEN" }],
      signiert: welt.signiert("hand-und-herz", zuSignieren.bundle),
    });
    const danach = await lies("kasse", id);
    assert.deepEqual(
      [danach.status, danach.korrektur, danach.korrekturen[0]?.neueVersion],
      ["ANTRAGSPRUEFUNG", null, 2],
    );
    assert.deepEqual((await lies("aerztin", id)).korrekturen, []);
  });

  it("refuses a change whose members do not fit its kind (EINGABE_UNGUELTIG)", async () => {
    const id = await zugewiesen(daten.verordnung());
    const mit = (aenderung: Readonly<Record<string, unknown>>): Promise<string> =>
      code(
        korrektur.korrekturAnfragen("elena", id, {
          zuVersion: 1,
          aenderungen: [{ begruendung: "Grund", ...aenderung }],
        }),
      );
    assert.equal(await mit({ art: "AENDERN", pfad: "hinweise" }), "EINGABE_UNGUELTIG");
    assert.equal(await mit({ art: "AENDERN", text: "x" }), "EINGABE_UNGUELTIG");
    assert.equal(await mit({ art: "ENTFERNEN", einschraenkung: "x", leistungId: "y" }), "EINGABE_UNGUELTIG");
    assert.equal(await mit({ art: "HINZUFUEGEN", leistungId: "y" }), "EINGABE_UNGUELTIG");
    assert.equal(await mit({ art: "AENDERN", pfad: "versicherter.nachname", text: "x" }), "STAMMDATEN_UNVERAENDERLICH");
  });
});
