import assert from "node:assert/strict";
import { chatempfang } from "../../../src/app/eingang/chat.js";
import type { Chatteile } from "../../../src/app/eingang/chat.js";
import type { Vorgang } from "../../../src/domain/hkp/vorgang.js";
import type { Akteur } from "../../../src/domain/kern/akteur.js";
import type { Chatantwort, Chatinhalt } from "../../../src/domain/ports/chat.js";
import type { Eingang, Eingangsergebnis } from "../../../src/domain/ports/eingang.js";
import { anfrage } from "../../domain/hkp/anfragen.js";
import { offen, VERORDNUNGS_ID, verordnung, zugewiesen, einreichbar } from "../../domain/hkp/vorgaenge.js";
import { arzt, elena, HAND_UND_HERZ, miriam } from "../../helfer/akteure.js";
import { Fachfehler } from "../../../src/domain/kern/fehler.js";
import { ErgebnisUnbekannt } from "../../../src/domain/ports/vorgang-store.js";
import { RueckfragenImSpeicher } from "../../helfer/rueckfragen.js";
import { dienstbuehne } from "../dienste.js";

const RAUM = "!raum:tim.test";
const ELENA = "@elena:tim.test";
/** The standing clock of the services. */
const JETZT = new Date("2026-03-02T11:00:00Z");

const zugeteilt = (abweichung: Partial<Vorgang> = {}): Vorgang =>
  offen({ zuweisung: HAND_UND_HERZ, ...abweichung }, verordnung());
const angefragt = (): Vorgang => offen({ verfuegbarkeitsanfragen: [anfrage()] });

interface Umstaende {
  readonly vorgang?: Vorgang;
  readonly akteur?: Akteur | null;
  readonly ergebnis?: Eingangsergebnis;
  /** What handing on fails with; null: with nothing. */
  readonly wirft?: () => Error | null;
}

/** One room and what is said in it. Event ids count from $1. */
function buehne({ vorgang = zugeteilt(), akteur = elena(), ergebnis, wirft = () => null }: Umstaende = {}) {
  const b = dienstbuehne({ vorgaenge: [vorgang] });
  const eingaenge: Eingang[] = [];
  const texte = new Map<string, string>();
  const rueckfragen = new RueckfragenImSpeicher();
  let nummer = 0;
  const teile: Chatteile = {
    dienste: b.dienste,
    rueckfragen,
    fristMs: 600_000,
    findeTeilnahme: async () =>
      akteur === null ? { art: "unbekannt" } : { art: "bekannt", akteur, vorgang: b.stand(VERORDNUNGS_ID) ?? null },
    nimmEntgegen: async (eingang) => {
      eingaenge.push(eingang);
      const fehler = wirft();
      if (fehler !== null) throw fehler;
      assert.ok(ergebnis !== undefined);
      return ergebnis;
    },
    anfrageIdZu: (ereignisId) => `anfrage ${ereignisId}`,
    annahmenachricht: ({ vorgang: { id } }) => ({ resourceType: "Bundle", type: "message", id, entry: [] }),
  };
  const empfang = chatempfang(teile);
  const nimm = (
    ereignisId: string,
    inhalt: Chatinhalt,
    { zeit = JETZT, absender = ELENA }: { readonly zeit?: Date; readonly absender?: string } = {},
  ): Promise<Chatantwort | null> =>
    empfang.nimm({
      raumId: RAUM,
      fadenId: "faden-1",
      ereignisId,
      absender,
      zeit,
      inhalt,
      frueher: async (id) => texte.get(id) ?? null,
    });
  return {
    ...b,
    eingaenge,
    texte,
    nimm,
    stand: () => b.stand(VERORDNUNGS_ID),
    /** Writes words; the answer's text. */
    async sage(text: string, optionen: Parameters<typeof nimm>[2] & { readonly id?: string } = {}): Promise<string> {
      const ereignisId = optionen.id ?? `$${++nummer}`;
      texte.set(ereignisId, text);
      const antwort = await nimm(ereignisId, { art: "nachricht", text, auftragId: null, anhaenge: [] }, optionen);
      return antwort?.text ?? "(schweigt)";
    },
  };
}

