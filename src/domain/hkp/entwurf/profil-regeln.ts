import type { Verstoss } from "../../kern/fehler.js";
import { pruefeAuswahl, pruefeGrenzen, pruefeHaeufigkeit, pruefeTexte } from "../datensaetze/bausteine.js";
import { verlange } from "../datensaetze/regeln.js";
import { pruefeLeistungsart } from "../datensaetze/verordnung-regeln.js";
import { VERSORGUNGSORTE } from "../datensaetze/verordnung.js";
import type { Profilinhalt, Profilleistung } from "./profil.js";

const TAGE_HOECHSTENS = 3660;

function pruefeProfilleistung(leistung: Profilleistung, stelle: number): Verstoss[] {
  const pfad = `leistungen[${stelle}]`;
  const { blanko, haeufigkeit, dauerTage } = leistung;
  const tage = dauerTage === undefined || (Number.isSafeInteger(dauerTage) && dauerTage >= 1);
  return [
    ...pruefeLeistungsart(pfad, leistung),
    ...(haeufigkeit ? pruefeHaeufigkeit(`${pfad}.haeufigkeit`, haeufigkeit) : []),
    ...verlange(tage && (dauerTage ?? 1) <= TAGE_HOECHSTENS, `${pfad}.dauerTage`, "DAUER_TAGE"),
    ...verlange(!blanko || haeufigkeit === undefined, `${pfad}.haeufigkeit`, "BLANKO_MIT_HAEUFIGKEIT"),
    ...verlange(!blanko || dauerTage === undefined, `${pfad}.dauerTage`, "BLANKO_MIT_DAUER"),
  ];
}

/** A profile is checked as the Leistungen of a Verordnung are, but may leave frequency and duration open. */
export function pruefeProfil(profil: Profilinhalt): Verstoss[] {
  const { leistungen, versorgungsort } = profil;
  return [
    ...pruefeGrenzen(profil),
    ...pruefeTexte(profil),
    ...verlange(leistungen.length > 0, "leistungen", "MINDESTENS_EINS"),
    ...leistungen.flatMap(pruefeProfilleistung),
    ...(versorgungsort === undefined ? [] : pruefeAuswahl("versorgungsort", versorgungsort, VERSORGUNGSORTE)),
  ];
}
