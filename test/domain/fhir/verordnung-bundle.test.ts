import assert from "node:assert/strict";
import { verordnungAlsBundle, verordnungAusBundle } from "../../../src/domain/fhir/verordnung-bundle.js";
import type { Kostentraegerart } from "../../../src/domain/hkp/datensaetze/verordnung.js";
import type { FhirBundle, FhirRessource } from "../../../src/domain/ports/zustellung.js";
import {
  MEDIKAMENTE,
  POSITIONSWECHSEL_BLANKO,
  verordnung,
  verordnungMitBlanko,
} from "../../helfer/verordnung-bauer.js";

const KOPF = { bundleId: "0d6a6a1e-7c55-4b5f-9d3e-0a3f7b1c2d4e", zeitpunkt: new Date("2026-03-02T09:15:00.000Z") };
const bundle = verordnungAlsBundle(verordnungMitBlanko(), KOPF);
const ressourcen = (von: FhirBundle, typ: string): FhirRessource[] =>
  von.entry.map(({ resource }) => resource).filter(({ resourceType }) => resourceType === typ);
const erste = (von: FhirBundle, typ: string): FhirRessource => {
  const [treffer] = ressourcen(von, typ);
  assert.ok(treffer, typ);
  return treffer;
};

describe("Verordnung als FHIR-Dokument", () => {
  it("ist ein Bundle vom Typ document mit der Verordnungs-ID als Kennung", () => {
    assert.equal(bundle.resourceType, "Bundle");
    assert.equal(bundle.type, "document");
    assert.equal(bundle.id, KOPF.bundleId);
    assert.equal(bundle["timestamp"], "2026-03-02T09:15:00.000Z");
    assert.deepEqual(bundle["identifier"], {
      system: "https://gematik.de/fhir/erp/NamingSystem/GEM_ERP_NS_PrescriptionId",
      value: "160.000.000.000.123.76",
    });
    assert.equal("meta" in bundle, false);
    const profil = "https://fhir.kbv.de/StructureDefinition/KBV_PR_HKP_Bundle|1.0";
    assert.deepEqual(verordnungAlsBundle(verordnung(), { ...KOPF, profil })["meta"], { profile: [profil] });
  });

  it("beginnt mit der Composition und enthält je Diagnose, Einschränkung und Leistung eine Ressource", () => {
    assert.deepEqual(
      bundle.entry.map(({ resource }) => resource.resourceType),
      [
        ...["Composition", "Patient", "Coverage", "Practitioner", "Organization"],
        ...["Condition", "Condition", "Condition", "Condition", "CarePlan", "ServiceRequest", "ServiceRequest"],
      ],
    );
  });

  it("löst jeden Verweis innerhalb des Bundles auf, jede fullUrl ist eigen", () => {
    const ziele = bundle.entry.map(({ fullUrl, resource }) => {
      assert.equal(fullUrl, `urn:uuid:${resource.id ?? ""}`);
      assert.match(fullUrl, /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      return fullUrl;
    });
    assert.equal(new Set(ziele).size, ziele.length);
    const verweise = [...JSON.stringify(bundle).matchAll(/"reference":"([^"]*)"/g)].map((treffer) => treffer[1] ?? "");
    assert.ok(verweise.length > 15);
    for (const verweis of verweise) assert.ok(ziele.includes(verweis), verweis);
  });

  it("trägt die Kennungen in ihren Namensräumen", () => {
    assert.deepEqual(erste(bundle, "Patient")["identifier"], [
      { system: "http://fhir.de/sid/gkv/kvid-10", value: "X110411319" },
    ]);
    assert.deepEqual(erste(bundle, "Practitioner")["identifier"], [
      { system: "https://fhir.kbv.de/NamingSystem/KBV_NS_Base_ANR", value: "838382202" },
    ]);
    assert.deepEqual(erste(bundle, "Organization")["identifier"], [
      { system: "https://fhir.kbv.de/NamingSystem/KBV_NS_Base_BSNR", value: "031234567" },
      { system: "https://gematik.de/fhir/sid/telematik-id", value: "1-20.0123456789" },
    ]);
    assert.deepEqual(erste(bundle, "Coverage")["payor"], [
      { identifier: { system: "http://fhir.de/sid/arge-ik/iknr", value: "104212059" }, display: "gematiker Kasse" },
    ]);
    assert.deepEqual(erste(bundle, "Condition")["code"], {
      coding: [{ system: "http://fhir.de/CodeSystem/bfarm/icd-10-gm", code: "I83.0" }],
      text: "Varizen der unteren Extremitäten mit Ulzeration",
    });
  });

  it("nennt die KVNR eines Privatversicherten im Namensraum der PKV", () => {
    const privat = verordnungAlsBundle(
      verordnung({ kostentraeger: { ...verordnung().kostentraeger, art: "PKV" } }),
      KOPF,
    );
    assert.deepEqual(erste(privat, "Patient")["identifier"], [
      { system: "http://fhir.de/sid/pkv/kvid-10", value: "X110411319" },
    ]);
  });

  it("gibt Häufigkeit und Dauer als Timing an, bei Blanko keines", () => {
    const [medikamente, positionswechsel] = ressourcen(bundle, "ServiceRequest");
    assert.deepEqual(medikamente?.["occurrenceTiming"], {
      repeat: {
        boundsPeriod: { start: "2026-03-03", end: "2026-03-16" },
        frequency: 2,
        period: 1,
        periodUnit: "d",
      },
    });
    assert.equal(positionswechsel && "occurrenceTiming" in positionswechsel, false);
    const blanko = (auftrag: FhirRessource | undefined) =>
      (auftrag?.["extension"] as { valueBoolean: boolean }[]).map(({ valueBoolean }) => valueBoolean);
    assert.deepEqual([blanko(medikamente), blanko(positionswechsel)], [[false], [true]]);
    assert.deepEqual(erste(bundle, "CarePlan")["period"], { start: "2026-03-03", end: "2026-03-16" });
  });
});

interface Formbar {
  [feld: string]: unknown;
  entry: { fullUrl?: string; resource: Record<string, unknown> }[];
}
type Aenderung = (ressource: (typ: string, stelle?: number) => Record<string, unknown>, bundle: Formbar) => void;

/** Changes to the Bundle that must be noticed, and where. */
const FAELLE: readonly (readonly [string, Aenderung, pfad: RegExp, regel: RegExp])[] = [
  ["kein Dokument", (_, b) => (b["type"] = "collection"), /^Bundle\.type$/, /document/],
  ["Nachricht ohne Einträge", (_, b) => (b.entry = []), /^Bundle\.entry/, /Composition/],
  [
    "anderer Datensatz",
    (r) => ((r("Composition")["type"] as Kode).coding[0].code = "angaben"),
    /type\.coding\[0\]\.code$/,
    /verordnung/,
  ],
  [
    "vorläufige Composition",
    (r) => (r("Composition")["status"] = "preliminary"),
    /entry\[0\]\.resource\.status$/,
    /final/,
  ],
  ["fehlende Kennung", (_, b) => delete b["identifier"], /^Bundle\.identifier\.value$/, /Pflichtangabe fehlt/],
  [
    "fehlender Name",
    (r) => delete r("Patient")["name"],
    /entry\[1\]\.resource\.name\[0\]\.family$/,
    /Pflichtangabe fehlt/,
  ],
  ["zwei Namen", (r) => (r("Patient")["name"] as unknown[]).push({}), /entry\[1\]\.resource\.name$/, /nur ein Eintrag/],
  ["fehlende KVNR", (r) => (r("Patient")["identifier"] = []), /identifier\..*kvid-10.*\.value$/, /Pflichtangabe fehlt/],
  [
    "zwei KVNR",
    (r) =>
      (r("Patient")["identifier"] as unknown[]).push({ system: "http://fhir.de/sid/pkv/kvid-10", value: "X110411319" }),
    /entry\[1\]\.resource\.identifier$/,
    /nur eine Krankenversichertennummer/,
  ],
  ["fehlendes Verordnungsdatum", (r) => delete r("CarePlan")["created"], /created$/, /Pflichtangabe fehlt/],
  ["fehlendes Ende", (r) => (r("CarePlan")["period"] = { start: "2026-03-03" }), /period\.end$/, /Pflichtangabe fehlt/],
  ["Zahl statt Text", (r) => (r("CarePlan")["created"] = 20260302), /created$/, /Text erwartet/],
  ["aufgehobener Plan", (r) => (r("CarePlan")["status"] = "revoked"), /status$/, /„active“/],
  ["Entwurf einer Leistung", (r) => (r("ServiceRequest")["intent"] = "proposal"), /intent$/, /„order“/],
  ["verneinte Leistung", (r) => (r("ServiceRequest")["doNotPerform"] = true), /doNotPerform$/, /nicht vorgesehen/],
  [
    "bedarfsweise Leistung",
    (r) => (r("ServiceRequest")["asNeededBoolean"] = true),
    /asNeededBoolean$/,
    /nicht vorgesehen/,
  ],
  ["Verdachtsdiagnose", (r) => (r("Condition")["verificationStatus"] = {}), /verificationStatus$/, /nicht vorgesehen/],
  [
    "Häufigkeit alle zwei Wochen",
    (r) => (wiederholung(r)["period"] = 2),
    /repeat\.period$/,
    /nur je einem Tag, einer Woche oder einem Monat/,
  ],
  ["Häufigkeit je Stunde", (r) => (wiederholung(r)["periodUnit"] = "h"), /periodUnit$/, /d, wk, mo/],
  ["nur montags", (r) => (wiederholung(r)["dayOfWeek"] = ["mon"]), /repeat\.dayOfWeek$/, /nicht vorgesehen/],
  ["Häufigkeit ohne Anzahl", (r) => delete wiederholung(r)["frequency"], /repeat\.frequency$/, /Pflichtangabe fehlt/],
  [
    "unbekannte Art der Verordnung",
    (r) => (((r("CarePlan")["category"] as Kode[])[0] as Kode).coding[0].code = "dauer"),
    /category\[0\]\.coding\[0\]\.code$/,
    /erstverordnung, folgeverordnung/,
  ],
  [
    "Leistung ohne Einbindung",
    (r) => (r("CarePlan")["activity"] as unknown[]).pop(),
    /^Bundle\.entry\[11\]$/,
    /nicht eingebunden/,
  ],
  [
    "zweiter Patient",
    (r, b) => b.entry.push({ fullUrl: "urn:uuid:x", resource: { ...r("Patient") } }),
    /^Bundle\.entry\[12\]$/,
    /nicht eingebunden/,
  ],
  [
    "Verweis ins Leere",
    (r) => (r("Composition")["subject"] = { reference: "urn:uuid:fehlt" }),
    /entry\[0\]\.resource\.subject$/,
    /nicht zu genau einer Ressource/,
  ],
  [
    "Verweis auf die falsche Ressource",
    (r) => (r("Composition")["subject"] = r("Composition")["custodian"]),
    /resourceType$/,
    /„Patient“/,
  ],
  ["ohne Maßnahmen", (r) => (r("Composition")["section"] as unknown[]).shift(), /section$/, /je einen Eintrag/],
  ["zwei Werte für Blanko", (r) => verdoppleErweiterung(r), /extension$/, /mehrfach/],
  [
    "Blanko als Text",
    (r) => ((r("ServiceRequest")["extension"] as Record<string, unknown>[])[0] = { url: BLANKO, valueBoolean: "ja" }),
    /valueBoolean$/,
    /true oder false/,
  ],
  [
    "unbekannter Versorgungsort",
    (r) => erweitere(r, "versorgungsort", { valueCodeableConcept: { coding: [{ system: ORTE, code: "buero" }] } }),
    /valueCodeableConcept\.coding\[0\]\.code$|where\(system/,
    /haeuslichkeit, wohngruppe, schule-kita, werkstatt, pflegeheim, sonstiger/,
  ],
  [
    "Gesamtverordnung ohne URN",
    (r) => erweitere(r, "gesamtverordnung", { valueIdentifier: { system: "urn:ietf:rfc:3986", value: "4711" } }),
    /valueIdentifier\.value$/,
    /UUID als URN/,
  ],
  ["Liste als Objekt", (r) => (r("CarePlan")["activity"] = {}), /activity$/, /Liste erwartet/],
  ["fremder Namensraum der Kasse", (r) => fremdesIk(r), /identifier\.system$/, /iknr/],
];

type Kode = { coding: [{ code: string }] };
const BLANKO = "http://hkp-gateway.example/fhir/StructureDefinition/blanko";
const wiederholung = (r: (typ: string) => Record<string, unknown>) =>
  (r("ServiceRequest")["occurrenceTiming"] as { repeat: Record<string, unknown> }).repeat;
const ORTE = "http://hkp-gateway.example/fhir/CodeSystem/versorgungsort";
function erweitere(r: (typ: string) => Record<string, unknown>, name: string, wert: object): void {
  const url = `http://hkp-gateway.example/fhir/StructureDefinition/${name}`;
  (r("CarePlan")["extension"] as unknown[]).push({ url, ...wert });
}
function verdoppleErweiterung(r: (typ: string) => Record<string, unknown>): void {
  (r("ServiceRequest")["extension"] as unknown[]).push({ url: BLANKO, valueBoolean: true });
}
function fremdesIk(r: (typ: string) => Record<string, unknown>): void {
  (
    (r("Coverage")["payor"] as { identifier: { system: string } }[])[0] as { identifier: { system: string } }
  ).identifier.system = "x";
}

describe("Verordnung aus einem FHIR-Dokument", () => {
  for (const [titel, aendere, pfad, regel] of FAELLE) {
    it(`meldet: ${titel}`, () => {
      const kopie = structuredClone(bundle) as unknown as Formbar;
      aendere((typ) => {
        const treffer = kopie.entry.find(({ resource }) => resource["resourceType"] === typ);
        assert.ok(treffer, typ);
        return treffer.resource;
      }, kopie);
      const ergebnis = verordnungAusBundle(kopie as unknown as FhirBundle);
      assert.equal(ergebnis.art, "ungueltig");
      assert.ok(
        ergebnis.verstoesse.some((verstoss) => pfad.test(verstoss.pfad) && regel.test(verstoss.regel)),
        JSON.stringify(ergebnis.verstoesse),
      );
    });
  }

  it("liest jede Art des Kostenträgers zurück", () => {
    const arten: readonly Kostentraegerart[] = ["GKV", "DGUV", "BUNDESPOLIZEI", "PKV", "BEIHILFE", "SONSTIGE"];
    for (const art of arten) {
      const datensatz = verordnung({ kostentraeger: { ...verordnung().kostentraeger, art } });
      assert.deepEqual(verordnungAusBundle(verordnungAlsBundle(datensatz, KOPF)), {
        art: "gueltig",
        verordnung: datensatz,
      });
    }
  });

  it("trägt Versorgungsort, Gesamtverordnung und dauerhaften Bedarf als Erweiterungen des Plans und liest sie zurück", () => {
    const datensatz = verordnung({
      versorgungsort: "SCHULE_KITA",
      gesamtverordnungId: "6d9cf5a4-5a3a-4f3e-9d1b-0c6b8b6c9a10",
      bedarfDauerhaft: false,
    });
    const dokument = verordnungAlsBundle(datensatz, KOPF);
    assert.deepEqual((erste(dokument, "CarePlan")["extension"] as unknown[]).slice(1), [
      {
        url: "http://hkp-gateway.example/fhir/StructureDefinition/versorgungsort",
        valueCodeableConcept: { coding: [{ system: ORTE, code: "schule-kita" }] },
      },
      {
        url: "http://hkp-gateway.example/fhir/StructureDefinition/gesamtverordnung",
        valueIdentifier: {
          system: "urn:ietf:rfc:3986",
          value: "urn:uuid:6d9cf5a4-5a3a-4f3e-9d1b-0c6b8b6c9a10",
        },
      },
      { url: "http://hkp-gateway.example/fhir/StructureDefinition/bedarf-dauerhaft", valueBoolean: false },
    ]);
    assert.deepEqual(verordnungAusBundle(dokument), { art: "gueltig", verordnung: datensatz });
  });

  it("liest auch eine regelwidrige Verordnung, damit die Regeln sie benennen können", () => {
    const datensatz = verordnung({
      diagnosen: [],
      einschraenkungen: [],
      leistungen: [
        { ...POSITIONSWECHSEL_BLANKO, haeufigkeit: { anzahl: 1, je: "TAG" } },
        { ...MEDIKAMENTE, id: "L3" },
      ],
    });
    assert.deepEqual(verordnungAusBundle(verordnungAlsBundle(datensatz, KOPF)), {
      art: "gueltig",
      verordnung: datensatz,
    });
  });

  it("liest mehrere Vornamen als einen Text", () => {
    const kopie = structuredClone(bundle);
    (erste(kopie, "Patient")["name"] as { given: string[] }[])[0]?.given.push("Maria");
    const ergebnis = verordnungAusBundle(kopie);
    assert.equal(ergebnis.art === "gueltig" && ergebnis.verordnung.versicherter.vorname, "Renate Maria");
  });
});
