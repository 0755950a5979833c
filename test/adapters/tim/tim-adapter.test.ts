import assert from "node:assert/strict";
import type { MatrixClient } from "matrix-js-sdk";
import { timKonfiguration } from "../../../src/adapters/tim/konfiguration.js";
import { TimAdapter } from "../../../src/adapters/tim/tim-adapter.js";
import type { Sendung } from "../../../src/domain/ports/zustellung.js";

const ELENA = "@elena:tim.test";
const SCHLUESSEL = Buffer.alloc(32, 5).toString("base64");
const KONFIG = timKonfiguration.parse({
  homeserver: "http://tim.test",
  mxid: "@gateway:tim.test",
  passwort: "geheim",
  speicherschluessel: SCHLUESSEL,
  wiederherstellung: SCHLUESSEL,
});
const sendung = (auftragId: string): Sendung => ({
  auftragId,
  adresse: ELENA,
  fadenId: "faden-1",
  vorgaenger: [],
  nachrichtentyp: "Hinweis",
  betreff: "Hinweis",
  text: "Guten Tag",
  buendel: null,
});

/** The room with Elena; the homeserver takes every request and answers when it is let. */
function raum() {
  const gestellt = Promise.withResolvers<undefined>();
  const antwort = Promise.withResolvers<object>();
  const gesendet: string[] = [];
  const haenge = (): Promise<object> => {
    gestellt.resolve(undefined);
    return antwort.promise;
  };
  const einer = {
    hasEncryptionStateEvent: () => true,
    loadMembersIfNeeded: () => Promise.resolve(),
    getMember: () => ({ membership: "join" }),
    getEventForTxnId: () => undefined,
  };
  const client = {
    getDomain: () => "tim.test",
    getUserId: () => KONFIG.mxid,
    getSafeUserId: () => KONFIG.mxid,
    on: () => undefined,
    off: () => undefined,
    getRoom: () => einer,
    getRoomIdForAlias: () => Promise.resolve({ room_id: "!raum" }),
    getJoinedRooms: haenge,
    getRooms: () => [
      {
        roomId: "!raum",
        getMyMembership: () => "join",
        currentState: {
          getStateEvents: () => ({ getSender: () => KONFIG.mxid, getContent: () => ({ faden: "faden-1" }) }),
        },
      },
    ],
    getEventMapper: () => () => assert.fail("nothing was read"),
    createMessagesRequest: haenge,
    sendEvent: (_raum: string, _art: string, _inhalt: object, txnId: string) => {
      gesendet.push(txnId);
      return haenge();
    },
  };
  const adapter = new TimAdapter(client as unknown as MatrixClient, KONFIG);
  return {
    adapter,
    gesendet,
    gestellt: gestellt.promise,
    antworte: () => antwort.resolve({ joined_rooms: [], chunk: [] }),
  };
}

const ERLEDIGUNG = {
  auftragId: "a1",
  adresse: ELENA,
  fadenId: "faden-1",
  vorgangId: "v1",
  nachrichtentyp: "Hinweis",
  betreff: "Erledigt: Hinweis",
  text: "Zu dieser Nachricht ist nichts mehr zu tun.",
};

describe("TI-Messenger: whoever stops does not wait for a homeserver that does not answer", () => {
  it("a message that is under way: later, and what waits behind it in the room is not sent any more", async () => {
    const { adapter, gesendet, gestellt, antworte } = raum();
    const abbruch = new AbortController();
    const erste = adapter.sende(sendung("a1"), { signal: abbruch.signal });
    const zweite = adapter.sende(sendung("a2"), { signal: abbruch.signal });
    await gestellt;
    abbruch.abort();
    assert.deepEqual([(await erste).art, (await zweite).art], ["spaeter", "spaeter"]);
    // The device is kept until the request has ended.
    let geschlossen = false;
    const schluss = adapter.schliesse().then(() => (geschlossen = true));
    await new Promise(setImmediate);
    assert.equal(geschlossen, false);
    antworte();
    await schluss;
    assert.deepEqual(gesendet, ["a1"]);
  });

  it("the edit of a settled message, and the leaving of rooms", async () => {
    for (const tue of [
      (adapter: TimAdapter, signal: AbortSignal) => adapter.erledige(ERLEDIGUNG, signal),
      (adapter: TimAdapter, signal: AbortSignal) => adapter.verlasse({ fadenId: "faden-1", behalte: [] }, signal),
    ]) {
      const { adapter, gestellt } = raum();
      const abbruch = new AbortController();
      const arbeit = tue(adapter, abbruch.signal);
      await gestellt;
      abbruch.abort();
      await assert.rejects(arbeit, { name: "AbortError" });
    }
  });
});
