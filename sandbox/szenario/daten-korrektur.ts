import * as renate from "./daten-renate.js";
import { tag } from "./daten-renate.js";
import { versicherte } from "./welt.js";

/** Data sets of the Korrektur scenarios S11 (Renate) and S12 (Karl-Heinz); the rest is as in S1. */
const zeitraum = () => ({ von: tag(0), bis: tag(27) });
const { medikamente, kompression } = renate.LEISTUNGEN;
export const DEKUBITUS = "44444444-4444-4444-8444-444444444444";

const ZWEIMAL_TAEGLICH = { anzahl: 2, je: "TAG" } as const;

const gabe = (einzelheiten: string, haeufigkeit: { anzahl: number; je: "TAG" | "WOCHE" } = ZWEIMAL_TAEGLICH) => ({
  id: medikamente,
  nummer: "26",
  einzelheiten,
  blanko: false,
  haeufigkeit,
  dauer: zeitraum(),
});
const struempfe = () => ({
  id: kompression,
  nummer: "31b",
  einzelheiten: "Kompressionsstrümpfe Klasse II an- und ausziehen",
  blanko: false,
  haeufigkeit: ZWEIMAL_TAEGLICH,
  dauer: zeitraum(),
});

const BISHERIGE_EINSCHRAENKUNG = "Eingeschränkte Beweglichkeit, kann Kompressionsstrümpfe nicht selbst anziehen";
const FEHLENDE_EINSCHRAENKUNG = "Eingeschränkte Feinmotorik, kann Tabletten nicht selbst aus der Packung nehmen";

export const S11 = {
  verordnung: () => ({ ...renate.verordnung(), leistungen: [gabe("Medikamentenbox stellen"), struempfe()] }),
  /** Three points: Einschränkung missing, Medikamentengabe instead of the box, Dekubitusbehandlung missing. */
  vorschlag: () => ({
    zuVersion: 1,
    aenderungen: [
      {
        art: "HINZUFUEGEN",
        einschraenkung: FEHLENDE_EINSCHRAENKUNG,
        begruendung: "Die Einschränkung, die die Medikamentengabe nötig macht, fehlt.",
      },
      {
        art: "AENDERN",
        pfad: `leistungen[${medikamente}].einzelheiten`,
        text: "Medikamentengabe",
        begruendung: "Frau Berger kann die gestellte Box nicht selbst öffnen.",
      },
      {
        art: "HINZUFUEGEN",
        leistung: {
          id: DEKUBITUS,
          nummer: "12",
          einzelheiten: "Positionswechsel zur Dekubitusbehandlung",
          blanko: false,
          haeufigkeit: { anzahl: 4, je: "TAG" },
          dauer: zeitraum(),
        },
        begruendung: "Am Steiß zeigt sich eine Rötung.",
      },
    ],
  }),
  ablehnung: "Ein Dekubitus liegt nach meinem Befund von heute nicht vor.",
  /** The first two taken up, the third not. */
  korrigiert: () => ({
    ...renate.verordnung(),
    einschraenkungen: [BISHERIGE_EINSCHRAENKUNG, FEHLENDE_EINSCHRAENKUNG],
    leistungen: [gabe("Medikamentengabe"), struempfe()],
  }),
};

const ZWANZIGMAL = { anzahl: 20, je: "TAG" } as const;

function verordnungFuerKarlHeinz(haeufigkeit: { anzahl: number; je: "TAG" }) {
  const { kvnr, vorname, nachname, geburtsdatum, anschrift } = versicherte("karl-heinz");
  return {
    ...renate.verordnung(),
    versicherter: { kvnr, vorname, nachname, geburtsdatum, anschrift },
    leistungen: [gabe("Medikamentengabe", haeufigkeit)],
  };
}

export const S12 = {
  /** 20 times a day instead of twice. */
  verordnung: () => verordnungFuerKarlHeinz(ZWANZIGMAL),
  angaben: () => ({
    ...renate.angaben(),
    leistungen: [{ leistungId: medikamente, haeufigkeit: ZWANZIGMAL, dauer: zeitraum(), gpos: "032233" }],
  }),
  vorschlag: () => ({
    zuVersion: 1,
    aenderungen: [
      {
        art: "AENDERN",
        pfad: `leistungen[${medikamente}].haeufigkeit`,
        haeufigkeit: ZWEIMAL_TAEGLICH,
        begruendung: "20 × täglich ist für die Medikamentengabe nicht möglich; vermutlich ein Schreibfehler.",
      },
    ],
  }),
  korrigiert: () => verordnungFuerKarlHeinz(ZWEIMAL_TAEGLICH),
  entscheidung: () => ({
    ...renate.entscheidung(),
    leistungen: [{ leistungId: medikamente, ergebnis: "GENEHMIGT", haeufigkeit: ZWEIMAL_TAEGLICH, zusage: zeitraum() }],
  }),
};
