import type { Akteur } from "../kern/akteur.js";

/** Port: sign-in by an access token. Source: fachregeln.md section 1. */
export type Anmeldeergebnis =
  | { readonly art: "angemeldet"; readonly akteur: Akteur; readonly laeuftAbAm: Date }
  /** Authentic, but past its time: sign in again. */
  | { readonly art: "abgelaufen" }
  /** Not a token of ours, tampered with, or with claims that contradict each other. */
  | { readonly art: "ungueltig" }
  /** The issuer's keys could not be fetched: nothing is known about the token. */
  | { readonly art: "nichtVerfuegbar" };

export interface Anmeldung {
  /** Never throws for bad input. `token` is the bare compact JWS, without `Bearer`. */
  pruefe(token: string): Promise<Anmeldeergebnis>;
}
