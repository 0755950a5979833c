import { hash } from "node:crypto";
import type { Anmeldeperson } from "./ansprueche.js";

const STIL = `body{font-family:system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.5rem;border-bottom:1px solid #999;vertical-align:top}
textarea{width:100%;height:4rem;font-family:monospace;font-size:.75rem}`;

/** The page has no script and loads nothing; its one style sheet is allowed by its hash. */
export const CSP = `default-src 'none'; style-src 'sha256-${hash("sha256", STIL, "base64")}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

const ZEICHEN: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function maskiert(text: string): string {
  return text.replace(/[&<>"']/g, (zeichen) => ZEICHEN[zeichen] ?? "");
}

function zeile({ person, token }: { person: Anmeldeperson; token: string }): string {
  const feldId = `token-${maskiert(person.id)}`;
  return `<tr><th scope="row"><label for="${feldId}">${maskiert(person.name)}</label></th>
<td>${maskiert(person.beschreibung)}</td>
<td><textarea id="${feldId}" readonly>${maskiert(token)}</textarea></td></tr>`;
}

export function anmeldeseite(eintraege: readonly { person: Anmeldeperson; token: string }[]): string {
  return `<!doctype html>
<html lang="de"><head><meta charset="utf-8"><title>Anmeldung (Sandbox)</title><style>${STIL}</style></head>
<body><h1>Anmeldung (Sandbox)</h1>
<p>Alle Personen sind erfunden. Kopieren Sie das Token einer Person und senden Sie es als Kopfzeile
<code>Authorization: Bearer …</code> mit.</p>
<table><thead><tr><th scope="col">Person</th><th scope="col">Rolle</th><th scope="col">Token</th></tr></thead>
<tbody>${eintraege.map(zeile).join("\n")}</tbody></table></body></html>
`;
}
