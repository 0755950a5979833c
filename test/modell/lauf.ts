import assert from "node:assert/strict";
import fc from "fast-check";
import { SCHALTER_VORGABE } from "../../src/domain/hkp/ablauf.js";
import { sichtbarFuer, wendeAn, zustaendig } from "../../src/domain/hkp/aenderung.js";
import type { Aenderung } from "../../src/domain/hkp/aenderung.js";
import { legeAn } from "../../src/domain/hkp/anlegen.js";
import type { Zugang } from "../../src/domain/hkp/befehle.js";
import { entscheide } from "../../src/domain/hkp/entscheiden.js";
import { FristNichtFaellig } from "../../src/domain/hkp/fristwirkung.js";
import { istNachgewiesen, sichtVon } from "../../src/domain/hkp/sicht.js";
import type { Vorgang } from "../../src/domain/hkp/vorgang.js";
import { alsTeilnehmer, schluessel } from "../../src/domain/kern/akteur.js";
import type { Akteur, Teilnehmer } from "../../src/domain/kern/akteur.js";
import { Fachfehler } from "../../src/domain/kern/fehler.js";
import { HAND_UND_HERZ, INTEGRAL, KASSE, PRAXIS, PRIVATE, RENATE } from "../helfer/akteure.js";
import { zaehlendeIds } from "../helfer/uhr.js";
import { VERORDNUNGS_ID } from "../domain/hkp/vorgaenge.js";
import { ANFANG, dran, erwarte } from "./modell.js";
import type { Alarm, Modell, Schritt, Seite } from "./modell.js";
import { AKTEURE, befehlZu, FREMDE_KASSE, LEERER_ENTWURF, SCHRITTE, ZEITPUNKT } from "./schritte.js";

/** Model and domain side by side. */
export interface Stand {
  readonly modell: Modell;
  readonly vorgang: Vorgang;
}

const TEILNEHMER: Record<Seite, Teilnehmer> = {
  PRAXIS,
  RENATE,
  KASSE,
  PRIVATE,
  FREMDE_KASSE,
  HERZ: HAND_UND_HERZ,
  INTEGRAL,
};
const kennungVon = (seite: Seite | null): string | null => (seite === null ? null : schluessel(TEILNEHMER[seite]));
const schluesselVon = (teilnehmer: Teilnehmer | null): string | null =>
  teilnehmer === null ? null : schluessel(teilnehmer);

const IDS = zaehlendeIds();
const kontext = (akteur: Akteur, { zeit }: Modell) => ({
  akteur,
  jetzt: new Date(ZEITPUNKT[zeit]),
  ids: IDS,
  schalter: SCHALTER_VORGABE,
});

/** `anlegen`, or `entwurfAnlegen`, which gives the Vorgang a draft from the start. */
export function beginne(mitEntwurf = false): Stand {
  const entwurf = mitEntwurf ? { inhalt: LEERER_ENTWURF, folgeAuf: null, teile: ["somatisch"] } : null;
  const vorgang = legeAn(VERORDNUNGS_ID, kontext(AKTEURE.MFA, ANFANG), { anfrageId: null }, entwurf);
  return { modell: { ...ANFANG, entwurf: mitEntwurf }, vorgang: friere(vorgang) };
}

/** What the store's query and the domain make of a step. */
function versuche(schritt: Schritt, { vorgang, modell }: Stand): Aenderung | string {
  const akteur = AKTEURE[schritt.wer];
  try {
    if (!findet(schritt, akteur, vorgang, modell)) return "VORGANG_UNBEKANNT";
    if (schritt.tat.was === "zeitVergeht") throw new Error("time is nobody's command");
    const nachgewiesen = istNachgewiesen(karteVon(schritt, akteur, modell), vorgang);
    const umstaende = { ...kontext(akteur, modell), nachgewiesen };
    return entscheide(befehlZu(schritt.tat, vorgang, akteur), vorgang, umstaende, { anfrageId: null });
  } catch (fehler) {
    if (fehler instanceof Fachfehler) return (fehler as Fachfehler).code;
    if (fehler instanceof FristNichtFaellig) return "NICHT_FAELLIG";
    throw fehler;
  }
}

function karteVon({ karte }: Schritt, akteur: Akteur, modell: Modell): Zugang | null {
  if (!karte) return null;
  const nachweis = {
    kvnr: RENATE.kennung,
    versichererIk: KASSE.kennung,
    actorId: akteur.rolle === "PFLEGEDIENST" ? akteur.telematikId : "",
    actorProfessionOid: "1.2.276.0.76.4.245",
    ausgestelltAm: new Date(ZEITPUNKT[modell.zeit]),
  };
  return { art: "POPP", nachweis };
}

function findet(schritt: Schritt, akteur: Akteur, vorgang: Vorgang, modell: Modell): boolean {
  const sicht = sichtVon(akteur, karteVon(schritt, akteur, modell), "HANDELN");
  if (sicht.art === "ALLE") return true;
  if (sicht.art === "KEINE") return false;
  if (sichtbarFuer(vorgang).includes(sicht.schluessel)) return true;
  if (sicht.art !== "MIT_ZUGANG" || !("kvnr" in sicht.zugang)) return false;
  return sicht.status.includes(vorgang.status) && sicht.zugang.kvnr === vorgang.versicherter?.kennung;
}

