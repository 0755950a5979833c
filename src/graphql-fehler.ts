import type { GraphQLError } from "graphql";
import type { Fehlercode, Fehlerdetails } from "./domain/kern/fehler.js";

type Details = Fehlerdetails["ANFRAGE_UNGUELTIG"];
export type GraphqlBefund =
  | { readonly code: "ANFRAGE_UNGUELTIG"; readonly details: Details }
  | { readonly code: Exclude<Fehlercode, "ANFRAGE_UNGUELTIG"> };

/**
 * Sentences of graphql-js that name nothing but the schema and the client's own identifiers. They are let through up to
 * their end; whatever follows (a value, „Did you mean“) is cut off. A sentence that is not here may hold a value out of
 * the request and is replaced. Reason: graphql-js puts rejected values, i.e. patient data, into its messages.
 */
const NAME = '"[$@]?[_A-Za-z][_A-Za-z0-9.]*"';
const TYP = '"[[\\]!_A-Za-z0-9]+"';
const OHNE_WERTE: readonly RegExp[] = [
  `Cannot query field ${NAME} on type ${NAME}`,
  `Unknown argument ${NAME} on field ${NAME}`,
  `Unknown argument ${NAME} on directive ${NAME}`,
  `Unknown directive ${NAME}`,
  `Unknown fragment ${NAME}`,
  `Unknown type ${NAME}`,
  `Unknown operation named ${NAME}`,
  `Cannot spread fragment ${NAME} within itself`,
  `Fragment ${NAME} cannot be spread here`,
  `Fragment ${NAME} is never used`,
  `Field ${NAME} of type ${TYP} must have a selection of subfields`,
  `Field ${NAME} must not have a selection since type ${TYP} has no subfields`,
  `Field ${NAME} argument ${NAME} of type ${TYP} is required, but it was not provided`,
  `Field ${NAME} of required type ${TYP} was not provided`,
  `Field ${NAME} is not defined by type ${NAME}`,
  `Fields ${NAME} conflict because`,
  `Variable ${NAME} of type ${TYP} used in position expecting type ${TYP}`,
  `Variable ${NAME} of required type ${TYP} was not provided`,
  `Variable ${NAME} of non-null type ${TYP} must not be null`,
  `Variable ${NAME} is not defined`,
  `Variable ${NAME} is never used`,
  `There can be only one (argument|variable|operation|fragment|input field) named ${NAME}`,
  "Must provide operation name if query contains multiple operations",
  "GraphQL introspection is not allowed",
].map((satz) => new RegExp(`^${satz}`));

const VARIABLE = /^Variable "(\$[_A-Za-z0-9]+)" got invalid value/;
const PFAD = /; Field "([_A-Za-z][_A-Za-z0-9]*)" (?:of required type|is not defined)/;

/** Codes of Apollo that say: the request itself is wrong. */
const ANFRAGEFEHLER: Readonly<Record<string, string>> = {
  GRAPHQL_PARSE_FAILED: "Syntax error.",
  GRAPHQL_VALIDATION_FAILED: "The document does not fit the schema.",
  BAD_USER_INPUT: "A variable does not fit its type.",
  OPERATION_RESOLUTION_FAILURE: "The operation to run is not clear.",
  BAD_REQUEST: "Not a GraphQL request over HTTP: POST with JSON `{ query, variables }`, one operation at a time.",
  PERSISTED_QUERY_NOT_SUPPORTED: "Persisted queries are not supported.",
  PERSISTED_QUERY_NOT_FOUND: "Persisted queries are not supported.",
};

/** An error of graphql-js or Apollo itself, i.e. one that no resolver threw. */
export function graphqlFehler({ message, extensions, nodes, source, path }: GraphQLError): GraphqlBefund {
  const { code } = extensions;
  if (/^(Syntax Error: )?Document contains more that? /.test(message)) return { code: "ANFRAGE_ZU_AUFWENDIG" };
  if (typeof code === "string" && Object.hasOwn(ANFRAGEFEHLER, code))
    return { code: "ANFRAGE_UNGUELTIG", details: details(message, ANFRAGEFEHLER[code] ?? "") };
  // Without a path it comes from before the execution (graphql-ws gives no code): parsing, validation, variables.
  const vorAusfuehrung = path === undefined && (nodes !== undefined || source !== undefined);
  if (!vorAusfuehrung) return { code: "INTERN" };
  return { code: "ANFRAGE_UNGUELTIG", details: details(message, "The document does not fit the schema.") };
}

function details(message: string, sonst: string): Details {
  const variable = VARIABLE.exec(message)?.[1];
  if (variable !== undefined) return { grund: "A variable does not fit its type.", pfad: pfadIn(message, variable) };
  for (const muster of OHNE_WERTE) {
    const satz = muster.exec(message)?.[0];
    if (satz !== undefined) return { grund: `${satz}.`, pfad: null };
  }
  return { grund: sonst, pfad: null };
}

/**
 * Path of the rejected input below its variable, e.g. `$verordnung.leistungen[0].blanko`. graphql-js writes
 * `got invalid value <value> at "<path>"; …`; the value may itself contain such text, so the last match counts.
 */
function pfadIn(message: string, variable: string): string {
  const stellen = [...message.matchAll(/ at "([_A-Za-z][_A-Za-z0-9.[\]]*)"; /g)];
  const name = variable.slice(1);
  const letzte = stellen.at(-1)?.[1];
  const pfad =
    letzte !== undefined && (letzte === name || letzte.startsWith(`${name}.`) || letzte.startsWith(`${name}[`))
      ? letzte
      : name;
  const feld = PFAD.exec(message)?.[1];
  return `$${pfad}${feld === undefined ? "" : `.${feld}`}`;
}
