/** Addresses and ids that the mails of the corpus are made for. */
export interface Rahmen {
  /** KIM address that the sender writes from; known to the Verzeichnisdienst, where one is asked. */
  readonly absender: string;
  /** The gateway's own. */
  readonly empfaenger: string;
  /** Id of one of our orders or threads. */
  readonly bezug: string;
}

/** What becomes of a mail; what is left out does not matter. Written by hand from the rules (docs/KANAELE.md). */
export type Erwartung =
  | {
      readonly art: "nachricht";
      readonly text?: string;
      readonly absender?: string;
      readonly id?: string | RegExp;
      readonly bezuege?: readonly string[];
      /** Null: the time of reading. */
      readonly zeit?: Date | null;
      /** Name, type and length in bytes of each. */
      readonly anhaenge?: readonly (readonly [string, string, number])[];
    }
  | { readonly art: "beiseite"; readonly code: string; readonly antwort: boolean }
  | { readonly art: "nachweis"; readonly ergebnis: string; readonly code: string | null }
  | { readonly art: "fremd"; readonly dienstkennung: string }
  /** Comes again at the next reading. */
  | { readonly art: "wartet" };

export interface Korpusfall {
  readonly name: string;
  readonly mail: (rahmen: Rahmen) => Buffer;
  readonly erwartet: (rahmen: Rahmen) => Erwartung;
}

/** Header fields by name; null leaves one out, several values repeat it. */
export type Kopfwunsch = Readonly<Record<string, string | readonly string[] | null>>;
export type Rumpf = string | Buffer;

export const domain = ({ empfaenger }: Rahmen): string => empfaenger.slice(empfaenger.indexOf("@") + 1);
export const unsere = (rahmen: Rahmen): string => `<${rahmen.bezug}@${domain(rahmen)}>`;

let laufend = 0;

/** Fields of a reply as the receiving Clientmodul leaves it in the mailbox. */
export function kopfzeilen(rahmen: Rahmen, wunsch: Kopfwunsch = {}): readonly string[] {
  const felder: Kopfwunsch = {
    "X-KIM-DecryptionResult": "00",
    "X-KIM-IntegrityCheckResult": "01",
    From: `"Praxis" <${rahmen.absender}>`,
    To: rahmen.empfaenger,
    Subject: "AW: HKP",
    Date: "Sun, 22 Nov 2026 09:00:00 +0000",
    "Message-ID": `<korpus-${++laufend}@arzt.kim.telematik-test>`,
    "In-Reply-To": unsere(rahmen),
    "X-KIM-Dienstkennung": "KIM-Mail;Default;V1.0",
    "MIME-Version": "1.0",
    ...wunsch,
  };
  return Object.entries(felder).flatMap(([name, wert]) =>
    wert === null ? [] : [wert].flat().map((einer) => `${name}: ${einer}`),
  );
}

/** A mail of fields and body; text in UTF-8, bytes as they are. */
export function baue(rahmen: Rahmen, wunsch: Kopfwunsch, rumpf: Rumpf): Buffer {
  const kopf = `${kopfzeilen(rahmen, wunsch).join("\r\n")}\r\n\r\n`;
  return Buffer.concat([Buffer.from(kopf), Buffer.from(rumpf)]);
}

export interface Teil {
  readonly kopf: readonly string[];
  readonly rumpf: Rumpf;
}

export const text = (worte: Rumpf, art = "text/plain; charset=utf-8"): Teil => ({
  kopf: [`Content-Type: ${art}`],
  rumpf: worte,
});
export const anhang = (art: string, rumpf: Rumpf, verfuegung = "attachment"): Teil => ({
  kopf: [`Content-Type: ${art}`, `Content-Disposition: ${verfuegung}`],
  rumpf,
});
/** In base64, as every program writes it. */
export const base64 = ({ kopf, rumpf }: Teil): Teil => ({
  kopf: [...kopf, "Content-Transfer-Encoding: base64"],
  rumpf: Buffer.from(rumpf).toString("base64").replace(/.{76}/g, "$&\r\n"),
});

/** Body of a multipart with these parts. */
export function teile(grenze: string, ...alle: readonly Teil[]): Buffer {
  return Buffer.concat([
    ...alle.map(({ kopf, rumpf }) =>
      Buffer.concat([
        Buffer.from(`--${grenze}\r\n${kopf.join("\r\n")}\r\n\r\n`),
        Buffer.from(rumpf),
        Buffer.from("\r\n"),
      ]),
    ),
    Buffer.from(`--${grenze}--\r\n`),
  ]);
}

export const GEMISCHT = { "Content-Type": 'multipart/mixed; boundary="B"' } as const;
/** A reply with an attachment beside its words. */
export const mitAnhang = (rahmen: Rahmen, ...alle: readonly Teil[]): Buffer =>
  baue(rahmen, GEMISCHT, teile("B", text("Anbei."), ...alle));

type Baumeister = (rahmen: Rahmen) => Buffer;

export const nachricht = (
  name: string,
  mail: Baumeister,
  erwartet: Omit<Extract<Erwartung, { art: "nachricht" }>, "art"> = {},
): Korpusfall => ({ name, mail, erwartet: () => ({ art: "nachricht", ...erwartet }) });

export const beiseite = (name: string, code: string, mail: Baumeister, antwort = false): Korpusfall => ({
  name,
  mail,
  erwartet: () => ({ art: "beiseite", code, antwort }),
});

export const fremd = (name: string, mail: Baumeister, dienstkennung = "KIM-Mail;Default;V1.0"): Korpusfall => ({
  name,
  mail,
  erwartet: () => ({ art: "fremd", dienstkennung }),
});

export const nachweis = (name: string, ergebnis: string, mail: Baumeister, code: string | null = null): Korpusfall => ({
  name,
  mail,
  erwartet: () => ({ art: "nachweis", ergebnis, code }),
});
