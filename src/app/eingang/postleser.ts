import { bisAbbruch } from "../../domain/kern/abbruch.js";
import type { Posteingang, Postempfang } from "../../domain/ports/eingang.js";
import type { Leasegeber } from "../../domain/ports/lease.js";
import type { Fremdpost, Postablage } from "../../domain/ports/postablage.js";
import { mitHerzschlag } from "../herzschlag.js";
import { Wecker } from "../wecker.js";
import type { Fehlversuche } from "./geduld.js";
import { postempfang } from "./postempfang.js";
import type { Empfangsteile } from "./postempfang.js";

export interface Postleserteile extends Omit<Empfangsteile, "ablage"> {
  readonly posteingang: Posteingang;
  readonly ablage: Postablage;
  /** Several instances run, and a mailbox admits one session. */
  readonly leases: Leasegeber;
  /** Unique for this instance. */
  readonly inhaber: string;
  /** A reader that is silent for this long is taken to be dead. */
  readonly leaseMs: number;
  /** An unexpected failure: logged without content. */
  readonly beiFehler: (fehler: unknown) => void;
}

/** Pause between two looks at whether another instance has finished its reading. */
const BESETZT_MS = 250;
/** Foreign Dienstkennungen shown at most: they are written by others. */
const HOECHSTENS_FREMDE = 50;
const LESBARE_DIENSTKENNUNG = /^[\w .;:/+-]{1,100}$/;

/** Reads the mailbox: on schedule, before an order of unknown outcome is repeated, and when BETRIEB asks. */
export class Postleser {
  readonly #teile: Postleserteile;
  readonly #ende = new AbortController();
  readonly #wecker = new Wecker();
  readonly #fehlversuche = new Map<string, Fehlversuche>();
  #laufende: Promise<void> = Promise.resolve();
  #naechste: Promise<void> | null = null;

  constructor(teile: Postleserteile) {
    this.#teile = teile;
  }

  /**
   * One reading from beginning to end that begins after the call; several callers share it. Waits for another instance that reads.
   * @throws what the reading throws; also if `signal` is aborted, though others may go on with it
   */
  async lies(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    // One that has begun may have passed what the caller waits for.
    this.#naechste ??= this.#stelleAn(
      (abbruch) => this.#lies(abbruch),
      () => (this.#naechste = null),
    );
    await bisAbbruch(this.#naechste, signal);
  }

  /** Other work with the mailbox, while nobody reads it. */
  unter<T>(signal: AbortSignal, arbeite: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return bisAbbruch(this.#stelleAn(arbeite), signal);
  }

  async schliesse(): Promise<void> {
    this.#ende.abort();
    this.#wecker.beende();
    await this.#laufende;
  }

  /** One after the other in this instance, then one instance after the other. */
  #stelleAn<T>(arbeite: (signal: AbortSignal) => Promise<T>, beiBeginn?: () => void): Promise<T> {
    const lauf = this.#laufende.then(() => {
      beiBeginn?.();
      return this.#mitLease(arbeite);
    });
    this.#laufende = lauf.then(
      () => undefined,
      () => undefined,
    );
    return lauf;
  }

  async #mitLease<T>(arbeite: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const { leases, inhaber, leaseMs } = this.#teile;
    for (;;) {
      this.#ende.signal.throwIfAborted();
      const lease = await leases.nimmLease(inhaber, leaseMs);
      if (lease === null) {
        await this.#wecker.schlafe(BESETZT_MS);
        continue;
      }
      try {
        return await mitHerzschlag(() => leases.verlaengere(lease, leaseMs), leaseMs, this.#ende.signal, arbeite);
      } finally {
        await leases.gibZurueck(lease).catch(this.#teile.beiFehler);
      }
    }
  }

  async #lies(signal: AbortSignal): Promise<void> {
    const { posteingang, ablage, uhr } = this.#teile;
    const begonnenAm = uhr.jetzt();
    const liegende = new Set((await ablage.liegende()).map(({ uid }) => uid));
    const lesung = beobachtet(postempfang(this.#teile, { liegende, fehlversuche: this.#fehlversuche }));
    let fremde: readonly Fremdpost[] | null = null;
    try {
      fremde = alsFremdpost(await posteingang.hole(lesung.empfang, signal));
      // After a failure the reader may have stopped before the end.
      if (!lesung.gescheitert()) await this.#vergissVerschwundene(lesung.gesehene, liegende, begonnenAm);
    } finally {
      await ablage
        .vermerkeLesung({ begonnenAm, beendetAm: uhr.jetzt(), vollstaendig: fremde !== null, fremde })
        .catch(this.#teile.beiFehler);
    }
  }

  /** A person has deleted or moved what the reader did not come across. */
  async #vergissVerschwundene(
    gesehene: ReadonlySet<string>,
    liegende: ReadonlySet<string>,
    begonnenAm: Date,
  ): Promise<void> {
    for (const uid of this.#fehlversuche.keys()) if (!gesehene.has(uid)) this.#fehlversuche.delete(uid);
    if ([...liegende].some((uid) => !gesehene.has(uid))) await this.#teile.ablage.bereinige(gesehene, begonnenAm);
  }
}

/** The same, and which mails it was asked about, as it is about each that may have been set aside. */
function beobachtet(empfang: Postempfang): {
  readonly empfang: Postempfang;
  readonly gesehene: ReadonlySet<string>;
  readonly gescheitert: () => boolean;
} {
  const gesehene = new Set<string>();
  let gescheitert = false;
  const merke = async <T>(arbeit: Promise<T>): Promise<T> => {
    try {
      return await arbeit;
    } catch (fehler) {
      gescheitert = true;
      throw fehler;
    }
  };
  return {
    gesehene,
    gescheitert: () => gescheitert,
    empfang: {
      istBeiseitegelegt(uid) {
        gesehene.add(uid);
        return empfang.istBeiseitegelegt(uid);
      },
      nachweis: (nachweis) => merke(empfang.nachweis(nachweis)),
      nachricht: (eingang, uid) => merke(empfang.nachricht(eingang, uid)),
      beiseite: (beiseitegelegtes) => merke(empfang.beiseite(beiseitegelegtes)),
    },
  };
}

/** Most first. What its sender wrote instead of a Dienstkennung is counted, not shown. */
function alsFremdpost(gezaehlt: ReadonlyMap<string, number>): readonly Fremdpost[] {
  const anzahlen = new Map<string, number>();
  for (const [geschrieben, anzahl] of gezaehlt) {
    const dienstkennung = LESBARE_DIENSTKENNUNG.test(geschrieben) ? geschrieben : "UNLESBAR";
    anzahlen.set(dienstkennung, (anzahlen.get(dienstkennung) ?? 0) + anzahl);
  }
  return [...anzahlen]
    .map(([dienstkennung, anzahl]) => ({ dienstkennung, anzahl }))
    .sort((a, b) => b.anzahl - a.anzahl || (a.dienstkennung < b.dienstkennung ? -1 : 1))
    .slice(0, HOECHSTENS_FREMDE);
}
