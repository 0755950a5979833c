import { randomUUID } from "node:crypto";
import MailComposer from "nodemailer/lib/mail-composer";
import { kopfwert, teile } from "./empfang.js";

export interface Bericht {
  readonly art: "delivered" | "failed";
  readonly absender: string;
  readonly empfaenger: string;
  /** ENVID of the sender, if it gave one. */
  readonly envid: string | null;
  /** Codes of X-KIM-Fehlermeldung, e.g. 4003. */
  readonly fehlermeldungen: readonly number[];
}

const TEXTE = {
  delivered: { betreff: "Zustellbestätigung", status: "2.1.5", satz: "Ihre Nachricht wurde zugestellt." },
  failed: {
    betreff: "Nachricht nicht zugestellt",
    status: "5.1.1",
    satz: "Ihre Nachricht konnte nicht zugestellt werden.",
  },
} as const;

/** Delivery status notification (RFC 3464) to a sender: In-Reply-To is the Message-ID, of the message only the header. */
export async function baueBericht(nachricht: Buffer, bericht: Bericht): Promise<Buffer> {
  const { kopf } = teile(nachricht);
  const bezug = kopfwert(kopf, "Message-ID");
  const { betreff, status, satz } = TEXTE[bericht.art];
  const jetzt = new Date();
  const zeit = jetzt.toUTCString().replace("GMT", "+0000");
  const umschlag = [
    "Reporting-MTA: dns; clientmodul.sandbox.kim.telematik-test",
    ...(bericht.envid === null ? [] : [`Original-Envelope-Id: ${bericht.envid}`]),
    `Arrival-Date: ${zeit}`,
  ];
  const gruppe = [
    `Final-Recipient: rfc822; ${bericht.empfaenger}`,
    `Action: ${bericht.art}`,
    `Status: ${status}`,
    `Last-Attempt-Date: ${zeit}`,
  ];
  const grenze = `bericht-${randomUUID()}`;
  const teilliste = [
    ["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit", "", satz],
    ["Content-Type: message/delivery-status", "", ...umschlag, "", ...gruppe, ""],
    ["Content-Type: text/rfc822-headers", "", kopf, ""],
  ];
  const rumpf = teilliste.map((teil) => `--${grenze}\r\n${teil.join("\r\n")}\r\n`).join("") + `--${grenze}--\r\n`;
  const kopfzeilen = new MailComposer({
    from: { name: "Clientmodul der Sandbox", address: "postmaster@sandbox.kim.telematik-test" },
    to: bericht.absender,
    subject: betreff,
    date: jetzt,
    messageId: `<${randomUUID()}@clientmodul.sandbox.kim.telematik-test>`,
    ...(bezug === undefined ? {} : { inReplyTo: bezug, references: bezug }),
    headers: [
      { key: "Auto-Submitted", value: "auto-replied" },
      ...bericht.fehlermeldungen.map((code) => ({ key: "X-KIM-Fehlermeldung", value: String(code) })),
    ],
  })
    .compile()
    .buildHeaders()
    .split("\r\n")
    .filter((zeile) => !/^(?:Content-|MIME-Version)/i.test(zeile));
  const bericht8bit = [
    ...kopfzeilen,
    "MIME-Version: 1.0",
    `Content-Type: multipart/report; report-type=delivery-status; boundary="${grenze}"`,
    "",
    rumpf,
  ].join("\r\n");
  return Buffer.from(bericht8bit, "utf8");
}
