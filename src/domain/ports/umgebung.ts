/** Ports that keep the domain pure: clock and ids are arguments. */
export interface Uhr {
  jetzt(): Date;
}

export interface IdGeber {
  /** Opaque random id, UUID v4. */
  neueId(): string;
  /** 256 bit as 64 lower-case hex digits. */
  neuerCode(): string;
  /** 12 decimal digits, the serial part of a Verordnungs-ID. */
  neueSeriennummer(): string;
}
