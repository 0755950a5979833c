import { createHash } from "node:crypto";
import type { Ablehnungsgrund, Dateipruefung, Dateiurteil, Medientyp } from "../../domain/ports/dateipruefung.js";
import { pruefeJpeg, pruefePng, pruefeTiff } from "./bild-pruefung.js";
import { pruefePdf } from "./pdf-pruefung.js";

interface Art {
  readonly medientyp: Medientyp;
  /** First bytes, one of them; hex. */
  readonly anfaenge: readonly string[];
  readonly pruefe: (datei: Buffer) => Ablehnungsgrund | null | Promise<Ablehnungsgrund | null>;
}

/**
 * Four kinds by their first bytes. A library that recognises hundreds (file-type) was rejected: everything it adds is
 * refused here anyway, and beyond recognising each kind needs its own check.
 */
const ARTEN: readonly Art[] = [
  { medientyp: "application/pdf", anfaenge: ["255044462d"], pruefe: pruefePdf },
  { medientyp: "image/jpeg", anfaenge: ["ffd8ff"], pruefe: pruefeJpeg },
  { medientyp: "image/png", anfaenge: ["89504e470d0a1a0a"], pruefe: pruefePng },
  { medientyp: "image/tiff", anfaenge: ["49492a00", "4d4d002a"], pruefe: pruefeTiff },
];

const abgelehnt = (grund: Ablehnungsgrund): Dateiurteil => ({ art: "abgelehnt", grund });

/** Judges by the content; what the sender says must agree. */
export function erzeugeDateipruefung(): Dateipruefung {
  return {
    async pruefe(inhalt, behauptet) {
      if (inhalt.length === 0) return abgelehnt("LEER");
      const datei = Buffer.from(inhalt.buffer, inhalt.byteOffset, inhalt.byteLength);
      const anfang = datei.toString("hex", 0, 8);
      const art = ARTEN.find(({ anfaenge }) => anfaenge.some((einer) => anfang.startsWith(einer)));
      if (art === undefined) return abgelehnt("MEDIENTYP_UNBEKANNT");
      // Parameters as `; charset=…` have no meaning for these types.
      if (behauptet.split(";")[0]?.trim().toLowerCase() !== art.medientyp) return abgelehnt("MEDIENTYP_WIDERSPRUCH");
      const grund = await art.pruefe(datei);
      if (grund !== null) return abgelehnt(grund);
      const sha256 = createHash("sha256").update(datei).digest("hex");
      return { art: "angenommen", medientyp: art.medientyp, sha256 };
    },
  };
}
