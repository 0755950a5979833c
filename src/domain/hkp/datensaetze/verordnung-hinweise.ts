import type { Verstoss } from "../../kern/fehler.js";
import { pruefeLanr } from "../../kennungen/lanr.js";
import { findeVerzeichnisleistung, LEISTUNGSVERZEICHNIS } from "../leistungsverzeichnis.js";
import type { Leistungsverzeichnis, Verzeichnisleistung } from "../leistungsverzeichnis.js";
import { anzahlTage } from "./kalendertag.js";
import { REGELN } from "./regeln.js";
import { gesamtzahl, vergleicheHaeufigkeit } from "./umfang.js";
import type { Leistung, Verordnung } from "./verordnung.js";

/** Same shape as a violation, but only for display: a hint never stops anything. */
export type Hinweis = Verstoss;

/** § 5 HKP-RL: an Erstverordnung should not exceed 14 days. */
const HOECHSTTAGE_ERSTVERORDNUNG = 14;
const ABWEICHUNG = "Abweichungen sind in begründeten Fällen möglich; bitte begründen Sie sie bei den Hinweisen.";

function zurHaeufigkeit(leistung: Leistung, eintrag: Verzeichnisleistung, pfad: string): Hinweis[] {
  const { hoechsthaeufigkeit } = eintrag;
  const { haeufigkeit, dauer } = leistung;
  if (!hoechsthaeufigkeit || !haeufigkeit) return [];
  const { anzahl, je, text } = hoechsthaeufigkeit;
  const tage = dauer ? anzahlTage(dauer) : null;
  const ueber =
    je === "VERORDNUNG"
      ? tage !== null && gesamtzahl(haeufigkeit, tage) > anzahl
      : vergleicheHaeufigkeit(haeufigkeit, { anzahl, je }) > 0;
  if (!ueber) return [];
  const regel = `Die HKP-Richtlinie empfiehlt für Nr. ${eintrag.nummer} (${eintrag.titel}) die Häufigkeit ${text}.`;
  return [{ pfad: `${pfad}.haeufigkeit`, regel, hinweis: ABWEICHUNG }];
}

function zurDauer(leistung: Leistung, eintrag: Verzeichnisleistung, pfad: string): Hinweis[] {
  const tage = leistung.dauer ? anzahlTage(leistung.dauer) : null;
  const hoechstens = eintrag.hoechstdauer?.tage ?? null;
  if (tage === null || hoechstens === null || tage <= hoechstens) return [];
  const regel = `Die HKP-Richtlinie empfiehlt für Nr. ${eintrag.nummer} (${eintrag.titel}) die Dauer ${eintrag.hoechstdauer?.text ?? ""}.`;
  return [{ pfad: `${pfad}.dauer`, regel, hinweis: ABWEICHUNG }];
}

function zurLeistung(leistung: Leistung, pfad: string, verzeichnis: Leistungsverzeichnis): Hinweis[] {
  if (leistung.nummer === undefined) return [];
  const eintrag = findeVerzeichnisleistung(leistung.nummer, verzeichnis);
  if (!eintrag) {
    const regel = `Die Nr. ${leistung.nummer} steht nicht im Leistungsverzeichnis (Version ${verzeichnis.version}).`;
    return [{ pfad: `${pfad}.nummer`, regel, hinweis: "Prüfen Sie die Nummer oder verwenden Sie einen Freitext." }];
  }
  const bedingung = eintrag.bedingung
    ? [
        {
          pfad: `${pfad}.nummer`,
          regel: `Bedingung zu Nr. ${eintrag.nummer} (${eintrag.titel}): ${eintrag.bedingung}`,
          hinweis: "Prüfen Sie, ob die Bedingung erfüllt ist.",
        },
      ]
    : [];
  return [...bedingung, ...zurHaeufigkeit(leistung, eintrag, pfad), ...zurDauer(leistung, eintrag, pfad)];
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
