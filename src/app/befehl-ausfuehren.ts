import { alsTeilnehmer, schluessel } from "../domain/kern/akteur.js";
import type { Akteur } from "../domain/kern/akteur.js";
import { Fachfehler } from "../domain/kern/fehler.js";
import { sichtbarFuer, wendeAn } from "../domain/hkp/aenderung.js";
import type { Zugang } from "../domain/hkp/befehle.js";
import { anfragesteller, beauftrage, beschliesse } from "../domain/hkp/entscheiden.js";
import { nachAbschied } from "../domain/hkp/loeschung.js";
import { istNachgewiesen, sichtVon } from "../domain/hkp/sicht.js";
import type { ErledigteAnfrage, Vorgang } from "../domain/hkp/vorgang.js";
import { findeUebergang } from "../domain/hkp/zulaessig.js";
import type { Dienste } from "./dienste.js";
import { bereiteVor } from "./vorbereiten.js";
import type { Auftrag } from "./vorbereiten.js";
import { pruefeZugang } from "./zugang.js";
import type { Zugangseingabe } from "./zugang.js";

export interface Ausfuehrung {
  readonly vorgangId: string;
  readonly auftrag: Auftrag;
  readonly akteur: Akteur;
  readonly zugang?: Zugangseingabe | null;
  /** UUID of the client; the same one again is answered with the first answer and does nothing. */
  readonly anfrageId?: string | null;
  /** Version the client decided on; another one stored is VERSIONSKONFLIKT instead of a new decision. */
  readonly erwarteteVersion?: number | null;
}

export interface Antwort {
  /** What was done, also on repetition: the first answer. */
  readonly erledigt: Omit<ErledigteAnfrage, "anfrageId" | "wer">;
  /** The Vorgang as it is now; to be shown through ansicht.ts only. */
  readonly vorgang: Vorgang;
}

/** A lost race is decided anew this often; more would mean that something writes in a loop. */
const VERSUCHE = 3;

/**
 * The one write path: load bound to the actor → version check → precondition → signature → decide → settings of those who are
 * told → one guarded write.
 * Timers and inbound messages use it too, under their own actor.
 * @throws Fachfehler, or ErgebnisUnbekannt from the store.
 */
export async function fuehreAus(ausfuehrung: Ausfuehrung, dienste: Dienste): Promise<Antwort> {
  const { vorgangId, auftrag, akteur, anfrageId = null, erwarteteVersion = null } = ausfuehrung;
  const zugang = await zugangOderErste(ausfuehrung, dienste);
  if ("erledigt" in zugang) return zugang;
  const sicht = sichtVon(akteur, zugang.zugang, "HANDELN");

  for (let versuch = 1; ; versuch++) {
    const vorgang = await dienste.store.lade(vorgangId, sicht);
    if (vorgang === null) {
      const erste = await ersteOhneSicht(ausfuehrung, dienste);
      if (erste !== null) return erste;
      await dienste.bremse();
      throw new Fachfehler("VORGANG_UNBEKANNT");
    }
    const erste = ersteAntwort(vorgang, anfrageId, akteur, auftrag.aktion);
    if (erste !== null) return erste;
    if (erwarteteVersion !== null && erwarteteVersion !== vorgang.version)
      throw new Fachfehler("VERSIONSKONFLIKT", { erwartet: erwarteteVersion, vorhanden: vorgang.version });

    // Precondition before signature (domain.md 4.2): nobody makes us verify what the status refuses anyway.
    const nachgewiesen = istNachgewiesen(zugang.zugang, vorgang);
    findeUebergang(auftrag.aktion, akteur, { ...vorgang, nachgewiesen }, dienste.schalter);
    // Anew at each attempt: what it makes goes by the Vorgang and the uploads as they are now, and a lost race may have changed them.
    const befehl = await bereiteVor(auftrag, vorgang, akteur, dienste);

    const { uhr, ids, schalter } = dienste;
    const kontext = { akteur, jetzt: uhr.jetzt(), ids, schalter, nachgewiesen };
    const beschluss = beschliesse(befehl, vorgang, kontext, { anfrageId });
    const wahl = await dienste.einstellungen.wahlFuer(beschluss.meldungen.map(({ empfaenger }) => empfaenger));
    const aenderung = beauftrage(beschluss, vorgang, kontext, wahl);
    if ((await dienste.store.schreibe(vorgang, aenderung)) === "GESCHRIEBEN") {
      const { aktion, statusVorher, status, zeit } = aenderung;
      const erledigt = { aktion, statusVorher, status, zeit, version: vorgang.version + 1 };
      return { erledigt, vorgang: gezeigt(wendeAn(vorgang, aenderung), akteur, erledigt) };
    }
    if (versuch >= VERSUCHE)
      throw new Fachfehler("VERSIONSKONFLIKT", { erwartet: vorgang.version, vorhanden: vorgang.version + 1 });
  }
}

/**
 * The verified proof. A repeated request is answered even if its PoPP token has run out meanwhile: the first one made
 * the caller part of the Vorgang.
 */
async function zugangOderErste(
  ausfuehrung: Ausfuehrung,
  dienste: Dienste,
): Promise<Antwort | { readonly zugang: Zugang | null }> {
  try {
    return { zugang: await pruefeZugang(ausfuehrung.zugang ?? null, dienste) };
  } catch (fehler) {
    const erste = await ersteOhneSicht(ausfuehrung, dienste);
    if (erste === null) throw fehler;
    return erste;
  }
}

/** The first answer to somebody whom that very request, or a later one, took the sight of the Vorgang. */
async function ersteOhneSicht(
  { vorgangId, auftrag, akteur, anfrageId = null }: Ausfuehrung,
  { store }: Dienste,
): Promise<Antwort | null> {
  if (anfrageId === null) return null;
  const vorgang = await store.ladeBeantwortet(vorgangId, anfragesteller({ akteur }), anfrageId);
  return vorgang === null ? null : ersteAntwort(vorgang, anfrageId, akteur, auftrag.aktion);
}

/** The Vorgang for an answer: whoever no longer takes part is shown what he did, and nothing else. */
function gezeigt(vorgang: Vorgang, akteur: Akteur, erledigt: Antwort["erledigt"]): Vorgang {
  const teilnehmer = alsTeilnehmer(akteur);
  const sieht = teilnehmer === null || sichtbarFuer(vorgang).includes(schluessel(teilnehmer));
  return sieht ? vorgang : nachAbschied(vorgang, erledigt);
}

/**
 * The answer to a request that was carried out before, or null.
 * @throws Fachfehler ANFRAGE_WIDERSPRUCH if the id was used for another action.
 */
export function ersteAntwort(
  vorgang: Vorgang,
  anfrageId: string | null,
  akteur: Akteur,
  aktion: ErledigteAnfrage["aktion"],
): Antwort | null {
  if (anfrageId === null) return null;
  const wer = anfragesteller({ akteur });
  const fruehere = vorgang.anfragen.find((anfrage) => anfrage.anfrageId === anfrageId && anfrage.wer === wer);
  if (fruehere === undefined) return null;
  if (fruehere.aktion !== aktion) throw new Fachfehler("ANFRAGE_WIDERSPRUCH");
  const { statusVorher, status, version, zeit } = fruehere;
  const erledigt = { aktion, statusVorher, status, version, zeit };
  return { erledigt, vorgang: gezeigt(vorgang, akteur, erledigt) };
}
