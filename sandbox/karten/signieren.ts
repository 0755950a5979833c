import * as asn1 from "asn1js";
import {
  AlgorithmIdentifier,
  Attribute,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from "pkijs";
import { hash, sign } from "node:crypto";
import type { Karte } from "./karte.js";
import { ECDSA_SHA256 } from "./zertifikat-bauen.js";

const SHA256 = "2.16.840.1.101.3.4.2.1";
const ID_DATA = "1.2.840.113549.1.7.1";

function oktette(bytes: Uint8Array): asn1.OctetString {
  return new asn1.OctetString({ valueHex: new Uint8Array(bytes).buffer });
}

/** DER of a SET OF: its elements sorted by their encoding (X.690, 11.6); the signature is over this order. */
function sortiert(attribute: readonly Attribute[]): Attribute[] {
  const codiert = attribute.map((attribut) => ({ attribut, der: Buffer.from(attribut.toSchema().toBER()) }));
  return codiert.sort((a, b) => Buffer.compare(a.der, b.der)).map(({ attribut }) => attribut);
}

/** The signed attributes of CAdES-BES. */
export function signierteAttribute(karte: Karte, inhalt: Uint8Array, signiertAm: Date): Attribute[] {
  const attribut = (type: string, wert: asn1.BaseBlock) => new Attribute({ type, values: [wert] });
  const folge = (...value: asn1.BaseBlock[]) => new asn1.Sequence({ value });
  const essCertIdV2 = folge(oktette(hash("sha256", karte.zertifikat, "buffer")));
  return [
    attribut("1.2.840.113549.1.9.3", new asn1.ObjectIdentifier({ value: ID_DATA })),
    attribut("1.2.840.113549.1.9.5", new asn1.UTCTime({ valueDate: signiertAm })),
    attribut("1.2.840.113549.1.9.4", oktette(hash("sha256", inhalt, "buffer"))),
    attribut("1.2.840.113549.1.9.16.2.47", folge(folge(essCertIdV2))),
  ];
}

/** Signs exactly these attributes; apart from `signiere` so that tests can sign wrong ones rightly. */
export function cmsAus(karte: Karte, inhalt: Uint8Array, unsortiert: readonly Attribute[]): Uint8Array<ArrayBuffer> {
  const zertifikat = Certificate.fromBER(karte.zertifikat);
  const attribute = sortiert(unsortiert);
  const zuSignieren = new asn1.Set({ value: attribute.map((attribut) => attribut.toSchema()) }).toBER();
  const signerInfo = new SignerInfo({
    version: 1,
    sid: new IssuerAndSerialNumber({ issuer: zertifikat.issuer, serialNumber: zertifikat.serialNumber }),
    digestAlgorithm: new AlgorithmIdentifier({ algorithmId: SHA256 }),
    signedAttrs: new SignedAndUnsignedAttributes({ type: 0, attributes: attribute }),
    signatureAlgorithm: new AlgorithmIdentifier({ algorithmId: ECDSA_SHA256 }),
    signature: oktette(sign("sha256", new Uint8Array(zuSignieren), karte.schluessel)),
  });
  const signedData = new SignedData({
    version: 1,
    digestAlgorithms: [new AlgorithmIdentifier({ algorithmId: SHA256 })],
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: ID_DATA }),
    certificates: [zertifikat, ...karte.zwischenzertifikate.map((der) => Certificate.fromBER(der))],
    signerInfos: [signerInfo],
  });
  // Set afterwards: the constructor would cut the content into a constructed OCTET STRING, which is BER, not DER.
  signedData.encapContentInfo.eContent = oktette(inhalt);
  const huelle = new ContentInfo({ contentType: ContentInfo.SIGNED_DATA, content: signedData.toSchema(true) });
  return new Uint8Array(huelle.toSchema().toBER());
}

/**
 * Signs like a Konnektor with this card: enveloping CMS SignedData, CAdES-BES, ECDSA with SHA-256 on brainpoolP256r1.
 * @param signiertAm goes into signing-time with whole seconds.
 */
export function signiere(karte: Karte, inhalt: Uint8Array, signiertAm = new Date()): Uint8Array<ArrayBuffer> {
  return cmsAus(karte, inhalt, signierteAttribute(karte, inhalt, signiertAm));
}
