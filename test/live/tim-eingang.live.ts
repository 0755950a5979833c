import assert from "node:assert/strict";
import { TimEingang } from "../../src/adapters/tim/eingang.js";
import { oeffneGeraet } from "../../src/adapters/tim/geraet.js";
import type { Geraet } from "../../src/adapters/tim/geraet.js";
import { TimAdapter } from "../../src/adapters/tim/tim-adapter.js";
import type { Chatantwort, Chatereignis, Chatinhalt } from "../../src/domain/ports/chat.js";
import type { Homeserver } from "../../sandbox/tim/synapse.js";
import { Merkgeraet } from "../helfer/geraetespeicher.js";
import { ELENA, GATEWAY, SERVER, starteSynapse } from "./tim-buehne.js";
import { timKonfig } from "./tim-leser.js";
import { TimPerson } from "./tim-person.js";

const FREMDER = `@fremder:${SERVER}`;
const FADEN = "faden-1";

/** The device of the gateway with its reader; what it was told, in order. */
interface Leben {
  readonly geraet: Geraet;
  readonly gelesen: Chatereignis[];
  /** Resolves when so many events have been dealt with. */
  bis(anzahl: number): Promise<void>;
  ende(): Promise<void>;
}

describe("What people write in a room of the TI-Messenger", function () {
  this.timeout(600_000);
  let speicher = new Merkgeraet();
  let server: Homeserver;
  let elena: TimPerson;
  let fremder: TimPerson;
  let leben: Leben;
  let raum: string;
  let alarm: string;

  const konfig = (mxid: string) => ({
    ...timKonfig(server.url, mxid, "geheim"),
    schluesselfristMs: 1_500,
    dateiHoechstensBytes: 2_000,
  });

  async function lebe(
    antworte: (ereignis: Chatereignis) => Chatantwort | null = echo,
    beiFehler: (fehler: unknown) => void = (fehler) => assert.fail(String((fehler as Error).stack)),
  ): Promise<Leben> {
    const geraet = await oeffneGeraet({ konfig: konfig(GATEWAY), speicher: speicher.nimm() });
    const gelesen: Chatereignis[] = [];
    const wartende = new Set<() => void>();
    const eingang = new TimEingang({
      client: geraet.client,
      konfig: konfig(GATEWAY),
      empfang: {
        kennt: async () => false,
        nimm: async (ereignis) => {
          gelesen.push(ereignis);
          for (const wecken of wartende) wecken();
          return antworte(ereignis);
        },
      },
      raumMit: () => assert.fail("nobody comes into a room of a Vorgang from here"),
      beiFehler,
    });
    return {
      geraet,
      gelesen,
      bis: async (anzahl) => {
        while (gelesen.length < anzahl) await new Promise<void>((weiter) => wartende.add(weiter));
      },
      ende: async () => {
        await eingang.schliesse();
        await geraet.schliesse();
      },
    };
  }

  const echo = ({ inhalt }: Chatereignis): Chatantwort => ({
    text: `Echo ${inhalt.art}`,
    gelungen: true,
    buendel: null,
  });

  async function alarmiere(auftragId: string, mxid: string, fadenId: string): Promise<void> {
    const adapter = new TimAdapter(leben.geraet.client, konfig(GATEWAY));
    const sendung = {
      auftragId,
      adresse: mxid,
      fadenId,
      vorgaenger: [],
      nachrichtentyp: "Verordnung",
      betreff: "Verordnung zugewiesen",
      text: `Auftrag ${auftragId}`,
      buendel: { resourceType: "Bundle", type: "message", entry: [] } as const,
    };
    assert.equal((await adapter.sende(sendung, { signal: AbortSignal.timeout(60_000) })).art, "uebergeben");
  }

  /** What the gateway was told about this event of hers, once it has answered. */
  async function gedeutet(ereignisId: string): Promise<Chatinhalt> {
    await elena.antwortAuf(ereignisId);
    const [eines, ...weitere] = leben.gelesen.filter((einer) => einer.ereignisId === ereignisId);
    assert.ok(eines !== undefined);
    assert.deepEqual(weitere, []);
    assert.deepEqual([eines.raumId, eines.fadenId, eines.absender], [raum, FADEN, ELENA]);
    return eines.inhalt;
  }

  before(async () => {
    server = await starteSynapse();
    for (const name of ["gateway", "elena", "fremder"]) await server.legeKontoAn(name, "geheim", name);
    elena = await TimPerson.oeffne(konfig(ELENA));
    fremder = await TimPerson.oeffne(konfig(FREMDER));
    leben = await lebe();
    await alarmiere("auftrag-1", ELENA, FADEN);
    const gesehen = await elena.warte(({ text }) => text.includes("Auftrag auftrag-1"));
    raum = gesehen.raum;
    alarm = gesehen.ereignisId;
  });
  after(async () => {
    await leben?.ende();
    await elena?.schliesse();
    await fremder?.schliesse();
    await server?.schliesse();
  });

  it("words, with the order that they answer and without its quotation; the answer is a notice related to them", async () => {
    const frei = await elena.schreibe(raum, "  Guten Tag \n");
    assert.deepEqual(await gedeutet(frei), { art: "nachricht", text: "Guten Tag", auftragId: null, anhaenge: [] });
    const antwort = await elena.antworte(raum, alarm, "Gern ab Montag.");
    const erwartet = { art: "nachricht", text: "Gern ab Montag.", auftragId: "auftrag-1", anhaenge: [] };
    assert.deepEqual(await gedeutet(antwort), erwartet);
    const notiz = await elena.antwortAuf(antwort);
    assert.equal(notiz.absender, GATEWAY);
    assert.equal(notiz.inhalt["msgtype"], "m.notice");
    assert.equal(notiz.text, "Echo nachricht");
    // An answer to the gateway's own notice answers no order.
    const darauf = await elena.antworte(raum, notiz.ereignisId, "Danke.");
    assert.deepEqual(await gedeutet(darauf), { ...erwartet, text: "Danke.", auftragId: null });
  });

  it("an edit, a deletion and ✅ at the gateway's question; other reactions are nothing", async () => {
    const befehl = await elena.schreibe(raum, "!annehmen");
    const frage = await elena.antwortAuf(befehl);
    const geaendert = await elena.aendere(raum, befehl, "!ablehnen");
    assert.deepEqual(await gedeutet(geaendert), { art: "geaendert", ziel: befehl });
    await elena.reagiere(raum, frage.ereignisId, "👍");
    await elena.reagiere(raum, alarm, "✅");
    const ja = await elena.reagiere(raum, frage.ereignisId, "✅");
    assert.deepEqual(await gedeutet(ja), { art: "zustimmung", befehl });
    const ereignis = leben.gelesen.at(-1);
    assert.equal(await ereignis?.frueher(befehl), "!annehmen", "as it was first sent");
    assert.equal(await ereignis?.frueher(alarm), null, "of somebody else");
    const geloescht = await elena.loesche(raum, befehl);
    assert.deepEqual(await gedeutet(geloescht), { art: "zurueckgenommen", ziel: befehl });
    assert.equal(await ereignis?.frueher(befehl), null, "gone");
  });

  it("files are fetched and decrypted; too large or altered ones are not had", async () => {
    const bytes = Buffer.from("signierte Angaben");
    const datei = { name: "angaben.p7m", medientyp: "application/pkcs7-mime; smime-type=signed-data", bytes };
    const ereignisId = await elena.sendeDatei(raum, datei);
    const inhalt = await gedeutet(ereignisId);
    assert.ok(inhalt.art === "nachricht");
    assert.equal(inhalt.text, "");
    assert.deepEqual(
      inhalt.anhaenge.map((anhang) => ({ ...anhang, bytes: Buffer.from(anhang.bytes).toString() })),
      [{ name: "angaben.p7m", medientyp: "application/pkcs7-mime", bytes: "signierte Angaben" }],
    );
    const gross = await elena.sendeDatei(raum, { ...datei, bytes: Buffer.alloc(2_001) });
    assert.deepEqual(await gedeutet(gross), { art: "dateiFehlt", grund: "ZU_GROSS" });
    const verfaelscht = await elena.sendeDatei(raum, { ...datei, verfaelscht: true });
    assert.deepEqual(await gedeutet(verfaelscht), { art: "dateiFehlt", grund: "UNLESBAR" });
    const offen = await elena.sende(raum, { msgtype: "m.file", body: "x.p7m", url: `mxc://${SERVER}/abc` });
    assert.deepEqual(await gedeutet(offen), { art: "dateiFehlt", grund: "UNLESBAR" });
  });

  it("structured content within an event is an attachment; its status is reported if asked for", async () => {
    const buendel = { resourceType: "Bundle", type: "message", entry: [] };
    const ereignisId = await elena.sende(raum, {
      msgtype: "m.text",
      body: "Ersatztext",
      "de.gematik.fhir.resource": buendel,
      "de.gematik.request.status": { from_device: elena.client.getDeviceId() },
    });
    const inhalt = await gedeutet(ereignisId);
    assert.ok(inhalt.art === "nachricht");
    assert.equal(inhalt.text, "");
    const [anhang] = inhalt.anhaenge;
    assert.equal(anhang?.medientyp, "application/fhir+json");
    assert.deepEqual(JSON.parse(Buffer.from(anhang.bytes).toString()), buendel);
    const status = await elena.warte(({ art }) => art === "de.gematik.response.status");
    assert.equal(status.inhalt["status"], "success");
    assert.equal(status.inhalt["from_device"], leben.geraet.client.getDeviceId());
  });

  it("nobody else is heard, nothing unencrypted, no notices and nothing in a room that is not the gateway's", async () => {
    const vorher = leben.gelesen.length;
    // Only the gateway invites; an administrator of the homeserver could, and rooms from before had no such limit.
    await assert.rejects(elena.client.invite(raum, FREMDER));
    await leben.geraet.client.invite(raum, FREMDER);
    await fremder.schreibe(raum, "!annehmen");
    await elena.sende(raum, { msgtype: "m.notice", body: "!annehmen" });
    const klartext = await fetch(
      `${server.url}/_matrix/client/v3/rooms/${encodeURIComponent(raum)}/send/m.room.message/klartext`,
      {
        method: "PUT",
        headers: { authorization: `Bearer ${elena.client.getAccessToken() ?? ""}` },
        body: JSON.stringify({ msgtype: "m.text", body: "!annehmen" }),
      },
    );
    assert.equal(klartext.status, 200);
    const { room_id: fremd } = await elena.client.createRoom({ invite: [GATEWAY] });
    const danach = await elena.schreibe(raum, "danach");
    await gedeutet(danach);
    assert.deepEqual(
      leben.gelesen.slice(vorher).map(({ ereignisId }) => ereignisId),
      [danach],
    );
    assert.equal(leben.geraet.client.getRoom(fremd)?.getMyMembership(), "invite", "not joined");
  });

  it("what was written while the gateway was away comes in order and once, also beyond the sync's ten events", async () => {
    await leben.ende();
    const gesendete: string[] = [];
    for (let nr = 0; nr < 24; nr++) gesendete.push(await elena.schreibe(raum, `Nachricht ${nr}`));
    leben = await lebe();
    await leben.bis(24);
    for (const einer of gesendete) await elena.antwortAuf(einer);
    await leben.ende();
    const ersteMal = leben.gelesen.map(({ ereignisId }) => ereignisId);
    // Once more, with nothing new: all of it is marked.
    leben = await lebe();
    const letzte = await elena.schreibe(raum, "letzte");
    await elena.antwortAuf(letzte);
    assert.deepEqual(ersteMal, gesendete);
    assert.deepEqual(
      leben.gelesen.map(({ ereignisId }) => ereignisId),
      [letzte],
    );
    for (const einer of gesendete) assert.equal(elena.antwortenAuf(einer).length, 1);
  });

  it("answered, not marked, and then the device is lost: the answer in the room keeps it from being dealt with again", async () => {
    await leben.ende();
    const fehler: unknown[] = [];
    leben = await lebe(echo, (einer) => fehler.push(einer));
    leben.geraet.client.setRoomAccountData = () => Promise.reject(new Error("not marked"));
    const beantwortet = await elena.schreibe(raum, "beantwortet");
    await gedeutet(beantwortet);
    await leben.ende();
    speicher = new Merkgeraet();
    leben = await lebe();
    // Its keys are known to her before she writes.
    await elena.client.getCrypto()?.getUserDeviceInfo([GATEWAY], true);
    const danach = await elena.schreibe(raum, "danach");
    await gedeutet(danach);
    assert.deepEqual(
      leben.gelesen.map(({ ereignisId }) => ereignisId),
      [danach],
    );
    assert.equal(elena.antwortenAuf(beantwortet).length, 1);
  });

  it("a message whose key never comes is told once as unreadable, and holds up what follows only so long", async () => {
    // Encrypted for a session that nobody has.
    const ohneSchluessel = {
      algorithm: "m.megolm.v1.aes-sha2",
      ciphertext:
        "AwgAEnACgAkLmt6qF84IK++J7UDH2Za1YVchHyprqTqsg2yyOwAtHaZTwyNg37afzg8f3r9IsN9r4RNFg7MaZencUJe4qvELiDiopUjy5wYVDAtqdBzer5bWRD9ldxp1FLgbQvBcjkkywYjCsmsq6+hArILd9oAQZnGKn/qLsK+5uNX3PaWzDRC9wZPQvWYYPCTov3jCwXKTPsLKIiTrcCXDqMvnn8m+T3zF/I2zqxg158tnUwWWIw51UO",
      session_id: "niemand",
      sender_key: "niemand",
      device_id: "NIEMAND",
    };
    const pfad = `${server.url}/_matrix/client/v3/rooms/${encodeURIComponent(raum)}/send/m.room.encrypted/ohne`;
    const antwort = await fetch(pfad, {
      method: "PUT",
      headers: { authorization: `Bearer ${elena.client.getAccessToken() ?? ""}` },
      body: JSON.stringify(ohneSchluessel),
    });
    const { event_id: unlesbar } = (await antwort.json()) as { event_id: string };
    const danach = await elena.schreibe(raum, "danach");
    assert.deepEqual(await gedeutet(unlesbar), { art: "unlesbar" });
    assert.ok((await gedeutet(danach)).art === "nachricht");
    assert.equal(elena.antwortenAuf(unlesbar).length, 1);
  });
});
