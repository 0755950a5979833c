import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { Db } from "mongodb";
import { verbinde } from "../../src/store/verbindung.js";
import type { Verbindung } from "../../src/store/verbindung.js";
import type { Welt } from "../../sandbox/szenario/welt.js";
import { pdf } from "../helfer/dateien.js";
import { spuren } from "../helfer/spuren.js";
import { jeTestEineBuehne } from "./buehne.js";
import { anlegen, sende } from "./handlung.js";
import { raeumeKinderAuf } from "./kindprozess.js";
import { warteBis } from "./warte-bis.js";

const WORT = "Kennwort Ahorn";
const HINZUFUEGEN = `mutation($vorgangId: ID!, $unterlageId: UUID!, $anfrageId: UUID!) {
  unterlageHinzufuegen(vorgangId: $vorgangId, unterlageId: $unterlageId, art: SONSTIGES, titel: "Plan", anfrageId: $anfrageId) {
    aktion statusVorher status version vorgang { id } } }`;
const LOESCHEN = `mutation($vorgangId: ID!, $anfrageId: UUID!) {
  loeschen(vorgangId: $vorgangId, anfrageId: $anfrageId) { aktion statusVorher status version vorgang { id } } }`;

describe("Unterlagen und der Absturz des Gateways (SIGKILL)", function () {
  this.timeout(90_000);
  const buehne = jeTestEineBuehne("absturz-unterlagen");
  let verbindung: Verbindung;
  beforeEach(async () => {
    verbindung = await verbinde(buehne().mongoUri, { datenbank: buehne().datenbank });
  });
  afterEach(async () => {
    await raeumeKinderAuf();
    await verbindung.schliesse();
  });

  async function ladeHoch(welt: Welt): Promise<Response> {
    return fetch(welt.url.replace(/\/graphql$/, "/unterlagen"), {
      method: "PUT",
      headers: { authorization: `Bearer ${await welt.token("aerztin")}`, "content-type": "application/pdf" },
      body: pdf({ seite: WORT }) as never,
    });
  }
  const inhalt = (db: Db): Promise<readonly string[]> => spuren(db, [WORT]);

  it("nach dem Löschen des Vorgangs, vor dem Löschen der Inhalte: das nächste räumt auf", async () => {
    const b = buehne();
    const erstes = b.kind();
    const welt = b.welt(await erstes.bereit());
    const client = await welt.als("aerztin");
    const { vorgang } = await sende(client, anlegen());
    const vorgangId = vorgang.id;
    const { id: unterlageId } = (await (await ladeHoch(welt)).json()) as { readonly id: string };
    await sende(client, { mutation: HINZUFUEGEN, variablen: { vorgangId, unterlageId, anfrageId: randomUUID() } });
    assert.deepEqual(await erstes.toete("SIGTERM"), { code: 0, signal: null });

    const zweites = b.kind("nachBefehl");
    const befehl = { mutation: LOESCHEN, variablen: { vorgangId, anfrageId: randomUUID() } };
    const anderswo = b.welt(await zweites.bereit());
    await sende(await anderswo.als("aerztin"), befehl).catch(() => undefined);
    assert.deepEqual(await zweites.ende, { code: null, signal: "SIGKILL" });
    assert.deepEqual(await inhalt(verbindung.db), ["unterlagen.chunks: Kennwort Ahorn"], "the bytes are still there");

    const drittes = b.kind();
    await drittes.bereit();
    await warteBis("the bytes are gone", async () => (await inhalt(verbindung.db)).length === 0);
    assert.deepEqual(await drittes.toete("SIGTERM"), { code: 0, signal: null });
  });

  it("zwischen der Vormerkung und dem Speichern des Inhalts: nichts bleibt, was niemand kennt", async () => {
    const b = buehne();
    const erstes = b.kind("vorSpeichern");
    await ladeHoch(b.welt(await erstes.bereit())).catch(() => undefined);
    assert.deepEqual(await erstes.ende, { code: null, signal: "SIGKILL" });
    assert.equal(await verbindung.db.collection("unterlagenablage").countDocuments(), 1);
    assert.deepEqual(await inhalt(verbindung.db), []);
  });

  it("nach dem Speichern, vor der Antwort: die Notiz steht dafür ein, bis sie verfällt", async () => {
    const b = buehne();
    const erstes = b.kind("nachSpeichern");
    await ladeHoch(b.welt(await erstes.bereit())).catch(() => undefined);
    assert.deepEqual(await erstes.ende, { code: null, signal: "SIGKILL" });
    assert.deepEqual(await inhalt(verbindung.db), ["unterlagen.chunks: Kennwort Ahorn"]);
    // A day passes.
    await verbindung.db.collection("unterlagenablage").updateMany({}, { $set: { verfaelltAm: new Date(0) } });
    const zweites = b.kind();
    await zweites.bereit();
    await warteBis("the bytes are gone", async () => (await inhalt(verbindung.db)).length === 0);
    // The note goes after the bytes it stands for.
    const ablage = verbindung.db.collection("unterlagenablage");
    await warteBis("the note is gone", async () => (await ablage.countDocuments()) === 0);
    assert.deepEqual(await zweites.toete("SIGTERM"), { code: 0, signal: null });
  });
});
