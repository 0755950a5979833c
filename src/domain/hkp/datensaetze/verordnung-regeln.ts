import type { Verstoss } from "../../kern/fehler.js";
import { findeVerzeichnisleistung, LEISTUNGSVERZEICHNIS } from "../leistungsverzeichnis.js";
import type { Leistungsverzeichnis } from "../leistungsverzeichnis.js";
import {
  pruefeAuswahl,
  pruefeDauer,
  pruefeHaeufigkeit,
  pruefeKennung,
  pruefeTagBis,
  pruefeTexte,
  pruefeZeitraum,
  pruefeZugehoerigkeit,
  wiederholte,
} from "./bausteine.js";
import { leistungsgruppe } from "./leistungsgruppe.js";
import { verlange } from "./regeln.js";
import { KOSTENTRAEGERARTEN, VERORDNUNGSARTEN, VERSORGUNGSORTE } from "./verordnung.js";
import type { Kalendertag, Leistung, Verordnung } from "./verordnung.js";

export interface Verordnungsrahmen {
  /** The Verordnungs-ID of the Vorgang. */
  readonly verordnungsId: string;
  /** Today in Europe/Berlin. */
  readonly heute: Kalendertag;
  readonly verzeichnis?: Leistungsverzeichnis;
  /** Whether a wrong check digit of the LANR is an error (default) or only a hint (domain.md 5.1: configurable). */
  readonly lanrPruefziffer?: "FEHLER" | "HINWEIS";
}

type Regel = (verordnung: Verordnung, rahmen: Verordnungsrahmen) => readonly Verstoss[];

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const NUMMER = /^[1-9][0-9]?[a-z]?$/;

const kopf: Regel = (verordnung, { verordnungsId, heute }) => {
  const { verordnungszeitraum, versorgungsort, gesamtverordnungId } = verordnung;
  const endeFehlt = verordnungszeitraum.bis.trim() === "";
  return [
    ...pruefeZugehoerigkeit(verordnung.verordnungsId, verordnungsId),
    ...pruefeAuswahl("art", verordnung.art, VERORDNUNGSARTEN),
    ...pruefeTagBis("verordnungsdatum", verordnung.verordnungsdatum, heute),
    ...verlange(!endeFehlt, "verordnungszeitraum.bis", "ZEITRAUM_ENDE_FEHLT"),
    ...(endeFehlt ? [] : pruefeZeitraum("verordnungszeitraum", verordnungszeitraum)),
    ...(versorgungsort === undefined ? [] : pruefeAuswahl("versorgungsort", versorgungsort, VERSORGUNGSORTE)),
    ...verlange(!gesamtverordnungId?.trim() || UUID.test(gesamtverordnungId), "gesamtverordnungId", "UUID_FORM"),
  ];
};

const versicherter: Regel = ({ versicherter: person }, { heute }) => [
  ...pruefeKennung("kvnr", "versicherter.kvnr", person.kvnr),
  ...pruefeTagBis("versicherter.geburtsdatum", person.geburtsdatum, heute),
];

const kostentraeger: Regel = ({ kostentraeger: traeger, unfall }, { heute }) => [
  ...pruefeKennung("iknr", "kostentraeger.ik", traeger.ik),
  ...pruefeAuswahl("kostentraeger.art", traeger.art, KOSTENTRAEGERARTEN),
  ...verlange(traeger.art !== "DGUV" || unfall !== undefined, "unfall", "UNFALL_FEHLT"),
  ...(unfall ? pruefeTagBis("unfall.tag", unfall.tag, heute) : []),
];

const verordnender: Regel = ({ verordnender: arzt }, { lanrPruefziffer = "FEHLER" }) => {
  const lanr = pruefeKennung("lanr", "verordnender.lanr", arzt.lanr);
  const nurHinweis = lanrPruefziffer === "HINWEIS" && /^[0-9]{9}$/.test(arzt.lanr);
  return [
    ...(nurHinweis ? [] : lanr),
    ...verlange((arzt.bsnr === undefined) !== (arzt.ik === undefined), "verordnender", "BSNR_ODER_IK"),
    ...(arzt.bsnr === undefined ? [] : pruefeKennung("bsnr", "verordnender.bsnr", arzt.bsnr)),
    ...(arzt.ik === undefined ? [] : pruefeKennung("iknr", "verordnender.ik", arzt.ik)),
    ...pruefeKennung("telematikId", "verordnender.telematikId", arzt.telematikId),
  ];
};

