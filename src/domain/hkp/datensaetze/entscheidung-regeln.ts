import type { Verstoss } from "../../kern/fehler.js";
import {
  pruefeAuswahl,
  pruefeGpos,
  pruefeHaeufigkeit,
  pruefeTag,
  pruefeTagBis,
  pruefeTexte,
  pruefeZeitraum,
  pruefeZugehoerigkeit,
  wiederholte,
} from "./bausteine.js";
import { beantragteLeistungen } from "./beantragt.js";
import type { Antrag, BeantragteLeistung } from "./beantragt.js";
import { EINZELERGEBNISSE, GESAMTERGEBNISSE } from "./entscheidung.js";
import type { Einzelergebnis, Entscheidung, EntscheidungZuLeistung, Gesamtergebnis } from "./entscheidung.js";
import { gleicherZeitraum, liegtInnerhalb } from "./kalendertag.js";
import { verlange } from "./regeln.js";
import { vergleicheHaeufigkeit } from "./umfang.js";
import type { Kalendertag } from "./verordnung.js";

export interface Entscheidungsrahmen extends Antrag {
  /** Today in Europe/Berlin; without it the date is only checked for its form. */
  readonly heute?: Kalendertag;
}

type Umfangsregel = (pfad: string, entscheidung: EntscheidungZuLeistung, antrag: BeantragteLeistung) => Verstoss[];

/** An absent extent of a GENEHMIGT Leistung means: as applied for. */
const genehmigt: Umfangsregel = (pfad, { haeufigkeit, zusage }, antrag) => [
  ...verlange(
    !haeufigkeit || !antrag.haeufigkeit || vergleicheHaeufigkeit(haeufigkeit, antrag.haeufigkeit) === 0,
    `${pfad}.haeufigkeit`,
    "GENEHMIGT_ABWEICHEND",
  ),
  ...verlange(
    !zusage || !antrag.dauer || gleicherZeitraum(zusage, antrag.dauer),
    `${pfad}.zusage`,
    "GENEHMIGT_ABWEICHEND",
  ),
];

const teilgenehmigt: Umfangsregel = (pfad, { haeufigkeit, zusage }, antrag) => {
  const unterschied = haeufigkeit && antrag.haeufigkeit ? vergleicheHaeufigkeit(haeufigkeit, antrag.haeufigkeit) : null;
  const innerhalb = !zusage || !antrag.dauer || liegtInnerhalb(zusage, antrag.dauer);
  // Where the applied-for extent is unknown, a stated one has to be believed.
  const seltener = haeufigkeit !== undefined && (unterschied === null || unterschied < 0);
  const kuerzer = zusage !== undefined && (!antrag.dauer || !gleicherZeitraum(zusage, antrag.dauer));
  return [
    ...verlange(unterschied === null || unterschied <= 0, `${pfad}.haeufigkeit`, "UMFANG_UEBER_ANTRAG"),
    ...verlange(innerhalb, `${pfad}.zusage`, "UMFANG_UEBER_ANTRAG"),
    ...verlange(seltener || kuerzer, pfad, "TEILGENEHMIGT_OHNE_MINDERUNG"),
  ];
};

const abgelehnt: Umfangsregel = (pfad, { haeufigkeit, zusage }) =>
  verlange(haeufigkeit === undefined && zusage === undefined, pfad, "ABGELEHNT_MIT_UMFANG");

const UMFANGSREGELN = {
  GENEHMIGT: genehmigt,
  TEILGENEHMIGT: teilgenehmigt,
  ABGELEHNT: abgelehnt,
} as const satisfies Record<Einzelergebnis, Umfangsregel>;

function pruefeEinzelne(
  entscheidung: EntscheidungZuLeistung,
  pfad: string,
  antrag: BeantragteLeistung | undefined,
): Verstoss[] {
  const form = [
    ...pruefeAuswahl(`${pfad}.ergebnis`, entscheidung.ergebnis, EINZELERGEBNISSE),
    ...(entscheidung.haeufigkeit ? pruefeHaeufigkeit(`${pfad}.haeufigkeit`, entscheidung.haeufigkeit) : []),
    ...(entscheidung.zusage ? pruefeZeitraum(`${pfad}.zusage`, entscheidung.zusage) : []),
    ...(entscheidung.gpos ?? []).flatMap(({ nummer, anzahl }, stelle) => [
      ...pruefeGpos(`${pfad}.gpos[${stelle}].nummer`, nummer),
      ...verlange(
        anzahl === undefined || (Number.isSafeInteger(anzahl) && anzahl >= 1),
        `${pfad}.gpos[${stelle}].anzahl`,
        "GPOS_ANZAHL",
      ),
    ]),
  ];
  if (!antrag) return [...form, ...verlange(false, `${pfad}.leistungId`, "LEISTUNG_NICHT_BEANTRAGT")];
  if (form.length > 0 || entscheidung.ergebnis.trim() === "") return form;
  return UMFANGSREGELN[entscheidung.ergebnis](pfad, entscheidung, antrag);
}

