import assert from "node:assert/strict";
import type { Akteur } from "../../src/domain/kern/akteur.js";
import { arzt, elena, kasse, mfa, renate } from "../helfer/akteure.js";
import { reicheEntscheidung } from "./inhalte.js";
import type { Gang } from "./gang.js";
import { testlauf } from "./testlauf.js";

const FRAGE = `query ($id: ID!) { vorgang(id: $id) {
  verordnungVersionen { version }
  blankoverordnung { version }
  blankoverordnungVersionen { version inhalt { leistungen { haeufigkeit { anzahl } } } }
  angabenVersionen { version }
  entscheidungVersionen { version inhalt { begruendungen { verordnender pflegedienst versicherter } } }
  verordnung: versionsvergleich(von: 1, bis: 2) { unterschiede { art pfad vorher nachher } }
  blanko: versionsvergleich(von: 1, bis: 2, datensatz: BLANKOVERORDNUNG) {
    von bis artOderUmfangGeaendert unterschiede { art pfad vorher nachher satz }
  }
} }`;

/** 6.8.7: all versions are kept and readable until the Vorgang is deleted; the newest is valid. */
describe("versions of the data sets", function () {
  this.timeout(60_000);
  const neuerGang = testlauf("rechte-versionen");
  let gang: Gang;
  before(async () => {
    gang = await neuerGang();
    await gang.anlegen();
    await gang.aktivieren();
    await gang.neueVersion();
    await gang.annehmen(elena(), true);
    await gang.blanko(elena(), 5, "Elena Fischer");
    await gang.blanko(elena(), 4, "Elena Fischer");
    await gang.angaben(elena(), "Elena Fischer");
    await gang.angaben(elena(), "Daniel Wagner");
    await gang.einreichen(elena());
    await gang.entscheiden();
    await gang.entscheiden(
      reicheEntscheidung({ begruendungen: { pflegedienst: "Nach Widerspruch." } }),
      "entscheidungAendern",
    );
  });

  interface Gelesen {
    readonly blankoverordnung: { readonly version: number };
    readonly blankoverordnungVersionen: readonly unknown[];
    readonly angabenVersionen: readonly unknown[];
    readonly entscheidungVersionen: readonly unknown[];
    readonly verordnung: unknown;
    readonly blanko: unknown;
  }
  const lies = async (akteur: Akteur): Promise<Gelesen> => {
    const { data } = await gang.buehne.frage(akteur, FRAGE, { id: gang.id });
    return (data?.["vorgang"] ?? assert.fail("not readable")) as Gelesen;
  };

  for (const akteur of [arzt(), mfa(), elena(), kasse(), renate()])
    it(`${akteur.rolle} ${akteur.name} reads all versions of the Blankoverordnung and what changed between them`, async () => {
      const { blankoverordnung, blankoverordnungVersionen, angabenVersionen, verordnung, blanko } = await lies(akteur);
      assert.equal(blankoverordnung.version, 2);
      assert.deepEqual(blankoverordnungVersionen, [
        { version: 1, inhalt: { leistungen: [{ haeufigkeit: { anzahl: 5 } }] } },
        { version: 2, inhalt: { leistungen: [{ haeufigkeit: { anzahl: 4 } }] } },
      ]);
      assert.deepEqual(angabenVersionen, [{ version: 1 }, { version: 2 }]);
      assert.deepEqual(verordnung, {
        unterschiede: [
          {
            art: "LEISTUNG_GEAENDERT",
            pfad: "leistungen[leistung-fest].haeufigkeit",
            vorher: "2 × täglich",
            nachher: "3 × täglich",
          },
        ],
      });
      assert.deepEqual(blanko, {
        von: 1,
        bis: 2,
        artOderUmfangGeaendert: true,
        unterschiede: [
          {
            art: "LEISTUNG_GEAENDERT",
            pfad: "leistungen[leistung-blanko].haeufigkeit",
            vorher: "5 × täglich",
            nachher: "4 × täglich",
            satz: "Leistung Blanko-Leistung, Häufigkeit: bisher „5 × täglich“, neu „4 × täglich“.",
          },
        ],
      });
    });

  it("each version of the decision comes with the reader's own Begründung only", async () => {
    const nur = (pflegedienst: string) => ({ verordnender: null, pflegedienst, versicherter: null });
    const { entscheidungVersionen } = await lies(elena());
    assert.deepEqual(entscheidungVersionen, [
      { version: 1, inhalt: { begruendungen: nur("Marke PflegeGrund") } },
      { version: 2, inhalt: { begruendungen: nur("Nach Widerspruch.") } },
    ]);
  });

  it("a version that is not there cannot be compared", async () => {
    const { data } = await gang.buehne.frage(
      kasse(),
      `query ($id: ID!) { vorgang(id: $id) {
        a: versionsvergleich(von: 1, bis: 3, datensatz: BLANKOVERORDNUNG) { von }
        b: versionsvergleich(von: 0, bis: 1) { von }
      } }`,
      { id: gang.id },
    );
    assert.deepEqual(data?.["vorgang"], { a: null, b: null });
  });
});
