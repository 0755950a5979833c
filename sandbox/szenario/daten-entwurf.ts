import { tag, verordnung } from "./daten-renate.js";

/** Profiles and drafts of the scenarios S2 to S5. */
const ZWEIMAL_TAEGLICH = { anzahl: 2, je: "TAG" } as const;

export const HKP_STANDARD = {
  name: "HKP Standard",
  leistungen: [
    { nummer: "26", einzelheiten: "Medikamentengabe", haeufigkeit: ZWEIMAL_TAEGLICH },
    { nummer: "31b", einzelheiten: "Kompressionsstrümpfe", haeufigkeit: ZWEIMAL_TAEGLICH },
    { nummer: "12", einzelheiten: "Positionswechsel", haeufigkeit: { anzahl: 4, je: "TAG" } },
  ],
} as const;

export const PHKP = {
  name: "pHKP",
  leistungen: [
    { nummer: "27a", haeufigkeit: { anzahl: 3, je: "WOCHE" } },
    { nummer: "26", einzelheiten: "Medikamentengabe", haeufigkeit: ZWEIMAL_TAEGLICH },
  ],
} as const;

/** The master data as the practice's system fills them in; Leistungen come from elsewhere. */
export function ohneLeistungen(person: "renate" | "aurelia") {
  const { leistungen: _, ...kopf } = verordnung(person);
  const psychiatrisch = { diagnosen: [{ icd: "F33.1" }], einschraenkungen: ["Antriebsminderung, Rückzug"] };
  return person === "aurelia" ? { ...kopf, ...psychiatrisch } : kopf;
}

export const ZEITRAUM = () => verordnung().verordnungszeitraum;

export const BLUTZUCKER = () => ({
  nummer: "11",
  einzelheiten: "Blutzuckermessung",
  blanko: false,
  haeufigkeit: { anzahl: 3, je: "TAG" },
  dauer: ZEITRAUM(),
});

/** Issued nearly a year ago; its period ends in ten days. */
export function vorEinemJahr() {
  const zeitraum = { von: tag(-355), bis: tag(9) };
  const [medikamente, kompression] = verordnung().leistungen;
  return {
    ...verordnung(),
    verordnungsdatum: zeitraum.von,
    verordnungszeitraum: zeitraum,
    bedarfDauerhaft: true,
    leistungen: [
      { ...medikamente, dauer: zeitraum },
      { ...kompression, dauer: zeitraum },
      { id: WUNDE, nummer: "31", blanko: false, haeufigkeit: { anzahl: 1, je: "TAG" }, dauer: zeitraum },
    ],
  };
}

/** Wundversorgung of an acute wound, which has healed since. */
export const WUNDE = "44444444-4444-4444-8444-444444444444";

/** As long as the earlier period, beginning on the day after it. */
export const IM_NAECHSTEN_JAHR = () => ({ von: tag(10), bis: tag(374) });
