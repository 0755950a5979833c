import assert from "node:assert/strict";
import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { verzeichnisKonfiguration } from "../../../src/adapters/verzeichnis/konfiguration.js";
import { FhirPflegedienstsuche } from "../../../src/adapters/verzeichnis/pflegedienstsuche.js";
import { starteVerzeichnis } from "../../../sandbox/verzeichnis/verzeichnis.js";
import type { Sandboxverzeichnis } from "../../../sandbox/verzeichnis/verzeichnis.js";
import type { Suchwunsch } from "../../../src/domain/ports/pflegedienstsuche.js";

const PFLEGE = "1.2.276.0.76.4.245";
const EINTRAEGE = [
  {
    telematikId: "5-herz",
    name: "Hand & Herz",
    professionOid: PFLEGE,
    kimAdresse: "h@x.kim.telematik-test",
    anschrift: { strasse: "Kastanienallee 12", plz: "10997", ort: "Berlin" },
    position: { breite: 52.5, laenge: 13.44 },
    qualifikationen: ["Wundversorgung"],
  },
  // Without KIM address and position: found all the same, but not by distance.
  {
    telematikId: "5-land",
    name: "Landpflege",
    professionOid: PFLEGE,
    anschrift: { strasse: "Dorfstraße 1", plz: "16321", ort: "Bernau bei Berlin" },
  },
  {
    telematikId: "1-praxis",
    name: "Praxis Herz",
    professionOid: "1.2.276.0.76.4.50",
    anschrift: { strasse: "Lindenweg 4", plz: "10997", ort: "Berlin" },
    position: { breite: 52.5, laenge: 13.44 },
  },
];

const sucheBei = (basis: string) => new FhirPflegedienstsuche(verzeichnisKonfiguration.parse({ basis, fristMs: 500 }));

describe("FhirPflegedienstsuche", () => {
  let sandbox: Sandboxverzeichnis;
  before(async () => {
    sandbox = await starteVerzeichnis({ eintraege: EINTRAEGE });
  });
  after(() => sandbox.schliesse());

  const FAELLE: readonly (readonly [titel: string, wunsch: Suchwunsch, gefunden: readonly string[]])[] = [
    ["by name, never another kind of institution", { name: "herz" }, ["5-herz"]],
    ["signs of the full-text search are no commands", { name: '"Hand" & -Herz~*' }, ["5-herz"]],
    ["by specialisation", { qualifikation: "wundversorgung" }, ["5-herz"]],
    ["by town", { ort: "Bernau" }, ["5-land"]],
    ["by Postleitzahl", { plz: "10997" }, ["5-herz"]],
    ["within a distance", { umkreis: { breite: 52.52, laenge: 13.4, km: 5 } }, ["5-herz"]],
    ["too far away", { umkreis: { breite: 48.1, laenge: 11.6, km: 100 } }, []],
    ["all must hold", { name: "herz", ort: "Bernau" }, []],
  ];
  for (const [titel, wunsch, gefunden] of FAELLE)
    it(titel, async () => {
      const ergebnis = await sucheBei(sandbox.basis).suche(wunsch);
      assert.ok(ergebnis.art === "gefunden");
      assert.deepEqual(
        ergebnis.treffer.map(({ telematikId }) => telematikId),
        gefunden,
      );
      assert.equal(ergebnis.unvollstaendig, false);
    });

  it("tells what the directory shows", async () => {
    const ergebnis = await sucheBei(sandbox.basis).suche({ name: "Hand" });
    assert.deepEqual(ergebnis.art === "gefunden" ? ergebnis.treffer : null, [
      {
        telematikId: "5-herz",
        name: "Hand & Herz",
        qualifikationen: ["Wundversorgung"],
        anschrift: { strasse: "Kastanienallee 12", plz: "10997", ort: "Berlin" },
        position: { breite: 52.5, laenge: 13.44 },
      },
    ]);
  });

  describe("against a directory that answers otherwise", () => {
    async function gegen(antwort: string, status = 200): Promise<{ art: string; fragen: readonly URL[] }> {
      const fragen: URL[] = [];
      const server = http.createServer((anfrage, an) => {
        fragen.push(new URL(anfrage.url ?? "/", "http://x"));
        an.writeHead(status).end(antwort);
      });
      server.listen(0, "127.0.0.1");
      await once(server, "listening");
      const { port } = server.address() as AddressInfo;
      const { art } = await sucheBei(`http://127.0.0.1:${port}/search`).suche({
        ort: "Berlin, Mitte",
        umkreis: { breite: 52.5, laenge: 13.4, km: 10 },
      });
      server.close();
      server.closeAllConnections();
      return { art, fragen };
    }

    it("asks for active Pflegedienste only, with all four parts of a distance and without a KIM endpoint", async () => {
      const { fragen } = await gegen('{"resourceType":"Bundle"}');
      const [frage] = fragen;
      assert.deepEqual(Object.fromEntries(frage?.searchParams ?? []), {
        "organization.active": "true",
        "organization.type": PFLEGE,
        _include: "*",
        _count: "100",
        "location.address-city": "Berlin\\, Mitte",
        "location.near": "52.5|13.4|10|km",
      });
    });

    it("whatever goes wrong is „not reachable“", async () => {
      assert.equal((await gegen("{}")).art, "nichtErreichbar");
      assert.equal((await gegen("kein JSON")).art, "nichtErreichbar");
      assert.equal((await gegen('{"resourceType":"Bundle"}', 503)).art, "nichtErreichbar");
    });
  });
});
