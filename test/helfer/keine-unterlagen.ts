import assert from "node:assert/strict";
import type { Unterlagendienste } from "../../src/app/unterlage-ablegen.js";

const nie = async () => assert.fail("nobody adds an Unterlage here");

/** For tests in which there are no Unterlagen. */
export const KEINE_UNTERLAGEN: Unterlagendienste = {
  ablage: { merkeVor: nie, speichere: nie, nimm: async () => null, oeffne: async () => null, raeumeAuf: async () => 0 },
  dateien: { pruefe: nie },
  virenschutz: { art: "NICHT_EINGERICHTET" },
  hoechstensBytes: 0,
};
