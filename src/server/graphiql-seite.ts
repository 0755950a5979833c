/** The page of GraphiQL: everything from this server, the script in a file of its own so that the CSP stays strict. */
export function graphiqlSeite(anmeldeseite: string | undefined): string {
  const anmelden =
    anmeldeseite === undefined
      ? ""
      : ` Fertige Anmeldungen: <a href="${maskiert(anmeldeseite)}" target="_blank" rel="noopener">Anmeldeseite der Sandbox</a>.`;
  return `<!doctype html>
<html lang="de">
<head>
<meta charset="utf-8">
<title>GraphiQL – HKP-Gateway</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/graphiql/graphiql.css">
<style>
body { margin: 0; height: 100vh; display: flex; flex-direction: column; }
#hinweis { font: 14px system-ui, sans-serif; padding: 6px 12px; margin: 0; border-bottom: 1px solid #ccc; }
#graphiql { flex: 1; min-height: 0; }
</style>
</head>
<body>
<p id="hinweis">Zum Anmelden unten unter „Headers“ das Zugriffstoken einsetzen: <code>{ "Authorization": "Bearer …" }</code>,
dann das Schema neu laden (↻).${anmelden} Der Kopf gilt auch für Abonnements (WebSocket).</p>
<div id="graphiql"></div>
<script src="/graphiql/react.js"></script>
<script src="/graphiql/react-dom.js"></script>
<script src="/graphiql/graphiql.js"></script>
<script src="/graphiql/start.js"></script>
</body>
</html>
`;
}

/** `#token=…` in the address fills the header in, so that a page with sign-ins can link here; fragments are never sent. */
export const STARTSKRIPT = `"use strict";
const token = new URLSearchParams(location.hash.slice(1)).get("token");
history.replaceState(null, "", location.pathname);
const headers = JSON.stringify({ Authorization: "Bearer " + (token || "hier das Zugriffstoken einsetzen") }, null, 2);
const fetcher = GraphiQL.createFetcher({
  url: "/graphql",
  subscriptionUrl: location.origin.replace(/^http/, "ws") + "/graphql",
});
ReactDOM.createRoot(document.getElementById("graphiql")).render(
  React.createElement(GraphiQL, {
    fetcher,
    defaultEditorToolsVisibility: "headers",
    defaultHeaders: headers,
    ...(token ? { headers } : {}),
    defaultQuery: "{\\n  ich {\\n    rolle\\n    name\\n    operationen\\n  }\\n}\\n",
  }),
);
`;

const MASKEN: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const maskiert = (text: string): string => text.replace(/[&<>"]/g, (zeichen) => MASKEN[zeichen] ?? "");
