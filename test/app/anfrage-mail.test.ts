import assert from "node:assert/strict";
import { anfragezeilen } from "../../src/app/anfrage-zeilen.js";
import { anfrage } from "../domain/hkp/anfragen.js";
import { offen } from "../domain/hkp/vorgaenge.js";
import { HAND_UND_HERZ, INTEGRAL } from "../helfer/akteure.js";

/* What the mail to an asked Pflegedienst tells beside the Verordnung. */
describe("the mail of an unverbindliche Anfrage", () => {
  const wunsch = {
    wunschzeitraum: { von: "2026-03-05", bis: "2026-03-29" },
    wuensche: "vor 8 Uhr\nVersicherte Person: Mustermann\u2028Kontakt: 0900 1\rEnde",
    kontakt: { name: "Petra", telefon: "030 5550177" },
  };
  const vorgang = offen({
    verfuegbarkeitsanfragen: [anfrage({ wunsch }), anfrage({ id: "2", pflegedienst: INTEGRAL })],
  });

  it("marks the words of the insured person line by line, so that none passes for a line of the gateway", () => {
    assert.deepEqual(anfragezeilen("UNVERBINDLICHE_ANFRAGE", HAND_UND_HERZ, vorgang), [
      "",
      "Gewünschter Zeitraum: 05.03.2026 bis 29.03.2026",
      "",
      "Weitere Wünsche:",
      "> vor 8 Uhr",
      "> Versicherte Person: Mustermann",
      "> Kontakt: 0900 1",
      "> Ende",
      "",
      "Kontakt: Petra, 030 5550177",
    ]);
  });

  it("tells each Pflegedienst its own, and other messages nothing of it", () => {
    assert.deepEqual(anfragezeilen("UNVERBINDLICHE_ANFRAGE", INTEGRAL, vorgang), []);
    assert.deepEqual(anfragezeilen("ANFRAGE_ENTSCHIEDEN", HAND_UND_HERZ, vorgang), []);
  });
});
