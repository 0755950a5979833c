import type { VersicherterId } from "../../sandbox/personen.js";
import type { Angaben } from "../../src/domain/hkp/datensaetze/angaben.js";
import type { Blankoverordnung } from "../../src/domain/hkp/datensaetze/blankoverordnung.js";
import type { Entscheidung } from "../../src/domain/hkp/datensaetze/entscheidung.js";
import type { Leistung, Verordnung } from "../../src/domain/hkp/datensaetze/verordnung.js";

/**
 * The people of S1 and their data sets as they are typed into portals. Written out here and not taken from the sandbox, so
 * that a slip there cannot hide one here.
 */
const DOMAENE = "hkp-sandbox.kim.telematik-test";
export const KIM = {
  praxis: `praxis-sommer@${DOMAENE}`,
  "hand-und-herz": `hand-und-herz@${DOMAENE}`,
  integral: `integral@${DOMAENE}`,
  kasse: `gematiker-kasse@${DOMAENE}`,
  "kasse-nord": `krankenkasse-nord@${DOMAENE}`,
  privatversicherung: `privatversicherung@${DOMAENE}`,
  gateway: `gateway@${DOMAENE}`,
} as const;

export const TELEMATIK_ID = {
  praxis: "1-20HKPSANDBOX0001",
  "hand-und-herz": "10-67.245.HKPSANDBOX0001",
  integral: "10-67.245.HKPSANDBOX0002",
  kasse: "8-01-HKPSANDBOX0001",
} as const;
export const IK_KASSE = "109500969";

const anschrift = (strasse: string, plz: string) => ({ strasse, plz, ort: "Berlin" });
const kasse = { ik: IK_KASSE, name: "gematiker Kasse", art: "GKV" } as const;

export const PERSONEN = {
  renate: {
    kvnr: "X000001014",
    vorname: "Renate",
    nachname: "Berger",
    geburtsdatum: "1946-03-12",
    anschrift: anschrift("Rosenstraße 7", "10999"),
  },
  aurelia: {
    kvnr: "X000001026",
    vorname: "Aurelia",
    nachname: "Neumann",
    geburtsdatum: "1991-11-02",
    anschrift: anschrift("Wiener Straße 21", "10999"),
  },
  "karl-heinz": {
    kvnr: "X000001038",
    vorname: "Karl-Heinz",
    nachname: "Schröder",
    geburtsdatum: "1938-07-25",
    anschrift: anschrift("Schlesische Straße 3", "10997"),
  },
  rolf: {
    kvnr: "X000001040",
    vorname: "Rolf",
    nachname: "Hartmann",
    geburtsdatum: "1952-01-30",
    anschrift: anschrift("Grunewaldstraße 55", "10825"),
  },
} as const satisfies Record<VersicherterId, Verordnung["versicherter"]>;

const HAEUSER = {
  "hand-und-herz": { name: "Pflegedienst Hand & Herz", ik: "461100877", person: "Elena Fischer", lbnr: "100000023" },
  integral: { name: "Pflegedienst Integral", ik: "461100888", person: "Miriam Vogt", lbnr: "100000034" },
} as const;
type Haus = keyof typeof HAEUSER;

/** Day in Berlin, counted from today. */
export function tag(versatz: number): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Berlin" }).format(Date.now() + versatz * 86_400_000);
}
/** As Germans write it. */
export const deutsch = (iso: string): string => iso.split("-").reverse().join(".");
export const zeitraum = () => ({ von: tag(0), bis: tag(20) });

/** Found nowhere but in the data set: where it turns up, the diagnosis has leaked. */
export const DIAGNOSE = { icd: "L89.24", text: "Dekubitus, Stadium zwei, am Kreuzbein" } as const;

const ZWEIMAL = { anzahl: 2, je: "TAG" } as const;
const VIERMAL = { anzahl: 4, je: "TAG" } as const;

const medikamente = (): Leistung => ({
  id: "leistung-medikamente",
  nummer: "26",
  einzelheiten: "Medikamentengabe aus dem Dosierer",
  blanko: false,
  haeufigkeit: ZWEIMAL,
  dauer: zeitraum(),
});
const kompression = (): Leistung => ({
  id: "leistung-kompression",
  nummer: "31b",
  blanko: false,
  haeufigkeit: ZWEIMAL,
  dauer: zeitraum(),
});
const POSITIONSWECHSEL: Leistung = { id: "leistung-positionswechsel", nummer: "12", blanko: true };

