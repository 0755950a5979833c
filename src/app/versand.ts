import { istUeberholt } from "../domain/hkp/vorgang.js";
import type { Ausgang, Beanspruchter } from "../domain/ports/ausgang.js";
import type { Uhr } from "../domain/ports/umgebung.js";
import { ErgebnisUnbekannt } from "../domain/ports/vorgang-store.js";
import type { Verzeichnis, Verzeichniseintrag, Verzeichnisergebnis } from "../domain/ports/verzeichnis.js";
import type {
  Kanal,
  Nachweisquelle,
  Sendung,
  Urteil,
  Zustelladapter,
  Zustellgrund,
} from "../domain/ports/zustellung.js";
import { vermerkZu } from "./versandplan.js";
import type { Versandplan } from "./versandplan.js";

export interface Versandteile {
  readonly ausgang: Ausgang;
  readonly verzeichnis: Verzeichnis;
  readonly adapter: ReadonlyMap<Kanal, Zustelladapter>;
  readonly nachweise: Nachweisquelle;
  /** Makes the message from the Vorgang as it is now. */
  readonly baueSendung: (beanspruchter: Beanspruchter, empfaenger: Verzeichniseintrag) => Sendung;
  readonly uhr: Uhr;
  /** A number in [0, 1), see versandplan.ts. */
  readonly streuung: () => number;
  readonly plan: Versandplan;
  /** How long a claim holds without a sign of life of its worker. */
  readonly leaseMs: number;
}

/** Attempts to record a verdict while the database does not answer; after them the lease ends and tells the rest. */
const VERMERKVERSUCHE = 5;

/**
 * One claimed order up to its recorded verdict. A failure between the start of the hand-over and the mark leaves the
 * order to its lease: it comes back as UNBEKANNT.
 */
export async function bearbeite(beanspruchter: Beanspruchter, teile: Versandteile, signal: AbortSignal): Promise<void> {
  // Before a repetition: perhaps the receiver has the first copy and its proof waits in our mailbox.
  if (beanspruchter.auftrag.zustand === "UNBEKANNT") await holeNachweise(teile, signal);
  if (await wartetAufNachweis(beanspruchter, teile)) return;
  const urteil = await mitHerzschlag(beanspruchter, teile, signal, (abbruch) =>
    versuche(beanspruchter, teile, abbruch),
  );
  if (urteil !== "VERLOREN") await vermerke(beanspruchter, urteil, teile);
}

/**
 * A lease that ended in the middle of a hand-over became UNBEKANNT just now: the proof gets its time as after any unknown
 * outcome, before the one further attempt.
 */
async function wartetAufNachweis(beanspruchter: Beanspruchter, { ausgang, uhr, plan }: Versandteile): Promise<boolean> {
  const { zustand, zustandSeit, grund } = beanspruchter.auftrag;
  const frist = new Date(zustandSeit.getTime() + plan.nachweisfristMs);
  const jetzt = uhr.jetzt();
  if (zustand !== "UNBEKANNT" || frist <= jetzt) return false;
  await ausgang.vermerke(beanspruchter, { zustand, naechsterVersuch: frist, grund }, jetzt);
  return true;
}

/** Reads all proofs of delivery that have come in; a mailbox that does not answer is tried again later. */
export async function holeNachweise({ nachweise, ausgang }: Versandteile, signal: AbortSignal): Promise<void> {
  await nachweise.hole((nachweis) => ausgang.vermerkeNachweis(nachweis), signal);
}

/**
 * Keeps the claim while the work lasts, so that a slow channel is not taken for a dead worker; a claim that was lost all the
 * same (a paused process) ends the attempt.
 */
async function mitHerzschlag<T>(
  beanspruchter: Beanspruchter,
  { ausgang, uhr, leaseMs }: Versandteile,
  signal: AbortSignal,
  arbeite: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const verloren = new AbortController();
  const schlage = async (): Promise<void> => {
    // A database that does not answer says nothing; the next beat asks again.
    const gehalten = await ausgang
      .verlaengere(beanspruchter, new Date(uhr.jetzt().getTime() + leaseMs))
      .catch(() => true);
    if (!gehalten) verloren.abort();
  };
  const herz = setInterval(() => void schlage(), leaseMs / 3);
  try {
    return await arbeite(AbortSignal.any([signal, verloren.signal]));
  } finally {
    clearInterval(herz);
  }
}

async function versuche(
  beanspruchter: Beanspruchter,
  teile: Versandteile,
  signal: AbortSignal,
): Promise<Urteil | "VERLOREN"> {
  const { auftrag, vorgang } = beanspruchter;
  const adapter = teile.adapter.get(auftrag.kanal);
  if (adapter === undefined) return ablehnung("KANAL_FEHLT", "Der Kanal ist nicht eingerichtet.");
  if (istUeberholt(auftrag, vorgang)) return "VERLOREN";

  const gefunden = await teile.verzeichnis.finde(auftrag.empfaenger, signal);
  if (gefunden.art !== "gefunden") return NICHT_GEFUNDEN[gefunden.art];
  if (gefunden.eintrag.kim === null)
    return ablehnung("KEINE_KIM_ADRESSE", "Der Empfänger hat keine aktive KIM-Adresse im Verzeichnisdienst.");

  const sendung = teile.baueSendung(beanspruchter, gefunden.eintrag);
  const nachrichtId = adapter.nachrichtId(auftrag.id);
  if (!(await teile.ausgang.beginneUebergabe(beanspruchter, sendung.adresse, nachrichtId, teile.uhr.jetzt())))
    return "VERLOREN";
  return adapter.sende(sendung, { signal });
}

async function vermerke(beanspruchter: Beanspruchter, urteil: Urteil, teile: Versandteile): Promise<void> {
  const { ausgang, uhr, plan, streuung } = teile;
  for (let versuch = 1; ; versuch++) {
    const jetzt = uhr.jetzt();
    const vermerk = vermerkZu(urteil, beanspruchter.auftrag, jetzt, plan, streuung());
    try {
      await ausgang.vermerke(beanspruchter, vermerk, jetzt);
      return;
    } catch (fehler) {
      if (!(fehler instanceof ErgebnisUnbekannt) || versuch >= VERMERKVERSUCHE) throw fehler;
    }
  }
}

const ablehnung = (code: string, text: string): Urteil => ({ art: "abgelehnt", grund: { code, text } });
const spaeter = (grund: Zustellgrund): Urteil => ({ art: "spaeter", grund });

/** An unknown or ambiguous recipient is never guessed: the order becomes visible to BETRIEB instead. */
const NICHT_GEFUNDEN: Record<Exclude<Verzeichnisergebnis["art"], "gefunden">, Urteil> = {
  unbekannt: ablehnung("EMPFAENGER_UNBEKANNT", "Der Empfänger steht nicht im Verzeichnisdienst."),
  mehrdeutig: ablehnung("EMPFAENGER_MEHRDEUTIG", "Der Verzeichnisdienst kennt mehrere passende Empfänger."),
  nichtErreichbar: spaeter({ code: "VERZEICHNIS_NICHT_ERREICHBAR", text: "Der Verzeichnisdienst antwortet nicht." }),
};
