import assert from "node:assert/strict";
import { legeUnterlageAb } from "../../src/app/unterlage-ablegen.js";
import type { Unterlagendienste } from "../../src/app/unterlage-ablegen.js";
import { abgelehntSpaeter } from "../helfer/abgelehnt.js";
import { arzt } from "../helfer/akteure.js";
import { KEINE_UNTERLAGEN } from "../helfer/keine-unterlagen.js";
import { dienstbuehne } from "./dienste.js";

describe("legeUnterlageAb", () => {
  it("stores no byte of a participant that has too many uploads already", async () => {
    const unterlagen: Unterlagendienste = {
      // Whatever else is called fails.
      ablage: { ...KEINE_UNTERLAGEN.ablage, merkeVor: async () => "ZU_VIELE" },
      dateien: { pruefe: async () => ({ art: "angenommen", medientyp: "application/pdf", sha256: "a".repeat(64) }) },
      virenschutz: { art: "UNGEPRUEFT" },
      hoechstensBytes: 1_000,
    };
    const dienste = { ...dienstbuehne().dienste, unterlagen };
    const lege = legeUnterlageAb(Buffer.from("%PDF"), "application/pdf", arzt(), dienste);
    assert.deepEqual(await abgelehntSpaeter(() => lege), {
      code: "UNTERLAGEN_ZU_VIELE",
      details: { hoechstens: 200 },
    });
  });
});
