import type { Angaben } from "../../../src/domain/hkp/datensaetze/angaben.js";
import type { Blankoverordnung } from "../../../src/domain/hkp/datensaetze/blankoverordnung.js";
import type { Entscheidung } from "../../../src/domain/hkp/datensaetze/entscheidung.js";
import type { Verordnung } from "../../../src/domain/hkp/datensaetze/verordnung.js";
import type { BeliebigerDatensatz, Inhalte, Datensatzart, Vorgang } from "../../../src/domain/hkp/vorgang.js";
import { arzt, elena, HAND_UND_HERZ, kasse, KASSE, PRAXIS, RENATE } from "../../helfer/akteure.js";
import { urheberVon } from "./urheber.js";

/** Builders of Vorgaenge and data sets for the tests of the domain. Everything fits together unless a test bends it. */
export const VERORDNUNGS_ID = "169.000.000.000.001.62";
export const ANGELEGT_AM = new Date("2026-03-01T09:00:00Z");

export const BLANKO_LEISTUNG = "leistung-blanko";
export const FESTE_LEISTUNG = "leistung-fest";

/** Medikamentengabe as ordered, and a Positionswechsel left to the Pflegefachperson. */
export function verordnung(abweichung: Partial<Verordnung> = {}): Verordnung {
  return {
    verordnungsId: VERORDNUNGS_ID,
    art: "ERSTVERORDNUNG",
    verordnungsdatum: "2026-03-01",
    verordnungszeitraum: { von: "2026-03-02", bis: "2026-03-29" },
    versicherter: {
      kvnr: RENATE.kennung,
      vorname: "Renate",
      nachname: "Berger",
      geburtsdatum: "1946-03-12",
      anschrift: { strasse: "Rosenstraße 7", plz: "10999", ort: "Berlin" },
    },
    kostentraeger: { ik: KASSE.kennung, name: "gematiker Kasse", art: "GKV" },
    verordnender: {
      lanr: "838382202",
      vorname: "Claudia",
      nachname: "Sommer",
      bsnr: "721111100",
      telematikId: PRAXIS.kennung,
      institution: "Hausarztpraxis Dr. Sommer",
    },
    diagnosen: [{ icd: "I83.0" }],
    einschraenkungen: ["kann die Medikamente nicht selbst richten"],
    leistungen: [
      {
        id: FESTE_LEISTUNG,
        nummer: "26",
        blanko: false,
        haeufigkeit: { anzahl: 2, je: "TAG" },
        dauer: { von: "2026-03-02", bis: "2026-03-29" },
      },
      { id: BLANKO_LEISTUNG, nummer: "12", blanko: true },
    ],
    wahlKostenerstattung: false,
    ...abweichung,
  };
}

/** The same without a Blanko Leistung. */
export function verordnungOhneBlanko(abweichung: Partial<Verordnung> = {}): Verordnung {
  const { leistungen } = verordnung();
  return verordnung({ leistungen: leistungen.filter(({ blanko }) => !blanko), ...abweichung });
}

export function blankoverordnung(abweichung: Partial<Blankoverordnung> = {}): Blankoverordnung {
  return {
    verordnungsId: VERORDNUNGS_ID,
    zuVersion: 1,
    pflegefachperson: { lbnr: "100000023", name: "Elena Fischer" },
    pflegedienst: { telematikId: HAND_UND_HERZ.kennung, name: "Pflegedienst Hand & Herz" },
    leistungen: [
      {
        leistungId: BLANKO_LEISTUNG,
        haeufigkeit: { anzahl: 4, je: "TAG" },
        dauer: { von: "2026-03-03", bis: "2026-03-29" },
      },
    ],
    ...abweichung,
  };
}

