import { Fachfehler } from "../domain/kern/fehler.js";
import type { Zugang } from "../domain/hkp/befehle.js";
import type { Dienste } from "./dienste.js";

/** The proof as the client sends it. */
export type Zugangseingabe =
  { readonly art: "POPP"; readonly token: string } | { readonly art: "ZUGRIFFSCODE"; readonly code: string };

/** Verifies a PoPP token; a code is compared by the store's query. @throws Fachfehler POPP_UNGUELTIG, NICHT_VERFUEGBAR */
export async function pruefeZugang(
  eingabe: Zugangseingabe | null,
  { popp, uhr }: Pick<Dienste, "popp" | "uhr">,
): Promise<Zugang | null> {
  if (eingabe === null || eingabe.art === "ZUGRIFFSCODE") return eingabe;
  const ergebnis = await popp.pruefe(eingabe.token, uhr.jetzt());
  if (ergebnis.art === "nichtVerfuegbar") throw new Fachfehler("NICHT_VERFUEGBAR");
  if (ergebnis.art === "ungueltig") throw new Fachfehler("POPP_UNGUELTIG", { grund: ergebnis.grund });
  return { art: "POPP", nachweis: ergebnis.nachweis };
}
