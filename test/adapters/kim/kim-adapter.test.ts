import assert from "node:assert/strict";
import { KimAdapter } from "../../../src/adapters/kim/kim-adapter.js";
import type { KimKonfiguration } from "../../../src/adapters/kim/konfiguration.js";
import type { Dokumentdruck } from "../../../src/domain/ports/dokumentdruck.js";
import type { Sendung } from "../../../src/domain/ports/zustellung.js";
import { holePostfach } from "../../../sandbox/clientmodul/postfach-holen.js";
import {
  alsTestXml,
  BUENDEL_ID,
  GATEWAY,
  kimTestkonfig,
  PRAXIS,
  testbuendel,
  testclientmodul,
  testsendung,
  type Testclientmodul,
} from "../../helfer/clientmodul.js";
import { pruefeZustelladapter } from "../zustelladapter.contract.js";
import { starteDrehbuch } from "./smtp-drehbuch.js";

const JETZT = new Date("2026-11-22T10:15:00Z");
const uhr = { jetzt: () => JETZT };
const offen = () => ({ signal: new AbortController().signal });

function adapterFuer(konfig: KimKonfiguration): KimAdapter {
  return new KimAdapter({ konfig, alsXml: alsTestXml, uhr });
}

pruefeZustelladapter("KIM", async () => {
  const modul = await testclientmodul();
  return {
    adapter: adapterFuer(kimTestkonfig(modul)),
    sendung: (auftragId) => testsendung({ auftragId }),
    angekommen: async () => (await modul.postfach(PRAXIS.adresse)).map(({ mail }) => mail.messageId ?? ""),
    schalteAb: () => modul.schliesse(),
    abbau: () => modul.weg(),
  };
});

