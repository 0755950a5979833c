import assert from "node:assert/strict";
import { once } from "node:events";
import net from "node:net";
import path from "node:path";
import { KimAdapter } from "../../../src/adapters/kim/kim-adapter.js";
import { KimPostfach } from "../../../src/adapters/kim/kim-postfach.js";
import { MimeLeser, Parserfehler } from "../../../src/adapters/kim/mime-leser.js";
import { Postfach } from "../../../sandbox/clientmodul/postfach.js";
import {
  alsTestXml,
  GATEWAY,
  kimTestkonfig,
  PRAXIS,
  testclientmodul,
  testsendung,
  type Testclientmodul,
} from "../../helfer/clientmodul.js";
import { sammelempfang, type Sammelempfang } from "../../helfer/postempfang.js";

const JETZT = new Date("2026-11-22T10:15:00Z");
const uhr = { jetzt: () => JETZT };
const signal = new AbortController().signal;
const UNSERE = "<auftrag-7@hkp.kim.telematik-test>";

/** A reply as it lies in the mailbox, checked by the Clientmodul. */
function antwort(worte: string, kopf: readonly string[] = []): Buffer {
  const zeilen = [
    "X-KIM-DecryptionResult: 00",
    "X-KIM-IntegrityCheckResult: 01",
    `From: "Praxis" <${PRAXIS.adresse}>`,
    `To: ${GATEWAY.adresse}`,
    "Date: Sun, 22 Nov 2026 09:00:00 +0000",
    `Message-ID: <${worte.toLowerCase().replace(/\W/g, "-")}@arzt.kim.telematik-test>`,
    `In-Reply-To: ${UNSERE}`,
    "X-KIM-Dienstkennung: KIM-Mail;Default;V1.0",
    ...kopf,
    "Content-Type: text/plain; charset=utf-8",
    "",
    worte,
    "",
  ];
  return Buffer.from(zeilen.join("\r\n"));
}

interface Luegenpost {
  readonly uid: string;
  /** As LIST states it. */
  readonly groesse: number;
  readonly mail: string;
  /** Header that TOP gives out, where it is not the mail's. */
  readonly aussen?: string;
  /** RETR is refused. */
  readonly verweigert?: true;
}

