import type net from "node:net";

const ENDE_DES_INHALTS = "\r\n.\r\n";

/**
 * Knows whether the final dot of the current message has left this process. nodemailer reports the same error whether a
 * connection is lost in the middle of the content or after its end; only the second may have been taken by the server.
 *
 * The dot counts as sent when the socket reports the write that holds it as done, that is when the kernel has all of it.
 * Within the content the sequence CRLF "." CRLF cannot occur (dot-stuffing), in commands neither, so watching the last
 * five bytes is enough and needs no knowledge of the phase.
 */
export class Punktwaechter {
  #schwanz = "";
  #gesendet = false;
  #beiPunkt: () => void = () => undefined;

  constructor(socket: net.Socket) {
    const schreibe = socket.write.bind(socket) as (
      daten: string | Uint8Array,
      kodierung?: BufferEncoding,
      rueckruf?: (fehler?: Error | null) => void,
    ) => boolean;
    socket.write = (
      daten: string | Uint8Array,
      zweites?: BufferEncoding | ((fehler?: Error | null) => void),
      drittes?: (fehler?: Error | null) => void,
    ) => {
      const kodierung = typeof zweites === "string" ? zweites : undefined;
      const rueckruf = typeof zweites === "function" ? zweites : drittes;
      const bytes = typeof daten === "string" ? Buffer.from(daten, kodierung) : daten;
      this.#schwanz = (this.#schwanz + Buffer.from(bytes.subarray(-5)).toString("latin1")).slice(-5);
      const istEnde = this.#schwanz === ENDE_DES_INHALTS;
      return schreibe(bytes, undefined, (fehler) => {
        if (istEnde && !fehler) {
          this.#gesendet = true;
          this.#beiPunkt();
        }
        rueckruf?.(fehler);
      });
    };
  }

  get gesendet(): boolean {
    return this.#gesendet;
  }

  /** Before the next message. */
  beginne(beiPunkt: () => void): void {
    this.#schwanz = "";
    this.#gesendet = false;
    this.#beiPunkt = beiPunkt;
  }
}
