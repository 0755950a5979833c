import type { Datensatzart } from "../../src/domain/hkp/vorgang.js";

/**
 * A word that stands in the content of one data set and nowhere else: who is handed it, in whatever field, Bundle or
 * signed bytes, has read that data set. A new kind of data set does not compile until it has its words.
 *
 * `_FRUEHER`: written by the Pflegedienst that gave the Verordnung back. `_WEG`: withdrawn.
 */
export const MARKEN = {
  VERORDNUNG: { VERORDNUNG: "Marke Verordnung" },
  BLANKOVERORDNUNG: { BLANKO: "Marke Blanko", BLANKO_FRUEHER: "Marke FrueherBlanko" },
  ANGABEN: { ANGABEN: "Marke Angaben", ANGABEN_FRUEHER: "Marke FrueherAngaben" },
  ENTSCHEIDUNG: {
    ENTSCHEIDUNG: "Marke Entscheidung",
    GRUND_ARZT: "Marke ArztGrund",
    GRUND_PFLEGE: "Marke PflegeGrund",
    GRUND_VERSICHERTER: "Marke VersichertenGrund",
  },
  VO_K: {
    VO_K: "Marke VOk",
    VO_K_FRUEHER: "Marke FrueherVOk",
    VO_K_KASSE: "Marke KasseVOk",
    VO_K_WEG: "Marke WegVOk",
  },
  BLANKO_K: { BLANKO_K: "Marke Blankok", BLANKO_K_WEG: "Marke WegBlankok" },
  KORREKTURANTWORT: {
    ANTWORT: "Marke Antwort",
    ANTWORT_FRUEHER: "Marke FrueherAntwort",
    ANTWORT_KASSE: "Marke KasseAntwort",
    ANTWORT_BLANKO: "Marke BlankoAntwort",
  },
  LEISTUNGSAENDERUNG: { WENIGER: "Marke Weniger" },
  NACHRICHT: {
    POST_FRUEHER: "Marke FrueherPost",
    POST_DER_PRAXIS: "Marke PraxisPost",
    POST_AN_KASSE: "Marke KassenPost",
  },
  FOLGEBITTE: { BITTE: "Marke Folgebitte", BITTE_FRUEHER: "Marke FrueherBitte" },
} as const satisfies Record<Datensatzart, Readonly<Record<string, string>>>;

/** The draft is no data set, and is the practice's alone. */
export const ENTWURFSWORT = "Marke Entwurf";

/** Titles of Unterlagen, which are no data sets: of the Praxis, of the Pflegedienst, of an earlier one. */
const UNTERLAGEN = { PLAN: "Marke Plan", PLAN_PFLEGE: "Marke PflegePlan", PLAN_FRUEHER: "Marke FrueherPlan" } as const;

export type Marke = { [A in Datensatzart]: keyof (typeof MARKEN)[A] }[Datensatzart] | keyof typeof UNTERLAGEN;
export const WOERTER = Object.assign({}, ...Object.values(MARKEN), UNTERLAGEN) as Readonly<Record<Marke, string>>;
export const alleMarken = Object.keys(WOERTER) as readonly Marke[];
