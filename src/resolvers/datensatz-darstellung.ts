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

/** A data set that went through `sichtbareDatensaetze`; an empty Bundle was withheld there. */
export function stelleDatensatzDar(datensatz: Extract<BeliebigerDatensatz, { art: Dargestellt }>) {
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
      return datensatz.art === "VERORDNUNG" ? hinweiseZurVerordnung(datensatz.inhalt) : [];
    },
  };
}
