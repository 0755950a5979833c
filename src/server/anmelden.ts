import type { Akteur } from "../domain/kern/akteur.js";
import { Fachfehler } from "../domain/kern/fehler.js";
import type { Anmeldung } from "../domain/ports/anmeldung.js";

export interface Angemeldet {
  readonly akteur: Akteur;
  readonly laeuftAbAm: Date;
}

/** The token of `Authorization: Bearer …`; null if there is none. */
export function bearerToken(kopfzeile: unknown): string | null {
  if (typeof kopfzeile !== "string") return null;
  return /^Bearer +([A-Za-z0-9._~+/=-]+) *$/i.exec(kopfzeile)?.[1] ?? null;
}

/** @throws Fachfehler NICHT_ANGEMELDET, ANMELDUNG_ABGELAUFEN, ANMELDUNG_UNGUELTIG or NICHT_VERFUEGBAR */
export async function meldeAn(token: string | null, anmeldung: Anmeldung): Promise<Angemeldet> {
  if (token === null) throw new Fachfehler("NICHT_ANGEMELDET");
  const ergebnis = await anmeldung.pruefe(token);
  switch (ergebnis.art) {
    case "angemeldet":
      return ergebnis;
    case "abgelaufen":
      throw new Fachfehler("ANMELDUNG_ABGELAUFEN");
    case "ungueltig":
      throw new Fachfehler("ANMELDUNG_UNGUELTIG");
    case "nichtVerfuegbar":
      throw new Fachfehler("NICHT_VERFUEGBAR");
  }
}
