import type { Urteil, Zustellgrund } from "../../domain/ports/zustellung.js";

/** How far the attempt had come. `NACH_PUNKT`: the whole content has left this process, the reply was not complete. */
export type Phase = "VERBINDEN" | "ANMELDEN" | "UEBERTRAGEN" | "NACH_PUNKT";

/** What went wrong, free of texts of the peer (they may hold addresses). */
export interface Fehlerbild {
  readonly phase: Phase;
  /** Three-digit reply that answers the command; null if no complete reply came. */
  readonly antwort: number | null;
  /** Command that the reply belongs to. */
  readonly befehl: "AUTH" | "MAIL" | "RCPT" | "DATA" | null;
  readonly ursache: "ANTWORT" | "GETRENNT" | "ZEITUEBERSCHREITUNG" | "ABGEBROCHEN" | "NICHT_VERTRAUT" | "PROTOKOLL";
}

/** A fault in the configuration or the Konnektor needs a person: ask again seldom, but never lose the message. */
const LANGE_MS = 15 * 60_000;

interface Zeile {
  readonly phase?: Phase;
  readonly ursache?: Fehlerbild["ursache"];
  readonly befehl?: Fehlerbild["befehl"];
  /** Inclusive range of replies. */
  readonly antwort?: readonly [von: number, bis: number];
  readonly urteil: Exclude<Urteil["art"], "uebergeben">;
  readonly code: string;
  readonly text: string;
  readonly nachMs?: number;
}

/**
 * From error to verdict; the first row that fits decides. Sources: domain.md 1.1 (replies of the Clientmodul), RFC 5321
 * 4.2 (4yz transient, 5yz permanent; 503 speaks of the session, not of the message).
 */
