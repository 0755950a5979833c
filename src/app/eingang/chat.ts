import { Fachfehler } from "../../domain/kern/fehler.js";
import { alsTeilnehmer, schluessel } from "../../domain/kern/akteur.js";
import type { Akteur } from "../../domain/kern/akteur.js";
import { berlinerUhrzeit } from "../../domain/kern/kalender.js";
import { istHandlungswort, waehleWeg, wegZu } from "../../domain/eingang/chatbefehle.js";
import type { Chatweg, Handlungswort } from "../../domain/eingang/chatbefehle.js";
import * as worte from "../../domain/eingang/chatworte.js";
import type { Stand } from "../../domain/eingang/chatworte.js";
import { leseChatbefehl } from "../../domain/eingang/chatwort.js";
import type { Chatbefehl } from "../../domain/eingang/chatwort.js";
import { abweisungstext, istAbweisung } from "../../domain/eingang/rueckmeldungstexte.js";
import { zustaendig } from "../../domain/hkp/aenderung.js";
import { anfragesteller } from "../../domain/hkp/entscheiden.js";
import { moeglicheAktionen } from "../../domain/hkp/zulaessig.js";
import type { Vorgang } from "../../domain/hkp/vorgang.js";
import type { Chatantwort, Chatempfang, Chatereignis, Rueckfragenspeicher } from "../../domain/ports/chat.js";
import type { Eingang, Eingangsergebnis } from "../../domain/ports/eingang.js";
import { fuehreAus } from "../befehl-ausfuehren.js";
import type { FhirBundle } from "../../domain/ports/zustellung.js";
import { sichtVon } from "../../domain/hkp/sicht.js";
import type { Dienste } from "../dienste.js";
import type { Annahme } from "./annahmenachricht.js";
import { befolgeDirekt, zugangAusWorten } from "./chat-direkt.js";
import { KEINE_WORTE } from "../../domain/eingang/direktworte.js";
import { mitGeduld } from "./geduld.js";
import type { Fehlversuche } from "./geduld.js";

/** Who writes in a room, and about what. */
export type Teilnahme =
  /** Not one participant of the Verzeichnisdienst: nobody is answered. */
  | { readonly art: "unbekannt" }
  /** Null: the room is not about a Vorgang that the participant takes part in. */
  | { readonly art: "bekannt"; readonly akteur: Akteur; readonly vorgang: Vorgang | null };

export interface Chatteile {
  readonly dienste: Dienste;
  readonly rueckfragen: Rueckfragenspeicher;
  /** How long a question waits for its confirmation. */
  readonly fristMs: number;
  readonly findeTeilnahme: (absender: string, fadenId: string | null) => Promise<Teilnahme>;
  readonly nimmEntgegen: (eingang: Eingang) => Promise<Eingangsergebnis>;
  /** The request that an event is, so that it is carried out once. */
  readonly anfrageIdZu: (ereignisId: string) => string;
  /** Message with what the one who accepted may read now. */
  readonly annahmenachricht: (annahme: Annahme) => FhirBundle;
}

interface Lage extends Chatteile {
  readonly ereignis: Chatereignis;
  readonly akteur: Akteur;
  readonly vorgang: Vorgang | null;
  /** Null: at this message we have failed for good. */
  readonly reicheEin: (eingang: Eingang) => Promise<Eingangsergebnis | null>;
}

/**
 * What is said and ordered in a room becomes a command, a message of the conversation or an answer. Commands go the one write
 * path as that participant; they are confirmed first, because a chat is quickly sent and a signature is missing.
 */
