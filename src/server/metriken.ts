import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Kanalstand } from "../domain/ports/zustellung.js";
import type { Fehlercode } from "../domain/kern/fehler.js";

/** Metrics of the server. Labels are names of root fields, codes of the error table and routes: few, and never ids. */
export class Metriken {
  readonly register = new Registry();
  readonly #operationen = new Counter({
    name: "hkp_graphql_operationen_total",
    help: "Permitted operations by root field; a subscription counts at subscribe and at each event",
    labelNames: ["operation"],
    registers: [this.register],
  });
  readonly #fehler = new Counter({
    name: "hkp_fehler_total",
    help: "Errors answered, by code of the error table",
    labelNames: ["code"],
    registers: [this.register],
  });
  readonly #anfragen = new Histogram({
    name: "hkp_http_anfragen_sekunden",
    help: "Duration of HTTP requests in seconds",
    labelNames: ["route", "status"],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [this.register],
  });
  readonly #verbindungen = new Gauge({
    name: "hkp_websocket_verbindungen",
    help: "Open WebSocket connections",
    registers: [this.register],
  });

  /**
   * @param kanalstaende the channels as they are now
   * @param postzahlen what became of mails so far, by a code of ours
   */
  constructor(kanalstaende: () => readonly Kanalstand[], postzahlen: ReadonlyMap<string, number>) {
    collectDefaultMetrics({ register: this.register });
    new Gauge({
      name: "hkp_kanal_gesperrt",
      help: "1: nothing is sent over the channel because the other end does not answer",
      labelNames: ["kanal"],
      registers: [this.register],
      collect() {
        for (const { kanal, gesperrtSeit } of kanalstaende()) this.set({ kanal }, gesperrtSeit === null ? 0 : 1);
      },
    });
    new Gauge({
      name: "hkp_kanal_je_nachricht_sekunden",
      help: "Time per message that the channel's pace allows, as observed lately; absent: not known",
      labelNames: ["kanal"],
      registers: [this.register],
      collect() {
        this.reset();
        for (const { kanal, jeNachrichtMs = null } of kanalstaende())
          if (jeNachrichtMs !== null) this.set({ kanal }, jeNachrichtMs / 1_000);
      },
    });
    // Counted where it happens, taken over when somebody asks.
    new Counter({
      name: "hkp_posteingang_total",
      help: "Mails and proofs in the KIM mailbox by what became of them",
      labelNames: ["ergebnis"],
      registers: [this.register],
      collect() {
        this.reset();
        for (const [ergebnis, anzahl] of postzahlen) this.inc({ ergebnis }, anzahl);
      },
    });
  }

  readonly zaehleOperation = (operation: string): void => this.#operationen.inc({ operation });
  readonly zaehleFehler = (code: Fehlercode): void => this.#fehler.inc({ code });
  readonly zaehleAnfrage = (route: string, status: number, sekunden: number): void =>
    this.#anfragen.observe({ route, status }, sekunden);
  readonly setzeVerbindungen = (anzahl: number): void => this.#verbindungen.set(anzahl);
}
