import type { Zustellnachweis } from "../../domain/ports/zustellung.js";
import { unsereKennungen } from "./bezuege.js";
import { berichtsteil, liesFeldgruppen } from "./berichtsteile.js";
import { erster, type Kopf } from "./kopf.js";
import type { Zerlegtes } from "./mime-zerlegung.js";
import { glaubhafteZeit } from "./zeitangabe.js";

type Ergebnis = Pick<Zustellnachweis, "ergebnis" | "grund">;

/**
 * Disposition types of RFC 8098, section 3.2.6.2, and the older ones of RFC 3798 and RFC 2298 that programs still write. Whatever
 * the recipient's program did with the message: it had it, so all but `displayed` prove the delivery and no more.
 */
const DISPOSITIONEN: Readonly<Record<string, Ergebnis>> = {
  displayed: { ergebnis: "gelesen", grund: null },
  processed: { ergebnis: "zugestellt", grund: null },
  dispatched: { ergebnis: "zugestellt", grund: null },
  deleted: {
    ergebnis: "zugestellt",
    grund: { code: "MDN_GELOESCHT", text: "Die Nachricht wurde gelöscht, ohne dass sie angezeigt wurde." },
  },
  denied: {
    ergebnis: "zugestellt",
    grund: { code: "MDN_VERWEIGERT", text: "Der Empfänger gibt nicht an, ob die Nachricht gelesen wurde." },
  },
  failed: {
    ergebnis: "zugestellt",
    grund: { code: "MDN_GESCHEITERT", text: "Das Programm des Empfängers konnte die Nachricht nicht verarbeiten." },
  },
};

/**
 * The proof that a read receipt (RFC 8098) holds about one of our messages; null if it holds none. Original-Message-ID names it;
 * In-Reply-To only where that is missing.
 */
export function liesLesebestaetigung(kopf: Kopf, mail: Zerlegtes, domain: string, jetzt: Date): Zustellnachweis | null {
  const felder = liesFeldgruppen(berichtsteil(mail, "message/disposition-notification") ?? "")[0];
  const [auftragId] = unsereKennungen(felder?.get("original-message-id") ?? erster(kopf, "in-reply-to") ?? "", domain);
  // `manual-action/MDN-sent-manually; displayed/error`: modes; type/modifiers
  const art = felder?.get("disposition")?.split(";")[1]?.split("/")[0]?.trim().toLowerCase() ?? "";
  const ergebnis = Object.hasOwn(DISPOSITIONEN, art) ? DISPOSITIONEN[art] : undefined;
  if (auftragId === undefined || ergebnis === undefined) return null;
  return { auftragId, ...ergebnis, zeit: glaubhafteZeit(jetzt, erster(kopf, "date")) };
}
