import { ObjectIdentifier, Sequence } from "asn1js";
import { RSASSAPSSParams } from "pkijs";
import type { AlgorithmIdentifier } from "pkijs";
import { constants, verify } from "node:crypto";
import type { KeyObject } from "node:crypto";

/** Hashes that may be used for content and signatures; SHA-1 and SHA-224 are absent on purpose. */
const HASHES = {
  "2.16.840.1.101.3.4.2.1": "sha256",
  "2.16.840.1.101.3.4.2.2": "sha384",
  "2.16.840.1.101.3.4.2.3": "sha512",
} as const;
export type Hash = (typeof HASHES)[keyof typeof HASHES];

export function hashZu(oid: string): Hash | null {
  return Object.hasOwn(HASHES, oid) ? HASHES[oid as keyof typeof HASHES] : null;
}

/**
 * Signature algorithms of a signer. Not in the table, hence refused: RSASSA-PKCS1-v1_5 (1.2.840.113549.1.1.1 and .11,
 * .12, .13), which no current card of the TI uses for documents and which BSI TR-03116 phases out; everything with SHA-1.
 */
const VERFAHREN = {
  "1.2.840.10045.4.3.2": { art: "ECDSA", hash: "sha256" },
  "1.2.840.10045.4.3.3": { art: "ECDSA", hash: "sha384" },
  "1.2.840.10045.4.3.4": { art: "ECDSA", hash: "sha512" },
  "1.2.840.113549.1.1.10": { art: "RSASSA-PSS" },
} as const;

/**
 * Signature algorithms of a certificate in the chain. PKCS1-v1_5 with SHA-2 stays allowed here: the RSA generation of the
 * TI's CAs signed with it, and the bytes are chosen by the CA, not by the sender.
 */
const ZERTIFIKATSVERFAHREN = new Set<string>([
  ...Object.keys(VERFAHREN),
  "1.2.840.113549.1.1.11",
  "1.2.840.113549.1.1.12",
  "1.2.840.113549.1.1.13",
]);

export function zertifikatsverfahrenErlaubt(oid: string): boolean {
  return ZERTIFIKATSVERFAHREN.has(oid);
}

const KURVEN = new Set(["brainpoolP256r1", "brainpoolP384r1", "prime256v1"]);
/** RSA below 3000 bits is no longer suitable for signatures since 2026 (SOG-IS Agreed Cryptographic Mechanisms). */
const RSA_MINDESTLAENGE = 3000;
const RSA_ARTEN: readonly string[] = ["rsa", "rsa-pss"];

export function schluesselErlaubt(schluessel: KeyObject): boolean {
  const { namedCurve = "", modulusLength = 0 } = schluessel.asymmetricKeyDetails ?? {};
  if (schluessel.asymmetricKeyType === "ec") return KURVEN.has(namedCurve);
  return RSA_ARTEN.includes(schluessel.asymmetricKeyType ?? "") && modulusLength >= RSA_MINDESTLAENGE;
}

export type Signaturverfahren =
  | { readonly art: "ECDSA"; readonly hash: Hash }
  | { readonly art: "RSASSA-PSS"; readonly hash: Hash; readonly salzlaenge: number };

const MGF1 = "1.2.840.113549.1.1.8";

/** Null if they are absent (the default would be SHA-1) or not readable. */
function lesePssParameter(kennung: AlgorithmIdentifier): RSASSAPSSParams | null {
  const schema: unknown = kennung.algorithmParams;
  if (schema === undefined) return null;
  try {
    return new RSASSAPSSParams({ schema });
  } catch {
    return null;
  }
}

function pssVerfahren(kennung: AlgorithmIdentifier): Signaturverfahren | null {
  const parameter = lesePssParameter(kennung);
  if (parameter === null) return null;
  const hash = hashZu(parameter.hashAlgorithm.algorithmId);
  const maske = parameter.maskGenAlgorithm;
  if (hash === null || maske.algorithmId !== MGF1) return null;
  const maskenparameter: unknown = maske.algorithmParams;
  const maskenhash = maskenparameter instanceof Sequence ? maskenparameter.valueBlock.value[0] : null;
  const gleicherHash =
    maskenhash instanceof ObjectIdentifier && maskenhash.getValue() === parameter.hashAlgorithm.algorithmId;
  const salzlaenge = parameter.saltLength;
  // The salt cannot be longer than the modulus (16384 bits at most in practice).
  const salzPasst = Number.isSafeInteger(salzlaenge) && salzlaenge >= 0 && salzlaenge <= 2048;
  return gleicherHash && salzPasst && parameter.trailerField === 1 ? { art: "RSASSA-PSS", hash, salzlaenge } : null;
}

/** The algorithm named by a SignerInfo; null if it is not allowed. */
export function verfahrenZu(kennung: AlgorithmIdentifier): Signaturverfahren | null {
  if (!Object.hasOwn(VERFAHREN, kennung.algorithmId)) return null;
  const eintrag = VERFAHREN[kennung.algorithmId as keyof typeof VERFAHREN];
  return eintrag.art === "RSASSA-PSS" ? pssVerfahren(kennung) : eintrag;
}

const SCHLUESSELARTEN: Readonly<Record<Signaturverfahren["art"], readonly string[]>> = {
  ECDSA: ["ec"],
  "RSASSA-PSS": RSA_ARTEN,
};

export function passtZumSchluessel(verfahren: Signaturverfahren, schluessel: KeyObject): boolean {
  return SCHLUESSELARTEN[verfahren.art].includes(schluessel.asymmetricKeyType ?? "");
}

/** All maths is node:crypto's: pkijs knows no brainpool curve. A signature that cannot be decoded is a wrong one. */
export function signaturStimmt(
  verfahren: Signaturverfahren,
  schluessel: KeyObject,
  daten: Uint8Array,
  signatur: Uint8Array,
): boolean {
  const pruefschluessel =
    verfahren.art === "ECDSA"
      ? { key: schluessel, dsaEncoding: "der" as const }
      : { key: schluessel, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: verfahren.salzlaenge };
  try {
    return verify(verfahren.hash, daten, pruefschluessel, signatur);
  } catch {
    return false;
  }
}
