import assert from "node:assert/strict";
import http from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { FhirVerzeichnis } from "../../../src/adapters/verzeichnis/fhir-verzeichnis.js";
import { verzeichnisKonfiguration } from "../../../src/adapters/verzeichnis/konfiguration.js";
import { starteVerzeichnis } from "../../../sandbox/verzeichnis/verzeichnis.js";
import type { Sandboxverzeichnis } from "../../../sandbox/verzeichnis/verzeichnis.js";
import type { Eingangskanal } from "../../../src/domain/ports/eingang.js";
import { stehendeUhr } from "../../helfer/uhr.js";

const verzeichnis = (basis: string) =>
  new FhirVerzeichnis({ konfig: verzeichnisKonfiguration.parse({ basis, fristMs: 500 }), uhr: stehendeUhr() });

const PRAXIS = {
  telematikId: "1-20012345",
  name: "Praxis",
  professionOid: "1.2.276.0.76.4.50",
  kimAdresse: "Praxis@arzt.kim.telematik-test",
  tim: [
    { art: "tim-fa", adresse: "matrix:u/praxis%2Fmitte:tim.example" },
    { art: "tim", adresse: "matrix:u/anna:tim.example" },
  ],
} as const;
const EINTRAEGE = [
  PRAXIS,
  { telematikId: "5-1", name: "A", professionOid: "1.2.276.0.76.4.245", kimAdresse: "geteilt@p.kim.telematik-test" },
  { telematikId: "5-2", name: "B", professionOid: "1.2.276.0.76.4.245", kimAdresse: "geteilt@p.kim.telematik-test" },
] as const;