export function angaben(abweichung: Partial<Angaben> = {}): Angaben {
  return {
    verordnungsId: VERORDNUNGS_ID,
    zuVersion: 1,
    pflegedienst: {
      telematikId: HAND_UND_HERZ.kennung,
      ik: "461100877",
      name: "Pflegedienst Hand & Herz",
      anschrift: { strasse: "Kastanienallee 12", plz: "10997", ort: "Berlin" },
      ansprechpartner: "Elena Fischer",
    },
    leistungen: [
      {
        leistungId: FESTE_LEISTUNG,
        haeufigkeit: { anzahl: 2, je: "TAG" },
        dauer: { von: "2026-03-02", bis: "2026-03-29" },
      },
      {
        leistungId: BLANKO_LEISTUNG,
        haeufigkeit: { anzahl: 4, je: "TAG" },
        dauer: { von: "2026-03-03", bis: "2026-03-29" },
      },
    ],
    ...abweichung,
  };
}

export function entscheidung(abweichung: Partial<Entscheidung> = {}): Entscheidung {
  return {
    verordnungsId: VERORDNUNGS_ID,
    gesamtergebnis: "GENEHMIGT",
    entschiedenAm: "2026-03-02",
    leistungen: [
      { leistungId: FESTE_LEISTUNG, ergebnis: "GENEHMIGT" },
      { leistungId: BLANKO_LEISTUNG, ergebnis: "GENEHMIGT" },
    ],
    begruendungen: {
      verordnender: "Grund für die Praxis",
      pflegedienst: "Grund für den Pflegedienst",
      versicherter: "Grund für die versicherte Person",
    },
    kennzeichenKostenerstattung: false,
    ...abweichung,
  };
}

const VERFASSER = {
  VERORDNUNG: arzt(),
  BLANKOVERORDNUNG: elena(),
  ANGABEN: elena(),
  ENTSCHEIDUNG: kasse(),
  VO_K: elena(),
  BLANKO_K: kasse(),
  KORREKTURANTWORT: arzt(),
  LEISTUNGSAENDERUNG: arzt(),
  NACHRICHT: arzt(),
  FOLGEBITTE: elena(),
};

/** A stored version of a data set. */
export function datensatz<A extends Datensatzart>(art: A, inhalt: Inhalte[A], version = 1): BeliebigerDatensatz {
  const verfasser = VERFASSER[art];
  return {
    id: `${art}-${version}`,
    art,
    version,
    erstelltAm: ANGELEGT_AM,
    von: urheberVon(verfasser),
    inhalt,
    bundle: JSON.stringify({ resourceType: "Bundle", type: "document", entry: [] }),
    signatur: {
      cms: new Uint8Array([1, 2, 3]),
      unterzeichner: {
        art: "FORTGESCHRITTEN",
        professionOids: [verfasser.professionOid],
        telematikId: verfasser.telematikId,
        name: verfasser.name,
        seriennummer: "0a",
      },
      signiertAm: ANGELEGT_AM,
    },
  } as BeliebigerDatensatz;
}

export function initialisiert(abweichung: Partial<Vorgang> = {}): Vorgang {
  return {
    id: VERORDNUNGS_ID,
    art: "HKP",
    version: 1,
    status: "INITIALISIERT",
    angelegtAm: ANGELEGT_AM,
    geaendertAm: ANGELEGT_AM,
    verordnender: PRAXIS,
    versicherter: null,
    kostentraeger: null,
    prinzip: null,
    zuweisung: null,
    kontakt: null,
    verfuegbarkeitsanfragen: [],
    pflegedienst: null,
    kostentraegerHatZugriff: false,
    weitereKostentraeger: [],
    verordnungszeitraumBis: null,
    kennzeichenKostenerstattung: false,
    antrag: null,
    korrektur: null,
    zugriffscodes: { annehmen: "a".repeat(64), lesen: "b".repeat(64) },
    entwurf: null,
    fadenId: "faden-1",
    alarmstand: 0,
    ueberholteAuftraege: [],
    raumpflegeAm: null,
    datensaetze: [],
    unterlagen: [],
    zuLoeschendeUnterlagen: [],
    protokoll: [],
    meldungen: [],
    ausgang: [],
    anfragen: [],
    ...abweichung,
  };
}

