import assert from "node:assert/strict";
import { ConnectionError, MatrixError } from "matrix-js-sdk";
import type { MatrixClient } from "matrix-js-sdk";
import { verlasse } from "../../../src/adapters/tim/raumpflege.js";

const ICH = "@gateway:tim.test";
const VERWEIGERT = new MatrixError({ errcode: "M_FORBIDDEN" }, 403);
const FORT = new ConnectionError("fetch failed");

/** A homeserver with the empty rooms of one thread, of which some fail. */
function raeume(fehler: Readonly<Record<string, Error>>) {
  const verlassene: string[] = [];
  const kennung = { getSender: () => ICH, getContent: () => ({ faden: "faden-1" }) };
  const client = {
    getUserId: () => ICH,
    getSafeUserId: () => ICH,
    getRooms: () =>
      ["!praxis", "!pflege", "!kasse"].map((roomId) => ({
        roomId,
        getMyMembership: () => "join",
        currentState: { getStateEvents: () => kennung },
      })),
    getEventMapper: () => () => assert.fail("the rooms are empty"),
    createMessagesRequest: async (raum: string) => {
      const einer = fehler[raum];
      if (einer !== undefined) throw einer;
      return { chunk: [] };
    },
    getLocalAliases: () => Promise.resolve({ aliases: [] }),
    leave: (raum: string) => Promise.resolve(void verlassene.push(raum)),
    forget: () => Promise.resolve(),
  };
  const abschied = { fadenId: "faden-1", behalte: [] };
  const gehe = () => verlasse(client as unknown as MatrixClient, abschied, new AbortController().signal);
  return { gehe, verlassene };
}

describe("Rooms of a deleted Vorgang: one that fails keeps no other from being cleared", () => {
  it("all are left", async () => {
    const { gehe, verlassene } = raeume({});
    await gehe();
    assert.deepEqual(verlassene, ["!praxis", "!pflege", "!kasse"]);
  });

  it("the homeserver refuses one for good: the others are left", async () => {
    const { gehe, verlassene } = raeume({ "!praxis": VERWEIGERT });
    await assert.rejects(gehe(), VERWEIGERT);
    assert.deepEqual(verlassene, ["!pflege", "!kasse"]);
  });

  it("one refused for good, one disturbed: it is tried again", async () => {
    const { gehe, verlassene } = raeume({ "!praxis": VERWEIGERT, "!pflege": FORT });
    await assert.rejects(gehe(), FORT);
    assert.deepEqual(verlassene, ["!kasse"]);
  });
});
