import assert from "node:assert/strict";
import { starteAufraeumlauf } from "../../src/app/aufraeumlauf.js";
import type { Aufraeumteile } from "../../src/app/aufraeumlauf.js";
import { warteBis } from "../absturz/warte-bis.js";
import { stehendeUhr } from "../helfer/uhr.js";

describe("Aufräumlauf", () => {
  it("clears Unterlagen and answers to mails at the start and after a deletion; a failure of one does not keep the other", async () => {
    const geraeumt: string[] = [];
    const fehler: unknown[] = [];
    let wecke: Parameters<Aufraeumteile["beiImpuls"]>[0] = () => undefined;
    const ablage: Pick<Aufraeumteile["ablage"], "raeumeAuf"> = {
      raeumeAuf: async () => Promise.reject(new Error("away")),
    };
    const lauf = starteAufraeumlauf({
      ablage: ablage as Aufraeumteile["ablage"],
      post: { raeumeAuf: async (jetzt) => void geraeumt.push(jetzt.toISOString()) },
      uhr: stehendeUhr(),
      blickMs: 600_000,
      beiImpuls: (rueckruf) => {
        wecke = rueckruf;
        return () => undefined;
      },
      beiFehler: (einer) => fehler.push(einer),
    });
    try {
      await warteBis("the first round", () => geraeumt.length === 1);
      wecke({ aktion: "annehmen", status: "ZUGEWIESEN" });
      wecke({ aktion: "loeschen", status: "GELOESCHT" });
      await warteBis("a round after the deletion", () => geraeumt.length === 2);
    } finally {
      await lauf.stoppe();
    }
    assert.deepEqual(geraeumt, ["2026-03-02T11:00:00.000Z", "2026-03-02T11:00:00.000Z"]);
    assert.equal(fehler.length, 2);
  });
});
