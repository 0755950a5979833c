import { createCipheriv, createHash, randomBytes } from "node:crypto";
import type { MatrixClient } from "matrix-js-sdk";

/** `EncryptedFile` of the Matrix specification (v1.11, Sending encrypted attachments). */
export interface VerschluesselteDatei {
  readonly url: string;
  readonly key: {
    readonly kty: "oct";
    readonly key_ops: readonly ["encrypt", "decrypt"];
    readonly alg: "A256CTR";
    /** Base64url without padding. */
    readonly k: string;
    readonly ext: true;
  };
  /** Base64 without padding. */
  readonly iv: string;
  readonly hashes: { readonly sha256: string };
  readonly v: "v2";
}

const ohneRand = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64").replace(/=+$/, "");

/** Under a fresh key; what the homeserver gets says nothing without it. The URL is known after the upload. */
export function verschluessle(klar: Uint8Array): {
  readonly chiffrat: Uint8Array;
  readonly schluessel: Omit<VerschluesselteDatei, "url">;
} {
  const geheim = randomBytes(32);
  // The counter's lower half begins at zero, so that it does not run over (as the specification asks).
  const iv = Buffer.concat([randomBytes(8), Buffer.alloc(8)]);
  const chiffre = createCipheriv("aes-256-ctr", geheim, iv);
  const chiffrat = Buffer.concat([chiffre.update(klar), chiffre.final()]);
  return {
    chiffrat,
    schluessel: {
      key: { kty: "oct", key_ops: ["encrypt", "decrypt"], alg: "A256CTR", k: geheim.toString("base64url"), ext: true },
      iv: ohneRand(iv),
      hashes: { sha256: ohneRand(createHash("sha256").update(chiffrat).digest()) },
      v: "v2",
    },
  };
}

/**
 * Puts a file beside the room, encrypted and without a name. A crash before the event that holds its key leaves bytes behind which
 * nobody can read; Matrix has no way to take them back.
 * @throws MatrixError, ConnectionError
 */
export async function legeAb(client: MatrixClient, klar: Uint8Array): Promise<VerschluesselteDatei> {
  const { chiffrat, schluessel } = verschluessle(klar);
  const optionen = { includeFilename: false, type: "application/octet-stream" };
  const { content_uri: url } = await client.uploadContent(chiffrat, optionen);
  return { url, ...schluessel };
}
