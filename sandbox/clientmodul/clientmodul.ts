import path from "node:path";
import PostalMime, { type Email } from "postal-mime";
import { eigenerFachdienst, type Fachdienst } from "./fachdienst.js";
import { startePop3 } from "./pop3.js";
import { Postfach } from "./postfach.js";
import { SIZE, starteSmtp, type Teilnehmerkonto } from "./smtp.js";
import type { Stoerung } from "./stoerung.js";

export interface ClientmodulOptionen {
  /** Data folder; the mailboxes lie in `sandbox/postfaecher/<address>/` below it. */
  readonly ordner: string;
  readonly teilnehmer: readonly Teilnehmerkonto[];
  /** 0 or absent: a free one. */
  readonly smtpPort?: number;
  readonly pop3Port?: number;
  /** SIZE in bytes that is announced and enforced; absent: as the specification demands at least. */
  readonly groesse?: number;
  /** The mail service behind it; absent: the sandbox's own, with its mailboxes in the data folder. */
  readonly fachdienst?: Fachdienst;
  /** Fault injection, see stoerung.ts. */
  readonly stoerung?: Stoerung;
}

/** A mail as fetched and parsed. */
export interface Postfachnachricht {
  readonly uid: string;
  readonly roh: Buffer;
  readonly mail: Email;
}

export interface Clientmodul {
  readonly smtpPort: number;
  readonly pop3Port: number;
  /** All mails of a participant, oldest first. @throws if the address has no mailbox */
  postfach(adresse: string): Promise<readonly Postfachnachricht[]>;
  schliesse(): Promise<void>;
}

/** Only these may become the name of a folder. */
const ADRESSE = /^[a-z0-9._-]+@[a-z0-9.-]+$/;

/** The sandbox's Clientmodul: SMTP and POP3 on loopback, before the mailboxes of a Fachdienst. */
export async function starteClientmodul(optionen: ClientmodulOptionen): Promise<Clientmodul> {
  const konten = new Map(optionen.teilnehmer.map((konto) => [konto.adresse.toLowerCase(), konto]));
  const fachdienst = optionen.fachdienst ?? (await mitPostfaechern(optionen.ordner, [...konten.keys()]));
  const smtp = await starteSmtp({
    konten,
    fachdienst,
    port: optionen.smtpPort ?? 0,
    groesse: optionen.groesse ?? SIZE,
    stoerung: optionen.stoerung ?? (async () => undefined),
  });
  const pop3 = await startePop3({ konten, fachdienst, port: optionen.pop3Port ?? 0 });
  return {
    smtpPort: smtp.port,
    pop3Port: pop3.port,
    postfach: async (adresse) => {
      const postfach = fachdienst.postfach(adresse);
      if (!postfach) throw new Error(`Kein Postfach: ${adresse}`);
      const alle = await postfach.alle();
      return Promise.all(
        alle.map(async ({ uid, bytes }) => ({ uid, roh: bytes, mail: await PostalMime.parse(bytes) })),
      );
    },
    schliesse: async () => {
      await Promise.all([smtp.schliesse(), pop3.schliesse()]);
    },
  };
}

async function mitPostfaechern(datenordner: string, adressen: readonly string[]): Promise<Fachdienst> {
  const ordner = path.join(datenordner, "sandbox", "postfaecher");
  const postfaecher = new Map<string, Postfach>();
  for (const adresse of adressen) {
    if (!ADRESSE.test(adresse)) throw new Error(`Keine KIM-Adresse: ${adresse}`);
    const postfach = new Postfach(ordner, adresse);
    await postfach.richteEin();
    postfaecher.set(adresse, postfach);
  }
  return eigenerFachdienst(postfaecher);
}
