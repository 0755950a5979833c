import type { Db } from "mongodb";
import { setTimeout as warte } from "node:timers/promises";
import { Fachfehler } from "../domain/kern/fehler.js";
import type { Aenderungsstrom, Impuls } from "../domain/ports/aenderungsstrom.js";
import type { Cursor } from "../domain/ports/vorgang-store.js";
import { Abonnement } from "./strom-abonnement.js";
import { Aufholer } from "./strom-aufholer.js";
import { beurteile, pruefePosition } from "./strom-position.js";
import { quellen } from "./strom-quelle.js";
import type { Quelle, Quellenoeffner } from "./strom-quelle.js";
import { Impulsring } from "./strom-ring.js";

/**
 * UNTERBROCHEN: goes on without a gap later. VERLOREN: all subscriptions were ended, the stream begins anew.
 * RUECKRUF: a listener of `beiImpuls` failed; nobody else notices.
 */
export type Stoerungsart = "UNTERBROCHEN" | "VERLOREN" | "RUECKRUF";

export interface Stromoptionen {
  /** Impulses kept for subscribers who come back; about 1 kB each. */
  readonly ring: number;
  /** Impulses that may wait for a slow subscriber before it is sent away. */
  readonly hoechstensWartend: number;
  readonly geduldMs: number;
  /** Longest pause between two attempts to reopen the stream. */
  readonly pauseHoechstensMs: number;
  readonly beiStoerung: (art: Stoerungsart, fehler: unknown) => void;
}

const VORGABEN: Stromoptionen = {
  ring: 5_000,
  hoechstensWartend: 1_000,
  geduldMs: 5_000,
  pauseHoechstensMs: 5_000,
  beiStoerung: () => undefined,
};
const ERSTE_PAUSE_MS = 50;
const SCHLIESSEN_MS = 2_000;
const ANFANG: Cursor = "";

/** The one change stream of this instance, shared by all subscribers. */
export class MongoAenderungsstrom implements Aenderungsstrom {
  readonly #oeffner: Quellenoeffner;
  readonly #optionen: Stromoptionen;
  readonly #ring: Impulsring;
  readonly #aufholer: Aufholer;
  /** Those that the shared stream serves. */
  readonly #laufende = new Set<Abonnement>();
  readonly #alle = new Set<Abonnement>();
  readonly #rueckrufe = new Set<(impuls: Impuls) => void>();
  readonly #ende = new AbortController();
  #stand: Cursor | null = null;
  #quelle: Quelle | null = null;
  #lauf: Promise<void> = Promise.resolve();

