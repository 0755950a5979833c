import { bearbeiteAntwort } from "./antwortversand.js";
import type { Antwortteile } from "./antwortversand.js";
import { bearbeiteSammlung } from "./sammelversand.js";
import type { Sammelteile } from "./sammelversand.js";
import { bearbeite } from "./versand.js";
import type { Kanal } from "../domain/ports/zustellung.js";
import { Wecker } from "./wecker.js";

export interface Schleifenteile extends Sammelteile, Antwortteile {
  /** Orders handled at the same time; the Clientmodul protects about 200 mails an hour (domain.md 8.2). */
  readonly gleichzeitig: number;
  /** Longest time without looking, should a wake-up be lost. */
  readonly blickMs: number;
  /** Interval of reading the mailbox. */
  readonly postMs: number;
  /** Calls when a new order may be due; returns how to stop listening. */
  readonly beiNeuemAuftrag: (wecken: () => void) => () => void;
  /** An unexpected failure: logged without content, the loop goes on. */
  readonly beiFehler: (fehler: unknown) => void;
}

export interface Versandschleife {
  /** Stops claiming, waits for running attempts, and cuts them off after a while. */
  stoppe(): Promise<void>;
}

/** Pause after an unexpected failure, typically a database that does not answer. */
const PAUSE_NACH_FEHLER_MS = 1_000;
/** Another worker puts a recipient's orders together right now. */
const PAUSE_WENN_BESETZT_MS = 250;
/** How long running attempts may go on after stoppe(); the whole process has 10 s. */
const GNADENFRIST_MS = 5_000;

/**
 * Runs the Versand until stopped: one claimer, several attempts at a time, woken by commits and by the next due time.
 * Several claimers were rejected: each commit would wake all of them for one order.
 */
export function starteVersand(teile: Schleifenteile): Versandschleife {
  const abbruch = new AbortController();
  let endet = false;
  const wecker = new Wecker();
  const postwecker = new Wecker();
  const laufende = new Set<Promise<void>>();
  const abbestellen = teile.beiNeuemAuftrag(() => wecker.wecke());
  const kanaele = (): readonly Kanal[] =>
    [...teile.adapter.values()].filter(({ bereit }) => bereit !== false).map(({ kanal }) => kanal);

  function starte(arbeit: Promise<void>): void {
    const versuch = arbeit.catch(teile.beiFehler).finally(() => {
      laufende.delete(versuch);
      wecker.wecke();
    });
    laufende.add(versuch);
  }

  async function pause(): Promise<number> {
    const faellige = [
      await teile.ausgang.naechsteFaelligkeit(kanaele()),
      await teile.antwortpost.naechsteFaelligkeit(kanaele()),
    ];
    const jetzt = teile.uhr.jetzt().getTime();
    const pausen = faellige.map((eine) => (eine === null ? teile.blickMs : Math.max(eine.getTime() - jetzt, 1)));
    return Math.min(...pausen, teile.blickMs);
  }

  async function schritt(): Promise<void> {
    if (laufende.size >= teile.gleichzeitig) return wecker.schlafe(teile.blickMs);
    // A wake-up during the claim must not be lost, so it is taken note of before.
    wecker.stelle();
    const beanspruchter = await teile.ausgang.beanspruche(kanaele(), teile.uhr.jetzt(), teile.leaseMs);
    if (beanspruchter !== null) return starte(bearbeite(beanspruchter, teile, abbruch.signal));
    const antwort = await teile.antwortpost.beanspruche(kanaele(), teile.uhr.jetzt(), teile.leaseMs);
    if (antwort !== null) return starte(bearbeiteAntwort(antwort, teile, abbruch.signal));
    // After the single ones: no Alarm waits for Informationen.
    const sammlung = await teile.sammelausgang.beanspruche(kanaele(), teile.uhr.jetzt(), teile.leaseMs);
    if (sammlung === "BESETZT") return wecker.schlafe(Math.min(PAUSE_WENN_BESETZT_MS, teile.blickMs));
    if (sammlung !== null) return starte(bearbeiteSammlung(sammlung, teile, abbruch.signal));
    return wecker.schlafe(await pause());
  }

  async function sende(): Promise<void> {
    while (!endet)
      await schritt().catch((fehler: unknown) => {
        teile.beiFehler(fehler);
        return postwecker.schlafe(Math.min(PAUSE_NACH_FEHLER_MS, teile.blickMs));
      });
  }

  async function lesePost(): Promise<void> {
    while (!endet) {
      await postwecker.schlafe(teile.postMs);
      if (!endet) await teile.lesePost(abbruch.signal).catch(teile.beiFehler);
    }
  }

  const schleifen = [sende(), lesePost()];
  return {
    async stoppe() {
      endet = true;
      abbestellen();
      wecker.beende();
      postwecker.beende();
      // An attempt cut off after the dot would become UNBEKANNT: give it a while to get its answer.
      const zeitgrenze = setTimeout(() => abbruch.abort(), GNADENFRIST_MS);
      // The loops first: a claim on its way may still start an attempt.
      await Promise.all(schleifen);
      await Promise.all(laufende);
      clearTimeout(zeitgrenze);
    },
  };
}
