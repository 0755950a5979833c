import { fromBER, GeneralizedTime, ObjectIdentifier, OctetString, Sequence, UTCTime } from "asn1js";
import type { BaseBlock } from "asn1js";
import { ContentInfo, SignedData } from "pkijs";
import type { SignerInfo } from "pkijs";
import type { Signaturfehler } from "../../domain/ports/signatur.js";
import { leseZertifikat, oktette } from "./zertifikat.js";
import type { Zertifikat } from "./zertifikat.js";

const ATTRIBUTE = {
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  signingTime: "1.2.840.113549.1.9.5",
  signingCertificateV2: "1.2.840.113549.1.9.16.2.47",
} as const;
const SHA256 = "2.16.840.1.101.3.4.2.1";

/** Signer, sub CA, root and a spare: more certificates only cost time in the path search. */
const HOECHSTENS_ZERTIFIKATE = 8;

export interface GelesenesCms {
  readonly inhalt: Uint8Array;
  readonly inhaltstyp: string;
  readonly zertifikate: readonly Zertifikat[];
  readonly unterzeichner: SignerInfo;
  /** DER of the signed attributes as SET, the bytes under the signature. */
  readonly signierteBytes: Uint8Array;
  readonly contentType: string;
  readonly messageDigest: Buffer;
  readonly zertifikatshash: { readonly hashOid: string; readonly wert: Buffer };
  readonly signiertAm: Date | null;
}

export type Leseergebnis =
  { readonly art: "gelesen"; readonly cms: GelesenesCms } | { readonly art: "fehler"; readonly grund: Signaturfehler };

const fehler = (grund: Signaturfehler): Leseergebnis => ({ art: "fehler", grund });

/** The one value of the attribute; null if it is absent, empty, or not unambiguous (RFC 5652, 11: exactly one). */
function einzelwert(unterzeichner: SignerInfo, oid: string): BaseBlock | null {
  const treffer = unterzeichner.signedAttrs?.attributes.filter(({ type }) => type === oid) ?? [];
  const werte = treffer.flatMap(({ values }) => values as BaseBlock[]);
  const [wert] = werte;
  return treffer.length === 1 && werte.length === 1 && wert !== undefined ? wert : null;
}

/** First ESSCertIDv2 of SigningCertificateV2 (RFC 5035): hashAlgorithm defaults to SHA-256, certHash follows. */
function leseZertifikatshash(block: BaseBlock | null): GelesenesCms["zertifikatshash"] | null {
  const kennungen = block instanceof Sequence ? block.valueBlock.value[0] : undefined;
  const kennung = kennungen instanceof Sequence ? kennungen.valueBlock.value[0] : undefined;
  if (!(kennung instanceof Sequence)) return null;
  const [erstes, zweites] = kennung.valueBlock.value;
  const verfahren = erstes instanceof Sequence ? erstes.valueBlock.value[0] : null;
  if (verfahren !== null && !(verfahren instanceof ObjectIdentifier)) return null;
  const wert = oktette(verfahren === null ? erstes : zweites);
  return wert === null ? null : { hashOid: verfahren?.getValue() ?? SHA256, wert };
}

function leseZeit(block: BaseBlock | null): Date | null {
  if (!(block instanceof UTCTime) && !(block instanceof GeneralizedTime)) return null;
  const zeit = block.toDate();
  return Number.isNaN(zeit.getTime()) ? null : zeit;
}

/**
 * Takes the certificates out of the structure as their raw bytes: pkijs would encode them anew, and the hash of
 * signing-certificate-v2 is over the bytes that were issued. Parsing them there as well would be half of all the work.
 * Attribute certificates and other formats in the set are passed over.
 */
function entnimmZertifikate(signedData: Sequence): Uint8Array<ArrayBuffer>[] {
  const glieder = signedData.valueBlock.value;
  const menge = glieder.find(({ idBlock }) => idBlock.tagClass === 3 && idBlock.tagNumber === 0);
  signedData.valueBlock.value = glieder.filter((glied) => glied !== menge);
  const eintraege = (menge as Sequence | undefined)?.valueBlock.value ?? [];
  return eintraege
    .filter((eintrag) => eintrag instanceof Sequence)
    .map((eintrag) => new Uint8Array(eintrag.valueBeforeDecodeView));
}

function lies(bytes: Uint8Array): Leseergebnis {
  const { result, offset } = fromBER(new Uint8Array(bytes));
  // Bytes behind the structure are in nobody's signature.
  if (offset !== bytes.byteLength) return fehler("NICHT_LESBAR");
  const huelle = new ContentInfo({ schema: result });
  if (huelle.contentType !== ContentInfo.SIGNED_DATA) return fehler("NICHT_LESBAR");
  const signedData: unknown = huelle.content;
  if (!(signedData instanceof Sequence)) return fehler("NICHT_LESBAR");
  const rohe = entnimmZertifikate(signedData);
  if (rohe.length > HOECHSTENS_ZERTIFIKATE) return fehler("NICHT_LESBAR");
  const daten = new SignedData({ schema: signedData });

  const inhalt = daten.encapContentInfo.eContent;
  // An empty OCTET STRING is no data set either.
  if (!(inhalt instanceof OctetString) || inhalt.getValue().byteLength === 0) return fehler("KEIN_INHALT");
  const [unterzeichner, ...weitere] = daten.signerInfos;
  if (unterzeichner === undefined || weitere.length > 0) return fehler("KEIN_ODER_MEHRERE_UNTERZEICHNER");

  const contentType = einzelwert(unterzeichner, ATTRIBUTE.contentType);
  const messageDigest = einzelwert(unterzeichner, ATTRIBUTE.messageDigest);
  const zertifikatshash = leseZertifikatshash(einzelwert(unterzeichner, ATTRIBUTE.signingCertificateV2));
  if (
    unterzeichner.signedAttrs === undefined ||
    !(contentType instanceof ObjectIdentifier) ||
    !(messageDigest instanceof OctetString) ||
    zertifikatshash === null
  ) {
    return fehler("ATTRIBUT_FEHLT");
  }
  return {
    art: "gelesen",
    cms: {
      inhalt: new Uint8Array(inhalt.getValue()),
      inhaltstyp: daten.encapContentInfo.eContentType,
      zertifikate: rohe.map(leseZertifikat),
      unterzeichner,
      signierteBytes: new Uint8Array(unterzeichner.signedAttrs.encodedValue),
      contentType: contentType.getValue(),
      messageDigest: Buffer.from(messageDigest.getValue()),
      zertifikatshash,
      signiertAm: leseZeit(einzelwert(unterzeichner, ATTRIBUTE.signingTime)),
    },
  };
}

/** Reads a CMS SignedData. The parsers throw for broken input in many ways; all of them mean the same: not readable. */
export function leseCms(bytes: Uint8Array): Leseergebnis {
  try {
    return lies(bytes);
  } catch {
    return fehler("NICHT_LESBAR");
  }
}