describe("Commands in a room: asked back, confirmed, carried out once", () => {
  it("!annehmen does nothing before !ja, then accepts as that Pflegedienst", async () => {
    const b = buehne();
    const frage = await b.sage("!annehmen");
    assert.match(frage, /^Sie nehmen die Verordnung verbindlich an\.\nBestätigen Sie bis 12:10 Uhr mit !ja oder ✅\./);
    assert.equal(b.stand()?.status, "OFFEN");
    assert.match(await b.sage("!ja"), /^Sie haben die Verordnung angenommen\./);
    assert.equal(b.stand()?.status, "ZUGEWIESEN");
    assert.deepEqual(b.stand()?.pflegedienst, HAND_UND_HERZ);
    assert.equal(await b.sage("!ja"), "Es gibt nichts zu bestätigen. !hilfe zeigt, was Sie jetzt tun können.");
  });

  it("✅ at the question confirms it, at another one nothing", async () => {
    const b = buehne();
    await b.sage("!annehmen", { id: "$befehl" });
    assert.match((await b.nimm("$r1", { art: "zustimmung", befehl: "$anderer" }))?.text ?? "", /^Es gibt nichts/);
    assert.equal(b.stand()?.status, "OFFEN");
    assert.match((await b.nimm("$r2", { art: "zustimmung", befehl: "$befehl" }))?.text ?? "", /angenommen/);
    assert.equal(b.stand()?.status, "ZUGEWIESEN");
  });

  it("!ablehnen hands its reason to the insured person", async () => {
    const b = buehne();
    await b.sage("!Ablehnen  Keine Kapazität ");
    assert.match(await b.sage("!ja"), /abgelehnt/);
    assert.equal(b.stand()?.zuweisung, null);
    assert.equal(b.stand()?.meldungen.at(0)?.hinweis, "Der Pflegedienst schreibt: Keine Kapazität");
  });

  it("!verfügbar and !ablehnen answer an unverbindliche Anfrage, which !annehmen does not accept", async () => {
    const b = buehne({ vorgang: angefragt() });
    assert.match(await b.sage("!annehmen"), /Das ist jetzt nicht möglich\. Annehmen können Sie hier, solange/);
    await b.sage("!verfuegbar ab Montag");
    await b.sage("!ja");
    const [eine] = b.stand()?.verfuegbarkeitsanfragen ?? [];
    assert.deepEqual([eine?.zustand, eine?.antwort, eine?.automatisch], ["VERFUEGBAR", "ab Montag", false]);
    await b.sage("!ablehnen doch nicht");
    await b.sage("!ja");
    assert.equal(b.stand()?.verfuegbarkeitsanfragen[0]?.zustand, "NICHT_VERFUEGBAR");
  });

  it("a second command takes the place of the first, !nein ends it", async () => {
    const b = buehne();
    await b.sage("!annehmen");
    await b.sage("!ablehnen");
    await b.sage("!ja");
    assert.deepEqual([b.stand()?.status, b.stand()?.zuweisung], ["OFFEN", null]);
    const c = buehne();
    await c.sage("!annehmen");
    assert.equal(await c.sage("!nein"), "In Ordnung, es wird nichts veranlasst.");
    assert.match(await c.sage("!ja"), /^Es gibt nichts/);
    assert.equal(c.stand()?.status, "OFFEN");
  });

  it("!nein after !ja does not say that nothing was done, nor without a question", async () => {
    const b = buehne();
    const NICHTS =
      "Es wartet kein Befehl auf eine Bestätigung. Was Sie schon bestätigt haben, gilt. !status zeigt den Stand.";
    assert.equal(await b.sage("!nein"), NICHTS);
    await b.sage("!annehmen");
    await b.sage("!ja");
    assert.equal(await b.sage("!nein"), NICHTS);
    assert.equal(b.stand()?.status, "ZUGEWIESEN");
    // The same refusal again is the same answer.
    const c = buehne();
    await c.sage("!annehmen");
    for (const mal of ["first", "again"])
      assert.equal(await c.sage("!nein", { id: "$nein" }), "In Ordnung, es wird nichts veranlasst.", mal);
  });

  it("only whoever gave the command confirms it", async () => {
    const b = buehne();
    await b.sage("!annehmen");
    assert.match(await b.sage("!ja", { absender: "@daniel:tim.test" }), /^Es gibt nichts/);
    assert.equal(b.stand()?.status, "OFFEN");
  });

  it("a confirmation is late by the time it was sent, not by when it was read", async () => {
    const b = buehne();
    await b.sage("!annehmen");
    assert.match(await b.sage("!ja", { zeit: new Date("2026-03-02T11:10:01Z") }), /^Die Bestätigung kam zu spät/);
    assert.equal(b.stand()?.status, "OFFEN");
    assert.match(await b.sage("!ja", { zeit: new Date("2026-03-02T11:10:00Z") }), /angenommen/);
  });

  it("if the Vorgang has changed since the question, nothing is done", async () => {
    const vorgang = zugeteilt();
    const b = buehne({ vorgang });
    await b.sage("!annehmen");
    const { fuehreAus } = await import("../../../src/app/befehl-ausfuehren.js");
    const nachricht = { aktion: "nachrichtSchreiben", an: ["PFLEGEDIENST"], text: "Eilt", antwortAuf: null } as const;
    await fuehreAus({ vorgangId: VERORDNUNGS_ID, auftrag: nachricht, akteur: arzt() }, b.dienste);
    assert.match(await b.sage("!ja"), /^Der Vorgang hat sich seit Ihrem Befehl geändert/);
    assert.equal(b.stand()?.status, "OFFEN");
  });

  it("a refusal of the domain is said in its words", async () => {
    const b = buehne({ vorgang: zugewiesen() });
    await b.sage("!einreichen");
    assert.match(
      await b.sage("!ja"),
      /nicht ausgeführt\.\n\nDie Verordnung enthält Blanko-Leistungen\. Speichern Sie zuerst/,
    );
    assert.equal(b.stand()?.status, "ZUGEWIESEN");
  });

  it("a Pflegedienst that may submit does so by !einreichen", async () => {
    const b = buehne({ vorgang: einreichbar() });
    await b.sage("!einreichen");
    assert.equal(await b.sage("!ja"), "Sie haben die Verordnung beim Kostenträger eingereicht.");
    assert.equal(b.stand()?.status, "ANTRAGSPRUEFUNG");
  });
});

