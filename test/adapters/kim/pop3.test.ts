import assert from "node:assert/strict";
import { once } from "node:events";
import net from "node:net";
import { Pop3, Pop3Fehler } from "../../../src/adapters/kim/pop3.js";

/** Text to send, whole or in pieces; the text `trennen` cuts the line, null stays silent. */
type Zug = string | Buffer | readonly (string | Buffer)[] | null;

/** Answers each command by its word; what is missing is +OK. */
async function server(zuege: Readonly<Record<string, Zug>>) {
  const befehle: string[] = [];
  const offene = new Set<net.Socket>();
  const horcher = net.createServer((socket) => {
    offene.add(socket);
    socket.on("error", () => undefined);
    const spiele = async (zug: Zug) => {
      if (zug === "trennen") return void socket.destroy();
      if (zug === null) return;
      for (const stueck of Array.isArray(zug) ? (zug as readonly (string | Buffer)[]) : [zug as string]) {
        if (socket.destroyed) return;
        if (stueck === "trennen") return void socket.destroy();
        // Each piece alone on the wire, so that the client sees it cut exactly there.
        await new Promise((geschrieben) => socket.write(stueck, geschrieben));
        await new Promise((weiter) => setImmediate(weiter));
      }
    };
    void spiele(zuege["GRUSS"] === undefined ? "+OK da\r\n" : zuege["GRUSS"]);
    socket.on("data", (stueck) => {
      for (const zeile of stueck.toString().split("\r\n").filter(Boolean)) {
        befehle.push(zeile);
        const wort = zeile.split(" ")[0] ?? "";
        void spiele(zuege[wort] === undefined ? "+OK\r\n" : zuege[wort]);
      }
    });
  });
  horcher.listen(0, "127.0.0.1");
  await once(horcher, "listening");
  return {
    port: (horcher.address() as net.AddressInfo).port,
    befehle,
    schliesse: async () => {
      const zu = once(horcher, "close");
      horcher.close();
      for (const socket of offene) socket.destroy();
      await zu;
    },
  };
}

async function mit<T>(zuege: Readonly<Record<string, Zug>>, arbeit: (pop3: Pop3, befehle: string[]) => Promise<T>) {
  const s = await server(zuege);
  try {
    const pop3 = await Pop3.verbinde({
      ziel: { host: "127.0.0.1", port: s.port, tls: { art: "keine" } },
      benutzer: "a@b.kim.telematik-test#b:995#M#C#A",
      passwort: "ganz geheim",
      fristMs: 300,
      signal: new AbortController().signal,
    });
    return await arbeit(pop3, s.befehle);
  } finally {
    await s.schliesse();
  }
}

const scheitert = (code: string) => (fehler: unknown) => {
  assert.ok(fehler instanceof Pop3Fehler);
  assert.equal(fehler.code, code);
  assert.doesNotMatch(fehler.message, /geheim/);
  return true;
};

