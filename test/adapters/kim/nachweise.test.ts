import assert from "node:assert/strict";
import { KimAdapter } from "../../../src/adapters/kim/kim-adapter.js";
import { liesNachweis } from "../../../src/adapters/kim/dsn.js";
import { KimNachweise } from "../../../src/adapters/kim/nachweise.js";
import { Postfach } from "../../../sandbox/clientmodul/postfach.js";
import type { Zustellnachweis } from "../../../src/domain/ports/zustellung.js";
import {
  alsTestXml,
  GATEWAY,
  kimTestkonfig,
  testclientmodul,
  testsendung,
  type Testclientmodul,
} from "../../helfer/clientmodul.js";
import path from "node:path";

const JETZT = new Date("2026-11-22T10:15:00Z");
const uhr = { jetzt: () => JETZT };
const signal = new AbortController().signal;

interface Berichtsteile {
  readonly kopf?: readonly string[];
  readonly umschlag?: readonly string[];
  readonly gruppen?: readonly (readonly string[])[];
  readonly zurueck?: readonly string[];
}

/** A delivery report as foreign mail servers write it. */
function bericht({ kopf = [], umschlag = [], gruppen = [], zurueck = [] }: Berichtsteile): Buffer {
  const zeilen = [
    "From: postmaster@fremd.kim.telematik-test",
    `To: ${GATEWAY.adresse}`,
    "Subject: Bericht",
    "Date: Sun, 22 Nov 2026 09:00:00 +0000",
    ...kopf,
    'Content-Type: multipart/report; report-type=delivery-status;\r\n boundary="B"',
    "",
    "--B",
    "Content-Type: text/plain",
    "",
    "Bericht",
    "--B",
    "Content-Type: message/delivery-status",
    "",
    "Reporting-MTA: dns; fremd",
    ...umschlag,
    ...gruppen.flatMap((gruppe) => ["", ...gruppe]),
    "",
    "--B",
    "Content-Type: text/rfc822-headers",
    "",
    ...zurueck,
    "",
    "--B--",
    "",
  ];
  return Buffer.from(zeilen.join("\r\n"));
}

const UNSERE = "<auftrag-7@hkp.kim.telematik-test>";
const gruppe = (aktion: string, status: string) => [
  "Final-Recipient: rfc822; wer@da.kim.telematik-test",
  `Action: ${aktion}`,
  `Status: ${status}`,
];
const lies = (teile: Berichtsteile) => liesNachweis(bericht(teile), "hkp.kim.telematik-test", JETZT);
const POST = new Date("2026-11-22T09:00:00Z");

describe("KIM proofs: reading a DSN", () => {
  const faelle: [string, Berichtsteile, Zustellnachweis | null][] = [
    [
      "delivered, found by In-Reply-To",
      { kopf: [`In-Reply-To: ${UNSERE}`], gruppen: [gruppe("delivered", "2.1.5")] },
      { auftragId: "auftrag-7", ergebnis: "zugestellt", grund: null, zeit: POST },
    ],
    [
      "delayed, found by the envelope id in xtext",
      { umschlag: ["Original-Envelope-Id: auftrag+2D7"], gruppen: [gruppe("delayed", "4.4.1 (no answer)")] },
      {
        auftragId: "auftrag-7",
        ergebnis: "verzoegert",
        grund: { code: "DSN_4.4.1", text: "Das Mailsystem des Empfängers ist nicht erreichbar." },
        zeit: POST,
      },
    ],
    [
      "failed, found by the returned header, folded and in other case",
      { gruppen: [gruppe("FAILED", "5.1.1")], zurueck: ["MESSAGE-ID:", ` ${UNSERE}`, "Subject: x"] },
      {
        auftragId: "auftrag-7",
        ergebnis: "unzustellbar",
        grund: { code: "DSN_5.1.1", text: "Die Adresse des Empfängers ist nicht bekannt oder nicht zulässig." },
        zeit: POST,
      },
    ],
    [
      "failed with the Clientmodul's own code, which tells more than the status",
      { kopf: [`In-Reply-To: ${UNSERE}`, "X-KIM-Fehlermeldung: 4001"], gruppen: [gruppe("failed", "5.0.0")] },
      {
        auftragId: "auftrag-7",
        ergebnis: "unzustellbar",
        grund: {
          code: "KIM_4001",
          text: "Der Empfänger wurde ausgelassen, weil seine KIM-Version die Nachricht nicht empfangen kann.",
        },
        zeit: POST,
      },
    ],
    [
      "an error mail of the Clientmodul without a status",
      { kopf: [`In-Reply-To: ${UNSERE}`, "X-KIM-Fehlermeldung: X77"] },
      {
        auftragId: "auftrag-7",
        ergebnis: "unzustellbar",
        grund: { code: "KIM_X77", text: "Das Clientmodul meldet einen herstellereigenen Fehler." },
        zeit: POST,
      },
    ],
    [
      "relayed: nothing further will come",
      { kopf: [`In-Reply-To: ${UNSERE}`], gruppen: [gruppe("relayed", "2.0.0")] },
      {
        auftragId: "auftrag-7",
        ergebnis: "zugestellt",
        grund: {
          code: "DSN_WEITERGEGEBEN",
          text: "Die Nachricht wurde weitergegeben; ein weiterer Nachweis ist nicht zu erwarten.",
        },
        zeit: POST,
      },
    ],
    [
      "several groups: the worst counts",
      { kopf: [`In-Reply-To: ${UNSERE}`], gruppen: [gruppe("delivered", "2.0.0"), gruppe("failed", "5.2.2")] },
      {
        auftragId: "auftrag-7",
        ergebnis: "unzustellbar",
        grund: { code: "DSN_5.2.2", text: "Das Postfach des Empfängers nimmt die Nachricht nicht an." },
        zeit: POST,
      },
    ],
    ["of a message that is not ours", { kopf: ["In-Reply-To: <a@fremd>"], gruppen: [gruppe("failed", "5.1.1")] }, null],
    ["without any reference", { gruppen: [gruppe("delivered", "2.0.0")] }, null],
    ["with an action that nobody knows", { kopf: [`In-Reply-To: ${UNSERE}`], gruppen: [gruppe("lost", "9")] }, null],
  ];
  for (const [name, teile, erwartet] of faelle) {
    it(name, async () => assert.deepEqual(await lies(teile), erwartet));
  }
});

