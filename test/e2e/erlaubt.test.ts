import assert from "node:assert/strict";
import { testGateway } from "../helfer/gateway.js";
import { entscheidungsbundle, LESEN, PROTOKOLL } from "./abweisungen-handlungen.js";
import * as daten from "./daten.js";
import { PERSONEN } from "./daten.js";
import { bisAntragspruefung, bisInitialisiert, signiert, tue, versuche } from "./handlungen.js";
import { als } from "./portal.js";

describe("what is not refused", function () {
  this.timeout(30_000);
  const gateway = testGateway("e2e-erlaubt");

  it("an MFA activates with the practice's SMC-B", async () => {
    const vorgangId = await bisInitialisiert(gateway);
    const cms = await signiert(gateway, "mfa", "verordnung", vorgangId, daten.verordnung("renate", true), "praxis");
    const { status } = await tue(gateway, "mfa", "aktivieren", { vorgangId, signiert: cms });
    assert.equal(status, "OFFEN");
  });

  it("a decision signed with the Kasse's SMC-B (D9)", async () => {
    const vorgangId = await bisAntragspruefung(gateway);
    const cms = gateway.welt.signiert("gematiker-kasse", entscheidungsbundle(vorgangId));
    const { status } = await tue(gateway, "kasse", "entscheiden", { vorgangId, signiert: cms });
    assert.equal(status, "BESCHIEDEN");
  });

  it("the Versicherter's Protokoll tells every act and every read in plain German, refusals and lists not", async () => {
    const vorgangId = await bisAntragspruefung(gateway);
    for (const person of ["elena", "kasse", "renate", "mfa"] as const)
      await (await als(gateway, person)).frage(LESEN, { id: vorgangId });
    // No read: a list without contents, a refused read, a refused act.
    await (await als(gateway, "kasse")).frage("query { arbeitsliste { edges { node { id } } } }");
    await (await als(gateway, "miriam")).abgelehnt(LESEN, { id: vorgangId });
    await versuche(gateway, "elena", "einreichen", { vorgangId });
    await tue(gateway, "kasse", "entscheiden", { vorgangId, entscheidung: daten.entscheidung(true) });

    const portal = await als(gateway, "renate");
    const { protokoll } = await portal.frage<{
      protokoll: readonly { wer: { name: string; rolle: string; kennung: string | null }; text: string }[];
    }>(
      "query($id: ID!) { protokoll(vorgangId: $id) { aktion text zeit statusVorher status wer { name rolle kennung } } }",
      { id: vorgangId },
    );
    assert.deepEqual(
      protokoll.map(({ wer, text }) => `${wer.name} ${text}`),
      [
        "Tobias Klein hat eine Verordnung angelegt.",
        "Dr. med. Claudia Sommer hat die signierte Verordnung bereitgestellt.",
        "Elena Fischer hat die Verordnung angenommen.",
        "Elena Fischer hat die Blankoverordnung gespeichert.",
        "Elena Fischer hat die Angaben zur Leistungserbringung gespeichert.",
        "Elena Fischer hat die Verordnung zur Leistungsentscheidung eingereicht.",
        "Elena Fischer hat die Verordnung eingesehen.",
        "Stefan Brandt hat die Verordnung eingesehen.",
        "Renate Berger hat die Verordnung eingesehen.",
        "Tobias Klein hat die Verordnung eingesehen.",
        "Stefan Brandt hat über die beantragten Leistungen entschieden.",
      ],
    );
    assert.deepEqual(
      protokoll.map(({ wer }) => wer.kennung).filter((kennung) => kennung === PERSONEN.renate.kvnr),
      [],
    );
    const { extensions } = await (await als(gateway, "aurelia")).abgelehnt(PROTOKOLL, { id: vorgangId });
    assert.equal(extensions.code, "VORGANG_UNBEKANNT");
  });
});