type Gesamtregel = (ergebnisse: readonly Einzelergebnis[]) => boolean;
const alle =
  (ergebnis: Einzelergebnis): Gesamtregel =>
  (ergebnisse) =>
    ergebnisse.every((einzelnes) => einzelnes === ergebnis);
const alleAbgelehnt = alle("ABGELEHNT");
const alleGenehmigt = alle("GENEHMIGT");

/** When the overall result agrees with the single ones; UNZUSTAENDIG has none (fachregeln.md section 8). */
const GESAMTREGELN = {
  GENEHMIGT: alleGenehmigt,
  TEILWEISE_GENEHMIGT: (ergebnisse) => !alleGenehmigt(ergebnisse) && !alleAbgelehnt(ergebnisse),
  NICHT_GENEHMIGT_MIT_VORLAEUFIGER_KOSTENZUSAGE: alleAbgelehnt,
  NICHT_GENEHMIGT_OHNE_VORLAEUFIGE_KOSTENZUSAGE: alleAbgelehnt,
  UNZUSTAENDIG: () => true,
} as const satisfies Record<Gesamtergebnis, Gesamtregel>;

function pruefeLeistungen(entscheidung: Entscheidung, rahmen: Antrag): Verstoss[] {
  const { leistungen, gesamtergebnis } = entscheidung;
  if (gesamtergebnis === "UNZUSTAENDIG") {
    return verlange(leistungen.length === 0, "leistungen", "UNZUSTAENDIG_MIT_LEISTUNGEN");
  }
  const beantragt = new Map(beantragteLeistungen(rahmen).map((leistung) => [leistung.leistungId, leistung]));
  const entschieden = new Set(leistungen.map(({ leistungId }) => leistungId));
  const ohneEntscheidung = [...beantragt.keys()].filter((leistungId) => !entschieden.has(leistungId));
  const ergebnisse = leistungen.map(({ ergebnis }) => ergebnis);
  const bekannt = GESAMTERGEBNISSE.includes(gesamtergebnis);
  return [
    ...verlange(ohneEntscheidung.length === 0, "leistungen", "ENTSCHEIDUNG_FEHLT"),
    ...wiederholte(leistungen, ({ leistungId }) => leistungId).flatMap((stelle) =>
      verlange(false, `leistungen[${stelle}].leistungId`, "LEISTUNG_DOPPELT"),
    ),
    ...leistungen.flatMap((leistung, stelle) =>
      pruefeEinzelne(leistung, `leistungen[${stelle}]`, beantragt.get(leistung.leistungId)),
    ),
    ...verlange(
      leistungen.length === 0 || !bekannt || GESAMTREGELN[gesamtergebnis](ergebnisse),
      "gesamtergebnis",
      "GESAMTERGEBNIS_WIDERSPRUCH",
    ),
  ];
}

/**
 * Rules of the Leistungsentscheidung: exactly the applied-for Leistungen, each once, and an overall result that agrees
 * with the single ones. Source: fachregeln.md section 8.
 */
export function pruefeEntscheidung(entscheidung: Entscheidung, rahmen: Entscheidungsrahmen): Verstoss[] {
  const { entschiedenAm } = entscheidung;
  return [
    ...pruefeTexte(entscheidung),
    ...pruefeZugehoerigkeit(entscheidung.verordnungsId, rahmen.verordnung.verordnungsId),
    ...pruefeAuswahl("gesamtergebnis", entscheidung.gesamtergebnis, GESAMTERGEBNISSE),
    ...(rahmen.heute === undefined
      ? pruefeTag("entschiedenAm", entschiedenAm)
      : pruefeTagBis("entschiedenAm", entschiedenAm, rahmen.heute)),
    ...pruefeLeistungen(entscheidung, rahmen),
  ];
}
