import type { Zustellgrund, Zustellnachweis } from "../../domain/ports/zustellung.js";

/**
 * What an error mail of the Clientmodul means for our message (domain.md 1.3; gemSpec_CM_KOMLE V1.16.0). `unzustellbar`: it did not
 * go out, or its receiver cannot read it, and nobody tries again by itself; that some causes pass (4002, 4011, 4013) is for whoever
 * repeats it. `verzoegert`: a notice beside a message that goes its way.
 */
interface Meldung {
  readonly ergebnis: "unzustellbar" | "verzoegert";
  readonly text: string;
}
const endgueltig = (text: string): Meldung => ({ ergebnis: "unzustellbar", text });
const hinweis = (text: string): Meldung => ({ ergebnis: "verzoegert", text });

export const KIM_FEHLERMELDUNGEN = {
  4001: endgueltig("Der Empfänger wurde ausgelassen, weil seine KIM-Version die Nachricht nicht empfangen kann."),
  4002: endgueltig("Die große Nachricht konnte nicht auf dem Zwischenspeicher (KAS) abgelegt werden."),
  4003: endgueltig("Zum Empfänger gibt es im Verzeichnisdienst kein eindeutiges Verschlüsselungszertifikat."),
  4004: endgueltig("Die Nachricht konnte nicht für alle Empfänger verschlüsselt werden."),
  4005: endgueltig("Zum Empfänger gibt es mehrere Zertifikate mit verschiedenen Telematik-IDs."),
  4006: endgueltig("Die große Nachricht konnte nicht vom Zwischenspeicher (KAS) geladen werden."),
  4007: endgueltig("Die große Nachricht konnte nicht entschlüsselt werden."),
  4008: endgueltig("Die KIM-Version der Nachricht wird nicht unterstützt."),
  4009: endgueltig("Der Schlüssel zum Entschlüsseln ist nicht verfügbar."),
  4010: endgueltig("Die Nachricht hat ein falsches Format."),
  4011: endgueltig("Der Konnektor ist nicht verfügbar."),
  4012: endgueltig("Die Prüfsumme der großen Nachricht stimmt nicht."),
  4013: endgueltig("Der Zwischenspeicher (KAS) nimmt derzeit keine weiteren Nachrichten an."),
  4014: endgueltig("Die Nachricht wurde nach dem Verschlüsseln verändert."),
  4015: endgueltig("Die Bindung an den Empfänger wurde verändert."),
  4016: hinweis("Das Zertifikat des KIM-Kontos konnte nicht erneuert werden."),
  4017: hinweis("Das Clientmodul ist älter, als der Verzeichnisdienst angibt."),
  4018: endgueltig("Große Nachrichten sind für dieses Konto nicht freigeschaltet."),
} as const satisfies Record<number, Meldung>;
/** A code of a vendor (`X…`), or one that is newer than the table: it did not go out, as far as anybody can tell. */
const UNBEKANNT = endgueltig("Das Clientmodul meldet einen herstellereigenen Fehler.");

/** From the values of X-KIM-Fehlermeldung, e.g. `4003`: the worst of them, the first of these. Null if none holds a code. */
export function ausFehlermeldungen(werte: readonly string[]): Pick<Zustellnachweis, "ergebnis" | "grund"> | null {
  const meldungen = werte.flatMap((wert) => {
    const code = /^\s*(\d{4}|X[A-Za-z0-9_-]{1,20})\b/.exec(wert)?.[1];
    if (code === undefined) return [];
    const { ergebnis, text } = (KIM_FEHLERMELDUNGEN as Readonly<Record<string, Meldung>>)[code] ?? UNBEKANNT;
    return [{ ergebnis, grund: { code: `KIM_${code}`, text } }];
  });
  return meldungen.find(({ ergebnis }) => ergebnis === "unzustellbar") ?? meldungen[0] ?? null;
}

/** Meaning of an enhanced status code by its subject (RFC 3463, section 3). */
const STATUSGRUPPEN: Readonly<Record<string, string>> = {
  "1": "Die Adresse des Empfängers ist nicht bekannt oder nicht zulässig.",
  "2": "Das Postfach des Empfängers nimmt die Nachricht nicht an.",
  "3": "Das Mailsystem des Empfängers nimmt die Nachricht nicht an.",
  "4": "Das Mailsystem des Empfängers ist nicht erreichbar.",
  "5": "Die Mailsysteme verstehen einander nicht.",
  "6": "Der Inhalt der Nachricht wird nicht angenommen.",
  "7": "Die Nachricht wurde aus Sicherheitsgründen nicht angenommen.",
};

/** Reason from a status such as `5.1.1`. */
export function grundAusStatus(status: string | undefined): Zustellgrund {
  const teile = /^[245]\.(\d{1,3})\.\d{1,3}$/.exec(status?.trim().split(/[\s(]/, 1)[0] ?? "");
  const text = STATUSGRUPPEN[teile?.[1] ?? ""] ?? "Der Grund wurde nicht genannt.";
  return { code: teile ? `DSN_${teile[0]}` : "DSN_OHNE_STATUS", text };
}
