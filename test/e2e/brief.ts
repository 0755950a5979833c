import assert from "node:assert/strict";
import type { Postfachnachricht } from "../../sandbox/clientmodul/clientmodul.js";
import { erzeugeFhirPruefung } from "../../src/adapters/fhir/fhir-pruefung.js";
import { bundleLesen } from "../../src/adapters/fhir/bundle-lesen.js";
import { liesPdf } from "../helfer/pdf.js";
import type { FhirBundle, FhirRessource } from "../../src/domain/ports/zustellung.js";

/** Unfolded values of a header, as they came. */
export function kopfzeilen({ mail }: Postfachnachricht, name: string): readonly string[] {
  return mail.headers.filter(({ key }) => key === name.toLowerCase()).map(({ value }) => value);
}

interface Anhang {
  readonly name: string | null;
  readonly typ: string;
  readonly bytes: Uint8Array;
}

/** The attachment for a program; beside it at most the Lesefassung, which is called alike. */
export function anhang(brief: Postfachnachricht): Anhang {
  const [einer, ...weitere] = anhaenge(brief);
  assert.ok(einer?.typ === "application/fhir+xml");
  const pdf = einer.name?.replace(/\.xml$/, ".pdf");
  assert.deepEqual(
    weitere.map(({ name, typ }) => [name, typ]),
    weitere.length === 0 ? [] : [[pdf, "application/pdf"]],
  );
  return einer;
}

/** The text of the Lesefassung; null: there is none. */
export async function lesefassungIm(brief: Postfachnachricht): Promise<string | null> {
  const pdf = anhaenge(brief).find(({ typ }) => typ === "application/pdf");
  return pdf === undefined ? null : (await liesPdf(pdf.bytes)).text;
}

const anhaenge = ({ mail }: Postfachnachricht): readonly Anhang[] =>
  mail.attachments.map(({ filename, mimeType, content }) => {
    assert.ok(typeof content !== "string");
    return { name: filename, typ: mimeType, bytes: new Uint8Array(content) };
  });

/** The FHIR message in the attachment, read back and checked against the structure definitions. */
export function nachrichtIm(brief: Postfachnachricht): FhirBundle {
  const { bytes } = anhang(brief);
  const geprueft = erzeugeFhirPruefung().lies(bytes);
  assert.equal(geprueft.art, "gueltig", JSON.stringify(geprueft));
  const gelesen = bundleLesen(bytes);
  assert.ok(gelesen.art === "gueltig");
  return gelesen.bundle;
}

/** The MessageHeader, which must come first, and the data sets it points to. */
export function kopfUndFokus(nachricht: FhirBundle): {
  readonly kopf: FhirRessource;
  readonly fokus: readonly FhirBundle[];
} {
  assert.equal(nachricht.type, "message");
  const kopf = nachricht.entry[0]?.resource;
  assert.ok(kopf?.resourceType === "MessageHeader");
  const verweise = (kopf["focus"] ?? []) as readonly { reference: string }[];
  const fokus = verweise.map(({ reference }) => {
    const ziel = nachricht.entry.find(({ fullUrl }) => fullUrl === reference)?.resource;
    assert.ok(ziel?.resourceType === "Bundle", reference);
    return ziel as FhirBundle;
  });
  // Nothing travels along that the header does not name: header, its organisation, the data sets.
  assert.equal(nachricht.entry.length, 2 + fokus.length);
  return { kopf, fokus };
}

/** What a reader of the mail sees, decoded: headers, text, HTML, file names, attachments; the PDF reads `lesefassungIm`. */
export function lesbares({ roh, mail }: Postfachnachricht): string {
  const kopf = roh.toString("utf8").split("\r\n\r\n", 1)[0] ?? "";
  const anhaenge = mail.attachments.map(({ filename, content }) => [
    filename ?? "",
    typeof content === "string" ? content : Buffer.from(content as ArrayBuffer).toString("utf8"),
  ]);
  const dekodiert = mail.headers.map(({ value }) => value);
  return [kopf, roh.toString("utf8"), ...dekodiert, mail.text ?? "", mail.html ?? "", ...anhaenge.flat()].join("\n");
}

/** What travels outside the encrypted body: header lines and file names. */
export function aeusseres({ roh, mail }: Postfachnachricht): string {
  const kopf = roh.toString("utf8").split("\r\n\r\n", 1)[0] ?? "";
  return [
    kopf,
    ...mail.headers.map(({ value }) => value),
    mail.subject ?? "",
    ...mail.attachments.flatMap(({ filename, description }) => [filename ?? "", description ?? ""]),
  ].join("\n");
}
