import { Fachfehler } from "../domain/kern/fehler.js";
import type { Akteur, Kostentraeger } from "../domain/kern/akteur.js";
import type { Vorgang } from "../domain/hkp/vorgang.js";
import type { Pruefhinweis } from "../domain/ports/leistungspruefung.js";
import { fuehreAus } from "./befehl-ausfuehren.js";
import type { Dienste } from "./dienste.js";

/**
 * Decides an application without a person, if the check finds it clear: as the Kostentraeger itself, over the one write path.
 * Bound to the version that was checked: whatever happens in between ends it, and is looked at anew.
 * @param anfrageId made from the deadline, so that of several instances one decides
 * @returns false: a person must look
 * @throws Fachfehler that `warSchneller` knows
 */
export async function entscheideSelbst(
  vorgang: Vorgang,
  anfrageId: string,
  dienste: Dienste,
  beiFehler: (fehler: unknown) => void,
): Promise<boolean> {
  const akteur = automatischePruefung(vorgang);
  if (akteur === null) return false;
  const ergebnis = await dienste.leistungspruefung.pruefe(vorgang, dienste.uhr.jetzt());
  if (ergebnis.art === "unklar") return false;
  const auftrag = { aktion: "entscheiden", entscheidung: ergebnis.entscheidung } as const;
  try {
    await fuehreAus({ vorgangId: vorgang.id, auftrag, akteur, anfrageId, erwarteteVersion: vorgang.version }, dienste);
    return true;
  } catch (fehler) {
    if (!(fehler instanceof Fachfehler) || warSchneller(fehler)) throw fehler;
    // A check that answers with a decision the rules refuse is broken: BETRIEB must know, and a person decides.
    beiFehler(fehler);
    return false;
  }
}

/** The refusals that mean: somebody else has changed or decided it meanwhile. */
export function warSchneller(fehler: unknown): boolean {
  return fehler instanceof Fachfehler && SCHNELLER.includes((fehler as Fachfehler).code);
}
const SCHNELLER: readonly string[] = ["STATUS_UNZULAESSIG", "VERSIONSKONFLIKT", "VORGANG_UNBEKANNT"];

/** As whom it acts. It signs nothing, so it has no card and no Telematik-ID; the IK is that of the Verordnung. */
function automatischePruefung({ kostentraeger, prinzip }: Vorgang): Kostentraeger | null {
  if (kostentraeger === null || prinzip === null) return null;
  return {
    rolle: "KOSTENTRAEGER",
    person: "DUNKELVERARBEITUNG",
    ik: kostentraeger.kennung,
    telematikId: "",
    professionOid: "",
    prinzip,
    name: "Automatische Prüfung des Kostenträgers",
  };
}

/**
 * Why a person must look at this application; null where there is none to look at. For the Kostentraeger only: they are its own
 * considerations. Shown to one that has no automatic check too, as a help for its clerk.
 */
export async function pruefhinweise(
  vorgang: Vorgang,
  { rolle }: Akteur,
  { leistungspruefung, uhr }: Pick<Dienste, "leistungspruefung" | "uhr">,
): Promise<readonly Pruefhinweis[] | null> {
  if (rolle !== "KOSTENTRAEGER" || vorgang.status !== "ANTRAGSPRUEFUNG" || vorgang.antrag !== "AP3") return null;
  const ergebnis = await leistungspruefung.pruefe(vorgang, uhr.jetzt());
  return ergebnis.art === "klar" ? [] : ergebnis.hinweise;
}
