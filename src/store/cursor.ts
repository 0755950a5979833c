import { Fachfehler } from "../domain/kern/fehler.js";
import type { Cursor } from "../domain/ports/vorgang-store.js";

/** Place in a list ordered by time and id, newest first. */
export interface Listenplatz {
  readonly zeit: Date;
  readonly id: string;
}

const FORM = /^(\d{1,15}):(.{1,200})$/su;

export function alsCursor({ zeit, id }: Listenplatz): Cursor {
  return Buffer.from(`${zeit.getTime()}:${id}`).toString("base64url");
}

/** @throws Fachfehler CURSOR_UNGUELTIG */
export function ausCursor(cursor: Cursor): Listenplatz {
  const text = Buffer.from(cursor, "base64url").toString();
  const [, zeit, id] = FORM.exec(text) ?? [];
  // The way back must meet the same text: base64url silently skips foreign characters.
  if (zeit === undefined || id === undefined || alsCursor({ zeit: new Date(Number(zeit)), id }) !== cursor)
    throw new Fachfehler("CURSOR_UNGUELTIG");
  return { zeit: new Date(Number(zeit)), id };
}
