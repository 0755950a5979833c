import assert from "node:assert/strict";
import { ApiFehler } from "../../sandbox/szenario/graphql-client.js";
import type { GraphqlClient } from "../../sandbox/szenario/graphql-client.js";
import * as op from "../../sandbox/szenario/operationen.js";
import type { Welt } from "../../sandbox/szenario/welt.js";
import type { VorgangStore } from "../../src/domain/ports/vorgang-store.js";
import type { Teile } from "../../src/gateway/teile.js";
import type { Buehne } from "../absturz/buehne.js";
import { jeTestEineBuehne } from "../absturz/buehne.js";
import { alarmiereKasse, bisZustand, KASSE, kimZustellungen, sende, vorAlarm } from "../absturz/handlung.js";
import { Leitung } from "../absturz/leitung.js";
import { warteBis } from "../absturz/warte-bis.js";

/** The driver waits 15 s for a server, and up to 7 s more until it knows that one hangs. */
const AUSFALL_MS = 30_000;
const PROTOKOLL = `query($id: ID!) { protokoll(vorgangId: $id) { aktion } }`;

interface Ereignis {
  readonly meldungen: { readonly vorgangId: string | null; readonly meldung: { readonly id: string } | null };
}

async function code(antwort: Promise<unknown>): Promise<string> {
  const fehler: unknown = await antwort.then(
    () => "kein Fehler",
    (grund: unknown) => grund,
  );
  return fehler instanceof ApiFehler ? fehler.code : String(fehler);
}

async function http(url: string, pfad: string): Promise<number> {
  const antwort = await fetch(new URL(pfad, url));
  await antwort.arrayBuffer();
  return antwort.status;
}

