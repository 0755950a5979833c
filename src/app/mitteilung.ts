import type { Mitteilung } from "../domain/fhir/mitteilung.js";
import type { Teilnehmer } from "../domain/kern/akteur.js";
import type { Ereignis } from "../domain/hkp/ereignisse.js";
import { nimmtTeil } from "../domain/hkp/gespraech.js";
import { neueste } from "../domain/hkp/vorgang.js";
import type { BeliebigerDatensatz, Datensatz, Meldung, Vorgang } from "../domain/hkp/vorgang.js";

/** Events whose mail tells the words of one data set and nothing else of the Vorgang. */
const EREIGNISSE: readonly Ereignis[] = ["NACHRICHT"];

export const istMitteilung = ({ ereignis }: Pick<Meldung, "ereignis">): boolean => EREIGNISSE.includes(ereignis);

/**
 * The data set a Meldung tells, or null: it tells the Vorgang as a whole, or its recipient takes part no longer. Such an Alarm is
 * not overtaken when the status is left, so it may go out after the recipient's access has ended.
 */
export function mitgeteilt(meldung: Meldung, vorgang: Vorgang): Datensatz<"NACHRICHT"> | null {
  if (!istMitteilung(meldung) || !nimmtTeil(vorgang, meldung.empfaenger)) return null;
  return vorgang.datensaetze.find(istMitzuteilen(meldung)) ?? null;
}

const istMitzuteilen =
  ({ datensatzId }: Meldung) =>
  (datensatz: BeliebigerDatensatz): datensatz is Datensatz<"NACHRICHT"> =>
    datensatz.id === datensatzId && datensatz.art === "NACHRICHT";

export function alsMitteilung({ id, erstelltAm, inhalt }: Datensatz<"NACHRICHT">, vorgang: Vorgang): Mitteilung {
  return { id, verordnungsId: vorgang.id, zeitpunkt: erstelltAm, art: "nachricht", ...inhalt };
}

/** Who writes, and the words, marked line by line so that none of them can pass for a line of the gateway. */
export function mitteilungszeilen(datensatz: Datensatz<"NACHRICHT"> | null, vorgang: Vorgang): readonly string[] {
  if (datensatz === null)
    return ["", "Sie nehmen an diesem Vorgang nicht mehr teil; der Inhalt wird Ihnen daher nicht mehr mitgeteilt."];
  const { inhalt, von } = datensatz;
  const vertreten = von.rolle === "VERTRETER" ? ", in Vertretung" : "";
  return ["", `Von: ${von.name}${vertreten}, ${haus(inhalt.absender, vorgang)}`, ...wortwoertlich(inhalt.text)];
}

export const wortwoertlich = (text: string): readonly string[] =>
  text.split("\n").map((zeile) => `> ${zeile}`.trimEnd());

/** The institution as far as the Vorgang knows its name. */
export function haus({ rolle, kennung }: Teilnehmer, vorgang: Vorgang): string {
  const verordnung = neueste(vorgang, "VERORDNUNG")?.inhalt;
  switch (rolle) {
    case "VERORDNENDER":
      return `${verordnung?.verordnender.institution ?? "Praxis"} (Telematik-ID ${kennung})`;
    case "PFLEGEDIENST": {
      const angaben = neueste(vorgang, "ANGABEN")?.inhalt.pflegedienst;
      return `${angaben?.telematikId === kennung ? angaben.name : "Pflegedienst"} (Telematik-ID ${kennung})`;
    }
    case "KOSTENTRAEGER":
      return `Kostenträger ${verordnung?.kostentraeger.name ?? ""} (IK ${kennung})`.replace("  ", " ");
    case "VERSICHERTER":
      return "versicherte Person";
  }
}

/** Instead of the hint at the attached data sets. */
export const ANTWORTHINWEIS =
  "Antworten Sie in Ihrem System im Gespräch zu dieser Verordnungs-ID; eine Antwort auf diese E-Mail wird nicht gelesen.";
