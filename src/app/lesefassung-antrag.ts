import { deutschesDatum } from "../domain/kern/kalender.js";
import type { Einzelergebnis, Entscheidung, Gesamtergebnis } from "../domain/hkp/datensaetze/entscheidung.js";
import type { Haeufigkeit, Leistung, Zeitraum } from "../domain/hkp/datensaetze/verordnung.js";
import type { Datensatz } from "../domain/hkp/vorgang.js";
import type { Abschnitt, Block } from "../domain/ports/dokumentdruck.js";
import {
  angabenblock,
  anschriftInWorten,
  haeufigkeitOder,
  nameDerLeistung,
  signaturInWorten,
  zeitraumOder,
} from "./lesefassung-bausteine.js";

/** Sections of the Lesefassung on what is applied for and decided. */

const GESAMT: Record<Gesamtergebnis, string> = {
  GENEHMIGT: "genehmigt",
  TEILWEISE_GENEHMIGT: "teilweise genehmigt",
  NICHT_GENEHMIGT_MIT_VORLAEUFIGER_KOSTENZUSAGE: "nicht genehmigt, mit vorläufiger Kostenzusage",
  NICHT_GENEHMIGT_OHNE_VORLAEUFIGE_KOSTENZUSAGE: "nicht genehmigt, ohne vorläufige Kostenzusage",
  UNZUSTAENDIG: "nicht zuständig",
};
const EINZELN: Record<Einzelergebnis, string> = {
  GENEHMIGT: "genehmigt",
  TEILGENEHMIGT: "teilweise genehmigt",
  ABGELEHNT: "abgelehnt",
};

export function blankoabschnitt(
  { inhalt, signatur }: Datensatz<"BLANKOVERORDNUNG">,
  leistungen: readonly Leistung[],
): Abschnitt {
  const { pflegefachperson, pflegedienst } = inhalt;
  return {
    ueberschrift: "Blankoverordnung",
    bloecke: [
      angabenblock([
        ["Pflegedienst", pflegedienst.name],
        ["Pflegefachperson", `${pflegefachperson.name} (Beschäftigtennummer ${pflegefachperson.lbnr})`],
        ["Elektronisch signiert", signaturInWorten(signatur)],
      ]),
      umfangstabelle(inhalt.leistungen, leistungen),
    ],
  };
}

export function angabenabschnitt(
  { inhalt, signatur }: Datensatz<"ANGABEN">,
  leistungen: readonly Leistung[],
): Abschnitt {
  const { name, ik, anschrift, ansprechpartner, telefon } = inhalt.pflegedienst;
  return {
    ueberschrift: "Angaben zur Leistungserbringung",
    bloecke: [
      angabenblock([
        ["Pflegedienst", `${name} (IK ${ik})`],
        ["Anschrift", anschriftInWorten(anschrift)],
        ["Ansprechperson", ansprechpartner],
        ["Telefon", telefon],
        ["Elektronisch signiert", signaturInWorten(signatur)],
      ]),
      // None: a Folgeverordnung without changes [P3.1.3].
      ...(inhalt.leistungen.length === 0 ? [] : [umfangstabelle(inhalt.leistungen, leistungen)]),
    ],
  };
}

export function entscheidungsabschnitt(
  { inhalt, signatur }: Datensatz<"ENTSCHEIDUNG">,
  leistungen: readonly Leistung[],
): Abschnitt {
  const { gesamtergebnis, entschiedenAm, genehmigungskennzeichen, kennzeichenKostenerstattung } = inhalt;
  return {
    ueberschrift: "Leistungsentscheidung",
    bloecke: [
      angabenblock([
        ["Ergebnis", GESAMT[gesamtergebnis]],
        ["Entschieden am", deutschesDatum(entschiedenAm)],
        ["Genehmigungskennzeichen", genehmigungskennzeichen],
        ["Kennzeichen", kennzeichenKostenerstattung ? "Kostenerstattung / Persönliches Budget" : undefined],
        ...begruendungen(inhalt.begruendungen),
        ["Elektronisch signiert", signaturInWorten(signatur)],
      ]),
      ...(inhalt.leistungen.length === 0 ? [] : [entscheidungstabelle(inhalt.leistungen, leistungen)]),
    ],
  };
}

/** Only those that this reader may read are there (ansicht.ts). */
const begruendungen = ({ verordnender, pflegedienst, versicherter }: Entscheidung["begruendungen"]) =>
  [
    ["Begründung für die Praxis", verordnender],
    ["Begründung für den Pflegedienst", pflegedienst],
    ["Begründung für die versicherte Person", versicherter],
  ] as const;

function entscheidungstabelle(entschiedene: Entscheidung["leistungen"], leistungen: readonly Leistung[]): Block {
  return {
    art: "tabelle",
    spalten: [
      { titel: "Leistung", anteil: 4.5 },
      { titel: "Ergebnis", anteil: 2.2 },
      { titel: "Häufigkeit", anteil: 2 },
      { titel: "Zugesagt", anteil: 2.4 },
    ],
    zeilen: entschiedene.map(({ leistungId, ergebnis, haeufigkeit, zusage, gpos = [] }) => [
      [nameDerLeistung(leistungId, leistungen), ...gpos.map(position)].join("\n"),
      EINZELN[ergebnis],
      haeufigkeitOder(haeufigkeit),
      zeitraumOder(zusage),
    ]),
  };
}

const position = ({ nummer, anzahl }: { readonly nummer: string; readonly anzahl?: number }): string =>
  `Position ${nummer}${anzahl === undefined ? "" : `, Anzahl ${anzahl}`}`;

interface Umfang {
  readonly leistungId: string;
  readonly haeufigkeit: Haeufigkeit;
  readonly dauer: Zeitraum;
}

const umfangstabelle = (umfaenge: readonly Umfang[], leistungen: readonly Leistung[]): Block => ({
  art: "tabelle",
  spalten: [
    { titel: "Leistung", anteil: 5.5 },
    { titel: "Häufigkeit", anteil: 2.2 },
    { titel: "Dauer", anteil: 2.4 },
  ],
  zeilen: umfaenge.map(({ leistungId, haeufigkeit, dauer }) => [
    nameDerLeistung(leistungId, leistungen),
    haeufigkeitOder(haeufigkeit),
    zeitraumOder(dauer),
  ]),
});
