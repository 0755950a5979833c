import assert from "node:assert/strict";
import { PdfDruck } from "../../src/adapters/pdf/pdf-druck.js";
import { baueSendung } from "../../src/app/nachricht.js";
import type { Befehl } from "../../src/domain/hkp/befehle.js";
import type { Vorgang } from "../../src/domain/hkp/vorgang.js";
import type { Akteur } from "../../src/domain/kern/akteur.js";
import type { Sendung } from "../../src/domain/ports/zustellung.js";
import { entscheide, kontext } from "../domain/hkp/befehle.js";
import { fuehreDurch } from "../domain/hkp/durchfuehren.js";
import {
  anfragen,
  beantworte,
  gefragtVomPflegedienst,
  HAEUFIGER,
  NEIN,
  NEUE_EINSCHRAENKUNG,
} from "../domain/hkp/korrektur/rahmen.js";
import { einreichbar, entscheidung, inPruefung, verordnung, zugewiesen } from "../domain/hkp/vorgaenge.js";
import { arzt, elena, HAND_UND_HERZ, kasse } from "../helfer/akteure.js";
import { liesPdf } from "../helfer/pdf.js";

/* The Lesefassung: what the recipient may read, for people, and nothing else. Read from the printed PDF. */

const ABSENDER = { name: "G", adresse: "g@kim.test", software: "G", version: "1", support: "s@example.test" };
const EMPFAENGER = {
  telematikId: HAND_UND_HERZ.kennung,
  ik: null,
  name: "Empfänger",
  professionOids: [],
  kim: { adresse: "empfang@kim.test", version: "1.5+" },
  tim: null,
};
const druck = new PdfDruck();

/** The message of the one Alarm that this action causes. */
function sendungNach(befehl: Befehl, vorgang: Vorgang, akteur: Akteur): Sendung {
  const { danach, aenderung } = fuehreDurch(befehl, vorgang, kontext(akteur));
  const [auftrag, ...weitere] = aenderung.auftraege;
  assert(auftrag !== undefined && weitere.length === 0);
  return baueSendung({ auftrag, vorgang: danach, marke: "m" }, EMPFAENGER, ABSENDER);
}

async function textVon({ lesefassung }: Sendung): Promise<string> {
  assert(lesefassung !== undefined);
  return (await liesPdf(await druck.drucke(lesefassung))).text;
}

function enthaelt(text: string, ...teile: readonly string[]): void {
  for (const teil of teile) assert(text.includes(teil), `${teil} is not in: ${text}`);
}

describe("lesefassung", () => {
  it("of an application holds Verordnung, Blankoverordnung and Angaben", async () => {
    const text = await textVon(sendungNach({ aktion: "einreichen" }, einreichbar(), elena()));
    enthaelt(
      text,
      "Verordnung häuslicher Krankenpflege",
      "Verordnungs-ID 169.000.000.000.001.62",
      "Erstverordnung, Version 1",
      "Verordnungszeitraum 02.03.2026 bis 29.03.2026",
      "Name Berger, Renate",
      "Geboren am 12.03.1946",
      "Rosenstraße 7, 10999 Berlin",
      "Einrichtung Hausarztpraxis Dr. Sommer",
      "Diagnosen I83.0",
      "kann die Medikamente nicht selbst richten",
      "2 × täglich 02.03.2026 bis 29.03.2026",
      "durch die Pflegefachperson",
      "Blankoverordnung Pflegedienst Pflegedienst Hand & Herz",
      "Elena Fischer (Beschäftigtennummer 100000023)",
      "4 × täglich 03.03.2026 bis 29.03.2026",
      "Angaben zur Leistungserbringung Pflegedienst Pflegedienst Hand & Herz (IK 461100877)",
      "Maßgeblich sind die beiliegenden Datensätze (FHIR).",
    );
  });

  it("of a decision holds the recipient's own Begründung and nobody else's", async () => {
    const text = await textVon(sendungNach(entscheide(entscheidung()), inPruefung(), kasse()));
    enthaelt(text, "Leistungsentscheidung Ergebnis genehmigt", "Grund für den Pflegedienst");
    for (const fremd of ["Grund für die Praxis", "Grund für die versicherte Person"]) assert(!text.includes(fremd));
  });

  it("of a Korrekturanfrage shows before and after with the reason", async () => {
    const text = await textVon(sendungNach(anfragen([HAEUFIGER]), zugewiesen(), elena()));
    enthaelt(
      text,
      "Korrekturanfrage zur Verordnung",
      "Angefragt von Pflegedienst (Telematik-ID 10-67.245.HKPSANDBOX0001)",
      "2 × täglich 3 × täglich Die Mittagsgabe fehlt.",
    );
  });

  it("of an answered one shows the answers", async () => {
    const gefragt = gefragtVomPflegedienst(HAEUFIGER);
    const text = await textVon(sendungNach(beantworte(gefragt, verordnung(), [NEIN]), gefragt, arzt()));
    enthaelt(
      text,
      "Beantwortete Korrekturanfrage zur Verordnung",
      "Erstverordnung, Version 2",
      "abgelehnt:",
      "angezeigt.",
    );
  });

  it("is the same file when the same order is sent again", async () => {
    const { lesefassung } = sendungNach({ aktion: "einreichen" }, einreichbar(), elena());
    assert(lesefassung !== undefined);
    assert(
      Buffer.from(await druck.drucke(lesefassung)).equals(await new PdfDruck().drucke(structuredClone(lesefassung))),
    );
  });

  it("prints 40 Leistungen over several pages", async () => {
    const leistungen = Array.from({ length: 40 }, (_, nr) => ({
      id: `l${nr}`,
      freitext: `Hilfe bei Verrichtung ${nr + 1} von 40`,
      einzelheiten: "morgens und abends, nach Anleitung der Praxis",
      blanko: false,
      haeufigkeit: { anzahl: 2, je: "TAG" } as const,
    }));
    const vorgang = zugewiesen({}, verordnung({ leistungen }));
    const { lesefassung } = sendungNach(anfragen([NEUE_EINSCHRAENKUNG]), vorgang, elena());
    assert(lesefassung !== undefined);
    const { seiten, text } = await liesPdf(await druck.drucke(lesefassung));
    assert(seiten >= 2 && seiten <= 4, `${seiten} pages`);
    for (let nr = 1; nr <= 40; nr++) enthaelt(text, `Hilfe bei Verrichtung ${nr} von 40`);
  });

  it("is not made of a message of the conversation, which stands in the text", () => {
    const nachricht: Befehl = {
      aktion: "nachrichtSchreiben",
      an: ["PFLEGEDIENST"],
      text: "Bitte um Rückruf.",
      antwortAuf: null,
    };
    assert.equal(sendungNach(nachricht, zugewiesen(), arzt()).lesefassung, undefined);
  });
});
