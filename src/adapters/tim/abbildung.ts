import type { Geraetespeicher } from "../../domain/ports/geraetespeicher.js";
import { verschliesse } from "./geraetestand.js";
import { aenderungszaehler, bildeAb } from "./indexeddb-abbild.js";

export interface Geraetedaten {
  readonly vorsilbe: string;
  readonly geheim: Uint8Array;
  readonly geraetId: string;
  readonly zugriffstoken: string;
}

/** Keeps the stored state of the device as new as what it has shown to the homeserver. */
export class Abbildung {
  #geschrieben = -1;
  #laufend: Promise<void> = Promise.resolve();
  #offen = true;

  constructor(
    private readonly daten: Geraetedaten,
    private readonly speicher: Geraetespeicher,
  ) {}

  /** Resolves when everything written before the call is durable. Nothing is done if nothing changed. */
  sichere(): Promise<void> {
    const lauf = this.#laufend.then(() => this.#schreibe());
    this.#laufend = lauf.catch(() => undefined);
    return lauf;
  }

  async schliesse(): Promise<void> {
    await this.sichere();
    this.#offen = false;
  }

  async #schreibe(): Promise<void> {
    const stand = aenderungszaehler();
    if (!this.#offen || stand === this.#geschrieben) return;
    const { vorsilbe, geheim, geraetId, zugriffstoken } = this.daten;
    const datenbanken = await bildeAb(vorsilbe);
    await this.speicher.schreibe(verschliesse({ geraetId, zugriffstoken, datenbanken }, geheim));
    this.#geschrieben = stand;
  }
}
