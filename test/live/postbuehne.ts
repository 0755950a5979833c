import { mkdtempSync, rmSync, chmodSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Fachdienst } from "../../sandbox/clientmodul/fachdienst.js";
import { KIM_DOMAENE } from "../../sandbox/personen.js";
import { POSTFACH_PASSWORT } from "../../sandbox/sandbox.js";
import { sorgeFuerPakete } from "./debian.js";
import { starteDovecot } from "./dovecot.js";
import { liveFachdienst } from "./live-fachdienst.js";
import { startePostfix } from "./postfix.js";
import { richteVerschluesselungEin } from "./verschluesselung.js";

export interface Post {
  readonly fachdienst: Fachdienst;
  /** SMTP port of Postfix and POP3 port of Dovecot, past the Clientmodul. */
  readonly smtpPort: number;
  readonly pop3Port: number;
  schliesse(): Promise<void>;
}

export const POSTPAKETE = ["postfix", "dovecot-core", "dovecot-pop3d", "dovecot-lmtpd", "swaks", "openssl"] as const;

/** Postfix and Dovecot of their own in a temporary folder, with keys for every mailbox. */
export async function startePost(adressen: readonly string[]): Promise<Post> {
  await sorgeFuerPakete(POSTPAKETE);
  const ordner = mkdtempSync(join(tmpdir(), "hkp-post-"));
  // The servers work as users of their own.
  chmodSync(ordner, 0o755);
  const mails = join(ordner, "dovecot");
  mkdirSync(mails, { mode: 0o777 });
  chmodSync(mails, 0o777);
  const dovecot = await starteDovecot(mails, POSTFACH_PASSWORT);
  const bei = { domaene: KIM_DOMAENE, postfaecher: adressen, lmtpPort: dovecot.lmtpPort };
  const postfix = await startePostfix(join(ordner, "postfix"), bei);
  const verschluesselung = await richteVerschluesselungEin(join(ordner, "schluessel"), adressen);
  const { smtpPort } = postfix;
  const { pop3Port } = dovecot;
  return {
    fachdienst: liveFachdienst({ smtpPort, pop3Port, passwort: POSTFACH_PASSWORT, adressen, verschluesselung }),
    smtpPort,
    pop3Port,
    async schliesse() {
      await postfix.schliesse();
      await dovecot.schliesse();
      rmSync(ordner, { recursive: true, force: true });
    },
  };
}
