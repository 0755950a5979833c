import type { Zustellgrund } from "../ports/zustellung.js";

/** Fields of a header: lower-case name → values. */
export type Kopffelder = ReadonlyMap<string, readonly string[]>;

const AUTOANTWORT: Zustellgrund = {
  code: "AUTOANTWORT",
  text: "Automatisch erzeugte Nachricht, zum Beispiel eine Abwesenheitsnotiz.",
};
const VERTEILER: Zustellgrund = { code: "VERTEILER", text: "Nachricht eines Verteilers oder Massenversands." };
const SCHLEIFE: Zustellgrund = { code: "SCHLEIFE", text: "Nachricht, die von diesem Dienst selbst stammt." };
const OHNE_RUECKWEG: Zustellgrund = {
  code: "OHNE_RUECKWEG",
  text: "Nachricht ohne Absender im Umschlag, also die eines Mailsystems.",
};

/** Words at the start of a subject by which mail programs mark what nobody wrote; after any number of "Re:". */
const BETREFF =
  /^(?:(?:re|aw|wg|fwd?|antw)\s*:\s*){0,10}(?:automatische antwort|automatic reply|autoreply|auto-reply|auto:|abwesenheitsnotiz|abwesenheitsmeldung|abwesenheit:|out of (?:the )?office)/i;

interface Merkmal {
  readonly feld: string;
  readonly trifft: (wert: string) => boolean;
  readonly grund: Zustellgrund;
}

const beginntMit =
  (...worte: readonly string[]) =>
  (wert: string): boolean =>
    worte.includes(wert.toLowerCase().split(/[\s;,(]/, 1)[0] ?? "");

/** RFC 3834, 5 (Auto-Submitted), RFC 2919 and 2369 (List-*), RFC 5321, 4.5.5 (null Return-Path); the rest is custom. */
const MERKMALE: readonly Merkmal[] = [
  { feld: "x-loop", trifft: () => true, grund: SCHLEIFE },
  { feld: "auto-submitted", trifft: (wert) => wert !== "" && !beginntMit("no")(wert), grund: AUTOANTWORT },
  { feld: "x-auto-response-suppress", trifft: (wert) => !beginntMit("none", "")(wert), grund: AUTOANTWORT },
  { feld: "x-autoreply", trifft: (wert) => !beginntMit("no")(wert), grund: AUTOANTWORT },
  { feld: "x-autorespond", trifft: () => true, grund: AUTOANTWORT },
  { feld: "precedence", trifft: beginntMit("auto_reply", "auto-reply"), grund: AUTOANTWORT },
  { feld: "precedence", trifft: beginntMit("bulk", "junk", "list"), grund: VERTEILER },
  { feld: "return-path", trifft: (wert) => /^<\s*>$/.test(wert), grund: OHNE_RUECKWEG },
  { feld: "subject", trifft: (wert) => BETREFF.test(wert), grund: AUTOANTWORT },
];

export interface Wir {
  /** Our address, lower case. */
  readonly adresse: string;
  /** Name in X-KIM-Sendersystem. */
  readonly sendersystem: string;
}

/**
 * Why a mail is one that no person wrote to us; null: it may be one. Such a mail is never acted upon and never answered: two
 * machines would answer each other for ever. `betreff` is the subject with encoded words decoded.
 */
export function selbsttaetig(
  felder: Kopffelder,
  { absender, betreff }: { readonly absender: string | null; readonly betreff: string },
  wir: Wir,
): Zustellgrund | null {
  const werte = (feld: string): readonly string[] => felder.get(feld) ?? [];
  const sendersystem = werte("x-kim-sendersystem").map((wert) => wert.split(";", 1)[0]?.trim().toLowerCase());
  if (absender === wir.adresse || sendersystem.includes(wir.sendersystem.toLowerCase())) return SCHLEIFE;
  const merkmal = MERKMALE.find(({ feld, trifft }) => (feld === "subject" ? [betreff] : werte(feld)).some(trifft));
  if (merkmal) return merkmal.grund;
  return [...felder.keys()].some((feld) => /^list-[a-z]/.test(feld)) ? VERTEILER : null;
}
