import assert from "node:assert/strict";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import net from "node:net";
import path from "node:path";
import { createInterface } from "node:readline";
import { holePostfach } from "../../../sandbox/clientmodul/postfach-holen.js";
import { GATEWAY, PRAXIS, testclientmodul, type Testclientmodul } from "../../helfer/clientmodul.js";

/** A hand on the line: sends lines, reads lines. */
async function leitung(port: number) {
  const socket = net.connect(port, "127.0.0.1");
  await once(socket, "connect");
  const zeilen = createInterface({ input: socket, crlfDelay: Infinity })[Symbol.asyncIterator]();
  const lies = async () => (await zeilen.next()).value ?? "";
  const sage = async (zeile: string) => {
    socket.write(`${zeile}\r\n`);
    return lies();
  };
  return { sage, lies, socket };
}

const BENUTZER = `${GATEWAY.adresse}#hkp.kim.telematik-test:465#M1#HKP#A1`;
const plain = (benutzer: string, passwort: string) =>
  `AUTH PLAIN ${Buffer.from(`\0${benutzer}\0${passwort}`).toString("base64")}`;

describe("Sandbox Clientmodul: SMTP", () => {
  let modul: Testclientmodul;
  beforeEach(async () => {
    modul = await testclientmodul({ groesse: 5000 });
  });
  afterEach(() => modul.weg());

  async function gegruesst() {
    const l = await leitung(modul.smtpPort);
    assert.match(await l.lies(), /^220 /);
    l.socket.write("EHLO test\r\n");
    const faehig: string[] = [];
    for (let zeile = await l.lies(); ; zeile = await l.lies()) {
      faehig.push(zeile.slice(4));
      if (zeile[3] === " ") return { ...l, faehig };
    }
  }

  it("announces what a Clientmodul announces", async () => {
    const { faehig, socket } = await gegruesst();
    socket.destroy();
    for (const f of ["8BITMIME", "DSN", "ENHANCEDSTATUSCODES", "SIZE 5000"]) assert.ok(faehig.includes(f), f);
    assert.deepEqual(
      faehig
        .find((f) => f.startsWith("AUTH "))
        ?.split(" ")
        .slice(1)
        .sort(),
      ["LOGIN", "PLAIN"],
    );
  });

  // Replies of the table in domain.md 1.1.
  const anmeldungen: [string, string, RegExp][] = [
    ["the whole user name", plain(BENUTZER, GATEWAY.passwort), /^235 2\.7\.0/],
    ["an incomplete user name", plain(GATEWAY.adresse, GATEWAY.passwort), /^501 5\.5\.4/],
    ["an empty part", plain(BENUTZER.replace("#M1#", "##"), GATEWAY.passwort), /^501 5\.5\.4/],
    ["a wrong password", plain(BENUTZER, "falsch"), /^535 5\.7\.8/],
    ["an unknown account", plain(BENUTZER.replace("gateway@", "fremd@"), GATEWAY.passwort), /^535 5\.7\.8/],
    ["another mechanism", "AUTH CRAM-MD5", /^504 5\./],
    ["a command before AUTH", `MAIL FROM:<${GATEWAY.adresse}>`, /^530 5\.7\.0/],
  ];
  for (const [name, zeile, antwort] of anmeldungen) {
    it(`answers ${name} with ${antwort.source}`, async () => {
      const { sage, socket } = await gegruesst();
      assert.match(await sage(zeile), antwort);
      socket.destroy();
    });
  }

  async function angemeldet() {
    const l = await gegruesst();
    assert.match(await l.sage(plain(BENUTZER, GATEWAY.passwort)), /^235/);
    return l;
  }
  const mail = (von: string, text = "Hallo") =>
    `From: ${von}\r\nTo: ${PRAXIS.adresse}\r\nMessage-ID: <m1@hkp>\r\nSubject: Test\r\n\r\n${text}\r\n.`;

  it("refuses a sender that is not the account, in the envelope and in the mail", async () => {
    const { sage, socket } = await angemeldet();
    assert.match(await sage(`MAIL FROM:<${PRAXIS.adresse}>`), /^550/);
    assert.match(await sage(`MAIL FROM:<${GATEWAY.adresse}>`), /^250/);
    assert.match(await sage(`RCPT TO:<${PRAXIS.adresse}>`), /^250/);
    assert.match(await sage("DATA"), /^354/);
    assert.match(await sage(mail(PRAXIS.adresse)), /^550/);
    socket.destroy();
    assert.deepEqual(await modul.postfach(PRAXIS.adresse), []);
  });

  it("refuses what is larger than SIZE, announced or not", async () => {
    const { sage, socket } = await angemeldet();
    assert.match(await sage(`MAIL FROM:<${GATEWAY.adresse}> SIZE=5001`), /^552/);
    await sage(`MAIL FROM:<${GATEWAY.adresse}>`);
    await sage(`RCPT TO:<${PRAXIS.adresse}>`);
    await sage("DATA");
    assert.match(await sage(mail(GATEWAY.adresse, "x".repeat(6000))), /^552/);
    socket.destroy();
    assert.deepEqual(await modul.postfach(PRAXIS.adresse), []);
  });

  it("delivers to the known and answers for the unknown with an error mail of the Clientmodul", async () => {
    const { sage, socket } = await angemeldet();
    await sage(`MAIL FROM:<${GATEWAY.adresse}> RET=HDRS ENVID=env1`);
    assert.match(await sage(`RCPT TO:<${PRAXIS.adresse}> NOTIFY=FAILURE`), /^250/);
    assert.match(await sage("RCPT TO:<niemand@arzt.kim.telematik-test> NOTIFY=FAILURE"), /^250/);
    await sage("DATA");
    assert.match(await sage(mail(GATEWAY.adresse)), /^250/);
    socket.destroy();
    assert.equal((await modul.postfach(PRAXIS.adresse)).length, 1);
    const [fehler, ...weitere] = await modul.postfach(GATEWAY.adresse);
    assert.deepEqual(weitere, []);
    const kopf = (name: string) => fehler?.mail.headers.filter((h) => h.key === name).map((h) => h.value);
    assert.deepEqual(kopf("x-kim-fehlermeldung"), ["4003", "4004"]);
    assert.match(kopf("content-type")?.[0] ?? "", /^multipart\/report; report-type=delivery-status/);
    assert.equal(fehler?.mail.inReplyTo, "<m1@hkp>");
    const roh = fehler.roh.toString();
    assert.match(roh, /Original-Envelope-Id: env1\r\n/);
    assert.match(roh, /Final-Recipient: rfc822; niemand@arzt\.kim\.telematik-test\r\nAction: failed\r\n/);
    assert.doesNotMatch(roh, /Hallo/);
  });

  it("keeps a mail that was stored although the line was cut before the 250", async () => {
    const stoerend = await testclientmodul({
      stoerung: async (punkt) => (punkt === "nachPunkt" ? "trennen" : undefined),
    });
    const l = await leitung(stoerend.smtpPort);
    await l.lies();
    l.socket.write("HELO test\r\n");
    await l.lies();
    await l.sage(plain(BENUTZER, GATEWAY.passwort));
    await l.sage(`MAIL FROM:<${GATEWAY.adresse}>`);
    await l.sage(`RCPT TO:<${PRAXIS.adresse}>`);
    await l.sage("DATA");
    const zu = once(l.socket, "close").catch(() => undefined);
    l.socket.on("error", () => undefined);
    l.socket.write(`${mail(GATEWAY.adresse)}\r\n`);
    await zu;
    assert.equal((await stoerend.postfach(PRAXIS.adresse)).length, 1);
    await stoerend.weg();
  });
});

