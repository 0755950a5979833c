/** Port: verification of a PoPP token (Proof of Patient Presence). Source: domain.md section 9. */
export interface PoppNachweis {
  /** KVNR of the present person, as the token states it. */
  readonly kvnr: string;
  readonly versichererIk: string;
  /** Telematik-ID of the institution the token was made for. */
  readonly actorId: string;
  readonly actorProfessionOid: string;
  readonly ausgestelltAm: Date;
}

export type PoppFehler =
  | "NICHT_LESBAR"
  | "ALGORITHMUS_UNZULAESSIG"
  | "SCHLUESSEL_UNBEKANNT"
  | "SIGNATUR_FALSCH"
  | "AUSSTELLER_FREMD"
  | "ANGABEN_FEHLERHAFT"
  | "ZEIT_IN_DER_ZUKUNFT"
  | "ABGELAUFEN";

export type PoppErgebnis =
  | { readonly art: "gueltig"; readonly nachweis: PoppNachweis }
  | { readonly art: "ungueltig"; readonly grund: PoppFehler }
  /** The keys of the PoPP service could not be fetched: nothing is known about the token, the caller may try again. */
  | { readonly art: "nichtVerfuegbar" };

export interface PoppPruefung {
  /**
   * Signature, issuer, type, algorithm and age (at most 30 min by default); never throws for bad input.
   * The comparison of `actorId` with the caller is the domain's.
   */
  pruefe(token: string, jetzt: Date): Promise<PoppErgebnis>;
}
