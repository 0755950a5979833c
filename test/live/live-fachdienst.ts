import { createTransport } from "nodemailer";
import { Pop3 } from "../../src/adapters/kim/pop3.js";
import { entschluesselt } from "../../sandbox/clientmodul/empfang.js";
import type { Fachdienst, Postfachzugang } from "../../sandbox/clientmodul/fachdienst.js";
import type { Eintrag } from "../../sandbox/clientmodul/postfach.js";
import type { Verschluesselung } from "./verschluesselung.js";

export interface Liveangaben {
  readonly smtpPort: number;
  readonly pop3Port: number;
  readonly passwort: string;
  readonly adressen: readonly string[];
  readonly verschluesselung: Verschluesselung;
}

const POP3_MS = 30_000;
const HOECHSTENS = 256 * 1024 * 1024;

/** Postfix and Dovecot as the mail service behind the sandbox's Clientmodul; between the two Clientmodule mails travel encrypted. */
export function liveFachdienst(angaben: Liveangaben): Fachdienst {
  const { smtpPort, adressen, verschluesselung } = angaben;
  const post = createTransport({ host: "127.0.0.1", port: smtpPort, ignoreTLS: true, secure: false });
  const bekannte = new Set(adressen.map((adresse) => adresse.toLowerCase()));
  return {
    async nimm({ roh, von, an, envid }) {
      for (const { adresse, notify } of an) {
        const ziel = adresse.toLowerCase();
        // Without a certificate nothing can be encrypted; the report then comes from Postfix.
        const raw = bekannte.has(ziel) ? await verschluesselung.verschluessle(roh, von, ziel) : roh;
        const dsn = { id: envid ?? "", return: "headers" as const, notify: [...notify] as never, recipient: adresse };
        await post.sendMail({ envelope: { from: von, to: adresse }, raw, dsn });
      }
    },
    postfach: (adresse) => (bekannte.has(adresse.toLowerCase()) ? zugang(adresse.toLowerCase(), angaben) : undefined),
  };
}

function zugang(adresse: string, { pop3Port, passwort, verschluesselung }: Liveangaben): Postfachzugang {
  async function mit<T>(arbeit: (pop3: Pop3) => Promise<T>): Promise<T> {
    const pop3 = await Pop3.verbinde({
      ziel: { host: "127.0.0.1", port: pop3Port, tls: { art: "keine" } },
      benutzer: adresse,
      passwort,
      fristMs: POP3_MS,
      signal: new AbortController().signal,
    });
    try {
      const ergebnis = await arbeit(pop3);
      await pop3.quit();
      return ergebnis;
    } finally {
      pop3.trenne();
    }
  }
  async function lies(pop3: Pop3, nummer: number, uid: string): Promise<Eintrag> {
    const aeussere = await pop3.retr(nummer, HOECHSTENS);
    const innere = await verschluesselung.entschluessle(aeussere, adresse);
    if (innere === null) return { uid, bytes: aeussere };
    return { uid, bytes: entschluesselt(innere.roh, adresse, innere.integritaet) };
  }
  return {
    alle: () =>
      mit(async (pop3) => {
        const eintraege: Eintrag[] = [];
        for (const { nummer, uid } of await pop3.uidl()) eintraege.push(await lies(pop3, nummer, uid));
        return eintraege;
      }),
    loesche: (uids) =>
      mit(async (pop3) => {
        for (const { nummer, uid } of await pop3.uidl()) if (uids.includes(uid)) await pop3.dele(nummer);
      }),
  };
}
