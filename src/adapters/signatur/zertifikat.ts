import { BitString } from "asn1js";
import { BasicConstraints, Certificate, CertificatePolicies } from "pkijs";
import type { Extension } from "pkijs";
import { X509Certificate } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { ADMISSION, leseZulassung } from "./zulassung.js";
import type { Zulassung } from "./zulassung.js";

const KEY_USAGE = "2.5.29.15";
const BASIC_CONSTRAINTS = "2.5.29.19";
const CERTIFICATE_POLICIES = "2.5.29.32";
const SUBJECT_KEY_IDENTIFIER = "2.5.29.14";
const EXTENDED_KEY_USAGE = "2.5.29.37";
const COMMON_NAME = "2.5.4.3";

/** Extensions understood here; any other one that is critical makes the certificate unusable (RFC 5280, 4.2). */
const VERSTANDEN = new Set([KEY_USAGE, BASIC_CONSTRAINTS, CERTIFICATE_POLICIES, EXTENDED_KEY_USAGE, ADMISSION]);

/** KeyUsage bits of RFC 5280 4.2.1.3 that matter here, as a mask over the first byte. */
const VERWENDUNGEN = { digitalSignature: 0x80, nonRepudiation: 0x40, keyCertSign: 0x04 } as const;
export type Verwendung = keyof typeof VERWENDUNGEN;

/** A certificate as far as the checks need it. Node's own `keyUsage` is the *extended* one, hence pkijs. */
export interface Zertifikat {
  readonly x509: X509Certificate;
  readonly struktur: Certificate;
  readonly schluessel: KeyObject;
  readonly verwendungen: readonly Verwendung[];
  readonly istCa: boolean;
  /** pathLenConstraint; null if unlimited. */
  readonly pfadlaenge: number | null;
  readonly richtlinien: readonly string[];
  readonly zulassung: Zulassung | null;
  readonly schluesselkennung: Buffer | null;
  readonly signaturverfahren: string;
  readonly kritischUnbekannt: boolean;
  readonly name: string;
}

function verwendungenAus(erweiterung: Extension | undefined): readonly Verwendung[] {
  const bits: unknown = erweiterung?.parsedValue;
  if (!(bits instanceof BitString)) return [];
  const ersteBits = bits.valueBlock.valueHexView[0] ?? 0;
  return (Object.keys(VERWENDUNGEN) as Verwendung[]).filter((name) => (ersteBits & VERWENDUNGEN[name]) !== 0);
}

function pfadlaengeAus(grenze: BasicConstraints | null): number | null {
  const wert = grenze?.pathLenConstraint;
  if (wert === undefined) return null;
  // A number too large for a JS integer limits nothing in practice, but is nothing that a CA writes.
  return typeof wert === "number" ? wert : 0;
}

function commonName(struktur: Certificate): string {
  const eintrag = struktur.subject.typesAndValues.find(({ type }) => type === COMMON_NAME);
  const wert: unknown = (eintrag?.value as { valueBlock?: { value?: unknown } } | undefined)?.valueBlock?.value;
  return typeof wert === "string" ? wert : "";
}

/** Throws for bytes that are no certificate; the caller turns that into its verdict. */
export function leseZertifikat(der: Uint8Array<ArrayBuffer>): Zertifikat {
  const x509 = new X509Certificate(der);
  const struktur = Certificate.fromBER(x509.raw);
  const erweiterungen = new Map((struktur.extensions ?? []).map((eintrag) => [eintrag.extnID, eintrag]));
  if (erweiterungen.size !== (struktur.extensions ?? []).length) throw new Error("extension given twice");

  const grenze: unknown = erweiterungen.get(BASIC_CONSTRAINTS)?.parsedValue;
  const basis = grenze instanceof BasicConstraints ? grenze : null;
  const richtlinien: unknown = erweiterungen.get(CERTIFICATE_POLICIES)?.parsedValue;
  const zulassung = erweiterungen.get(ADMISSION)?.extnValue.getValue();
  const kennung: unknown = erweiterungen.get(SUBJECT_KEY_IDENTIFIER)?.parsedValue;

  return {
    x509,
    struktur,
    schluessel: x509.publicKey,
    verwendungen: verwendungenAus(erweiterungen.get(KEY_USAGE)),
    istCa: basis?.cA ?? false,
    pfadlaenge: pfadlaengeAus(basis),
    richtlinien:
      richtlinien instanceof CertificatePolicies
        ? richtlinien.certificatePolicies.map(({ policyIdentifier }) => policyIdentifier)
        : [],
    zulassung: zulassung === undefined ? null : leseZulassung(new Uint8Array(zulassung)),
    schluesselkennung: oktette(kennung),
    signaturverfahren: struktur.signatureAlgorithm.algorithmId,
    kritischUnbekannt: [...erweiterungen.values()].some(({ critical, extnID }) => critical && !VERSTANDEN.has(extnID)),
    name: commonName(struktur),
  };
}

/** Content of a primitive block (OCTET STRING, also an implicitly tagged one). */
export function oktette(block: unknown): Buffer | null {
  const inhalt: unknown = (block as { valueBlock?: { valueHexView?: unknown } } | null | undefined)?.valueBlock
    ?.valueHexView;
  return inhalt instanceof Uint8Array ? Buffer.from(inhalt) : null;
}
