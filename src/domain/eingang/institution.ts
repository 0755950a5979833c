import { INSTITUTIONSROLLEN } from "../kennungen/oid.js";
import { istPkv } from "../kennungen/telematik-id.js";
import type { Kostentraeger, Pflegedienst, Verordnender } from "../kern/akteur.js";
import type { Unterzeichner } from "../ports/signatur.js";
import type { Verzeichniseintrag } from "../ports/verzeichnis.js";
import { handelndeArztperson } from "./person.js";
import type { Personangabe } from "./person.js";

/** An institution that may write to us, in the role in which it takes part. */
export type Institutionsakteur = Verordnender | Pflegedienst | Kostentraeger;

/** What vouches for the acting person; both absent: nobody but the institution itself. */
export interface Ausweis {
  /** Who signed what the command consists of: the message itself, its data set. */
  readonly unterzeichner: readonly Unterzeichner[];
  /** What the institution states under its own seal about the person; see person.ts. */
  readonly person: Personangabe | null;
}

const NIEMAND: Ausweis = { unterzeichner: [], person: null };

/**
 * As whom a message from this institution acts. The role follows from the profession as with the sign-in; an entry of none, or of
 * professions of several roles, is nobody's. The person:
 *
 * | role          | acts as                                                                                              |
 * |---------------|------------------------------------------------------------------------------------------------------|
 * | VERORDNENDER  | ARZT with the name in the certificate if a physician's HBA signed the message or its data set, else MFA |
 * | PFLEGEDIENST  | PFP without LBNR or qualification; with both if the institution states them under its own SMC-B         |
 * | KOSTENTRAEGER | SACHBEARBEITUNG                                                                                       |
 *
 * Without a person the name is the institution's. What each of them may do say the tables of the domain as for everybody else.
 * @returns null: nobody who takes part in anything
 */
export function akteurZu(
  eintrag: Verzeichniseintrag,
  { unterzeichner, person }: Ausweis = NIEMAND,
): Institutionsakteur | null {
  const rollen = ROLLEN.filter((rolle) => eintrag.professionOids.some((oid) => INSTITUTIONSROLLEN[rolle].has(oid)));
  const [rolle] = rollen;
  if (rolle === undefined || rollen.length > 1) return null;
  const { telematikId, name, ik } = eintrag;
  const professionOid = eintrag.professionOids.find((oid) => INSTITUTIONSROLLEN[rolle].has(oid)) ?? "";
  const haus = { telematikId, professionOid };
  switch (rolle) {
    case "VERORDNENDER": {
      const arzt = handelndeArztperson(unterzeichner);
      return { ...haus, rolle, person: arzt === null ? "MFA" : "ARZT", name: arzt ?? name };
    }
    case "PFLEGEDIENST":
      return person === null
        ? { ...haus, rolle, person: "PFP", name, qualifikationen: [] }
        : { ...haus, rolle, person: "PFP", ...person };
    case "KOSTENTRAEGER":
      // As findeKostentraeger: it takes part by its IK, and a private insurance is known by its Telematik-ID.
      return ik === null
        ? null
        : {
            ...haus,
            rolle,
            person: "SACHBEARBEITUNG",
            name,
            ik,
            prinzip: istPkv(telematikId) ? "KOSTENERSTATTUNG" : "SACHLEISTUNG",
          };
  }
}

const ROLLEN = Object.keys(INSTITUTIONSROLLEN) as (keyof typeof INSTITUTIONSROLLEN)[];
