import { pruefeLanr } from "../../kennungen/lanr.js";
import { findeVerzeichnisleistung, LEISTUNGSVERZEICHNIS } from "../leistungsverzeichnis.js";
import type { Leistungsverzeichnis } from "../leistungsverzeichnis.js";
import { anzahlTage } from "./kalendertag.js";
import { REGELN } from "./regeln.js";
import { hinweiseZumUmfang, hinweiseZurBedingung } from "./umfang-hinweise.js";
import type { Hinweis } from "./umfang-hinweise.js";
import type { Leistung, Verordnung } from "./verordnung.js";

/** § 5 HKP-RL: an Erstverordnung should not exceed 14 days. */
const HOECHSTTAGE_ERSTVERORDNUNG = 14;
const ABWEICHUNG = "Abweichungen sind in begründeten Fällen möglich; bitte begründen Sie sie bei den Hinweisen.";

function zurLeistung(leistung: Leistung, pfad: string, verzeichnis: Leistungsverzeichnis): Hinweis[] {
  if (leistung.nummer === undefined) return [];
  const eintrag = findeVerzeichnisleistung(leistung.nummer, verzeichnis);
  if (!eintrag) {
    const regel = `Die Nr. ${leistung.nummer} steht nicht im Leistungsverzeichnis (Version ${verzeichnis.version}).`;
    return [{ pfad: `${pfad}.nummer`, regel, hinweis: "Prüfen Sie die Nummer oder verwenden Sie einen Freitext." }];
  }
  return [
    ...hinweiseZurBedingung(eintrag, `${pfad}.nummer`),
    ...hinweiseZumUmfang(leistung, eintrag, pfad, ABWEICHUNG),
  ];
}

function zurErstverordnung(verordnung: Verordnung): Hinweis[] {
  const tage = anzahlTage(verordnung.verordnungszeitraum);
  if (verordnung.art !== "ERSTVERORDNUNG" || tage === null || tage <= HOECHSTTAGE_ERSTVERORDNUNG) return [];
  return [
    {
      pfad: "verordnungszeitraum",
      regel: "Eine Erstverordnung soll nach § 5 HKP-Richtlinie 14 Tage nicht überschreiten.",
      hinweis: ABWEICHUNG,
    },
  ];
}

function zurLanr({ verordnender }: Verordnung): Hinweis[] {
  const urteil = pruefeLanr(verordnender.lanr);
  if (urteil.gueltig || urteil.mangel !== "PRUEFZIFFER") return [];
  return [{ pfad: "verordnender.lanr", ...REGELN.LANR_PRUEFZIFFER }];
}

/**
 * Hints of the HKP-RL (recommended duration and frequency, conditions). With the DGUV the limits of the HKP-RL do not
 * apply (gemF_VO_HKP 3.5.3). Sources: fachregeln.md section 6, domain.md section 7.
 */
export function hinweiseZurVerordnung(
  verordnung: Verordnung,
  verzeichnis: Leistungsverzeichnis = LEISTUNGSVERZEICHNIS,
): Hinweis[] {
  if (verordnung.kostentraeger.art === "DGUV") return zurLanr(verordnung);
  return [
    ...zurLanr(verordnung),
    ...zurErstverordnung(verordnung),
    ...verordnung.leistungen.flatMap((leistung, stelle) => zurLeistung(leistung, `leistungen[${stelle}]`, verzeichnis)),
  ];
}