describe("KIM adapter: the mail that arrives", () => {
  let modul: Testclientmodul;
  let adapter: KimAdapter;

  beforeEach(async () => {
    modul = await testclientmodul();
    adapter = adapterFuer(kimTestkonfig(modul));
  });
  afterEach(async () => {
    await adapter.schliesse();
    await modul.weg();
  });

  async function geholt(sendung: Sendung) {
    assert.equal((await adapter.sende(sendung, offen())).art, "uebergeben");
    const nachrichten = await holePostfach({
      host: "127.0.0.1",
      port: modul.pop3Port,
      benutzer: PRAXIS.adresse,
      passwort: PRAXIS.passwort,
    });
    const nachricht = nachrichten.at(-1);
    assert.ok(nachricht);
    const kopf = (name: string) => nachricht.mail.headers.filter((h) => h.key === name).map((h) => h.value);
    const text = nachricht.mail.text?.replaceAll("\r\n", "\n") ?? "";
    return { ...nachricht, kopf, text };
  }

  it("asks for a read receipt only where that is set", async () => {
    assert.deepEqual((await geholt(testsendung())).kopf("disposition-notification-to"), []);
    await adapter.schliesse();
    adapter = adapterFuer(kimTestkonfig(modul, { lesebestaetigung: true }));
    const { kopf } = await geholt(testsendung({ auftragId: "mit-bitte" }));
    assert.deepEqual(kopf("disposition-notification-to"), [GATEWAY.adresse]);
  });

  it("carries the headers that a KIM client sets", async () => {
    const { mail, kopf, roh } = await geholt(testsendung());
    assert.match(roh.toString("latin1"), /^X-KIM-Sendersystem: HKP-Gateway;0\.1\.0\r$/m);
    assert.deepEqual(kopf("x-kim-dienstkennung"), ["eVO-HKP;Alarm;V0.9"]);
    assert.deepEqual(kopf("x-kim-sendersystem"), ["HKP-Gateway;0.1.0"]);
    assert.deepEqual(kopf("x-kim-support"), ["support@hkp.example"]);
    assert.deepEqual(mail.from, { name: "HKP-Gateway Müller", address: GATEWAY.adresse });
    assert.deepEqual(mail.to, [{ name: "", address: PRAXIS.adresse }]);
    assert.equal(mail.subject, "HKP: Ihre Rückmeldung ist nötig");
    assert.equal(mail.date, "2026-11-22T10:15:00.000Z");
    assert.equal(mail.messageId, "<0b6a3c5e-5f0e-4f5b-8d0e-3d1f6a1c2b10@hkp.kim.telematik-test>");
  });

  it("opens a thread at the Vorgang's root and answers to the order before", async () => {
    const erste = await geholt(testsendung());
    assert.equal(erste.mail.inReplyTo, "<f1b0c9a2-7d65-4c1c-8a53-2f40d7b6e001@hkp.kim.telematik-test>");
    const dritte = await geholt(testsendung({ auftragId: "dritter", vorgaenger: ["erster", "zweiter"] }));
    assert.equal(dritte.mail.inReplyTo, "<zweiter@hkp.kim.telematik-test>");
    assert.equal(
      dritte.mail.references?.replace(/\s+/g, " "),
      "<f1b0c9a2-7d65-4c1c-8a53-2f40d7b6e001@hkp.kim.telematik-test> <erster@hkp.kim.telematik-test> <zweiter@hkp.kim.telematik-test>",
    );
  });

  it("an answer: in the thread of the mail, marked as automatic, without attachment if there is no Bundle", async () => {
    const antwort = { auf: "CAF+x=1@mail.praxis.test" };
    const { kopf, mail } = await geholt(testsendung({ auftragId: "a1", vorgaenger: ["eins"], antwort, buendel: null }));
    assert.deepEqual(kopf("in-reply-to"), ["<CAF+x=1@mail.praxis.test>"]);
    assert.deepEqual(kopf("references"), ["<eins@hkp.kim.telematik-test> <CAF+x=1@mail.praxis.test>"]);
    assert.deepEqual(kopf("auto-submitted"), ["auto-replied"]);
    assert.deepEqual(mail.attachments, []);
    assert.equal(mail.messageId, "<a1@hkp.kim.telematik-test>");
  });

  for (const auf of ["a@b\r\nBcc: x@y", "a@b>,<c@d", "a b@c", "ä@b", "@", `${"a".repeat(500)}@b`, "a@b\u2028X: y"])
    it(`an answer to the Message-ID ${JSON.stringify(auf.slice(0, 20))}: it stays out of the header`, async () => {
      const { kopf } = await geholt(testsendung({ vorgaenger: ["eins"], antwort: { auf }, buendel: null }));
      assert.deepEqual(kopf("in-reply-to"), ["<eins@hkp.kim.telematik-test>"]);
      assert.deepEqual([kopf("bcc"), kopf("x")], [[], []]);
      assert.deepEqual(kopf("references"), ["<eins@hkp.kim.telematik-test>"]);
    });

  it("a message that is no answer is not marked as automatic", async () => {
    assert.deepEqual((await geholt(testsendung())).kopf("auto-submitted"), []);
  });

  it("shows a text to a person and the exact Bundle to a program", async () => {
    const { mail, kopf, roh, text } = await geholt(testsendung());
    assert.match(kopf("content-type")[0] ?? "", /^multipart\/mixed/);
    assert.match(roh.toString("latin1"), /Content-Type: text\/plain; charset=utf-8/);
    assert.ok(text.startsWith("Guten Tag,\n\nbitte prüfen Sie den Vorgang bis zum 30.11.2026.\n.\nGrüße"));
    assert.equal(mail.html, undefined);
    assert.equal(mail.attachments.length, 1);
    const [anhang] = mail.attachments;
    assert.equal(anhang?.mimeType, "application/fhir+xml");
    assert.equal(anhang?.filename, `TEVOHKP0_Alarm_${BUENDEL_ID}.xml`);
    assert.equal(anhang?.description, "Alarm");
    assert.equal(Buffer.from(anhang?.content as ArrayBuffer).toString("utf8"), alsTestXml(testbuendel()));
  });

  it("has the notes of the receiving Clientmodul after the text", async () => {
    const { text, kopf } = await geholt(testsendung());
    assert.match(text, /Grüße[^]*Diese Nachricht wurde entschlüsselt\./);
    assert.deepEqual(kopf("x-kim-decryptionresult"), ["00"]);
    assert.deepEqual(kopf("x-kim-integritycheckresult"), ["01"]);
  });

  it("turns line breaks in subject and type into blanks, so that no header can be smuggled in", async () => {
    const { mail, kopf } = await geholt(
      testsendung({
        betreff: "Frage\r\nBcc: fremd@boese.kim.telematik-test\r\n\r\nText",
        nachrichtentyp: "Alarm\r\nX-Boese: 1",
      }),
    );
    assert.equal(mail.subject, "Frage Bcc: fremd@boese.kim.telematik-test Text");
    assert.deepEqual(kopf("bcc"), []);
    assert.deepEqual(kopf("x-boese"), []);
    assert.deepEqual(kopf("x-kim-dienstkennung"), ["eVO-HKP;AlarmX-Boese1;V0.9"]);
  });

  it("survives a text that looks like the end of the mail", async () => {
    const { text } = await geholt(testsendung({ text: "eins\r\n.\r\nMAIL FROM:<x@y>\r\n..\r\nzwei" }));
    assert.match(text, /^eins\n\.\nMAIL FROM:<x@y>\n\.\.\nzwei/);
  });

  it("refuses ids and addresses that do not fit into a header", async () => {
    const faelle: [Partial<Sendung>, string][] = [
      [{ auftragId: "a>\r\nBcc: x" }, "KIM_KENNUNG_UNGUELTIG"],
      [{ fadenId: "" }, "KIM_KENNUNG_UNGUELTIG"],
      [{ vorgaenger: ["gut", "a b"] }, "KIM_KENNUNG_UNGUELTIG"],
      [{ adresse: "a@b.de\r\nRCPT TO:<c@d.de>" }, "KIM_ADRESSE_UNGUELTIG"],
      [{ adresse: "Name <a@b.de>" }, "KIM_ADRESSE_UNGUELTIG"],
      [{ adresse: "a@b.de,c@d.de" }, "KIM_ADRESSE_UNGUELTIG"],
    ];
    for (const [mehr, code] of faelle) {
      const urteil = await adapter.sende(testsendung(mehr), offen());
      assert.equal(urteil.art === "abgelehnt" ? urteil.grund.code : urteil.art, code, JSON.stringify(mehr));
    }
    assert.deepEqual(await modul.postfach(PRAXIS.adresse), []);
  });

  it("keeps mails above 15 MiB from recipients that cannot take them", async () => {
    const buendel = testbuendel("x".repeat(15 * 1024 * 1024));
    for (const version of [{}, { empfaengerVersion: "1.5" }]) {
      const urteil = await adapter.sende(testsendung({ buendel, ...version }), offen());
      assert.equal(urteil.art === "abgelehnt" && urteil.grund.code, "KIM_EMPFAENGER_OHNE_GROSSE_NACHRICHTEN");
    }
    const urteil = await adapter.sende(testsendung({ buendel, empfaengerVersion: "1.5+" }), offen());
    assert.equal(urteil.art, "uebergeben");
  });

  it("respects the SIZE that the server announces, before it sends anything", async () => {
    const klein = await testclientmodul({ groesse: 3000 });
    const eigener = adapterFuer(kimTestkonfig(klein));
    try {
      const urteil = await eigener.sende(testsendung({ buendel: testbuendel("x".repeat(3000)) }), offen());
      assert.deepEqual(urteil, {
        art: "abgelehnt",
        grund: { code: "KIM_ZU_GROSS", text: "Die Nachricht ist größer, als das Clientmodul annimmt." },
      });
    } finally {
      await eigener.schliesse();
      await klein.weg();
    }
  });
});

