import assert from "node:assert/strict";
import { protokoll, siehEin } from "../../src/app/vorgaenge-lesen.js";
import { beschieden, offen, VERORDNUNGS_ID, zugewiesen } from "../domain/hkp/vorgaenge.js";
import { abgelehntSpaeter } from "../helfer/abgelehnt.js";
import {
  arzt,
  daniel,
  elena,
  HAND_UND_HERZ,
  kasse,
  miriam,
  privatversicherung,
  renate,
  vertreterin,
} from "../helfer/akteure.js";
import { dienstbuehne } from "./dienste.js";

describe("siehEin: reading is no transition, but every read is in the Protokoll", () => {
  it("is recorded before the content is answered: who, when, in which status", async () => {
    const b = dienstbuehne({ vorgaenge: [zugewiesen()] });
    const { vorgang } = await siehEin(VERORDNUNGS_ID, elena(), null, b.dienste);
    assert.deepEqual(vorgang, zugewiesen());
    assert.deepEqual(b.verlauf, ["lade", "protokolliere"]);
    assert.deepEqual(
      b.einsichten.map(({ vorgangId, eintrag: { zeit, wer, aktion, statusVorher, status } }) => ({
        vorgangId,
        zeit,
        wer,
        aktion,
        statusVorher,
        status,
      })),
      [
        {
          vorgangId: VERORDNUNGS_ID,
          zeit: new Date("2026-03-02T11:00:00Z"),
          wer: { rolle: "PFLEGEDIENST", kennung: HAND_UND_HERZ.kennung, person: "PDL", name: "Elena Fischer" },
          aktion: "einsehen",
          statusVorher: "ZUGEWIESEN",
          status: "ZUGEWIESEN",
        },
      ],
    );
    assert.equal(b.stand(VERORDNUNGS_ID)?.version, zugewiesen().version, "the Vorgang stays as it is");
  });

  it("no content leaves if the read could not be recorded", async () => {
    const b = dienstbuehne({ vorgaenge: [zugewiesen()] });
    const dienste = {
      ...b.dienste,
      store: { ...b.dienste.store, protokolliereEinsicht: () => Promise.reject(new Error("database away")) },
    };
    await assert.rejects(siehEin(VERORDNUNGS_ID, elena(), null, dienste), { message: "database away" });
  });

  it("the reading code opens reading to a Pflegedienst and, for Beratung, to a Kostenträger", async () => {
    for (const akteur of [daniel(), kasse()]) {
      const b = dienstbuehne({ vorgaenge: [offen()] });
      const zugang = { art: "ZUGRIFFSCODE", code: "b".repeat(64) } as const;
      assert.equal((await siehEin(VERORDNUNGS_ID, akteur, zugang, b.dienste)).vorgang.id, VERORDNUNGS_ID);
    }
  });

  it("the codes end when a Pflegedienst accepts (D5)", async () => {
    for (const code of ["a".repeat(64), "b".repeat(64)]) {
      const b = dienstbuehne({ vorgaenge: [zugewiesen()] });
      const { code: fehler } = await abgelehntSpaeter(() =>
        siehEin(VERORDNUNGS_ID, miriam(), { art: "ZUGRIFFSCODE", code }, b.dienste),
      );
      assert.equal(fehler, "VORGANG_UNBEKANNT");
      assert.deepEqual(b.einsichten, []);
    }
  });

  it("what may not be seen is answered like what is not there, and leaves no trace in it", async () => {
    const b = dienstbuehne({ vorgaenge: [offen()] });
    for (const akteur of [daniel(), kasse()])
      assert.equal(
        (await abgelehntSpaeter(() => siehEin(VERORDNUNGS_ID, akteur, null, b.dienste))).code,
        "VORGANG_UNBEKANNT",
      );
    assert.deepEqual(b.verlauf, ["lade", "Bremse", "lade", "Bremse"]);
  });

  it("a private insurance is told that it has no access to the service", async () => {
    const b = dienstbuehne({ vorgaenge: [beschieden()] });
    const { code } = await abgelehntSpaeter(() => siehEin(VERORDNUNGS_ID, privatversicherung(), null, b.dienste));
    assert.equal(code, "KOSTENERSTATTUNG_OHNE_ZUGRIFF");
  });
});

describe("protokoll: the Versicherter's only [Tabelle 12]", () => {
  it("is read by Versicherter and Vertreter, also after deletion", async () => {
    for (const akteur of [renate(), vertreterin()]) {
      const b = dienstbuehne({ vorgaenge: [beschieden({ status: "GELOESCHT" })] });
      assert.deepEqual(await protokoll(VERORDNUNGS_ID, akteur, b.dienste), []);
    }
  });

  it("is refused for everybody else", async () => {
    const b = dienstbuehne({ vorgaenge: [beschieden()] });
    for (const akteur of [arzt(), elena(), kasse()])
      assert.equal((await abgelehntSpaeter(() => protokoll(VERORDNUNGS_ID, akteur, b.dienste))).code, "VERBOTEN");
  });
});
