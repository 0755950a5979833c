import assert from "node:assert/strict";
import { arzt, elena, kasse, renate } from "../helfer/akteure.js";
import { beschieden, initialisiert, offen, verordnung } from "../domain/hkp/vorgaenge.js";
import { einTestserver } from "./helfer/ein-testserver.js";

/** D10 through the API; the Verordnung of the builders is of 01.03.2026 and was never submitted in their Protokoll. */
describe("vorlaeufigeKostenuebernahme { frist, gewahrt }", () => {
  const api = einTestserver();

  const QUERY = `query($id: ID!) { vorgang(id: $id) { vorlaeufigeKostenuebernahme { frist gewahrt } } }`;
  const NICHT = { frist: "2026-03-05", gewahrt: false };
  const FAELLE = [
    ["the practice", arzt(), beschieden({ id: "1" }), NICHT],
    ["the insured person", renate(), beschieden({ id: "2" }), NICHT],
    ["the Pflegedienst", elena(), beschieden({ id: "3" }), NICHT],
    ["the Kasse", kasse(), beschieden({ id: "4" }), NICHT],
    ["nobody before activation", arzt(), initialisiert({ id: "5" }), null],
    ["nobody after deletion", arzt(), beschieden({ id: "6", status: "GELOESCHT" }), null],
    ["nobody with § 13 (2)", arzt(), offen({ id: "7" }, verordnung({ wahlKostenerstattung: true })), null],
  ] as const;
  for (const [titel, akteur, vorgang, erwartet] of FAELLE)
    it(`${titel} sees it`, async () => {
      api.server.speicher.vorgaenge.set(vorgang.id, vorgang);
      const { data, errors } = await api.server.als(akteur)(QUERY, { id: vorgang.id });
      assert.equal(errors, undefined);
      assert.deepEqual(data, { vorgang: { vorlaeufigeKostenuebernahme: erwartet } });
    });
});
