import assert from "node:assert/strict";
import type { Befehl } from "../../../src/domain/hkp/befehle.js";
import { einstellungsvorgabe } from "../../../src/domain/hkp/einstellungen.js";
import type { Versandwahl } from "../../../src/domain/hkp/einstellungen.js";
import { entscheide } from "../../../src/domain/hkp/entscheiden.js";
import type { Vorgang } from "../../../src/domain/hkp/vorgang.js";
import { schluessel } from "../../../src/domain/kern/akteur.js";
import type { Akteur } from "../../../src/domain/kern/akteur.js";
import { arzt, elena, HAND_UND_HERZ, INTEGRAL, renate } from "../../helfer/akteure.js";
import { anfrage } from "./anfragen.js";
import { bringeNeueVersion, kontext } from "./befehle.js";
import { offen, verordnung, zugewiesen } from "./vorgaenge.js";

/*
 * Whoever acts sees how the messages he caused were delivered, with their recipients. Whom the Versicherter chose or asked is hers to
 * know and theirs (fachregeln.md sections 3 and 4), so these deliveries are nobody else's.
 */
const ALLES_GESANDT: Versandwahl = {
  angeboten: new Set(["KIM", "PORTAL"]),
  einstellungenVon: ({ rolle }) => ({ ...einstellungsvorgabe(rolle), alleInformationen: true }),
};
const HERZ = "PFLEGEDIENST:10-67.245.HKPSANDBOX0001";
const PD_INTEGRAL = "PFLEGEDIENST:10-67.245.HKPSANDBOX0002";
const DIE_PRAXIS = "VERORDNENDER:1-20HKPSANDBOX0001";
const DIE_VERSICHERTE = "VERSICHERTER:X000001014";

/** Recipient → who sees the delivery. */
function zustellungen(befehl: Befehl, vorgang: Vorgang, akteur: Akteur): Readonly<Record<string, string>> {
  const { auftraege } = entscheide(befehl, vorgang, kontext(akteur), { anfrageId: null }, ALLES_GESANDT);
  return Object.fromEntries(
    auftraege.map(({ empfaenger, absender }) => [
      schluessel(empfaenger),
      absender === null ? "niemand" : schluessel(absender),
    ]),
  );
}

describe("who sees a delivery", () => {
  const gewaehltUndGefragt = offen({ zuweisung: INTEGRAL, verfuegbarkeitsanfragen: [anfrage()] });

  it("an own correction of the practice: not to whom the Versicherter has chosen or asked", () => {
    assert.deepEqual(zustellungen(bringeNeueVersion(verordnung()), gewaehltUndGefragt, arzt()), {
      [PD_INTEGRAL]: "niemand",
      [HERZ]: "niemand",
    });
  });

  it("the practice deletes: likewise", () => {
    assert.deepEqual(zustellungen({ aktion: "loeschen" }, gewaehltUndGefragt, arzt()), {
      [DIE_VERSICHERTE]: DIE_PRAXIS,
      [PD_INTEGRAL]: "niemand",
      [HERZ]: "niemand",
    });
  });

  it("a Pflegedienst accepts: not who else was asked", () => {
    const vorher = offen({ zuweisung: HAND_UND_HERZ, verfuegbarkeitsanfragen: [anfrage({ pflegedienst: INTEGRAL })] });
    assert.deepEqual(zustellungen({ aktion: "annehmen" }, vorher, elena()), {
      [DIE_PRAXIS]: HERZ,
      [PD_INTEGRAL]: "niemand",
    });
  });

  it("the Versicherter sees all of hers", () => {
    const vorher = offen({ verfuegbarkeitsanfragen: [anfrage()] });
    assert.deepEqual(zustellungen({ aktion: "zuweisen", pflegedienst: INTEGRAL }, vorher, renate()), {
      [PD_INTEGRAL]: DIE_VERSICHERTE,
      [HERZ]: DIE_VERSICHERTE,
    });
  });

  it("everybody those to the assigned Pflegedienst, and of a message to whom he wrote it", () => {
    const schreibe = { aktion: "nachrichtSchreiben", an: ["PFLEGEDIENST"], text: "a", antwortAuf: null } as const;
    assert.deepEqual(zustellungen(schreibe, zugewiesen(), arzt()), { [HERZ]: DIE_PRAXIS });
    assert.deepEqual(zustellungen(schreibe, offen({ zuweisung: INTEGRAL }), arzt()), { [PD_INTEGRAL]: DIE_PRAXIS });
  });
});
