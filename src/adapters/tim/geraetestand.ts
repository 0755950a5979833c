import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { deserialize, serialize } from "node:v8";

/** Everything that must outlive the process: sign-in and the databases of the SDK. */
export interface Geraetestand {
  readonly geraetId: string;
  readonly zugriffstoken: string;
  /** Passed by indexeddb-abbild.ts. */
  readonly datenbanken: Uint8Array;
}

const VERFAHREN = "aes-256-gcm";
const IV = 12;
const MARKE = 16;

/** Encrypted by AES-256-GCM: nonce, tag, ciphertext. */
export function verschliesse(stand: Geraetestand, schluessel: Uint8Array): Uint8Array {
  const iv = randomBytes(IV);
  const chiffre = createCipheriv(VERFAHREN, schluessel, iv);
  const inhalt = Buffer.concat([chiffre.update(serialize(stand)), chiffre.final()]);
  return Buffer.concat([iv, chiffre.getAuthTag(), inhalt]);
}

/** @throws Error if the key is another one or the bytes were changed */
export function oeffne(bytes: Uint8Array, schluessel: Uint8Array): Geraetestand {
  const chiffre = createDecipheriv(VERFAHREN, schluessel, bytes.subarray(0, IV));
  chiffre.setAuthTag(bytes.subarray(IV, IV + MARKE));
  const inhalt = Buffer.concat([chiffre.update(bytes.subarray(IV + MARKE)), chiffre.final()]);
  return deserialize(inhalt) as Geraetestand;
}
