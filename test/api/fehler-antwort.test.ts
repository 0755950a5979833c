import assert from "node:assert/strict";
import { GraphQLError } from "graphql";
import { FEHLER, Fachfehler } from "../../src/domain/kern/fehler.js";
import { ErgebnisUnbekannt } from "../../src/domain/ports/vorgang-store.js";
import { fehlerAntwort } from "../../src/fehler-antwort.js";
import type { Fehlerprotokoll } from "../../src/fehler-antwort.js";

const ORT = { anfrageId: "a-1" };
function antworte(fehler: unknown, protokoll: Partial<Fehlerprotokoll> = {}) {
  return fehlerAntwort(fehler, ORT, { unerwartet: () => undefined, gezaehlt: () => undefined, ...protokoll });
}

describe("One mapping of errors", () => {
  it("a Fachfehler keeps its code and details, however deep it is wrapped", () => {
    const fach = new Fachfehler("VERSIONSKONFLIKT", { erwartet: 1, vorhanden: 2 });
    const innen = new GraphQLError("x", { originalError: fach, path: ["aktivieren"] });
    for (const fehler of [fach, innen, new GraphQLError("y", { originalError: innen })])
      assert.deepEqual(antworte(fehler).extensions, {
        code: "VERSIONSKONFLIKT",
        details: { erwartet: 1, vorhanden: 2 },
        anfrageId: "a-1",
      });
    assert.deepEqual(antworte(innen).path, ["aktivieren"]);
  });

  it("a lost answer of the database on a read", () =>
    assert.equal(antworte(new ErgebnisUnbekannt(new Error("x"))).extensions.code, "NICHT_VERFUEGBAR"));

  const unerwartete: [string, unknown][] = [
    ["an Error", new Error("Renate")],
    ["a string", "Renate"],
    ["nothing", undefined],
    ["null", null],
    ["an object that fails to be read", new Proxy({}, { get: () => assert.fail("Renate") })],
    ["a GraphQLError of a resolver", new GraphQLError("Renate", { path: ["vorgang"] })],
  ];
  for (const [name, fehler] of unerwartete)
    it(`${name}: INTERN, masked, told to the log`, () => {
      const gemeldet: unknown[] = [];
      const antwort = antworte(fehler, { unerwartet: (wert) => gemeldet.push(wert) });
      assert.equal(antwort.extensions.code, "INTERN");
      assert.equal(antwort.message, FEHLER.INTERN);
      assert.doesNotMatch(JSON.stringify(antwort), /Renate/);
      assert.ok(gemeldet.length === 1 && gemeldet[0] === fehler);
    });

  it("never throws, not even if log and counter do", () => {
    const wirf = (): never => assert.fail("no log");
    assert.equal(antworte(new Error("x"), { unerwartet: wirf, gezaehlt: wirf }).extensions.code, "INTERN");
    const kreis = new GraphQLError("x");
    Object.defineProperty(kreis, "originalError", { value: kreis });
    assert.equal(antworte(kreis).extensions.code, "INTERN");
  });

  const saetze: [string, string, string | null][] = [
    [
      'Cannot query field "name" on type "Vorgang". Did you mean "id"?',
      'Cannot query field "name" on type "Vorgang".',
      null,
    ],
    ['Enum "Status" cannot represent non-enum value: "Renate".', "The document does not fit the schema.", null],
    [
      'Expected value of type "UUID", found "Renate"; UUID must be a UUID.',
      "The document does not fit the schema.",
      null,
    ],
    [
      'Variable "$v" got invalid value { name: "Renate" } at "v.leistungen[2].id"; ID cannot represent value',
      "A variable does not fit its type.",
      "$v.leistungen[2].id",
    ],
    ['Variable "$v" got invalid value "x at \\"v.Renate\\"; y"; ID cannot', "A variable does not fit its type.", "$v"],
    [
      'Variable "$v" got invalid value {} at "v.a"; Field "b" of required type "Int!" was not provided.',
      "A variable does not fit its type.",
      "$v.a.b",
    ],
  ];
  for (const [message, grund, pfad] of saetze)
    it(`GraphQL's „${message.slice(0, 48)}…“ leaves no value`, () => {
      const fehler = new GraphQLError(message, { extensions: { code: "GRAPHQL_VALIDATION_FAILED" } });
      const { code, details } = antworte(fehler).extensions;
      assert.equal(code, "ANFRAGE_UNGUELTIG");
      assert.deepEqual(details, { grund, pfad });
    });
});
