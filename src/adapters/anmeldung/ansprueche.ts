import { z } from "zod";
import type { Akteur } from "../../domain/kern/akteur.js";
import { PRINZIPIEN } from "../../domain/kern/akteur.js";
import { istIknr } from "../../domain/kennungen/iknr.js";
import { istKvnr } from "../../domain/kennungen/kvnr.js";
import { istLbnr } from "../../domain/kennungen/lbnr.js";
import { INSTITUTIONSROLLEN } from "../../domain/kennungen/oid.js";
import { istTelematikId } from "../../domain/kennungen/telematik-id.js";

const name = z.string().trim().min(1).max(200);
const telematikId = z.string().refine(istTelematikId);
const kvnr = z.string().refine(istKvnr);
const aus = (oids: ReadonlySet<string>) => z.string().refine((oid) => oids.has(oid));

/** One row per role: exactly the claims it must or may carry. SYSTEM is no row: nobody signs in as the gateway itself. */
const ROLLEN = z.discriminatedUnion("rolle", [
  z.strictObject({
    rolle: z.literal("VERORDNENDER"),
    person: z.enum(["ARZT", "MFA"]),
    name,
    telematikId,
    professionOid: aus(INSTITUTIONSROLLEN.VERORDNENDER),
  }),
  z.strictObject({
    rolle: z.literal("PFLEGEDIENST"),
    person: z.enum(["PDL", "PFP"]),
    name,
    telematikId,
    professionOid: aus(INSTITUTIONSROLLEN.PFLEGEDIENST),
    lbnr: z.string().refine(istLbnr).optional(),
    qualifikationen: z.array(z.string().min(1).max(64)).max(32).default([]),
  }),
  z.strictObject({
    rolle: z.literal("KOSTENTRAEGER"),
    person: z.enum(["SACHBEARBEITUNG", "DUNKELVERARBEITUNG"]),
    name,
    telematikId,
    professionOid: aus(INSTITUTIONSROLLEN.KOSTENTRAEGER),
    ik: z.string().refine(istIknr),
    prinzip: z.enum(PRINZIPIEN),
  }),
  z.strictObject({ rolle: z.literal("VERSICHERTER"), name, kvnr }),
  z
    .strictObject({ rolle: z.literal("VERTRETER"), name, kvnr, vertritt: kvnr })
    .refine((akteur) => akteur.kvnr !== akteur.vertritt),
  z.strictObject({ rolle: z.literal("BETRIEB"), name }),
]);

/**
 * The claims of the product. A claim of this list that does not belong to the role is a contradiction and refused, so
 * that a token of one role can never carry identifiers of another; registered claims (iss, sub, …) and foreign ones are
 * passed over.
 *
 * | claim             | form                                                    | roles                                   |
 * |-------------------|---------------------------------------------------------|-----------------------------------------|
 * | `rolle`           | VERORDNENDER, PFLEGEDIENST, KOSTENTRAEGER, VERSICHERTER, VERTRETER, BETRIEB | all                 |
 * | `name`            | display name of the person, 1–200 characters            | all                                     |
 * | `person`          | ARZT, MFA · PDL, PFP · SACHBEARBEITUNG, DUNKELVERARBEITUNG | the three institutions, in this order |
 * | `telematikId`     | Telematik-ID of the institution                         | institutions                            |
 * | `professionOid`   | 50, 52, 53, 46, 47 · 245 · 59, 284 below 1.2.276.0.76.4 | institutions, in this order             |
 * | `lbnr`            | 9 digits, optional                                      | PFLEGEDIENST                            |
 * | `qualifikationen` | list of strings, e.g. BLANKOVERORDNUNG, optional        | PFLEGEDIENST                            |
 * | `ik`              | 9 digits with check digit                               | KOSTENTRAEGER                           |
 * | `prinzip`         | SACHLEISTUNG, KOSTENERSTATTUNG                          | KOSTENTRAEGER                           |
 * | `kvnr`            | letter and 9 digits with check digit, the person's own  | VERSICHERTER, VERTRETER                 |
 * | `vertritt`        | KVNR of the represented person, not the own one         | VERTRETER                               |
 */
const ANSPRUECHE = [
  "rolle",
  "name",
  "person",
  "telematikId",
  "professionOid",
  "lbnr",
  "qualifikationen",
  "ik",
  "prinzip",
  "kvnr",
  "vertritt",
] as const;

/** The actor of a verified payload; null if the claims are incomplete or contradict each other. */
export function akteurAus(payload: Readonly<Record<string, unknown>>): Akteur | null {
  const eigene = ANSPRUECHE.filter((anspruch) => Object.hasOwn(payload, anspruch));
  const gelesen = ROLLEN.safeParse(Object.fromEntries(eigene.map((anspruch) => [anspruch, payload[anspruch]])));
  if (!gelesen.success) return null;
  const akteur = gelesen.data;
  if (akteur.rolle !== "PFLEGEDIENST") return akteur;
  const { lbnr, ...ohneLbnr } = akteur;
  return lbnr === undefined ? ohneLbnr : { ...ohneLbnr, lbnr };
}
