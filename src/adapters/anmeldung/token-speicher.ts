import { hash } from "node:crypto";
import type { Akteur } from "../../domain/kern/akteur.js";

export interface Angemeldet {
  readonly akteur: Akteur;
  readonly laeuftAbAm: Date;
}

/**
 * Remembers tokens that were verified, so that the next request with the same one costs a hash instead of a signature
 * check. Keyed by SHA-256, so that no usable token lies in a heap dump. Only accepted tokens are kept: nobody without a
 * valid one can push others out. The price: a key that the issuer withdraws takes effect after at most `hoechstdauerMs`.
 */
export class TokenSpeicher {
  readonly #eintraege = new Map<string, { angemeldet: Angemeldet; bis: number }>();
  readonly #hoechstdauerMs: number;
  readonly #hoechstzahl: number;

  constructor(grenzen: { hoechstdauerMs: number; hoechstzahl: number }) {
    this.#hoechstdauerMs = grenzen.hoechstdauerMs;
    this.#hoechstzahl = grenzen.hoechstzahl;
  }

  schluessel(token: string): string {
    return hash("sha256", token, "base64");
  }

  finde(schluessel: string, jetzt: Date): Angemeldet | null {
    const eintrag = this.#eintraege.get(schluessel);
    if (eintrag === undefined) return null;
    if (jetzt.getTime() < eintrag.bis) return eintrag.angemeldet;
    this.#eintraege.delete(schluessel);
    return null;
  }

  merke(schluessel: string, angemeldet: Angemeldet, jetzt: Date): void {
    const bis = Math.min(angemeldet.laeuftAbAm.getTime(), jetzt.getTime() + this.#hoechstdauerMs);
    // Oldest first: a Map keeps the order of insertion, and all entries live equally long at most.
    const [aeltester] = this.#eintraege.keys();
    if (this.#eintraege.size >= this.#hoechstzahl && aeltester !== undefined) this.#eintraege.delete(aeltester);
    this.#eintraege.set(schluessel, { angemeldet, bis });
  }
}