export function chatempfang(teile: Chatteile): Chatempfang {
  // A restart counts anew.
  const fehlversuche = new Map<string, Fehlversuche>();
  const reicheEin: Lage["reicheEin"] = (eingang) =>
    mitGeduld(teile.nimmEntgegen, eingang, eingang.id, { fehlversuche, uhr: teile.dienste.uhr });
  return {
    kennt: async (mxid) => (await teile.findeTeilnahme(mxid, null)).art === "bekannt",
    async nimm(ereignis) {
      const teilnahme = await teile.findeTeilnahme(ereignis.absender, ereignis.fadenId);
      if (teilnahme.art === "unbekannt") return null;
      const { akteur, vorgang } = teilnahme;
      return bearbeite({ ...teile, ereignis, akteur, vorgang, reicheEin });
    },
  };
}

const nein = (text: string): Chatantwort => ({ text, gelungen: false, buendel: null });
const gut = (text: string): Chatantwort => ({ text, gelungen: true, buendel: null });

function bearbeite(lage: Lage): Promise<Chatantwort | null> {
  const { inhalt } = lage.ereignis;
  switch (inhalt.art) {
    case "nachricht": {
      // Whoever sends a file has more to say than a command.
      const befehl = inhalt.anhaenge.length === 0 ? leseChatbefehl(inhalt.text) : null;
      return befehl === null ? reicheWeiter(inhalt, lage) : befolge(befehl, lage);
    }
    case "zustimmung":
      return bestaetige(lage, inhalt.befehl);
    case "zurueckgenommen":
      return nimmZurueck(inhalt.ziel, lage);
    case "geaendert":
      return aendere(inhalt.ziel, lage);
    case "unlesbar":
      return Promise.resolve(nein(worte.UNLESBAR));
    case "dateiFehlt":
      return Promise.resolve(nein(worte.DATEI_FEHLT[inhalt.grund]));
  }
}

/** Words for the other side, and files, as they come by every channel. */
async function reicheWeiter(
  { text, auftragId, anhaenge }: Extract<Chatereignis["inhalt"], { art: "nachricht" }>,
  { ereignis, akteur, dienste, reicheEin }: Lage,
): Promise<Chatantwort | null> {
  const { ereignisId, absender, fadenId, zeit } = ereignis;
  if (fadenId === null && anhaenge.length === 0) return nein(KEINE_WORTE);
  const bezuege = [auftragId, fadenId].filter((einer) => einer !== null);
  const ergebnis = await reicheEin({ kanal: "TIM", id: ereignisId, absender, bezuege, zeit, text, anhaenge });
  if (ergebnis === null) return nein(worte.GESCHEITERT);
  switch (ergebnis.art) {
    case "unbekannterAbsender":
      return null;
    case "abgewiesen":
      return { ...nein(ergebnis.rueckmeldung.text), buendel: ergebnis.rueckmeldung.buendel };
    case "ausgefuehrt": {
      const ohneWorte = ergebnis.aktion === "nachrichtSchreiben" ? worte.UEBERNOMMEN : worte.DATEI_UEBERNOMMEN;
      const { rueckmeldung, vorgangId } = ergebnis;
      const antwort = { ...gut(rueckmeldung?.text ?? ohneWorte), buendel: rueckmeldung?.buendel ?? null };
      if (fadenId !== null) return antwort;
      const vorgang = await dienste.store.lade(vorgangId, sichtVon(akteur, null, "LESEN"));
      return vorgang === null ? antwort : { ...antwort, fadenId: vorgang.fadenId };
    }
  }
}

async function befolge({ wort, rest }: Chatbefehl, lage: Lage): Promise<Chatantwort> {
  const { vorgang, akteur, dienste, ereignis } = lage;
  if (wort === null) return nein(worte.UNBEKANNTER_BEFEHL);
  if (wort === "ja") return bestaetige(lage, null);
  if (wort === "nein") return verwirf(lage);
  if (ereignis.fadenId === null) return frageDirekt({ wort, rest }, lage);
  if (vorgang === null) return nein(worte.KEIN_VORGANG);
  const moegliche = moeglicheAktionen(akteur, vorgang, false, dienste.schalter);
  if (wort === "hilfe") return gut(worte.hilfe(moegliche, standVon(vorgang, akteur)));
  if (wort === "status") return gut(worte.statusworte(standVon(vorgang, akteur)));
  return istHandlungswort(wort) ? frageZurueck(wort, rest, vorgang, lage) : nein(worte.UNBEKANNTER_BEFEHL);
}

