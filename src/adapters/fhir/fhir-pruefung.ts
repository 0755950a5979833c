import type { FhirPruefung } from "../../domain/ports/fhir.js";
import { bundleLesen } from "./bundle-lesen.js";
import { STANDARDGRENZEN } from "./grenzen.js";
import type { Lesegrenzen } from "./grenzen.js";
import { pruefeStruktur } from "./struktur.js";

/** Reads a Bundle and checks its structure; no state, so one instance serves everybody. */
export function erzeugeFhirPruefung(grenzen: Lesegrenzen = STANDARDGRENZEN): FhirPruefung {
  return {
    lies(bytes) {
      const ergebnis = bundleLesen(bytes, grenzen);
      if (ergebnis.art === "ungueltig") return ergebnis;
      const verstoesse = pruefeStruktur(ergebnis.bundle);
      return verstoesse.length > 0 ? { art: "ungueltig", verstoesse } : ergebnis;
    },
  };
}