describe("Sandbox Clientmodul: POP3", () => {
  const BYTES = Buffer.concat([
    Buffer.from("From: a@b\r\nSubject: x\r\n\r\n.Punkt am Anfang\r\n..zwei\r\n.\r\n"),
    Buffer.from([0xe4, 0xf6, 0xfc, 0x00]),
    Buffer.from("\r\nEnde\r\n"),
  ]);
  let modul: Testclientmodul;

  beforeEach(async () => {
    modul = await testclientmodul();
    const { Postfach } = await import("../../../sandbox/clientmodul/postfach.js");
    const postfach = new Postfach(path.join(modul.ordner, "sandbox", "postfaecher"), PRAXIS.adresse);
    await postfach.lege(BYTES);
    await postfach.lege(Buffer.from("Subject: zwei\r\n\r\n1\r\n2\r\n3"));
  });
  afterEach(() => modul.weg());

  const hole = (benutzer = PRAXIS.adresse, passwort = PRAXIS.passwort) =>
    holePostfach({ host: "127.0.0.1", port: modul.pop3Port, benutzer, passwort });

  it("gives a mail out byte for byte, by address or by KIM user name", async () => {
    const [erste] = await hole();
    assert.deepEqual(erste?.roh, BYTES);
    const [mitMuster] = await hole(`${PRAXIS.adresse}#arzt.kim.telematik-test:995#M1#PVS#A1`);
    assert.deepEqual(mitMuster?.roh, BYTES);
  });

  it("refuses a wrong password and an unknown user alike", async () => {
    await assert.rejects(hole(PRAXIS.adresse, "falsch"), { code: "ABGEWIESEN" });
    await assert.rejects(hole("fremd@arzt.kim.telematik-test"), { code: "ABGEWIESEN" });
  });

  it("keeps its unique ids over a restart, and no temporary file lies about", async () => {
    const vorher = (await hole()).map(({ uid }) => uid);
    const { ordner } = modul;
    await modul.schliesse();
    modul = await testclientmodul({ ordner });
    assert.deepEqual(
      (await hole()).map(({ uid }) => uid),
      vorher,
    );
    const dateien = await readdir(path.join(ordner, "sandbox", "postfaecher", PRAXIS.adresse));
    assert.deepEqual(
      dateien.sort(),
      vorher.map((uid) => `${uid}.eml`),
    );
  });

  it("speaks what a mail program asks", async () => {
    const { sage, lies, socket } = await leitung(modul.pop3Port);
    const mehrzeilig = async (befehl: string) => {
      const zeilen = [await sage(befehl)];
      while (zeilen.at(-1) !== ".") zeilen.push(await lies());
      return zeilen;
    };
    assert.match(await lies(), /^\+OK/);
    assert.deepEqual((await mehrzeilig("CAPA")).slice(1, -1).sort(), ["RESP-CODES", "TOP", "UIDL", "USER", "UTF8"]);
    assert.match(await sage("STAT"), /^-ERR/);
    await sage(`USER ${PRAXIS.adresse}`);
    assert.equal(await sage(`PASS ${PRAXIS.passwort}`), "+OK 2");
    const summe = BYTES.length + 24;
    assert.equal(await sage("STAT"), `+OK 2 ${summe}`);
    assert.deepEqual(await mehrzeilig("LIST"), ["+OK", `1 ${BYTES.length}`, "2 24", "."]);
    assert.equal(await sage("LIST 2"), "+OK 2 24");
    assert.deepEqual(await mehrzeilig("TOP 2 1"), ["+OK", "Subject: zwei", "", "1", "."]);
    assert.deepEqual(await mehrzeilig("RETR 2"), ["+OK 24", "Subject: zwei", "", "1", "2", "3", "."]);
    assert.equal(await sage("NOOP"), "+OK");
    assert.match(await sage("RETR 3"), /^-ERR/);
    assert.match(await sage("DELE 0"), /^-ERR/);
    assert.match(await sage("constructor"), /^-ERR/);
    assert.equal(await sage("DELE 1"), "+OK");
    assert.match(await sage("RETR 1"), /^-ERR/);
    assert.deepEqual(await mehrzeilig("LIST"), ["+OK", "2 24", "."]);
    assert.equal(await sage("RSET"), "+OK");
    assert.equal(await sage("STAT"), `+OK 2 ${summe}`);
    assert.equal(await sage("DELE 2"), "+OK");
    const zu = once(socket, "close");
    assert.equal(await sage("QUIT"), "+OK");
    await zu;
    assert.equal((await modul.postfach(PRAXIS.adresse)).length, 1);
  });

  it("deletes nothing when the line is cut before QUIT", async () => {
    const { sage, lies, socket } = await leitung(modul.pop3Port);
    await lies();
    await sage(`USER ${PRAXIS.adresse}`);
    await sage(`PASS ${PRAXIS.passwort}`);
    await sage("DELE 1");
    socket.destroy();
    await once(socket, "close");
    assert.equal((await modul.postfach(PRAXIS.adresse)).length, 2);
  });
});
