import type { Angaben } from "../../src/domain/hkp/datensaetze/angaben.js";
import type { Blankoverordnung } from "../../src/domain/hkp/datensaetze/blankoverordnung.js";
import type { Entscheidung } from "../../src/domain/hkp/datensaetze/entscheidung.js";
import type { Leistung, Verordnung } from "../../src/domain/hkp/datensaetze/verordnung.js";

/**
 * Valid data sets of scenario S1: Renate Berger, Praxis, PD Hand & Herz, gematiker Kasse. Each builder takes what the
 * test wants to be different; everything is made up, identifiers have right check digits.
 */
export const S1 = {
  verordnungsId: "160.000.000.000.123.76",
  heute: "2026-03-02",
  kvnr: "X110411319",
  praxis: { telematikId: "1-20.0123456789", bsnr: "031234567", lanr: "838382202" },
  pflegedienst: { telematikId: "10-67.2450000000001", ik: "461100877", name: "PD Hand & Herz", lbnr: "001234567" },
  kasse: { telematikId: "8-01.0000000001", ik: "104212059", name: "gematiker Kasse" },
} as const;

const ZEITRAUM = { von: "2026-03-03", bis: "2026-03-16" } as const;

export const MEDIKAMENTE: Leistung = {
  id: "L1",
  nummer: "26",
  einzelheiten: "Tabletten morgens und abends",
  blanko: false,
  haeufigkeit: { anzahl: 2, je: "TAG" },
  dauer: ZEITRAUM,
};

export const KOMPRESSION: Leistung = {
  id: "L2",
  nummer: "31c",
  blanko: false,
  haeufigkeit: { anzahl: 5, je: "WOCHE" },
  dauer: ZEITRAUM,
};

/** Positionswechsel zur Dekubitusbehandlung, left to the Pflegefachperson. */
export const POSITIONSWECHSEL_BLANKO: Leistung = { id: "L3", nummer: "12", blanko: true };

/** The prescriber; the Institution has exactly one of BSNR and IK, which the builder adds. */
export const ARZT = {
  lanr: S1.praxis.lanr,
  vorname: "Martin",
  nachname: "Sommer",
  telematikId: S1.praxis.telematikId,
  institution: "Praxis Dr. Sommer",
} as const;

export function verordnung(teil: Partial<Verordnung> = {}): Verordnung {
  return {
    verordnungsId: S1.verordnungsId,
    art: "ERSTVERORDNUNG",
    verordnungsdatum: "2026-03-02",
    verordnungszeitraum: ZEITRAUM,
    versicherter: {
      kvnr: S1.kvnr,
      vorname: "Renate",
      nachname: "Berger",
      geburtsdatum: "1948-05-17",
      anschrift: { strasse: "Ahornweg 4", plz: "10117", ort: "Berlin" },
    },
    kostentraeger: { ik: S1.kasse.ik, name: S1.kasse.name, art: "GKV" },
    verordnender: { ...ARZT, bsnr: S1.praxis.bsnr },
    diagnosen: [{ icd: "I83.0", text: "Varizen der unteren Extremitäten mit Ulzeration" }, { icd: "L89.24" }],
    einschraenkungen: ["Eingeschränkte Feinmotorik der Hände", "Kann die Lage nicht selbst wechseln"],
    leistungen: [MEDIKAMENTE, KOMPRESSION],
    wahlKostenerstattung: false,
    ...teil,
  };
}

export function verordnungMitBlanko(teil: Partial<Verordnung> = {}): Verordnung {
  return verordnung({ leistungen: [MEDIKAMENTE, POSITIONSWECHSEL_BLANKO], ...teil });
}

/** Completes {@link verordnungMitBlanko}. */
export function blankoverordnung(teil: Partial<Blankoverordnung> = {}): Blankoverordnung {
  return {
    verordnungsId: S1.verordnungsId,
    zuVersion: 1,
    pflegefachperson: { lbnr: S1.pflegedienst.lbnr, name: "Elena Vogt" },
    pflegedienst: { telematikId: S1.pflegedienst.telematikId, name: S1.pflegedienst.name },
    leistungen: [{ leistungId: "L3", haeufigkeit: { anzahl: 4, je: "TAG" }, dauer: ZEITRAUM }],
    ...teil,
  };
}

/** Applies for both Leistungen of {@link verordnung}. */
export function angaben(teil: Partial<Angaben> = {}): Angaben {
  return {
    verordnungsId: S1.verordnungsId,
    zuVersion: 1,
    pflegedienst: {
      telematikId: S1.pflegedienst.telematikId,
      ik: S1.pflegedienst.ik,
      name: S1.pflegedienst.name,
      anschrift: { strasse: "Lindenallee 12", plz: "10119", ort: "Berlin" },
      ansprechpartner: "Elena Vogt",
      telefon: "+49 30 1234567",
    },
    leistungen: [
      { leistungId: "L1", haeufigkeit: { anzahl: 2, je: "TAG" }, dauer: ZEITRAUM, gpos: "032233" },
      { leistungId: "L2", haeufigkeit: { anzahl: 5, je: "WOCHE" }, dauer: ZEITRAUM },
    ],
    ...teil,
  };
}

/** Applies for both Leistungen of {@link verordnungMitBlanko}. */
export function angabenMitBlanko(teil: Partial<Angaben> = {}): Angaben {
  return angaben({
    leistungen: [
      { leistungId: "L1", haeufigkeit: { anzahl: 2, je: "TAG" }, dauer: ZEITRAUM, gpos: "032233" },
      { leistungId: "L3", haeufigkeit: { anzahl: 4, je: "TAG" }, dauer: ZEITRAUM },
    ],
    ...teil,
  });
}

/** Approves everything of {@link angaben}; for the Blanko variant pass the `leistungen`. */
export function entscheidung(teil: Partial<Entscheidung> = {}): Entscheidung {
  return {
    verordnungsId: S1.verordnungsId,
    gesamtergebnis: "GENEHMIGT",
    entschiedenAm: "2026-03-04",
    genehmigungskennzeichen: "GK-2026-0001",
    leistungen: [
      {
        leistungId: "L1",
        ergebnis: "GENEHMIGT",
        haeufigkeit: { anzahl: 2, je: "TAG" },
        zusage: ZEITRAUM,
        gpos: [{ nummer: "032233", anzahl: 28 }],
      },
      { leistungId: "L2", ergebnis: "GENEHMIGT", haeufigkeit: { anzahl: 5, je: "WOCHE" }, zusage: ZEITRAUM },
    ],
    begruendungen: {
      verordnender: "Die Verordnung ist schlüssig.",
      pflegedienst: "Abrechnung über die genannte Gebührenposition.",
      versicherter: "Wir übernehmen die Kosten wie beantragt.",
    },
    kennzeichenKostenerstattung: false,
    ...teil,
  };
}
