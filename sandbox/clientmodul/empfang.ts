/** What the receiving Clientmodul does to a mail. Sources: domain.md 1.3 and 1.4. */

const KOPF = [
  "X-KIM-CMVersion: SBX_1.0.0",
  "X-KIM-PTVersion: 1.5.0",
  "X-KIM-KONVersion: SandboxKonnektor1.0",
  "X-KIM-DecryptionResult: 00",
];

const VERMERK = [
  "",
  "",
  "----",
  "Diese Nachricht wurde entschlüsselt.",
  "Die Signatur der Nachricht wurde erfolgreich geprüft.",
  "",
].join("\r\n");

interface Teil {
  readonly kopf: string;
  readonly rumpf: Buffer;
}

/** Splits at the first empty line; header as latin1 so that every byte comes back as it was. */
export function teile(bytes: Buffer): Teil {
  const ende = bytes.indexOf("\r\n\r\n");
  if (ende < 0) return { kopf: bytes.toString("latin1"), rumpf: Buffer.alloc(0) };
  return { kopf: bytes.subarray(0, ende).toString("latin1"), rumpf: bytes.subarray(ende + 4) };
}

/** Unfolded value of the first header of that name. */
export function kopfwert(kopf: string, name: string): string | undefined {
  const feld = new RegExp(`^${name}:(.*(?:\\r\\n[ \\t].*)*)`, "im").exec(kopf);
  return feld?.[1]?.replace(/\r\n(?=[ \t])/g, "").trim();
}

function setze({ kopf, rumpf }: Teil): Buffer {
  return Buffer.concat([Buffer.from(`${kopf}\r\n\r\n`, "latin1"), rumpf]);
}

const DEKODIERT: Readonly<Record<string, (rumpf: Buffer) => Buffer>> = {
  base64: (rumpf) => Buffer.from(rumpf.toString("latin1"), "base64"),
  "quoted-printable": (rumpf) =>
    Buffer.from(
      rumpf
        .toString("latin1")
        .replace(/[ \t]+(?=\r\n)/g, "")
        .replace(/=\r\n/g, "")
        .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
      "latin1",
    ),
};

/** Appends the note to a text part; written anew as base64, which holds every text. */
function mitVermerk(teil: Teil): Teil {
  const art = kopfwert(teil.kopf, "Content-Transfer-Encoding")?.toLowerCase() ?? "7bit";
  const zeichensatz = /charset="?([^\s";]+)/i.exec(kopfwert(teil.kopf, "Content-Type") ?? "")?.[1] ?? "us-ascii";
  const text = new TextDecoder(zeichensatz).decode(DEKODIERT[art]?.(teil.rumpf) ?? teil.rumpf);
  const inhalt = Buffer.from(text + VERMERK, "utf8").toString("base64");
  const kopf = teil.kopf
    .replace(/^Content-(?:Type|Transfer-Encoding):.*(?:\r\n[ \t].*)*(?:\r\n|$)/gim, "")
    .replace(/(?:\r\n)+$/, "");
  const neu = ["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64"];
  return {
    kopf: [...(kopf === "" ? [] : [kopf]), ...neu].join("\r\n"),
    rumpf: Buffer.from(inhalt.replace(/.{76}/g, "$&\r\n") + "\r\n", "latin1"),
  };
}

function vermerke(nachricht: Buffer): Buffer {
  const teil = teile(nachricht);
  const art = kopfwert(teil.kopf, "Content-Type") ?? "text/plain";
  if (/^text\/plain\b/i.test(art)) return setze(mitVermerk(teil));
  const grenze = /^multipart\/mixed\b/i.test(art) ? /boundary="?([^";\r\n]+)/i.exec(art)?.[1] : undefined;
  if (grenze === undefined) return nachricht;
  const anfang = teil.rumpf.indexOf(`--${grenze}\r\n`);
  const ende = teil.rumpf.indexOf(`\r\n--${grenze}`, anfang + 1);
  if (anfang < 0 || ende < 0) return nachricht;
  const start = anfang + grenze.length + 4;
  const rumpf = Buffer.concat([
    teil.rumpf.subarray(0, start),
    vermerke(teil.rumpf.subarray(start, ende)),
    teil.rumpf.subarray(ende),
  ]);
  return setze({ kopf: teil.kopf, rumpf });
}

/** The mail as it lies in the receiver's mailbox: headers of the Clientmodul before, its note at the end of the text. */
export function entschluesselt(nachricht: Buffer, empfaenger: string, integritaet = "01"): Buffer {
  const kopf = [`Delivered-To: ${empfaenger}`, ...KOPF, `X-KIM-IntegrityCheckResult: ${integritaet}`].join("\r\n");
  return Buffer.concat([Buffer.from(`${kopf}\r\n`, "latin1"), vermerke(nachricht)]);
}
