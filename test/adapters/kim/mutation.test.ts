import assert from "node:assert/strict";
import path from "node:path";
import fc from "fast-check";
import { KimPostfach } from "../../../src/adapters/kim/kim-postfach.js";
import { Postfach } from "../../../sandbox/clientmodul/postfach.js";
import { GATEWAY, kimTestkonfig, PRAXIS, testclientmodul, type Testclientmodul } from "../../helfer/clientmodul.js";
import { sammelempfang } from "../../helfer/postempfang.js";
import { anhang, base64, baue, GEMISCHT, mitAnhang, teile, text, type Rahmen } from "./korpus/bauer.js";

const RAHMEN: Rahmen = { absender: PRAXIS.adresse, empfaenger: GATEWAY.adresse, bezug: "auftrag-7" };
const GUTE: readonly Buffer[] = [
  baue(RAHMEN, { "Content-Type": "text/plain; charset=utf-8" }, "Grüße\r\n> Zitat\r\n-- \r\nPraxis"),
  mitAnhang(RAHMEN, base64(anhang('application/fhir+xml; name="a.xml"', '<Bundle xmlns="http://hl7.org/fhir"/>'))),
  baue(
    RAHMEN,
    GEMISCHT,
    teile("B", text("=C3=A4"), text("<p>x", "text/html"), anhang("message/rfc822", "From: x@y.de\r\n\r\nx")),
  ),
  baue(
    RAHMEN,
    { "Content-Type": 'multipart/report; report-type=delivery-status; boundary="B"' },
    teile("B", text("x"), {
      kopf: ["Content-Type: message/delivery-status"],
      rumpf: "A: b\r\n\r\nAction: delivered\r\nStatus: 2.0.0",
    }),
  ),
];

type Eingriff = (mail: Buffer) => Buffer;
const STUECKE = [
  "\r\n",
  "\n",
  "\r",
  "\r\n\r\n",
  "\0",
  "--B",
  "--B--",
  ":",
  ";",
  '"',
  "<",
  ">",
  "=?utf-8?Q?",
  "\xff\xfe",
  "Content-Type: multipart/mixed\r\n",
];
const stelle = fc.nat({ max: 2000 });
/** Small damages: a byte changed, a piece put in, left out or doubled, the end cut off. */
const eingriff: fc.Arbitrary<Eingriff> = fc.oneof(
  fc.tuple(stelle, fc.nat({ max: 255 })).map(([wo, byte]): Eingriff => (mail) => {
    const neu = Buffer.from(mail);
    neu[wo % neu.length] = byte;
    return neu;
  }),
  fc.tuple(stelle, fc.constantFrom(...STUECKE)).map(
    ([wo, stueck]): Eingriff =>
      (mail) =>
        Buffer.concat([
          mail.subarray(0, wo % mail.length),
          Buffer.from(stueck, "latin1"),
          mail.subarray(wo % mail.length),
        ]),
  ),
  fc.tuple(stelle, fc.nat({ max: 200 })).map(
    ([wo, laenge]): Eingriff =>
      (mail) =>
        Buffer.concat([mail.subarray(0, wo % mail.length), mail.subarray((wo % mail.length) + laenge)]),
  ),
  fc.tuple(stelle, fc.nat({ max: 400 })).map(
    ([wo, laenge]): Eingriff =>
      (mail) =>
        Buffer.concat([mail.subarray(0, (wo % mail.length) + laenge), mail.subarray(wo % mail.length)]),
  ),
  stelle.map(
    (wo): Eingriff =>
      (mail) =>
        mail.subarray(0, wo % mail.length),
  ),
);
const beschaedigte = fc
  .tuple(fc.constantFrom(...GUTE), fc.array(eingriff, { minLength: 1, maxLength: 6 }))
  .map(([gute, eingriffe]) => eingriffe.reduce((mail, einer) => (mail.length === 0 ? mail : einer(mail)), gute));

describe("KIM mailbox: damaged mails", () => {
  let modul: Testclientmodul;
  before(async () => {
    modul = await testclientmodul();
  });
  after(() => modul.weg());

  it("whatever is damaged: the reader goes on, loses nothing of what is whole, and takes each mail once at most", async function () {
    this.timeout(120_000);
    const ablage = new Postfach(path.join(modul.ordner, "sandbox", "postfaecher"), GATEWAY.adresse);
    const fehler: unknown[] = [];
    const postfach = new KimPostfach({
      konfig: kimTestkonfig(modul),
      uhr: { jetzt: () => new Date("2026-11-22T10:15:00Z") },
      beiFehler: (einer) => fehler.push(einer),
    });
    try {
      await fc.assert(
        fc.asyncProperty(fc.array(beschaedigte, { minLength: 10, maxLength: 20 }), async (mails) => {
          for (const mail of mails) await ablage.lege(mail);
          const gute = await ablage.lege(baue(RAHMEN, {}, "Die gute danach"));
          const empfang = sammelempfang();
          await postfach.hole(empfang, new AbortController().signal);
          const genommen = [...empfang.eingaenge, ...empfang.beiseitegelegte, ...empfang.nachweise].length;
          assert.equal(empfang.eingaenge.at(-1)?.text, "Die gute danach");
          assert.ok(genommen <= mails.length + 1);
          assert.ok(!(await ablage.uids()).includes(gute));
          for (const { absender } of empfang.eingaenge) assert.match(absender, /^[a-z0-9._-]+@[a-z0-9.-]+$/);
          assert.deepEqual(fehler, []);
          for (const uid of await ablage.uids()) await ablage.loesche(uid);
        }),
        { seed: 20261122, numRuns: 25 },
      );
    } finally {
      await postfach.schliesse();
    }
  });
});
