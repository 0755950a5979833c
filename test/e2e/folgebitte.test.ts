import assert from "node:assert/strict";
import { testGateway } from "../helfer/gateway.js";
import { aeusseres, lesbares } from "./brief.js";
import { KIM } from "./daten.js";
import { bisZugewiesen, tue, versuche } from "./handlungen.js";
import { als } from "./portal.js";
import { hole, ruhe, zustellungen } from "./postfaecher.js";

const WUNSCH = "Der Verbandwechsel bleibt nötig.";

describe("request for a Folgeverordnung over HTTP, SMTP and POP3", function () {
  this.timeout(60_000);
  /** While it is shut the practice's mails are put off, as by a full mailbox. */
  let zu = false;
  const gateway = testGateway(
    "e2e-folgebitte",
    { VERSAND_ERSTE_RUECKKEHR_MS: "200" },
    {
      stoerung: async (punkt, { empfaenger }) =>
        zu && punkt === "rcpt" && empfaenger === KIM.praxis ? { antwort: 450 } : undefined,
    },
  );

  it("one mail to the practice, also if the status changes before it goes out and the request is repeated", async () => {
    const vorgangId = await bisZugewiesen(gateway);
    await ruhe(gateway);
    const vorher = (await hole(gateway, "praxis")).length;
    zu = true;
    const variablen = { vorgangId, leistungen: [], text: WUNSCH, anfrageId: crypto.randomUUID() };
    const { statusVorher, status } = await tue(gateway, "elena", "folgeverordnungErbitten", variablen);
    assert.deepEqual([statusVorher, status], ["ZUGEWIESEN", "ZUGEWIESEN"]);
    await tue(gateway, "elena", "folgeverordnungErbitten", variablen);

    const { vorgang } = await (
      await als(gateway, "aerztin")
    ).frage<{ vorgang: { folgebitten: readonly unknown[] } }>(
      "query($id: ID!) { vorgang(id: $id) { folgebitten { von { name } leistungen text } } }",
      { id: vorgangId },
    );
    assert.deepEqual(vorgang.folgebitten, [{ von: { name: "Elena Fischer" }, leistungen: [], text: WUNSCH }]);

    const nochmal = await versuche(gateway, "daniel", "folgeverordnungErbitten", { vorgangId });
    assert.equal(nochmal.extensions.code, "FOLGEVERORDNUNG_SCHON_ERBETEN");
    const fremd = await versuche(gateway, "miriam", "folgeverordnungErbitten", { vorgangId });
    assert.equal(fremd.extensions.code, "VORGANG_UNBEKANNT");

    await tue(gateway, "elena", "zurueckgeben", { vorgangId });
    zu = false;
    await ruhe(gateway);
    const auftrag = (await zustellungen(gateway)).find(({ ereignis }) => ereignis === "FOLGEVERORDNUNG_ERBETEN");
    assert.equal(auftrag?.zustand, "ZUGESTELLT");
    const [brief, ...weitere] = (await hole(gateway, "praxis")).slice(vorher);
    assert.ok(brief !== undefined && weitere.length === 0);
    assert.match(brief.mail.subject ?? "", /Bitte um Folgeverordnung$/);
    assert.ok(lesbares(brief).includes(`> ${WUNSCH}`));
    assert.ok(!aeusseres(brief).includes("Verbandwechsel"));
  });
});