describe("KIM adapter: the Lesefassung", () => {
  const DOKUMENT = { titel: "T", erstelltAm: JETZT, fusszeile: "", abschnitte: [] };
  const PDF = Buffer.from("%PDF-1.7 äöü");

  /** Sends one message with a Lesefassung to the Praxis; what came, and the faults that were reported. */
  async function gesendet(druck: Dokumentdruck | null, mehr: Partial<Sendung> = {}) {
    const modul = await testclientmodul();
    const fehler: unknown[] = [];
    const adapter = new KimAdapter({
      konfig: kimTestkonfig(modul),
      alsXml: alsTestXml,
      uhr,
      ...(druck === null ? {} : { lesefassung: { druck, beiFehler: (einer) => fehler.push(einer) } }),
    });
    try {
      const urteil = await adapter.sende(testsendung({ lesefassung: DOKUMENT, ...mehr }), offen());
      const [brief] = await modul.postfach(PRAXIS.adresse);
      const anhaenge = (brief?.mail.attachments ?? []).map(({ filename, mimeType, description, content }) => ({
        filename,
        mimeType,
        description,
        bytes: Buffer.from(content as ArrayBuffer),
      }));
      return { urteil, anhaenge, fehler };
    } finally {
      await adapter.schliesse();
      await modul.weg();
    }
  }

  it("travels as the second attachment, called as the first but for its ending", async () => {
    const { anhaenge } = await gesendet({ drucke: async () => PDF });
    assert.deepEqual(
      anhaenge.map(({ filename, mimeType, description }) => [filename, mimeType, description]),
      [
        [`TEVOHKP0_Alarm_${BUENDEL_ID}.xml`, "application/fhir+xml", "Alarm"],
        [`TEVOHKP0_Alarm_${BUENDEL_ID}.pdf`, "application/pdf", "Alarm"],
      ],
    );
    assert.ok(anhaenge[1]?.bytes.equals(PDF));
  });

  it("is left out where printing is off", async () => {
    assert.equal((await gesendet(null)).anhaenge.length, 1);
  });

  it("that cannot be printed costs itself, not the message", async () => {
    const { urteil, anhaenge, fehler } = await gesendet({ drucke: () => Promise.reject(new Error("ink")) });
    assert.deepEqual([urteil.art, anhaenge.length, fehler.length], ["uebergeben", 1, 1]);
  });

  it("counts for the 15 MiB", async () => {
    const gross = { drucke: async () => Buffer.alloc(15 * 1024 * 1024) };
    const { urteil } = await gesendet(gross, { empfaengerVersion: "1.5" });
    assert.equal(urteil.art === "abgelehnt" && urteil.grund.code, "KIM_EMPFAENGER_OHNE_GROSSE_NACHRICHTEN");
    assert.equal((await gesendet(gross, { empfaengerVersion: "1.5+" })).urteil.art, "uebergeben");
  });
});

