import assert from "node:assert/strict";
import { webcrypto } from "node:crypto";
import { oeffneGeraet } from "../../src/adapters/tim/geraet.js";
import { TimAdapter } from "../../src/adapters/tim/tim-adapter.js";
import type { VerschluesselteDatei } from "../../src/adapters/tim/verschluesselte-datei.js";
import { Merkgeraet } from "../helfer/geraetespeicher.js";
import { ELENA, gatewayKonfig, oeffneBuehne } from "./tim-buehne.js";
import type { Timbuehne } from "./tim-buehne.js";

describe("TI-Messenger: contents larger than an event", function () {
  this.timeout(120_000);
  let buehne: Timbuehne;
  before(async function () {
    this.timeout(900_000);
    buehne = await oeffneBuehne();
  });
  after(async () => {
    await buehne?.schliesse();
  });

  it("lie beside the room, encrypted; the reader gets them with the key from the event", async () => {
    const konfig = { ...gatewayKonfig(buehne.server), inhalte: true };
    const geraet = await oeffneGeraet({ konfig, speicher: new Merkgeraet().nimm() });
    const anlage = { resource: { resourceType: "Bundle", patient: "Berger", daten: "ä".repeat(100_000) } };
    const buendel = { resourceType: "Bundle", type: "message", entry: [anlage] } as const;
    try {
      const sendung = {
        auftragId: "a",
        adresse: ELENA,
        fadenId: "faden-1",
        vorgaenger: [],
        nachrichtentyp: "Antrag",
        betreff: "Antrag zur Leistungsentscheidung",
        text: "Versicherte Person: Berger",
        buendel,
      };
      const signal = AbortSignal.timeout(60_000);
      assert.equal((await new TimAdapter(geraet.client, konfig).sende(sendung, { signal })).art, "uebergeben");
    } finally {
      await geraet.schliesse();
    }
    await buehne.leser.bis(1);
    const inhalt = buehne.leser.gelesen[0]?.inhalt ?? {};
    assert.equal(inhalt["body"], "Antrag zur Leistungsentscheidung\n\nVersicherte Person: Berger");
    const { mimetype, file } = inhalt["de.gematik.fhir.file"] as { mimetype: string; file: VerschluesselteDatei };
    assert.equal(mimetype, "application/fhir+json");

    const chiffrat = await buehne.leser.lade(file.url);
    assert.ok(!Buffer.from(chiffrat).includes("Berger"));
    const { subtle } = webcrypto;
    const summe = Buffer.from(await subtle.digest("SHA-256", chiffrat)).toString("base64");
    assert.equal(summe.replace(/=+$/, ""), file.hashes.sha256);
    // As a browser's client does it, from the key as it stands in the event.
    const schluessel = await subtle.importKey(
      "jwk",
      { ...file.key, key_ops: [...file.key.key_ops] },
      "AES-CTR",
      false,
      ["decrypt"],
    );
    const zaehler = { name: "AES-CTR", counter: Buffer.from(file.iv, "base64"), length: 64 };
    const klar = Buffer.from(await subtle.decrypt(zaehler, schluessel, chiffrat)).toString();
    assert.deepEqual(JSON.parse(klar), buendel);
  });
});
