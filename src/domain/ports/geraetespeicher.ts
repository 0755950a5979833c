/**
 * Where the state of the gateway's Matrix device lies: its keys are worth as much as the messages, and losing them loses messages.
 * One process per device: whoever holds the lease writes.
 */
export interface Geraetespeicher {
  /** The last state that was written, or null: no device yet. */
  lade(): Promise<Uint8Array | null>;
  /** Durable when it resolves. @throws GeraetVerloren if another process has the device now */
  schreibe(stand: Uint8Array): Promise<void>;
}

/** Another process has taken the device; this one must stop talking to the homeserver at once. */
export class GeraetVerloren extends Error {
  constructor() {
    super("the lease of the Matrix device was lost");
    this.name = "GeraetVerloren";
  }
}
