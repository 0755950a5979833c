/**
 * Where the state of the gateway's Matrix device lies: its keys are worth as much as the messages, and losing them loses messages.
 * One process per device: whoever holds the lease writes. What is stored is sealed; the store knows neither key nor content.
 */
export interface Geraetespeicher {
  /** All that was written and not removed; empty: no device yet. Methods may throw ErgebnisUnbekannt. */
  lade(): Promise<readonly Geraeteeintrag[]>;
  /**
   * All of it or nothing, durable when it resolves. Repeating it is harmless.
   * @throws GeraetVerloren if another process has the device now; nothing was written
   */
  schreibe(aenderung: Geraeteaenderung): Promise<void>;
}

export interface Geraeteeintrag {
  /** Opaque place of the record, unique in the device; hexadecimal. */
  readonly ort: string;
  /** Sealed for this place. */
  readonly inhalt: Uint8Array;
}

export interface Geraeteaenderung {
  readonly geaendert: readonly Geraeteeintrag[];
  /** Places that hold nothing any more; never one of `geaendert`. */
  readonly geloescht: readonly string[];
}

/** Another process has taken the device; this one must stop talking to the homeserver at once. */
export class GeraetVerloren extends Error {
  constructor() {
    super("the lease of the Matrix device was lost");
    this.name = "GeraetVerloren";
  }
}
