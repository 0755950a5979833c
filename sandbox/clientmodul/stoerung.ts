/**
 * Fault injection for tests and demonstrations: where the Clientmodul of the sandbox can be made to misbehave.
 * `ablage` lies between the final dot and the storing of the mail (the receiver does not have it),
 * `nachPunkt` between the storing and the 250 (the receiver has it, the sender does not know).
 */
export type Stoerpunkt = "verbindung" | "auth" | "rcpt" | "data" | "ablage" | "nachPunkt";

export interface Stoerangaben {
  /** Signed-in account, from `auth` on: as named in the user name. */
  readonly konto?: string;
  /** Recipient at `rcpt`. */
  readonly empfaenger?: string;
}

/** `trennen` cuts the connection at once; a number is the code of the reply. Nothing: go on as usual. */
export type Stoerfall = "trennen" | { readonly antwort: number; readonly text?: string };

/** Called at each point; a promise that never resolves is a server that never answers. */
export type Stoerung = (punkt: Stoerpunkt, angaben: Stoerangaben) => Promise<Stoerfall | void>;

/** Error as smtp-server wants it. */
export class SmtpAntwort extends Error {
  constructor(
    readonly responseCode: number,
    text: string,
  ) {
    super(text);
  }
}
