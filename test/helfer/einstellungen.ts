import { Einstellungspuffer } from "../../src/app/einstellungspuffer.js";
import type { Dienste } from "../../src/app/dienste.js";
import type { Teilnehmerschluessel } from "../../src/domain/kern/akteur.js";
import { GEMERKTE_ANFRAGEN } from "../../src/domain/ports/einstellungen.js";
import type {
  Einstellungsanfrage,
  Einstellungsspeicher,
  Einstellungsstand,
} from "../../src/domain/ports/einstellungen.js";

/** Settings in memory; keeps the contract of the port (test/store/einstellungen.contract.ts). */
export class EinstellungenImSpeicher implements Einstellungsspeicher {
  readonly #staende = new Map<Teilnehmerschluessel, Einstellungsstand>();
  readonly #anfragen = new Map<Teilnehmerschluessel, (Einstellungsanfrage & { stand: Einstellungsstand })[]>();
  /** Number of calls of `lies`. */
  gelesen = 0;

  async lies(teilnehmer: readonly Teilnehmerschluessel[]) {
    this.gelesen++;
    return new Map(teilnehmer.flatMap((einer) => [...this.#staende].filter(([wer]) => wer === einer)));
  }

  async ersteAntwort(teilnehmer: Teilnehmerschluessel, { anfrageId, wer }: Einstellungsanfrage) {
    const passt = (eine: Einstellungsanfrage): boolean => eine.anfrageId === anfrageId && eine.wer === wer;
    return this.#anfragen.get(teilnehmer)?.find(passt)?.stand ?? null;
  }

  async schreibe(teilnehmer: Teilnehmerschluessel, stand: Einstellungsstand, anfrage: Einstellungsanfrage | null) {
    if ((this.#staende.get(teilnehmer)?.version ?? 0) !== stand.version - 1) return "KONFLIKT";
    this.#staende.set(teilnehmer, stand);
    const fruehere = this.#anfragen.get(teilnehmer) ?? [];
    const alle = anfrage === null ? fruehere : [...fruehere, { ...anfrage, stand }];
    this.#anfragen.set(teilnehmer, alle.slice(-GEMERKTE_ANFRAGEN));
    return "GESCHRIEBEN" as const;
  }
}

/** What commands need of the settings, with a store of its own. */
export function einstellungsdienste(
  einstellungsspeicher: Einstellungsspeicher = new EinstellungenImSpeicher(),
): Pick<Dienste, "einstellungen" | "einstellungsspeicher"> {
  const angeboten = new Set(["KIM", "PORTAL"] as const);
  const einstellungen = new Einstellungspuffer({
    speicher: einstellungsspeicher,
    angeboten,
    jetztMs: () => performance.now(),
  });
  return { einstellungen, einstellungsspeicher };
}
