import { korrekturAusBundle } from "../../src/domain/fhir/korrektur-bundle.js";
import { verordnungAusBundle } from "../../src/domain/fhir/verordnung-bundle.js";
import type { Korrekturvorschlag } from "../../src/domain/hkp/datensaetze/korrektur.js";
import type { Verordnung } from "../../src/domain/hkp/datensaetze/verordnung.js";
import type { FhirBundle } from "../../src/domain/ports/zustellung.js";
import { istAntwortmeldung } from "./antwortmeldung.js";
import type { Antwort } from "./handlungsweg.js";

/** A message of the gateway as a house has it, by mail or in a room. */
export interface Erhaltenes {
  readonly text: string;
  /** The message Bundle; null: none came, or it cannot be read. */
  readonly buendel: FhirBundle | null;
}

/** Whether it tells something of the Vorgang, and is not only the answer to a command. */
export const istMeldungZu = ({ text, buendel }: Erhaltenes, verordnungsId: string): boolean =>
  text.includes(verordnungsId) && buendel !== null && !istAntwortmeldung(buendel);

/** What the messages of the gateway tell about a Vorgang, for whoever has nothing else. */
export class Kenntnis {
  /** @param erhaltene oldest first */
  constructor(
    private readonly erhaltene: readonly Erhaltenes[],
    private readonly verordnungsId: string,
  ) {}

  /** The newest Verordnung that came. */
  get verordnung(): Verordnung | null {
    return this.#neueste((bundle) => {
      const gelesen = verordnungAusBundle(bundle);
      return gelesen.art === "gueltig" ? gelesen.verordnung : null;
    });
  }

  /** Its version, which what is based on it names; null: none came. */
  get verordnungsversion(): number | null {
    const gefunden = this.#neueste((bundle) => {
      const gelesen = verordnungAusBundle(bundle);
      if (gelesen.art !== "gueltig") return null;
      const { versionId } = (bundle["meta"] ?? {}) as { readonly versionId?: string };
      return { verordnungsId: gelesen.verordnung.verordnungsId, version: Number(versionId) };
    });
    return gefunden?.version ?? null;
  }

  /** The newest Korrekturvorschlag that came, with the ids of its changes. */
  get korrektur(): Korrekturvorschlag | null {
    return this.#neueste((bundle) => {
      const gelesen = korrekturAusBundle(bundle);
      return gelesen.art === "gueltig" ? gelesen.korrektur : null;
    });
  }

  /** How the own Korrekturanfrage was answered, as the newest message about it says in words. */
  get antworten(): readonly Antwort[] {
    const texte = this.erhaltene.map(({ text }) => text).filter((text) => text.includes(this.verordnungsId));
    const text = texte.findLast((einer) => ANTWORTZEILE.test(einer)) ?? "";
    return text.split("\n").flatMap((zeile) => {
      const treffer = ANTWORTZEILE.exec(zeile);
      const ergebnis = ERGEBNISSE[treffer?.groups?.["ergebnis"] ?? ""];
      const begruendung = treffer?.groups?.["grund"];
      if (ergebnis === undefined) return [];
      return [{ ergebnis, ...(begruendung === undefined ? {} : { begruendung }) }];
    });
  }

  /** Id of the newest message about the Vorgang, to which an answer refers; null: none came. */
  get nachricht(): string | null {
    const letzte = this.erhaltene.findLast((einer) => istMeldungZu(einer, this.verordnungsId));
    return letzte?.buendel?.id ?? null;
  }

  #neueste<T extends { readonly verordnungsId: string }>(lies: (bundle: FhirBundle) => T | null): T | null {
    for (const nachricht of this.#nachrichten())
      for (const { resource } of nachricht.entry) {
        const datensatz = istBundle(resource) ? lies(resource) : null;
        if (datensatz?.verordnungsId === this.verordnungsId) return datensatz;
      }
    return null;
  }

  /** Newest first. */
  #nachrichten(): readonly FhirBundle[] {
    return this.erhaltene.toReversed().flatMap(({ buendel }) => (buendel === null ? [] : [buendel]));
  }
}

const istBundle = (ressource: { readonly resourceType: string }): ressource is FhirBundle =>
  ressource.resourceType === "Bundle";

/** As the gateway tells the answers to a Korrekturanfrage (app/korrektur-zeilen.ts). */
const ANTWORTZEILE = /^\d+\. .* → (?<ergebnis>[a-zä ]+)\.(?: Begründung: (?<grund>.+))?$/mu;
const ERGEBNISSE: Readonly<Record<string, string>> = {
  aufgenommen: "AUFGENOMMEN",
  "anders aufgenommen": "ANDERS_AUFGENOMMEN",
  abgelehnt: "ABGELEHNT",
};
