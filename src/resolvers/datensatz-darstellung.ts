import { hinweiseZurBlankoverordnung } from "../domain/hkp/datensaetze/blankoverordnung-hinweise.js";
import type { Hinweis } from "../domain/hkp/datensaetze/umfang-hinweise.js";
import { hinweiseZurVerordnung } from "../domain/hkp/datensaetze/verordnung-hinweise.js";
import type { BeliebigerDatensatz, Datensatzsignatur } from "../domain/hkp/vorgang.js";
import type { SignaturTyp } from "../schema/datensatz.type.js";
import { stelleUrheberDar } from "./teilnehmer-darstellung.js";

/** Data sets with a type of their own in the schema; the Korrekturprozess has one of its rounds instead. */
export type Dargestellt = "VERORDNUNG" | "BLANKOVERORDNUNG" | "ANGABEN" | "ENTSCHEIDUNG";

const TYPNAME: Record<Dargestellt, string> = {
  VERORDNUNG: "VerordnungDatensatz",
  BLANKOVERORDNUNG: "BlankoverordnungDatensatz",
  ANGABEN: "AngabenDatensatz",
  ENTSCHEIDUNG: "EntscheidungDatensatz",
};

function stelleSignaturDar({ cms, unterzeichner, signiertAm }: Datensatzsignatur): SignaturTyp {
  const { art, professionOids, telematikId, name } = unterzeichner;
  return { art, professionOids, telematikId, name, signiertAm, cms };
}

/** A data set of those that went through `sichtbareDatensaetze`; an empty Bundle was withheld there. */
export function stelleDatensatzDar(
  datensatz: Extract<BeliebigerDatensatz, { art: Dargestellt }>,
  sichtbare: readonly BeliebigerDatensatz[],
) {
  const { art, id, version, erstelltAm, von, inhalt, bundle, signatur } = datensatz;
  return {
    typ: TYPNAME[art],
    id,
    version,
    erstelltAm,
    von: stelleUrheberDar(von),
    inhalt,
    bundle: bundle === "" ? null : bundle,
    signatur: signatur === null ? null : stelleSignaturDar(signatur),
    get hinweise() {
      return hinweiseZu(datensatz, sichtbare);
    },
  };
}

function hinweiseZu(datensatz: BeliebigerDatensatz, sichtbare: readonly BeliebigerDatensatz[]): readonly Hinweis[] {
  if (datensatz.art === "VERORDNUNG") return hinweiseZurVerordnung(datensatz.inhalt);
  if (datensatz.art !== "BLANKOVERORDNUNG") return [];
  const { zuVersion } = datensatz.inhalt;
  const verordnung = sichtbare.filter(({ art }) => art === "VERORDNUNG").find(({ version }) => version === zuVersion);
  return verordnung?.art === "VERORDNUNG" ? hinweiseZurBlankoverordnung(datensatz.inhalt, verordnung.inhalt) : [];
}
