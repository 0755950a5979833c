import { VERORDNENDE_PERSONEN } from "../kennungen/oid.js";
import type { Pflegedienst } from "../kern/akteur.js";
import type { Unterzeichner } from "../ports/signatur.js";

/**
 * What a Pflegedienst states about the acting Pflegefachperson, where the sign-in states it otherwise. „Das Pflegeprimärsystem soll
 * sicherstellen, dass nur Pflegefachpersonen mit der entsprechenden Kompetenz/Qualifikation die Daten zur Verordnung freigeben
 * können“ [6.6.2]: so it counts under the institution's own SMC-B over the message, and in no other way.
 */
export type Personangabe = Pick<Pflegedienst, "name" | "qualifikationen"> & { readonly lbnr: string };

/** Name in the certificate of the physician's HBA that is among them; null: none is. */
export function handelndeArztperson(unterzeichner: readonly Unterzeichner[]): string | null {
  const arzt = unterzeichner.find(
    ({ art, professionOids }) => art === "QES" && professionOids.some((oid) => VERORDNENDE_PERSONEN.has(oid)),
  );
  return arzt?.name ?? null;
}

/** Whether this is the seal of the institution itself. */
export const istEigenesSiegel = (unterzeichner: Unterzeichner | null, telematikId: string): boolean =>
  unterzeichner !== null && unterzeichner.art === "FORTGESCHRITTEN" && unterzeichner.telematikId === telematikId;
