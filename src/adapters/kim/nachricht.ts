import MailComposer from "nodemailer/lib/mail-composer";
import type { FhirBundle, Sendung } from "../../domain/ports/zustellung.js";
import type { KimKonfiguration } from "./konfiguration.js";

/** Long threads: the root and the youngest orders are enough for every mail program and bound the header. */
const HOECHSTENS_VORGAENGER = 20;
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** FHIR XML of a Bundle, UTF-8 without BOM. */
export type AlsXml = (buendel: FhirBundle) => string;

export interface Anhaenge {
  /** The Bundle; null: the message has none. */
  readonly xml: Buffer | null;
  /** The Lesefassung, for receivers whose system does not read FHIR (domain.md 2.1). */
  readonly pdf: Buffer | null;
}

export interface KimNachricht {
  /** With angle brackets, as in the header. */
  readonly nachrichtId: string;
  readonly roh: Buffer;
  /** Bytes of text and attachments before transfer encoding: what the 15 MiB rule counts (domain.md 1.2). */
  readonly dekodiert: number;
}

/** Header values are cleaned here, at the assignment, not at each place that makes one: no control character gets through. */
export function einzeilig(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();
}

/** `<id@domain>`; the id is opaque and its form checked by the adapter, the domain is the sender's. */
export function alsNachrichtId(id: string, konfig: KimKonfiguration): string {
  return `<${id}@${domainVon(konfig)}>`;
}

export function domainVon(konfig: KimKonfiguration): string {
  return konfig.konto.adresse.slice(konfig.konto.adresse.indexOf("@") + 1).toLowerCase();
}

/** UUID of the Bundle: its id, else its identifier (`urn:uuid:…`), else the id of the order. */
function uuidVon({ buendel, auftragId }: Sendung): string {
  const kennung = buendel?.["identifier"] as { readonly value?: unknown } | undefined;
  const wert = typeof kennung?.value === "string" ? kennung.value.replace(/^urn:uuid:/, "") : "";
  return [buendel?.id ?? "", wert].find((id) => UUID.test(id)) ?? auftragId;
}

/** A foreign Message-ID (RFC 5322, section 3.6.4) that may stand in our header as it is; nothing else gets there. */
const FREMDE_NACHRICHT_ID = /^[\w.!#$%&'*+/=?^`{|}~-]{1,120}@[\w.!#$%&'*+/=?^`{|}~[\]:-]{1,120}$/;

/** The Message-IDs of the thread, oldest first: ours, or for an answer those of ours that the mail named, and its own. */
function fadenVon({ fadenId, vorgaenger, antwort }: Sendung, konfig: KimKonfiguration): readonly string[] {
  const eigene = (antwort === undefined ? [fadenId] : [])
    .concat(vorgaenger.slice(-HOECHSTENS_VORGAENGER))
    .map((id) => alsNachrichtId(id, konfig));
  const auf = antwort?.auf ?? null;
  return auf !== null && FREMDE_NACHRICHT_ID.test(auf) ? [...eigene, `<${auf}>`] : eigene;
}

/** Type as a part of Dienstkennung and file name: nothing but letters, digits, "-" and "_". */
function typVon(sendung: Sendung): string {
  return sendung.nachrichtentyp.replace(/[^A-Za-z0-9_-]/g, "");
}

/**
 * The mail of one order for one recipient. Subject and file name carry no personal data; a person reads the text, a program
 * reads only the attachment, because the receiving Clientmodul appends notes to the text (domain.md 1.4).
 */
export async function baueNachricht(
  sendung: Sendung,
  konfig: KimKonfiguration,
  { xml, pdf }: Anhaenge,
  jetzt: Date,
): Promise<KimNachricht> {
  const typ = typVon(sendung);
  const fuelle = (vorlage: string) => vorlage.replaceAll("{typ}", typ).replaceAll("{uuid}", uuidVon(sendung));
  const nachrichtId = alsNachrichtId(sendung.auftragId, konfig);
  const faden = fadenVon(sendung, konfig);
  const anhang = (endung: string, contentType: string, content: Buffer) => ({
    filename: `${konfig.betriebsart}${fuelle(konfig.anhangname)}.${endung}`,
    content,
    contentType,
    contentTransferEncoding: "base64" as const,
    headers: { "Content-Description": einzeilig(typ) },
  });
  const mail = new MailComposer({
    from: { name: konfig.konto.absendername ?? "", address: konfig.konto.adresse },
    to: sendung.adresse,
    subject: einzeilig(sendung.betreff),
    date: jetzt,
    messageId: nachrichtId,
    inReplyTo: faden.at(-1),
    references: [...faden],
    headers: {
      "X-KIM-Dienstkennung": einzeilig(fuelle(konfig.dienstkennung)),
      "X-KIM-Sendersystem": `${einzeilig(konfig.sendersystem.name)};${einzeilig(konfig.sendersystem.version)}`,
      "X-KIM-Support": einzeilig(konfig.support),
      // RFC 8098, section 2.1; never for an answer, which nobody waits for.
      ...(konfig.lesebestaetigung && sendung.antwort === undefined
        ? { "Disposition-Notification-To": konfig.konto.adresse }
        : {}),
      // RFC 3834, section 5: whoever answers automatically does not answer this.
      ...(sendung.antwort === undefined ? {} : { "Auto-Submitted": "auto-replied" }),
    },
    text: sendung.text,
    textEncoding: "quoted-printable",
    attachments: [
      ...(xml === null ? [] : [anhang("xml", "application/fhir+xml", xml)]),
      ...(pdf === null ? [] : [anhang("pdf", "application/pdf", pdf)]),
    ],
    // nodemailer writes X-Kim-…; names of headers know no case, but not every program that reads them knows that.
    normalizeHeaderKey: (name) => name.replace(/^X-Kim-/, "X-KIM-"),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const roh = await mail.compile().build();
  const dekodiert = Buffer.byteLength(sendung.text) + (xml?.length ?? 0) + (pdf?.length ?? 0);
  return { nachrichtId, roh, dekodiert };
}
