/**
 * OIDs of professions and institutions. Source: gemSpec_OID V3.25.0, quoted in domain.md section 6.3.
 * Beware: one table in the VZD HOWTO labels 245–247 wrongly.
 */
export const OID = {
  arzt: "1.2.276.0.76.4.30",
  psychotherapeut: "1.2.276.0.76.4.45",
  ps_psychotherapeut: "1.2.276.0.76.4.46",
  kuj_psychotherapeut: "1.2.276.0.76.4.47",
  versicherter: "1.2.276.0.76.4.49",
  pfleger: "1.2.276.0.76.4.232",
  altenpfleger: "1.2.276.0.76.4.233",
  pflegefachkraft: "1.2.276.0.76.4.234",
  praxis_arzt: "1.2.276.0.76.4.50",
  zahnarztpraxis: "1.2.276.0.76.4.51",
  praxis_psychotherapeut: "1.2.276.0.76.4.52",
  krankenhaus: "1.2.276.0.76.4.53",
  oeffentliche_apotheke: "1.2.276.0.76.4.54",
  kostentraeger: "1.2.276.0.76.4.59",
  institution_pflege: "1.2.276.0.76.4.245",
  weitere_kostentraeger: "1.2.276.0.76.4.284",
} as const;
type Oidname = keyof typeof OID;

const menge = (...namen: readonly Oidname[]): ReadonlySet<string> => new Set(namen.map((name) => OID[name]));

/** Institutions (SMC-B) that may prescribe HKP. Source: gemF_VO_HKP 7.1.1, fachregeln.md section 1. */
export const VERORDNENDE_INSTITUTIONEN = menge("praxis_arzt", "krankenhaus", "praxis_psychotherapeut");
/** Persons (HBA) that may prescribe HKP. */
export const VERORDNENDE_PERSONEN = menge("arzt", "psychotherapeut", "ps_psychotherapeut", "kuj_psychotherapeut");
export const VERORDNENDE = new Set([...VERORDNENDE_INSTITUTIONEN, ...VERORDNENDE_PERSONEN]) as ReadonlySet<string>;
export const PFLEGEDIENSTE = menge("institution_pflege");
export const PFLEGEPERSONEN = menge("pfleger", "altenpfleger", "pflegefachkraft");
export const KOSTENTRAEGER = menge("kostentraeger", "weitere_kostentraeger");

/**
 * By which profession an institution acts in which role (fachregeln.md section 1, which names two professions of persons beside the
 * institutions). No OID stands in two rows.
 */
export const INSTITUTIONSROLLEN = {
  VERORDNENDER: new Set([...VERORDNENDE_INSTITUTIONEN, OID.ps_psychotherapeut, OID.kuj_psychotherapeut]),
  PFLEGEDIENST: PFLEGEDIENSTE,
  KOSTENTRAEGER,
} as const satisfies Record<string, ReadonlySet<string>>;

const NAMEN: ReadonlyMap<string, string> = new Map(Object.entries(OID).map(([name, oid]) => [oid, name]));

/** Short name of an OID of the table, otherwise null. */
export function oidName(oid: string): string | null {
  return NAMEN.get(oid) ?? null;
}
