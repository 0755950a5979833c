import { pino } from "pino";
import type { DestinationStream, Level, Logger } from "pino";

export type { Logger };

export interface Loggeroptionen {
  readonly stufe: Level | "silent";
  /** Where the JSON lines go; default stderr, so that stdout belongs to people and pipes. */
  readonly ziel?: DestinationStream;
}

/**
 * Fields that may be logged, and nothing else: an allow-list, because a list of forbidden ones forgets the next. None of
 * them carries input, a token, a name, a KVNR or an URL with an id in it.
 */
const ERLAUBT: ReadonlySet<string> = new Set([
  "anfrageId",
  "anzahl",
  "art",
  "auftragId",
  "code",
  "dauerMs",
  "ereignis",
  "grund",
  "instanz",
  "kanal",
  "methode",
  "operation",
  "port",
  "rolle",
  "route",
  "status",
  "stufe",
  "teil",
  "verbindungen",
  "version",
  "versuch",
  "zustand",
]);
const HOECHSTENS_ZEICHEN = 200;

/** The product's logger: JSON lines, allow-list of fields, errors without their messages. */
export function erzeugeLogger({ stufe, ziel }: Loggeroptionen): Logger {
  return pino(
    {
      level: stufe,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      messageKey: "text",
      formatters: { level: (name) => ({ stufe: name }), log: nurErlaubtes },
    },
    ziel ?? pino.destination({ dest: 2, sync: false }),
  );
}

/** Keeps allowed scalars; an error, under whatever name, becomes its class, code and stack frames. */
export function nurErlaubtes(objekt: Record<string, unknown>): Record<string, unknown> {
  const bleibt: Record<string, unknown> = {};
  for (const [name, wert] of Object.entries(objekt)) {
    if (wert instanceof Error) bleibt["fehler"] = fehlerOhneText(wert);
    else if (ERLAUBT.has(name) && istSkalar(wert)) bleibt[name] = gekuerzt(wert);
  }
  return bleibt;
}

type Skalar = string | number | boolean | null;
const istSkalar = (wert: unknown): wert is Skalar =>
  wert === null || typeof wert === "string" || typeof wert === "number" || typeof wert === "boolean";
const gekuerzt = (wert: Skalar): Skalar => (typeof wert === "string" ? wert.slice(0, HOECHSTENS_ZEICHEN) : wert);

const HOECHSTENS_URSACHEN = 4;

/** Messages of errors quote what they failed on (a duplicate key, a line of mail): only class, code and places stay. */
function fehlerOhneText(fehler: Error, tiefe = 0): Record<string, unknown> {
  const { code } = fehler as { code?: unknown };
  const orte = (fehler.stack ?? "").split("\n").filter((zeile) => /^ +at /.test(zeile));
  return {
    art: fehler.name,
    ...(typeof code === "string" || typeof code === "number" ? { code } : {}),
    orte: orte.slice(0, 12).map((zeile) => zeile.trim()),
    ...(fehler.cause instanceof Error && tiefe < HOECHSTENS_URSACHEN
      ? { ursache: fehlerOhneText(fehler.cause, tiefe + 1) }
      : {}),
  };
}
