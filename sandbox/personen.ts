/**
 * The cast of the acceptance scenarios (fachregeln.md section 12) as data: institutions with their identifiers and KIM
 * addresses, and the people who sign in. All of them are invented; the KVNR follow the pattern of the Prüfkarten
 * (X0000nnnnP), which is never given to a real person.
 */
export interface Institution {
  readonly id: string;
  readonly rolle: "VERORDNENDER" | "PFLEGEDIENST" | "KOSTENTRAEGER";
  readonly name: string;
  readonly telematikId: string;
  readonly professionOid: string;
  /** Only of a Pflegedienst or Kostentraeger. */
  readonly ik?: string;
  /** Only of a Kostentraeger. */
  readonly prinzip?: "SACHLEISTUNG" | "KOSTENERSTATTUNG";
  readonly kostentraegerart?: "GKV" | "PKV";
  /** Only of a practice. */
  readonly bsnr?: string;
  readonly kim: string;
  readonly anschrift: { readonly strasse: string; readonly plz: string; readonly ort: string };
  /** In the Verzeichnisdienst; only of a Pflegedienst. */
  readonly position?: { readonly breite: number; readonly laenge: number };
  readonly qualifikationen?: readonly string[];
}

export const KIM_DOMAENE = "hkp-sandbox.kim.telematik-test";

export const INSTITUTIONEN = [
  {
    id: "praxis",
    rolle: "VERORDNENDER",
    name: "Hausarztpraxis Dr. Sommer",
    telematikId: "1-20HKPSANDBOX0001",
    professionOid: "1.2.276.0.76.4.50",
    bsnr: "721111100",
    kim: `praxis-sommer@${KIM_DOMAENE}`,
    anschrift: { strasse: "Lindenweg 4", plz: "10999", ort: "Berlin" },
  },
  {
    id: "hand-und-herz",
    rolle: "PFLEGEDIENST",
    name: "Pflegedienst Hand & Herz",
    telematikId: "10-67.245.HKPSANDBOX0001",
    professionOid: "1.2.276.0.76.4.245",
    ik: "461100877",
    kim: `hand-und-herz@${KIM_DOMAENE}`,
    anschrift: { strasse: "Kastanienallee 12", plz: "10997", ort: "Berlin" },
    position: { breite: 52.5012, laenge: 13.4378 },
    qualifikationen: ["Wundversorgung"],
  },
  {
    id: "integral",
    rolle: "PFLEGEDIENST",
    name: "Pflegedienst Integral",
    telematikId: "10-67.245.HKPSANDBOX0002",
    professionOid: "1.2.276.0.76.4.245",
    ik: "461100888",
    kim: `integral@${KIM_DOMAENE}`,
    anschrift: { strasse: "Ahornstraße 30", plz: "12163", ort: "Berlin" },
    position: { breite: 52.4627, laenge: 13.3203 },
    qualifikationen: ["Psychiatrische häusliche Krankenpflege"],
  },
  {
    id: "gematiker-kasse",
    rolle: "KOSTENTRAEGER",
    name: "gematiker Kasse",
    telematikId: "8-01-HKPSANDBOX0001",
    professionOid: "1.2.276.0.76.4.59",
    ik: "109500969",
    prinzip: "SACHLEISTUNG",
    kostentraegerart: "GKV",
    kim: `gematiker-kasse@${KIM_DOMAENE}`,
    anschrift: { strasse: "Friedrichstraße 136", plz: "10117", ort: "Berlin" },
  },
  {
    id: "kasse-nord",
    rolle: "KOSTENTRAEGER",
    name: "Sandbox Krankenkasse Nord",
    telematikId: "8-01-HKPSANDBOX0002",
    professionOid: "1.2.276.0.76.4.59",
    ik: "102099990",
    prinzip: "SACHLEISTUNG",
    kostentraegerart: "GKV",
    kim: `krankenkasse-nord@${KIM_DOMAENE}`,
    anschrift: { strasse: "Speicherstadt 8", plz: "20457", ort: "Hamburg" },
  },
  {
    id: "privatversicherung",
    rolle: "KOSTENTRAEGER",
    name: "Sandbox Private Krankenversicherung",
    telematikId: "9-2.59.HKPSANDBOX0001",
    professionOid: "1.2.276.0.76.4.59",
    ik: "168000109",
    prinzip: "KOSTENERSTATTUNG",
    kostentraegerart: "PKV",
    kim: `privatversicherung@${KIM_DOMAENE}`,
    anschrift: { strasse: "Am Stadtpark 1", plz: "50667", ort: "Köln" },
  },
] as const satisfies readonly Institution[];
export type InstitutionId = (typeof INSTITUTIONEN)[number]["id"];

