import type { Akteur } from "../domain/kern/akteur.js";
import { Fachfehler } from "../domain/kern/fehler.js";
import { KEINE_ANTWORTREGELN, pruefeAntwortregeln } from "../domain/hkp/antwortregeln.js";
import type { Antwortregeln } from "../domain/hkp/antwortregeln.js";
import type { Antwortregelstand } from "../domain/ports/antwortregeln.js";
import type { Dienste } from "./dienste.js";

type Mit = Pick<Dienste, "antwortregeln">;

function eigenerDienst(akteur: Akteur): string {
  if (akteur.rolle !== "PFLEGEDIENST") throw new Fachfehler("VERBOTEN", { erlaubteRollen: ["PFLEGEDIENST"] });
  return akteur.telematikId;
}

/** The automatic answers of the actor's Pflegedienst; version 0: never set. @throws Fachfehler VERBOTEN */
export async function eigeneAntwortregeln(akteur: Akteur, { antwortregeln }: Mit): Promise<Antwortregelstand> {
  return (await antwortregeln.lies(eigenerDienst(akteur))) ?? { regeln: KEINE_ANTWORTREGELN, version: 0 };
}

/**
 * Replaces them. They hold for Anfragen from now on: what waits for a person goes on waiting.
 * @throws Fachfehler VERBOTEN, EINGABE_UNGUELTIG, VERSIONSKONFLIKT
 */
export async function setzeAntwortregeln(
  akteur: Akteur,
  regeln: Antwortregeln,
  erwarteteVersion: number | null,
  dienste: Mit,
): Promise<Antwortregelstand> {
  const verstoesse = pruefeAntwortregeln(regeln);
  if (verstoesse.length > 0) throw new Fachfehler("EINGABE_UNGUELTIG", { verstoesse });
  const { version } = await eigeneAntwortregeln(akteur, dienste);
  const stand = { regeln, version: (erwarteteVersion ?? version) + 1 };
  if ((await dienste.antwortregeln.schreibe(eigenerDienst(akteur), stand)) === "GESCHRIEBEN") return stand;
  throw new Fachfehler("VERSIONSKONFLIKT", { erwartet: stand.version - 1, vorhanden: version });
}
