import assert from "node:assert/strict";
import fc from "fast-check";
import { befehl } from "../../../sandbox/befehl/befehl.js";
import { erzeugeFhirPruefung } from "../../../src/adapters/fhir/fhir-pruefung.js";
import { BEFEHLSZEILEN, istNachrichtenaktion, zugangAus } from "../../../src/app/eingang/befehlszeilen.js";
import type { Befehlszeile, Nachrichtenaktion } from "../../../src/app/eingang/befehlszeilen.js";
import { entscheidungAlsBundle } from "../../../src/domain/fhir/entscheidung-bundle.js";
import { istBefehlsnachricht, leseBefehl } from "../../../src/domain/fhir/befehlsnachricht.js";
import { korrekturAlsBundle } from "../../../src/domain/fhir/korrektur-bundle.js";
import type { Parameter } from "../../../src/domain/fhir/parameter.js";
import { Fachfehler } from "../../../src/domain/kern/fehler.js";
import type { FhirBundle } from "../../../src/domain/ports/zustellung.js";
import { entscheidung, VERORDNUNGS_ID } from "../../domain/hkp/vorgaenge.js";

const KOPF = { bundleId: "5b0c7f3e-8f0e-4c64-9a53-0a4f7d6a1b21", zeitpunkt: new Date("2026-03-02T10:15:00Z") };
const wort = (name: string): Parameter => ({ name, text: "x" });
const VORSCHLAG = korrekturAlsBundle(
  {
    verordnungsId: VERORDNUNGS_ID,
    zuVersion: 1,
    absender: "5-1",
    aenderungen: [{ id: "a", art: "HINZUFUEGEN", einschraenkung: "sieht schlecht", begruendung: "neu" }],
  },
  KOPF,
);
/** One valid message of each shape that rows read. */
const MUSTER: Partial<Record<Nachrichtenaktion, Parameters<typeof befehl>[2]>> = {
  annehmen: { parameter: [wort("poppToken")] },
  verfuegbarkeitAntworten: { parameter: [{ name: "verfuegbar", wahr: true }, wort("text")] },
  entscheiden: { datensatz: entscheidungAlsBundle(entscheidung(), KOPF) },
  korrekturAnfragen: { parameter: [{ name: "an", text: "VERORDNENDER" }], datensatz: VORSCHLAG },
  korrekturBeantworten: {
    parameter: [{ name: "antwort", teile: [wort("aenderungId"), { name: "ergebnis", text: "ABGELEHNT" }] }],
    signiert: new Uint8Array([1, 2, 3]),
  },
  leistungVermindern: {
    parameter: [
      {
        name: "aenderung",
        teile: [
          wort("leistungId"),
          wort("begruendung"),
          { name: "art", text: "VERMINDERT" },
          { name: "umfang", umfang: { haeufigkeit: { anzahl: 1, je: "TAG" } } },
        ],
      },
    ],
  },
};

/** Every place in a tree, as a path of keys. */
function stellen(wert: unknown, pfad: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof wert !== "object" || wert === null) return [pfad];
  return [pfad, ...Object.entries(wert).flatMap(([name, inhalt]) => stellen(inhalt, [...pfad, name]))];
}

/** The tree with one place put out, doubled or replaced. */
function verstuemmle(bundle: FhirBundle, pfad: readonly string[], neu: unknown): unknown {
  const kopie = structuredClone(bundle) as unknown;
  const name = pfad.at(-1);
  if (name === undefined) return neu;
  const eltern = pfad.slice(0, -1).reduce((ort, teil) => (ort as Record<string, unknown>)[teil], kopie);
  if (neu === undefined) delete (eltern as Record<string, unknown>)[name];
  else (eltern as Record<string, unknown>)[name] = neu;
  return kopie;
}

const FREMDES = fc.oneof(
  fc.constant(undefined),
  fc.constantFrom<unknown>(null, [], {}, "", 0, -1, true, [[]], [null], "constructor", "__proto__", {
    resourceType: "Bundle",
  }),
  fc.jsonValue(),
);

describe("A command that was mutilated", function () {
  this.timeout(60_000);
  const fhir = erzeugeFhirPruefung();

  /** What becomes of the bytes: nothing but an order or a refusal. */
  function lies(text: string): "Auftrag" | "abgewiesen" | "kein Befehl" {
    const gelesen = fhir.lies(new TextEncoder().encode(text));
    if (gelesen.art === "ungueltig" || !istBefehlsnachricht(gelesen.bundle)) return "kein Befehl";
    const { befehl: einer, verstoesse } = leseBefehl(gelesen.bundle);
    if (verstoesse.length > 0 || !istNachrichtenaktion(einer.code)) return "abgewiesen";
    const zeile: Befehlszeile | null = BEFEHLSZEILEN[einer.code];
    const { parameter, datensatz, signiert } = einer;
    zugangAus(einer);
    const unpassend = zeile?.datensatz === "UNSIGNIERT" && datensatz === null;
    const ohne = zeile?.datensatz === "BEIDES" && datensatz === null && signiert === null;
    if (zeile === null || unpassend || ohne) return "abgewiesen";
    try {
      zeile.lies({ parameter, datensatz, signiert, vorgangId: VERORDNUNGS_ID });
    } catch (fehler) {
      if (fehler instanceof Fachfehler) return "abgewiesen";
      throw fehler;
    }
    return verstoesse.length > 0 ? "abgewiesen" : "Auftrag";
  }

  for (const [aktion, teil] of Object.entries(MUSTER)) {
    const bundle = befehl("praxis", aktion as Nachrichtenaktion, { ...KOPF, verordnungsId: VERORDNUNGS_ID, ...teil });
    it(`${aktion}: whole it is an order`, () => assert.equal(lies(JSON.stringify(bundle)), "Auftrag"));

    it(`${aktion}: one place changed, it is an order or refused, and never a crash`, () => {
      const orte = stellen(bundle);
      fc.assert(
        fc.property(fc.nat(orte.length - 1), FREMDES, (stelle, neu) => {
          lies(JSON.stringify(verstuemmle(bundle, orte[stelle] ?? [], neu)) ?? "");
        }),
        { numRuns: 400 },
      );
    });
  }
});
