import type { Ablehnungsgrund } from "../../domain/ports/dateipruefung.js";

/** A page of A4 at 1200 dpi is 9,921 × 14,031 points. */
const KANTE_HOECHSTENS = 20_000;
const PUNKTE_HOECHSTENS = 150_000_000;
/** Pages of a TIFF. */
const SEITEN_HOECHSTENS = 100;

type Pruefung = (datei: Buffer) => Ablehnungsgrund | null;

function masse(breite: number, hoehe: number): Ablehnungsgrund | null {
  if (breite < 1 || hoehe < 1) return "BILD_BESCHAEDIGT";
  const zuGross = breite > KANTE_HOECHSTENS || hoehe > KANTE_HOECHSTENS || breite * hoehe > PUNKTE_HOECHSTENS;
  return zuGross ? "BILD_ZU_GROSS" : null;
}

/** Reading beyond the end is a damaged file, whoever reads. */
const lesend =
  (pruefung: Pruefung): Pruefung =>
  (datei) => {
    try {
      return pruefung(datei);
    } catch (fehler) {
      if (fehler instanceof RangeError) return "BILD_BESCHAEDIGT";
      throw fehler;
    }
  };

/** Start of frame: C0–CF without the tables (C4, C8, CC). */
const istRahmen = (marke: number): boolean => marke >= 0xc0 && marke <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marke);

/** Segments up to the frame, then an end. Bytes behind the end are usual (second pictures of telephones). */
export const pruefeJpeg = lesend((datei) => {
  for (let stelle = 2; ;) {
    if (datei.readUInt8(stelle) !== 0xff) return "BILD_BESCHAEDIGT";
    const marke = datei.readUInt8(stelle + 1);
    if (marke === 0xff) {
      stelle++;
      continue;
    }
    if (istRahmen(marke)) {
      if (datei.lastIndexOf(Buffer.from([0xff, 0xd9])) < stelle) return "BILD_BESCHAEDIGT";
      return masse(datei.readUInt16BE(stelle + 7), datei.readUInt16BE(stelle + 5));
    }
    const laenge = datei.readUInt16BE(stelle + 2);
    if (laenge < 2 || marke === 0xda || marke === 0xd9) return "BILD_BESCHAEDIGT";
    stelle += 2 + laenge;
  }
});

/** Chunk by chunk from IHDR to IEND, and nothing after it. */
export const pruefePng = lesend((datei) => {
  if (datei.toString("latin1", 12, 16) !== "IHDR") return "BILD_BESCHAEDIGT";
  for (let stelle = 8; ;) {
    const ende = stelle + 12 + datei.readUInt32BE(stelle);
    if (ende > datei.length) return "BILD_BESCHAEDIGT";
    if (datei.toString("latin1", stelle + 4, stelle + 8) === "IEND") {
      return ende === datei.length ? masse(datei.readUInt32BE(16), datei.readUInt32BE(20)) : "BILD_BESCHAEDIGT";
    }
    stelle = ende;
  }
});

const BREITE = 256;
const HOEHE = 257;
const SHORT = 3;

/** Directory by directory; each page has its size. */
export const pruefeTiff = lesend((datei) => {
  const klein = datei[0] === 0x49;
  const u16 = (stelle: number) => (klein ? datei.readUInt16LE(stelle) : datei.readUInt16BE(stelle));
  const u32 = (stelle: number) => (klein ? datei.readUInt32LE(stelle) : datei.readUInt32BE(stelle));
  let seiten = 0;
  for (let ifd = u32(4); ifd !== 0; ifd = u32(ifd + 2 + 12 * u16(ifd))) {
    if (++seiten > SEITEN_HOECHSTENS) return "BILD_BESCHAEDIGT";
    const kanten = new Map<number, number>();
    for (let nummer = 0; nummer < u16(ifd); nummer++) {
      const feld = ifd + 2 + 12 * nummer;
      kanten.set(u16(feld), u16(feld + 2) === SHORT ? u16(feld + 8) : u32(feld + 8));
    }
    const grund = masse(kanten.get(BREITE) ?? 0, kanten.get(HOEHE) ?? 0);
    if (grund !== null) return grund;
  }
  return seiten === 0 ? "BILD_BESCHAEDIGT" : null;
});
