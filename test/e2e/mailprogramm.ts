import { randomUUID } from "node:crypto";
import path from "node:path";
import { createTransport } from "nodemailer";
import MailComposer from "nodemailer/lib/mail-composer";
import type { Postfachnachricht } from "../../sandbox/clientmodul/clientmodul.js";
import { entschluesselt } from "../../sandbox/clientmodul/empfang.js";
import { Postfach } from "../../sandbox/clientmodul/postfach.js";
import type { Anhang } from "../../src/domain/ports/eingang.js";
import type { Testgateway } from "../helfer/gateway.js";
import { KIM } from "./daten.js";
import type { Postfachname } from "./postfaecher.js";

export interface Brief {
  readonly text: string;
  /** The mail that is answered, with its words quoted below as mail programs do. */
  readonly auf?: Postfachnachricht;
  readonly anhaenge?: readonly Anhang[];
  /** Without brackets. */
  readonly id?: string;
  readonly kopf?: Readonly<Record<string, string>>;
}

function gebaut(von: string, { text, auf, anhaenge = [], id, kopf = {} }: Brief): MailComposer {
  const beantwortet = auf?.mail.messageId;
  const zitat = (auf?.mail.text ?? "").split("\n").map((zeile) => `> ${zeile}`);
  return new MailComposer({
    from: { name: "Wir", address: von },
    to: KIM.gateway,
    subject: `AW: ${auf?.mail.subject ?? "Nachricht"}`,
    messageId: `<${id ?? `${randomUUID()}@${von.split("@")[1] ?? ""}`}>`,
    ...(beantwortet === undefined ? {} : { inReplyTo: beantwortet, references: beantwortet }),
    headers: { "X-KIM-Dienstkennung": auf === undefined ? "eVO-HKP;Antwort;V0.9" : "KIM-Mail;Default;V1.0", ...kopf },
    text: auf === undefined ? text : [text, "", "Am 02.03.2026 schrieb HKP-Gateway:", ...zitat].join("\n"),
    attachments: anhaenge.map(({ name, medientyp, bytes }) => ({
      filename: name,
      contentType: medientyp,
      content: Buffer.from(bytes),
    })),
  });
}

/** Writes to the gateway from the mail program of an institution, through its Clientmodul. */
export async function schreibe(
  gateway: { readonly betrieb: Pick<Testgateway["betrieb"], "sandbox"> },
  von: Postfachname,
  brief: Brief,
): Promise<void> {
  const post = createTransport({
    host: "127.0.0.1",
    port: gateway.betrieb.sandbox.clientmodul.smtpPort,
    ignoreTLS: true,
    auth: { user: `${KIM[von]}#kim:465#M#C#A`, pass: "sandbox" },
  });
  try {
    const raw = await gebaut(KIM[von], brief).compile().build();
    await post.sendMail({ envelope: { from: KIM[von], to: KIM.gateway }, raw });
  } finally {
    post.close();
  }
}

const eigenes = ({ ordner }: Testgateway): Postfach =>
  new Postfach(path.join(ordner, "sandbox", "postfaecher"), KIM.gateway);

/** Ids of what lies in the gateway's mailbox, without reading any of it. */
export const uids = (gateway: Testgateway): Promise<readonly string[]> => eigenes(gateway).uids();

/** Lays bytes into the gateway's mailbox, as they are: what no mail program would send. */
export async function lege(gateway: Testgateway, bytes: Buffer): Promise<string> {
  return eigenes(gateway).lege(bytes);
}

/** A mail of an address that has no account here, delivered and found in order by the Clientmodul. */
export async function legeVon(gateway: Testgateway, von: string, brief: Brief): Promise<string> {
  const roh = await gebaut(von, brief).compile().build();
  return lege(gateway, entschluesselt(roh, KIM.gateway));
}
