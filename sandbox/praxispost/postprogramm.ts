import { randomUUID } from "node:crypto";
import { createTransport } from "nodemailer";
import type { SendMailOptions } from "nodemailer";
import { erzeugeFhirPruefung } from "../../src/adapters/fhir/fhir-pruefung.js";
import type { FhirBundle } from "../../src/domain/ports/zustellung.js";
import type { Postfachnachricht } from "../clientmodul/clientmodul.js";
import { holePostfach } from "../clientmodul/postfach-holen.js";

export interface Postkonto {
  readonly adresse: string;
  readonly passwort: string;
  /** Shown as sender. */
  readonly name: string;
  /** The Clientmodul's ports on loopback. */
  readonly smtpPort: number;
  readonly pop3Port: number;
}

/** A mail as the practice's system has it after reading. */
export interface Brief {
  /** With angle brackets. */
  readonly nachrichtId: string;
  /** Message-ID of the mail that is answered, with angle brackets; null: none. */
  readonly antwortAuf: string | null;
  readonly betreff: string;
  readonly text: string;
  /** The message Bundle that came as attachment; null: none. */
  readonly buendel: FhirBundle | null;
}

export interface Postsendung {
  readonly an: string;
  readonly betreff: string;
  readonly text: string;
  readonly antwortAuf?: Brief;
  readonly anhaenge: NonNullable<SendMailOptions["attachments"]>;
}

const GEDULD_MS = 30_000;
const BLICK_MS = 100;
const lies = erzeugeFhirPruefung();

/** Mail program of a practice: its mailbox is fetched and kept, its mails go out through the Clientmodul. */
export class Postprogramm {
  readonly #konto: Postkonto;

  constructor(konto: Postkonto) {
    this.#konto = konto;
  }

  /** Everything in the mailbox, oldest first. */
  async alle(): Promise<readonly Brief[]> {
    const { adresse: benutzer, passwort, pop3Port: port } = this.#konto;
    return (await holePostfach({ host: "127.0.0.1", port, benutzer, passwort })).map(alsBrief);
  }

  /** The newest mail that fits, waiting for it if need be. @throws Error after half a minute */
  async bis(passt: (brief: Brief) => boolean, was: string): Promise<Brief> {
    for (const ende = Date.now() + GEDULD_MS; ;) {
      const alle = await this.alle();
      const brief = alle.findLast(passt);
      if (brief !== undefined) return brief;
      if (Date.now() > ende) throw new Error(`${was} did not come; the last mail says: ${alle.at(-1)?.text ?? "–"}`);
      await new Promise((weiter) => setTimeout(weiter, BLICK_MS));
    }
  }

  /** Resolves when the Clientmodul has taken it. @returns the Message-ID */
  async sende({ an, betreff, text, antwortAuf, anhaenge }: Postsendung): Promise<string> {
    const { adresse, passwort, name, smtpPort: port } = this.#konto;
    const domaene = adresse.slice(adresse.indexOf("@") + 1);
    const messageId = `<${randomUUID()}@${domaene}>`;
    const post = createTransport({
      host: "127.0.0.1",
      port,
      secure: false,
      ignoreTLS: true,
      auth: { user: `${adresse}#${domaene}:465#1#PVS#1`, pass: passwort },
    });
    try {
      await post.sendMail({
        from: { name, address: adresse },
        to: an,
        subject: betreff,
        text,
        messageId,
        ...(antwortAuf === undefined ? {} : { inReplyTo: antwortAuf.nachrichtId, references: antwortAuf.nachrichtId }),
        headers: { "X-KIM-Dienstkennung": "eVO-HKP;Antwort;V0.9", "X-KIM-Sendersystem": "Sandbox-PVS;1.0" },
        attachments: [...anhaenge],
      });
    } finally {
      post.close();
    }
    return messageId;
  }
}

function alsBrief({ mail }: Postfachnachricht): Brief {
  const anhang = mail.attachments.find(({ mimeType }) => /^application\/fhir\+(?:xml|json)$/.test(mimeType));
  const gelesen = anhang === undefined ? null : lies.lies(alsBytes(anhang.content));
  return {
    nachrichtId: mail.messageId ?? "",
    antwortAuf: mail.inReplyTo ?? null,
    betreff: mail.subject ?? "",
    text: mail.text ?? "",
    buendel: gelesen?.art === "gueltig" ? gelesen.bundle : null,
  };
}

const alsBytes = (inhalt: ArrayBuffer | Uint8Array | string): Uint8Array =>
  typeof inhalt === "string" ? Buffer.from(inhalt, "utf8") : new Uint8Array(inhalt);