const beschreibe = (schritt: Schritt, modell: Modell): string =>
  `${JSON.stringify(schritt)} in ${JSON.stringify(modell)}`;

/** One command on both sides; fails where they part. Both stay as they are after a refusal. */
export function gehe(stand: Stand, schritt: Schritt): Stand {
  const { modell, vorgang } = stand;
  const erwartet = erwarte(modell, schritt);
  if (schritt.tat.was === "zeitVergeht")
    return "danach" in erwartet ? { modell: erwartet.danach, vorgang } : assert.fail("time cannot be refused");
  const ergebnis = versuche(schritt, stand);
  if ("verweigert" in erwartet) {
    if (ergebnis === erwartet.verweigert) return stand;
    return assert.fail(
      `${typeof ergebnis === "string" ? ergebnis : "carried out"} instead of ${erwartet.verweigert}: ${beschreibe(schritt, modell)}`,
    );
  }
  const worum = beschreibe(schritt, modell);
  if (typeof ergebnis === "string") return assert.fail(`refused with ${ergebnis}, but is allowed: ${worum}`);
  const danach = friere(wendeAn(vorgang, ergebnis));
  assert.deepEqual(zusammenfassung(danach), erwarteteZusammenfassung(erwartet.danach, vorgang.version + 1), worum);
  pruefeMeldungen(ergebnis, AKTEURE[schritt.wer], erwartet.alarm, worum);
  assert.equal(danach.protokoll.length, vorgang.protokoll.length + 1, `one entry in the Protokoll: ${worum}`);
  pruefeZustaendigkeit({ modell: erwartet.danach, vorgang: danach });
  if (danach.status === "GELOESCHT") pruefeLeere(danach, ergebnis, worum);
  const bleibende = danach.unterlagen.map(({ id }) => id);
  const verlorene = vorgang.unterlagen.map(({ id }) => id).filter((id) => !bleibende.includes(id));
  assert.ok(
    verlorene.every((id) => danach.zuLoeschendeUnterlagen.includes(id)),
    `content that nobody names is to be deleted: ${worum}`,
  );
  if (!erwartet.danach.entschieden)
    assert.ok(!JSON.stringify(danach).includes("Grund für"), `nothing of a decision stays: ${worum}`);
  return { modell: erwartet.danach, vorgang: danach };
}

function zusammenfassung(vorgang: Vorgang): Record<string, unknown> {
  const { status, version, antrag, kennzeichenKostenerstattung, kostentraegerHatZugriff, korrektur } = vorgang;
  return {
    status,
    version,
    entschieden: vorgang.datensaetze.some(({ art }) => art === "ENTSCHEIDUNG"),
    pd: schluesselVon(vorgang.pflegedienst),
    zuweisung: schluesselVon(vorgang.zuweisung),
    angefragt: vorgang.verfuegbarkeitsanfragen
      .filter(({ zustand }) => zustand === "OFFEN" || zustand === "VERFUEGBAR")
      .map(({ pflegedienst }) => schluessel(pflegedienst))
      .sort(),
    antrag,
    unterlagen: vorgang.unterlagen.map(({ von }) => `${von.rolle}:${von.kennung}`).sort(),
    kennzeichen: kennzeichenKostenerstattung,
    kasseSieht: kostentraegerHatZugriff,
    weitere: vorgang.weitereKostentraeger.map(schluesselVon),
    entwurf: vorgang.entwurf !== null,
    korrektur:
      korrektur === null
        ? null
        : [schluessel(korrektur.anfragender), schluessel(korrektur.adressat), korrektur.statusVorher],
  };
}

function erwarteteZusammenfassung(m: Modell, version: number): Record<string, unknown> {
  const weg = m.status === "GELOESCHT";
  return {
    status: m.status,
    version,
    entschieden: !weg && m.entschieden,
    pd: kennungVon(m.pd),
    zuweisung: kennungVon(m.zuweisung),
    angefragt: m.angefragt.map(kennungVon).sort(),
    antrag: weg ? null : m.antrag,
    unterlagen: weg ? [] : m.unterlagen.map(kennungVon).sort(),
    kennzeichen: weg ? false : m.kennzeichen,
    kasseSieht: m.kasseSieht,
    weitere: m.weitergegeben ? [kennungVon("FREMDE_KASSE")] : [],
    entwurf: m.entwurf,
    korrektur:
      m.korrektur === null ? null : [kennungVon(m.korrektur.von), kennungVon(m.korrektur.an), m.korrektur.vorher],
  };
}

