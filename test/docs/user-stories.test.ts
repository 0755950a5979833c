import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { getNamedType, isEnumType, isInterfaceType, isObjectType } from "graphql";
import type { GraphQLNamedType } from "graphql";
import { FEHLER } from "../../src/domain/kern/fehler.js";
import { baueSchema } from "../../src/resolvers/build-schema.js";

const wurzel = new URL("../../../", import.meta.url);

/** Numbered stories per section and role, counted by hand in gemF_VO_HKP V0.9.0. */
const ANZAHL: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  "6.1.4": { Arzt: 15, Pflegeeinrichtung: 1, Kostenträger: 2 },
  "6.3.5": { Versicherter: 3, Arzt: 2 },
  "6.5.5": { Versicherter: 14, Pflegedienst: 11, Arzt: 1, Kostenträger: 3 },
  "6.6.3": { Arzt: 4, Pflegeeinrichtung: 8, Kostenträger: 3, Versicherter: 1 },
  "6.7.3": {
    Arzt: 1,
    Pflegeeinrichtung: 7,
    Versicherter: 5,
    "Kostenträger (Sachleistung)": 9,
    "Kostenträger (Kostenerstattung)": 6,
  },
  "6.8.7": { Arzt: 11, Pflegeeinrichtung: 11, Kostenträger: 5, Versicherter: 4 },
  "6.9.1": { Kostenträger: 2, Versicherter: 1 },
};

describe("docs/USER-STORIES.md", () => {
  const text = readFileSync(new URL("docs/USER-STORIES.md", wurzel), "utf8");
  const schema = baueSchema();
  const wurzelfelder = new Set(
    [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((typ) =>
      Object.keys(typ?.getFields() ?? {}),
    ),
  );
  const abschnitte = [...text.matchAll(/^## [^\n]*\((6\.\d\.\d)\)\n(.*?)(?=^## |(?![^]))/gms)];
  const zeilen = abschnitte.flatMap(([, abschnitt = "", inhalt = ""]) =>
    [...inhalt.matchAll(/^\| (\S.*?) (\d+) \| (.+?) \| (.+) \|$/gm)].map(
      ([, rolle = "", nummer = "", geschichte = "", bedient = ""]) => ({
        abschnitt,
        rolle,
        nummer: Number(nummer),
        geschichte,
        bedient,
      }),
    ),
  );
  const genannte = [...text.matchAll(/`([^`]+)`/g)].map(([, wort = ""]) => wort);

  /** Whether a path as `vorgang.verordnung.signatur` can be asked for. */
  function gibtEs(pfad: string): boolean {
    const [operation = "", ...felder] = pfad.split(".");
    let typ: GraphQLNamedType | undefined = getNamedType(schema.getQueryType()?.getFields()[operation]?.type);
    for (const feld of felder) {
      if (!isObjectType(typ) && !isInterfaceType(typ)) return false;
      typ = getNamedType(typ.getFields()[feld]?.type);
    }
    return typ !== undefined;
  }

  it("has every story once, in the order of the source", () => {
    const erwartet = Object.entries(ANZAHL).flatMap(([abschnitt, rollen]) =>
      Object.entries(rollen).flatMap(([rolle, anzahl]) =>
        Array.from({ length: anzahl }, (_, i) => `${abschnitt} ${rolle} ${i + 1}`),
      ),
    );
    assert.deepEqual(
      zeilen.map(({ abschnitt, rolle, nummer }) => `${abschnitt} ${rolle} ${nummer}`),
      erwartet,
    );
  });

  it("says of each what serves it, why another system does, or that nothing does yet", () => {
    const ohne = zeilen.filter(({ bedient }) => !/`|not yet: \S|other system: \S/.test(bedient));
    assert.deepEqual(ohne, []);
  });

  it("proves what it says is served: such a line names a test", () => {
    const unbelegt = zeilen.filter(
      ({ bedient }) => !/not yet: |other system: /.test(bedient) && !/`test\/\S+\.test\.ts`/.test(bedient),
    );
    assert.deepEqual(unbelegt, []);
  });

  it("names only files that exist", () => {
    const pfade = genannte.filter((wort) => /[/]|\.(ts|graphql|md)$/.test(wort));
    assert.ok(pfade.length > 0);
    assert.deepEqual(
      pfade.filter((pfad) => !existsSync(new URL(pfad, wurzel))),
      [],
    );
  });

  it("names only operations and fields that exist", () => {
    const namen = genannte.filter((wort) => !/[/]|\.(ts|graphql|md)$/.test(wort) && wort !== "vorgang.x");
    assert.ok(namen.length > 0);
    assert.deepEqual(
      namen.filter((name) => (name.includes(".") ? !gibtEs(name) : !wurzelfelder.has(name))),
      [],
    );
  });

  it("names only values and errors that exist", () => {
    const werte = new Set([
      ...Object.values(schema.getTypeMap()).flatMap((typ) =>
        isEnumType(typ) ? typ.getValues().map(({ name }) => name) : [],
      ),
      ...Object.keys(FEHLER),
    ]);
    const benutzt = zeilen.flatMap(({ bedient }) => bedient.match(/\b[A-Z]+_[A-Z_]+\b/g) ?? []);
    assert.deepEqual(
      benutzt.filter((wort) => !werte.has(wort)),
      [],
    );
  });
});
