import type { Verstoss } from "../../kern/fehler.js";
import type { Verzeichnisleistung } from "../leistungsverzeichnis.js";
import { anzahlTage } from "./kalendertag.js";
import { gesamtzahl, vergleicheHaeufigkeit } from "./umfang.js";
import type { Leistung } from "./verordnung.js";

/** Same shape as a violation, but only for display: a hint never stops anything. */
export type Hinweis = Verstoss;

/**
 * Condition, recommended frequency and recommended duration of one Leistung by its line of the HKP-RL; none where its cell is
 * unknown or the Leistung leaves it open. `abweichung`: what to do where a recommendation is exceeded.
 */
export function hinweiseZumUmfang(
  leistung: Pick<Leistung, "haeufigkeit" | "dauer">,
  eintrag: Verzeichnisleistung,
  pfad: string,
  abweichung: string,
): Hinweis[] {
  return [...zurHaeufigkeit(leistung, eintrag, pfad, abweichung), ...zurDauer(leistung, eintrag, pfad, abweichung)];
}

export function hinweiseZurBedingung({ nummer, titel, bedingung }: Verzeichnisleistung, pfad: string): Hinweis[] {
  if (bedingung === null) return [];
  const regel = `Bedingung zu Nr. ${nummer} (${titel}): ${bedingung}`;
  return [{ pfad, regel, hinweis: "Prüfen Sie, ob die Bedingung erfüllt ist." }];
}

function zurHaeufigkeit(
  { haeufigkeit, dauer }: Pick<Leistung, "haeufigkeit" | "dauer">,
  { nummer, titel, hoechsthaeufigkeit }: Verzeichnisleistung,
  pfad: string,
  hinweis: string,
): Hinweis[] {
  if (!hoechsthaeufigkeit || !haeufigkeit) return [];
  const { anzahl, je, text } = hoechsthaeufigkeit;
  const tage = dauer ? anzahlTage(dauer) : null;
  const ueber =
    je === "VERORDNUNG"
      ? tage !== null && gesamtzahl(haeufigkeit, tage) > anzahl
      : vergleicheHaeufigkeit(haeufigkeit, { anzahl, je }) > 0;
  if (!ueber) return [];
  const regel = `Die HKP-Richtlinie empfiehlt für Nr. ${nummer} (${titel}) die Häufigkeit ${text}.`;
  return [{ pfad: `${pfad}.haeufigkeit`, regel, hinweis }];
}

function zurDauer(
  { dauer }: Pick<Leistung, "dauer">,
  { nummer, titel, hoechstdauer }: Verzeichnisleistung,
  pfad: string,
  hinweis: string,
): Hinweis[] {
  const tage = dauer ? anzahlTage(dauer) : null;
  const hoechstens = hoechstdauer?.tage ?? null;
  if (tage === null || hoechstens === null || tage <= hoechstens) return [];
  const regel = `Die HKP-Richtlinie empfiehlt für Nr. ${nummer} (${titel}) die Dauer ${hoechstdauer?.text ?? ""}.`;
  return [{ pfad: `${pfad}.dauer`, regel, hinweis }];
}
