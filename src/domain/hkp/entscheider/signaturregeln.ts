import { KOSTENTRAEGER, PFLEGEDIENSTE, VERORDNENDE_INSTITUTIONEN, VERORDNENDE_PERSONEN } from "../../kennungen/oid.js";
import { Fachfehler } from "../../kern/fehler.js";
import type { GepruefteSignatur, Signaturart } from "../../ports/signatur.js";

/**
 * Which card may sign which data set: fachregeln.md section 3 (column signature), gemF_VO_HKP Tabelle 12.
 * The role is read from the certificate, never from the login.
 */
interface Kartenregel {
  readonly art: Signaturart;
  readonly oids: ReadonlySet<string>;
  /** The card must carry the caller's own Telematik-ID; a HBA carries its holder's. */
  readonly eigeneInstitution: boolean;
}

const SMC_B = (oids: ReadonlySet<string>): Kartenregel => ({ art: "FORTGESCHRITTEN", oids, eigeneInstitution: true });

export const SIGNATURREGELN = {
  VERORDNUNG: [{ art: "QES", oids: VERORDNENDE_PERSONEN, eigeneInstitution: false }, SMC_B(VERORDNENDE_INSTITUTIONEN)],
  BLANKOVERORDNUNG: [SMC_B(PFLEGEDIENSTE)],
  ANGABEN: [SMC_B(PFLEGEDIENSTE)],
  ENTSCHEIDUNG: [SMC_B(KOSTENTRAEGER)],
} as const satisfies Record<string, readonly Kartenregel[]>;

/** @throws Fachfehler SIGNATUR_ROLLE (wrong kind of card) or SIGNATUR_FREMD (right kind, other institution). */
export function pruefeKarte(
  datensatz: keyof typeof SIGNATURREGELN,
  { unterzeichner }: GepruefteSignatur,
  telematikId: string,
): void {
  const regeln: readonly Kartenregel[] = SIGNATURREGELN[datensatz];
  const passende = regeln.filter(
    ({ art, oids }) => art === unterzeichner.art && unterzeichner.professionOids.some((oid) => oids.has(oid)),
  );
  if (passende.length === 0) {
    const verlangt = regeln.map(({ art, oids }) => `${art === "QES" ? "HBA" : "SMC-B"} (${[...oids].join(", ")})`);
    throw new Fachfehler("SIGNATUR_ROLLE", { verlangt });
  }
  if (!passende.some(({ eigeneInstitution }) => !eigeneInstitution || unterzeichner.telematikId === telematikId))
    throw new Fachfehler("SIGNATUR_FREMD");
}
