import { setTimeout as warte } from "node:timers/promises";
import { DatenbankFehler } from "./fehler.js";
import { freierPort, letzterPort, merkePort } from "./port.js";
import { protokollPfad, starteMongod } from "./prozess.js";
import type { Mongodprozess } from "./prozess.js";
import { warteAufPrimaer } from "./replikat.js";
import type { Bereitschaft } from "./replikat.js";
import { beendeVerwaisten } from "./verwaist.js";

const VERSUCHE = 5;
const PAUSE_MS = { kuerzeste: 200, laengste: 10_000 } as const;
/** A server that lived this long starts again without a growing pause. */
const STABIL_MS = 60_000;

const PORT_BELEGT = 48;
const ORDNER_BELEGT = 100;

/** Exit codes of mongod (and of the Waechter) -> reason for the operator. */
const ENDECODES: Readonly<Record<number, string>> = {
  2: "mongod kennt eine der Startoptionen nicht (verlangt ist Version 6.0 oder neuer).",
  14: "Ein nicht behebbarer Fehler, häufig eine volle Platte oder fehlende Schreibrechte im Datenordner.",
  62: "Die Datendateien stammen von einer anderen Version der Datenbank.",
  127: "Das Programm ließ sich nicht starten.",
  137: "Der Prozess wurde von außen beendet, häufig wegen zu wenig Arbeitsspeicher.",
};

export interface Aufsichtoptionen {
  readonly programm: string;
  readonly dbPfad: string;
  readonly melde: (text: string) => void;
}

/** Keeps one mongod running on one folder, at the same port until `stoppe`. The caller holds the lock of the folder. */
export class Mongodaufsicht {
  readonly #o: Aufsichtoptionen;
  readonly #halt = new AbortController();
  #port = 0;
  #prozess: Mongodprozess | undefined;
  #lauf: Promise<void> = Promise.resolve();

  constructor(o: Aufsichtoptionen) {
    this.#o = o;
  }

  get port(): number {
    return this.#port;
  }

  /**
   * First start: any free port, preferably the last one.
   * @throws DatenbankFehler DATENBANK_BELEGT, DATENBANK_START
   */
  async starte(): Promise<void> {
    let letzte: Bereitschaft = { art: "fremd" };
    for (let versuch = 0; versuch < VERSUCHE; versuch++) {
      this.#port = (versuch === 0 ? await letzterPort(this.#o.dbPfad) : undefined) ?? (await freierPort());
      const { prozess, bereitschaft } = await this.#starteEinmal();
      letzte = bereitschaft;
      if (letzte.art === "bereit") {
        await merkePort(this.#o.dbPfad, this.#port);
        this.#lauf = this.#beaufsichtige(prozess);
        return;
      }
      if (letzte.art === "beendet" && letzte.code === ORDNER_BELEGT) {
        // A mongod that had not yet written its pid when we looked, or one of another container.
        if (!(await beendeVerwaisten(this.#o.dbPfad))) await warte(PAUSE_MS.kuerzeste);
      } else if (letzte.art === "beendet" && letzte.code !== PORT_BELEGT) break;
    }
    throw this.#startfehler(letzte);
  }

  /** Ends the server cleanly; afterwards no process is left. */
  async stoppe(): Promise<void> {
    this.#halt.abort();
    await this.#prozess?.beende();
    await this.#lauf;
    await beendeVerwaisten(this.#o.dbPfad);
  }

  async #starteEinmal(): Promise<{ prozess: Mongodprozess; bereitschaft: Bereitschaft }> {
    const prozess = starteMongod({ programm: this.#o.programm, dbPfad: this.#o.dbPfad, port: this.#port });
    this.#prozess = prozess;
    try {
      const bereitschaft = await warteAufPrimaer(prozess, this.#port, this.#o.dbPfad);
      if (bereitschaft.art !== "bereit") await prozess.beende();
      return { prozess, bereitschaft };
    } catch (fehler) {
      await prozess.beende();
      throw new DatenbankFehler("DATENBANK_START", "Der Server antwortet nicht wie erwartet.", { cause: fehler });
    }
  }

  /** The port stays, so that the driver finds the server again by itself. */
  async #beaufsichtige(erster: Mongodprozess): Promise<void> {
    let prozess = erster;
    let pause: number = PAUSE_MS.kuerzeste;
    for (;;) {
      const seit = Date.now();
      const code = await prozess.beendet;
      if (this.#halt.signal.aborted) return;
      if (Date.now() - seit > STABIL_MS) pause = PAUSE_MS.kuerzeste;
      this.#o.melde(`Die Datenbank hat sich unerwartet beendet (Endecode ${code}) und wird neu gestartet.`);
      const neuer = await this.#starteWieder(pause);
      if (neuer === undefined) return;
      prozess = neuer;
      pause = Math.min(pause * 2, PAUSE_MS.laengste);
      this.#o.melde("Die Datenbank läuft wieder.");
    }
  }

  async #starteWieder(erstePause: number): Promise<Mongodprozess | undefined> {
    let pause = erstePause;
    for (;;) {
      await warte(pause, undefined, { signal: this.#halt.signal, ref: false }).catch(() => undefined);
      if (this.#halt.signal.aborted) return undefined;
      pause = Math.min(pause * 2, PAUSE_MS.laengste);
      // The Waechter may have died and mongod not.
      await beendeVerwaisten(this.#o.dbPfad);
      if (this.#halt.signal.aborted) return undefined;
      try {
        const { prozess, bereitschaft } = await this.#starteEinmal();
        if (bereitschaft.art === "bereit") return prozess;
        if (!this.#halt.signal.aborted)
          this.#o.melde(`Neustart gescheitert. ${this.#startfehler(bereitschaft).message}`);
      } catch (fehler) {
        this.#o.melde(`Neustart gescheitert. ${(fehler as Error).message}`);
      }
    }
  }

  #startfehler(b: Bereitschaft): DatenbankFehler {
    if (b.art !== "beendet")
      return new DatenbankFehler("DATENBANK_START", "Auf dem gewählten Port antwortet ein anderer Server.");
    if (b.code === ORDNER_BELEGT) return new DatenbankFehler("DATENBANK_BELEGT", `Ordner ${this.#o.dbPfad}.`);
    if (b.code === PORT_BELEGT) return new DatenbankFehler("DATENBANK_START", `Der Port ${this.#port} ist belegt.`);
    const grund = ENDECODES[b.code] ?? `Endecode ${b.code}.`;
    return new DatenbankFehler("DATENBANK_START", `${grund} Protokolldatei: ${protokollPfad(this.#o.dbPfad)}`);
  }
}