interface Beschaeftigter {
  readonly id: string;
  readonly institution: InstitutionId;
  readonly name: string;
  readonly person: "ARZT" | "MFA" | "PDL" | "PFP" | "SACHBEARBEITUNG" | "DUNKELVERARBEITUNG";
  readonly lbnr?: string;
  readonly qualifikationen?: readonly string[];
  /** Only of an Arzt: LANR and the Telematik-ID of the HBA. */
  readonly lanr?: string;
  readonly hba?: { readonly telematikId: string; readonly professionOid: string };
}

export const BESCHAEFTIGTE = [
  {
    id: "aerztin",
    institution: "praxis",
    name: "Dr. med. Claudia Sommer",
    person: "ARZT",
    lanr: "838382202",
    hba: { telematikId: "1-1HKPSANDBOX0001", professionOid: "1.2.276.0.76.4.30" },
  },
  { id: "mfa", institution: "praxis", name: "Tobias Klein", person: "MFA" },
  { id: "daniel", institution: "hand-und-herz", name: "Daniel Wagner", person: "PFP", lbnr: "100000012" },
  {
    id: "elena",
    institution: "hand-und-herz",
    name: "Elena Fischer",
    person: "PDL",
    lbnr: "100000023",
    qualifikationen: ["BLANKOVERORDNUNG"],
  },
  {
    id: "miriam",
    institution: "integral",
    name: "Miriam Vogt",
    person: "PDL",
    lbnr: "100000034",
    qualifikationen: ["BLANKOVERORDNUNG"],
  },
  { id: "kasse", institution: "gematiker-kasse", name: "Stefan Brandt", person: "SACHBEARBEITUNG" },
  {
    id: "kasse-automatik",
    institution: "gematiker-kasse",
    name: "Automatische Prüfung",
    person: "DUNKELVERARBEITUNG",
  },
  { id: "nord", institution: "kasse-nord", name: "Hauke Petersen", person: "SACHBEARBEITUNG" },
  { id: "private", institution: "privatversicherung", name: "Petra Lang", person: "SACHBEARBEITUNG" },
] as const satisfies readonly Beschaeftigter[];

interface VersichertePerson {
  readonly id: string;
  readonly vorname: string;
  readonly nachname: string;
  readonly kvnr: string;
  readonly geburtsdatum: string;
  readonly anschrift: { readonly strasse: string; readonly plz: string; readonly ort: string };
  readonly versicherung: InstitutionId;
}

export const VERSICHERTE = [
  {
    id: "renate",
    vorname: "Renate",
    nachname: "Berger",
    kvnr: "X000001014",
    geburtsdatum: "1946-03-12",
    anschrift: { strasse: "Rosenstraße 7", plz: "10999", ort: "Berlin" },
    versicherung: "gematiker-kasse",
  },
  {
    id: "aurelia",
    vorname: "Aurelia",
    nachname: "Neumann",
    kvnr: "X000001026",
    geburtsdatum: "1991-11-02",
    anschrift: { strasse: "Wiener Straße 21", plz: "10999", ort: "Berlin" },
    versicherung: "gematiker-kasse",
  },
  {
    id: "karl-heinz",
    vorname: "Karl-Heinz",
    nachname: "Schröder",
    kvnr: "X000001038",
    geburtsdatum: "1938-07-25",
    anschrift: { strasse: "Schlesische Straße 3", plz: "10997", ort: "Berlin" },
    versicherung: "gematiker-kasse",
  },
  {
    id: "rolf",
    vorname: "Rolf",
    nachname: "Hartmann",
    kvnr: "X000001040",
    geburtsdatum: "1952-01-30",
    anschrift: { strasse: "Grunewaldstraße 55", plz: "10825", ort: "Berlin" },
    versicherung: "privatversicherung",
  },
] as const satisfies readonly VersichertePerson[];

export const BETRIEBSPERSONAL = [{ id: "betrieb", name: "Olga Kern" }] as const;

type BeschaeftigterId = (typeof BESCHAEFTIGTE)[number]["id"];
export type VersicherterId = (typeof VERSICHERTE)[number]["id"];
export type PersonId = BeschaeftigterId | VersicherterId | (typeof BETRIEBSPERSONAL)[number]["id"];

export function institution(id: InstitutionId): Institution {
  return INSTITUTIONEN[INSTITUTIONEN.findIndex((eintrag) => eintrag.id === id)] as Institution;
}
