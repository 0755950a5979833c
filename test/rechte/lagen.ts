import type { Status } from "../../src/domain/hkp/status.js";
import { arzt, elena, kasse, mfa, renate } from "../helfer/akteure.js";
import { FESTE_LEISTUNG } from "../domain/hkp/vorgaenge.js";
import type { Gang } from "./gang.js";
import {
  alleAenderungen,
  blankoAenderung,
  eineAenderung,
  FREIE_LEISTUNG,
  privateVerordnung,
  reicherEntwurf,
  reicheEntscheidung,
  reicheVerordnung,
  weniger,
} from "./inhalte.js";
import { INTEGRAL } from "./leser.js";
import type { Pflegestand, Zeile } from "./leser.js";
import { WOERTER } from "./marken.js";

/** A situation: how it comes about, and by hand who reads what there (letters: leser.ts; "–": nobody). */
export interface Lage extends Pflegestand {
  readonly titel: string;
  readonly status: Status;
  readonly gehe: (gang: Gang) => Promise<void>;
  /** One row for each data set that is stored there; what has no row is stored nowhere and read by nobody. */
  readonly liest: Readonly<Partial<Record<Zeile, string>>>;
}

const NIEMAND_PFLEGT = { herz: "N", integral: "N" } as const;

async function offen(gang: Gang, wahlKostenerstattung = false): Promise<void> {
  await gang.anlegen();
  await gang.unterlage(mfa(), WOERTER.PLAN);
  await gang.aktivieren(reicheVerordnung(2, { wahlKostenerstattung }));
  await gang.neueVersion(reicheVerordnung(3, { wahlKostenerstattung }));
}

/** Integral accepts with the printout, asks, writes, and gives it back. */
async function zurueckgegeben(gang: Gang): Promise<void> {
  await offen(gang);
  await gang.annehmen(INTEGRAL, true);
  await gang.schreibe(INTEGRAL, "VERSICHERTER", WOERTER.POST_FRUEHER);
  await gang.frageKorrektur(INTEGRAL, eineAenderung(WOERTER.VO_K_FRUEHER));
  await gang.beantworteVerordnung(WOERTER.ANTWORT_FRUEHER);
  await gang.blanko(INTEGRAL, 4, WOERTER.BLANKO_FRUEHER);
  await gang.angaben(INTEGRAL, WOERTER.ANGABEN_FRUEHER);
  await gang.unterlage(INTEGRAL, WOERTER.PLAN_FRUEHER);
  await gang.erbitte(INTEGRAL, WOERTER.BITTE_FRUEHER);
  await gang.zurueckgeben(INTEGRAL);
}

/** Then Hand & Herz is chosen and accepts, asks twice, and takes the first request back. */
async function zugewiesen(gang: Gang): Promise<void> {
  await zurueckgegeben(gang);
  await gang.zuweisen(elena());
  await gang.annehmen(elena(), false);
  await gang.schreibe(mfa(), "PFLEGEDIENST", WOERTER.POST_DER_PRAXIS);
  await gang.antworte(elena(), WOERTER.POST_DER_PRAXIS);
  await gang.erbitte(elena(), WOERTER.BITTE);
  await gang.tue(arzt(), "leistungVermindern", { aenderungen: weniger(WOERTER.WENIGER) });
  await gang.frageKorrektur(elena(), eineAenderung(WOERTER.VO_K_WEG));
  await gang.tue(elena(), "korrekturZurueckziehen");
}

async function gefragt(gang: Gang): Promise<void> {
  await zugewiesen(gang);
  await gang.frageKorrektur(elena(), alleAenderungen(WOERTER.VO_K));
}

async function geschrieben(gang: Gang): Promise<void> {
  await gefragt(gang);
  await gang.beantworteVerordnung(WOERTER.ANTWORT);
  await gang.blanko(elena(), 5, WOERTER.BLANKO);
  await gang.blanko(elena(), 4, WOERTER.BLANKO);
  await gang.angaben(elena(), WOERTER.ANGABEN);
  await gang.unterlage(elena(), WOERTER.PLAN_PFLEGE);
}

/** The Kasse asks the Pflegedienst twice and takes the first request back. */
async function blankoGefragt(gang: Gang): Promise<void> {
  await geschrieben(gang);
  await gang.einreichen(elena());
  await gang.frageKorrektur(kasse(), blankoAenderung(WOERTER.BLANKO_K_WEG), 3);
  await gang.tue(kasse(), "korrekturZurueckziehen");
  await gang.frageKorrektur(kasse(), blankoAenderung(WOERTER.BLANKO_K), 3);
}