describe("Datenbank fort und wieder da", function () {
  this.timeout(90_000);
  const buehne = jeTestEineBuehne("db");
  let leitung: Leitung;
  let kunden: GraphqlClient[];

  beforeEach(async () => {
    leitung = await Leitung.zu(Number(new URL(buehne().mongoUri).port));
    kunden = [];
  });
  afterEach(async () => {
    for (const kunde of kunden) await kunde.schliesse();
    await leitung.schliesse();
  });

  /** A claim whose answer was lost is claimed again only when its lease has ended. */
  const anspruch = { VERSAND_LEASE_MS: "5000" };

  /** A gateway whose only way to the database is the line. */
  async function gateway(b: Buehne, umhuelle?: (teile: Teile) => Teile): Promise<{ url: string; welt: Welt }> {
    const { url } = await b.gateway(
      { ...anspruch, MONGODB_URI: `mongodb://127.0.0.1:${leitung.port}/?directConnection=true` },
      umhuelle === undefined ? {} : { umhuelle },
    );
    return { url, welt: b.welt(url) };
  }

  /** Vorgaenge of the Kasse's Meldungen in the order in which the open subscription pushed them. */
  async function abonniere(welt: Welt): Promise<{ readonly vorgaenge: string[]; readonly fehler: unknown[] }> {
    const kasse = await welt.als("kasse");
    kunden.push(kasse);
    const [vorgaenge, fehler]: [string[], unknown[]] = [[], []];
    const { promise: steht, resolve } = Promise.withResolvers<undefined>();
    await kasse.abonniere<Ereignis>(
      op.MELDUNGEN,
      ({ meldungen: { vorgangId, meldung } }) => {
        if (meldung === null || vorgangId === null) resolve(undefined);
        else vorgaenge.push(vorgangId);
      },
      (grund) => fehler.push(grund),
    );
    await steht;
    return { vorgaenge, fehler };
  }

  async function aktionen(welt: Welt, id: string): Promise<readonly string[]> {
    const { protokoll } = await (
      await welt.als("renate")
    ).frage<{ protokoll: readonly { aktion: string }[] }>(PROTOKOLL, { id });
    return protokoll.map(({ aktion }) => aktion);
  }

  /** After the outage: the repeated request has one effect, and the subscription has everything once and in order. */
  async function pruefeDanach(
    b: Buehne,
    { url, welt }: { url: string; welt: Welt },
    vorher: string,
    { vorgangId, befehl }: Awaited<ReturnType<typeof vorAlarm>>,
    abo: Awaited<ReturnType<typeof abonniere>>,
  ): Promise<void> {
    await warteBis("/readyz sagt wieder ja", async () => (await http(url, "/readyz")) === 200);
    const antwort = await sende(await welt.als("aerztin"), befehl);
    assert.deepEqual([antwort.aktion, antwort.status, antwort.version], ["aktivieren", "OFFEN", 2]);
    assert.deepEqual(await sende(await welt.als("aerztin"), befehl), antwort);
    assert.deepEqual(await aktionen(welt, vorgangId), ["anlegen", "aktivieren"]);

    const danach = await alarmiereKasse(welt);
    await warteBis("das Abonnement geht weiter", () => abo.vorgaenge.includes(danach), AUSFALL_MS);
    assert.deepEqual(abo.vorgaenge, [vorher, vorgangId, danach]);
    assert.deepEqual(abo.fehler, []);

    for (const id of [vorher, vorgangId, danach]) await bisZustand(welt, id, "ZUGESTELLT");
    const gesendete = (await kimZustellungen(welt)).map(({ nachrichtId }) => nachrichtId).sort();
    const angekommene = (await b.mails()).filter(({ adresse }) => adresse === KASSE);
    assert.deepEqual(angekommene.map(({ messageId }) => messageId).sort(), gesendete);
  }

  it("unerreichbar: die Abweisung hat einen Code, /readyz sagt nein; die Wiederholung wirkt einmal, das Abonnement geht weiter", async () => {
    const b = buehne();
    const teile = await gateway(b);
    const { url, welt } = teile;
    const abo = await abonniere(welt);
    const vorher = await alarmiereKasse(welt);
    await bisZustand(welt, vorher, "ZUGESTELLT");
    const kommend = await vorAlarm(welt);
    assert.equal(await http(url, "/readyz"), 200);

    await leitung.schliesse();
    const mutation = code(sende(await welt.als("aerztin"), kommend.befehl));
    const lesen = code((await welt.als("aerztin")).frage(op.FEED));
    await warteBis("/readyz sagt nein", async () => (await http(url, "/readyz")) === 503);
    assert.equal(await http(url, "/livez"), 200);
    assert.deepEqual([await mutation, await lesen], ["ERGEBNIS_UNBEKANNT", "NICHT_VERFUEGBAR"]);

    await leitung.oeffne();
    await pruefeDanach(b, teile, vorher, kommend, abo);
  });

  it("Antwort verloren, geschrieben war doch: ERGEBNIS_UNBEKANNT, und die Wiederholung gibt die erste Antwort", async () => {
    const b = buehne();
    let verschlucken = false;
    const teile = await gateway(b, (innen) => ({
      ...innen,
      store: vorDemSchreiben(innen.store, () => {
        if (verschlucken) leitung.verschluckeAntworten();
      }),
    }));
    const { url, welt } = teile;
    const abo = await abonniere(welt);
    const vorher = await alarmiereKasse(welt);
    await bisZustand(welt, vorher, "ZUGESTELLT");
    const kommend = await vorAlarm(welt);

    verschlucken = true;
    const mutation = code(sende(await welt.als("aerztin"), kommend.befehl));
    await warteBis("/readyz sagt nein", async () => (await http(url, "/readyz")) === 503);
    assert.equal(await mutation, "ERGEBNIS_UNBEKANNT");
    verschlucken = false;

    // A second gateway with its own way to the database sees that the write has happened.
    const zweites = b.welt((await b.gateway(anspruch)).url);
    assert.deepEqual(await aktionen(zweites, kommend.vorgangId), ["anlegen", "aktivieren"]);
    await leitung.oeffne();
    await pruefeDanach(b, teile, vorher, kommend, abo);
  });
});

/** The same store; `vorher` is called right before the one write of a transition. */
function vorDemSchreiben(store: VorgangStore, vorher: () => void): VorgangStore {
  return new Proxy(store, {
    get(ziel, feld) {
      const wert: unknown = Reflect.get(ziel, feld, ziel);
      if (typeof wert !== "function") return wert;
      return (...argumente: unknown[]): unknown => {
        if (feld === "schreibe") vorher();
        return Reflect.apply(wert, ziel, argumente);
      };
    },
  });
}
