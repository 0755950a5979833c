import assert from "node:assert/strict";
import type { MatrixClient } from "matrix-js-sdk";
import { entschluesseleDatei, verschluesselteDatei } from "../../../src/adapters/tim/eingang-datei.js";
import { antworte, sageImRaum } from "../../../src/adapters/tim/eingang-antwort.js";
import type { FhirBundle } from "../../../src/domain/ports/zustellung.js";

/** Signed data sets, too many for one event. */
const GROSS: FhirBundle = {
  resourceType: "Bundle",
  type: "message",
  entry: [
    { resource: { resourceType: "MessageHeader", id: "kopf" } },
    { resource: { resourceType: "Bundle", id: "verordnung", daten: "x".repeat(60_000) } },
  ],
};

describe("TI-Messenger: the answer to an event", () => {
  for (const [name, sage] of [
    ["in the room", antworte],
    ["in the room of the Vorgang", sageImRaum],
  ] as const)
    it(`${name}: data sets that are too large for one event lie beside the room, and are not left out`, async () => {
      const gesendet: Record<string, unknown>[] = [];
      let hochgeladen = new Uint8Array();
      const client = {
        getRoom: () => null,
        uploadContent: async (bytes: Uint8Array) => (
          (hochgeladen = Uint8Array.from(bytes)),
          { content_uri: "mxc://tim.test/1" }
        ),
        sendEvent: async (_raum: string, _art: string, inhalt: Record<string, unknown>) => void gesendet.push(inhalt),
      };
      await sage(client as unknown as MatrixClient, "!raum", "$ja", { text: "Angenommen.", buendel: GROSS });
      const [inhalt] = gesendet;
      assert.equal(inhalt?.["body"], "Angenommen.");
      assert.ok(JSON.stringify(inhalt).length < 44_000);
      const { file } = inhalt["de.gematik.fhir.file"] as { readonly file: unknown };
      const gelesen = entschluesseleDatei(hochgeladen, verschluesselteDatei.parse(file));
      assert.ok("bytes" in gelesen);
      assert.deepEqual(JSON.parse(Buffer.from(gelesen.bytes).toString()), GROSS);
    });
});
