import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { kopfwert, teile } from "../../sandbox/clientmodul/empfang.js";

/** What a Clientmodul does by the Konnektor, done by the openssl binary: signs and encrypts, decrypts and verifies (domain.md 1.4). */
export interface Verschluesselung {
  /** The outer mail: fixed subject, the Dienstkennung and the Message-ID stay readable. */
  verschluessle(roh: Buffer, von: string, an: string): Promise<Buffer>;
  /** Null: not encrypted for this mailbox, e.g. a report of the mail service. */
  entschluessle(aeussere: Buffer, adresse: string): Promise<Entschluesselt | null>;
}

export interface Entschluesselt {
  readonly roh: Buffer;
  /** Value of X-KIM-IntegrityCheckResult. */
  readonly integritaet: "01" | "02";
}

/** Keys and certificates (brainpoolP256r1, self-signed) for every mailbox, made by openssl. */
export async function richteVerschluesselungEin(
  ordner: string,
  adressen: readonly string[],
): Promise<Verschluesselung> {
  await mkdir(ordner, { recursive: true });
  const zertifikat = (adresse: string): string => join(ordner, `${adresse}.pem`);
  const schluessel = (adresse: string): string => join(ordner, `${adresse}.key`);
  for (const adresse of adressen) {
    const kurve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:brainpoolP256r1", "-nodes", "-days", "30"];
    const ziel = ["-subj", `/CN=${adresse}`, "-keyout", schluessel(adresse), "-out", zertifikat(adresse)];
    await openssl(["req", "-x509", ...kurve, ...ziel], Buffer.alloc(0));
  }
  return {
    async verschluessle(roh, von, an) {
      const haus = ["-signer", zertifikat(von), "-inkey", schluessel(von), "-nodetach", "-binary"];
      const signiert = await openssl(["cms", "-sign", ...haus, "-outform", "DER"], roh);
      const fuer = ["-aes-256-cbc", "-binary", "-outform", "DER", "-recip", zertifikat(an)];
      const inhalt = await openssl(["cms", "-encrypt", ...fuer], signiert);
      const { kopf } = teile(roh);
      const felder = ["From", "To", "Date", "Message-ID", "In-Reply-To", "References", "X-KIM-Dienstkennung"];
      const zeilen = felder.flatMap((name) => {
        const wert = kopfwert(kopf, name);
        return wert === undefined ? [] : [`${name}: ${wert}`];
      });
      const art = [
        "MIME-Version: 1.0",
        "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m",
      ];
      const aussen = [...zeilen, "Subject: KOM-LE-Nachricht", ...art, "Content-Transfer-Encoding: base64"];
      const rumpf = inhalt.toString("base64").replace(/.{76}/g, "$&\r\n");
      return Buffer.from(`${aussen.join("\r\n")}\r\n\r\n${rumpf}\r\n`, "latin1");
    },
    async entschluessle(aeussere, adresse) {
      const { kopf, rumpf } = teile(aeussere);
      if (!/^application\/pkcs7-mime/i.test(kopfwert(kopf, "Content-Type") ?? "")) return null;
      const der = Buffer.from(rumpf.toString("latin1"), "base64");
      const eigene = ["-recip", zertifikat(adresse), "-inkey", schluessel(adresse)];
      const signiert = await openssl(["cms", "-decrypt", "-inform", "DER", "-binary", ...eigene], der);
      const pruefe = ["cms", "-verify", "-inform", "DER", "-binary", "-noverify"];
      try {
        return { roh: await openssl(pruefe, signiert), integritaet: "01" };
      } catch {
        return { roh: await openssl([...pruefe, "-nosigs", "-no_attr_verify"], signiert), integritaet: "02" };
      }
    },
  };
}

function openssl(argumente: readonly string[], eingabe: Buffer): Promise<Buffer> {
  return new Promise((fertig, gescheitert) => {
    const optionen = { encoding: "buffer", maxBuffer: 256 * 1024 * 1024 } as const;
    const kind = execFile("openssl", [...argumente], optionen, (fehler, stdout, stderr) => {
      if (fehler) gescheitert(new Error(`openssl ${argumente.join(" ")}: ${stderr.toString()}`));
      else fertig(stdout);
    });
    // A call that needs no input may be done before it is written; what became of it says its exit.
    kind.stdin?.on("error", () => undefined);
    kind.stdin?.end(eingabe);
  });
}
