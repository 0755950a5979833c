import { alsTeilnehmer, schluessel } from "../kern/akteur.js";
import type { Akteur, Teilnehmerschluessel } from "../kern/akteur.js";
import { Fachfehler } from "../kern/fehler.js";
import type { Zugang } from "./befehle.js";
import type { Status } from "./status.js";
import type { Vorgang } from "./vorgang.js";
import { weiseKostenerstattungAb } from "./zulaessig.js";

/**
 * Which Vorgaenge an actor may see, as data that the store turns into its query: a resolver cannot forget it, and
 * "not there" and "not allowed" are one and the same empty result. Source: chapters 7.1.1–7.1.8 (Zugriffsberechtigung), D5, D6.
 */
export type Sicht =
  /** Takes part, see `sichtbarFuer` in aenderung.ts. */
  | { readonly art: "BETEILIGT"; readonly schluessel: Teilnehmerschluessel }
  /** Holds a code of the printout or the FdV, or has read the card; in addition to taking part. */
  | {
      readonly art: "MIT_ZUGANG";
      readonly schluessel: Teilnehmerschluessel;
      readonly zugang: { readonly kvnr: string } | { readonly code: string; readonly codes: readonly Codeart[] };
      readonly status: readonly Status[];
    }
  | { readonly art: "ALLE" }
  | { readonly art: "KEINE" };

export type Codeart = "annehmen" | "lesen";

/** What the proof is wanted for: the reading code opens nothing but reading. */
export type Zweck = "LESEN" | "HANDELN";

/** Access information works only in OFFEN and ends when a Pflegedienst accepts (D5). */
const EINLOESBAR: readonly Status[] = ["OFFEN"];

const CODES: Record<Zweck, readonly Codeart[]> = { LESEN: ["annehmen", "lesen"], HANDELN: ["annehmen"] };

/** Whether a verified proof opens this Vorgang for acting: for those who see it anyhow the store's query does not tell. */
export function istNachgewiesen(zugang: Zugang | null, vorgang: Vorgang): boolean {
  if (zugang === null || !EINLOESBAR.includes(vorgang.status)) return false;
  if (zugang.art === "POPP") return zugang.nachweis.kvnr === vorgang.versicherter?.kennung;
  return CODES.HANDELN.some((art) => vorgang.zugriffscodes?.[art] === zugang.code);
}

/**
 * @throws Fachfehler KOSTENERSTATTUNG_OHNE_ZUGRIFF; POPP_FREMD if the token was made for another institution.
 */
export function sichtVon(akteur: Akteur, zugang: Zugang | null, zweck: Zweck): Sicht {
  weiseKostenerstattungAb(akteur);
  if (akteur.rolle === "SYSTEM") return { art: "ALLE" };
  const teilnehmer = alsTeilnehmer(akteur);
  // BETRIEB sees deliveries, never a Vorgang.
  if (teilnehmer === null) return { art: "KEINE" };
  const beteiligt = { art: "BETEILIGT", schluessel: schluessel(teilnehmer) } as const;
  if (zugang === null) return beteiligt;

  switch (zugang.art) {
    case "POPP":
      // Only a Pflegedienst redeems with the card [6.5.1.1].
      if (akteur.rolle !== "PFLEGEDIENST") return beteiligt;
      if (zugang.nachweis.actorId !== akteur.telematikId) throw new Fachfehler("POPP_FREMD");
      return { ...beteiligt, art: "MIT_ZUGANG", zugang: { kvnr: zugang.nachweis.kvnr }, status: EINLOESBAR };
    case "ZUGRIFFSCODE":
      // A Kostentraeger may read with the printout for Beratung [6.5.3], never act with it.
      if (akteur.rolle !== "PFLEGEDIENST" && !(akteur.rolle === "KOSTENTRAEGER" && zweck === "LESEN")) return beteiligt;
      return {
        ...beteiligt,
        art: "MIT_ZUGANG",
        zugang: { code: zugang.code, codes: CODES[zweck] },
        status: EINLOESBAR,
      };
  }
}
