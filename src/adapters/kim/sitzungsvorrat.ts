import { SmtpFehler, type SmtpSitzung } from "./smtp-sitzung.js";

export interface Vorratsgrenzen {
  readonly groesse: number;
  readonly leerlaufMs: number;
  readonly nachrichtenJeVerbindung: number;
}

interface Ruhend {
  readonly sitzung: SmtpSitzung;
  readonly uhr: NodeJS.Timeout;
}

function abgebrochen(): SmtpFehler {
  return new SmtpFehler({ phase: "VERBINDEN", antwort: null, befehl: null, ursache: "ABGEBROCHEN" });
}

/** Signed-in connections of one account. A connection serves one message at a time and is kept only after success. */
export class Sitzungsvorrat {
  readonly #oeffne: (signal: AbortSignal) => Promise<SmtpSitzung>;
  readonly #grenzen: Vorratsgrenzen;
  readonly #ruhende: Ruhend[] = [];
  readonly #wartende: (() => void)[] = [];
  readonly #abschiede = new Set<Promise<void>>();
  #belegt = 0;
  #schliesst = false;
  #leer: () => void = () => undefined;

  constructor(oeffne: (signal: AbortSignal) => Promise<SmtpSitzung>, grenzen: Vorratsgrenzen) {
    this.#oeffne = oeffne;
    this.#grenzen = grenzen;
  }

  /**
   * Runs `arbeit` on a connection. A kept connection may have died unnoticed: if it breaks before the final dot, the work is
   * done once more on a new one; nothing had been taken then.
   * @throws SmtpFehler
   */
  async mit<T>(signal: AbortSignal, arbeit: (sitzung: SmtpSitzung) => Promise<T>): Promise<T> {
    await this.#platz(signal);
    try {
      const ruhend = this.#nimm();
      if (ruhend) {
        try {
          return await this.#arbeite(ruhend, arbeit);
        } catch (fehler) {
          const tot = fehler instanceof SmtpFehler && warTot(fehler);
          if (!tot) throw fehler;
        }
      }
      return await this.#arbeite(await this.#oeffne(signal), arbeit);
    } finally {
      this.#gibFrei();
    }
  }

  /** Lets running work end, then closes everything. New work is refused. */
  async schliesse(): Promise<void> {
    this.#schliesst = true;
    for (const wecke of this.#wartende.splice(0)) wecke();
    if (this.#belegt > 0) await new Promise<void>((leer) => (this.#leer = leer));
    for (const { sitzung, uhr } of this.#ruhende.splice(0)) {
      clearTimeout(uhr);
      this.#verabschiede(sitzung);
    }
    await Promise.all(this.#abschiede);
  }

  async #arbeite<T>(sitzung: SmtpSitzung, arbeit: (sitzung: SmtpSitzung) => Promise<T>): Promise<T> {
    try {
      const ergebnis = await arbeit(sitzung);
      this.#behalte(sitzung);
      return ergebnis;
    } catch (fehler) {
      sitzung.trenne();
      throw fehler;
    }
  }

  async #platz(signal: AbortSignal): Promise<void> {
    while (!this.#schliesst && this.#belegt >= this.#grenzen.groesse) {
      if (signal.aborted) throw abgebrochen();
      await new Promise<void>((weiter) => {
        const wecke = () => {
          signal.removeEventListener("abort", wecke);
          const stelle = this.#wartende.indexOf(wecke);
          if (stelle >= 0) this.#wartende.splice(stelle, 1);
          weiter();
        };
        signal.addEventListener("abort", wecke, { once: true });
        this.#wartende.push(wecke);
      });
    }
    if (this.#schliesst || signal.aborted) {
      // A wake-up that came together with the abort belongs to the next in line.
      this.#wartende.shift()?.();
      throw abgebrochen();
    }
    this.#belegt++;
  }

  #gibFrei(): void {
    this.#belegt--;
    this.#wartende.shift()?.();
    if (this.#belegt === 0) this.#leer();
  }

  #nimm(): SmtpSitzung | undefined {
    for (let ruhend = this.#ruhende.pop(); ruhend; ruhend = this.#ruhende.pop()) {
      clearTimeout(ruhend.uhr);
      if (ruhend.sitzung.offen) return ruhend.sitzung;
    }
    return undefined;
  }

  #verabschiede(sitzung: SmtpSitzung): void {
    const abschied = sitzung.beende().finally(() => this.#abschiede.delete(abschied));
    this.#abschiede.add(abschied);
  }

  #behalte(sitzung: SmtpSitzung): void {
    if (this.#schliesst || !sitzung.offen || sitzung.gesendete >= this.#grenzen.nachrichtenJeVerbindung) {
      return this.#verabschiede(sitzung);
    }
    const uhr = setTimeout(() => {
      const stelle = this.#ruhende.findIndex((r) => r.sitzung === sitzung);
      if (stelle >= 0) this.#ruhende.splice(stelle, 1);
      this.#verabschiede(sitzung);
    }, this.#grenzen.leerlaufMs);
    uhr.unref();
    this.#ruhende.push({ sitzung, uhr });
  }
}

/** The peer had left: no reply at all, or its 421. */
function warTot({ bild }: SmtpFehler): boolean {
  return bild.phase === "UEBERTRAGEN" && (bild.ursache === "GETRENNT" || bild.antwort === 421);
}