describe("Who an address belongs to, by the Verzeichnisdienst", () => {
  let sandbox: Sandboxverzeichnis;
  before(async () => {
    sandbox = await starteVerzeichnis({ eintraege: EINTRAEGE });
  });
  after(() => sandbox.schliesse());

  const GEFUNDENE: readonly (readonly [Eingangskanal, string])[] = [
    ["KIM", "praxis@arzt.kim.telematik-test"],
    ["TIM", "@praxis/mitte:tim.example"],
    ["TIM", "@praxis/mitte:TIM.example"],
    ["TIM", "@anna:tim.example"],
  ];
  for (const [kanal, adresse] of GEFUNDENE)
    it(`${kanal} ${adresse}: the practice`, async () => {
      const ergebnis = await verzeichnis(sandbox.basis).findeZuAdresse(kanal, adresse);
      assert.ok(ergebnis.art === "gefunden", ergebnis.art);
      assert.deepEqual(
        [ergebnis.eintrag.telematikId, ergebnis.eintrag.professionOids, ergebnis.eintrag.kim?.adresse],
        ["1-20012345", ["1.2.276.0.76.4.50"], "Praxis@arzt.kim.telematik-test"],
      );
    });

  const UNBEKANNTE: readonly (readonly [Eingangskanal, string])[] = [
    ["KIM", "praxis@arzt.kim.telematik-test.example"],
    ["KIM", "matrix:u/anna:tim.example"],
    ["KIM", ""],
    ["TIM", "@Anna:tim.example"],
    ["TIM", "@anna:tim.example.org"],
    ["TIM", "Praxis@arzt.kim.telematik-test"],
    ["TIM", "anna"],
    ["TIM", "@anna,praxis:tim.example"],
  ];
  for (const [kanal, adresse] of UNBEKANNTE)
    it(`${kanal} „${adresse}“: nobody`, async () => {
      assert.deepEqual(await verzeichnis(sandbox.basis).findeZuAdresse(kanal, adresse), { art: "unbekannt" });
    });

  it("two institutions with one address: mehrdeutig", async () => {
    const ergebnis = await verzeichnis(sandbox.basis).findeZuAdresse("KIM", "geteilt@p.kim.telematik-test");
    assert.deepEqual(ergebnis, { art: "mehrdeutig" });
  });

  describe("whatever the directory answers", () => {
    const organisation = {
      resourceType: "Organization",
      id: "o",
      active: true,
      name: "Praxis",
      identifier: [{ system: "https://gematik.de/fhir/sid/telematik-id", value: "1-2" }],
    };
    const punkt = (id: string, address: string, mehr: object = {}) => ({
      resourceType: "Endpoint",
      id,
      status: "active",
      connectionType: { code: "kim" },
      address,
      ...mehr,
    });
    const dienst = (...ids: string[]) => ({
      resourceType: "HealthcareService",
      id: "h",
      providedBy: { reference: "Organization/o" },
      endpoint: ids.map((id) => ({ reference: `Endpoint/${id}` })),
    });
    const nachgeschlagen = async (kanal: Eingangskanal, adresse: string, ressourcen: readonly object[]) => {
      const fragen: URL[] = [];
      const server = http.createServer((anfrage, antwort) => {
        fragen.push(new URL(anfrage.url ?? "/", "http://x"));
        const entry = ressourcen.map((resource) => ({ resource }));
        antwort.end(JSON.stringify({ resourceType: "Bundle", type: "searchset", entry }));
      });
      server.listen(0, "127.0.0.1");
      await once(server, "listening");
      const v = verzeichnis(`http://127.0.0.1:${(server.address() as AddressInfo).port}/search`);
      const ergebnis = await v.findeZuAdresse(kanal, adresse);
      const nochmal = await v.findeZuAdresse(kanal, adresse);
      server.close();
      server.closeAllConnections();
      const danach = await v.findeZuAdresse(kanal, adresse);
      return { ergebnis, nochmal, danach, fragen };
    };

    it("is asked by the address, active entries only, each time anew, and never answered from what was", async () => {
      const ressourcen = [organisation, punkt("e", "a,b@x"), dienst("e")];
      const { ergebnis, nochmal, danach, fragen } = await nachgeschlagen("KIM", "a,b@x", ressourcen);
      assert.deepEqual([ergebnis.art, nochmal.art, danach.art], ["gefunden", "gefunden", "nichtErreichbar"]);
      assert.equal(fragen.length, 2);
      const { searchParams } = fragen[0] ?? new URL("http://x");
      assert.deepEqual(Object.fromEntries(searchParams), {
        "organization.active": "true",
        "endpoint.address": "a\\,b@x",
        "endpoint.status": "active",
        _include: "*",
      });
    });

    it("an account is looked for in both of its forms", async () => {
      const { fragen } = await nachgeschlagen("TIM", "@a/b:tim.example", []);
      assert.equal(
        fragen[0]?.searchParams.get("endpoint.address"),
        "matrix:u/a/b:tim.example,matrix:u/a%2Fb:tim.example",
      );
    });

    const ABGELEHNTE: readonly (readonly [string, readonly object[]])[] = [
      ["another address than the one that was asked for", [organisation, punkt("e", "b@x"), dienst("e")]],
      ["an endpoint that is off", [organisation, punkt("e", "a@x", { status: "off" }), dienst("e")]],
      [
        "an endpoint of another kind",
        [organisation, punkt("e", "a@x", { connectionType: { code: "tim" } }), dienst("e")],
      ],
      ["an organisation that is not active", [{ ...organisation, active: false }, punkt("e", "a@x"), dienst("e")]],
      ["an endpoint that no service has", [organisation, punkt("e", "a@x"), dienst()]],
    ];
    for (const [was, ressourcen] of ABGELEHNTE)
      it(`is not trusted: ${was}`, async () => {
        assert.deepEqual((await nachgeschlagen("KIM", "a@x", ressourcen)).ergebnis, { art: "unbekannt" });
      });

    it("further KIM addresses of the institution do not matter to who wrote", async () => {
      const ressourcen = [organisation, punkt("e", "A@x"), punkt("f", "b@x"), dienst("e", "f")];
      const { ergebnis } = await nachgeschlagen("KIM", "a@x", ressourcen);
      assert.ok(ergebnis.art === "gefunden");
      assert.equal(ergebnis.eintrag.kim?.adresse, "A@x");
      const konto = punkt("t", "matrix:u/a:y", { connectionType: { code: "tim" } });
      const mitChat = await nachgeschlagen("TIM", "@a:y", [...ressourcen.slice(0, 3), konto, dienst("e", "f", "t")]);
      assert.ok(mitChat.ergebnis.art === "gefunden");
      assert.equal(mitChat.ergebnis.eintrag.kim, null);
    });
  });
});
