import type { Zustellnachweis } from "../../domain/ports/zustellung.js";
import { KENNUNG, unsereKennungen } from "./bezuege.js";
import { berichtsteil, liesFeldgruppen, type Felder } from "./berichtsteile.js";
import { ausFehlermeldungen, grundAusStatus } from "./fehlermeldungen.js";
import { alle, erster, type Kopf } from "./kopf.js";
import type { Zerlegtes } from "./mime-zerlegung.js";
import { glaubhafteZeit } from "./zeitangabe.js";

/** Undoes xtext (RFC 3461, section 4): `+3D` is `=`. */
function ausXtext(text: string): string {
  return text.replace(/\+([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

/** Id of our order in a text with Message-IDs, if one of them is of our domain. */
const auftragAus = (text: string | undefined, domain: string): string | null =>
  unsereKennungen(text ?? "", domain)[0] ?? null;

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

/**
 * The proof that a delivery report holds about one of our messages; null if it holds none. Our orders have one recipient, so the
 * worst group decides if a server reports several.
 */
export function liesZustellbericht(kopf: Kopf, mail: Zerlegtes, domain: string, jetzt: Date): Zustellnachweis | null {
  const [umschlag, ...gruppen] = liesFeldgruppen(berichtsteil(mail, "message/delivery-status") ?? "");
  const zurueck = liesFeldgruppen(
    berichtsteil(mail, "text/rfc822-headers", "message/rfc822", "message/rfc822-headers") ?? "",
  )[0];
  const envid = umschlag?.get("original-envelope-id");
  const envelopeId = envid && new RegExp(`^${KENNUNG}$`).test(ausXtext(envid)) ? ausXtext(envid) : null;
  const genannte = [erster(kopf, "in-reply-to"), zurueck?.get("message-id")];
  // The envelope id alone says nothing of whose it is: another application may use this mailbox too.
  const nurUmschlag = genannte.every((id) => id === undefined) ? envelopeId : null;
  const auftragId = genannte.map((id) => auftragAus(id, domain)).find((id) => id !== null) ?? nurUmschlag;
  if (auftragId === null) return null;

  const meldung = ausFehlermeldungen(alle(kopf, "x-kim-fehlermeldung"));
  const aktion = (felder: Felder) => felder.get("action")?.toLowerCase() ?? "";
  const rang = ["failed", "delayed", "relayed", "expanded", "delivered"];
  const gruppe = gruppen
    .filter((g) => rang.includes(aktion(g)))
    .sort((a, b) => rang.indexOf(aktion(a)) - rang.indexOf(aktion(b)))[0];
  const zeit = glaubhafteZeit(jetzt, gruppe?.get("last-attempt-date"), erster(kopf, "date"));
  if (!gruppe) {
    // An error mail of the Clientmodul without a delivery status still says that the message did not go out.
    return meldung && { auftragId, ...meldung, zeit };
  }
  const ergebnis = ERGEBNISSE[aktion(gruppe)] ?? "verzoegert";
  const grund =
    aktion(gruppe) === "delivered"
      ? null
      : ergebnis === "zugestellt"
        ? OHNE_WEITEREN_NACHWEIS
        : (meldung?.grund ?? grundAusStatus(gruppe.get("status")));
  return { auftragId, ergebnis, grund, zeit };
}