describe("The same event again, as after kill -9", () => {
  it("the command is asked back once, with the first version and time", async () => {
    const b = buehne();
    const erste = await b.sage("!annehmen", { id: "$befehl" });
    assert.equal(await b.sage("!annehmen", { id: "$befehl" }), erste);
  });

  it("the confirmation acts once and is answered alike, although nothing is open any more", async () => {
    const b = buehne();
    await b.sage("!ablehnen", { id: "$befehl" });
    const erste = await b.sage("!ja", { id: "$ja" });
    const danach = b.stand();
    assert.equal(await b.sage("!ja", { id: "$ja" }), erste);
    assert.deepEqual(b.stand(), danach);
  });

  it("carried out, killed before the answer, and its command deleted meanwhile: the answer is true all the same", async () => {
    const b = buehne();
    await b.sage("!ablehnen", { id: "$befehl" });
    const erste = await b.sage("!ja", { id: "$ja" });
    b.texte.delete("$befehl");
    assert.equal(await b.sage("!ja", { id: "$ja" }), erste);
  });

  it("killed after the confirmation was noted and before the command was carried out: it is carried out", async () => {
    const b = buehne();
    await b.sage("!annehmen", { id: "$befehl" });
    const schreibe = b.dienste.store.schreibe.bind(b.dienste.store);
    b.dienste.store.schreibe = () => Promise.reject(new Error("killed"));
    await assert.rejects(b.sage("!ja", { id: "$ja" }), /killed/);
    b.dienste.store.schreibe = schreibe;
    assert.match(await b.sage("!ja", { id: "$ja" }), /angenommen/);
    assert.equal(b.stand()?.status, "ZUGEWIESEN");
  });
});

describe("Deleted and edited messages", () => {
  it("a command deleted before its confirmation is withdrawn", async () => {
    const b = buehne();
    await b.sage("!annehmen", { id: "$befehl" });
    const antwort = await b.nimm("$weg", { art: "zurueckgenommen", ziel: "$befehl" });
    assert.equal(antwort?.text, "Sie haben den Befehl gelöscht; er wird nicht ausgeführt.");
    assert.match(await b.sage("!ja"), /^Es gibt nichts/);
    assert.equal(b.stand()?.status, "OFFEN");
  });

  it("also if its deletion has not come yet", async () => {
    const b = buehne();
    await b.sage("!annehmen", { id: "$befehl" });
    b.texte.delete("$befehl");
    assert.match(await b.sage("!ja"), /^Der Befehl, den Sie bestätigen, ist nicht mehr lesbar/);
    assert.equal(b.stand()?.status, "OFFEN");
  });

  it("what has had its effect stays, and that is said; anything else goes silently", async () => {
    const b = buehne();
    await b.sage("!annehmen", { id: "$befehl" });
    await b.sage("!ja", { id: "$ja" });
    assert.match((await b.nimm("$w1", { art: "zurueckgenommen", ziel: "$ja" }))?.text ?? "", /bleibt im Vorgang/);
    assert.equal(await b.nimm("$w2", { art: "zurueckgenommen", ziel: "$plauderei" }), null);
    assert.equal(b.stand()?.status, "ZUGEWIESEN");
  });

  it("an edited command is not carried out, neither as it was nor as it is", async () => {
    const b = buehne();
    await b.sage("!annehmen", { id: "$befehl" });
    assert.match((await b.nimm("$e", { art: "geaendert", ziel: "$befehl" }))?.text ?? "", /^Geänderte Befehle gelten/);
    assert.match(await b.sage("!ja"), /^Es gibt nichts/);
    assert.match((await b.nimm("$f", { art: "geaendert", ziel: "$x" }))?.text ?? "", /^Die Änderung wurde nicht/);
  });
});

