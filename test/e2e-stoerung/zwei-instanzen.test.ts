import assert from "node:assert/strict";
import { jeTestEineBuehne } from "../absturz/buehne.js";
import { alarmiereKasse, KASSE, kimZustellungen } from "../absturz/handlung.js";
import { warteBis } from "../absturz/warte-bis.js";

const ALARME = 20;

describe("zwei Instanzen auf einer Datenbank", function () {
  this.timeout(60_000);
  const buehne = jeTestEineBuehne("instanzen");

  it(`${ALARME} Alarme über beide: jeder geht genau einmal hinaus`, async () => {
    const b = buehne();
    const welten = (await Promise.all([b.gateway(), b.gateway()])).map(({ url }) => b.welt(url));
    const [eine, andere] = welten;
    assert.ok(eine !== undefined && andere !== undefined);
    const vorgaenge = await Promise.all(
      Array.from({ length: ALARME }, (_, nr) => alarmiereKasse(nr % 2 === 0 ? eine : andere)),
    );
    assert.equal(new Set(vorgaenge).size, ALARME);
    const zustellungen = await warteBis(
      "alle zugestellt",
      async () => {
        const alle = await kimZustellungen(eine);
        return alle.length === ALARME && alle.every(({ zustand }) => zustand === "ZUGESTELLT") ? alle : null;
      },
      30_000,
    );
    assert.deepEqual(
      zustellungen.map(({ vorgangId, versuche }) => `${vorgangId} ${versuche}`).sort(),
      vorgaenge.map((id) => `${id} 1`).sort(),
    );
    assert.deepEqual(
      zustellungen.map(({ nachrichtId }) => nachrichtId).sort(),
      (await b.mails())
        .filter(({ adresse }) => adresse === KASSE)
        .map(({ messageId }) => messageId)
        .sort(),
    );
  });
});
