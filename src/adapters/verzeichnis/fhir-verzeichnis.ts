import { schluessel, type Teilnehmer, type Teilnehmerrolle } from "../../domain/kern/akteur.js";
import { istTelematikId } from "../../domain/kennungen/telematik-id.js";
import type { Eingangskanal } from "../../domain/ports/eingang.js";
import type { Uhr } from "../../domain/ports/umgebung.js";
import type { Absenderverzeichnis, Verzeichnis, Verzeichnisergebnis } from "../../domain/ports/verzeichnis.js";
import { frageVerzeichnis } from "./abfrage.js";
import type { VerzeichnisKonfiguration } from "./konfiguration.js";
import {
  mitKennung,
  mitKimAdresse,
  mitMxid,
  suchset,
  SYSTEM_IK,
  SYSTEM_TELEMATIK_ID,
  werteAus,
  type Gesucht,
} from "./suchergebnis.js";
import { adressenZu } from "./tim-konto.js";

/** By which identifier a role is found; null: never looked up. */
const SYSTEME = {
  VERORDNENDER: () => SYSTEM_TELEMATIK_ID,
  PFLEGEDIENST: () => SYSTEM_TELEMATIK_ID,
  // Only a Telematik-ID has a hyphen, so one cannot be taken for the other.
  KOSTENTRAEGER: (kennung: string) => (istTelematikId(kennung) ? SYSTEM_TELEMATIK_ID : SYSTEM_IK),
  VERSICHERTER: () => null,
} as const satisfies Record<Teilnehmerrolle, (kennung: string) => string | null>;

/** Values of FHIR search keep their meaning. */
const maskiert = (wert: string): string => wert.replace(/[\\,$|]/g, "\\$&");

/** How an address of the channel stands in the directory, and what an entry must have to be its. */
const ADRESSEN: Record<
  Eingangskanal,
  (adresse: string) => { readonly formen: readonly string[]; readonly gesucht: Gesucht }
> = {
  KIM: (adresse) => ({ formen: [adresse], gesucht: mitKimAdresse(adresse) }),
  TIM: (mxid) => ({ formen: adressenZu(mxid), gesucht: mitMxid(mxid) }),
};

interface Gemerkt {
  readonly ergebnis: Verzeichnisergebnis;
  readonly seit: number;
}

/** The FHIR directory of the TI, with a bounded cache: an answer is used for a while, and a bit longer while the directory is away. */
export class FhirVerzeichnis implements Verzeichnis, Absenderverzeichnis {
  readonly #konfig: VerzeichnisKonfiguration;
  readonly #uhr: Uhr;
  /** In order of last storing; the oldest goes first. */
  readonly #speicher = new Map<string, Gemerkt>();

  constructor({ konfig, uhr }: { readonly konfig: VerzeichnisKonfiguration; readonly uhr: Uhr }) {
    this.#konfig = konfig;
    this.#uhr = uhr;
  }

  async finde(teilnehmer: Teilnehmer, signal?: AbortSignal): Promise<Verzeichnisergebnis> {
    const system = SYSTEME[teilnehmer.rolle](teilnehmer.kennung);
    if (system === null) return { art: "unbekannt" };
    const kennung = schluessel(teilnehmer);
    const gemerkt = this.#speicher.get(kennung);
    const alter = () => (gemerkt ? this.#uhr.jetzt().getTime() - gemerkt.seit : Infinity);
    if (gemerkt && alter() < this.#konfig.frischMs) return gemerkt.ergebnis;
    const suche = { "organization.identifier": `${system}|${maskiert(teilnehmer.kennung)}` };
    const ergebnis = await this.#frage(suche, mitKennung(system, teilnehmer.kennung, this.#konfig.anwendung), signal);
    if (ergebnis.art !== "nichtErreichbar") {
      this.#merke(kennung, ergebnis);
      return ergebnis;
    }
    return gemerkt && alter() < this.#konfig.hoechstensMs ? gemerkt.ergebnis : ergebnis;
  }

  async findeZuAdresse(kanal: Eingangskanal, adresse: string, signal?: AbortSignal): Promise<Verzeichnisergebnis> {
    const { formen, gesucht } = ADRESSEN[kanal](adresse);
    if (formen.length === 0) return { art: "unbekannt" };
    return this.#frage({ "endpoint.address": formen.map(maskiert).join(",") }, gesucht, signal);
  }

  #merke(kennung: string, ergebnis: Verzeichnisergebnis): void {
    this.#speicher.delete(kennung);
    // "Not there" may end any minute, e.g. when an institution gets its address: only what was found is kept.
    if (ergebnis.art !== "gefunden") return;
    this.#speicher.set(kennung, { ergebnis, seit: this.#uhr.jetzt().getTime() });
    if (this.#speicher.size <= this.#konfig.eintraege) return;
    const [aelteste] = this.#speicher.keys();
    if (aelteste !== undefined) this.#speicher.delete(aelteste);
  }

  /** Whatever goes wrong on the way, bad answers included, is `nichtErreichbar`: try again later. */
  async #frage(
    wonach: Readonly<Record<string, string>>,
    gesucht: Gesucht,
    signal: AbortSignal | undefined,
  ): Promise<Verzeichnisergebnis> {
    const suche = new URLSearchParams({
      "organization.active": "true",
      ...wonach,
      "endpoint.status": "active",
      _include: "*",
    });
    const set = suchset.safeParse(await frageVerzeichnis(this.#konfig, suche, signal));
    return set.success ? werteAus(set.data, gesucht) : { art: "nichtErreichbar" };
  }
}
