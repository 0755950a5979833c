import type { Rueckfrage, Rueckfragenspeicher } from "../../src/domain/ports/chat.js";

/** Questions in memory. */
export class RueckfragenImSpeicher implements Rueckfragenspeicher {
  readonly #fragen = new Map<string, Rueckfrage>();

  async lies(raumId: string): Promise<Rueckfrage | null> {
    return this.#fragen.get(raumId) ?? null;
  }

  async stelle(rueckfrage: Rueckfrage): Promise<Rueckfrage> {
    const bisher = this.#fragen.get(rueckfrage.raumId);
    if (bisher?.ereignisId === rueckfrage.ereignisId) return bisher;
    this.#fragen.set(rueckfrage.raumId, rueckfrage);
    return rueckfrage;
  }

  async beende(raumId: string, ereignisId: string, ende: NonNullable<Rueckfrage["ende"]>): Promise<boolean> {
    const frage = this.#fragen.get(raumId);
    if (frage?.ereignisId !== ereignisId || (frage.ende !== null && frage.ende.durch !== ende.durch)) return false;
    this.#fragen.set(raumId, { ...frage, ende });
    return true;
  }
}
