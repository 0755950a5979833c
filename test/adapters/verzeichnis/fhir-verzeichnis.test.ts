import assert from "node:assert/strict";
import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { FhirVerzeichnis } from "../../../src/adapters/verzeichnis/fhir-verzeichnis.js";
import { verzeichnisKonfiguration } from "../../../src/adapters/verzeichnis/konfiguration.js";
import { starteVerzeichnis } from "../../../sandbox/verzeichnis/verzeichnis.js";
import type { Teilnehmer } from "../../../src/domain/kern/akteur.js";

const EINTRAEGE = [
  {
    telematikId: "1-20012345",
    name: "Praxis Dr. Müller",
    professionOid: "1.2.276.0.76.4.50",
    kimAdresse: "praxis@arzt.kim.telematik-test",
    kimVersion: "1.5+",
  },
  {
    telematikId: "8-01-0000000042",
    ik: "109500969",
    name: "Krankenkasse",
    professionOid: "1.2.276.0.76.4.59",
    kimAdresse: "kasse@ktr.kim.telematik-test",
    kimVersion: "1.5",
  },
  { telematikId: "5-doppelt", name: "A", professionOid: "1.2.276.0.76.4.53", kimAdresse: "a@kh.kim.telematik-test" },
  { telematikId: "5-doppelt", name: "B", professionOid: "1.2.276.0.76.4.53", kimAdresse: "b@kh.kim.telematik-test" },
  { telematikId: "1-ohne-kim", name: "Ohne", professionOid: "1.2.276.0.76.4.50" },
  {
    telematikId: "1-20,$|x",
    name: "Zeichen",
    professionOid: "1.2.276.0.76.4.50",
    kimAdresse: "z@arzt.kim.telematik-test",
  },
];

const PRAXIS: Teilnehmer = { rolle: "VERORDNENDER", kennung: "1-20012345" };

function stelluhr() {
  let ms = Date.parse("2026-11-22T10:00:00Z");
  return { jetzt: () => new Date(ms), vor: (um: number) => (ms += um) };
}

function verzeichnis(basis: string, mehr: object = {}, uhr = stelluhr()) {
  return new FhirVerzeichnis({ konfig: verzeichnisKonfiguration.parse({ basis, fristMs: 500, ...mehr }), uhr });
}

