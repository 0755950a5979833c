import { createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import { once } from "node:events";

/** EICAR's test file out of two halves, so that no scanner stumbles over this source. */
export const EICAR = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}", "$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join("");

export interface FakeClamd {
  readonly port: number;
  /** How it behaves from now on; `normal` finds EICAR and nothing else. */
  art: "normal" | "schweigt" | "legt auf" | "spricht anders";
  /** Bytes of the last file it was sent whole. */
  empfangen: Buffer | null;
  schliesse(): Promise<void>;
}

/** Speaks INSTREAM as clamd does (clamd(8)): length-prefixed chunks, a zero length at the end, answers null-terminated. */
export async function fakeClamd(streamMaxLength = 1_000_000): Promise<FakeClamd> {
  const offene = new Set<Socket>();
  const server = createServer((leitung) => {
    offene.add(leitung);
    leitung.on("close", () => offene.delete(leitung)).on("error", () => undefined);
    if (fake.art === "legt auf") return void leitung.destroy();
    let puffer = Buffer.alloc(0);
    let begonnen = false;
    const datei: Buffer[] = [];
    let bytes = 0;
    leitung.on("data", (teil: Buffer) => {
      puffer = Buffer.concat([puffer, teil]);
      if (!begonnen) {
        if (puffer.length < 10) return;
        if (puffer.subarray(0, 10).toString("latin1") !== "zINSTREAM\0") return void leitung.end("UNKNOWN COMMAND\0");
        begonnen = true;
        puffer = puffer.subarray(10);
      }
      while (puffer.length >= 4) {
        const laenge = puffer.readUInt32BE(0);
        if (laenge === 0) return antworte(leitung, Buffer.concat(datei));
        if (bytes + laenge > streamMaxLength) return void leitung.end("INSTREAM size limit exceeded. ERROR\0");
        if (puffer.length < 4 + laenge) return;
        datei.push(Buffer.from(puffer.subarray(4, 4 + laenge)));
        bytes += laenge;
        puffer = puffer.subarray(4 + laenge);
      }
    });
  });
  function antworte(leitung: Socket, datei: Buffer): void {
    fake.empfangen = datei;
    if (fake.art === "schweigt") return;
    if (fake.art === "spricht anders") return void leitung.end("220 mail.example ESMTP\r\n");
    leitung.end(datei.includes(EICAR) ? "stream: Eicar-Test-Signature FOUND\0" : "stream: OK\0");
  }
  const fake: FakeClamd = {
    port: 0,
    art: "normal",
    empfangen: null,
    async schliesse() {
      for (const leitung of offene) leitung.destroy();
      server.close();
      if (server.listening) await once(server, "close");
    },
  };
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return Object.assign(fake, { port: (server.address() as AddressInfo).port });
}
