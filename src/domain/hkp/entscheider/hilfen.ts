import type { Akteur, Kostentraeger, Pflegedienst, Teilnehmer, Verordnender } from "../../kern/akteur.js";
import { berlinerTag } from "../../kern/kalender.js";
import { Fachfehler } from "../../kern/fehler.js";
import type { Verstoss } from "../../kern/fehler.js";
import { verlange } from "../datensaetze/regeln.js";
import type { Verordnung } from "../datensaetze/verordnung.js";
import { neueste } from "../vorgang.js";
import type { Datensatz, Vorgang, Zugriffscodes } from "../vorgang.js";
import type { IdGeber } from "../../ports/umgebung.js";

/** The acting institution; the transition table has already refused everybody else. */
export function institution(akteur: Akteur): Verordnender | Pflegedienst | Kostentraeger {
  if (akteur.rolle === "VERORDNENDER" || akteur.rolle === "PFLEGEDIENST" || akteur.rolle === "KOSTENTRAEGER")
    return akteur;
  throw new Fachfehler("VERBOTEN", { erlaubteRollen: ["VERORDNENDER", "PFLEGEDIENST", "KOSTENTRAEGER"] });
}

/** @throws Fachfehler DATENSATZ_UNGUELTIG with all of them at once. */
export function ohneVerstoesse(verstoesse: readonly Verstoss[]): void {
  if (verstoesse.length > 0) throw new Fachfehler("DATENSATZ_UNGUELTIG", { verstoesse });
}

/** The valid Verordnung; from OFFEN on there always is one. */
export function gueltigeVerordnung(vorgang: Vorgang): Datensatz<"VERORDNUNG"> {
  const verordnung = neueste(vorgang, "VERORDNUNG");
  if (verordnung === null) throw new Error(`Vorgang in ${vorgang.status} without a Verordnung`);
  return verordnung;
}

export const hatBlankoLeistung = ({ leistungen }: Verordnung): boolean => leistungen.some(({ blanko }) => blanko);

/** @throws Fachfehler VERORDNUNGSZEITRAUM_ABGELAUFEN from the day after `verordnungszeitraum.bis`, Europe/Berlin (D7). */
export function imVerordnungszeitraum(vorgang: Vorgang, jetzt: Date): void {
  if (vorgang.verordnungszeitraumBis !== null && berlinerTag(jetzt) > vorgang.verordnungszeitraumBis)
    throw new Fachfehler("VERORDNUNGSZEITRAUM_ABGELAUFEN");
}

/** The data set must complete this Vorgang and the newest version of its Verordnung. */
export function zurGueltigenVersion(inhalt: { verordnungsId: string; zuVersion: number }, vorgang: Vorgang): void {
  if (inhalt.verordnungsId !== vorgang.id) throw new Fachfehler("VERORDNUNGS_ID_FALSCH", { erwartet: vorgang.id });
  const { version } = gueltigeVerordnung(vorgang);
  if (inhalt.zuVersion !== version)
    throw new Fachfehler("VERSION_VERALTET", { bezogenAuf: inhalt.zuVersion, gueltig: version });
}

/** Master data of the Pflegedienst in a data set must be the caller's. */
export function eigeneTelematikId(pfad: string, telematikId: string, akteur: Akteur): readonly Verstoss[] {
  return verlange(telematikId === institution(akteur).telematikId, pfad, "INSTITUTION_FREMD");
}

/** Whoever was given access in OFFEN without being part of the Vorgang from the start. */
export function mitZugriff({ zuweisung, kostentraeger, kostentraegerHatZugriff }: Vorgang): readonly Teilnehmer[] {
  return [zuweisung, kostentraegerHatZugriff ? kostentraeger : null].filter((einer) => einer !== null);
}

export function neueZugriffscodes(ids: Pick<IdGeber, "neuerCode">): Zugriffscodes {
  return { annehmen: ids.neuerCode(), lesen: ids.neuerCode() };
}
