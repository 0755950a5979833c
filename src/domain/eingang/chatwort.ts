/** Commands in a room of the TI-Messenger: how they are read. What they do stands in chatbefehle.ts. */

/** Without umlauts, as `leseChatwort` makes them. */
export const CHATWORTE = [
  "hilfe",
  "status",
  "annehmen",
  "ablehnen",
  "verfuegbar",
  "zurueckgeben",
  "zurueckziehen",
  "einreichen",
  "folgeverordnung",
  "ja",
  "nein",
] as const;
export type Chatwort = (typeof CHATWORTE)[number];

export interface Chatbefehl {
  /** Null: no command of ours. */
  readonly wort: Chatwort | null;
  /** What stands behind it, trimmed; empty: nothing. */
  readonly rest: string;
}

/** What people write for the same. */
const ANDERE_WORTE: Readonly<Record<string, Chatwort>> = {
  "?": "hilfe",
  help: "hilfe",
  befehle: "hilfe",
  verfugbar: "verfuegbar",
  zuruckgeben: "zurueckgeben",
  zuruckziehen: "zurueckziehen",
  abbrechen: "nein",
};

/** One exclamation mark, then a word; `!!!` is somebody's emphasis. */
const BEFEHL = /^!\s*([\p{L}\p{M}]+|\?)(?=[\s.,:;!–-]|$)[.,:;!–-]*\s*([^]*)$/u;
/** Characters that keyboards and clients slip in unseen: zero-width ones, the byte order mark, selectors of a variant. */
const UNSICHTBAR = /[\u200b-\u200f\u2060\ufeff\ufe0e\ufe0f]/gu;
const UMLAUTE: Readonly<Record<string, string>> = { ä: "ae", ö: "oe", ü: "ue", ß: "ss" };

/** Case, umlauts (also as two characters, or written out), white space and full-width marks do not matter. Null: not a command. */
export function leseChatbefehl(text: string): Chatbefehl | null {
  const sichtbar = text.replace(UNSICHTBAR, "").trim().replace(/^！/u, "!");
  const treffer = BEFEHL.exec(sichtbar);
  if (treffer === null) return null;
  const wort = (treffer[1] ?? "")
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[äöüß]/gu, (zeichen) => UMLAUTE[zeichen] ?? zeichen);
  return { wort: alsChatwort(wort), rest: (treffer[2] ?? "").normalize("NFC").trim() };
}

const alsChatwort = (wort: string): Chatwort | null =>
  CHATWORTE.find((eines) => eines === wort) ??
  (Object.hasOwn(ANDERE_WORTE, wort) ? (ANDERE_WORTE[wort] ?? null) : null);

/** The person's own words of a reply: clients put what is answered before them, line by line behind `> ` (Matrix v1.11, rich replies). */
export function ohneZitat(text: string): string {
  const zeilen = text.split("\n");
  const erste = zeilen.findIndex((zeile) => !zeile.startsWith(">"));
  if (erste === -1) return "";
  return zeilen.slice(erste).join("\n").trim();
}

/** U+2705; keyboards send it with and without a selector of its variant. */
export const istZustimmung = (zeichen: string): boolean => zeichen.replace(UNSICHTBAR, "") === "✅";
