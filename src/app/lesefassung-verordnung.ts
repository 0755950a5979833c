import { deutschesDatum } from "../domain/kern/kalender.js";
import type { Leistung, Verordnung } from "../domain/hkp/datensaetze/verordnung.js";
import {
  diagnoseInWorten,
  leistungsname,
  ORT_IN_WORTEN,
  VERORDNUNGSART_IN_WORTEN,
  zeitraumInWorten,
} from "../domain/hkp/korrektur/worte.js";
import type { Datensatz } from "../domain/hkp/vorgang.js";
import type { Abschnitt, Block } from "../domain/ports/dokumentdruck.js";
import {
  angabenblock,
  anschriftInWorten,
  haeufigkeitOder,
  signaturInWorten,
  zeitraumOder,
} from "./lesefassung-bausteine.js";

/** The Verordnung in the order of its paper form: whose, by whom, why, what. */
export function verordnungsabschnitte(datensatz: Datensatz<"VERORDNUNG">): readonly Abschnitt[] {
  const { inhalt } = datensatz;
  return [
    { ueberschrift: "Verordnung", bloecke: [kopf(datensatz)] },
    { ueberschrift: "Versicherte Person und Kostenträger", bloecke: [person(inhalt)] },
    { ueberschrift: "Verordnende Einrichtung", bloecke: [einrichtung(inhalt)] },
    { ueberschrift: "Diagnosen und Einschränkungen", bloecke: [gruende(inhalt)] },
    { ueberschrift: "Verordnete Leistungen", bloecke: [leistungstabelle(inhalt.leistungen)] },
  ];
}

function kopf({ inhalt, version, signatur }: Datensatz<"VERORDNUNG">): Block {
  return angabenblock([
    ["Verordnungs-ID", inhalt.verordnungsId],
    ["Art, Version", `${VERORDNUNGSART_IN_WORTEN[inhalt.art]}, Version ${version}`],
    ["Ausgestellt am", deutschesDatum(inhalt.verordnungsdatum)],
    ["Verordnungszeitraum", zeitraumInWorten(inhalt.verordnungszeitraum)],
    ["Versorgungsort", inhalt.versorgungsort && ORT_IN_WORTEN[inhalt.versorgungsort]],
    ["Unfalltag", inhalt.unfall && deutschesDatum(inhalt.unfall.tag)],
    ["Kostenerstattung", inhalt.wahlKostenerstattung ? "gewählt nach § 13 Absatz 2 SGB V" : undefined],
    ["Bedarf", inhalt.bedarfDauerhaft === true ? "voraussichtlich dauerhaft" : undefined],
    ["Hinweise", inhalt.hinweise],
    ["Elektronisch signiert", signaturInWorten(signatur)],
  ]);
}

function person({ versicherter, kostentraeger }: Verordnung): Block {
  const { nachname, vorname, geburtsdatum, kvnr, anschrift } = versicherter;
  return angabenblock([
    ["Name", `${nachname}, ${vorname}`],
    ["Geboren am", deutschesDatum(geburtsdatum)],
    ["Versichertennummer", kvnr],
    ["Anschrift", anschriftInWorten(anschrift)],
    ["Kostenträger", `${kostentraeger.name} (IK ${kostentraeger.ik})`],
  ]);
}

function einrichtung({ verordnender }: Verordnung): Block {
  const { institution, vorname, nachname, lanr, bsnr, ik } = verordnender;
  return angabenblock([
    ["Einrichtung", institution],
    ["Ärztin oder Arzt", `${vorname} ${nachname} (LANR ${lanr})`],
    ["BSNR", bsnr],
    ["IK", ik],
  ]);
}

function gruende({ diagnosen, einschraenkungen }: Verordnung): Block {
  return angabenblock([
    ["Diagnosen", diagnosen.map(diagnoseInWorten).join("\n")],
    ["Einschränkungen", einschraenkungen.join("\n")],
  ]);
}

const BLANKO = "durch die Pflegefachperson";

function leistungstabelle(leistungen: readonly Leistung[]): Block {
  return {
    art: "tabelle",
    spalten: [
      { titel: "", anteil: 0.5 },
      { titel: "Leistung", anteil: 5 },
      { titel: "Häufigkeit", anteil: 2.2 },
      { titel: "Dauer", anteil: 2.4 },
    ],
    zeilen: leistungen.map((leistung, nr) => {
      const sonst = leistung.blanko ? BLANKO : undefined;
      return [
        `${nr + 1}`,
        [leistungsname(leistung), leistung.einzelheiten].filter((teil) => teil !== undefined).join("\n"),
        haeufigkeitOder(leistung.haeufigkeit, sonst),
        zeitraumOder(leistung.dauer, sonst),
      ];
    }),
  };
}
