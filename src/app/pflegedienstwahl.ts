import { alsTeilnehmer } from "../domain/kern/akteur.js";
import type { Akteur, Teilnehmer } from "../domain/kern/akteur.js";
import { Fachfehler } from "../domain/kern/fehler.js";
import type { Verordnung } from "../domain/hkp/datensaetze/verordnung.js";
import { gehtAnStammpflegedienst } from "../domain/hkp/stammpflegedienst.js";
import type { Pflegedienstwahl } from "../domain/ports/pflegedienstwahl.js";
import type { Dienste } from "./dienste.js";
import { findePflegedienst } from "./pflegedienst-finden.js";

type Mit = Pick<Dienste, "pflegedienstwahl" | "verzeichnis">;

/** KVNR of the insured person; a Vertreter sets for whom he represents. */
function person(akteur: Akteur): string {
  if (akteur.rolle !== "VERSICHERTER" && akteur.rolle !== "VERTRETER")
    throw new Fachfehler("VERBOTEN", { erlaubteRollen: ["VERSICHERTER", "VERTRETER"] });
  return alsTeilnehmer(akteur)?.kennung ?? "";
}

/** @throws Fachfehler VERBOTEN */
export async function meinePflegedienste(akteur: Akteur, { pflegedienstwahl }: Mit): Promise<Pflegedienstwahl> {
  return pflegedienstwahl.lies(person(akteur));
}

/** Null ends it. @throws Fachfehler VERBOTEN, PFLEGEDIENST_UNBEKANNT, NICHT_VERFUEGBAR */
export async function setzeStammpflegedienst(
  akteur: Akteur,
  telematikId: string | null,
  dienste: Mit,
): Promise<Pflegedienstwahl> {
  const kvnr = person(akteur);
  const gewaehlt =
    telematikId === null ? null : { telematikId, name: (await findePflegedienst(telematikId, dienste)).name };
  await dienste.pflegedienstwahl.setzeStammpflegedienst(kvnr, gewaehlt);
  return dienste.pflegedienstwahl.lies(kvnr);
}

/** @throws Fachfehler VERBOTEN, PFLEGEDIENST_UNBEKANNT, NICHT_VERFUEGBAR (only when marking) */
export async function markiereFavorit(
  akteur: Akteur,
  telematikId: string,
  favorit: boolean,
  dienste: Mit,
): Promise<Pflegedienstwahl> {
  const kvnr = person(akteur);
  const { pflegedienstwahl } = dienste;
  if (favorit)
    await pflegedienstwahl.merke(kvnr, { telematikId, name: (await findePflegedienst(telematikId, dienste)).name });
  else await pflegedienstwahl.vergiss(kvnr, telematikId);
  return pflegedienstwahl.lies(kvnr);
}

/**
 * The Stammpflegedienst to which this Verordnung goes at activation, or undefined: then the insured person chooses. Also if the
 * Verzeichnisdienst no longer knows it, or does not answer: issuing must not wait for that, and nothing is lost.
 */
export async function stammpflegedienstFuer(verordnung: Verordnung, dienste: Mit): Promise<Teilnehmer | undefined> {
  if (!gehtAnStammpflegedienst(verordnung)) return undefined;
  const { stammpflegedienst } = await dienste.pflegedienstwahl.lies(verordnung.versicherter.kvnr);
  if (stammpflegedienst === null) return undefined;
  try {
    return (await findePflegedienst(stammpflegedienst.telematikId, dienste)).teilnehmer;
  } catch (fehler) {
    if (fehler instanceof Fachfehler) return undefined;
    throw fehler;
  }
}