describe("KIM adapter: on the wire", () => {
  it("signs in with the whole user name and asks for a DSN", async () => {
    const server = await starteDrehbuch();
    const adapter = adapterFuer(kimTestkonfig({ smtpPort: server.port }));
    await adapter.sende(testsendung(), offen());
    await adapter.schliesse();
    await server.schliesse();
    const [, auth = "", mail = "", rcpt = ""] = server.befehle;
    assert.equal(
      Buffer.from(auth.replace("AUTH PLAIN ", ""), "base64").toString("utf8"),
      `\0${GATEWAY.adresse}#hkp.kim.telematik-test:465#M1#HKP#A1\0${GATEWAY.passwort}`,
    );
    assert.match(
      mail,
      /^MAIL FROM:<gateway@hkp\.kim\.telematik-test> SIZE=\d+ RET=HDRS ENVID=0b6a3c5e-5f0e-4f5b-8d0e-3d1f6a1c2b10$/,
    );
    assert.equal(rcpt, `RCPT TO:<${PRAXIS.adresse}> NOTIFY=SUCCESS,FAILURE,DELAY`);
  });

  it("signs in with LOGIN where PLAIN is not offered, and asks for no DSN where none is", async () => {
    // A scripted AUTH LOGIN needs two more lines, which the script knows by their base64 words.
    const benutzer = Buffer.from(`${GATEWAY.adresse}#hkp.kim.telematik-test:465#M1#HKP#A1`).toString("base64");
    const passwort = Buffer.from(GATEWAY.passwort).toString("base64");
    const server = await starteDrehbuch({
      faehigkeiten: ["AUTH LOGIN"],
      antworten: {
        AUTH: "334 VXNlcm5hbWU6",
        [benutzer.toUpperCase()]: "334 UGFzc3dvcmQ6",
        [passwort.toUpperCase()]: "235 ok",
      },
    });
    const adapter = adapterFuer(kimTestkonfig({ smtpPort: server.port }));
    const urteil = await adapter.sende(testsendung(), offen());
    await adapter.schliesse();
    await server.schliesse();
    assert.equal(urteil.art, "uebergeben");
    assert.deepEqual(server.befehle.slice(1), [
      "AUTH LOGIN",
      benutzer,
      passwort,
      `MAIL FROM:<${GATEWAY.adresse}>`,
      `RCPT TO:<${PRAXIS.adresse}>`,
      "DATA",
      "QUIT",
    ]);
  });

  it("keeps one connection for several messages and leaves it with QUIT", async () => {
    const server = await starteDrehbuch();
    const adapter = adapterFuer(kimTestkonfig({ smtpPort: server.port }));
    for (const auftragId of ["a1", "a2", "a3"]) await adapter.sende(testsendung({ auftragId }), offen());
    await adapter.schliesse();
    await server.schliesse();
    assert.equal(server.verbindungen(), 1);
    assert.equal(server.inhalte.length, 3);
    assert.equal(server.befehle.at(-1), "QUIT");
  });

  it("opens no more connections than configured", async () => {
    const server = await starteDrehbuch();
    const adapter = adapterFuer(kimTestkonfig({ smtpPort: server.port }, { verbindungen: 2 }));
    await Promise.all(["a", "b", "c", "d", "e"].map((auftragId) => adapter.sende(testsendung({ auftragId }), offen())));
    await adapter.schliesse();
    await server.schliesse();
    assert.equal(server.inhalte.length, 5);
    assert.ok(server.verbindungen() <= 2, `${server.verbindungen()} connections`);
  });

  it("closes an idle connection", async () => {
    const server = await starteDrehbuch();
    const adapter = adapterFuer(kimTestkonfig({ smtpPort: server.port }, { leerlaufMs: 1 }));
    await adapter.sende(testsendung(), offen());
    await server.ende();
    assert.equal(server.befehle.at(-1), "QUIT");
    await adapter.schliesse();
    await server.schliesse();
  });

  it("sends over a new connection when the kept one was closed meanwhile", async () => {
    const modul = await testclientmodul();
    const adapter = adapterFuer(kimTestkonfig(modul));
    await adapter.sende(testsendung({ auftragId: "vorher" }), offen());
    const { smtpPort } = modul;
    await modul.schliesse();
    const neu = await testclientmodul({ ordner: modul.ordner, smtpPort });
    const urteil = await adapter.sende(testsendung({ auftragId: "nachher" }), offen());
    await adapter.schliesse();
    const ids = (await neu.postfach(PRAXIS.adresse)).map(({ mail }) => mail.messageId?.split("@")[0]);
    await neu.weg();
    assert.equal(urteil.art, "uebergeben");
    assert.deepEqual(ids, ["<vorher", "<nachher"]);
  });
});
