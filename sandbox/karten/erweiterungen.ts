import * as asn1 from "asn1js";
import { BasicConstraints, CertificatePolicies, Extension, PolicyInformation } from "pkijs";
import { hash } from "node:crypto";

/** KeyUsage bits of RFC 5280, 4.2.1.3. */
const BITS = { digitalSignature: 0x80, nonRepudiation: 0x40, keyCertSign: 0x04, cRLSign: 0x02 } as const;
export type Verwendung = keyof typeof BITS;

export function schluesselverwendung(verwendungen: readonly Verwendung[]): Extension {
  const maske = verwendungen.reduce((summe, name) => summe | BITS[name], 0);
  // DER: trailing zero bits of a named bit list are not written.
  const unusedBits = maske === 0 ? 0 : 31 - Math.clz32(maske & -maske);
  const bits = new asn1.BitString({ valueHex: Uint8Array.of(maske).buffer, unusedBits });
  return new Extension({ extnID: "2.5.29.15", critical: true, extnValue: bits.toBER() });
}

export function grundeinschraenkung(grenze: { ca: boolean; pfadlaenge?: number }): Extension {
  const wert = new BasicConstraints({
    cA: grenze.ca,
    ...(grenze.pfadlaenge === undefined ? {} : { pathLenConstraint: grenze.pfadlaenge }),
  });
  return new Extension({ extnID: "2.5.29.19", critical: true, extnValue: wert.toSchema().toBER() });
}

export function richtlinie(...oids: readonly string[]): Extension {
  const wert = new CertificatePolicies({
    certificatePolicies: oids.map((policyIdentifier) => new PolicyInformation({ policyIdentifier })),
  });
  return new Extension({ extnID: "2.5.29.32", critical: false, extnValue: wert.toSchema().toBER() });
}

/** Not the RFC's method 1, only an identifier: SHA-256 over the SPKI, 20 bytes of it. */
export function inhaberkennung(spki: Uint8Array): Extension {
  const kennung = new asn1.OctetString({ valueHex: new Uint8Array(hash("sha256", spki, "buffer").subarray(0, 20)) });
  return new Extension({ extnID: "2.5.29.14", critical: false, extnValue: kennung.toBER() });
}

/** Admission (Common PKI): one profession with its OID and the Telematik-ID as registrationNumber. */
export function zulassung(angaben: { bezeichnung: string; professionOid: string; telematikId: string }): Extension {
  const folge = (...value: asn1.BaseBlock[]) => new asn1.Sequence({ value });
  const professionInfo = folge(
    folge(new asn1.Utf8String({ value: angaben.bezeichnung })),
    folge(new asn1.ObjectIdentifier({ value: angaben.professionOid })),
    new asn1.PrintableString({ value: angaben.telematikId }),
  );
  const admissionSyntax = folge(folge(folge(folge(professionInfo))));
  return new Extension({ extnID: "1.3.36.8.3.3", critical: false, extnValue: admissionSyntax.toBER() });
}
