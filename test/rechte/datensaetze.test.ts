import assert from "node:assert/strict";
import { STATUS } from "../../src/domain/hkp/status.js";
import { WEITERE, leserVon, lies } from "./leser.js";
import type { Leser, Zeile } from "./leser.js";
import { LAGEN } from "./lagen.js";
import type { Lage } from "./lagen.js";
import { alleMarken, MARKEN, WOERTER } from "./marken.js";
import { testlauf } from "./testlauf.js";
import type { Gang } from "./gang.js";

/* Role × data set × status: who reads what, by hand from fachregeln.md section 3 (Tabelle 12) and chapter 7. */

describe("rights: role × data set × status", function () {
  this.timeout(60_000);
  const neuerGang = testlauf("rechte-datensaetze");

  for (const lage of LAGEN)
    it(`${lage.status}, ${lage.titel}`, async () => {
      const gang = await neuerGang();
      await lage.gehe(gang);
      assert.equal((await gang.gespeichert())["status"], lage.status);
      await pruefeGespeichertes(gang, lage);

      const leser = leserVon(gang, lage);
      const gelesen: (readonly [Leser, ReadonlySet<Zeile>])[] = [];
      for (const einer of leser) gelesen.push([einer, await lies(gang, einer)]);
      const erwartet = leser.map(({ name, stellung }) => `${name}: ${zeilenFuer(lage, stellung).join(" ")}`);
      assert.deepEqual(
        gelesen.map(([{ name }, zeilen]) => `${name}: ${[...zeilen].sort().join(" ")}`),
        erwartet,
      );
    });

  it("every status has its situations", () =>
    assert.deepEqual([...new Set(LAGEN.map(({ status }) => status))].sort(), [...STATUS].sort()));

  it("every data set is read by somebody somewhere, but a withdrawn VO-k, whose content is erased (D3)", () => {
    const gelesene = new Set(LAGEN.flatMap(({ liest }) => Object.keys(liest)));
    assert.deepEqual(
      [...alleMarken, ...WEITERE].filter((zeile) => !gelesene.has(zeile)),
      ["VO_K_WEG"],
    );
  });
});

const zeilenFuer = ({ liest }: Lage, stellung: string): readonly string[] =>
  Object.entries(liest)
    .filter(([, wer]) => wer.split(" ").includes(stellung))
    .map(([zeile]) => zeile)
    .sort();

/** Each stored data set carries a word of its kind, and the table of the situation has a row for exactly these words. */
async function pruefeGespeichertes(gang: Gang, { liest }: Lage): Promise<void> {
  const dokument = await gang.gespeichert();
  const datensaetze = dokument["datensaetze"] as readonly {
    readonly art: keyof typeof MARKEN;
    readonly inhalt: { readonly zurueckgezogenAm?: unknown };
  }[];
  for (const datensatz of datensaetze) {
    const eigene: readonly string[] = Object.values(MARKEN[datensatz.art] ?? {});
    const geloescht = datensatz.art === "VO_K" && datensatz.inhalt.zurueckgezogenAm !== null;
    const traegt = eigene.some((wort) => JSON.stringify(datensatz).includes(wort));
    assert(traegt || geloescht, `a data set ${datensatz.art} is stored without a word of its own (marken.ts)`);
  }
  const text = JSON.stringify(dokument);
  const gespeicherte = alleMarken.filter((marke) => text.includes(WOERTER[marke]));
  const zeilen = Object.keys(liest).filter((zeile) => (alleMarken as readonly string[]).includes(zeile));
  assert.deepEqual([...gespeicherte].sort(), zeilen.sort(), "rows of the situation, and what is stored");
}
