import { BESCHAEFTIGTE, institution } from "../personen.js";
import type { VersicherterId } from "../personen.js";
import { versicherte } from "./welt.js";

/** Data sets of Renate Berger's prescription, as the portals of S1 fill them in. Days count from today in Berlin. */
const BERLIN = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Berlin" });
const TAG_MS = 86_400_000;

export function tag(versatz: number): string {
  return BERLIN.format(new Date(Date.now() + versatz * TAG_MS));
}

const ZEITRAUM = { von: 0, bis: 27 } as const;
const zeitraum = () => ({ von: tag(ZEITRAUM.von), bis: tag(ZEITRAUM.bis) });

const arzt = BESCHAEFTIGTE.find(({ id }) => id === "aerztin");
const praxis = institution("praxis");
const dienst = institution("hand-und-herz");
const kasse = institution("gematiker-kasse");

export const LEISTUNGEN = {
  medikamente: "11111111-1111-4111-8111-111111111111",
  kompression: "22222222-2222-4222-8222-222222222222",
  positionswechsel: "33333333-3333-4333-8333-333333333333",
} as const;

const ZWEIMAL_TAEGLICH = { anzahl: 2, je: "TAG" } as const;
const VIERMAL_TAEGLICH = { anzahl: 4, je: "TAG" } as const;

/** Two Leistungen by the physician, one left to the Pflegefachperson (Blanko). */
export function verordnung(person: VersicherterId = "renate") {
  const { kvnr, vorname, nachname, geburtsdatum, anschrift } = versicherte(person);
  return {
    art: "ERSTVERORDNUNG",
    verordnungsdatum: tag(0),
    verordnungszeitraum: zeitraum(),
    versicherter: { kvnr, vorname, nachname, geburtsdatum, anschrift },
    kostentraeger: { ik: kasse.ik, name: kasse.name, art: "GKV" },
    verordnender: {
      lanr: arzt !== undefined && "lanr" in arzt ? arzt.lanr : "",
      vorname: "Claudia",
      nachname: "Sommer",
      bsnr: praxis.bsnr,
      telematikId: praxis.telematikId,
      institution: praxis.name,
    },
    diagnosen: [{ icd: "I83.0", text: "Varizen der unteren Extremitäten mit Ulzeration" }],
    einschraenkungen: ["Eingeschränkte Beweglichkeit, kann Kompressionsstrümpfe nicht selbst anziehen"],
    leistungen: [
      {
        id: LEISTUNGEN.medikamente,
        nummer: "26",
        einzelheiten: "Medikamentengabe aus dem Dosierer",
        blanko: false,
        haeufigkeit: ZWEIMAL_TAEGLICH,
        dauer: zeitraum(),
      },
      {
        id: LEISTUNGEN.kompression,
        nummer: "31b",
        einzelheiten: "Kompressionsstrümpfe Klasse II an- und ausziehen",
        blanko: false,
        haeufigkeit: ZWEIMAL_TAEGLICH,
        dauer: zeitraum(),
      },
      { id: LEISTUNGEN.positionswechsel, nummer: "12", blanko: true },
    ],
    wahlKostenerstattung: false,
    bedarfDauerhaft: true,
  };
}

export function blankoverordnung() {
  const elena = BESCHAEFTIGTE.find(({ id }) => id === "elena");
  return {
    zuVersion: 1,
    pflegefachperson: { lbnr: elena !== undefined && "lbnr" in elena ? elena.lbnr : "", name: elena?.name },
    pflegedienst: { telematikId: dienst.telematikId, name: dienst.name },
    leistungen: [{ leistungId: LEISTUNGEN.positionswechsel, haeufigkeit: VIERMAL_TAEGLICH, dauer: zeitraum() }],
  };
}

export function angaben() {
  return {
    zuVersion: 1,
    pflegedienst: {
      telematikId: dienst.telematikId,
      ik: dienst.ik,
      name: dienst.name,
      anschrift: dienst.anschrift,
      ansprechpartner: "Elena Fischer",
      telefon: "030 5550123",
    },
    leistungen: [
      { leistungId: LEISTUNGEN.medikamente, haeufigkeit: ZWEIMAL_TAEGLICH, dauer: zeitraum(), gpos: "032233" },
      { leistungId: LEISTUNGEN.kompression, haeufigkeit: ZWEIMAL_TAEGLICH, dauer: zeitraum() },
      { leistungId: LEISTUNGEN.positionswechsel, haeufigkeit: VIERMAL_TAEGLICH, dauer: zeitraum(), gpos: "032B79" },
    ],
  };
}

/** Everything approved, with a Begruendung for each reader. */
export function entscheidung() {
  const zusage = zeitraum();
  return {
    gesamtergebnis: "GENEHMIGT",
    entschiedenAm: tag(0),
    genehmigungskennzeichen: "HKP-2026-000123",
    leistungen: [
      { leistungId: LEISTUNGEN.medikamente, ergebnis: "GENEHMIGT", haeufigkeit: ZWEIMAL_TAEGLICH, zusage },
      { leistungId: LEISTUNGEN.kompression, ergebnis: "GENEHMIGT", haeufigkeit: ZWEIMAL_TAEGLICH, zusage },
      { leistungId: LEISTUNGEN.positionswechsel, ergebnis: "GENEHMIGT", haeufigkeit: VIERMAL_TAEGLICH, zusage },
    ],
    begruendungen: {
      verordnender: "Die Verordnung ist vollständig und plausibel.",
      pflegedienst: "Alle beantragten Leistungen werden wie beantragt übernommen.",
      versicherter: "Ihre Krankenkasse übernimmt die Kosten für alle Leistungen.",
    },
  };
}

/** The day on which the shorter commitment ends. */
export const KUERZER_BIS = 13;

/** Everything approved, but for two weeks instead of four (S15). */
export function gekuerzteEntscheidung() {
  const zusage = { von: tag(ZEITRAUM.von), bis: tag(KUERZER_BIS) };
  return {
    ...entscheidung(),
    gesamtergebnis: "TEILWEISE_GENEHMIGT",
    leistungen: entscheidung().leistungen.map((leistung) => ({ ...leistung, ergebnis: "TEILGENEHMIGT", zusage })),
    begruendungen: {
      verordnender: "Der Bedarf ist zunächst für zwei Wochen nachvollziehbar.",
      pflegedienst: "Die Leistungen werden für zwei Wochen übernommen.",
      versicherter: "Ihre Krankenkasse übernimmt die Kosten zunächst für zwei Wochen.",
    },
  };
}

/** Nothing approved (S16). */
export function ablehnung() {
  return {
    gesamtergebnis: "NICHT_GENEHMIGT_OHNE_VORLAEUFIGE_KOSTENZUSAGE",
    entschiedenAm: tag(0),
    leistungen: Object.values(LEISTUNGEN).map((leistungId) => ({ leistungId, ergebnis: "ABGELEHNT" })),
    begruendungen: {
      verordnender: "Die Leistungen sind durch im Haushalt lebende Personen gesichert.",
      pflegedienst: "Die beantragten Leistungen werden nicht übernommen.",
      versicherter: "Ihre Krankenkasse übernimmt die Kosten nicht, weil Angehörige die Pflege leisten können.",
    },
  };
}
