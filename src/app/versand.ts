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
  /** How long a worker may hold an order; longer than the longest attempt. */
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
  const urteil = await versuche(beanspruchter, teile, signal);
  if (urteil !== "VERLOREN") await vermerke(beanspruchter, urteil, teile);
}

/** Reads all proofs of delivery that have come in; a mailbox that does not answer is tried again later. */
export async function holeNachweise({ nachweise, ausgang }: Versandteile, signal: AbortSignal): Promise<void> {
  await nachweise.hole((nachweis) => ausgang.vermerkeNachweis(nachweis), signal);
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