/** Nothing is done yet: the person is told what would be, and about which state of the Vorgang. */
async function frageZurueck(
  wort: Handlungswort,
  rest: string,
  vorgang: Vorgang,
  { akteur, ereignis, dienste, rueckfragen, fristMs }: Lage,
  nachgewiesen = false,
): Promise<Chatantwort> {
  const { raumId, ereignisId, absender } = ereignis;
  // The same event again: the question stands, whatever has become of the Vorgang.
  const gestellte = await rueckfragen.lies(raumId);
  const schonGefragt = gestellte?.ereignisId === ereignisId ? wegZu(gestellte) : null;
  const weg = schonGefragt ?? waehleWeg(wort, moeglicheAktionen(akteur, vorgang, nachgewiesen, dienste.schalter));
  if (weg === null) return nein(worte.nichtMoeglich(wort, standVon(vorgang, akteur)));
  const bis = new Date(dienste.uhr.jetzt().getTime() + fristMs);
  const { id: vorgangId, version } = vorgang;
  const neue = { raumId, ereignisId, absender, vorgangId, wort, aktion: weg.aktion, version, bis, ende: null };
  const stehende = await rueckfragen.stelle(neue);
  return gut(worte.rueckfrage(weg, rest, berlinerUhrzeit(stehende.bis)));
}

/** In a room that the person opened the words behind the command are its proof, and no text of it. */
async function frageDirekt(befehl: Chatbefehl, lage: Lage): Promise<Chatantwort> {
  try {
    const ergebnis = await befolgeDirekt(befehl, lage.akteur, lage.dienste);
    if (ergebnis.art === "worte") return { text: ergebnis.text, gelungen: ergebnis.gelungen, buendel: null };
    return await frageZurueck(ergebnis.wort, "", ergebnis.vorgang, lage, true);
  } catch (fehler) {
    return nein(worteZu(fehler));
  }
}

/** @param befehl the command that is meant; null: the last one of the room */
async function bestaetige(lage: Lage, befehl: string | null): Promise<Chatantwort> {
  const { ereignis, rueckfragen } = lage;
  const { raumId, ereignisId, absender } = ereignis;
  const frage = await rueckfragen.lies(raumId);
  const gemeint = frage !== null && frage.absender === absender && (befehl === null || befehl === frage.ereignisId);
  if (!gemeint) return nein(worte.NICHTS_ZU_BESTAETIGEN);
  // By the time it was sent: what lay unread while the gateway was away is not late.
  if (ereignis.zeit > frage.bis) return nein(worte.FRAGE_VERFALLEN);
  if (!(await rueckfragen.beende(raumId, frage.ereignisId, { durch: ereignisId, ausgang: "JA" })))
    return nein(worte.NICHTS_ZU_BESTAETIGEN);
  const weg = wegZu(frage);
  if (weg === null) return nein(worte.NICHTS_ZU_BESTAETIGEN);
  const anfrageId = lage.anfrageIdZu(ereignisId);
  const erledigter = await schonErledigt(frage.vorgangId, anfrageId, lage);
  if (erledigter !== null) return vollzogen(weg, erledigter, lage);
  const text = await ereignis.frueher(frage.ereignisId);
  const gelesen = text === null ? null : leseChatbefehl(text);
  if (gelesen?.wort !== frage.wort) return nein(worte.BEFEHL_FEHLT);
  const { vorgangId, version: erwarteteVersion } = frage;
  const direkt = ereignis.fadenId === null;
  const auftrag = weg.auftrag(direkt ? "" : gelesen.rest);
  const zugang = direkt ? zugangAusWorten(gelesen.rest) : null;
  try {
    const ausfuehrung = { vorgangId, auftrag, akteur: lage.akteur, zugang, anfrageId, erwarteteVersion };
    return vollzogen(weg, (await fuehreAus(ausfuehrung, lage.dienste)).vorgang, lage);
  } catch (fehler) {
    return nein(worteZu(fehler));
  }
}

