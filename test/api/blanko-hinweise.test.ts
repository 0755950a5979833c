import assert from "node:assert/strict";
import {
  BLANKO_LEISTUNG,
  blankoverordnung,
  datensatz,
  verordnung,
  VERORDNUNGS_ID,
  zugewiesen,
} from "../domain/hkp/vorgaenge.js";
import { arzt, elena } from "../helfer/akteure.js";
import { einTestserver } from "./helfer/ein-testserver.js";

/* Nr. 1 of the Leistungsverzeichnis: recommended up to five times, and bound to a condition. */
const leistungen = verordnung().leistungen.map((leistung) =>
  leistung.id === BLANKO_LEISTUNG ? { ...leistung, nummer: "1" } : leistung,
);
const sechsMal = blankoverordnung({
  leistungen: [
    {
      leistungId: BLANKO_LEISTUNG,
      haeufigkeit: { anzahl: 1, je: "TAG" },
      dauer: { von: "2026-03-03", bis: "2026-03-08" },
    },
  ],
});
const PFADE = ["leistungen[0]", "leistungen[0].haeufigkeit"];

describe("hints on the Blankoverordnung [6.6.3 Pflegeeinrichtung 7]", () => {
  const api = einTestserver();

  interface MitHinweisen {
    readonly hinweise: readonly { readonly pfad: string; readonly regel: string }[];
  }

  it("before it is signed", async () => {
    api.server.speicher.vorgaenge.set(VERORDNUNGS_ID, zugewiesen({}, verordnung({ leistungen })));
    const { verordnungsId: _id, ...eingabe } = sechsMal;
    const { data, errors } = await api.server.als(elena())(
      `query($id: ID!, $b: BlankoverordnungEingabe!) {
        blankoverordnungZuSignieren(vorgangId: $id, blankoverordnung: $b) { sha256 hinweise { pfad regel } } }`,
      { id: VERORDNUNGS_ID, b: eingabe },
    );
    assert.equal(errors, undefined);
    const antwort = data?.["blankoverordnungZuSignieren"] as MitHinweisen | undefined;
    assert.deepEqual(
      antwort?.hinweise.map(({ pfad }) => pfad),
      PFADE,
    );
    assert.match(antwort?.hinweise[1]?.regel ?? "", /bis zu 5-mal/);
  });

  it("on the stored one, by the version of the Verordnung that it completes", async () => {
    const vorgang = zugewiesen({
      datensaetze: [
        datensatz("VERORDNUNG", verordnung({ leistungen })),
        datensatz("BLANKOVERORDNUNG", sechsMal),
        datensatz("VERORDNUNG", verordnung(), 2),
      ],
    });
    api.server.speicher.vorgaenge.set(VERORDNUNGS_ID, vorgang);
    for (const leser of [elena(), arzt()]) {
      const { data, errors } = await api.server.als(leser)(
        "query($id: ID!) { vorgang(id: $id) { blankoverordnung { hinweise { pfad } } } }",
        { id: VERORDNUNGS_ID },
      );
      assert.equal(errors, undefined);
      const { blankoverordnung: gezeigt } = data?.["vorgang"] as unknown as { blankoverordnung: MitHinweisen };
      assert.deepEqual(
        gezeigt.hinweise.map(({ pfad }) => pfad),
        PFADE,
      );
    }
  });
});
