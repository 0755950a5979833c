import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { rufeAuf } from "../../src/store/mongod/aufruf.js";
import { freierPort } from "../../src/store/mongod/port.js";
import { starteVordergrund, wartAufPort } from "../../sandbox/vordergrund.js";

export interface Postfix {
  readonly smtpPort: number;
  schliesse(): Promise<void>;
}

export interface Postfixangaben {
  readonly domaene: string;
  readonly postfaecher: readonly string[];
  readonly lmtpPort: number;
}

/**
 * An own instance of Postfix on loopback: takes mail for the domain, delivers it by LMTP, and answers for unknown recipients
 * with its own delivery status notifications.
 */
export async function startePostfix(ordner: string, angaben: Postfixangaben): Promise<Postfix> {
  const smtpPort = await freierPort();
  for (const teil of ["queue", "daten"]) await mkdir(join(ordner, teil), { recursive: true });
  await writeFile(join(ordner, "postfaecher"), angaben.postfaecher.map((einer) => `${einer} vorhanden\n`).join(""));
  await writeFile(join(ordner, "main.cf"), hauptdatei(ordner, angaben));
  await writeFile(join(ordner, "master.cf"), dienste(smtpPort));
  await rufe(["chown", "postfix", join(ordner, "daten")]);
  await rufe(["/usr/sbin/postfix", "-c", ordner, "check"]);
  const master = starteVordergrund("/usr/lib/postfix/sbin/master", ["-c", ordner, "-d"]);
  await wartAufPort(smtpPort, master.kind);
  return { smtpPort, schliesse: () => master.beende() };
}

async function rufe([programm = "", ...argumente]: readonly string[]): Promise<void> {
  const lauf = await rufeAuf(programm, argumente, { hoechstensMs: 60_000 });
  if (lauf.code !== 0) throw new Error(`${programm} ${argumente.join(" ")}: ${lauf.stderr}`);
}

const hauptdatei = (ordner: string, { domaene, lmtpPort }: Postfixangaben): string => `
compatibility_level = 3.6
queue_directory = ${ordner}/queue
data_directory = ${ordner}/daten
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
myhostname = fachdienst.${domaene}
inet_interfaces = loopback-only
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
mydestination =
alias_maps =
alias_database =
virtual_mailbox_domains = ${domaene}
virtual_mailbox_maps = texthash:${ordner}/postfaecher
virtual_transport = lmtp:inet:127.0.0.1:${lmtpPort}
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_reject_unlisted_recipient = no
message_size_limit = 60000000
mailbox_size_limit = 0
virtual_mailbox_limit = 0
lmtp_destination_recipient_limit = 1
maillog_file_prefixes = ${ordner}
maillog_file = ${ordner}/mail.log
biff = no
`;

const dienste = (smtpPort: number): string => `
127.0.0.1:${smtpPort} inet n - n - - smtpd
cleanup   unix  n - n - 0 cleanup
qmgr      unix  n - n 300 1 qmgr
rewrite   unix  - - n - - trivial-rewrite
bounce    unix  - - n - 0 bounce
defer     unix  - - n - 0 bounce
trace     unix  - - n - 0 bounce
verify    unix  - - n - 1 verify
flush     unix  n - n 1000? 0 flush
proxymap  unix  - - n - - proxymap
smtp      unix  - - n - - smtp
showq     unix  n - n - - showq
error     unix  - - n - - error
retry     unix  - - n - - error
discard   unix  - - n - - discard
lmtp      unix  - - n - - lmtp
anvil     unix  - - n - 1 anvil
scache    unix  - - n - 1 scache
postlog   unix-dgram n - n - 1 postlogd
`;
