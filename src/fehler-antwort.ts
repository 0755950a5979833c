import { GraphQLError } from "graphql";
import type { GraphQLFormattedError } from "graphql";
import { FEHLER, Fachfehler } from "./domain/kern/fehler.js";
import type { Fehlercode } from "./domain/kern/fehler.js";
import { ErgebnisUnbekannt } from "./domain/ports/vorgang-store.js";
import { graphqlFehler } from "./graphql-fehler.js";

/** What a client gets of an error, over HTTP and WebSocket alike. */
export interface Fehlerantwort extends GraphQLFormattedError {
  readonly extensions: {
    readonly code: Fehlercode;
    /** Typed per code, see docs/FEHLER.md; absent where the code has none. */
    readonly details?: unknown;
    /** Id of the request, for the operator's log. */
    readonly anfrageId: string;
  };
}

/** Where an error belongs to. */
export interface Fehlerort {
  readonly anfrageId: string;
}

export interface Fehlerprotokoll {
  /** Called for what nobody foresaw, with the original; it must not be answered to the client. */
  readonly unerwartet: (fehler: unknown, ort: Fehlerort) => void;
  readonly gezaehlt: (code: Fehlercode) => void;
}

interface Befund {
  readonly code: Fehlercode;
  readonly details?: unknown;
}

/**
 * Any thrown value → answer with code and German message. The one mapping for Apollo, graphql-ws and plain HTTP. Never
 * throws, and never lets out anything but the table's texts, typed details of Fachfehler, and names from the schema.
 */
export function fehlerAntwort(fehler: unknown, ort: Fehlerort, protokoll: Fehlerprotokoll): Fehlerantwort {
  let befund: Befund = { code: "INTERN" };
  try {
    befund = beurteile(fehler);
    protokoll.gezaehlt(befund.code);
    if (befund.code === "INTERN") protokoll.unerwartet(ursprung(fehler), ort);
  } catch {
    befund = { code: "INTERN" };
  }
  const { code, details } = befund;
  return {
    message: FEHLER[code],
    ...stelle(fehler),
    extensions: { code, ...(details === undefined ? {} : { details }), anfrageId: ort.anfrageId },
  };
}

function beurteile(fehler: unknown): Befund {
  const original = ursprung(fehler);
  if (istFachfehler(original)) return { code: original.code, details: original.details };
  // Of a read; mutations turn it into ERGEBNIS_UNBEKANNT (resolvers/schreibend.ts).
  if (original instanceof ErgebnisUnbekannt) return { code: "NICHT_VERFUEGBAR" };
  return original instanceof GraphQLError ? graphqlFehler(original) : { code: "INTERN" };
}

/** instanceof alone would make the code's type any. */
const istFachfehler = (fehler: unknown): fehler is Fachfehler => fehler instanceof Fachfehler;

/**
 * The error that was thrown, out of the GraphQLErrors that graphql-js and Apollo wrap around it. If there are nothing but
 * those, the outermost one: it says where, e.g. which variable; the inner one only which form.
 */
function ursprung(fehler: unknown): unknown {
  let innen: unknown = fehler;
  for (let tiefe = 0; tiefe < 8 && innen instanceof GraphQLError; tiefe++) {
    if (innen.originalError === undefined) return fehler;
    innen = innen.originalError;
  }
  return innen;
}

/** Position in the document and path in the answer: of the client's own making, without values. */
function stelle(fehler: unknown): Pick<GraphQLFormattedError, "locations" | "path"> {
  if (!(fehler instanceof GraphQLError)) return {};
  const { locations, path } = fehler;
  return { ...(locations === undefined ? {} : { locations }), ...(path === undefined ? {} : { path }) };
}