function pruefeMeldungen({ meldungen, auftraege }: Aenderung, akteur: Akteur, alarm: Alarm, worum: string) {
  const alarmierte = meldungen.filter(({ art }) => art === "ALARM").map(({ empfaenger }) => schluessel(empfaenger));
  assert.deepEqual(
    alarmierte,
    [alarm].flat().flatMap((seite) => kennungVon(seite) ?? []),
    `Alarm: ${worum}`,
  );
  assert.deepEqual(
    auftraege.map(({ empfaenger }) => schluessel(empfaenger)),
    alarmierte,
    `only an Alarm is sent: ${worum}`,
  );
  const alle = meldungen.map(({ empfaenger }) => schluessel(empfaenger));
  assert.equal(new Set(alle).size, alle.length, `nobody is told twice: ${worum}`);
  const selbst = schluesselVon(alsTeilnehmer(akteur));
  assert.ok(!alle.some((einer) => einer === selbst), `nobody is told what he did himself: ${worum}`);
}

/** Exactly one who must act next, the same on both sides; nobody only at the end. */
export function pruefeZustaendigkeit({ modell, vorgang }: Stand): void {
  const naechster = dran(modell);
  const amEnde = modell.status === "ABGESCHLOSSEN" || modell.status === "GELOESCHT";
  assert.equal(naechster === null, amEnde, `responsible in ${JSON.stringify(modell)}`);
  assert.equal(schluesselVon(zustaendig(vorgang)), kennungVon(naechster), JSON.stringify(modell));
}

function pruefeLeere(vorgang: Vorgang, { auftraege }: Aenderung, worum: string): void {
  assert.deepEqual(
    {
      datensaetze: vorgang.datensaetze,
      codes: vorgang.zugriffscodes,
      unterlagen: vorgang.unterlagen,
      bis: vorgang.verordnungszeitraumBis,
      ausgang: vorgang.ausgang.length,
      worte: vorgang.meldungen.filter(({ begruendung, hinweis }) => begruendung !== null || hinweis !== undefined),
    },
    { datensaetze: [], codes: null, unterlagen: [], bis: null, ausgang: auftraege.length, worte: [] },
    `no content stays: ${worum}`,
  );
}

/** A decision that changes what it was given throws. Stops at what is frozen already. */
function friere<T>(wert: T): T {
  if (typeof wert !== "object" || wert === null || ArrayBuffer.isView(wert) || Object.isFrozen(wert)) return wert;
  Object.values(wert).forEach(friere);
  return Object.freeze(wert);
}

/** Any step, or one that the model allows: otherwise nearly all would be refused. */
const zug = fc.record({ art: fc.nat(99), was: fc.nat(999), stelle: fc.nat(9999) });
type Zug = typeof zug extends fc.Arbitrary<infer Z> ? Z : never;

/** Shares of `art` in percent: any step at all, time goes on, an end of everything is allowed. */
const BELIEBIG = 30;
const ZEIT = 33;
const ENDE = 38;

function waehle({ art, was, stelle }: Zug, modell: Modell): Schritt {
  const eines = <T>(aus: readonly T[], nr: number): T => aus[nr % aus.length] ?? assert.fail("nothing to choose from");
  if (art < BELIEBIG) return eines(SCHRITTE, stelle);
  const nachTat = new Map<string, Schritt[]>();
  for (const schritt of SCHRITTE) {
    const { tat } = schritt;
    if ((tat.was === "zeitVergeht") !== art < ZEIT) continue;
    const folge = erwarte(modell, schritt);
    if (!("danach" in folge) || (folge.danach.status === "GELOESCHT" && art >= ENDE)) continue;
    nachTat.set(tat.was, [...(nachTat.get(tat.was) ?? []), schritt]);
  }
  // First what is done, then by whom and how: otherwise what has many variants is nearly all that happens.
  return nachTat.size === 0 ? eines(SCHRITTE, stelle) : eines(eines([...nachTat.values()], was), stelle);
}

/** E.g. `annehmen: OFFEN → ZUGEWIESEN`; deadlines by their name. */
export function wegVon(vorher: Stand, { tat }: Schritt, danach: Stand): string {
  return `${tat.was === "frist" ? tat.art : tat.was}: ${vorher.vorgang.status} → ${danach.vorgang.status}`;
}

const LAENGE = 100;
const LAEUFE = 20;

export interface Bilanz {
  readonly befehle: number;
  /** Successful commands per action, as `action: from → to`. */
  readonly wege: ReadonlyMap<string, number>;
}

/** At least so many commands from this seed on; each failure names the seed and path that replay it. */
export function laufe(seed: number, befehle: number): Bilanz {
  let gezaehlt = 0;
  const wege = new Map<string, number>();
  for (let runde = 0; gezaehlt < befehle; runde++)
    fc.assert(
      fc.property(fc.boolean(), fc.array(zug, { maxLength: LAENGE, size: "max" }), (mitEntwurf, zuege) => {
        let stand = beginne(mitEntwurf);
        for (const einer of zuege) {
          const schritt = waehle(einer, stand.modell);
          const danach = gehe(stand, schritt);
          if (schritt.tat.was !== "zeitVergeht") gezaehlt++;
          if (danach.vorgang !== stand.vorgang) {
            const weg = wegVon(stand, schritt, danach);
            wege.set(weg, (wege.get(weg) ?? 0) + 1);
          }
          stand = danach;
        }
      }),
      { seed: seed + runde, numRuns: LAEUFE },
    );
  return { befehle: gezaehlt, wege };
}
