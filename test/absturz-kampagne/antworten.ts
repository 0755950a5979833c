import type { Db } from "mongodb";
import type { BeliebigerDatensatz } from "../../src/domain/hkp/vorgang.js";
import type { Befund } from "./befund.js";

/** Messages of the Pflegedienst on their way in, each to be once in the conversation of its Vorgang and of no other. */
export class Antworten {
  readonly #gesandte = new Map<string, string>();

  constructor(
    private readonly db: Db,
    private readonly name: string,
  ) {}

  /** A text of its own for the next message. */
  naechsterText(): string {
    return `Antwort ${this.name} Nummer ${this.#gesandte.size + 1}`;
  }

  merke(text: string, vorgangId: string): void {
    this.#gesandte.set(text, vorgangId);
  }

  /** Sent and not in a conversation yet. */
  async offene(): Promise<readonly string[]> {
    const da = await this.#gespeicherte();
    return [...this.#gesandte.keys()].filter((text) => !da.has(text)).map((text) => `not in the conversation: ${text}`);
  }

  async pruefe(befund: Befund): Promise<void> {
    const da = await this.#gespeicherte();
    const alle = [...this.#gesandte];
    const wo = (text: string): readonly string[] => da.get(text) ?? [];
    const nenne = ([text, vorgangId]: readonly [string, string]): string =>
      `${text} of ${vorgangId}: ${wo(text).join(", ") || "nowhere"}`;
    const { name } = this;
    befund.keine(`${name}, lost`, alle.filter(([text]) => wo(text).length === 0).map(nenne), alle.length);
    befund.keine(`${name}, doubled`, alle.filter(([text]) => wo(text).length > 1).map(nenne), alle.length);
    const falsche = alle.filter(([text, vorgangId]) => wo(text).some((eines) => eines !== vorgangId));
    befund.keine(`${name}, misdirected`, falsche.map(nenne), alle.length);
  }

  /** Where each text stands. */
  async #gespeicherte(): Promise<ReadonlyMap<string, readonly string[]>> {
    const mit = { "datensaetze.inhalt.text": { $regex: `^Antwort ${this.name} ` } };
    const vorgaenge = await this.db
      .collection<{ _id: string }>("vorgaenge")
      .find(mit, { projection: { "datensaetze.art": 1, "datensaetze.inhalt.text": 1 } })
      .toArray();
    const wo = new Map<string, string[]>();
    for (const { _id, ...dokument } of vorgaenge)
      for (const datensatz of (dokument as unknown as { datensaetze: readonly BeliebigerDatensatz[] }).datensaetze)
        if (datensatz.art === "NACHRICHT") {
          const { text } = datensatz.inhalt;
          wo.set(text, [...(wo.get(text) ?? []), _id]);
        }
    return wo;
  }
}
