/** A Pflegedienst as the insured person chose it. */
export interface GewaehlterDienst {
  readonly telematikId: string;
  /** Name in the Verzeichnisdienst when it was chosen. */
  readonly name: string;
}

/** What an insured person has set about Pflegedienste, apart from any Vorgang [6.5.1.2; 6.5.5, Versicherter 9 and 10]. */
export interface Pflegedienstwahl {
  readonly stammpflegedienst: GewaehlterDienst | null;
  /** In the order of marking. */
  readonly favoriten: readonly GewaehlterDienst[];
}

export const FAVORITEN_HOECHSTENS = 50;

/** Per KVNR. Repeating a write changes nothing, so none of them needs a version. Methods may throw ErgebnisUnbekannt. */
export interface Pflegedienstwahlspeicher {
  lies(kvnr: string): Promise<Pflegedienstwahl>;
  /** Null ends it. */
  setzeStammpflegedienst(kvnr: string, dienst: GewaehlterDienst | null): Promise<void>;
  /** The oldest go when there would be more than FAVORITEN_HOECHSTENS. */
  merke(kvnr: string, dienst: GewaehlterDienst): Promise<void>;
  vergiss(kvnr: string, telematikId: string): Promise<void>;
}
