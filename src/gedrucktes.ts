import { lexicographicSortSchema, printSchema } from "graphql";
import { FEHLER } from "./domain/kern/fehler.js";
import type { Fehlercode } from "./domain/kern/fehler.js";
import { mitEinstellungstabelle } from "./einstellungstabelle.js";
import { mitAblaufdiagramm } from "./prozessbild.js";
import { baueSchema } from "./resolvers/build-schema.js";
import { FEHLERORTE } from "./server/fehlerorte.js";

/**
 * Files that are printed from the code as a whole or in part, committed, and compared in a test: path → its text so far to what
 * it must be. `npm run drucken` writes them.
 */
export const GEDRUCKTES: Readonly<Record<string, (bisher: string) => string>> = {
  "schema.graphql": schemaText,
  "docs/FEHLER.md": fehlerText,
  "docs/BETRIEB.md": mitEinstellungstabelle,
  "docs/PROZESS.md": mitAblaufdiagramm,
};

function schemaText(): string {
  return `# Printed from the code by \`npm run drucken\`; do not edit.\n\n${printSchema(lexicographicSortSchema(baueSchema()))}\n`;
}

const KOPF = `# Errors

Printed from the code by \`npm run drucken\` (tables in \`src/domain/kern/fehler.ts\` and \`src/server/fehlerorte.ts\`); do not
edit. Every refusal has one shape, in a GraphQL answer, in the answer to a refused HTTP request, and over WebSocket:

\`\`\`json
{
  "errors": [
    {
      "message": "German, says what to do",
      "path": ["aktivieren"],
      "extensions": { "code": "STATUS_UNZULAESSIG", "details": {}, "anfrageId": "UUID of the request" }
    }
  ]
}
\`\`\`

Programs decide by \`extensions.code\`; \`message\` is for people. \`extensions.anfrageId\` is the id of the request under
which the log has it, not the \`anfrageId\` that a client sends with a mutation. No error holds a value of the request.
HTTP: the status of a request that is refused as a whole; – means that the error stands in a GraphQL answer with status 200.
`;

function fehlerText(): string {
  const zeilen = (Object.keys(FEHLER) as Fehlercode[]).map((code) => {
    const { http, wann, details } = FEHLERORTE[code];
    return `| \`${code}\` | ${http ?? "–"} | ${wann} | ${details ?? "–"} | ${FEHLER[code]} |`;
  });
  return [KOPF, "| code | HTTP | when | `details` | message |", "|---|---|---|---|---|", ...zeilen, ""].join("\n");
}
