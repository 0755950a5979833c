/** A right that one instance has at a time; the others wait. Its time is the database's own, as the clocks of the instances may differ. */
export interface Lease {
  /** Fencing token: grows with every new holder. Under an older one nothing is held any more. */
  readonly zaun: number;
}

/** Gives the lease of one thing. Methods may throw ErgebnisUnbekannt. */
export interface Leasegeber {
  /** Null: another instance holds it. */
  nimmLease(inhaber: string, leaseMs: number): Promise<Lease | null>;
  /** False: it has gone to another instance; stop at once. */
  verlaengere(lease: Lease, leaseMs: number): Promise<boolean>;
  /** For the next one at once; without effect if it was lost. */
  gibZurueck(lease: Lease): Promise<void>;
}