  private constructor(oeffner: Quellenoeffner, optionen: Partial<Stromoptionen>) {
    this.#oeffner = oeffner;
    this.#optionen = { ...VORGABEN, ...optionen };
    this.#ring = new Impulsring(this.#optionen.ring);
    this.#aufholer = new Aufholer({
      oeffner,
      uebergib: (abonnements, stand) => this.#uebernimm(abonnements, stand),
      geduldMs: this.#optionen.geduldMs,
    });
  }

  /** Resolves when the stream is open: what is committed from then on will be delivered. */
  static async oeffne(db: Db, optionen: Partial<Stromoptionen> = {}): Promise<MongoAenderungsstrom> {
    return MongoAenderungsstrom.ausQuellen(quellen(db), optionen);
  }

  static async ausQuellen(
    oeffner: Quellenoeffner,
    optionen: Partial<Stromoptionen> = {},
  ): Promise<MongoAenderungsstrom> {
    const strom = new MongoAenderungsstrom(oeffner, optionen);
    await strom.#oeffneQuelle();
    strom.#lauf = strom.#laufe();
    return strom;
  }

  /** Number of open subscriptions. */
  get abonnenten(): number {
    return this.#alle.size;
  }

  /**
   * Subscribes at once, not with the first `next()`: everything committed after this call is delivered, and without `nach`
   * perhaps also what was committed shortly before it. Throws at once for a cursor that is none and while the stream has no
   * position (NICHT_VERFUEGBAR); what only the database knows, `next()` throws. A subscriber that falls behind is ended with
   * NICHT_VERFUEGBAR after what waits for it, and goes on from its last cursor.
   */
  abonniere({ nach, signal }: { readonly nach?: Cursor; readonly signal: AbortSignal }): AsyncIterable<Impuls> {
    if (this.#ende.signal.aborted || this.#stand === null) throw new Fachfehler("NICHT_VERFUEGBAR");
    if (nach !== undefined) pruefePosition(nach, this.#stand);
    const abonnement = new Abonnement({
      position: nach ?? ANFANG,
      signal,
      hoechstens: this.#optionen.hoechstensWartend,
      beiEnde: (dieses) => {
        this.#alle.delete(dieses);
        this.#laufende.delete(dieses);
      },
    });
    if (abonnement.beendet) return abonnement;
    this.#alle.add(abonnement);
    if (nach === undefined) this.#laufende.add(abonnement);
    else if (!this.#uebernimm([abonnement], nach)) this.#aufholer.reiheEin(abonnement);
    return abonnement;
  }

  stand(): Cursor | null {
    return this.#stand;
  }

  beiImpuls(rueckruf: (impuls: Impuls) => void): () => void {
    this.#rueckrufe.add(rueckruf);
    return () => void this.#rueckrufe.delete(rueckruf);
  }

  async schliesse(): Promise<void> {
    this.#ende.abort();
    for (const abonnement of [...this.#alle]) abonnement.beende();
    this.#rueckrufe.clear();
    const zu = Promise.all([this.#aufholer.schliesse(), this.#quelle?.schliesse()])
      .then(() => this.#lauf)
      .catch(() => undefined);
    // A database that does not answer must not hold up the end; closing the client then frees what is left.
    const genug = new AbortController();
    await Promise.race([zu, warte(SCHLIESSEN_MS, undefined, { signal: genug.signal }).catch(() => undefined)]);
    genug.abort();
  }

  /** From the ring to the shared stream in one synchronous step, so that no impulse comes between. */
  #uebernimm(abonnements: readonly Abonnement[], stand: Cursor): boolean {
    if (!this.#ring.reichtZurueckBis(stand)) return false;
    for (const abonnement of abonnements) {
      abonnement.schiebeAlle(this.#ring.hinter(abonnement.position));
      if (!abonnement.beendet) this.#laufende.add(abonnement);
    }
    return true;
  }

  async #oeffneQuelle(): Promise<Quelle> {
    const neu = this.#stand === null;
    const quelle = (this.#quelle = await this.#oeffner(this.#stand));
    if (neu) this.#ring.beginne(quelle.stand);
    this.#stand = quelle.stand ?? this.#stand;
    return quelle;
  }

  async #laufe(): Promise<void> {
    let pauseMs = ERSTE_PAUSE_MS;
    while (!this.#ende.signal.aborted) {
      try {
        const quelle = this.#quelle ?? (await this.#oeffneQuelle());
        await this.#lies(quelle, () => (pauseMs = ERSTE_PAUSE_MS));
      } catch (fehler) {
        await this.#quelle?.schliesse().catch(() => undefined);
        this.#quelle = null;
        if (this.#ende.signal.aborted) return;
        this.#stoere(fehler);
        await warte(pauseMs, undefined, { signal: this.#ende.signal }).catch(() => undefined);
        pauseMs = Math.min(pauseMs * 2, this.#optionen.pauseHoechstensMs);
      }
    }
    await this.#quelle?.schliesse().catch(() => undefined);
  }

  async #lies(quelle: Quelle, geglueckt: () => void): Promise<void> {
    while (!this.#ende.signal.aborted) {
      const impuls = await quelle.naechster();
      geglueckt();
      if (impuls !== null) this.#verteile(impuls);
      this.#stand = quelle.stand;
    }
  }

  #verteile(impuls: Impuls): void {
    this.#ring.nimmAuf(impuls);
    for (const abonnement of [...this.#laufende]) abonnement.schiebe(impuls);
    for (const rueckruf of this.#rueckrufe) {
      try {
        rueckruf(impuls);
      } catch (fehler) {
        this.#optionen.beiStoerung("RUECKRUF", fehler);
      }
    }
  }

  #stoere(fehler: unknown): void {
    if (beurteile(fehler) === "STOERUNG") return this.#optionen.beiStoerung("UNTERBROCHEN", fehler);
    // The database no longer knows what came behind our position; nobody can be served without a gap.
    this.#stand = null;
    this.#ring.beginne(null);
    for (const abonnement of [...this.#alle]) abonnement.beende(new Fachfehler("CURSOR_ABGELAUFEN"));
    this.#optionen.beiStoerung("VERLOREN", fehler);
  }
}
