import type { Mitteilung } from "../domain/fhir/mitteilung.js";
import type { Teilnehmer } from "../domain/kern/akteur.js";
import type { Ereignis } from "../domain/hkp/ereignisse.js";
import { nimmtTeil } from "../domain/hkp/gespraech.js";
import { leistungsaenderungssaetze } from "../domain/hkp/leistungsaenderung-worte.js";
import { kenntEmpfaenger } from "../domain/hkp/gewaehlte.js";
import { neueste } from "../domain/hkp/vorgang.js";
import type { Datensatz, Meldung, Urheber, Vorgang } from "../domain/hkp/vorgang.js";

/** Where what the mail tells stands in the system: of an event that tells one data set and nothing else of the Vorgang. */
const HINWEISE: Partial<Record<Ereignis, string>> = {
  NACHRICHT: "Das Gespräch steht in Ihrem System unter der Verordnungs-ID bereit.",
  LEISTUNG_VERMINDERT: "Die Änderung steht in Ihrem System unter der Verordnungs-ID bereit.",
};

/** Null: the event tells the Vorgang as a whole. */
export const mitteilungshinweis = ({ ereignis }: Pick<Meldung, "ereignis">): string | null =>
  HINWEISE[ereignis] ?? null;

export interface Mitgeteiltes {
  readonly von: Urheber;
  readonly mitteilung: Mitteilung;
}

/**
 * What a Meldung tells; null: the Vorgang as a whole, or nothing, because its recipient takes part no longer. Such an Alarm is not
 * overtaken when the status is left, so it may go out after the recipient's access has ended.
 */
export function mitgeteilt(meldung: Meldung, vorgang: Vorgang): Mitgeteiltes | null {
  if (!nimmtTeil(vorgang, meldung.empfaenger)) return null;
  const datensatz = vorgang.datensaetze.find(({ id }) => id === meldung.datensatzId);
  if (datensatz?.art === "NACHRICHT") return { von: datensatz.von, mitteilung: nachricht(datensatz, meldung, vorgang) };
  if (datensatz?.art === "LEISTUNGSAENDERUNG")
    return { von: datensatz.von, mitteilung: alsMitteilung(datensatz, meldung, vorgang) };
  return null;
}

const kopf = ({ id, erstelltAm }: Pick<Datensatz, "id" | "erstelltAm">, { id: verordnungsId }: Vorgang) => ({
  id,
  verordnungsId,
  zeitpunkt: erstelltAm,
});

/** As it goes to this recipient, who may not know each of the others. */
function nachricht(datensatz: Datensatz<"NACHRICHT">, { empfaenger, version }: Meldung, vorgang: Vorgang): Mitteilung {
  const an = datensatz.inhalt.an.filter((einer) => kenntEmpfaenger(vorgang, einer, version, empfaenger));
  return { ...kopf(datensatz, vorgang), art: "nachricht", ...datensatz.inhalt, an };
}

function alsMitteilung(
  datensatz: Datensatz<"LEISTUNGSAENDERUNG">,
  { datensatzId }: Meldung,
  vorgang: Vorgang,
): Mitteilung {
  const alarmierte = vorgang.meldungen.filter((eine) => eine.datensatzId === datensatzId && eine.art === "ALARM");
  const saetze = leistungsaenderungssaetze(datensatz, vorgang).map(
    ({ satz, aenderung }) => `${satz} Begründung: ${aenderung.begruendung}`,
  );
  return {
    ...kopf(datensatz, vorgang),
    art: "leistungsaenderung",
    absender: vorgang.verordnender,
    an: alarmierte.map(({ empfaenger }) => empfaenger),
    text: saetze.join("\n"),
    antwortAuf: null,
  };
}

/** Who writes, and the words, marked line by line so that none of them can pass for a line of the gateway. */
export function mitteilungszeilen(mitgeteiltes: Mitgeteiltes | null, vorgang: Vorgang): readonly string[] {
  if (mitgeteiltes === null)
    return ["", "Sie nehmen an diesem Vorgang nicht mehr teil; der Inhalt wird Ihnen daher nicht mehr mitgeteilt."];
  const { mitteilung, von } = mitgeteiltes;
  const vertreten = von.rolle === "VERTRETER" ? ", in Vertretung" : "";
  const einrichtung = haus(mitteilung.absender, vorgang);
  // By mail or chat the institution itself writes, under its own name.
  const person = einrichtung.includes(von.name) ? "" : `${von.name}${vertreten}, `;
  return ["", `Von: ${person}${einrichtung}`, ...wortwoertlich(mitteilung.text)];
}

export const wortwoertlich = (text: string): readonly string[] =>
  text.split(ZEILENENDE).map((zeile) => `> ${zeile}`.trimEnd());

/** Foreign words within a line of the gateway: their own line ends would let the rest pass for lines of the gateway. */
export const inEinerZeile = (text: string): string =>
  text
    .split(ZEILENENDE)
    .map((zeile) => zeile.trim())
    .filter((zeile) => zeile !== "")
    .join(" ");

/** Whatever a mail program might show as the end of a line. */
const ZEILENENDE = /\r\n|[\n\r\u000B\u000C\u0085\u2028\u2029]/;

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
