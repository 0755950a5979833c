import type { Kennungsurteil } from "../../kennungen/pruefung.js";
import type { Verstoss } from "../../kern/fehler.js";
import { pruefeBsnr } from "../../kennungen/bsnr.js";
import { pruefeIcd } from "../../kennungen/icd.js";
import { pruefeIknr } from "../../kennungen/iknr.js";
import { pruefeKvnr } from "../../kennungen/kvnr.js";
import { pruefeLanr } from "../../kennungen/lanr.js";
import { pruefeLbnr } from "../../kennungen/lbnr.js";
import { pruefeTelematikId } from "../../kennungen/telematik-id.js";
import { pruefeVerordnungsId } from "../../kennungen/verordnungs-id.js";
import { anzahlTage, istKalendertag, liegtInnerhalb } from "./kalendertag.js";
import { HAEUFIGKEITSEINHEITEN } from "./verordnung.js";
import type { Haeufigkeit, Zeitraum } from "./verordnung.js";
import { verlange } from "./regeln.js";
import type { Regelname } from "./regeln.js";

/** Rules that several data sets share. All return the violations found, empty if none. */

// Control characters (but tab and line ends) and halves of surrogate pairs: neither FHIR nor XML can carry them.
const UNZULAESSIGE_ZEICHEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFE\uFFFF]|\p{Surrogate}/u;

/** Every text of the data set, wherever it stands: not blank and free of characters that cannot travel. */
export function pruefeTexte(wert: unknown, pfad = ""): Verstoss[] {
  if (typeof wert === "string") {
    return [
      ...verlange(wert.trim() !== "", pfad, "ANGABE_LEER"),
      ...verlange(!UNZULAESSIGE_ZEICHEN.test(wert), pfad, "ZEICHEN_UNZULAESSIG"),
    ];
  }
  if (Array.isArray(wert)) return wert.flatMap((eintrag, stelle) => pruefeTexte(eintrag, `${pfad}[${stelle}]`));
  if (typeof wert !== "object" || wert === null) return [];
  return Object.entries(wert).flatMap(([name, inhalt]) => pruefeTexte(inhalt, pfad === "" ? name : `${pfad}.${name}`));
}

const LISTE_HOECHSTENS = 100;
const TEXT_HOECHSTENS = 4000;

/** Bounds of what may be stored although it is not signed and not complete: length of every list and text. */
export function pruefeGrenzen(wert: unknown, pfad = ""): Verstoss[] {
  if (typeof wert === "string") return verlange(wert.length <= TEXT_HOECHSTENS, pfad, "ANGABE_ZU_LANG");
  if (Array.isArray(wert)) {
    if (wert.length > LISTE_HOECHSTENS) return verlange(false, pfad, "ENTWURFSLISTE_ZU_LANG");
    return wert.flatMap((eintrag, stelle) => pruefeGrenzen(eintrag, `${pfad}[${stelle}]`));
  }
  if (typeof wert !== "object" || wert === null) return [];
  return Object.entries(wert).flatMap(([name, inhalt]) =>
    pruefeGrenzen(inhalt, pfad === "" ? name : `${pfad}.${name}`),
  );
}

interface Kennungsregel {
  readonly pruefe: (wert: string) => Kennungsurteil;
  readonly form: Regelname;
  readonly pruefziffer?: Regelname;
}

const KENNUNGEN = {
  verordnungsId: {
    pruefe: pruefeVerordnungsId,
    form: "VERORDNUNGS_ID_FORM",
    pruefziffer: "VERORDNUNGS_ID_PRUEFZIFFER",
  },
  kvnr: { pruefe: pruefeKvnr, form: "KVNR_FORM", pruefziffer: "KVNR_PRUEFZIFFER" },
  iknr: { pruefe: pruefeIknr, form: "IKNR_FORM", pruefziffer: "IKNR_PRUEFZIFFER" },
  lanr: { pruefe: pruefeLanr, form: "LANR_FORM", pruefziffer: "LANR_PRUEFZIFFER" },
  bsnr: { pruefe: pruefeBsnr, form: "BSNR_FORM" },
  telematikId: { pruefe: pruefeTelematikId, form: "TELEMATIK_ID_FORM" },
  lbnr: { pruefe: pruefeLbnr, form: "LBNR_FORM" },
  icd: { pruefe: pruefeIcd, form: "ICD_FORM" },
} as const satisfies Record<string, Kennungsregel>;

