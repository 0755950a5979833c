import { z } from "zod";

const ms = (vorgabe: number) => z.int().positive().default(vorgabe);

const schluessel = z.base64().refine((wert) => Buffer.from(wert, "base64").length === 32, "muss 32 Byte lang sein");

/** Everything the TI-Messenger channel needs; parsed once, at the start. */
export const timKonfiguration = z.object({
  /** Base URL of the homeserver's client API, e.g. `https://matrix.tim.example`. */
  homeserver: z.url(),
  /** MXID of the institution's account or bot. */
  mxid: z.string().regex(/^@[a-z0-9._=/+-]+:[A-Za-z0-9.:-]+$/, "ist keine MXID"),
  passwort: z.string().min(1),
  /** Name of the device as other clients show it. */
  geraetename: z.string().default("HKP-Gateway"),
  /** As the other parties see the account, e.g. `Pflegedienst Hand & Herz (Chatbot)`; absent: as the homeserver has it. */
  anzeigename: z.string().min(1).optional(),
  /** 32 bytes as base64: encrypts the stored state of the device, which holds its keys and its access token. */
  speicherschluessel: schluessel,
  /** Key of the secret storage (4S), 32 bytes as base64: from it a lost device gets its cross-signing keys and the key backup. */
  wiederherstellung: schluessel,
  /** Send contents in the room, not only type, reference and link. */
  inhalte: z.boolean().default(false),
  /** Page of a Vorgang, `{id}` is filled in; absent: no link. */
  link: z.string().includes("{id}", "muss {id} enthalten").optional(),
  /** How long a start waits for the first answer of the homeserver. */
  startMs: ms(60_000),
  anfrageMs: ms(30_000),
  /** How long orders wait for a device that does not come up, before they are tried all the same; see ausfall.ts. */
  ausfallHoechstensMs: ms(48 * 3_600_000),
  /** How long a message that cannot be decrypted waits for its key; its room waits with it. */
  schluesselfristMs: ms(60_000),
  /** Largest file that is taken out of a room. */
  dateiHoechstensBytes: z.int().positive().default(5_000_000),
});
export type TimKonfiguration = z.output<typeof timKonfiguration>;
