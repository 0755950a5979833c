import { createHash } from "node:crypto";
import { decodeWords } from "postal-mime";
import { selbsttaetig } from "../../domain/eingang/selbsttaetig.js";
import type { Eingang } from "../../domain/ports/eingang.js";
import type { Zustellnachweis } from "../../domain/ports/zustellung.js";
import { absenderVon } from "./absenderangabe.js";
import { beiseitegrund, clientmodulGrund, type Beiseitegrund } from "./beiseitegruende.js";
import { bezuegeVon, nachrichtIdVon } from "./bezuege.js";
import { berichtsteil } from "./berichtsteile.js";
import { liesZustellbericht } from "./dsn.js";
import type { KimKonfiguration } from "./konfiguration.js";
import { erster, type Kopf } from "./kopf.js";
import { liesLesebestaetigung } from "./mdn.js";
import type { Zerlegtes } from "./mime-zerlegung.js";
import { domainVon } from "./nachricht.js";
import { glaubhafteZeit } from "./zeitangabe.js";
import { zugehoerigkeit } from "./zugehoerigkeit.js";

export type Auswertung =
  | { readonly art: "fremd" }
  | { readonly art: "nachweis"; readonly nachweis: Zustellnachweis }
  | { readonly art: "nachricht"; readonly eingang: Eingang }
  | { readonly art: "beiseite"; readonly beiseite: Beiseitegrund };

const FREMD: Auswertung = { art: "fremd" };
const beiseite = (grund: Beiseitegrund): Auswertung => ({ art: "beiseite", beiseite: grund });
const HOECHSTER_BETREFF = 1000;

/** Who sent it and what the subject says, for `selbsttaetig`. */
function vorGrund(kopf: Kopf, konfig: KimKonfiguration): Beiseitegrund | null {
  const grund = selbsttaetig(
    kopf.felder,
    { absender: absenderVon(kopf), betreff: decodeWords((erster(kopf, "subject") ?? "").slice(0, HOECHSTER_BETREFF)) },
    { adresse: konfig.konto.adresse.toLowerCase(), sendersystem: konfig.sendersystem.name },
  );
  return grund && { grund, antworten: false };
}

/**
 * Of a mail that is not fetched for its size. Its header may come from the outer mail, on which the Clientmodul has not noted what it
 * found: then nobody is answered, and neither is what nobody may answer.
 */
export function zuGross(kopf: Kopf, konfig: KimKonfiguration): Beiseitegrund {
  const { grund, antworten } = hindernis(kopf, konfig, false) ?? beiseitegrund("ZU_GROSS");
  return { grund, antworten: antworten && clientmodulGrund(kopf, konfig.eingang.integritaetPflicht) === null };
}

/** Why a mail that is meant for us is not read any further, told by its header; null: read it. */
function hindernis(kopf: Kopf, konfig: KimKonfiguration, pflicht: boolean): Beiseitegrund | null {
  if (kopf.zuGross) return beiseitegrund("KOPF_ZU_GROSS");
  const vorher = vorGrund(kopf, konfig) ?? clientmodulGrund(kopf, pflicht);
  if (vorher !== null) return vorher;
  if (absenderVon(kopf) === null) return beiseitegrund("ABSENDER_UNLESBAR");
  return /^message\/partial\b/i.test(erster(kopf, "content-type") ?? "") ? beiseitegrund("TEILNACHRICHT") : null;
}

/**
 * What a fetched mail is. `zerlege` is called only for what is worth it.
 * @throws what `zerlege` throws
 */
export async function werteAus(
  kopf: Kopf,
  zerlege: () => Promise<Zerlegtes>,
  konfig: KimKonfiguration,
  jetzt: Date,
): Promise<Auswertung> {
  const domain = domainVon(konfig);
  switch (zugehoerigkeit(kopf, domain, konfig.dienstkennung)) {
    case "FREMD":
      return FREMD;
    case "BERICHT":
      return werteBerichtAus(kopf, zerlege, domain, jetzt);
    case "UNSERE":
      break;
  }
  const grund = hindernis(kopf, konfig, konfig.eingang.integritaetPflicht);
  if (grund !== null) return beiseite(grund);
  const zerlegtes = await zerlege();
  // A report that does not call itself one, or one that was attached: proves nothing and is no answer either.
  if (berichtsteil(zerlegtes, ...BERICHTSTEILE) !== undefined) return beiseite(beiseitegrund("NACHWEIS_UNVERSTANDEN"));
  return { art: "nachricht", eingang: alsEingang(kopf, zerlegtes, domain, jetzt) };
}

const BERICHTSTEILE = ["message/delivery-status", "message/disposition-notification"] as const;

async function werteBerichtAus(
  kopf: Kopf,
  zerlege: () => Promise<Zerlegtes>,
  domain: string,
  jetzt: Date,
): Promise<Auswertung> {
  const unserer = bezuegeVon(kopf, domain).length > 0;
  const grund = clientmodulGrund(kopf, false);
  if (grund !== null) return unserer ? beiseite({ ...grund, antworten: false }) : FREMD;
  const zerlegtes = await zerlege();
  const lies =
    berichtsteil(zerlegtes, "message/disposition-notification") === undefined
      ? liesZustellbericht
      : liesLesebestaetigung;
  const nachweis = lies(kopf, zerlegtes, domain, jetzt);
  if (nachweis !== null) return { art: "nachweis", nachweis };
  return unserer ? beiseite(beiseitegrund("NACHWEIS_UNVERSTANDEN")) : FREMD;
}

function alsEingang(kopf: Kopf, { text, anhaenge }: Zerlegtes, domain: string, jetzt: Date): Eingang {
  const absender = absenderVon(kopf) ?? "";
  return {
    kanal: "KIM",
    id: nachrichtIdVon(kopf) ?? ersatzId(kopf, absender, { text, anhaenge }),
    absender,
    bezuege: bezuegeVon(kopf, domain),
    zeit: glaubhafteZeit(jetzt, erster(kopf, "date")),
    text,
    anhaenge,
  };
}

/**
 * Id of a mail without a Message-ID that can be used: from sender, date, subject, words and attachments. Rejected: a hash of the
 * raw mail, because the Clientmodul writes it anew at every fetch (its headers, transfer encodings).
 */
function ersatzId(kopf: Kopf, absender: string, { text, anhaenge }: Zerlegtes): string {
  const hash = createHash("sha256");
  const stuecke = [absender, erster(kopf, "date") ?? "", erster(kopf, "subject") ?? "", text];
  // Lengths between the pieces, so that no two divisions of the same bytes are alike.
  for (const stueck of stuecke) hash.update(`${Buffer.byteLength(stueck)}:`).update(stueck);
  for (const { name, medientyp, bytes } of anhaenge) hash.update(`${name};${medientyp};${bytes.length}:`).update(bytes);
  return `sha256.${hash.digest("hex")}@ohne-message-id`;
}
