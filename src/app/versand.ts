import { istUeberholt } from "../domain/hkp/sendeauftrag.js";
import type { Sendeauftrag } from "../domain/hkp/sendeauftrag.js";
import { erkenntWieder } from "../domain/hkp/wiederholung.js";
import type { Ausgang, Beanspruchter, Vermerk } from "../domain/ports/ausgang.js";
import type { Uhr } from "../domain/ports/umgebung.js";
import { ErgebnisUnbekannt } from "../domain/ports/vorgang-store.js";
import type { Verzeichnis, Verzeichniseintrag, Verzeichnisergebnis } from "../domain/ports/verzeichnis.js";
import type { Kanal, Sendung, Urteil, Zustelladapter, Zustellgrund } from "../domain/ports/zustellung.js";
import { empfangsadresse } from "./empfangsadresse.js";
import { mitHerzschlag } from "./herzschlag.js";
import { vermerkZu } from "./versandplan.js";
import type { Versandplan } from "./versandplan.js";

export interface Versandteile {
  readonly ausgang: Ausgang;
  readonly verzeichnis: Verzeichnis;
  readonly adapter: ReadonlyMap<Kanal, Zustelladapter>;
  /** Reads the mailbox to its end: proofs of delivery and what else has come in. */
  readonly lesePost: (signal: AbortSignal) => Promise<unknown>;
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

/** What an attempt goes by. */
export type Sendestand = Pick<
  Sendeauftrag,
  "kanal" | "zustand" | "zustandSeit" | "grund" | "versuche" | "unbekannt" | "erstelltAm" | "nichtVor"
>;

/** What is sent as one message: a single order, the orders of a Sammlung, or an answer to a mail. */
export interface Sendefall {
  /** The order, or one that stands for all: channel, state and counts. */
  readonly auftrag: Sendestand;
  /** Id of the message over all attempts. */
  readonly kennung: string;
  readonly istUeberholt: boolean;
  readonly verlaengere: (bis: Date) => Promise<boolean>;
  /** Right before the channel is entered. A verdict: there is nothing to hand over. Null: do not send. */
  readonly beginne: (nachrichtId: string, signal: AbortSignal) => Promise<Sendung | Urteil | null>;
  readonly vermerke: (vermerk: Vermerk, jetzt: Date) => Promise<unknown>;
}

/** One claimed order up to its recorded verdict. */
export function bearbeite(beanspruchter: Beanspruchter, teile: Versandteile, signal: AbortSignal): Promise<void> {
  const { ausgang, baueSendung } = teile;
  const { auftrag, vorgang } = beanspruchter;
  const fall: Sendefall = {
    auftrag,
    kennung: auftrag.id,
    istUeberholt: istUeberholt(auftrag, vorgang),
    verlaengere: (bis) => ausgang.verlaengere(beanspruchter, bis),
    vermerke: (vermerk, jetzt) => ausgang.vermerke(beanspruchter, vermerk, jetzt),
    async beginne(nachrichtId, abbruch) {
      const ziel = await adressiere(auftrag, teile, abbruch);
      if ("art" in ziel) return ziel;
      const sendung = baueSendung(beanspruchter, ziel.eintrag);
      const jetzt = teile.uhr.jetzt();
      return (await ausgang.beginneUebergabe(beanspruchter, ziel.adresse, nachrichtId, jetzt)) ? sendung : null;
    },
  };
  return bearbeiteFall(fall, teile, signal);
}

/**
 * A failure between the start of the hand-over and the mark leaves the orders to their lease: they come back as UNBEKANNT.
 */
export async function bearbeiteFall(fall: Sendefall, teile: Versandteile, signal: AbortSignal): Promise<void> {
  // Before a repetition: perhaps the receiver has the first copy and its proof waits in our mailbox.
  if (fall.auftrag.zustand === "UNBEKANNT" && !erkenntWieder(fall.auftrag.kanal)) await teile.lesePost(signal);
  if (await wartetAufNachweis(fall, teile)) return;
  const { uhr, leaseMs } = teile;
  const verlaengere = (): Promise<boolean> => fall.verlaengere(new Date(uhr.jetzt().getTime() + leaseMs));
  const urteil = await mitHerzschlag(verlaengere, leaseMs, signal, (abbruch) => versuche(fall, teile, abbruch));
  if (urteil !== "VERLOREN") await vermerke(fall, urteil, teile);
}

/**
 * A lease that ended in the middle of a hand-over became UNBEKANNT just now: the proof gets its time as after any unknown
 * outcome, before the one further attempt.
 */
async function wartetAufNachweis({ auftrag, vermerke }: Sendefall, { uhr, plan }: Versandteile): Promise<boolean> {
  const { kanal, zustand, zustandSeit, grund } = auftrag;
  const frist = new Date(zustandSeit.getTime() + plan.nachweisfristMs);
  const jetzt = uhr.jetzt();
  if (zustand !== "UNBEKANNT" || frist <= jetzt || erkenntWieder(kanal)) return false;
  await vermerke({ zustand, naechsterVersuch: frist, grund }, jetzt);
  return true;
}

async function versuche(
  { auftrag, kennung, istUeberholt: ueberholt, beginne }: Sendefall,
  teile: Versandteile,
  signal: AbortSignal,
): Promise<Urteil | "VERLOREN"> {
  const adapter = teile.adapter.get(auftrag.kanal);
  if (adapter === undefined) return ablehnung("KANAL_FEHLT", "Der Kanal ist nicht eingerichtet.");
  if (ueberholt) return "VERLOREN";
  const begonnen = await beginne(adapter.nachrichtId(kennung), signal);
  if (begonnen === null) return "VERLOREN";
  return "art" in begonnen ? begonnen : adapter.sende(begonnen, { signal });
}

/** Where the recipient is reached now, as the Verzeichnisdienst says; or the verdict that it is not. */
export async function adressiere(
  { kanal, empfaenger }: Pick<Sendeauftrag, "kanal" | "empfaenger">,
  { verzeichnis }: Pick<Versandteile, "verzeichnis">,
  signal: AbortSignal,
): Promise<{ readonly eintrag: Verzeichniseintrag; readonly adresse: string } | Urteil> {
  const gefunden = await verzeichnis.finde(empfaenger, signal);
  if (gefunden.art !== "gefunden") return NICHT_GEFUNDEN[gefunden.art];
  const { eintrag } = gefunden;
  const adresse = empfangsadresse(kanal, eintrag);
  if (adresse.art === "fehlt") return { art: "abgelehnt", grund: adresse.grund };
  return { eintrag, adresse: adresse.empfang.adresse };
}

async function vermerke(
  { auftrag, vermerke: halteFest }: Sendefall,
  urteil: Urteil,
  { uhr, plan, streuung }: Versandteile,
): Promise<void> {
  for (let versuch = 1; ; versuch++) {
    const jetzt = uhr.jetzt();
    try {
      await halteFest(vermerkZu(urteil, auftrag, jetzt, plan, streuung()), jetzt);
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
