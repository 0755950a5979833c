import type { Dienste } from "../../src/app/dienste.js";
import type { Antwortregelspeicher, Antwortregelstand } from "../../src/domain/ports/antwortregeln.js";
import { FAVORITEN_HOECHSTENS } from "../../src/domain/ports/pflegedienstwahl.js";
import type {
  GewaehlterDienst,
  Pflegedienstwahl,
  Pflegedienstwahlspeicher,
} from "../../src/domain/ports/pflegedienstwahl.js";

/** In memory; keeps the contract of the port (test/store/pflegedienste.contract.ts). */
export class AntwortregelnImSpeicher implements Antwortregelspeicher {
  readonly #staende = new Map<string, Antwortregelstand>();

  async lies(telematikId: string) {
    return this.#staende.get(telematikId) ?? null;
  }
  async schreibe(telematikId: string, stand: Antwortregelstand) {
    if ((this.#staende.get(telematikId)?.version ?? 0) !== stand.version - 1) return "KONFLIKT";
    this.#staende.set(telematikId, stand);
    return "GESCHRIEBEN" as const;
  }
}

/** As above. */
export class PflegedienstwahlImSpeicher implements Pflegedienstwahlspeicher {
  readonly #wahlen = new Map<string, Pflegedienstwahl>();

  async lies(kvnr: string): Promise<Pflegedienstwahl> {
    return this.#wahlen.get(kvnr) ?? { stammpflegedienst: null, favoriten: [] };
  }
  async setzeStammpflegedienst(kvnr: string, stammpflegedienst: GewaehlterDienst | null) {
    this.#wahlen.set(kvnr, { ...(await this.lies(kvnr)), stammpflegedienst });
  }
  async merke(kvnr: string, dienst: GewaehlterDienst) {
    await this.vergiss(kvnr, dienst.telematikId);
    const wahl = await this.lies(kvnr);
    this.#wahlen.set(kvnr, { ...wahl, favoriten: [...wahl.favoriten, dienst].slice(-FAVORITEN_HOECHSTENS) });
  }
  async vergiss(kvnr: string, telematikId: string) {
    const wahl = await this.lies(kvnr);
    const favoriten = wahl.favoriten.filter((einer) => einer.telematikId !== telematikId);
    this.#wahlen.set(kvnr, { ...wahl, favoriten });
  }
}

/** What commands need of the settings about Pflegedienste. */
export const pflegediensteinstellungen = (): Pick<
  Dienste,
  "antwortregeln" | "pflegedienstsuche" | "pflegedienstwahl"
> => ({
  antwortregeln: new AntwortregelnImSpeicher(),
  pflegedienstsuche: { suche: async () => ({ art: "nichtErreichbar" }) },
  pflegedienstwahl: new PflegedienstwahlImSpeicher(),
});
