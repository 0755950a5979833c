import { EventEmitter, once } from "node:events";
import net from "node:net";

/** What the scripted server answers to one command; null stays silent, the text `trennen` cuts the line at once. */
export type Zug = string | null;

export interface Drehbuch {
  /** Replies by command word; what is missing gets an ordinary one. */
  readonly antworten?: Readonly<Record<string, Zug>>;
  readonly gruss?: Zug;
  /** Bytes of content after which the connection is cut; the reading stops at once. */
  readonly trenneNachBytes?: number;
  /** Stops reading at the 354; goes on with `liesWeiter`. */
  readonly halteBeiInhalt?: true;
  readonly faehigkeiten?: readonly string[];
  /** Absent: a free one. */
  readonly port?: number;
}

const UEBLICH: Readonly<Record<string, string>> = {
  AUTH: "235 2.7.0 ok",
  MAIL: "250 ok",
  RCPT: "250 ok",
  DATA: "354 los",
  ".": "250 angenommen",
  RSET: "250 ok",
  QUIT: "221 bye",
};

export interface Drehbuchserver {
  readonly port: number;
  /** Every command line received, all connections together. */
  readonly befehle: string[];
  /** Complete contents received, dot-stuffed as sent. */
  readonly inhalte: string[];
  readonly verbindungen: () => number;
  /** Resolves as soon as the condition holds; looked at after each piece that arrives. */
  bei(bedingung: (server: Pick<Drehbuchserver, "befehle" | "inhalte">) => boolean): Promise<void>;
  liesWeiter(): void;
  /** Resolves when no connection is open any more; at once if none is. */
  ende(): Promise<void>;
  schliesse(): Promise<void>;
}

/** Raw SMTP server where bytes matter: answers by a script, per command, and can cut the line anywhere. */
export async function starteDrehbuch(drehbuch: Drehbuch = {}): Promise<Drehbuchserver> {
  const befehle: string[] = [];
  const inhalte: string[] = [];
  const offene = new Set<net.Socket>();
  const ereignisse = new EventEmitter();
  let anzahl = 0;
  const faehig = drehbuch.faehigkeiten ?? ["SIZE 35882577", "AUTH LOGIN PLAIN", "8BITMIME", "DSN"];
  const server = net.createServer((socket) => {
    anzahl++;
    offene.add(socket);
    socket.on("close", () => offene.delete(socket));
    socket.on("error", () => undefined);
    const spiele = (zug: Zug) => {
      if (zug === "trennen") socket.resetAndDestroy();
      else if (zug !== null) socket.write(`${zug}\r\n`);
    };
    let puffer = "";
    let inhalt = false;
    spiele(drehbuch.gruss === undefined ? "220 drehbuch" : drehbuch.gruss);
    socket.on("data", (stueck) => {
      setImmediate(() => ereignisse.emit("stueck"));
      puffer += stueck.toString("latin1");
      for (;;) {
        if (inhalt) {
          if (drehbuch.trenneNachBytes !== undefined && puffer.length >= drehbuch.trenneNachBytes) {
            socket.pause();
            return socket.resetAndDestroy();
          }
          const ende = puffer.indexOf("\r\n.\r\n");
          if (ende < 0) return;
          inhalte.push(puffer.slice(0, ende + 2));
          puffer = puffer.slice(ende + 5);
          inhalt = false;
          spiele(drehbuch.antworten?.["."] === undefined ? (UEBLICH["."] ?? "") : drehbuch.antworten["."]);
          continue;
        }
        const ende = puffer.indexOf("\r\n");
        if (ende < 0) return;
        const zeile = puffer.slice(0, ende);
        puffer = puffer.slice(ende + 2);
        befehle.push(zeile);
        const wort = zeile.split(/[ :]/, 1)[0]?.toUpperCase() ?? "";
        const ehlo = ["drehbuch", ...faehig]
          .map((f, i, alle) => `250${i < alle.length - 1 ? "-" : " "}${f}`)
          .join("\r\n");
        const vorgabe = wort === "EHLO" ? ehlo : (UEBLICH[wort] ?? "500 was?");
        const zug = drehbuch.antworten?.[wort];
        const antwort = zug === undefined ? vorgabe : zug;
        if (wort === "DATA" && antwort?.startsWith("3")) inhalt = true;
        if (inhalt && drehbuch.halteBeiInhalt) socket.pause();
        spiele(antwort);
        if (wort === "QUIT") socket.end();
      }
    });
  });
  server.listen(drehbuch.port ?? 0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as net.AddressInfo).port,
    befehle,
    inhalte,
    verbindungen: () => anzahl,
    bei: async (bedingung) => {
      while (!bedingung({ befehle, inhalte })) await once(ereignisse, "stueck");
    },
    liesWeiter: () => {
      for (const socket of offene) socket.resume();
    },
    ende: async () => {
      await Promise.all([...offene].map((socket) => once(socket, "close")));
    },
    schliesse: async () => {
      const zu = new Promise<void>((fertig) => server.close(() => fertig()));
      for (const socket of offene) socket.destroy();
      await zu;
    },
  };
}
