import { testumgebung } from "./testserver.js";
import type { Testserver, Testumgebung } from "./testserver.js";

/** One server for all tests of the `describe` that calls this; there from its first `before` on. */
export function einTestserver(): { readonly umgebung: Testumgebung; readonly server: Testserver } {
  let umgebung: Testumgebung;
  let server: Testserver;
  before(async () => {
    umgebung = await testumgebung();
    server = await umgebung.starte();
  });
  after(async () => {
    await server.schliesse();
    await umgebung.schliesse();
  });
  return {
    get umgebung() {
      return umgebung;
    },
    get server() {
      return server;
    },
  };
}
