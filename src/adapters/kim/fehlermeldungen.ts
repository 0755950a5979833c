import type { Zustellgrund } from "../../domain/ports/zustellung.js";

/** Codes of the header X-KIM-Fehlermeldung with a text for the sender's side. Source: domain.md 1.3 (gemSpec_CM_KOMLE V1.16.0). */
export const KIM_FEHLERMELDUNGEN = {
  4001: "Der Empfänger wurde ausgelassen, weil seine KIM-Version die Nachricht nicht empfangen kann.",
  4002: "Die große Nachricht konnte nicht auf dem Zwischenspeicher (KAS) abgelegt werden.",
  4003: "Zum Empfänger gibt es im Verzeichnisdienst kein eindeutiges Verschlüsselungszertifikat.",
  4004: "Die Nachricht konnte nicht für alle Empfänger verschlüsselt werden.",
  4005: "Zum Empfänger gibt es mehrere Zertifikate mit verschiedenen Telematik-IDs.",
  4006: "Die große Nachricht konnte nicht vom Zwischenspeicher (KAS) geladen werden.",
  4007: "Die große Nachricht konnte nicht entschlüsselt werden.",
  4008: "Die KIM-Version der Nachricht wird nicht unterstützt.",
  4009: "Der Schlüssel zum Entschlüsseln ist nicht verfügbar.",
  4010: "Die Nachricht hat ein falsches Format.",
  4011: "Der Konnektor ist nicht verfügbar.",
  4012: "Die Prüfsumme der großen Nachricht stimmt nicht.",
  4013: "Der Zwischenspeicher (KAS) nimmt derzeit keine weiteren Nachrichten an.",
  4014: "Die Nachricht wurde nach dem Verschlüsseln verändert.",
  4015: "Die Bindung an den Empfänger wurde verändert.",
  4016: "Das Zertifikat des KIM-Kontos konnte nicht erneuert werden.",
  4017: "Das Clientmodul ist älter, als der Verzeichnisdienst angibt.",
  4018: "Große Nachrichten sind für dieses Konto nicht freigeschaltet.",
} as const satisfies Record<number, string>;

/** Reason from a header value, e.g. `4003`; a vendor's own code (`X…`) keeps only its code. Null if it holds none. */
export function grundAusFehlermeldung(wert: string): Zustellgrund | null {
  const code = /^\s*(\d{4}|X[A-Za-z0-9_-]{1,20})\b/.exec(wert)?.[1];
  if (code === undefined) return null;
  const text = (KIM_FEHLERMELDUNGEN as Readonly<Record<string, string>>)[code];
  return { code: `KIM_${code}`, text: text ?? "Das Clientmodul meldet einen herstellereigenen Fehler." };
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
