import assert from "node:assert/strict";
import { jeTestEineBuehne, KURZER_ANSPRUCH } from "./buehne.js";
import { bisZustand, KASSE, sende, vorAlarm } from "./handlung.js";
import { raeumeKinderAuf } from "./kindprozess.js";
import type { Sollbruchstelle } from "./sollbruchstellen.js";
import { warteBis } from "./warte-bis.js";

/** Points between the write of a transition and the proof of its mail; mails in the mailbox at the moment of the crash. */
const STELLEN: readonly {
  readonly stelle: Sollbruchstelle;
  readonly wann: string;
  readonly mailsBeimAbsturz: 0 | 1;
}[] = [
  { stelle: "nachBefehl", wann: "nach dem Schreiben des Übergangs", mailsBeimAbsturz: 0 },
  { stelle: "nachAnspruch", wann: "nach dem Beanspruchen", mailsBeimAbsturz: 0 },
  { stelle: "vorUebergabe", wann: "vor dem Beginn der Übergabe", mailsBeimAbsturz: 0 },
  { stelle: "nachUebergabebeginn", wann: "nach dem Beginn der Übergabe, vor dem Senden", mailsBeimAbsturz: 0 },
  { stelle: "nachUebergabe", wann: "nach der Antwort auf den Punkt", mailsBeimAbsturz: 1 },
  { stelle: "vorVermerk", wann: "vor dem Vermerk", mailsBeimAbsturz: 1 },
  { stelle: "nachVermerk", wann: "nach dem Vermerk", mailsBeimAbsturz: 1 },
  { stelle: "vorNachweis", wann: "vor dem Vermerk des Nachweises", mailsBeimAbsturz: 1 },
  { stelle: "nachNachweis", wann: "nach dem Vermerk des Nachweises, vor dem Löschen der Mail", mailsBeimAbsturz: 1 },
];

describe("Absturz des Gateways (SIGKILL)", function () {
  this.timeout(60_000);
  const buehne = jeTestEineBuehne("absturz");
  afterEach(raeumeKinderAuf);

  for (const { stelle, wann, mailsBeimAbsturz } of STELLEN)
    it(`${wann}: der Alarm geht genau einmal hinaus`, async () => {
      const b = buehne();
      // Proofs are read only where the crash is about them: otherwise one might come before the point.
      const nachweise = /Nachweis$/.test(stelle) ? {} : { NACHWEIS_INTERVALL_MS: "60000" };
      const erstes = b.kind(stelle, { ...KURZER_ANSPRUCH, ...nachweise });
      const welt = b.welt(await erstes.bereit());
      const { vorgangId, befehl } = await vorAlarm(welt);
      // The answer comes or is lost with the process, depending on the point.
      await sende(await welt.als("aerztin"), befehl).catch(() => undefined);
      assert.deepEqual(await erstes.ende, { code: null, signal: "SIGKILL" });
      const beimAbsturz = (await b.mails()).filter(({ adresse }) => adresse === KASSE);
      assert.equal(beimAbsturz.length, mailsBeimAbsturz);

      const zweites = b.kind();
      const danach = b.welt(await zweites.bereit());
      const { nachrichtId, naechsterVersuch } = await bisZustand(danach, vorgangId, "ZUGESTELLT");
      assert.equal(naechsterVersuch, null);
      // The proof is removed after it was noted; nothing else is left anywhere.
      await warteBis("der Nachweis ist abgeholt", async () => (await b.mails()).length === 1);
      assert.deepEqual(await b.mails(), [{ adresse: KASSE, messageId: nachrichtId }]);
      assert.deepEqual(await zweites.toete("SIGTERM"), { code: 0, signal: null });
    });
});
