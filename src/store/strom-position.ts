import { MongoServerError } from "mongodb";
import { Fachfehler } from "../domain/kern/fehler.js";
import type { Cursor } from "../domain/ports/vorgang-store.js";

/** A resume token begins with the cluster time of its event: type byte, seconds since 1970, counter; the rest is opaque. */
const FORM = /^82([0-9A-F]{8})[0-9A-F]{8}(?:[0-9A-F]{2}){1,500}$/;
/** No cluster is further ahead than this of what this instance has read. */
const VORSPRUNG_SEKUNDEN = 60;

/** @throws Fachfehler CURSOR_UNGUELTIG if it is no position, or one in the future of `stand` */
export function pruefePosition(cursor: Cursor, stand: Cursor): void {
  const sekunden = FORM.exec(cursor)?.[1];
  if (sekunden === undefined) throw new Fachfehler("CURSOR_UNGUELTIG");
  const jetzt = FORM.exec(stand)?.[1] ?? "0";
  // The server would wait for that time to come instead of refusing.
  if (parseInt(sekunden, 16) - parseInt(jetzt, 16) > VORSPRUNG_SEKUNDEN) throw new Fachfehler("CURSOR_UNGUELTIG");
}

/** What an error of a change stream says about the position it was opened at. */
export type Stromurteil = "ABGELAUFEN" | "UNGUELTIG" | "STOERUNG";

const ABGELAUFEN: ReadonlySet<unknown> = new Set([
  286, // ChangeStreamHistoryLost
  136, // CappedPositionLost
]);
const UNGUELTIG: ReadonlySet<unknown> = new Set([
  2, // BadValue
  9, // FailedToParse
  14, // TypeMismatch
  15, // Overflow
  260, // InvalidResumeToken
  280, // ChangeStreamFatalError: no such event
]);
/** Failed checks inside the server carry the number of their place in its source; parsing a broken token fails there. */
const ERSTE_PRUEFSTELLE = 20_000;

export function beurteile(fehler: unknown): Stromurteil {
  if (!(fehler instanceof MongoServerError)) return "STOERUNG";
  const { code } = fehler;
  if (ABGELAUFEN.has(code)) return "ABGELAUFEN";
  if (fehler.hasErrorLabel("ResumableChangeStreamError") || fehler.hasErrorLabel("RetryableWriteError"))
    return "STOERUNG";
  return UNGUELTIG.has(code) || (typeof code === "number" && code > ERSTE_PRUEFSTELLE) ? "UNGUELTIG" : "STOERUNG";
}