type Ohne<T> = Omit<T, "verordnungsId">;

/** Medikamentengabe, and Kompression or (blanko) Positionswechsel left to the Pflegefachperson. */
export function verordnung(
  versicherter: VersicherterId,
  blanko: boolean,
  teil: Partial<Ohne<Verordnung>> = {},
): Ohne<Verordnung> {
  return {
    art: "ERSTVERORDNUNG",
    verordnungsdatum: tag(0),
    verordnungszeitraum: zeitraum(),
    versicherter: PERSONEN[versicherter],
    kostentraeger:
      versicherter === "rolf" ? { ik: "168000109", name: "Sandbox Private Krankenversicherung", art: "PKV" } : kasse,
    verordnender: {
      lanr: "838382202",
      vorname: "Claudia",
      nachname: "Sommer",
      bsnr: "721111100",
      telematikId: TELEMATIK_ID.praxis,
      institution: "Hausarztpraxis Dr. Sommer",
    },
    diagnosen: [DIAGNOSE],
    einschraenkungen: ["Kann die Lage im Bett nicht selbst wechseln"],
    leistungen: [medikamente(), blanko ? POSITIONSWECHSEL : kompression()],
    wahlKostenerstattung: false,
    ...teil,
  };
}

export function blankoverordnung(
  haus: Haus = "hand-und-herz",
  teil: Partial<Ohne<Blankoverordnung>> = {},
): Ohne<Blankoverordnung> {
  const { name, person, lbnr } = HAEUSER[haus];
  return {
    zuVersion: 1,
    pflegefachperson: { lbnr, name: person },
    pflegedienst: { telematikId: TELEMATIK_ID[haus], name },
    leistungen: [{ leistungId: POSITIONSWECHSEL.id, haeufigkeit: VIERMAL, dauer: zeitraum() }],
    ...teil,
  };
}

export function angaben(haus: Haus, blanko: boolean): Ohne<Angaben> {
  const { name, ik, person } = HAEUSER[haus];
  return {
    zuVersion: 1,
    pflegedienst: {
      telematikId: TELEMATIK_ID[haus],
      ik,
      name,
      anschrift: anschrift("Kastanienallee 12", "10997"),
      ansprechpartner: person,
      telefon: "030 5550123",
    },
    leistungen: [
      { leistungId: "leistung-medikamente", haeufigkeit: ZWEIMAL, dauer: zeitraum(), gpos: "032233" },
      blanko
        ? { leistungId: POSITIONSWECHSEL.id, haeufigkeit: VIERMAL, dauer: zeitraum() }
        : { leistungId: "leistung-kompression", haeufigkeit: ZWEIMAL, dauer: zeitraum() },
    ],
  };
}

/** Sentences that occur nowhere else, so that a search finds every leak. */
export const BEGRUENDUNGEN = {
  verordnender: "Für die Praxis: Die Verordnung ist schlüssig und vollständig.",
  pflegedienst: "Für den Pflegedienst: Bitte über die genannten Gebührenpositionen abrechnen.",
  versicherter: "Für Sie persönlich: Ihre Kasse trägt die Kosten der Pflege.",
} as const;

type Entscheid = Omit<Ohne<Entscheidung>, "kennzeichenKostenerstattung">;

export function entscheidung(blanko: boolean, teil: Partial<Entscheid> = {}): Entscheid {
  const zweite = blanko ? POSITIONSWECHSEL.id : "leistung-kompression";
  return {
    gesamtergebnis: "GENEHMIGT",
    entschiedenAm: tag(0),
    genehmigungskennzeichen: "GK-2026-0001",
    leistungen: [
      { leistungId: "leistung-medikamente", ergebnis: "GENEHMIGT", haeufigkeit: ZWEIMAL, zusage: zeitraum() },
      { leistungId: zweite, ergebnis: "GENEHMIGT", haeufigkeit: blanko ? VIERMAL : ZWEIMAL, zusage: zeitraum() },
    ],
    begruendungen: BEGRUENDUNGEN,
    ...teil,
  };
}
