import type { Aenderung } from "./aenderung.js";
import { istUeberholt } from "./sendeauftrag.js";
import type { Sendeauftrag } from "./sendeauftrag.js";
import type { Vorgang } from "./vorgang.js";

/**
 * Raumpflege: what is left to do in the chat rooms of a Vorgang once messages have gone out. An Alarm that was overtaken after it
 * was sent is marked as settled there (fachregeln.md section 4, K3); the rooms of a deleted Vorgang are cleared and left.
 *
 * `raumpflegeAm` of the Vorgang is the order to do so: set by the very write of the transition, and not by a look at the orders'
 * states, which the outbox changes without touching the version. What is to be done follows from the Vorgang at the time of doing.
 */

/** A mail cannot be called back. Sammelmeldungen tell what happened and have rooms of their own. */
const imRaum = ({ kanal, sammelbar }: Sendeauftrag): boolean => kanal === "TIM" && sammelbar !== true;

/** When the transition wants the rooms looked at; null: it leaves the order as it is. */
export function raumpflegeNach(vorgang: Pick<Vorgang, "ausgang">, aenderung: Aenderung): Date | null {
  const { status, ueberholtAlarme, ueberholteAuftraege = [], auftraege, zeit } = aenderung;
  // Whatever was sent: an order that failed on another channel may be on its way into a room since the Vorgang was read.
  if (status === "GELOESCHT")
    return [...vorgang.ausgang, ...auftraege].some(({ kanal }) => kanal !== "PORTAL") ? zeit : null;
  const betroffen = ueberholtAlarme || ueberholteAuftraege.length > 0;
  return betroffen && vorgang.ausgang.some(imRaum) ? zeit : null;
}

export interface Raumarbeit {
  /** Sent (perhaps) and overtaken: to be marked as settled, oldest first. */
  readonly zuErledigende: readonly Sendeauftrag[];
  /** The Vorgang is deleted: its rooms are cleared of all messages but those of these orders, and left; null: they stay. */
  readonly verlasse: { readonly behalte: readonly string[] } | null;
  /** Look again then, for what is still on its way; null: with this work everything is done. */
  readonly wiederAm: Date | null;
}

/**
 * @param nachlaufMs a hand-over that began before the deletion is over after this time at the latest (the Versand's lease)
 */
export function raumarbeit(vorgang: Vorgang, jetzt: Date, nachlaufMs: number): Raumarbeit {
  return vorgang.status === "GELOESCHT" ? nachLoeschung(vorgang, jetzt, nachlaufMs) : nachUeberholung(vorgang, jetzt);
}

function nachUeberholung(vorgang: Vorgang, jetzt: Date): Raumarbeit {
  // The address is noted right before the channel is entered: without it nothing was sent, and overtaken it never will be.
  const ueberholte = vorgang.ausgang.filter(
    (auftrag) =>
      imRaum(auftrag) &&
      auftrag.adresse !== null &&
      auftrag.erledigtSeit === undefined &&
      istUeberholt(auftrag, vorgang),
  );
  return {
    zuErledigende: ueberholte.filter(({ naechsterVersuch }) => naechsterVersuch === null),
    verlasse: null,
    wiederAm: wennZurRuheGekommen(ueberholte, jetzt),
  };
}

function nachLoeschung({ ausgang, geaendertAm }: Vorgang, jetzt: Date, nachlaufMs: number): Raumarbeit {
  const hinweise = ausgang.filter(imRaum);
  // The notices of the deletion first: they would open a room again.
  const wartetAufHinweise = wennZurRuheGekommen(hinweise, jetzt);
  if (wartetAufHinweise !== null) return { zuErledigende: [], verlasse: null, wiederAm: wartetAufHinweise };
  const nachlauf = new Date(geaendertAm.getTime() + nachlaufMs);
  return {
    zuErledigende: [],
    verlasse: { behalte: hinweise.map(({ id }) => id) },
    // A message that was on its way during the deletion.
    wiederAm: nachlauf > jetzt ? nachlauf : null,
  };
}

/** The Versand moves them on at its own time; there is no sense in asking all the while. */
const FRUEHESTENS_MS = 2_000;

function wennZurRuheGekommen(auftraege: readonly Sendeauftrag[], jetzt: Date): Date | null {
  const zeiten = auftraege.flatMap(({ naechsterVersuch }) =>
    naechsterVersuch === null ? [] : [naechsterVersuch.getTime()],
  );
  if (zeiten.length === 0) return null;
  return new Date(Math.max(Math.min(...zeiten), jetzt.getTime() + FRUEHESTENS_MS));
}
