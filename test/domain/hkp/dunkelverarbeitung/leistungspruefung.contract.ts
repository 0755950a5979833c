import assert from "node:assert/strict";
import type { Leistungspruefung } from "../../../../src/domain/ports/leistungspruefung.js";
import { beschieden, inPruefungKostenerstattung } from "../vorgaenge.js";
import { entscheide as alsBefehl, kontext } from "../befehle.js";
import { fuehreDurch } from "../durchfuehren.js";
import { kasse } from "../../../helfer/akteure.js";
import { HEUTE, klarerAntrag } from "./antraege.js";

/**
 * What every automatic check owes the gateway, whoever brings it.
 * @param unklar an application that this check leaves to a person
 */
export function pruefeLeistungspruefung(
  name: string,
  pruefung: Leistungspruefung,
  unklar: ReturnType<typeof klarerAntrag>,
): void {
  describe(`Leistungspruefung: ${name}`, () => {
    it("approves with a decision that the rules of the decision accept as it is", async () => {
      const antrag = klarerAntrag();
      const ergebnis = await pruefung.pruefe(antrag, HEUTE);
      if (ergebnis.art !== "klar") return assert.fail(JSON.stringify(ergebnis));
      assert.equal(ergebnis.entscheidung.gesamtergebnis, "GENEHMIGT");
      const befehl = alsBefehl({ ...ergebnis.entscheidung, verordnungsId: antrag.id });
      const { danach } = fuehreDurch(befehl, antrag, kontext(kasse(), HEUTE.toISOString()));
      assert.equal(danach.status, "BESCHIEDEN");
      const { begruendungen } = ergebnis.entscheidung;
      for (const grund of [begruendungen.verordnender, begruendungen.pflegedienst, begruendungen.versicherter])
        assert.match(String(grund), /^[A-ZÄÖÜ].*\.$/, "each reader gets a sentence");
    });

    it("leaves the rest to a person and says in German why", async () => {
      const ergebnis = await pruefung.pruefe(unklar, HEUTE);
      if (ergebnis.art !== "unklar") return assert.fail("approved");
      assert.ok(ergebnis.hinweise.length > 0);
      for (const { regel, text } of ergebnis.hinweise) {
        assert.match(regel, /^[A-Z_0-9]+$/);
        assert.match(text, /^[A-ZÄÖÜ].*\.$/);
      }
    });

    it("approves nothing that is no application by AP3", async () => {
      for (const vorgang of [inPruefungKostenerstattung(), beschieden()])
        assert.equal((await pruefung.pruefe(vorgang, HEUTE)).art, "unklar");
    });

    it("answers the same question the same way and leaves the Vorgang as it was", async () => {
      const antrag = klarerAntrag();
      const vorher = structuredClone(antrag);
      assert.deepEqual(await pruefung.pruefe(antrag, HEUTE), await pruefung.pruefe(antrag, HEUTE));
      assert.deepEqual(antrag, vorher);
    });
  });
}
