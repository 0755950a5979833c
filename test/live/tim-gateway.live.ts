import assert from "node:assert/strict";
import { TIM_PASSWORT, TIM_SERVERNAME, timMxid } from "../../sandbox/tim/konten.js";
import type { Homeserver } from "../../sandbox/tim/synapse.js";
import { PERSONEN, entscheidung } from "../e2e/daten.js";
import { bisAntragspruefung, tue } from "../e2e/handlungen.js";
import { als } from "../e2e/portal.js";
import { hole, zustellungen } from "../e2e/postfaecher.js";
import type { Zustellung } from "../e2e/postfaecher.js";
import { testGateway } from "../helfer/gateway.js";
import { starteSynapse } from "./tim-buehne.js";
import { oeffneLeser, timKonfig } from "./tim-leser.js";
import type { Leser } from "./tim-leser.js";

/** The mailbox of the Pflegedienst is gone from the mail service. */
let postfachFehlt = false;

const SETZEN = `mutation($eingabe: EinstellungenEingabe!) { einstellungenSetzen(eingabe: $eingabe) { version } }`;

/** The whole gateway with a homeserver that others wrote; the Pflegedienst reads in a Matrix client. */
describe("Alarms over the TI-Messenger, from the API into the room", function () {
  this.timeout(600_000);
  let server: Homeserver;
  let leser: Leser;
  before(async () => {
    server = await starteSynapse();
  });
  const gateway = testGateway(
    "live-tim",
    { TIM_LINK: "https://portal.example/vorgang/{id}" },
    {
      get homeserver() {
        return server;
      },
      stoerung: async (punkt, { empfaenger = "" }) =>
        postfachFehlt && punkt === "rcpt" && empfaenger.startsWith("hand-und-herz@") ? { antwort: 550 } : undefined,
    },
  );
  before(async () => {
    leser = await oeffneLeser(timKonfig(server.url, timMxid("hand-und-herz"), TIM_PASSWORT));
  });
  after(async () => {
    await leser?.schliesse();
    await server?.schliesse();
  });

  const setze = async (kanaele: readonly string[], alarmeUeberAlleKanaele = false): Promise<void> => {
    const eingabe = { kanaele, alarmeUeberAlleKanaele, alleInformationen: false, informationen: [], ruhezeiten: [] };
    await (await als(gateway, "elena")).frage(SETZEN, { eingabe });
  };

  it("whoever prefers TIM gets the decision in an encrypted room, once, without contents, and no mail", async () => {
    await setze(["TIM", "KIM"]);
    const vorgangId = await bisAntragspruefung(gateway);
    await tue(gateway, "kasse", "entscheiden", { vorgangId, entscheidung: entscheidung(true) });
    await leser.bis(1);
    const [nachricht] = leser.gelesen;
    assert.ok(nachricht !== undefined);
    assert.equal(nachricht.absender, `@hkp-gateway:${TIM_SERVERNAME}`);
    assert.match(nachricht.text, /^Leistungsentscheidung liegt vor\n/);
    assert.ok(nachricht.text.includes(`Verordnungs-ID: ${vorgangId}`));
    assert.ok(nachricht.text.endsWith(`https://portal.example/vorgang/${vorgangId}`));
    const alles = JSON.stringify(nachricht.inhalt);
    const { nachname, vorname, kvnr } = PERSONEN["renate"];
    for (const persoenlich of [nachname, vorname, kvnr]) assert.ok(!alles.includes(persoenlich), persoenlich);
    assert.deepEqual(Object.keys(nachricht.inhalt).sort(), [
      "body",
      "de.gematik.fhir.resource",
      "de.gematik.fhir.structure_definition",
      "de.gematik.text",
      "de.hkp-gateway.auftrag",
      "msgtype",
    ]);
    const buendel = nachricht.inhalt["de.gematik.fhir.resource"] as { entry: { resource: { resourceType: string } }[] };
    assert.deepEqual(
      buendel.entry.map(({ resource }) => resource.resourceType),
      ["MessageHeader", "Organization"],
    );

    assert.equal((await leser.zustand(nachricht.raum, "m.room.create"))["type"], "de.gematik.tim.roomtype.default.v1");
    assert.equal((await leser.zustand(nachricht.raum, "m.room.encryption"))["algorithm"], "m.megolm.v1.aes-sha2");
    const name = String((await leser.zustand(nachricht.raum, "m.room.name"))["name"]);
    assert.equal(name, "Verordnung häusliche Krankenpflege");

    // The verdict is written when the homeserver has answered, which may be after the client has read it.
    let zustellung;
    do zustellung = (await zustellungen(gateway)).find(({ kanal }) => kanal === "TIM");
    while (zustellung?.zustand === "WARTET");
    assert.equal(zustellung?.zustand, "UEBERGEBEN");
    assert.equal(zustellung.adresse, timMxid("hand-und-herz"));
    assert.equal(zustellung.versuche, 1);
    assert.deepEqual(await hole(gateway, "hand-und-herz"), []);
    assert.equal(leser.gelesen.length, 1);
  });

  /** Orders of this Vorgang to the Pflegedienst about the decision, oldest first, when none waits any more. */
  async function alarme(vorgangId: string): Promise<readonly Zustellung[]> {
    for (;;) {
      const alle = (await zustellungen(gateway)).filter(
        (eine) => eine.vorgangId === vorgangId && eine.ereignis === "ENTSCHIEDEN",
      );
      const offen = alle.some(
        ({ kanal, zustand }) => zustand === "WARTET" || (kanal === "KIM" && zustand === "UEBERGEBEN"),
      );
      if (alle.length > 0 && !offen)
        return alle.sort((a, b) => (a.ersatzFuer === null ? -1 : 1) - (b.ersatzFuer === null ? -1 : 1));
      await new Promise((weiter) => setTimeout(weiter, 100));
    }
  }
  async function entscheide(): Promise<string> {
    const vorgangId = await bisAntragspruefung(gateway);
    await tue(gateway, "kasse", "entscheiden", { vorgangId, entscheidung: entscheidung(true) });
    return vorgangId;
  }

  it("KIM refuses the recipient for good: the Alarm comes into the room, once, and the Kasse sees both", async () => {
    await setze(["KIM", "TIM"]);
    postfachFehlt = true;
    const vorher = leser.gelesen.length;
    const vorgangId = await entscheide();
    await leser.bis(vorher + 1);
    postfachFehlt = false;
    assert.ok(leser.gelesen.at(-1)?.text.includes(`Verordnungs-ID: ${vorgangId}`));
    const [erste, ersatz, ...weitere] = await alarme(vorgangId);
    assert.deepEqual(weitere, []);
    assert.deepEqual([erste?.kanal, erste?.zustand, erste?.ersatzFuer], ["KIM", "UNZUSTELLBAR", null]);
    assert.deepEqual([ersatz?.kanal, ersatz?.zustand, ersatz?.ersatzFuer], ["TIM", "UEBERGEBEN", erste?.id]);
    const { vorgang } = await (
      await als(gateway, "kasse")
    ).frage<{ vorgang: { zustellungen: { id: string; ersatzFuer: string | null }[] } }>(
      `query($id: ID!) { vorgang(id: $id) { zustellungen { id ersatzFuer } } }`,
      { id: vorgangId },
    );
    assert.deepEqual(vorgang.zustellungen, [
      { id: erste?.id, ersatzFuer: null },
      { id: ersatz?.id, ersatzFuer: erste?.id },
    ]);
    assert.deepEqual(await hole(gateway, "hand-und-herz"), []);
    assert.equal(leser.gelesen.length, vorher + 1);
  });

  it("asked for: over both channels at once, each once", async () => {
    await setze(["KIM", "TIM"], true);
    const vorher = leser.gelesen.length;
    const vorgangId = await entscheide();
    await leser.bis(vorher + 1);
    assert.deepEqual(
      (await alarme(vorgangId)).map(({ kanal, zustand, ersatzFuer }) => [kanal, zustand, ersatzFuer]).sort(),
      [
        ["KIM", "ZUGESTELLT", null],
        ["TIM", "UEBERGEBEN", null],
      ],
    );
    assert.equal((await hole(gateway, "hand-und-herz")).length, 1);
    assert.equal(leser.gelesen.length, vorher + 1);
  });
});
