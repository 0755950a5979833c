import assert from "node:assert/strict";
import { alsAnhang, befehl } from "../../sandbox/befehl/befehl.js";
import { KIM } from "../e2e/daten.js";
import { schreibe } from "../e2e/mailprogramm.js";
import { jeTestEineBuehne, KURZER_ANSPRUCH } from "./buehne.js";
import { raeumeKinderAuf } from "./kindprozess.js";
import type { Sollbruchstelle } from "./sollbruchstellen.js";
import { warteBis } from "./warte-bis.js";

/**
 * Points between a mail in the mailbox and its answer at the sender. A deletion takes effect with QUIT: between DELE and QUIT the
 * mailbox is as after `nachAntwort`.
 */
const STELLEN: readonly { readonly stelle: Sollbruchstelle; readonly wann: string }[] = [
  { stelle: "nachAnlegen", wann: "nach dem Befehl, vor seiner Antwort" },
  { stelle: "vorAntwort", wann: "vor dem Ablegen der Antwort" },
  { stelle: "nachAntwort", wann: "nach dem Ablegen der Antwort, vor dem Löschen der Mail" },
  { stelle: "nachAntwortanspruch", wann: "nach dem Beanspruchen der Antwort" },
  { stelle: "nachAntwortuebergabebeginn", wann: "nach dem Beginn ihrer Übergabe, vor dem Senden" },
  { stelle: "nachUebergabe", wann: "nach der Antwort auf den Punkt" },
  { stelle: "vorAntwortvermerk", wann: "vor ihrem Vermerk" },
  { stelle: "nachAntwortvermerk", wann: "nach ihrem Vermerk" },
];
const ARBEITSLISTE = `query { arbeitsliste(first: 20) { edges { node { id status } } } }`;

interface Arbeitsliste {
  readonly arbeitsliste: { readonly edges: readonly { readonly node: { id: string; status: string } }[] };
}

describe("Absturz des Gateways, während eine Mail zum Befehl wird (SIGKILL)", function () {
  this.timeout(60_000);
  const buehne = jeTestEineBuehne("antwortmail");
  afterEach(raeumeKinderAuf);

  for (const { stelle, wann } of STELLEN)
    it(`${wann}: sie wirkt einmal und wird einmal beantwortet`, async () => {
      const b = buehne();
      const erstes = b.kind(stelle, KURZER_ANSPRUCH);
      await erstes.bereit();
      const id = "anlegen-1@praxis.test";
      await schreibe({ betrieb: { sandbox: b.sandbox } }, "praxis", {
        text: "",
        id,
        anhaenge: [alsAnhang(befehl("praxis", "anlegen"))],
      });
      assert.deepEqual(await erstes.ende, { code: null, signal: "SIGKILL" });

      const zweites = b.kind();
      const danach = b.welt(await zweites.bereit());
      await warteBis("die Antwort ist da", async () => (await b.mails()).some(({ adresse }) => adresse === KIM.praxis));
      // The mail and the proof of the answer are read and gone; nothing else is left anywhere.
      await warteBis("das Postfach des Gateways ist leer", async () => (await b.mails()).length === 1);
      const { arbeitsliste } = await (await danach.als("aerztin")).frage<Arbeitsliste>(ARBEITSLISTE);
      assert.deepEqual(
        arbeitsliste.edges.map(({ node }) => node.status),
        ["INITIALISIERT"],
      );
      const [antwort, ...weitere] = await b.sandbox.holePostfach(KIM.praxis);
      assert.deepEqual(weitere, []);
      assert.equal(antwort?.betreff, "Antwort auf Ihre Nachricht zur häuslichen Krankenpflege");
      assert.deepEqual(await zweites.toete("SIGTERM"), { code: 0, signal: null });
    });
});