export function offen(abweichung: Partial<Vorgang> = {}, inhalt: Verordnung = verordnung()): Vorgang {
  return initialisiert({
    version: 2,
    status: "OFFEN",
    versicherter: RENATE,
    kostentraeger: { rolle: "KOSTENTRAEGER", kennung: inhalt.kostentraeger.ik },
    prinzip: "SACHLEISTUNG",
    verordnungszeitraumBis: inhalt.verordnungszeitraum.bis,
    alarmstand: 1,
    datensaetze: [datensatz("VERORDNUNG", inhalt)],
    ...abweichung,
  });
}

export function zugewiesen(abweichung: Partial<Vorgang> = {}, inhalt: Verordnung = verordnung()): Vorgang {
  return offen({ version: 3, status: "ZUGEWIESEN", pflegedienst: HAND_UND_HERZ, alarmstand: 2, ...abweichung }, inhalt);
}

/** Assigned, with Blankoverordnung and Angaben: ready for einreichen. */
export function einreichbar(abweichung: Partial<Vorgang> = {}): Vorgang {
  return zugewiesen({
    version: 5,
    datensaetze: [
      datensatz("VERORDNUNG", verordnung()),
      datensatz("BLANKOVERORDNUNG", blankoverordnung()),
      datensatz("ANGABEN", angaben()),
    ],
    ...abweichung,
  });
}

/** Submitted by the Pflegedienst (AP3). */
export function inPruefung(abweichung: Partial<Vorgang> = {}): Vorgang {
  return einreichbar({
    version: 6,
    status: "ANTRAGSPRUEFUNG",
    antrag: "AP3",
    kostentraegerHatZugriff: true,
    alarmstand: 3,
    ...abweichung,
  });
}

/** Taken up by the Kostentraeger for the insured person (AP1): no Pflegedienst takes part. */
export function inPruefungKostenerstattung(abweichung: Partial<Vorgang> = {}): Vorgang {
  return offen(
    {
      version: 3,
      status: "ANTRAGSPRUEFUNG",
      antrag: "AP1",
      kostentraegerHatZugriff: true,
      alarmstand: 2,
      ...abweichung,
    },
    verordnungOhneBlanko(),
  );
}

export function beschieden(abweichung: Partial<Vorgang> = {}): Vorgang {
  const { datensaetze } = einreichbar();
  return inPruefung({
    version: 7,
    status: "BESCHIEDEN",
    alarmstand: 4,
    datensaetze: [...datensaetze, datensatz("ENTSCHEIDUNG", entscheidung())],
    ...abweichung,
  });
}

/** The same for a permanent need, of which the Praxis is reminded before the period ends. */
export const dauerhaft = (vorgang: Vorgang, bedarfDauerhaft = true): Vorgang => ({
  ...vorgang,
  datensaetze: vorgang.datensaetze.map((einer) =>
    einer.art === "VERORDNUNG" ? { ...einer, inhalt: { ...einer.inhalt, bedarfDauerhaft } } : einer,
  ),
});

export const AUS_PRUEFUNG_AN_PRAXIS = {
  herkunft: "K4",
  anfragender: KASSE,
  adressat: PRAXIS,
  statusVorher: "ANTRAGSPRUEFUNG",
} as const;
export const AUS_PRUEFUNG_AN_PFLEGEDIENST = { ...AUS_PRUEFUNG_AN_PRAXIS, adressat: HAND_UND_HERZ } as const;
export const AUS_OFFEN_AN_PRAXIS = { ...AUS_PRUEFUNG_AN_PRAXIS, statusVorher: "OFFEN" } as const;
export const VOM_PFLEGEDIENST = {
  herkunft: "K1",
  anfragender: HAND_UND_HERZ,
  adressat: PRAXIS,
  statusVorher: "ZUGEWIESEN",
} as const;