export const URTEILE: readonly Zeile[] = [
  // After the final dot only a complete reply to it tells what became of the message.
  {
    phase: "NACH_PUNKT",
    befehl: "DATA",
    antwort: [503, 503],
    urteil: "spaeter",
    code: "KIM_REIHENFOLGE",
    text: "Das Clientmodul hat die Nachricht in diesem Zustand nicht angenommen.",
  },
  {
    phase: "NACH_PUNKT",
    befehl: "DATA",
    antwort: [451, 451],
    urteil: "spaeter",
    code: "KIM_KEIN_EMPFAENGER",
    text: "Das Clientmodul konnte die Nachricht für den Empfänger derzeit nicht verschlüsseln.",
  },
  {
    phase: "NACH_PUNKT",
    befehl: "DATA",
    antwort: [400, 499],
    urteil: "spaeter",
    code: "KIM_VORUEBERGEHEND",
    text: "Das Clientmodul hat die Nachricht vorübergehend nicht angenommen.",
  },
  {
    phase: "NACH_PUNKT",
    befehl: "DATA",
    antwort: [552, 552],
    urteil: "abgelehnt",
    code: "KIM_ZU_GROSS",
    text: "Die Nachricht ist für das Clientmodul zu groß.",
  },
  {
    phase: "NACH_PUNKT",
    befehl: "DATA",
    antwort: [500, 599],
    urteil: "abgelehnt",
    code: "KIM_INHALT_ABGELEHNT",
    text: "Das Clientmodul hat die Nachricht endgültig abgelehnt.",
  },
  {
    phase: "NACH_PUNKT",
    ursache: "ZEITUEBERSCHREITUNG",
    urteil: "unbekannt",
    code: "KIM_ANTWORT_AUSGEBLIEBEN",
    text: "Die Nachricht wurde vollständig gesendet, das Clientmodul hat nicht rechtzeitig geantwortet.",
  },
  {
    phase: "NACH_PUNKT",
    urteil: "unbekannt",
    code: "KIM_ANTWORT_VERLOREN",
    text: "Die Nachricht wurde vollständig gesendet, die Antwort des Clientmoduls ging verloren.",
  },
  // Anything before: nothing was taken.
  {
    ursache: "ABGEBROCHEN",
    urteil: "spaeter",
    code: "KIM_ABGEBROCHEN",
    text: "Der Versand wurde vor dem Ende unterbrochen.",
  },
  {
    ursache: "NICHT_VERTRAUT",
    urteil: "spaeter",
    code: "KIM_TLS_NICHT_VERTRAUT",
    text: "Das Zertifikat des Clientmoduls ist nicht vertrauenswürdig. Prüfen Sie die Konfiguration.",
    nachMs: LANGE_MS,
  },
  {
    phase: "VERBINDEN",
    ursache: "ZEITUEBERSCHREITUNG",
    urteil: "spaeter",
    code: "KIM_NICHT_ERREICHBAR",
    text: "Das Clientmodul hat nicht rechtzeitig geantwortet.",
  },
  {
    phase: "VERBINDEN",
    urteil: "spaeter",
    code: "KIM_NICHT_ERREICHBAR",
    text: "Das Clientmodul ist nicht erreichbar.",
  },
  {
    phase: "ANMELDEN",
    antwort: [535, 535],
    urteil: "spaeter",
    code: "KIM_ANMELDUNG_FALSCH",
    text: "Das Clientmodul lehnt Benutzername oder Passwort ab. Prüfen Sie die Konfiguration.",
    nachMs: LANGE_MS,
  },
  {
    phase: "ANMELDEN",
    antwort: [501, 501],
    urteil: "spaeter",
    code: "KIM_AUFRUFKONTEXT_FALSCH",
    text: "Der KIM-Benutzername ist unvollständig oder der Aufrufkontext (Mandant, Clientsystem, Arbeitsplatz) passt nicht.",
    nachMs: LANGE_MS,
  },
  {
    phase: "ANMELDEN",
    antwort: [504, 504],
    urteil: "spaeter",
    code: "KIM_ANMELDEVERFAHREN",
    text: "Das Clientmodul bietet kein gemeinsames Anmeldeverfahren an (PLAIN oder LOGIN).",
    nachMs: LANGE_MS,
  },
  {
    phase: "ANMELDEN",
    antwort: [454, 454],
    urteil: "spaeter",
    code: "KIM_FACHDIENST_NICHT_ERREICHBAR",
    text: "Das Clientmodul erreicht den KIM-Fachdienst nicht.",
  },
  {
    phase: "ANMELDEN",
    antwort: [500, 599],
    urteil: "spaeter",
    code: "KIM_ANMELDUNG_ABGELEHNT",
    text: "Das Clientmodul lehnt die Anmeldung ab. Prüfen Sie die Konfiguration.",
    nachMs: LANGE_MS,
  },
  {
    phase: "ANMELDEN",
    urteil: "spaeter",
    code: "KIM_ANMELDUNG_UNTERBROCHEN",
    text: "Die Anmeldung am Clientmodul kam nicht zustande.",
  },
  {
    antwort: [530, 530],
    urteil: "spaeter",
    code: "KIM_ANMELDUNG_VERLANGT",
    text: "Das Clientmodul verlangt eine Anmeldung. Prüfen Sie die Konfiguration.",
    nachMs: LANGE_MS,
  },
  {
    antwort: [503, 503],
    urteil: "spaeter",
    code: "KIM_REIHENFOLGE",
    text: "Das Clientmodul hat die Nachricht in diesem Zustand nicht angenommen.",
  },
  {
    antwort: [552, 552],
    urteil: "abgelehnt",
    code: "KIM_ZU_GROSS",
    text: "Die Nachricht ist für das Clientmodul zu groß.",
  },
  {
    // The sender is ours: its refusal says nothing about the message, so it must not be lost.
    befehl: "MAIL",
    antwort: [500, 599],
    urteil: "spaeter",
    code: "KIM_ABSENDER_ABGELEHNT",
    text: "Das Clientmodul lehnt den Absender ab. Prüfen Sie die Konfiguration.",
    nachMs: LANGE_MS,
  },
  {
    befehl: "RCPT",
    antwort: [500, 599],
    urteil: "abgelehnt",
    code: "KIM_EMPFAENGER_ABGELEHNT",
    text: "Das Clientmodul lehnt den Empfänger endgültig ab.",
  },
  {
    befehl: "DATA",
    antwort: [500, 599],
    urteil: "abgelehnt",
    code: "KIM_INHALT_ABGELEHNT",
    text: "Das Clientmodul hat die Nachricht endgültig abgelehnt.",
  },
  {
    antwort: [400, 499],
    urteil: "spaeter",
    code: "KIM_VORUEBERGEHEND",
    text: "Das Clientmodul hat die Nachricht vorübergehend nicht angenommen.",
  },
  {
    ursache: "ZEITUEBERSCHREITUNG",
    urteil: "spaeter",
    code: "KIM_ZEITUEBERSCHREITUNG",
    text: "Das Clientmodul hat beim Übertragen nicht rechtzeitig geantwortet.",
  },
  {
    ursache: "GETRENNT",
    urteil: "spaeter",
    code: "KIM_GETRENNT",
    text: "Die Verbindung zum Clientmodul brach vor dem Ende der Nachricht ab.",
  },
  // Total by construction: whatever else happens before the dot is tried again.
  {
    urteil: "spaeter",
    code: "KIM_PROTOKOLLFEHLER",
    text: "Das Clientmodul hat unverständlich geantwortet.",
  },
];

function passt(zeile: Zeile, bild: Fehlerbild): boolean {
  const { phase, ursache, befehl, antwort } = zeile;
  if (phase !== undefined && phase !== bild.phase) return false;
  if (ursache !== undefined && ursache !== bild.ursache) return false;
  if (befehl !== undefined && befehl !== bild.befehl) return false;
  return antwort === undefined || (bild.antwort !== null && antwort[0] <= bild.antwort && bild.antwort <= antwort[1]);
}

/** Never fails: the table's last row fits everything. */
export function urteile(bild: Fehlerbild, nachrichtId: string): Urteil {
  const zeile = URTEILE.find((z) => passt(z, bild));
  if (!zeile) throw new Error("URTEILE has no last row");
  const zahl = bild.antwort === null ? "" : ` (Antwort ${bild.antwort})`;
  const grund: Zustellgrund = { code: zeile.code, text: zeile.text + zahl };
  switch (zeile.urteil) {
    case "unbekannt":
      return { art: "unbekannt", grund, nachrichtId };
    case "abgelehnt":
      return { art: "abgelehnt", grund };
    case "spaeter":
      return zeile.nachMs === undefined ? { art: "spaeter", grund } : { art: "spaeter", grund, nachMs: zeile.nachMs };
  }
}
