import { deflateSync } from "node:zlib";

/** Small files of each kind that an Unterlage may be, written out by the rules of their formats. */

export interface Pdfteile {
  /** Bodies of further objects, e.g. `<< /S /Launch >>`. */
  readonly objekte?: readonly string[];
  /** Bodies of objects in a compressed object stream. */
  readonly imStrom?: readonly string[];
  /** Entries of the object stream's dictionary beside Type, N, First and Length; default Flate. */
  readonly stromfelder?: string;
  readonly verpacke?: (roh: Buffer) => Buffer;
  readonly trailer?: string;
  /** Text of the one page. */
  readonly seite?: string;
}

/** A PDF of one page; `%PDF` to `%%EOF` with a right cross-reference table. */
export function pdf({
  objekte = [],
  imStrom = [],
  stromfelder = "/Filter /FlateDecode",
  verpacke = deflateSync,
  trailer = "",
  seite = "Behandlungsplan",
}: Pdfteile = {}): Buffer {
  const strom = Buffer.from(`BT /F1 24 Tf 72 720 Td (${seite}) Tj ET`, "latin1");
  const koerper: Buffer[] = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
    `<< /Length ${strom.length} >>\nstream\n${strom.toString("latin1")}\nendstream`,
    ...objekte,
  ].map((text) => Buffer.from(text, "latin1"));
  if (imStrom.length > 0) koerper.push(objektstrom(imStrom, stromfelder, verpacke));
  const teile: Buffer[] = [Buffer.from("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "latin1")];
  const stellen: number[] = [];
  const laenge = () => teile.reduce((summe, teil) => summe + teil.length, 0);
  koerper.forEach((inhalt, nummer) => {
    stellen.push(laenge());
    teile.push(Buffer.from(`${nummer + 1} 0 obj\n`), inhalt, Buffer.from("\nendobj\n"));
  });
  const tabelle = laenge();
  const zeilen = stellen.map((stelle) => `${String(stelle).padStart(10, "0")} 00000 n \n`).join("");
  const kopf = `xref\n0 ${koerper.length + 1}\n0000000000 65535 f \n`;
  const schluss = `trailer\n<< /Size ${koerper.length + 1} /Root 1 0 R ${trailer}>>\nstartxref\n${tabelle}\n%%EOF\n`;
  return Buffer.concat([...teile, Buffer.from(kopf + zeilen + schluss)]);
}

function objektstrom(objekte: readonly string[], felder: string, verpacke: (roh: Buffer) => Buffer): Buffer {
  let stelle = 0;
  const kopf = objekte.map((objekt, nummer) => {
    const eintrag = `${100 + nummer} ${stelle}`;
    stelle += objekt.length + 1;
    return eintrag;
  });
  const vorspann = `${kopf.join(" ")} `;
  const daten = verpacke(Buffer.from(vorspann + objekte.join(" "), "latin1"));
  const dict = `<< /Type /ObjStm /N ${objekte.length} /First ${vorspann.length} /Length ${daten.length} ${felder} >>`;
  return Buffer.concat([Buffer.from(`${dict}\nstream\n`), daten, Buffer.from("\nendstream")]);
}

export function png(breite = 1, hoehe = 1): Buffer {
  const ihdr = Buffer.alloc(13);
  ihdr.writeUInt32BE(breite, 0);
  ihdr.writeUInt32BE(hoehe, 4);
  ihdr[8] = 8;
  const stueck = (art: string, daten: Buffer) => {
    const laenge = Buffer.alloc(4);
    laenge.writeUInt32BE(daten.length);
    return Buffer.concat([laenge, Buffer.from(art), daten, Buffer.alloc(4)]);
  };
  const kennung = Buffer.from("89504e470d0a1a0a", "hex");
  return Buffer.concat([
    kennung,
    stueck("IHDR", ihdr),
    stueck("IDAT", deflateSync(Buffer.alloc(2))),
    stueck("IEND", Buffer.alloc(0)),
  ]);
}

export function jpeg(breite = 1, hoehe = 1): Buffer {
  const rahmen = Buffer.from("ffc0000b0800010001010111 00".replace(" ", ""), "hex");
  rahmen.writeUInt16BE(hoehe, 5);
  rahmen.writeUInt16BE(breite, 7);
  const app0 = Buffer.from("ffe000104a46494600010100000100010000", "hex");
  return Buffer.concat([Buffer.from("ffd8", "hex"), app0, rahmen, Buffer.from("ffda0008010100003f0000ffd9", "hex")]);
}

/** Little endian ("II") or big endian ("MM"), one page. */
export function tiff(breite = 1, hoehe = 1, ordnung: "II" | "MM" = "II"): Buffer {
  const datei = Buffer.alloc(8 + 2 + 24 + 4);
  const u16 = (wert: number, stelle: number) =>
    ordnung === "II" ? datei.writeUInt16LE(wert, stelle) : datei.writeUInt16BE(wert, stelle);
  const u32 = (wert: number, stelle: number) =>
    ordnung === "II" ? datei.writeUInt32LE(wert, stelle) : datei.writeUInt32BE(wert, stelle);
  datei.write(ordnung, 0);
  u16(42, 2);
  u32(8, 4);
  u16(2, 8);
  [
    [256, breite],
    [257, hoehe],
  ].forEach(([kennung = 0, wert = 0], nummer) => {
    const feld = 10 + 12 * nummer;
    u16(kennung, feld);
    u16(4, feld + 2);
    u32(1, feld + 4);
    u32(wert, feld + 8);
  });
  return datei;
}
