import type { IncomingMessage } from "node:http";
import { Fachfehler } from "../domain/kern/fehler.js";
import { ungueltig } from "./fehler-http.js";

/**
 * The whole body, or the refusal of one that is too large. Of that one as much again is read and thrown away before it is
 * refused: a client that is still sending when the connection closes never sees the answer.
 * @throws Fachfehler ANFRAGE_ZU_GROSS, or ANFRAGE_UNGUELTIG if the client broke off
 */
export async function liesRumpf(anfrage: IncomingMessage, hoechstensBytes: number): Promise<Uint8Array> {
  const teile: Buffer[] = [];
  let bytes = 0;
  try {
    // Not destroyed on leaving: that would close the connection before the answer.
    for await (const teil of anfrage.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      bytes += teil.length;
      if (bytes <= hoechstensBytes) teile.push(teil);
      else teile.length = 0;
      if (bytes > 2 * hoechstensBytes) break;
    }
  } catch {
    throw ungueltig("The body ended before it was complete.");
  }
  if (bytes > hoechstensBytes) throw new Fachfehler("ANFRAGE_ZU_GROSS", { hoechstensBytes });
  return Buffer.concat(teile, bytes);
}
