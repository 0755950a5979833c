import assert from "node:assert/strict";
import type { TimKanal } from "../../src/adapters/tim/tim-kanal.js";
import type { TimKonfiguration } from "../../src/adapters/tim/konfiguration.js";
import { testDatenbank } from "../helfer/mongo.js";
import { gatewayKonfig, oeffneBuehne, oeffneKanal, sendung } from "./tim-buehne.js";
import type { Timbuehne } from "./tim-buehne.js";

interface Sitzung {
  readonly device_id: string;
  readonly access_token: string;
}

/** The account is signed out under the gateway's feet. */
describe("TI-Messenger: signed out", function () {
  this.timeout(120_000);
  const mongo = testDatenbank("tim-abmeldung");
  const draht = globalThis.fetch;
  const gezaehlt = { anmeldungen: 0 };
  /** Answered 401 with soft logout from now on. */
  let abgelaufen: string | null = null;
  let token = "";
  let buehne: Timbuehne;
  let kanal: TimKanal | null = null;
  before(async function () {
    this.timeout(900_000);
    buehne = await oeffneBuehne();
    globalThis.fetch = async (ziel, optionen) => {
      const url = ziel instanceof Request ? ziel.url : String(ziel);
      const bearer = new Headers(optionen?.headers).get("authorization")?.replace("Bearer ", "") ?? "";
      if (url.includes("/send/m.room.encrypted/")) token = bearer;
      if (url.endsWith("/login")) gezaehlt.anmeldungen++;
      if (bearer !== "" && bearer === abgelaufen)
        return Response.json({ errcode: "M_UNKNOWN_TOKEN", error: "expired", soft_logout: true }, { status: 401 });
      return draht(ziel, optionen);
    };
  });
  afterEach(async () => {
    await kanal?.schliesse();
    abgelaufen = null;
    gezaehlt.anmeldungen = 0;
  });
  after(async () => {
    globalThis.fetch = draht;
    await buehne?.schliesse();
  });

  function oeffne(passwort = "geheim"): TimKanal {
    const konfig: TimKonfiguration = gatewayKonfig(buehne.server, passwort);
    kanal = oeffneKanal(mongo.db, konfig, {
      inhaber: "a",
      leaseMs: 1_500,
      beiFehler: () => undefined,
    });
    return kanal;
  }
  async function bis(fertig: () => boolean, wer: TimKanal): Promise<void> {
    while (!fertig())
      await new Promise<void>((weiter) => {
        const blick = setTimeout(weiter, 50);
        const ende = wer.beiBereitschaft(() => {
          clearTimeout(blick);
          ende();
          weiter();
        });
      });
  }
  /** At the call: a whole run comes here minutes after it has read the file. */
  const optionen = () => ({ signal: AbortSignal.timeout(100_000) });
  const texte = () => buehne.leser.gelesen.map(({ text }) => text.split("Auftrag ")[1]);
  const anfrage = async <T>(pfad: string, koerper: object, bearer?: string): Promise<T> => {
    const headers = bearer === undefined ? {} : { authorization: `Bearer ${bearer}` };
    const antwort = await draht(`${buehne.server.url}/_matrix/client/v3${pfad}`, {
      method: "POST",
      headers,
      body: JSON.stringify(koerper),
    });
    return (await antwort.json()) as T;
  };
  const anmeldung = {
    type: "m.login.password",
    identifier: { type: "m.id.user", user: "gateway" },
    password: "geheim",
  };
  const geraete = async (): Promise<readonly string[]> => {
    const { access_token: bearer, device_id: eigenes } = await anfrage<Sitzung>("/login", anmeldung);
    const antwort = await draht(`${buehne.server.url}/_matrix/client/v3/devices`, {
      headers: { authorization: `Bearer ${bearer}` },
    });
    const { devices } = (await antwort.json()) as { devices: { device_id: string }[] };
    await anfrage("/logout", {}, bearer);
    return devices.map(({ device_id: id }) => id).filter((id) => id !== eigenes);
  };

  it("an expired token: the same device signs in again, once, and the order arrives once", async () => {
    const a = oeffne();
    await bis(() => a.bereit, a);
    assert.equal((await a.sende(sendung("1"), optionen())).art, "uebergeben");
    const vorhandene = await geraete();
    const vorher = gezaehlt.anmeldungen;
    abgelaufen = token;
    const abgewiesen = await a.sende(sendung("2"), optionen());
    // Which of the two says so depends on who hears of it first: the sending or the sync.
    assert.ok(abgewiesen.art === "spaeter" && ["TIM_ABGEMELDET", "TIM_STOERUNG"].includes(abgewiesen.grund.code));
    await bis(() => !a.bereit, a);
    await bis(() => a.bereit, a);
    assert.equal((await a.sende(sendung("2"), optionen())).art, "uebergeben");
    await buehne.leser.bis(2);
    assert.deepEqual(texte(), ["1", "2"]);
    assert.equal(gezaehlt.anmeldungen - vorher, 1);
    assert.deepEqual(await geraete(), vorhandene);
  });

  it("signed out elsewhere: a new device takes the account's keys up and goes on in the same room", async () => {
    const a = oeffne();
    await bis(() => a.bereit, a);
    const vorhandene = await geraete();
    const { access_token: bearer } = await anfrage<Sitzung>("/login", anmeldung);
    await anfrage("/logout/all", {}, bearer);
    const abgewiesen = await a.sende(sendung("3"), optionen());
    // Which of the two says so depends on who hears of it first: the sending or the sync.
    assert.ok(abgewiesen.art === "spaeter" && ["TIM_ABGEMELDET", "TIM_STOERUNG"].includes(abgewiesen.grund.code));
    await bis(() => !a.bereit, a);
    await bis(() => a.bereit, a);
    assert.equal((await a.sende(sendung("3"), optionen())).art, "uebergeben");
    await buehne.leser.bis(3);
    assert.deepEqual(texte(), ["1", "2", "3"]);
    const [neues, ...weitere] = await geraete();
    assert.ok(neues !== undefined && !vorhandene.includes(neues));
    assert.deepEqual(weitere, []);
    assert.equal(new Set(buehne.leser.gelesen.map(({ raum }) => raum)).size, 1);
  });

  it("a password that is no longer right: said, and not tried again and again", async () => {
    const { access_token: bearer } = await anfrage<Sitzung>("/login", anmeldung);
    await anfrage("/logout/all", {}, bearer);
    const a = oeffne("falsch");
    await bis(() => a.stand.grund !== null, a);
    assert.equal(a.stand.grund?.code, "TIM_ANMELDUNG_ABGELEHNT");
    assert.ok(a.stand.gesperrtSeit !== null);
    assert.equal(a.bereit, false);
    assert.equal(gezaehlt.anmeldungen, 1);
  });
});
