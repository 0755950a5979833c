import type { Entscheidung } from "../hkp/datensaetze/entscheidung.js";
import type { Vorgang } from "../hkp/vorgang.js";

/** Why a person must look. */
export interface Pruefhinweis {
  /** Stable name of the rule that is not met, e.g. `UMFANG_ABWEICHEND`. */
  readonly regel: string;
  /** German, for the clerk of the Kostentraeger. */
  readonly text: string;
  /** Id of the Leistung it is about; null: the Vorgang as a whole. */
  readonly leistungId: string | null;
}

/** An automatic check approves or leaves it to a person; it never rejects, not even in part. */
export type Genehmigung = Omit<Entscheidung, "verordnungsId" | "gesamtergebnis"> & {
  readonly gesamtergebnis: "GENEHMIGT";
};

export type Pruefergebnis =
  | { readonly art: "klar"; readonly entscheidung: Genehmigung }
  /** At least one. */
  | { readonly art: "unklar"; readonly hinweise: readonly Pruefhinweis[] };

/**
 * Port: automatic check of an application (Dunkelverarbeitung) [6.7.3, Kostentraeger 5]. Asked for a Vorgang in
 * ANTRAGSPRUEFUNG by AP3. The gateway brings a rule set (domain/hkp/dunkelverarbeitung); a Kostentraeger's own system may
 * take its place, which is why the answer may take its time. A failure is no answer: the check is repeated later, and the
 * person at the Kostentraeger is alarmed in the meantime.
 */
export interface Leistungspruefung {
  pruefe(vorgang: Vorgang, jetzt: Date): Promise<Pruefergebnis>;
}
