import type { Zustellgrund } from "../../domain/ports/zustellung.js";
import { alle, type Kopf } from "./kopf.js";

/** Why a mail is set aside, and whether its sender is told: only where the sender is known and can do something about it. */
export interface Beiseitegrund {
  readonly grund: Zustellgrund;
  readonly antworten: boolean;
}

const TEXTE = {
  ZU_GROSS: "Die Nachricht ist größer, als dieser Dienst annimmt. Bitte senden Sie sie mit kleineren Anhängen erneut.",
  KOPF_ZU_GROSS: "Der Kopf der Nachricht ist größer als zulässig.",
  ABSENDER_UNLESBAR: "Der Absender der Nachricht ist nicht eindeutig angegeben.",
  AUFBAU_UNZULAESSIG: "Die Nachricht ist zu tief verschachtelt oder hat zu viele Teile.",
  UNLESBAR: "Die Nachricht konnte nicht gelesen werden.",
  NICHT_HERAUSGEGEBEN: "Das Clientmodul gibt die Nachricht nicht heraus.",
  TEILNACHRICHT: "Die Nachricht ist nur ein Teil einer Nachricht. Bitte senden Sie sie ungeteilt erneut.",
  NACHWEIS_UNVERSTANDEN: "Ein Zustellbericht zu einer unserer Nachrichten sagt nichts, das dieser Dienst versteht.",
} as const;
export type Beiseitecode = keyof typeof TEXTE;

const BEANTWORTET: ReadonlySet<Beiseitecode> = new Set(["ZU_GROSS", "TEILNACHRICHT"]);

export const beiseitegrund = (code: Beiseitecode): Beiseitegrund => ({
  grund: { code, text: TEXTE[code] },
  antworten: BEANTWORTET.has(code),
});

/** X-KIM-DecryptionResult but for 00 = ok (domain.md 1.3). Whoever sent such a mail is not proven, so nobody is answered. */
const ENTSCHLUESSELUNG: Readonly<Record<string, string>> = {
  "01": "Die Nachricht konnte nicht entschlüsselt werden: Der Schlüssel fehlt.",
  "02": "Die Nachricht konnte nicht entschlüsselt werden: Sie hat ein falsches Format.",
  "03": "Die Nachricht konnte nicht entschlüsselt werden: Der Konnektor war nicht verfügbar.",
};

/**
 * X-KIM-IntegrityCheckResult but for 01 = ok. 07 is the only one whose sender is answered: the signature is right and so is the
 * sender, only the state of the certificate was not to be had, which will be different later. It is not acted upon all the same:
 * a blocked card would look like that.
 */
const INTEGRITAET: Readonly<Record<string, { readonly text: string; readonly antworten?: true }>> = {
  "02": { text: "Die Nachricht wurde auf dem Weg verändert." },
  "03": { text: "Die Nachricht trägt keine Signatur." },
  "04": { text: "Die Signatur der Nachricht hat ein falsches Format." },
  "05": { text: "Die Zertifikatskette der Signatur ist ungültig." },
  "06": { text: "Die Prüfung der Signatur endete mit einem unbekannten Ergebnis." },
  "07": {
    text: "Die Signatur der Nachricht ist richtig, der Status des Zertifikats war aber nicht zu ermitteln. Bitte senden Sie die Nachricht später erneut.",
    antworten: true,
  },
  "08": { text: "Absender oder Empfänger im Inneren der Nachricht weichen von den äußeren ab." },
  "09": { text: "Die Empfänger der Nachricht stimmen nicht mit den gesicherten Empfängern überein." },
};

const HERSTELLERCODE = /^X[A-Za-z0-9_-]{0,20}$/;
const codes = (kopf: Kopf, feld: string): readonly string[] =>
  alle(kopf, feld).map((wert) => wert.split(/[\s;,(]/, 1)[0] ?? "");
/** Codes are counted, and others write what stands in a header: of vendors' codes there is one, and which it was stands in the text. */
const lesbar = (code: string): string =>
  /^\d{2}$/.test(code) ? code : HERSTELLERCODE.test(code) ? "HERSTELLER" : "UNLESBAR";
const genannt = (code: string): string => (HERSTELLERCODE.test(code) ? ` Code des Herstellers: ${code}.` : "");

/** The Konnektor was away when the Clientmodul gave the mail out; at the next reading it may be back. */
export const nurVoruebergehend = (grund: Zustellgrund): boolean => grund.code === "KIM_ENTSCHLUESSELUNG_03";

/**
 * What the receiving Clientmodul found wrong; null: nothing. Both fields may be repeated, and every one of them must say "ok".
 * `pflicht`: the result of the integrity check must be there; a mail without it was not checked by anybody.
 */
export function clientmodulGrund(kopf: Kopf, pflicht: boolean): Beiseitegrund | null {
  const entschluesselung = codes(kopf, "x-kim-decryptionresult").find((code) => code !== "00");
  if (entschluesselung !== undefined) {
    const text =
      ENTSCHLUESSELUNG[entschluesselung] ??
      `Die Nachricht konnte nicht entschlüsselt werden.${genannt(entschluesselung)}`;
    return { grund: { code: `KIM_ENTSCHLUESSELUNG_${lesbar(entschluesselung)}`, text }, antworten: false };
  }
  const ergebnisse = codes(kopf, "x-kim-integritycheckresult");
  // 07 is the mildest: another one beside it decides.
  const schlechte = ergebnisse.filter((code) => code !== "01");
  const integritaet = schlechte.find((code) => code !== "07") ?? schlechte[0];
  if (integritaet !== undefined) {
    const { text, antworten = false } = INTEGRITAET[integritaet] ?? {
      text: `Die Signaturprüfung ist gescheitert.${genannt(integritaet)}`,
    };
    return { grund: { code: `KIM_INTEGRITAET_${lesbar(integritaet)}`, text }, antworten };
  }
  if (!pflicht || ergebnisse.length > 0) return null;
  const text = "Die Signatur der Nachricht wurde nicht geprüft.";
  return { grund: { code: "KIM_INTEGRITAET_UNGEPRUEFT", text }, antworten: false };
}
