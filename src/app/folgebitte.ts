import type { Mitteilung } from "../domain/fhir/mitteilung.js";
import { leistungInWorten } from "../domain/hkp/korrektur/worte.js";
import { versionen } from "../domain/hkp/vorgang.js";
import type { BeliebigerDatensatz, Datensatz, Meldung, Vorgang } from "../domain/hkp/vorgang.js";
import { haus, wortwoertlich } from "./mitteilung.js";

/** The request for a Folgeverordnung that a Meldung tells, among the data sets that its recipient may read; or null. */
export function erbetene(
  { ereignis, datensatzId }: Meldung,
  lesbare: readonly BeliebigerDatensatz[],
): Datensatz<"FOLGEBITTE"> | null {
  if (ereignis !== "FOLGEVERORDNUNG_ERBETEN") return null;
  return lesbare.filter((datensatz) => datensatz.art === "FOLGEBITTE").find(({ id }) => id === datensatzId) ?? null;
}

/** Who asks, what is needed further, and the words. */
export function folgebittezeilen(bitte: Datensatz<"FOLGEBITTE">, vorgang: Vorgang): readonly string[] {
  const { von, inhalt } = bitte;
  const absender = { rolle: "PFLEGEDIENST", kennung: von.kennung ?? "" } as const;
  return [
    "",
    `Angefragt von: ${von.name}, ${haus(absender, vorgang)}`,
    ...wunsch(bitte, vorgang),
    ...(inhalt.text === null ? [] : wortwoertlich(inhalt.text)),
  ];
}

/** As a Communication beside the data sets, so that a system may take the request over (P2.1.4). */
export function folgebitteAlsMitteilung(bitte: Datensatz<"FOLGEBITTE">, vorgang: Vorgang): Mitteilung {
  const { id, erstelltAm, von, inhalt } = bitte;
  return {
    id,
    verordnungsId: vorgang.id,
    zeitpunkt: erstelltAm,
    art: "folgebitte",
    absender: { rolle: "PFLEGEDIENST", kennung: von.kennung ?? "" },
    an: [vorgang.verordnender],
    text: [...wunsch(bitte, vorgang), ...(inhalt.text === null ? [] : [inhalt.text])].join("\n"),
    antwortAuf: null,
  };
}

function wunsch({ inhalt }: Datensatz<"FOLGEBITTE">, vorgang: Vorgang): readonly string[] {
  if (inhalt.leistungen.length === 0) return ["Weiter benötigt werden alle Leistungen der Verordnung."];
  // A later version may have taken a Leistung out; it was wished for all the same.
  const jemals = versionen(vorgang, "VERORDNUNG").flatMap((version) => version.inhalt.leistungen);
  const worte = inhalt.leistungen.map((gewuenscht) => {
    const leistung = jemals.findLast(({ id }) => id === gewuenscht);
    return leistung === undefined ? gewuenscht : leistungInWorten(leistung);
  });
  return ["Weiter benötigte Leistungen:", ...worte.map((wort, nr) => `${nr + 1}. ${wort}`)];
}
