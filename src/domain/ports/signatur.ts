/**
 * Port: verification of a CMS/CAdES signature (enveloping). Source: fachregeln.md section 3, domain.md 4.2.
 */
export const SIGNATURARTEN = ["QES", "FORTGESCHRITTEN"] as const;
export type Signaturart = (typeof SIGNATURARTEN)[number];

/** What the signer's certificate says; read from its admission extension, never from the caller. */
export interface Unterzeichner {
  /** QES: HBA (person); FORTGESCHRITTEN: SMC-B (institution). */
  readonly art: Signaturart;
  /** OIDs of the profession or institution type, e.g. 1.2.276.0.76.4.50. */
  readonly professionOids: readonly string[];
  /** registrationNumber of the admission: the Telematik-ID of the card (HBA: the person's own). */
  readonly telematikId: string;
  /** Common name of the certificate's subject. */
  readonly name: string;
  /** Hex, as in the certificate. */
  readonly seriennummer: string;
}

export interface GepruefteSignatur {
  readonly unterzeichner: Unterzeichner;
  /** signing-time attribute if present. */
  readonly signiertAm: Date | null;
  /** The enveloped content, byte for byte. */
  readonly inhalt: Uint8Array;
}

export const SIGNATURFEHLER = [
  "NICHT_LESBAR",
  "KEIN_INHALT",
  "KEIN_ODER_MEHRERE_UNTERZEICHNER",
  /** A signed attribute that CAdES-BES requires is missing, or is there twice. */
  "ATTRIBUT_FEHLT",
  "INHALT_VERAENDERT",
  "SIGNATUR_FALSCH",
  "ALGORITHMUS_UNZULAESSIG",
  "ZERTIFIKAT_FEHLT",
  "ZERTIFIKAT_NICHT_VERTRAUT",
  "ZERTIFIKAT_ABGELAUFEN",
  "ZERTIFIKAT_ZWECK",
  "ROLLE_FEHLT",
] as const;
export type Signaturfehler = (typeof SIGNATURFEHLER)[number];

export type Signaturergebnis =
  | { readonly art: "gueltig"; readonly signatur: GepruefteSignatur }
  | { readonly art: "ungueltig"; readonly grund: Signaturfehler };

export interface Signaturpruefung {
  /** Never throws for bad input: a broken CMS is a verdict. `zeitpunkt` is the instant for the validity of the chain. */
  pruefe(cms: Uint8Array, zeitpunkt: Date): Promise<Signaturergebnis>;
}
