import assert from "node:assert/strict";
import { postverwaltung } from "../../../src/app/eingang/postverwaltung.js";
import { ErgebnisUnbekannt } from "../../../src/domain/ports/vorgang-store.js";
import { postbuehne } from "./postbuehne.js";

describe("Postverwaltung: a mailbox that does not answer", () => {
  const b = postbuehne();
  const gemeldet: unknown[] = [];
  const verwaltung = (entferne: () => Promise<boolean>) => {
    const { ablage, antwortpost, uhr } = b.teile();
    return postverwaltung({
      leser: {
        lies: async () => Promise.reject(new Error("GETRENNT")),
        unter: (signal, arbeite) => arbeite(signal),
      },
      posteingang: { entferne },
      ablage,
      antwortpost,
      uhr,
      beiFehler: (fehler) => void gemeldet.push(fehler),
    });
  };
  beforeEach(async () => {
    gemeldet.length = 0;
    const grund = { code: "ZU_GROSS", text: "Zu groß." };
    await b.teile().ablage.legeBeiseite({ uid: "u1", nachrichtId: null, grund, seit: b.uhr.jetzt() });
  });

  it("deleting is refused as not available for now, told to the log, and the mail stays set aside", async () => {
    const fehler = new Error("GETRENNT DELE");
    const verwaltet = verwaltung(async () => Promise.reject(fehler));
    await assert.rejects(verwaltet.verwirf("u1"), { code: "NICHT_VERFUEGBAR" });
    assert.deepEqual(gemeldet, [fehler]);
    assert.deepEqual(await b.liegende(), [["u1", "ZU_GROSS"]]);
  });

  it("a database that does not answer is told as such", async () => {
    const verwaltet = verwaltung(async () => Promise.reject(new ErgebnisUnbekannt(null)));
    await assert.rejects(verwaltet.verwirf("u1"), ErgebnisUnbekannt);
  });

  it("a mail that is gone from the mailbox is forgotten", async () => {
    assert.equal(await verwaltung(async () => false).verwirf("u1"), false);
    assert.deepEqual(await b.liegende(), []);
  });

  it("a reading that fails is what the state tells", async () => {
    const { lesung, anzahlBeiseitegelegte } = await verwaltung(async () => true).holeAb();
    assert.deepEqual([lesung, anzahlBeiseitegelegte, gemeldet.length], [null, 1, 1]);
  });
});