/** A directory that answers what the test says; counts the questions. */
async function starteRoh(antworte: (antwort: http.ServerResponse, url: URL) => void) {
  const fragen: URL[] = [];
  const server = http.createServer((anfrage, antwort) => {
    const url = new URL(anfrage.url ?? "/", "http://x");
    fragen.push(url);
    antworte(antwort, url);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    basis: `http://127.0.0.1:${(server.address() as AddressInfo).port}/search`,
    fragen,
    schliesse: async () => {
      const zu = once(server, "close");
      server.close();
      server.closeAllConnections();
      await zu;
    },
  };
}

const ORGANISATION = {
  resourceType: "Organization",
  id: "o",
  active: true,
  identifier: [{ system: "https://gematik.de/fhir/sid/telematik-id", value: PRAXIS.kennung }],
  name: "Praxis",
};
const endpunkt = (id: string, mehr: object = {}) => ({
  resourceType: "Endpoint",
  id,
  status: "active",
  connectionType: { code: "kim" },
  address: `${id}@arzt.kim.telematik-test`,
  ...mehr,
});
const kennzeichen = (...codes: readonly string[]) => ({
  payloadType: [{ coding: codes.map((code) => ({ system: "https://gematik.de/fhir/directory/CodeSystem/x", code })) }],
});
const HKP = kennzeichen("Arztbrief", "eVO-HKP");
const ARZTBRIEF = kennzeichen("Arztbrief");
const dienst = (...endpunkte: string[]) => ({
  resourceType: "HealthcareService",
  id: "h",
  providedBy: { reference: "Organization/o" },
  endpoint: endpunkte.map((id) => ({ reference: `Endpoint/${id}` })),
});
const bundle = (ressourcen: object[], mehr: object = {}) => ({
  resourceType: "Bundle",
  type: "searchset",
  entry: ressourcen.map((resource) => ({ resource })),
  ...mehr,
});

describe("Verzeichnisdienst against the sandbox", () => {
  it("finds a Kostentraeger by its Telematik-ID as well", async () => {
    const sandbox = await starteVerzeichnis({ eintraege: EINTRAEGE });
    const v = verzeichnis(sandbox.basis);
    const ergebnis = await v.finde({ rolle: "KOSTENTRAEGER", kennung: "8-01-0000000042" });
    assert.ok(ergebnis.art === "gefunden");
    assert.deepEqual([ergebnis.eintrag.ik, ergebnis.eintrag.name], ["109500969", "Krankenkasse"]);
    assert.deepEqual(await v.finde({ rolle: "KOSTENTRAEGER", kennung: "8-01-9999999999" }), { art: "unbekannt" });
    await sandbox.schliesse();
  });

  it("finds by Telematik-ID, and a Kostentraeger by IK", async () => {
    const sandbox = await starteVerzeichnis({ eintraege: EINTRAEGE });
    const v = verzeichnis(sandbox.basis);
    assert.deepEqual(await v.finde(PRAXIS), {
      art: "gefunden",
      eintrag: {
        telematikId: "1-20012345",
        ik: null,
        name: "Praxis Dr. Müller",
        professionOids: ["1.2.276.0.76.4.50"],
        kim: { adresse: "praxis@arzt.kim.telematik-test", version: "1.5+" },
        tim: null,
      },
    });
    assert.deepEqual(await v.finde({ rolle: "KOSTENTRAEGER", kennung: "109500969" }), {
      art: "gefunden",
      eintrag: {
        telematikId: "8-01-0000000042",
        ik: "109500969",
        name: "Krankenkasse",
        professionOids: ["1.2.276.0.76.4.59"],
        kim: { adresse: "kasse@ktr.kim.telematik-test", version: "1.5" },
        tim: null,
      },
    });
    await sandbox.schliesse();
  });

  const faelle: [Teilnehmer, string][] = [
    [{ rolle: "PFLEGEDIENST", kennung: "10-67.245.gibtesnicht" }, "unbekannt"],
    [{ rolle: "PFLEGEDIENST", kennung: "109500969" }, "unbekannt"],
    [{ rolle: "KOSTENTRAEGER", kennung: "8-01-0000000042" }, "gefunden"],
    [{ rolle: "VERORDNENDER", kennung: "1-OHNE-KIM" }, "unbekannt"],
    [{ rolle: "VERORDNENDER", kennung: "1-ohne-kim" }, "unbekannt"],
    [{ rolle: "VERORDNENDER", kennung: "5-doppelt" }, "mehrdeutig"],
    [{ rolle: "VERORDNENDER", kennung: "1-20,$|x" }, "gefunden"],
    [{ rolle: "VERSICHERTER", kennung: "A123456780" }, "unbekannt"],
  ];
  for (const [teilnehmer, art] of faelle) {
    it(`${teilnehmer.rolle} ${teilnehmer.kennung}: ${art}`, async () => {
      const sandbox = await starteVerzeichnis({ eintraege: EINTRAEGE });
      assert.equal((await verzeichnis(sandbox.basis).finde(teilnehmer)).art, art);
      await sandbox.schliesse();
    });
  }

  it("needs the token where one is asked for", async () => {
    const sandbox = await starteVerzeichnis({ eintraege: EINTRAEGE, token: "t1" });
    assert.equal((await verzeichnis(sandbox.basis).finde(PRAXIS)).art, "nichtErreichbar");
    assert.equal((await verzeichnis(sandbox.basis, { token: "t1" }).finde(PRAXIS)).art, "gefunden");
    await sandbox.schliesse();
  });
});

describe("Verzeichnisdienst: the search and its answers", () => {
  it("asks as the specification says, and never for a Versicherter", async () => {
    const roh = await starteRoh((antwort) => antwort.end(JSON.stringify(bundle([]))));
    await verzeichnis(roh.basis).finde(PRAXIS);
    await verzeichnis(roh.basis).finde({ rolle: "VERSICHERTER", kennung: "A123456780" });
    assert.equal(roh.fragen.length, 1);
    assert.equal(roh.fragen[0]?.pathname, "/search/HealthcareService");
    assert.deepEqual(Object.fromEntries(roh.fragen[0].searchParams), {
      "organization.active": "true",
      "organization.identifier": "https://gematik.de/fhir/sid/telematik-id|1-20012345",
      "endpoint.status": "active",
      _include: "*",
    });
    await roh.schliesse();
  });

  const antworten: [string, object, string, string | null][] = [
    [
      "one active KIM endpoint",
      bundle([dienst("e1"), ORGANISATION, endpunkt("e1")]),
      "gefunden",
      "e1@arzt.kim.telematik-test",
    ],
    [
      "endpoints that are off or not KIM",
      bundle([
        dienst("e1", "e2", "e3"),
        ORGANISATION,
        endpunkt("e1", { status: "off" }),
        endpunkt("e2", { connectionType: { code: "tim" } }),
        endpunkt("e3"),
        { resourceType: "Location", id: "l" },
      ]),
      "gefunden",
      "e3@arzt.kim.telematik-test",
    ],
    ["an endpoint that no service names", bundle([dienst(), ORGANISATION, endpunkt("e1")]), "gefunden", null],
    [
      "two KIM addresses",
      bundle([dienst("e1", "e2"), ORGANISATION, endpunkt("e1"), endpunkt("e2")]),
      "mehrdeutig",
      null,
    ],
    [
      "several KIM addresses, one of them for HKP",
      bundle([dienst("e1", "e2", "e3"), ORGANISATION, endpunkt("e1"), endpunkt("e2", HKP), endpunkt("e3", ARZTBRIEF)]),
      "gefunden",
      "e2@arzt.kim.telematik-test",
    ],
    [
      "two KIM addresses for HKP",
      bundle([dienst("e1", "e2"), ORGANISATION, endpunkt("e1", HKP), endpunkt("e2", HKP)]),
      "mehrdeutig",
      null,
    ],
    [
      "two KIM addresses, one for HKP but off",
      bundle([
        dienst("e1", "e2", "e3"),
        ORGANISATION,
        endpunkt("e1"),
        endpunkt("e2", { ...HKP, status: "off" }),
        endpunkt("e3"),
      ]),
      "mehrdeutig",
      null,
    ],
    [
      "the only KIM address, for something else",
      bundle([dienst("e1"), ORGANISATION, endpunkt("e1", ARZTBRIEF)]),
      "gefunden",
      "e1@arzt.kim.telematik-test",
    ],
    [
      "a further page",
      bundle([dienst("e1"), ORGANISATION, endpunkt("e1")], { link: [{ relation: "next" }] }),
      "mehrdeutig",
      null,
    ],
    [
      "an inactive institution",
      bundle([dienst("e1"), { ...ORGANISATION, active: false }, endpunkt("e1")]),
      "unbekannt",
      null,
    ],
    [
      "another institution than the one asked for",
      bundle([
        dienst("e1"),
        { ...ORGANISATION, identifier: [{ ...ORGANISATION.identifier[0], value: "1-FREMD" }] },
        endpunkt("e1"),
      ]),
      "unbekannt",
      null,
    ],
    ["no Bundle", { resourceType: "OperationOutcome" }, "nichtErreichbar", null],
    [
      "an endpoint without address",
      bundle([dienst("e1"), ORGANISATION, endpunkt("e1", { address: 7 })]),
      "nichtErreichbar",
      null,
    ],
  ];
  for (const [name, koerper, art, adresse] of antworten) {
    it(`${name}: ${art}`, async () => {
      const roh = await starteRoh((antwort) => antwort.end(JSON.stringify(koerper)));
      const ergebnis = await verzeichnis(roh.basis).finde(PRAXIS);
      assert.equal(ergebnis.art, art);
      if (ergebnis.art === "gefunden") assert.equal(ergebnis.eintrag.kim?.adresse ?? null, adresse);
      await roh.schliesse();
    });
  }

  const stoerungen: [string, (antwort: http.ServerResponse) => void][] = [
    ["500", (antwort) => antwort.writeHead(500).end("{}")],
    ["a redirect", (antwort) => antwort.writeHead(302, { location: "http://127.0.0.1:1/" }).end()],
    ["no JSON", (antwort) => antwort.end("<html>")],
    ["silence", () => undefined],
    ["a cut line", (antwort) => antwort.destroy()],
    ["an endless answer", (antwort) => antwort.end(" ".repeat(5 * 1024 * 1024))],
  ];
  for (const [name, antworte] of stoerungen) {
    it(`${name}: nichtErreichbar`, async () => {
      const roh = await starteRoh(antworte);
      assert.deepEqual(await verzeichnis(roh.basis).finde(PRAXIS), { art: "nichtErreichbar" });
      await roh.schliesse();
    });
  }
});

describe("Verzeichnisdienst: cache", () => {
  const gut = bundle([dienst("e1"), ORGANISATION, endpunkt("e1")]);
  const zeiten = { frischMs: 1000, hoechstensMs: 5000 };

  it("asks once while an answer is fresh, and again afterwards", async () => {
    const roh = await starteRoh((antwort) => antwort.end(JSON.stringify(gut)));
    const uhr = stelluhr();
    const v = verzeichnis(roh.basis, zeiten, uhr);
    await v.finde(PRAXIS);
    uhr.vor(999);
    await v.finde(PRAXIS);
    assert.equal(roh.fragen.length, 1);
    uhr.vor(1);
    await v.finde(PRAXIS);
    assert.equal(roh.fragen.length, 2);
    await roh.schliesse();
  });

  it("uses an old answer while the directory is away, but only within the bound", async () => {
    let weg = false;
    const roh = await starteRoh((antwort) => (weg ? antwort.destroy() : antwort.end(JSON.stringify(gut))));
    const uhr = stelluhr();
    const v = verzeichnis(roh.basis, zeiten, uhr);
    await v.finde(PRAXIS);
    weg = true;
    uhr.vor(4999);
    assert.equal((await v.finde(PRAXIS)).art, "gefunden");
    uhr.vor(1);
    assert.equal((await v.finde(PRAXIS)).art, "nichtErreichbar");
    await roh.schliesse();
  });

  it("does not keep that something is not there, and forgets what went", async () => {
    let koerper: object = bundle([]);
    const roh = await starteRoh((antwort) => antwort.end(JSON.stringify(koerper)));
    const uhr = stelluhr();
    const v = verzeichnis(roh.basis, zeiten, uhr);
    assert.equal((await v.finde(PRAXIS)).art, "unbekannt");
    koerper = gut;
    assert.equal((await v.finde(PRAXIS)).art, "gefunden");
    koerper = bundle([]);
    uhr.vor(1000);
    assert.equal((await v.finde(PRAXIS)).art, "unbekannt");
    await roh.schliesse();
    assert.equal((await v.finde(PRAXIS)).art, "nichtErreichbar");
  });

  it("holds no more entries than configured", async () => {
    const sandbox = await starteVerzeichnis({ eintraege: EINTRAEGE });
    const v = verzeichnis(sandbox.basis, { eintraege: 1 });
    await v.finde(PRAXIS);
    await v.finde({ rolle: "KOSTENTRAEGER", kennung: "109500969" });
    await sandbox.schliesse();
    assert.equal((await v.finde(PRAXIS)).art, "nichtErreichbar");
    assert.equal((await v.finde({ rolle: "KOSTENTRAEGER", kennung: "109500969" })).art, "gefunden");
  });

  it("stops when the caller stops", async () => {
    const roh = await starteRoh(() => undefined);
    assert.equal(
      (await verzeichnis(roh.basis, { fristMs: 60_000 }).finde(PRAXIS, AbortSignal.abort())).art,
      "nichtErreichbar",
    );
    await roh.schliesse();
  });
});
