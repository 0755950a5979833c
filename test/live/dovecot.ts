import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { freierPort } from "../../src/store/mongod/port.js";
import { starteVordergrund, wartAufPort } from "../../sandbox/vordergrund.js";

export interface Dovecot {
  readonly pop3Port: number;
  readonly lmtpPort: number;
  schliesse(): Promise<void>;
}

/** Dovecot with POP3 and LMTP on loopback; every user has the same password and a Maildir below `ordner`. */
export async function starteDovecot(ordner: string, passwort: string): Promise<Dovecot> {
  const [pop3Port, lmtpPort] = [await freierPort(), await freierPort()];
  await mkdir(join(ordner, "mail"), { recursive: true });
  // Dovecot writes them as the user mail.
  await chmod(join(ordner, "mail"), 0o777);
  const datei = join(ordner, "dovecot.conf");
  await writeFile(datei, konfiguration(ordner, { pop3Port, lmtpPort, passwort }));
  const server = starteVordergrund("/usr/sbin/dovecot", ["-F", "-c", datei]);
  await wartAufPort(pop3Port, server.kind);
  await wartAufPort(lmtpPort, server.kind);
  return { pop3Port, lmtpPort, schliesse: () => server.beende() };
}

interface Angaben {
  readonly pop3Port: number;
  readonly lmtpPort: number;
  readonly passwort: string;
}

const konfiguration = (ordner: string, { pop3Port, lmtpPort, passwort }: Angaben): string => `
base_dir = ${ordner}/lauf
state_dir = ${ordner}/zustand
log_path = ${ordner}/dovecot.log
protocols = pop3 lmtp
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_username_chars =
mail_location = maildir:${ordner}/mail/%Lu
mail_uid = mail
mail_gid = mail
first_valid_uid = 1
passdb {
  driver = static
  args = password=${passwort}
}
userdb {
  driver = static
  args = uid=mail gid=mail home=${ordner}/mail/%Lu allow_all_users=yes
}
service pop3-login {
  chroot =
  inet_listener pop3 {
    port = ${pop3Port}
  }
  inet_listener pop3s {
    port = 0
  }
}
service lmtp {
  inet_listener lmtp {
    port = ${lmtpPort}
  }
}
service stats {
  client_limit = 1000
}
`;