const listen: Regel = ({ diagnosen, einschraenkungen, leistungen }) => [
  ...verlange(diagnosen.length > 0, "diagnosen", "MINDESTENS_EINS"),
  ...diagnosen.flatMap(({ icd }, stelle) => pruefeKennung("icd", `diagnosen[${stelle}].icd`, icd)),
  ...verlange(einschraenkungen.length > 0, "einschraenkungen", "MINDESTENS_EINS"),
  ...verlange(leistungen.length > 0, "leistungen", "MINDESTENS_EINS"),
  ...wiederholte(leistungen, ({ id }) => id).flatMap((stelle) =>
    verlange(false, `leistungen[${stelle}].id`, "LEISTUNG_ID_DOPPELT"),
  ),
];

type Leistungsart = Pick<Leistung, "nummer" | "freitext" | "blanko">;

/** What a Leistung is, and whether that may be left to the Pflegefachperson. */
export function pruefeLeistungsart(
  pfad: string,
  { nummer, freitext, blanko }: Leistungsart,
  verzeichnis: Leistungsverzeichnis = LEISTUNGSVERZEICHNIS,
): Verstoss[] {
  const eintrag = nummer === undefined ? null : findeVerzeichnisleistung(nummer, verzeichnis);
  return [
    ...verlange((nummer === undefined) !== (freitext === undefined), pfad, "NUMMER_ODER_FREITEXT"),
    ...verlange(!nummer?.trim() || NUMMER.test(nummer), `${pfad}.nummer`, "NUMMER_FORM"),
    // Unverified cells (null) and numbers outside the table do not forbid anything.
    ...verlange(!blanko || eintrag?.blanko !== false, `${pfad}.blanko`, "BLANKO_UNZULAESSIG"),
  ];
}

function pruefeBlankoLeistung(pfad: string, { haeufigkeit, dauer }: Leistung): Verstoss[] {
  return [
    ...verlange(haeufigkeit === undefined, `${pfad}.haeufigkeit`, "BLANKO_MIT_HAEUFIGKEIT"),
    ...verlange(dauer === undefined, `${pfad}.dauer`, "BLANKO_MIT_DAUER"),
  ];
}

function pruefeFestgelegteLeistung(pfad: string, leistung: Leistung, verordnung: Verordnung): Verstoss[] {
  return [
    ...(leistung.haeufigkeit
      ? pruefeHaeufigkeit(`${pfad}.haeufigkeit`, leistung.haeufigkeit)
      : verlange(false, `${pfad}.haeufigkeit`, "HAEUFIGKEIT_FEHLT")),
    ...(leistung.dauer
      ? pruefeDauer(`${pfad}.dauer`, leistung.dauer, verordnung.verordnungszeitraum)
      : verlange(false, `${pfad}.dauer`, "DAUER_FEHLT")),
  ];
}

const leistungen: Regel = (verordnung, { verzeichnis = LEISTUNGSVERZEICHNIS }) =>
  verordnung.leistungen.flatMap((leistung, stelle) => {
    const pfad = `leistungen[${stelle}]`;
    return [
      ...pruefeLeistungsart(pfad, leistung, verzeichnis),
      ...(leistung.blanko
        ? pruefeBlankoLeistung(pfad, leistung)
        : pruefeFestgelegteLeistung(pfad, leistung, verordnung)),
    ];
  });

const eigeneVerordnung: Regel = ({ leistungen: alle }) => {
  const gruppen = alle.map(leistungsgruppe);
  if (new Set(gruppen).size < 2) return [];
  return gruppen.flatMap((gruppe, stelle) =>
    verlange(gruppe === "somatisch", `leistungen[${stelle}].nummer`, "EIGENE_VERORDNUNG"),
  );
};

const texte: Regel = (verordnung) =>
  // The missing end of the Verordnungszeitraum has a rule of its own.
  pruefeTexte(verordnung).filter(({ pfad }) => pfad !== "verordnungszeitraum.bis");

const REGELN_DER_VERORDNUNG: readonly Regel[] = [
  texte,
  kopf,
  versicherter,
  kostentraeger,
  verordnender,
  listen,
  leistungen,
  eigeneVerordnung,
];

/**
 * Formal rules of one Verordnung; an empty list means formally valid. Recommendations of the HKP-RL are no errors, see
 * `hinweiseZurVerordnung`. Source: fachregeln.md section 6. Entlassmanagement is not covered.
 */
export function pruefeVerordnung(verordnung: Verordnung, rahmen: Verordnungsrahmen): Verstoss[] {
  return REGELN_DER_VERORDNUNG.flatMap((regel) => [...regel(verordnung, rahmen)]);
}
