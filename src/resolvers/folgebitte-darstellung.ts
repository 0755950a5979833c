import type { BeliebigerDatensatz } from "../domain/hkp/vorgang.js";
import type { FolgebitteTyp } from "../schema/folgebitte.type.js";
import { stelleUrheberDar } from "./teilnehmer-darstellung.js";

/** Requests for a Folgeverordnung among the data sets that went through `sichtbareDatensaetze`, oldest first. */
export function stelleFolgebittenDar(sichtbare: readonly BeliebigerDatensatz[]): FolgebitteTyp[] {
  return sichtbare.flatMap((datensatz) => {
    if (datensatz.art !== "FOLGEBITTE") return [];
    const { id, erstelltAm, von, inhalt } = datensatz;
    return [{ id, erbetenAm: erstelltAm, von: stelleUrheberDar(von), ...inhalt }];
  });
}
