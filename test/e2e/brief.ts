import assert from "node:assert/strict";
import type { Postfachnachricht } from "../../sandbox/clientmodul/clientmodul.js";
import { erzeugeFhirPruefung } from "../../src/adapters/fhir/fhir-pruefung.js";
import { bundleLesen } from "../../src/adapters/fhir/bundle-lesen.js";
import type { FhirBundle, FhirRessource } from "../../src/domain/ports/zustellung.js";

/** Unfolded values of a header, as they came. */
export function kopfzeilen({ mail }: Postfachnachricht, name: string): readonly string[] {
  return mail.headers.filter(({ key }) => key === name.toLowerCase()).map(({ value }) => value);
}

/** The one attachment. */
export function anhang({ mail }: Postfachnachricht): {
  readonly name: string | null;
  readonly typ: string;
  readonly bytes: Uint8Array;
} {
  const [einer, ...weitere] = mail.attachments;
  assert.ok(einer !== undefined && typeof einer.content !== "string");
  assert.deepEqual(weitere, []);
  return { name: einer.filename, typ: einer.mimeType, bytes: new Uint8Array(einer.content) };
}

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

/** Everything a reader of the mail could ever see, decoded: headers, text, HTML, file names, attachments. */
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