/** The same event was carried out before: that holds although its command may be deleted by now. */
function schonErledigt(vorgangId: string, anfrageId: string, { akteur, dienste }: Lage): Promise<Vorgang | null> {
  return dienste.store.ladeBeantwortet(vorgangId, anfragesteller({ akteur }), anfrageId);
}

/** Whoever redeemed in a room of his own goes on in the Vorgang's, where he finds what he may read of it now. */
function vollzogen(weg: Chatweg, vorgang: Vorgang, { ereignis, akteur, annahmenachricht }: Lage): Chatantwort {
  if (ereignis.fadenId !== null) return gut(weg.erledigt);
  const { ereignisId, absender: mxid, zeit: zeitpunkt } = ereignis;
  const buendel = annahmenachricht({ vorgang, akteur, ereignisId, mxid, zeitpunkt });
  return { ...gut(`${weg.erledigt}\nVerordnungs-ID: ${vorgang.id}`), buendel, fadenId: vorgang.fadenId };
}

/** @throws what is no refusal, or one that passes: the event comes again */
function worteZu(fehler: unknown): string {
  // By mail the message comes again; here the person was asked about a state that is gone.
  if (fehler instanceof Fachfehler && fehler.code === "VERSIONSKONFLIKT") return worte.VORGANG_GEAENDERT;
  if (!istAbweisung(fehler)) throw fehler;
  return abweisungstext(fehler, { ueberholt: false });
}

async function verwirf({ ereignis, rueckfragen }: Lage): Promise<Chatantwort> {
  const { raumId, ereignisId, absender } = ereignis;
  const frage = await rueckfragen.lies(raumId);
  const verworfen =
    frage?.absender === absender &&
    (await rueckfragen.beende(raumId, frage.ereignisId, { durch: ereignisId, ausgang: "NEIN" }));
  return verworfen ? gut(worte.VERWORFEN) : nein(worte.NICHTS_ZU_VERWERFEN);
}

/** A command that waits is withdrawn with its event; what has had its effect stays (fachregeln.md section 3: versions are kept). */
async function nimmZurueck(ziel: string, lage: Lage): Promise<Chatantwort | null> {
  const { raumId, ereignisId } = lage.ereignis;
  if (await lage.rueckfragen.beende(raumId, ziel, { durch: ereignisId, ausgang: "GELOESCHT" }))
    return gut(worte.BEFEHL_ZURUECKGEZOGEN);
  return hatGewirkt(ziel, lage) ? nein(worte.BLEIBT_IM_VORGANG) : null;
}

/**
 * Edits do not count. Rejected: the correction as a message of its own, because clients send an edit per typing error and each
 * would alarm the other side.
 */
async function aendere(ziel: string, { ereignis, rueckfragen }: Lage): Promise<Chatantwort> {
  const ende = { durch: ereignis.ereignisId, ausgang: "GEAENDERT" } as const;
  const wartete = await rueckfragen.beende(ereignis.raumId, ziel, ende);
  return nein(wartete ? worte.BEFEHL_GEAENDERT : worte.AENDERUNG_GILT_NICHT);
}

const hatGewirkt = (ziel: string, { vorgang, anfrageIdZu }: Lage): boolean =>
  vorgang?.anfragen.some(({ anfrageId }) => anfrageId === anfrageIdZu(ziel)) ?? false;

function standVon(vorgang: Vorgang, akteur: Akteur): Stand {
  const selbst = alsTeilnehmer(akteur);
  const naechster = zustaendig(vorgang);
  const istSelbst = selbst !== null && naechster !== null && schluessel(selbst) === schluessel(naechster);
  return {
    vorgangId: vorgang.id,
    status: vorgang.status,
    naechster: istSelbst ? "SELBST" : (naechster?.rolle ?? null),
  };
}
