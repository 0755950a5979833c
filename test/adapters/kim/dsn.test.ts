import assert from "node:assert/strict";
import { liesZustellbericht } from "../../../src/adapters/kim/dsn.js";
import { liesKopf } from "../../../src/adapters/kim/kopf.js";
import { zerlege } from "../../../src/adapters/kim/mime-zerlegung.js";
import type { Zustellnachweis } from "../../../src/domain/ports/zustellung.js";
import { GATEWAY } from "../../helfer/clientmodul.js";

const JETZT = new Date("2026-11-22T10:15:00Z");

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
async function lies(teile: Berichtsteile): Promise<Zustellnachweis | null> {
  const roh = bericht(teile);
  return liesZustellbericht(liesKopf(roh), await zerlege(roh), "hkp.kim.telematik-test", JETZT);
}
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
    [
      "of another application's message, told by the returned header, though it has an envelope id",
      {
        umschlag: ["Original-Envelope-Id: auftrag-7"],
        gruppen: [gruppe("failed", "5.1.1")],
        zurueck: ["Message-ID: <auftrag-7@anderswo.kim.telematik-test>"],
      },
      null,
    ],
    [
      "with a time that cannot be true: the mail's own counts",
      {
        kopf: [`In-Reply-To: ${UNSERE}`],
        gruppen: [[...gruppe("delivered", "2.1.5"), "Last-Attempt-Date: Fri, 1 Jan 9999 00:00:00 +0000"]],
      },
      { auftragId: "auftrag-7", ergebnis: "zugestellt", grund: null, zeit: POST },
    ],
    ["without any reference", { gruppen: [gruppe("delivered", "2.0.0")] }, null],
    ["with an action that nobody knows", { kopf: [`In-Reply-To: ${UNSERE}`], gruppen: [gruppe("lost", "9")] }, null],
  ];
  for (const [name, teile, erwartet] of faelle) {
    it(name, async () => assert.deepEqual(await lies(teile), erwartet));
  }
});
