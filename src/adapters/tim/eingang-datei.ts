import { createDecipheriv, createHash } from "node:crypto";
import type { MatrixClient } from "matrix-js-sdk";
import { z } from "zod";

/** EncryptedFile of Matrix v1.11, „Sending encrypted attachments“: AES-256-CTR, the hash is of the encrypted bytes. */
export const verschluesselteDatei = z.object({
  url: z.string().regex(/^mxc:\/\/[^/]+\/[^/?#]+$/),
  key: z.object({ kty: z.literal("oct"), alg: z.literal("A256CTR"), k: z.base64url().length(43) }),
  iv: z.string().regex(/^[A-Za-z0-9+/]{22}(==)?$/),
  hashes: z.object({ sha256: z.string().regex(/^[A-Za-z0-9+/]{43}=?$/) }),
  v: z.literal("v2"),
});
export type VerschluesselteDatei = z.output<typeof verschluesselteDatei>;

export type Dateigrund = "ZU_GROSS" | "UNLESBAR";
type Ergebnis = { readonly bytes: Uint8Array } | { readonly grund: Dateigrund };

/** The homeserver does not have it, or will not give it, whenever it is asked. */
const FUER_IMMER: readonly number[] = [400, 403, 404, 413];

/**
 * Fetches and decrypts a file; never more than `hoechstens` bytes of it are held.
 * @throws what is temporary
 */
export async function ladeDatei(
  client: MatrixClient,
  datei: VerschluesselteDatei,
  hoechstens: number,
  signal: AbortSignal,
): Promise<Ergebnis> {
  const url = client.mxcUrlToHttp(datei.url, undefined, undefined, undefined, false, true, true);
  if (url === null) return { grund: "UNLESBAR" };
  const antwort = await fetch(url, { headers: { authorization: `Bearer ${client.getAccessToken() ?? ""}` }, signal });
  if (!antwort.ok) {
    await antwort.body?.cancel();
    if (FUER_IMMER.includes(antwort.status)) return { grund: "UNLESBAR" };
    throw new Error(`the homeserver answered ${antwort.status} to a download`);
  }
  const chiffrat = await liesHoechstens(antwort, hoechstens);
  return chiffrat === null ? { grund: "ZU_GROSS" } : entschluesseleDatei(chiffrat, datei);
}

/** Null: there is more; the rest is not fetched. */
async function liesHoechstens(antwort: Response, hoechstens: number): Promise<Buffer | null> {
  const teile: Uint8Array[] = [];
  let laenge = 0;
  for await (const teil of (antwort.body ?? []) as AsyncIterable<Uint8Array>) {
    laenge += teil.length;
    // Leaving the loop cancels the body.
    if (laenge > hoechstens) return null;
    teile.push(teil);
  }
  return Buffer.concat(teile);
}

export function entschluesseleDatei(chiffrat: Uint8Array, { key, iv, hashes }: VerschluesselteDatei): Ergebnis {
  const summe = createHash("sha256").update(chiffrat).digest();
  if (!summe.equals(Buffer.from(hashes.sha256, "base64"))) return { grund: "UNLESBAR" };
  const schluessel = Buffer.from(key.k, "base64url");
  const chiffre = createDecipheriv("aes-256-ctr", schluessel, Buffer.from(iv, "base64"));
  return { bytes: Buffer.concat([chiffre.update(chiffrat), chiffre.final()]) };
}
