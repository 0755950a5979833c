import { schluesselErlaubt, zertifikatsverfahrenErlaubt } from "./algorithmen.js";
import type { Zertifikat } from "./zertifikat.js";

export type Kettenurteil = "vertraut" | "abgelaufen" | "nichtVertraut";

/** Leaf, two intermediates, anchor: the TI needs one step less. */
const HOECHSTENS_ZWISCHENSTUFEN = 2;

function gueltigAm(zertifikat: Zertifikat, zeitpunkt: Date): boolean {
  return zertifikat.x509.validFromDate <= zeitpunkt && zeitpunkt <= zertifikat.x509.validToDate;
}

/** May this certificate sign others at all? Also asked of a trust anchor. */
export function darfAusstellen(ca: Zertifikat): boolean {
  return ca.istCa && ca.verwendungen.includes("keyCertSign") && !ca.kritischUnbekannt && schluesselOderAlteRsa(ca);
}

/** The TI's RSA CAs have 2048 bits; for EC the same curves hold as for a signer. */
function schluesselOderAlteRsa({ schluessel }: Zertifikat): boolean {
  if (schluessel.asymmetricKeyType !== "rsa") return schluesselErlaubt(schluessel);
  return (schluessel.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048;
}

function ausgestelltVon(zertifikat: Zertifikat, ca: Zertifikat, stufe: number): boolean {
  return (
    darfAusstellen(ca) &&
    (ca.pfadlaenge === null || ca.pfadlaenge >= stufe) &&
    zertifikatsverfahrenErlaubt(zertifikat.signaturverfahren) &&
    zertifikat.x509.checkIssued(ca.x509) &&
    zertifikat.x509.verify(ca.schluessel)
  );
}

/** Breadth first, each certificate expanded once: a bag of CAs that sign each other cannot make this exponential. */
function pfadBesteht(
  blatt: Zertifikat,
  zwischen: readonly Zertifikat[],
  anker: readonly Zertifikat[],
  brauchbar: (zertifikat: Zertifikat) => boolean,
): boolean {
  if (!brauchbar(blatt) || blatt.kritischUnbekannt) return false;
  const aussteller = anker.filter(brauchbar);
  const offen = new Set(zwischen.filter(brauchbar));
  let ebene: readonly Zertifikat[] = [blatt];
  for (let stufe = 0; stufe <= HOECHSTENS_ZWISCHENSTUFEN; stufe++) {
    if (ebene.some((zertifikat) => aussteller.some((ca) => ausgestelltVon(zertifikat, ca, stufe)))) return true;
    const naechste = [...offen].filter((ca) => ebene.some((zertifikat) => ausgestelltVon(zertifikat, ca, stufe)));
    naechste.forEach((ca) => offen.delete(ca));
    ebene = naechste;
  }
  return false;
}

/**
 * Path from the signer to a configured trust anchor (shell model: all certificates valid at `zeitpunkt`).
 * Intermediates come from the CMS and are worth nothing by themselves. Node's own chain building is bound to TLS.
 */
export function pruefeKette(
  blatt: Zertifikat,
  zwischen: readonly Zertifikat[],
  anker: readonly Zertifikat[],
  zeitpunkt: Date,
): Kettenurteil {
  if (pfadBesteht(blatt, zwischen, anker, (zertifikat) => gueltigAm(zertifikat, zeitpunkt))) return "vertraut";
  return pfadBesteht(blatt, zwischen, anker, () => true) ? "abgelaufen" : "nichtVertraut";
}