describe("Who is heard, and what goes on", () => {
  it("whoever the Verzeichnisdienst does not know gets no answer to anything", async () => {
    const b = buehne({ akteur: null });
    for (const text of ["!hilfe", "!annehmen", "Guten Tag"]) assert.equal(await b.sage(text), "(schweigt)");
    assert.equal(await b.nimm("$u", { art: "unlesbar" }), null);
    assert.deepEqual(b.eingaenge, []);
  });

  it("!hilfe follows the transition table: the chosen Pflegedienst, another one, the Praxis", async () => {
    assert.match(await buehne().sage("!hilfe"), /!annehmen – .*\n!ablehnen <Grund> – die Zuweisung ablehnen/);
    const praxis = await buehne({ akteur: arzt() }).sage("!hilfe");
    assert.match(praxis, /Mit einem Befehl können Sie zurzeit nichts veranlassen\./);
    assert.match(praxis, /Eigene Korrektur der Verordnung: als signierte neue Version/);
    assert.doesNotMatch(await buehne({ akteur: miriam() }).sage("!hilfe"), /!annehmen/);
  });

  it("an unknown command does nothing and is no message to anybody", async () => {
    const b = buehne();
    assert.match(await b.sage("!genehmigen"), /^Diesen Befehl kenne ich nicht; es wurde nichts veranlasst\./);
    assert.deepEqual(b.eingaenge, []);
  });

  it("words go on as they are, with the order that they answer before the room", async () => {
    const ergebnis = { art: "ausgefuehrt", aktion: "nachrichtSchreiben", vorgangId: VERORDNUNGS_ID } as const;
    const b = buehne({ ergebnis: { ...ergebnis, rueckmeldung: null } });
    const inhalt = { art: "nachricht", text: "Gern.", auftragId: "auftrag-1", anhaenge: [] } as const;
    assert.deepEqual(await b.nimm("$n", inhalt), {
      text: "Ihre Nachricht steht im Vorgang.",
      gelungen: true,
      buendel: null,
    });
    assert.deepEqual(b.eingaenge, [
      {
        kanal: "TIM",
        id: "$n",
        absender: ELENA,
        bezuege: ["auftrag-1", "faden-1"],
        zeit: JETZT,
        text: "Gern.",
        anhaenge: [],
      },
    ]);
  });

  it("a message that we fail at makes way after five attempts; what passes by itself is waited for", async () => {
    const fehler: Error[] = [];
    const b = buehne({ wirft: () => fehler.at(-1) ?? null });
    const sage = () => b.sage("Bitte um Rückruf", { id: "$gift" });
    fehler.push(new ErgebnisUnbekannt(new Error("no primary")));
    for (let mal = 1; mal <= 20; mal++) await assert.rejects(sage(), ErgebnisUnbekannt);
    fehler.push(new Fachfehler("NICHT_VERFUEGBAR"));
    for (let mal = 1; mal <= 20; mal++) await assert.rejects(sage(), Fachfehler);
    fehler.push(new TypeError("undefined is not a function"));
    for (let mal = 1; mal <= 4; mal++) await assert.rejects(sage(), TypeError);
    assert.match(await sage(), /^Ihre Nachricht konnte durch einen Fehler dieses Dienstes nicht bearbeitet werden;/);
    assert.match(await b.sage("!status"), /^Verordnung /);
  });

  it("a file goes on with its caption, also if that looks like a command; its refusal is said", async () => {
    const rueckmeldung = { text: "Die Signatur konnte nicht bestätigt werden.", buendel: null };
    const grund = { code: "SIGNATUR_UNGUELTIG", text: "" };
    const b = buehne({ ergebnis: { art: "abgewiesen", grund, vorgangId: VERORDNUNGS_ID, rueckmeldung } });
    const anhang = { name: "angaben.p7m", medientyp: "application/pkcs7-mime", bytes: Uint8Array.of(1) };
    const inhalt = { art: "nachricht", text: "!einreichen", auftragId: null, anhaenge: [anhang] } as const;
    const antwort = await b.nimm("$d", inhalt);
    assert.deepEqual([antwort?.text, antwort?.gelungen], [rueckmeldung.text, false]);
    assert.deepEqual(b.eingaenge[0]?.anhaenge, [anhang]);
  });
});