async function vonKasseGefragt(gang: Gang): Promise<void> {
  await blankoGefragt(gang);
  await gang.beantworteBlanko(elena(), WOERTER.ANTWORT_BLANKO);
  await gang.frageKorrektur(kasse(), eineAenderung(WOERTER.VO_K_KASSE));
}

async function inPruefung(gang: Gang): Promise<void> {
  await vonKasseGefragt(gang);
  await gang.beantworteVerordnung(WOERTER.ANTWORT_KASSE);
}

async function beschieden(gang: Gang): Promise<void> {
  await inPruefung(gang);
  await gang.schreibe(renate(), "KOSTENTRAEGER", WOERTER.POST_AN_KASSE);
  await gang.entscheideSigniert();
}

async function mitKennzeichen(gang: Gang): Promise<void> {
  await offen(gang);
  await gang.tue(renate(), "zugriffGeben");
  await gang.tue(kasse(), "antragKostenerstattung");
  const leistungen = [FESTE_LEISTUNG, "leistung-blanko", FREIE_LEISTUNG].map(
    (leistungId) => ({ leistungId, ergebnis: "GENEHMIGT" }) as const,
  );
  await gang.entscheiden(
    reicheEntscheidung({ gesamtergebnis: "GENEHMIGT", leistungen, kennzeichenKostenerstattung: true }),
  );
}

const FRUEHERE = {
  BLANKO_FRUEHER: "P V",
  ANGABEN_FRUEHER: "P V",
  PLAN_FRUEHER: "P V",
} as const satisfies Lage["liest"];
const VOR_EINREICHEN = {
  POST_FRUEHER: "V",
  BITTE_FRUEHER: "P V",
  POST_DER_PRAXIS: "P D",
  BITTE: "P V D",
  WENIGER: "P V D",
  STATUS: "P V D",
  PROTOKOLL: "V",
  VERORDNUNG: "P V D",
  PLAN: "P V D",
  SIGNATUR: "P V D",
  ...FRUEHERE,
  VO_K_FRUEHER: "P V",
  ANTWORT_FRUEHER: "P V",
  SPUR: "V D",
} as const satisfies Lage["liest"];
const NACH_EINREICHEN = {
  POST_FRUEHER: "V",
  BITTE_FRUEHER: "P V",
  POST_DER_PRAXIS: "P D",
  BITTE: "P V D",
  WENIGER: "P V D K C",
  STATUS: "P V D K C",
  PROTOKOLL: "V",
  VERORDNUNG: "P V D K C",
  PLAN: "P V D K C",
  SIGNATUR: "P V D K C",
  ...FRUEHERE,
  VO_K_FRUEHER: "P V K C",
  ANTWORT_FRUEHER: "P V K C",
  VO_K: "P V D K C",
  ANTWORT: "P V D K C",
  SPUR: "V D K C",
  BLANKO: "P V D K C",
  ANGABEN: "P V D K C",
  PLAN_PFLEGE: "P V D K C",
  BLANKO_K_WEG: "V K C",
  BLANKO_K: "V D K C",
} as const satisfies Lage["liest"];
const GEPRUEFT = {
  ...NACH_EINREICHEN,
  ANTWORT_BLANKO: "V D K C",
  VO_K_KASSE: "P V K C",
} as const satisfies Lage["liest"];
const OHNE_ENTSCHEIDUNG = {
  ...GEPRUEFT,
  POST_AN_KASSE: "V K C",
  ANTWORT_KASSE: "P V K C",
} as const satisfies Lage["liest"];
const ENTSCHIEDEN = {
  ...OHNE_ENTSCHEIDUNG,
  ENTSCHEIDUNG: "P V D K C",
  GRUND_ARZT: "P K C",
  GRUND_PFLEGE: "D K C",
  GRUND_VERSICHERTER: "V K C",
} as const satisfies Lage["liest"];
const MIT_KENNZEICHEN = {
  STATUS: "P V K C L F",
  PROTOKOLL: "V",
  VERORDNUNG: "P V K C L F",
  PLAN: "P V K C L F",
  SIGNATUR: "P V K C L F",
  CODES: "P V",
  ENTSCHEIDUNG: "P V K C",
  GRUND_ARZT: "P K C",
  GRUND_PFLEGE: "K C",
  GRUND_VERSICHERTER: "V K C",
} as const satisfies Lage["liest"];

