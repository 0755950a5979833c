import { entschluesselt } from "./empfang.js";
import type { Eintrag, Postfach } from "./postfach.js";
import { baueBericht } from "./zustellbericht.js";

/** A mail with its envelope, as a client gave it to its Clientmodul. */
export interface Einlieferung {
  readonly roh: Buffer;
  readonly von: string;
  readonly an: readonly { readonly adresse: string; readonly notify: readonly string[] }[];
  /** ENVID of the sender (RFC 3461), if it gave one. */
  readonly envid: string | null;
}

/** A participant's mailbox as the Clientmodul hands it to the client: mails are decrypted. */
export interface Postfachzugang {
  /** Oldest first, without what another session deletes meanwhile. */
  alle(): Promise<readonly Eintrag[]>;
  loesche(uids: readonly string[]): Promise<void>;
}

/** The mail service behind the Clientmodul. */
export interface Fachdienst {
  /** Takes the responsibility for the mail when it resolves. @throws SmtpAntwort the reply it wants */
  nimm(einlieferung: Einlieferung): Promise<void>;
  /** Undefined: no such mailbox. */
  postfach(adresse: string): Postfachzugang | undefined;
}

/** The sandbox's own: one folder per mailbox, delivered at once, nothing encrypted. */
export function eigenerFachdienst(postfaecher: ReadonlyMap<string, Postfach>): Fachdienst {
  return {
    async nimm({ roh, von, an, envid }) {
      const unbekannte = an.filter(({ adresse }) => !postfaecher.has(adresse.toLowerCase()));
      for (const { adresse, notify } of an) {
        const postfach = postfaecher.get(adresse.toLowerCase());
        if (postfach) await postfach.lege(entschluesselt(roh, adresse));
        // The error mail of the Clientmodul comes whether a DSN was asked for or not.
        if (postfach && !notify.includes("SUCCESS")) continue;
        const fehlermeldungen = postfach ? [] : an.length > 1 && unbekannte.length > 0 ? [4003, 4004] : [4003];
        const art = postfach ? "delivered" : "failed";
        const bericht = { art, absender: von, empfaenger: adresse, envid, fehlermeldungen } as const;
        await postfaecher.get(von)?.lege(await baueBericht(roh, bericht));
      }
    },
    postfach(adresse) {
      const postfach = postfaecher.get(adresse.toLowerCase());
      if (postfach === undefined) return undefined;
      return {
        alle: () => postfach.alle(),
        async loesche(uids) {
          for (const uid of uids) await postfach.loesche(uid);
        },
      };
    },
  };
}
