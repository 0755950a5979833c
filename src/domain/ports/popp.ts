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

export type PoppErgebnis =
  { readonly art: "gueltig"; readonly nachweis: PoppNachweis } | { readonly art: "ungueltig"; readonly grund: string };

export interface PoppPruefung {
  /** Signature, issuer, type, algorithm and age (at most 30 min by default). The comparison with the caller is the domain's. */
  pruefe(token: string, jetzt: Date): Promise<PoppErgebnis>;
}
