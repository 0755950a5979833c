import PostalMime from "postal-mime";
import type { Zustellnachweis } from "../../domain/ports/zustellung.js";
import { grundAusFehlermeldung, grundAusStatus } from "./fehlermeldungen.js";

/** Fields of a header or of one group of a delivery status: lower-case name, first value wins. */
type Felder = ReadonlyMap<string, string>;

/** Header-like fields with folding (RFC 3464, section 2.1.1); groups are separated by blank lines. */
export function liesFeldgruppen(text: string): readonly Felder[] {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/\n[ \t]+/g, " ")
    .split(/\n\s*\n/)
    .map((gruppe) => {
      const felder = new Map<string, string>();
      for (const zeile of gruppe.split("\n")) {
        const doppelpunkt = zeile.indexOf(":");
        const name = zeile.slice(0, Math.max(doppelpunkt, 0)).trim().toLowerCase();
        if (name !== "" && !felder.has(name)) felder.set(name, zeile.slice(doppelpunkt + 1).trim());
      }
      return felder;
    })
    .filter((felder) => felder.size > 0);
}

/** Undoes xtext (RFC 3461, section 4): `+3D` is `=`. */
function ausXtext(text: string): string {
  return text.replace(/\+([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

const KENNUNG = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

/** Id of our order in a text with Message-IDs, if one of them is of our domain. */
function auftragAus(text: string | undefined, domain: string): string | null {
  for (const [, id, wo] of (text ?? "").matchAll(new RegExp(`<(${KENNUNG})@([^<>@\\s]+)>`, "g"))) {
    if (id !== undefined && wo?.toLowerCase() === domain) return id;
  }
  return null;
}

/**
 * Action of RFC 3464, section 2.3.3. `relayed` and `expanded` left the world of proofs: nothing further will come, so they
 * count as delivered, with a reason that says so.
 */
const ERGEBNISSE: Readonly<Record<string, Zustellnachweis["ergebnis"]>> = {
  delivered: "zugestellt",
  relayed: "zugestellt",
  expanded: "zugestellt",
  delayed: "verzoegert",
  failed: "unzustellbar",
};
const OHNE_WEITEREN_NACHWEIS = {
  code: "DSN_WEITERGEGEBEN",
  text: "Die Nachricht wurde weitergegeben; ein weiterer Nachweis ist nicht zu erwarten.",
};

/** True if the header promises a delivery status or an error mail of the Clientmodul. Needs only the header (TOP n 0). */
export async function istNachweis(kopf: Buffer): Promise<boolean> {
  const { headers } = await PostalMime.parse(kopf);
  const art = headers.find((h) => h.key === "content-type")?.value ?? "";
  const istBericht = /^\s*multipart\/report\b/i.test(art) && /report-type\s*=\s*"?delivery-status"?/i.test(art);
  return istBericht || headers.some((h) => h.key === "x-kim-fehlermeldung");
}

function gueltigeZeit(...texte: (string | undefined)[]): Date | null {
  const zeit = texte.map((text) => new Date(text ?? NaN)).find((datum) => !Number.isNaN(datum.getTime()));
  return zeit ?? null;
}

/**
 * The proof that a mail holds about one of our messages; null if it holds none. Our orders have one recipient, so the worst
 * group decides if a server reports several.
 */
export async function liesNachweis(roh: Buffer, domain: string, jetzt: Date): Promise<Zustellnachweis | null> {
  const mail = await PostalMime.parse(roh, { forceRfc822Attachments: true, attachmentEncoding: "utf8" });
  const teil = (...arten: string[]) => {
    const inhalt = mail.attachments.find((a) => arten.includes(a.mimeType))?.content;
    return typeof inhalt === "string" ? inhalt : undefined;
  };
  const [umschlag, ...gruppen] = liesFeldgruppen(teil("message/delivery-status") ?? "");
  const zurueck = liesFeldgruppen(teil("text/rfc822-headers", "message/rfc822", "message/rfc822-headers") ?? "")[0];
  const envid = umschlag?.get("original-envelope-id");
  const envelopeId = envid && new RegExp(`^${KENNUNG}$`).test(ausXtext(envid)) ? ausXtext(envid) : null;
  const auftragId = auftragAus(mail.inReplyTo, domain) ?? auftragAus(zurueck?.get("message-id"), domain) ?? envelopeId;
  if (auftragId === null) return null;

  const meldungen = mail.headers.filter((h) => h.key === "x-kim-fehlermeldung");
  const kimGrund = meldungen.map((h) => grundAusFehlermeldung(h.value)).find((grund) => grund !== null) ?? null;
  const aktion = (felder: Felder) => felder.get("action")?.toLowerCase() ?? "";
  const rang = ["failed", "delayed", "relayed", "expanded", "delivered"];
  const gruppe = gruppen
    .filter((g) => rang.includes(aktion(g)))
    .sort((a, b) => rang.indexOf(aktion(a)) - rang.indexOf(aktion(b)))[0];
  const zeit = gueltigeZeit(gruppe?.get("last-attempt-date"), mail.date) ?? jetzt;
  if (!gruppe) {
    // An error mail of the Clientmodul without a delivery status still says that the message did not go out.
    return kimGrund && { auftragId, ergebnis: "unzustellbar", grund: kimGrund, zeit };
  }
  const ergebnis = ERGEBNISSE[aktion(gruppe)] ?? "verzoegert";
  const grund =
    aktion(gruppe) === "delivered"
      ? null
      : ergebnis === "zugestellt"
        ? OHNE_WEITEREN_NACHWEIS
        : (kimGrund ?? grundAusStatus(gruppe.get("status")));
  return { auftragId, ergebnis, grund, zeit };
}
