import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { X509Certificate } from "node:crypto";
import { darfAusstellen } from "./kette.js";
import { leseZertifikat } from "./zertifikat.js";
import type { Zertifikat } from "./zertifikat.js";

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/**
 * Trust anchors from PEM texts, each with one or more certificates. A wrong anchor is a fault of the configuration and
 * throws at start: silently fewer anchors would show only as refused signatures.
 */
export function leseAnker(pem: readonly string[]): readonly Zertifikat[] {
  return pem.flatMap((text, stelle) => {
    const bloecke = text.match(PEM) ?? [];
    if (bloecke.length === 0) throw new Error(`Vertrauensanker ${stelle + 1}: kein Zertifikat im PEM-Format.`);
    return bloecke.map((block) => {
      const zertifikat = leseZertifikat(new Uint8Array(new X509Certificate(block).raw));
      if (!darfAusstellen(zertifikat)) {
        throw new Error(`Vertrauensanker ${stelle + 1}: das Zertifikat darf keine Zertifikate ausstellen.`);
      }
      return zertifikat;
    });
  });
}

/** PEM texts of all `.pem`, `.crt` and `.cer` files of a folder; throws if there is none. */
export async function ankerAusOrdner(ordner: string): Promise<string[]> {
  const namen = (await readdir(ordner)).filter((name) => /\.(pem|crt|cer)$/i.test(name)).sort();
  if (namen.length === 0) throw new Error(`Im Ordner der Vertrauensanker liegt keine PEM-Datei: ${ordner}`);
  return Promise.all(namen.map((name) => readFile(join(ordner, name), "utf8")));
}