/** A blank identifier is reported once, by {@link pruefeTexte}. */
export function pruefeKennung(art: keyof typeof KENNUNGEN, pfad: string, wert: string): Verstoss[] {
  if (wert.trim() === "") return [];
  const regel: Kennungsregel = KENNUNGEN[art];
  const urteil = regel.pruefe(wert);
  if (urteil.gueltig) return [];
  return verlange(false, pfad, (urteil.mangel === "PRUEFZIFFER" && regel.pruefziffer) || regel.form);
}

export function pruefeAuswahl(pfad: string, wert: string, werte: readonly string[]): Verstoss[] {
  return verlange(wert.trim() === "" || werte.includes(wert), pfad, "WERT_UNBEKANNT");
}

export function pruefeTag(pfad: string, tag: string): Verstoss[] {
  return verlange(tag.trim() === "" || istKalendertag(tag), pfad, "TAG_UNGUELTIG");
}

/** A day that exists and is not after `grenze`. */
export function pruefeTagBis(pfad: string, tag: string, grenze: string): Verstoss[] {
  if (!istKalendertag(tag)) return pruefeTag(pfad, tag);
  return verlange(tag <= grenze, pfad, "TAG_ZUKUNFT");
}

export function pruefeZeitraum(pfad: string, zeitraum: Zeitraum): Verstoss[] {
  const vertauscht = istKalendertag(zeitraum.von) && istKalendertag(zeitraum.bis) && anzahlTage(zeitraum) === null;
  return [
    ...pruefeTag(`${pfad}.von`, zeitraum.von),
    ...pruefeTag(`${pfad}.bis`, zeitraum.bis),
    ...verlange(!vertauscht, pfad, "ZEITRAUM_VERTAUSCHT"),
  ];
}

/** A well-formed Zeitraum inside another one; a malformed frame is reported where it stands. */
export function pruefeDauer(pfad: string, dauer: Zeitraum, rahmen: Zeitraum): Verstoss[] {
  const maengel = pruefeZeitraum(pfad, dauer);
  if (maengel.length > 0 || anzahlTage(rahmen) === null) return maengel;
  return verlange(liegtInnerhalb(dauer, rahmen), pfad, "ZEITRAUM_AUSSERHALB");
}

export function pruefeHaeufigkeit(pfad: string, haeufigkeit: Haeufigkeit): Verstoss[] {
  const gueltig =
    Number.isSafeInteger(haeufigkeit.anzahl) &&
    haeufigkeit.anzahl >= 1 &&
    HAEUFIGKEITSEINHEITEN.includes(haeufigkeit.je);
  return verlange(gueltig, pfad, "HAEUFIGKEIT_UNGUELTIG");
}

/** Paths of the entries that repeat an earlier one. */
export function wiederholte<T>(eintraege: readonly T[], merkmal: (eintrag: T) => string): number[] {
  const gesehen = new Set<string>();
  return eintraege.flatMap((eintrag, stelle) => {
    const wert = merkmal(eintrag);
    if (gesehen.has(wert)) return [stelle];
    gesehen.add(wert);
    return [];
  });
}

export function pruefeVersion(pfad: string, version: number): Verstoss[] {
  return verlange(Number.isSafeInteger(version) && version >= 1, pfad, "VERSION_UNGUELTIG");
}

/** The data set belongs to this Vorgang. */
export function pruefeZugehoerigkeit(wert: string, verordnungsId: string): Verstoss[] {
  const maengel = pruefeKennung("verordnungsId", "verordnungsId", wert);
  if (maengel.length > 0 || wert.trim() === "") return maengel;
  return verlange(wert === verordnungsId, "verordnungsId", "VERORDNUNGS_ID_ANDERE");
}

const GPOS = /^[0-9A-Z]{6}$/;

/** Bundeseinheitliches Positionsnummernverzeichnis: 6 characters. Source: domain.md section 7.3. */
export function pruefeGpos(pfad: string, gpos: string): Verstoss[] {
  return verlange(gpos.trim() === "" || GPOS.test(gpos), pfad, "GPOS_FORM");
}
