import * as asn1 from "asn1js";
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  Certificate,
  PublicKeyInfo,
  RelativeDistinguishedNames,
  Time,
} from "pkijs";
import type { Extension } from "pkijs";
import { createPublicKey, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { inhaberkennung } from "./erweiterungen.js";

export const ECDSA_SHA256 = "1.2.840.10045.4.3.2";

/** A certificate with its private key. */
export interface Schluesselpaar {
  readonly zertifikat: Uint8Array<ArrayBuffer>;
  readonly schluessel: KeyObject;
}

export interface Zertifikatsangaben {
  readonly name: string;
  readonly gueltigVon: Date;
  readonly gueltigBis: Date;
  readonly erweiterungen: readonly Extension[];
  /** Absent: self-signed. */
  readonly aussteller?: Schluesselpaar;
  /** Absent: a new brainpoolP256r1 key. */
  readonly schluessel?: KeyObject;
  /** How the issuer signs; absent: ECDSA with SHA-256. */
  readonly verfahren?: { readonly oid: string; readonly hash: string };
}

function neuerSchluessel(): KeyObject {
  return generateKeyPairSync("ec", { namedCurve: "brainpoolP256r1" }).privateKey;
}

function benannt(name: string): RelativeDistinguishedNames {
  const eintrag = (type: string, value: asn1.PrintableString | asn1.Utf8String) =>
    new AttributeTypeAndValue({ type, value });
  return new RelativeDistinguishedNames({
    typesAndValues: [
      eintrag("2.5.4.6", new asn1.PrintableString({ value: "DE" })),
      eintrag("2.5.4.10", new asn1.Utf8String({ value: "HKP-Sandbox, keine echte Karte" })),
      eintrag("2.5.4.3", new asn1.Utf8String({ value: name })),
    ],
  });
}

function seriennummer(): asn1.Integer {
  const bytes = randomBytes(16);
  // Positive and without a leading zero byte.
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return new asn1.Integer({ valueHex: new Uint8Array(bytes).buffer });
}

/** pkijs builds the structure, node:crypto signs: pkijs cannot sign with brainpool keys. */
export function baueZertifikat(angaben: Zertifikatsangaben): Schluesselpaar {
  const schluessel = angaben.schluessel ?? neuerSchluessel();
  const ausstellerschluessel = angaben.aussteller?.schluessel ?? schluessel;
  const verfahren = angaben.verfahren ?? { oid: ECDSA_SHA256, hash: "sha256" };
  const spki = createPublicKey(schluessel).export({ type: "spki", format: "der" });
  const zertifikat = new Certificate({
    version: 2,
    serialNumber: seriennummer(),
    issuer: angaben.aussteller ? Certificate.fromBER(angaben.aussteller.zertifikat).subject : benannt(angaben.name),
    subject: benannt(angaben.name),
    notBefore: new Time({ value: angaben.gueltigVon }),
    notAfter: new Time({ value: angaben.gueltigBis }),
    subjectPublicKeyInfo: PublicKeyInfo.fromBER(spki),
    signature: new AlgorithmIdentifier({ algorithmId: verfahren.oid }),
    signatureAlgorithm: new AlgorithmIdentifier({ algorithmId: verfahren.oid }),
    extensions: [inhaberkennung(spki), ...angaben.erweiterungen],
  });
  const tbs = new Uint8Array(zertifikat.encodeTBS().toBER());
  zertifikat.tbsView = tbs;
  zertifikat.signatureValue = new asn1.BitString({
    valueHex: new Uint8Array(sign(verfahren.hash, tbs, ausstellerschluessel)).buffer,
  });
  return { zertifikat: new Uint8Array(zertifikat.toSchema().toBER()), schluessel };
}
