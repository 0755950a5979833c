import { GraphQLError, GraphQLScalarType, Kind } from "graphql";
import type { ValueNode } from "graphql";

/**
 * Own scalars, few and strict. Their messages name the form that is wanted and never repeat the value: it may be
 * personal data, and messages travel.
 */
interface Form<T> {
  readonly name: string;
  readonly description: string;
  /** What the client must send, English, for the message. */
  readonly erwartet: string;
  /** Undefined: not of this form. */
  readonly lies: (text: string) => T | undefined;
  readonly schreibe: (wert: T) => string;
}

function skalar<T>({ name, description, erwartet, lies, schreibe }: Form<T>): GraphQLScalarType<T, string> {
  const gelesen = (text: unknown): T => {
    const wert = typeof text === "string" ? lies(text) : undefined;
    if (wert === undefined) throw new GraphQLError(`${name} must be ${erwartet}.`);
    return wert;
  };
  return new GraphQLScalarType<T, string>({
    name,
    description,
    parseValue: gelesen,
    parseLiteral: (knoten: ValueNode) => gelesen(knoten.kind === Kind.STRING ? knoten.value : undefined),
    serialize: (wert) => schreibe(wert as T),
  });
}

const text = (form: RegExp) => (wert: string) => (form.test(wert) ? wert : undefined);
const unveraendert = (wert: string): string => wert;

export const DateTime = skalar<Date>({
  name: "DateTime",
  description: "Instant as ISO 8601 in UTC with milliseconds, e.g. `2026-11-22T09:30:00.000Z` (RFC 3339).",
  erwartet: "an RFC 3339 date-time",
  lies: (wert) => {
    const zeit = new Date(wert);
    return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(wert) && !Number.isNaN(zeit.getTime()) ? zeit : undefined;
  },
  schreibe: (wert) => wert.toISOString(),
});

export const Kalendertag = skalar<string>({
  name: "Kalendertag",
  description: "Calendar day `YYYY-MM-DD`, meant in Europe/Berlin. Whether the day exists is a rule of the data set.",
  erwartet: "a calendar day YYYY-MM-DD",
  lies: text(/^\d{4}-\d\d-\d\d$/),
  schreibe: unveraendert,
});

export const Uhrzeit = skalar<string>({
  name: "Uhrzeit",
  description: "Time of the day `HH:MM`, meant in Europe/Berlin. Whether it exists is a rule of the settings.",
  erwartet: "a time of the day HH:MM",
  lies: text(/^\d\d:\d\d$/),
  schreibe: unveraendert,
});

export const Uuid = skalar<string>({
  name: "UUID",
  description: "UUID in lower or upper case with hyphens (RFC 9562); compared in lower case.",
  erwartet: "a UUID",
  lies: (wert) =>
    /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(wert) ? wert.toLowerCase() : undefined,
  schreibe: unveraendert,
});

export const Cursor = skalar<string>({
  name: "Cursor",
  description: "Opaque position in a list or stream, as the gateway handed it out. Not to be built or read by clients.",
  erwartet: "a cursor of this service",
  // Whether it is one of ours knows the store (CURSOR_UNGUELTIG); here only its size is bounded.
  lies: (wert) => (wert.length > 0 && wert.length <= 2048 ? wert : undefined),
  schreibe: unveraendert,
});

export const Base64 = skalar<Uint8Array>({
  name: "Base64",
  description: "Bytes in Base64 with padding, without line breaks (RFC 4648 section 4).",
  erwartet: "Base64 with padding (RFC 4648 section 4)",
  lies: (wert) =>
    wert.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(wert) ? Buffer.from(wert, "base64") : undefined,
  schreibe: (wert) => Buffer.from(wert.buffer, wert.byteOffset, wert.byteLength).toString("base64"),
});
