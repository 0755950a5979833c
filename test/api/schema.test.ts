import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { isEnumType, isInputObjectType, isInterfaceType, isObjectType, isSpecifiedScalarType } from "graphql";
import { FEHLER } from "../../src/domain/kern/fehler.js";
import { GEDRUCKTES } from "../../src/gedrucktes.js";
import { baueSchema } from "../../src/resolvers/build-schema.js";
import { RECHTE } from "../../src/resolvers/rechte.js";

const wurzel = new URL("../../../", import.meta.url);

describe("Schema and printed files", () => {
  const schema = baueSchema();

  for (const pfad of ["schema.graphql", "docs/FEHLER.md", "docs/BETRIEB.md", "docs/PROZESS.md"])
    it(`${pfad} is what the code prints (npm run drucken)`, async () => {
      const text = await readFile(new URL(pfad, wurzel), "utf8");
      assert.equal(GEDRUCKTES[pfad]?.(text), text);
    });

  it("docs/FEHLER.md has every code of the table and no other", async () => {
    const text = await readFile(new URL("docs/FEHLER.md", wurzel), "utf8");
    const genannte = [...text.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, code]) => code);
    assert.deepEqual(genannte, Object.keys(FEHLER));
  });

  it("every type, field, argument and enum value has a description", () => {
    const ohne: string[] = [];
    const pruefe = (name: string, beschreibung: string | null | undefined): void => {
      if ((beschreibung ?? "").trim().length < 4) ohne.push(name);
    };
    for (const typ of Object.values(schema.getTypeMap())) {
      if (typ.name.startsWith("__") || isSpecifiedScalarType(typ)) continue;
      const istWurzel = ["Query", "Mutation", "Subscription"].includes(typ.name);
      if (!istWurzel) pruefe(typ.name, typ.description);
      if (isEnumType(typ)) for (const wert of typ.getValues()) pruefe(`${typ.name}.${wert.name}`, wert.description);
      if (isInputObjectType(typ))
        for (const feld of Object.values(typ.getFields())) pruefe(`${typ.name}.${feld.name}`, feld.description);
      if (isObjectType(typ) || isInterfaceType(typ))
        for (const feld of Object.values(typ.getFields())) {
          pruefe(`${typ.name}.${feld.name}`, feld.description);
          for (const arg of feld.args) pruefe(`${typ.name}.${feld.name}(${arg.name})`, arg.description);
        }
    }
    assert.deepEqual(ohne, []);
  });

  it("the permission table has every root field and nothing else", () => {
    const wurzelfelder = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap(
      (typ) => Object.keys(typ?.getFields() ?? {}),
    );
    assert.deepEqual([...new Set(wurzelfelder)].sort(), Object.keys(RECHTE).sort());
  });

  it("names no class of an input's parent", () => {
    assert.deepEqual(
      Object.keys(schema.getTypeMap()).filter((name) => name.endsWith("Felder")),
      [],
    );
  });
});