describe("KIM proofs: the gateway's mailbox", () => {
  let modul: Testclientmodul;
  let adapter: KimAdapter;
  let quelle: KimNachweise;

  beforeEach(async () => {
    modul = await testclientmodul();
    const konfig = kimTestkonfig(modul);
    adapter = new KimAdapter({ konfig, alsXml: alsTestXml, uhr });
    quelle = new KimNachweise({ konfig, uhr });
  });
  afterEach(async () => {
    await adapter.schliesse();
    await quelle.schliesse();
    await modul.weg();
  });

  async function hole(): Promise<Zustellnachweis[]> {
    const geholt: Zustellnachweis[] = [];
    await quelle.hole(async (nachweis) => void geholt.push(nachweis), signal);
    return geholt;
  }
  const eigenePost = async () => (await modul.postfach(GATEWAY.adresse)).map(({ mail }) => mail.subject);
  const lege = async (bytes: Buffer) =>
    new Postfach(path.join(modul.ordner, "sandbox", "postfaecher"), GATEWAY.adresse).lege(bytes);

  it("tells that a message was delivered, and removes the proof", async () => {
    await adapter.sende(testsendung({ auftragId: "auftrag-1" }), { signal });
    const [nachweis, ...weitere] = await hole();
    assert.deepEqual([nachweis?.auftragId, nachweis?.ergebnis, nachweis?.grund], ["auftrag-1", "zugestellt", null]);
    assert.deepEqual(weitere, []);
    assert.deepEqual(await eigenePost(), []);
    assert.deepEqual(await hole(), []);
  });

  it("tells that a recipient is unknown, with the code of the Clientmodul", async () => {
    const adresse = "niemand@arzt.kim.telematik-test";
    assert.equal((await adapter.sende(testsendung({ adresse }), { signal })).art, "uebergeben");
    const [nachweis] = await hole();
    assert.equal(nachweis?.ergebnis, "unzustellbar");
    assert.deepEqual(nachweis.grund, {
      code: "KIM_4003",
      text: "Zum Empfänger gibt es im Verzeichnisdienst kein eindeutiges Verschlüsselungszertifikat.",
    });
  });

  it("leaves every other mail untouched, also replies in a thread and foreign reports", async () => {
    await lege(Buffer.from(`From: a@b\r\nSubject: Rückfrage\r\nIn-Reply-To: ${UNSERE}\r\n\r\nHallo\r\n`));
    await lege(bericht({ kopf: ["In-Reply-To: <x@fremd>"], gruppen: [gruppe("failed", "5.1.1")] }));
    await lege(Buffer.from([0xff, 0x00, 0x0d, 0x0a]));
    assert.deepEqual(await hole(), []);
    assert.equal((await eigenePost()).length, 3);
    // Also at the next poll, when they are known already; and they do not hide a new proof.
    await adapter.sende(testsendung({ auftragId: "auftrag-2" }), { signal });
    assert.deepEqual(
      (await hole()).map((n) => n.auftragId),
      ["auftrag-2"],
    );
    assert.equal((await eigenePost()).length, 3);
  });

  it("keeps a proof that could not be noted, and those after it, but removes those before", async () => {
    for (const auftragId of ["a1", "a2", "a3"]) await adapter.sende(testsendung({ auftragId }), { signal });
    const gesehen: string[] = [];
    const lauf = quelle.hole(async ({ auftragId }) => {
      gesehen.push(auftragId);
      if (auftragId === "a2") throw new Error("Datenbank weg");
    }, signal);
    await assert.rejects(lauf, /Datenbank weg/);
    assert.deepEqual(gesehen, ["a1", "a2"]);
    assert.deepEqual(
      (await hole()).map((n) => n.auftragId),
      ["a2", "a3"],
    );
  });

  it("reads one at a time, and stops when closed", async () => {
    await adapter.sende(testsendung({ auftragId: "einmal" }), { signal });
    const [erster, zweiter] = await Promise.all([hole(), hole()]);
    assert.deepEqual([erster.length, zweiter.length], [1, 0]);
    await quelle.schliesse();
    await assert.rejects(hole());
  });
});