/** POP3 server with these mails that states the sizes it likes; what was deleted it deletes with QUIT. */
async function luegner(post: readonly Luegenpost[]) {
  const geloescht: string[] = [];
  const geholt: string[] = [];
  const server = net.createServer((socket) => {
    const markiert: string[] = [];
    const viel = (zeilen: readonly string[]) => `+OK\r\n${zeilen.map((zeile) => `${zeile}\r\n`).join("")}.\r\n`;
    const antworten: Readonly<Record<string, (eine: Luegenpost | undefined) => string>> = {
      UIDL: () => viel(post.map(({ uid }, nr) => `${nr + 1} ${uid}`)),
      LIST: () => viel(post.map(({ groesse }, nr) => `${nr + 1} ${groesse}`)),
      TOP: (eine) => viel([...((eine?.aussen ?? eine?.mail)?.split("\r\n\r\n")[0] ?? "").split("\r\n"), ""]),
      RETR: (eine) => {
        geholt.push(eine?.uid ?? "");
        return eine?.verweigert ? "-ERR\r\n" : viel([eine?.mail ?? ""]);
      },
      DELE: (eine) => {
        markiert.push(eine?.uid ?? "");
        return "+OK\r\n";
      },
      QUIT: () => {
        geloescht.push(...markiert);
        return "+OK\r\n";
      },
    };
    socket.on("error", () => undefined);
    socket.write("+OK\r\n");
    socket.on("data", (zeile) => {
      const [befehl = "", nummer = ""] = zeile.toString().trim().split(" ");
      socket.write(antworten[befehl]?.(post[Number(nummer) - 1]) ?? "+OK\r\n");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const schliesse = async (): Promise<void> => void (await once(server.close(), "close"));
  return { port: (server.address() as net.AddressInfo).port, geloescht, geholt, schliesse };
}

describe("KIM mailbox: the reader at a Clientmodul", () => {
  let modul: Testclientmodul;
  let adapter: KimAdapter;
  let postfach: KimPostfach;
  let fehler: unknown[];
  let ablage: Postfach;

  beforeEach(async () => {
    modul = await testclientmodul();
    const konfig = kimTestkonfig(modul, { eingang: { hoechstensBytes: 100_000 } });
    adapter = new KimAdapter({ konfig, alsXml: alsTestXml, uhr });
    fehler = [];
    ablage = new Postfach(path.join(modul.ordner, "sandbox", "postfaecher"), GATEWAY.adresse);
    postfach = new KimPostfach({ konfig, uhr, beiFehler: (einer) => fehler.push(einer) });
  });
  afterEach(async () => {
    await adapter.schliesse();
    await postfach.schliesse();
    await modul.weg();
  });

  const eigenePost = async () => (await modul.postfach(GATEWAY.adresse)).length;
  const lege = (bytes: Buffer) => ablage.lege(bytes);
  const gelesen = ({ eingaenge }: Sammelempfang) => eingaenge.map(({ text }) => text);

  it("tells that a message was delivered, and removes the proof", async () => {
    await adapter.sende(testsendung({ auftragId: "auftrag-1" }), { signal });
    const empfang = sammelempfang();
    await postfach.hole(empfang, signal);
    const [nachweis, ...weitere] = empfang.nachweise;
    assert.deepEqual([nachweis?.auftragId, nachweis?.ergebnis, nachweis?.grund], ["auftrag-1", "zugestellt", null]);
    assert.deepEqual(weitere, []);
    assert.equal(await eigenePost(), 0);
  });

  it("tells that a recipient is unknown, with the code of the Clientmodul", async () => {
    const adresse = "niemand@arzt.kim.telematik-test";
    assert.equal((await adapter.sende(testsendung({ adresse }), { signal })).art, "uebergeben");
    const empfang = sammelempfang();
    await postfach.hole(empfang, signal);
    assert.equal(empfang.nachweise[0]?.ergebnis, "unzustellbar");
    assert.deepEqual(empfang.nachweise[0].grund, {
      code: "KIM_4003",
      text: "Zum Empfänger gibt es im Verzeichnisdienst kein eindeutiges Verschlüsselungszertifikat.",
    });
  });

  it("gives out a reply as a message and removes it once it is taken", async () => {
    await lege(antwort("Wir prüfen das.\r\n> Guten Tag"));
    const empfang = sammelempfang();
    await postfach.hole(empfang, signal);
    assert.deepEqual(empfang.eingaenge, [
      {
        kanal: "KIM",
        id: "wir-pr-fen-das-----guten-tag@arzt.kim.telematik-test",
        absender: "praxis.mueller@arzt.kim.telematik-test",
        bezuege: ["auftrag-7"],
        zeit: new Date("2026-11-22T09:00:00Z"),
        text: "Wir prüfen das.",
        anhaenge: [],
      },
    ]);
    assert.equal(await eigenePost(), 0);
  });

  it("deletes one mail unread, and says whether it was there", async () => {
    await lege(antwort("Eins"));
    const uid = await lege(antwort("Zwei"));
    assert.equal(await postfach.entferne(uid, signal), true);
    assert.equal(await postfach.entferne(uid, signal), false);
    const empfang = sammelempfang();
    await postfach.hole(empfang, signal);
    assert.deepEqual(gelesen(empfang), ["Eins"]);
  });

  it("leaves foreign mails untouched and counts them by their Dienstkennung, also at the next reading", async () => {
    const fremd = (kennung: string) => Buffer.from(`From: a@b.de\r\nX-KIM-Dienstkennung: ${kennung}\r\n\r\nHallo\r\n`);
    await lege(fremd("Arztbrief;VHitG-Versand;V1.2"));
    await lege(fremd("Arztbrief;VHitG-Versand;V1.2"));
    await lege(Buffer.from("From: a@b.de\r\nSubject: Guten Tag\r\n\r\nPrivat\r\n"));
    await lege(fremd("Renate Berger, geb. 1948"));
    await lege(Buffer.from([0xff, 0x00, 0x0d, 0x0a]));
    const erwartet = new Map([
      ["Arztbrief;VHitG-Versand;V1.2", 2],
      ["KIM-Mail;Default;V1.0", 2],
      ["unlesbar", 1],
    ]);
    const empfang = sammelempfang();
    assert.deepEqual(await postfach.hole(empfang, signal), erwartet);
    assert.deepEqual(await postfach.hole(empfang, signal), erwartet);
    assert.deepEqual([empfang.nachweise, empfang.eingaenge, empfang.beiseitegelegte], [[], [], []]);
    assert.equal(await eigenePost(), 5);
  });

  it("takes what carries our Dienstkennung though it refers to nothing, and a reference whatever the Dienstkennung", async () => {
    await lege(
      Buffer.from(
        antwort("neu")
          .toString()
          .replace(/In-Reply-To.*\r\n/, "")
          .replace("KIM-Mail;Default;V1.0", "evo-hkp;Antwort;V1.0"),
      ),
    );
    await lege(Buffer.from(antwort("als Brief").toString().replace("KIM-Mail;Default;V1.0", "Arztbrief;X;V1.2")));
    const empfang = sammelempfang();
    assert.deepEqual(await postfach.hole(empfang, signal), new Map());
    assert.deepEqual(gelesen(empfang), ["neu", "als Brief"]);
  });

  it("the first part of the Dienstkennung must be the same for all messages: answers are known by it", () => {
    assert.throws(() => kimTestkonfig(modul, { dienstkennung: "eVO-{typ};Nachricht;V0.9" }), /erste Teil/);
  });

  it("keeps what the receiver leaves lying, and does not give it out again", async () => {
    await lege(antwort("eins"));
    const empfang = sammelempfang(() => "liegt");
    await postfach.hole(empfang, signal);
    await postfach.hole(empfang, signal);
    assert.deepEqual(gelesen(empfang), ["eins"]);
    assert.equal(await eigenePost(), 1);
  });

  it("a message that cannot be taken comes again and holds up none behind it", async () => {
    for (const worte of ["eins", "zwei", "drei"]) await lege(antwort(worte));
    let kaputt = true;
    const empfang = sammelempfang((was) => {
      if (kaputt && "text" in was && was.text === "eins") throw new Error("Datenbank weg");
      return "erledigt";
    });
    await postfach.hole(empfang, signal);
    assert.equal(fehler.length, 1);
    assert.equal(await eigenePost(), 1);
    kaputt = false;
    await lege(antwort("vier"));
    await postfach.hole(empfang, signal);
    // What failed is tried after the others.
    assert.deepEqual(gelesen(empfang), ["eins", "zwei", "drei", "vier", "eins"]);
    assert.equal(await eigenePost(), 0);
  });

  it("stops for now when one after the other fails, and none is lost", async () => {
    for (let nr = 0; nr < 8; nr++) await lege(antwort(`Nummer ${nr}`));
    let weg = true;
    const empfang = sammelempfang(() => {
      if (weg) throw new Error("Datenbank weg");
      return "erledigt";
    });
    await postfach.hole(empfang, signal);
    assert.equal(empfang.eingaenge.length, 5);
    weg = false;
    await postfach.hole(empfang, signal);
    assert.equal(await eigenePost(), 0);
    assert.deepEqual(new Set(gelesen(empfang)).size, 8);
  });

  it("throws when a proof cannot be noted, keeps it, and reads the rest", async () => {
    for (const auftragId of ["a1", "a2", "a3"]) await adapter.sende(testsendung({ auftragId }), { signal });
    const gesehen: string[] = [];
    const gestoert = {
      ...sammelempfang(),
      nachweis: async ({ auftragId }: { readonly auftragId: string }) => {
        gesehen.push(auftragId);
        if (auftragId === "a2") throw new Error("Datenbank weg");
      },
    };
    await assert.rejects(postfach.hole(gestoert, signal), /Datenbank weg/);
    assert.deepEqual([gesehen, fehler], [["a1", "a2", "a3"], []]);
    const empfang = sammelempfang();
    await postfach.hole(empfang, signal);
    assert.deepEqual(
      empfang.nachweise.map(({ auftragId }) => auftragId),
      ["a2"],
    );
  });

  it("sets a mail aside that is too large without fetching it, and goes on behind it", async () => {
    await lege(antwort("x".repeat(100_001)));
    await lege(antwort("klein"));
    const empfang = sammelempfang(() => "liegt");
    await postfach.hole(empfang, signal);
    assert.deepEqual(
      empfang.beiseitegelegte.map(({ grund, antwortAn }) => [grund.code, antwortAn]),
      [["ZU_GROSS", PRAXIS.adresse]],
    );
    assert.deepEqual(gelesen(empfang), ["klein"]);
  });

  it("a header without end cuts the session only once, and the mails around it are read", async () => {
    await lege(antwort("davor"));
    await lege(Buffer.from(`X-Lang: ${"x".repeat(1_100_000)}\r\n\r\n`));
    await lege(antwort("dahinter"));
    const empfang = sammelempfang();
    assert.deepEqual(await postfach.hole(empfang, signal), new Map([["unlesbar", 1]]));
    assert.deepEqual(gelesen(empfang), ["davor", "dahinter"]);
    assert.equal(await eigenePost(), 1);
  });

  it("what the parser fails at holds up none, and is set aside at the third reading", async () => {
    const konfig = kimTestkonfig(modul);
    const hastig = new KimPostfach({ konfig, uhr, beiFehler: (f) => fehler.push(f), leser: new MimeLeser(1) });
    const empfang = sammelempfang(() => "liegt");
    try {
      await lege(antwort("eins"));
      await adapter.sende(testsendung({ auftragId: "auftrag-1" }), { signal });
      for (const beiseitegelegt of [0, 0, 2]) {
        await hastig.hole(empfang, signal);
        assert.equal(empfang.beiseitegelegte.length, beiseitegelegt);
      }
    } finally {
      await hastig.schliesse();
    }
    assert.deepEqual(
      fehler.map((einer) => einer instanceof Parserfehler && einer.grund),
      ["ZEIT", "ZEIT", "ZEIT", "ZEIT"],
    );
    assert.deepEqual(
      empfang.beiseitegelegte.map(({ grund, antwortAn }) => [grund.code, antwortAn]),
      [
        ["UNLESBAR", null],
        ["UNLESBAR", null],
      ],
    );
    assert.equal(await eigenePost(), 2);
  });

  it("while the Konnektor is away a mail waits, and after 20 readings it is set aside", async () => {
    await lege(Buffer.from(antwort("eins").toString().replace("DecryptionResult: 00", "DecryptionResult: 03")));
    const empfang = sammelempfang(() => "liegt");
    for (let mal = 1; mal < 20; mal++) await postfach.hole(empfang, signal);
    assert.equal(empfang.beiseitegelegte.length, 0);
    await postfach.hole(empfang, signal);
    assert.equal(empfang.beiseitegelegte[0]?.grund.code, "KIM_ENTSCHLUESSELUNG_03");
  });

  it("a server that states a wrong size: the fetch ends at the limit, and the mails around it are read once", async () => {
    const kopf = ["From: a@b.de", `In-Reply-To: ${UNSERE}`, "X-KIM-IntegrityCheckResult: 01", ""].join("\r\n");
    const server = await luegner([
      { uid: "a", groesse: 500, mail: antwort("davor").toString() },
      { uid: "b", groesse: 500, mail: `${kopf}\r\n${"x".repeat(200_000)}` },
      { uid: "c", groesse: 500, mail: antwort("dahinter").toString() },
    ]);
    const konfig = kimTestkonfig({ smtpPort: 1, pop3Port: server.port }, { eingang: { hoechstensBytes: 100_000 } });
    const beimLuegner = new KimPostfach({ konfig, uhr, beiFehler: (f) => fehler.push(f) });
    const empfang = sammelempfang();
    try {
      await beimLuegner.hole(empfang, signal);
      assert.deepEqual(gelesen(empfang), ["davor", "dahinter"]);
      assert.deepEqual(
        empfang.beiseitegelegte.map(({ uid, grund, antwortAn }) => [uid, grund.code, antwortAn]),
        [["b", "ZU_GROSS", "a@b.de"]],
      );
      // The first session was cut: what it had marked is marked again in the second, and nothing is given out twice.
      assert.deepEqual(server.geloescht, ["a", "b", "c"]);
    } finally {
      await beimLuegner.schliesse();
      await server.schliesse();
    }
  });

  it("a mail for us that the Clientmodul never gives out holds up nobody, and after 20 readings somebody sees it", async () => {
    const eine = (worte: string) => antwort(worte).toString();
    const fremd = eine("drei").replace(`In-Reply-To: ${UNSERE}\r\n`, "");
    const bericht = fremd.replace("text/plain; charset=utf-8", "multipart/report; report-type=delivery-status");
    const server = await luegner([
      { uid: "a", groesse: 500, mail: eine("eins"), verweigert: true },
      { uid: "b", groesse: 500, mail: eine("zwei") },
      { uid: "c", groesse: 500, mail: fremd, verweigert: true },
      { uid: "d", groesse: 500, mail: bericht, verweigert: true },
    ]);
    const konfig = { ...kimTestkonfig(modul), pop3Port: server.port };
    const beimLuegner = new KimPostfach({ konfig, uhr, beiFehler: (einer) => fehler.push(einer) });
    try {
      const empfang = sammelempfang((was) => ("uid" in was ? "liegt" : "erledigt"));
      for (let mal = 1; mal < 20; mal++) await beimLuegner.hole(empfang, signal);
      assert.deepEqual([gelesen(empfang), empfang.beiseitegelegte], [["zwei"], []]);
      for (let mal = 20; mal < 30; mal++) await beimLuegner.hole(empfang, signal);
      assert.deepEqual(
        empfang.beiseitegelegte.map(({ uid, grund, antwortAn }) => [uid, grund.code, antwortAn]),
        [["a", "NICHT_HERAUSGEGEBEN", null]],
      );
      assert.deepEqual(
        server.geloescht.filter((uid) => uid !== "b"),
        [],
      );
    } finally {
      await beimLuegner.schliesse();
      await server.schliesse();
    }
  });

  it("a reply between people whose outer header alone TOP gives out is fetched and read; a foreign one is left, and fetched once", async () => {
    const aussen = (dienstkennung: string) =>
      [
        `From: <${PRAXIS.adresse}>`,
        "Subject: KOM-LE-Nachricht",
        `X-KIM-Dienstkennung: ${dienstkennung}`,
        "X-KOM-LE-Version: 1.0",
        "Content-Type: application/pkcs7-mime; smime-type=authenticated-enveloped-data",
      ].join("\r\n");
    const fremd = antwort("zwei").toString().replace(`In-Reply-To: ${UNSERE}\r\n`, "");
    const server = await luegner([
      { uid: "a", groesse: 500, mail: antwort("eins").toString(), aussen: aussen("KIM-Mail;Default;V1.0") },
      { uid: "b", groesse: 500, mail: fremd, aussen: aussen("KIM-Mail;Default;V1.0") },
      { uid: "c", groesse: 500, mail: fremd, aussen: aussen("Arztbrief;VHitG-Versand;V1.2") },
    ]);
    const konfig = { ...kimTestkonfig(modul), pop3Port: server.port };
    const beimLuegner = new KimPostfach({ konfig, uhr, beiFehler: (einer) => fehler.push(einer) });
    try {
      const empfang = sammelempfang();
      const fremde = await beimLuegner.hole(empfang, signal);
      await beimLuegner.hole(empfang, signal);
      assert.deepEqual([gelesen(empfang), empfang.beiseitegelegte], [["eins"], []]);
      assert.deepEqual(server.geholt, ["a", "b"]);
      assert.deepEqual(new Set(server.geloescht), new Set(["a"]));
      assert.deepEqual(
        [...fremde],
        [
          ["KIM-Mail;Default;V1.0", 1],
          ["Arztbrief;VHitG-Versand;V1.2", 1],
        ],
      );
    } finally {
      await beimLuegner.schliesse();
      await server.schliesse();
    }
  });

  it("reads one at a time, and stops when closed", async () => {
    await adapter.sende(testsendung({ auftragId: "einmal" }), { signal });
    const empfaenge = [sammelempfang(), sammelempfang()] as const;
    await Promise.all(empfaenge.map((empfang) => postfach.hole(empfang, signal)));
    assert.deepEqual(
      empfaenge.map(({ nachweise }) => nachweise.length),
      [1, 0],
    );
    await postfach.schliesse();
    await assert.rejects(postfach.hole(sammelempfang(), signal));
  });
});
