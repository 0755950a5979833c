import { connect } from "node:net";
import type { Virenpruefung, Virenurteil } from "../../domain/ports/virenpruefung.js";

export interface ClamdKonfiguration {
  readonly host: string;
  readonly port: number;
  /** Longest time for one file from connecting to the verdict, in ms. */
  readonly fristMs: number;
}

const STUECK = 65_536;
/** An answer is one short line; whatever says more is no clamd. */
const ANTWORT_HOECHSTENS = 4_096;

/**
 * Scanner of ClamAV over TCP, command INSTREAM in its null-terminated form (clamd(8)). One connection per file: clamd closes
 * it after the answer. Own client, because the protocol is four lines; the packages for it were last touched years ago.
 */
export class Clamd implements Virenpruefung {
  constructor(private readonly konfig: ClamdKonfiguration) {}

  pruefe(inhalt: Uint8Array): Promise<Virenurteil> {
    const { host, port, fristMs } = this.konfig;
    return new Promise((fertig) => {
      const leitung = connect({ host, port });
      let antwort = "";
      const ende = (urteil: Virenurteil): void => {
        clearTimeout(frist);
        leitung.destroy();
        fertig(urteil);
      };
      // Not the socket's own time-out, which starts anew with every byte.
      const frist = setTimeout(() => ende({ art: "nichtVerfuegbar", grund: "FRIST" }), fristMs);
      leitung.setEncoding("latin1");
      leitung.on("data", (teil: string) => {
        antwort += teil;
        // Also before everything was sent: over its limit clamd answers and closes.
        if (antwort.includes("\0") || antwort.length > ANTWORT_HOECHSTENS) ende(deute(antwort));
      });
      leitung.once("end", () => ende(deute(antwort)));
      // What was answered before the connection broke counts: clamd resets it while we are still sending.
      leitung.once("error", () =>
        ende(antwort === "" ? { art: "nichtVerfuegbar", grund: "VERBINDUNG" } : deute(antwort)),
      );
      leitung.once("connect", () => {
        leitung.write("zINSTREAM\0");
        for (let stelle = 0; stelle < inhalt.length; stelle += STUECK) {
          const stueck = inhalt.subarray(stelle, stelle + STUECK);
          leitung.write(laenge(stueck.length));
          leitung.write(stueck);
        }
        leitung.write(laenge(0));
      });
    });
  }
}

function laenge(bytes: number): Buffer {
  const feld = Buffer.alloc(4);
  feld.writeUInt32BE(bytes);
  return feld;
}

function deute(zeile: string): Virenurteil {
  const antwort = zeile.split("\0")[0]?.trim() ?? "";
  if (/^stream: OK$/.test(antwort)) return { art: "sauber" };
  const name = /^stream: (.+) FOUND$/.exec(antwort)?.[1];
  if (name !== undefined) return { art: "befund", name: name.replace(/[^A-Za-z0-9._-]/g, "_").slice(0, 100) };
  const grund = antwort === "" ? "VERBINDUNG" : /size limit exceeded/i.test(antwort) ? "GROESSE" : "ANTWORT";
  return { art: "nichtVerfuegbar", grund };
}