export const LAGEN: readonly Lage[] = [
  {
    titel: "not activated yet",
    status: "INITIALISIERT",
    ...NIEMAND_PFLEGT,
    gehe: async (gang) => {
      await gang.anlegen();
      await gang.tue(mfa(), "entwurfAendern", { entwurf: reicherEntwurf() });
    },
    liest: { STATUS: "P", CODES: "P", ENTWURF: "P" },
  },
  {
    titel: "activated and corrected by the practice",
    status: "OFFEN",
    ...NIEMAND_PFLEGT,
    gehe: (gang) => offen(gang),
    liest: {
      STATUS: "P V L C F",
      PROTOKOLL: "V",
      VERORDNUNG: "P V L C F",
      PLAN: "P V L C F",
      SIGNATUR: "P V L C F",
      CODES: "P V",
    },
  },
  {
    titel: "of a private insurance",
    status: "OFFEN",
    ...NIEMAND_PFLEGT,
    gehe: async (gang) => {
      await gang.anlegen();
      await gang.unterlage(mfa(), WOERTER.PLAN);
      await gang.aktivieren(privateVerordnung(2));
      await gang.neueVersion(privateVerordnung(3));
    },
    liest: {
      STATUS: "P V L C F",
      PROTOKOLL: "V",
      VERORDNUNG: "P V L C F",
      PLAN: "P V L C F",
      SIGNATUR: "P V L C F",
      CODES: "P V",
    },
  },
  {
    titel: "§ 13 (2): the Kostenträger reads at once, the Pflegedienst without the signature",
    status: "OFFEN",
    herz: "G",
    integral: "N",
    gehe: async (gang) => {
      await offen(gang, true);
      await gang.zuweisen(elena());
    },
    liest: {
      STATUS: "P V G L K C F",
      PROTOKOLL: "V",
      GEWAEHLT: "V G B",
      VERORDNUNG: "P V G L K C F",
      PLAN: "P V G L K C F",
      SIGNATUR: "P V K C F",
      CODES: "P V",
    },
  },
  {
    titel: "given back by Integral, with access for Beratung",
    status: "OFFEN",
    herz: "N",
    integral: "E",
    gehe: async (gang) => {
      await zurueckgegeben(gang);
      await gang.tue(renate(), "zugriffGeben");
    },
    liest: {
      STATUS: "P V K C L R F",
      PROTOKOLL: "V",
      VERORDNUNG: "P V K C L R F",
      PLAN: "P V K C L R F",
      SIGNATUR: "P V K C L R F",
      CODES: "P V",
      ...FRUEHERE,
      POST_FRUEHER: "V R",
      BITTE_FRUEHER: "P V R",
      VO_K_FRUEHER: "P V R",
      ANTWORT_FRUEHER: "P V R",
    },
  },
  {
    titel: "then assigned to Hand & Herz, which has not accepted",
    status: "OFFEN",
    herz: "G",
    integral: "E",
    gehe: async (gang) => {
      await zurueckgegeben(gang);
      await gang.zuweisen(elena());
    },
    liest: {
      STATUS: "P V G C L R F",
      PROTOKOLL: "V",
      GEWAEHLT: "V G B",
      VERORDNUNG: "P V G C L R F",
      PLAN: "P V G C L R F",
      SIGNATUR: "P V G C L R F",
      CODES: "P V",
      ...FRUEHERE,
      POST_FRUEHER: "V R",
      BITTE_FRUEHER: "P V R",
      VO_K_FRUEHER: "P V R",
      ANTWORT_FRUEHER: "P V R",
    },
  },
  {
    titel: "with the Kennzeichen after AP2",
    status: "OFFEN",
    ...NIEMAND_PFLEGT,
    gehe: mitKennzeichen,
    liest: MIT_KENNZEICHEN,
  },
  {
    titel: "by Hand & Herz, after Integral gave it back",
    status: "ZUGEWIESEN",
    herz: "D",
    integral: "E",
    gehe: async (gang) => {
      await geschrieben(gang);
    },
    liest: {
      ...VOR_EINREICHEN,
      VO_K: "P V D",
      ANTWORT: "P V D",
      BLANKO: "P V D",
      ANGABEN: "P V D",
      PLAN_PFLEGE: "P V D",
    },
  },
  {
    titel: "with access for Beratung",
    status: "ZUGEWIESEN",
    herz: "D",
    integral: "E",
    gehe: async (gang) => {
      await geschrieben(gang);
      await gang.tue(renate(), "zugriffGeben");
    },
    liest: {
      ...VOR_EINREICHEN,
      WENIGER: "P V D K C",
      STATUS: "P V D K C",
      VERORDNUNG: "P V D K C",
      PLAN: "P V D K C",
      SIGNATUR: "P V D K C",
      VO_K: "P V D",
      ANTWORT: "P V D",
      BLANKO: "P V D",
      ANGABEN: "P V D",
      PLAN_PFLEGE: "P V D",
    },
  },
  {
    titel: "§ 13 (2): the Kostenträger reads the Blankoverordnung too, and no signature reaches the Pflegedienst",
    status: "ZUGEWIESEN",
    herz: "D",
    integral: "N",
    gehe: async (gang) => {
      await offen(gang, true);
      await gang.annehmen(elena(), true);
      await gang.blanko(elena(), 4, WOERTER.BLANKO);
      await gang.angaben(elena(), WOERTER.ANGABEN);
      await gang.unterlage(elena(), WOERTER.PLAN_PFLEGE);
    },
    liest: {
      STATUS: "P V D K C",
      PROTOKOLL: "V",
      VERORDNUNG: "P V D K C",
      PLAN: "P V D K C",
      SIGNATUR: "P V K C",
      BLANKO: "P V D K C",
      ANGABEN: "P V D",
      PLAN_PFLEGE: "P V D",
    },
  },
  {
    titel: "K1, asked by the Pflegedienst",
    status: "KORREKTURANFRAGE",
    herz: "D",
    integral: "E",
    gehe: gefragt,
    liest: { ...VOR_EINREICHEN, VO_K: "P V D" },
  },
  {
    titel: "K4 from OFFEN, while Hand & Herz is chosen",
    status: "KORREKTURANFRAGE",
    herz: "G",
    integral: "N",
    gehe: async (gang) => {
      await offen(gang);
      await gang.tue(renate(), "zugriffGeben");
      await gang.zuweisen(elena());
      // To „the Pflegedienst“: which one the practice learns neither from the message nor from its delivery.
      await gang.schreibe(arzt(), "PFLEGEDIENST", WOERTER.POST_DER_PRAXIS);
      await gang.frageKorrektur(kasse(), eineAenderung(WOERTER.VO_K_KASSE));
    },
    liest: {
      STATUS: "P V G K C",
      PROTOKOLL: "V",
      GEWAEHLT: "V G B",
      POST_DER_PRAXIS: "P G",
      VERORDNUNG: "P V G K C",
      PLAN: "P V G K C",
      SIGNATUR: "P V G K C",
      VO_K_KASSE: "P V K C",
    },
  },
  {
    titel: "K4, the Kasse asks the Pflegedienst",
    status: "KORREKTURANFRAGE",
    herz: "D",
    integral: "E",
    gehe: blankoGefragt,
    liest: NACH_EINREICHEN,
  },
  {
    titel: "K4, the Kasse asks the practice",
    status: "KORREKTURANFRAGE",
    herz: "D",
    integral: "E",
    gehe: vonKasseGefragt,
    liest: GEPRUEFT,
  },
  {
    titel: "from AP3, after all kinds of Korrektur",
    status: "ANTRAGSPRUEFUNG",
    herz: "D",
    integral: "E",
    gehe: inPruefung,
    liest: { ...GEPRUEFT, ANTWORT_KASSE: "P V K C" },
  },
  {
    titel: "from AP1: no Pflegedienst takes part, and what one wrote before is not the Kostenträger's",
    status: "ANTRAGSPRUEFUNG",
    herz: "N",
    integral: "E",
    gehe: async (gang) => {
      await zurueckgegeben(gang);
      await gang.tue(renate(), "zugriffGeben");
      await gang.tue(kasse(), "antragKostenerstattung");
    },
    liest: {
      STATUS: "P V K C",
      PROTOKOLL: "V",
      VERORDNUNG: "P V K C",
      PLAN: "P V K C",
      SIGNATUR: "P V K C",
      ...FRUEHERE,
      POST_FRUEHER: "V",
      BITTE_FRUEHER: "P V",
      VO_K_FRUEHER: "P V",
      ANTWORT_FRUEHER: "P V",
    },
  },
  {
    titel: "after AP4",
    status: "BESCHIEDEN",
    herz: "D",
    integral: "E",
    gehe: beschieden,
    liest: ENTSCHIEDEN,
  },
  {
    titel: "AA2 after a decision",
    status: "ABGESCHLOSSEN",
    herz: "D",
    integral: "E",
    gehe: async (gang) => {
      await beschieden(gang);
      await gang.frist("2026-03-30T10:00:00Z", { aktion: "abschliessen", frist: "AA2" });
    },
    liest: ENTSCHIEDEN,
  },
  {
    titel: "the Kostenträger deleted its decision (D8): nobody reads anything of it",
    status: "ABGESCHLOSSEN",
    herz: "D",
    integral: "E",
    gehe: async (gang) => {
      await beschieden(gang);
      await gang.frist("2026-03-30T10:00:00Z", { aktion: "abschliessen", frist: "AA2" });
      await gang.tue(kasse(), "entscheidungLoeschen");
    },
    liest: OHNE_ENTSCHEIDUNG,
  },
  {
    titel: "AA1 while Hand & Herz was chosen: its access ends",
    status: "ABGESCHLOSSEN",
    herz: "E",
    integral: "N",
    gehe: async (gang) => {
      await offen(gang);
      await gang.zuweisen(elena());
      await gang.frist("2026-03-30T10:00:00Z", { aktion: "abschliessen", frist: "AA1" });
    },
    liest: { STATUS: "P V", PROTOKOLL: "V", GEWAEHLT: "V B", VERORDNUNG: "P V", PLAN: "P V", SIGNATUR: "P V" },
  },
  {
    titel: "AA2 while a Korrekturanfrage is open (D4): it stays readable",
    status: "ABGESCHLOSSEN",
    herz: "D",
    integral: "E",
    gehe: async (gang) => {
      await gefragt(gang);
      await gang.frist("2026-03-30T10:00:00Z", { aktion: "abschliessen", frist: "AA2" });
    },
    liest: { ...VOR_EINREICHEN, VO_K: "P V D" },
  },
  {
    titel: "4, by the Kostenträger after AP2",
    status: "ABGESCHLOSSEN",
    ...NIEMAND_PFLEGT,
    gehe: async (gang) => {
      await mitKennzeichen(gang);
      await gang.tue(kasse(), "abschliessen");
    },
    liest: {
      STATUS: "P V K C",
      PROTOKOLL: "V",
      VERORDNUNG: "P V K C",
      PLAN: "P V K C",
      SIGNATUR: "P V K C",
      ENTSCHEIDUNG: "P V K C",
      GRUND_ARZT: "P K C",
      GRUND_PFLEGE: "K C",
      GRUND_VERSICHERTER: "V K C",
    },
  },
  {
    titel: "AL1: never activated",
    status: "GELOESCHT",
    ...NIEMAND_PFLEGT,
    gehe: async (gang) => {
      await gang.anlegen();
      await gang.frist("2026-03-13T10:00:00Z", { aktion: "verfallen", frist: "AL1" });
    },
    liest: { STATUS: "P" },
  },
  {
    titel: "ML2 while Hand & Herz was chosen and the Kasse advised",
    status: "GELOESCHT",
    herz: "E",
    integral: "N",
    gehe: async (gang) => {
      await offen(gang);
      await gang.tue(renate(), "zugriffGeben");
      await gang.zuweisen(elena());
      await gang.tue(renate(), "loeschen");
    },
    liest: { STATUS: "P V K C", PROTOKOLL: "V" },
  },
  {
    titel: "AL3: never decided",
    status: "GELOESCHT",
    herz: "D",
    integral: "E",
    gehe: async (gang) => {
      await vonKasseGefragt(gang);
      await gang.frist("2026-07-08T10:00:00Z", { aktion: "loeschen", frist: "AL3" });
    },
    liest: { STATUS: "P V D K C", PROTOKOLL: "V" },
  },
  {
    titel: "ML3 after a decision",
    status: "GELOESCHT",
    herz: "D",
    integral: "E",
    gehe: async (gang) => {
      await beschieden(gang);
      await gang.frist("2026-03-30T10:00:00Z", { aktion: "abschliessen", frist: "AA2" });
      await gang.tue(renate(), "loeschen");
    },
    liest: { STATUS: "P V D K C", PROTOKOLL: "V" },
  },
];
