import { IssuerAndSerialNumber } from "pkijs";
import { hash } from "node:crypto";
import type {
  Signaturart,
  Signaturergebnis,
  Signaturfehler,
  Signaturpruefung,
  Unterzeichner,
} from "../../domain/ports/signatur.js";
import { hashZu, passtZumSchluessel, schluesselErlaubt, signaturStimmt, verfahrenZu } from "./algorithmen.js";
import { leseAnker } from "./anker.js";
import { leseCms } from "./cms-lesen.js";
import type { GelesenesCms } from "./cms-lesen.js";
import { pruefeKette } from "./kette.js";
import type { Kettenurteil } from "./kette.js";
import { oktette } from "./zertifikat.js";
import type { Verwendung, Zertifikat } from "./zertifikat.js";

const ID_DATA = "1.2.840.113549.1.7.1";

/** What tells the two kinds of signature apart: the policy in the certificate. Source: gemSpec_OID, domain.md section 6.3. */
const ZWECKE: readonly { art: Signaturart; richtlinie: string; eineVon: readonly Verwendung[] }[] = [
  /** C.HP.QES on the HBA. */
  { art: "QES", richtlinie: "1.2.276.0.76.4.72", eineVon: ["nonRepudiation"] },
  /** C.HCI.OSIG on the SMC-B. */
  { art: "FORTGESCHRITTEN", richtlinie: "1.2.276.0.76.4.78", eineVon: ["digitalSignature", "nonRepudiation"] },
];

const KETTENFEHLER: Readonly<Record<Exclude<Kettenurteil, "vertraut">, Signaturfehler>> = {
  abgelaufen: "ZERTIFIKAT_ABGELAUFEN",
  nichtVertraut: "ZERTIFIKAT_NICHT_VERTRAUT",
};

const ungueltig = (grund: Signaturfehler): Signaturergebnis => ({ art: "ungueltig", grund });

function gehoertZu({ sid }: GelesenesCms["unterzeichner"], { struktur, schluesselkennung }: Zertifikat): boolean {
  const kennung: unknown = sid;
  if (kennung instanceof IssuerAndSerialNumber) {
    return struktur.issuer.isEqual(kennung.issuer) && struktur.serialNumber.isEqual(kennung.serialNumber);
  }
  const gesucht = oktette(kennung);
  return gesucht !== null && schluesselkennung !== null && gesucht.equals(schluesselkennung);
}

/** Content, certificate binding and signature: everything but the trust in the certificate. */
function pruefeMathematik(cms: GelesenesCms): Zertifikat | Signaturfehler {
  const { unterzeichner } = cms;
  const inhaltshash = hashZu(unterzeichner.digestAlgorithm.algorithmId);
  const zertifikatshash = hashZu(cms.zertifikatshash.hashOid);
  const verfahren = verfahrenZu(unterzeichner.signatureAlgorithm);
  if (inhaltshash === null || zertifikatshash === null || verfahren === null) return "ALGORITHMUS_UNZULAESSIG";

  const kandidaten = cms.zertifikate.filter((zertifikat) => gehoertZu(unterzeichner, zertifikat));
  if (kandidaten.length === 0) return "ZERTIFIKAT_FEHLT";
  // The hash is over the whole certificate, so it also stands for the optional issuerSerial beside it.
  const zertifikat = kandidaten.find(({ x509 }) =>
    hash(zertifikatshash, x509.raw, "buffer").equals(cms.zertifikatshash.wert),
  );
  if (zertifikat === undefined) return "SIGNATUR_FALSCH";
  if (!schluesselErlaubt(zertifikat.schluessel) || !passtZumSchluessel(verfahren, zertifikat.schluessel)) {
    return "ALGORITHMUS_UNZULAESSIG";
  }

  const inhaltPasst =
    cms.inhaltstyp === ID_DATA &&
    cms.contentType === cms.inhaltstyp &&
    hash(inhaltshash, cms.inhalt, "buffer").equals(cms.messageDigest);
  if (!inhaltPasst) return "INHALT_VERAENDERT";
  const signatur = oktette(unterzeichner.signature);
  const stimmt = signatur !== null && signaturStimmt(verfahren, zertifikat.schluessel, cms.signierteBytes, signatur);
  return stimmt ? zertifikat : "SIGNATUR_FALSCH";
}

function leseUnterzeichner(zertifikat: Zertifikat): Unterzeichner | Signaturfehler {
  const [zweck, ...weitere] = ZWECKE.filter(({ richtlinie }) => zertifikat.richtlinien.includes(richtlinie));
  const verwendbar = zweck?.eineVon.some((verwendung) => zertifikat.verwendungen.includes(verwendung)) ?? false;
  if (zweck === undefined || weitere.length > 0 || !verwendbar || zertifikat.istCa) return "ZERTIFIKAT_ZWECK";
  const { professionOids = [], registrationNumber = null } = zertifikat.zulassung ?? {};
  if (registrationNumber === null || professionOids.length === 0) return "ROLLE_FEHLT";
  return {
    art: zweck.art,
    professionOids,
    telematikId: registrationNumber,
    name: zertifikat.name,
    seriennummer: zertifikat.x509.serialNumber,
  };
}

/**
 * Verifies enveloping CMS signatures (CAdES-BES) against configured trust anchors, which are read once at start.
 *
 * Not checked here: revocation. Neither OCSP answers (embedded or fetched) nor CRLs are looked at, so a card that was
 * revoked before its end of validity is still accepted. Unsigned attributes (time stamps, countersignatures) are ignored.
 *
 * @param anker PEM texts of the CA certificates (see `ankerAusOrdner`); throws if one of them is no usable CA.
 */
export function erzeugeSignaturpruefung(anker: readonly string[]): Signaturpruefung {
  const vertraut = leseAnker(anker);
  return {
    async pruefe(bytes, zeitpunkt) {
      const gelesen = leseCms(bytes);
      if (gelesen.art === "fehler") return ungueltig(gelesen.grund);
      const { cms } = gelesen;
      const zertifikat = pruefeMathematik(cms);
      if (typeof zertifikat === "string") return ungueltig(zertifikat);
      const zwischen = cms.zertifikate.filter((anderes) => anderes !== zertifikat);
      const kette = pruefeKette(zertifikat, zwischen, vertraut, zeitpunkt);
      if (kette !== "vertraut") return ungueltig(KETTENFEHLER[kette]);
      const unterzeichner = leseUnterzeichner(zertifikat);
      if (typeof unterzeichner === "string") return ungueltig(unterzeichner);
      return { art: "gueltig", signatur: { unterzeichner, signiertAm: cms.signiertAm, inhalt: cms.inhalt } };
    },
  };
}