describe("POP3 client", () => {
  it("signs in with the KIM user name", async () => {
    await mit({}, async (_, befehle) => {
      assert.deepEqual(befehle, ["USER a@b.kim.telematik-test#b:995#M#C#A", "PASS ganz geheim"]);
    });
  });

  it("undoes dot-stuffing and leaves every other byte as it is", async () => {
    const bytes = Buffer.concat([
      Buffer.from("Subject: x\r\n\r\n..\r\n...drei\r\nein . Punkt\r\n"),
      Buffer.from([0xe4, 0xff, 0x00, 0x80]),
      Buffer.from(" \n nur LF\r nur CR\r\n"),
    ]);
    const gestopft = bytes.toString("latin1").replace(/\r\n\./g, "\r\n..");
    const antwort = Buffer.concat([Buffer.from("+OK\r\n"), Buffer.from(gestopft, "latin1"), Buffer.from(".\r\n")]);
    await mit({ RETR: antwort }, async (pop3) => assert.deepEqual(await pop3.retr(1, 10_000), bytes));
  });

  it("reads a reply whatever way it is cut into pieces", async () => {
    const inhalt = "Zeile\r\n..Punkt\r\n\r\n";
    const stuecke = [...`+OK viel\r\n${inhalt}.\r\n`];
    await mit({ RETR: stuecke }, async (pop3) => {
      assert.equal((await pop3.retr(1, 1000)).toString(), "Zeile\r\n.Punkt\r\n\r\n");
    });
  });

  it("reads empty and starred replies of UIDL", async () => {
    await mit({ UIDL: "+OK\r\n.\r\n" }, async (pop3) => assert.deepEqual(await pop3.uidl(), []));
    await mit({ UIDL: "+OK\r\n1 abc\r\n7 x-y\r\n.\r\n" }, async (pop3) => {
      assert.deepEqual(await pop3.uidl(), [
        { nummer: 1, uid: "abc" },
        { nummer: 7, uid: "x-y" },
      ]);
    });
  });

  it("goes on after -ERR", async () => {
    await mit({ RETR: "-ERR keine solche\r\n", TOP: "+OK\r\nA: b\r\n\r\n.\r\n" }, async (pop3) => {
      await assert.rejects(pop3.retr(9, 1000), scheitert("ABGEWIESEN"));
      assert.equal((await pop3.top(1)).toString(), "A: b\r\n\r\n");
    });
  });

  const feindlich: [string, Readonly<Record<string, Zug>>, string][] = [
    ["a message over the limit", { RETR: `+OK\r\n${"x".repeat(70)}\r\n${"y".repeat(70)}\r\n.\r\n` }, "ZU_GROSS"],
    ["a message without end", { RETR: ["+OK\r\n", ...Array<string>(2000).fill("z".repeat(100))] }, "ZU_GROSS"],
    ["a status line without CRLF", { RETR: `+OK ${"x".repeat(5000)}` }, "PROTOKOLL"],
    ["a status line that is too long", { RETR: `+OK ${"x".repeat(5000)}\r\n.\r\n` }, "PROTOKOLL"],
    ["a reply that is none", { RETR: "200 OK\r\n\r\n.\r\n" }, "PROTOKOLL"],
    ["half a message and silence", { RETR: "+OK\r\nhalb" }, "ZEITUEBERSCHREITUNG"],
    ["a close in the middle", { RETR: ["+OK\r\nhalb", "trennen"] }, "GETRENNT"],
    ["a close instead of a reply", { RETR: "trennen" }, "GETRENNT"],
    ["silence", { RETR: null }, "ZEITUEBERSCHREITUNG"],
  ];
  for (const [name, zuege, code] of feindlich) {
    it(`ends the connection at ${name}: ${code}`, async () => {
      await mit(zuege, async (pop3) => {
        await assert.rejects(pop3.retr(1, 100), scheitert(code));
        await assert.rejects(pop3.uidl(), Pop3Fehler);
      });
    });
  }

  it("refuses UIDL lines that are none", async () => {
    for (const zeile of ["1", "x abc", "1 a b", `1 ${"u".repeat(71)}`]) {
      await mit({ UIDL: `+OK\r\n${zeile}\r\n.\r\n` }, async (pop3) => {
        await assert.rejects(pop3.uidl(), scheitert("PROTOKOLL"));
      });
    }
  });

  it("fails at sign-in without telling the password", async () => {
    await assert.rejects(
      mit({ PASS: "-ERR falsch\r\n" }, async () => undefined),
      scheitert("ABGEWIESEN"),
    );
    await assert.rejects(
      mit({ GRUSS: null }, async () => undefined),
      scheitert("ZEITUEBERSCHREITUNG"),
    );
    await assert.rejects(
      mit({ GRUSS: "trennen" }, async () => undefined),
      scheitert("GETRENNT"),
    );
    await assert.rejects(
      mit({ GRUSS: "x".repeat(9000) }, async () => undefined),
      scheitert("PROTOKOLL"),
    );
  });
});
