import assert from "node:assert/strict";
import { abweisungstext, befehlssatz } from "../../../src/domain/eingang/rueckmeldungstexte.js";
import { AKTIONEN, STATUS } from "../../../src/domain/hkp/status.js";
import { Fachfehler } from "../../../src/domain/kern/fehler.js";

const text = (fehler: Fachfehler): string => abweisungstext(fehler, { ueberholt: false });

describe("Rueckmeldungstexte: what people read in an answer", () => {
  it("what was carried out, in words", () => {
    assert.equal(
      befehlssatz("zuweisungAblehnen", "169.000.000.000.001.62", "OFFEN"),
      [
        "Ihr Befehl „Zuweisung ablehnen“ wurde ausgeführt.",
        "Verordnungs-ID: 169.000.000.000.001.62",
        "Stand danach: offen, noch von keinem Pflegedienst angenommen.",
      ].join("\n"),
    );
  });

  it("the error table speaks of details: there they are", () => {
    const verboten = text(new Fachfehler("VERBOTEN", { erlaubteRollen: ["VERORDNENDER", "KOSTENTRAEGER"] }));
    assert.match(verboten, /Zuständige Rollen stehen in den Einzelheiten/);
    assert.match(verboten, /\nZuständig: die Praxis oder der Kostenträger\.$/);
    const details = {
      status: "BESCHIEDEN",
      aktion: "annehmen",
      erlaubteAktionen: ["zurueckgeben", "korrekturAnfragen"],
    };
    assert.match(
      text(new Fachfehler("STATUS_UNZULAESSIG", details)),
      /\nStand: vom Kostenträger entschieden\. Möglich ist jetzt, je nach Beteiligtem: Verordnung zurückgeben, um Korrektur bitten\.$/,
    );
    const nichts = { status: "ABGESCHLOSSEN", aktion: "annehmen", erlaubteAktionen: [] };
    assert.match(
      text(new Fachfehler("STATUS_UNZULAESSIG", nichts)),
      /\nStand: abgeschlossen\. Es ist nichts mehr möglich\.$/,
    );
  });

  it("the kind of card that is wanted, without the numbers of professions", () => {
    const verlangt = ["HBA (1.2.276.0.76.4.30, 1.2.276.0.76.4.31)", "SMC-B (1.2.276.0.76.4.50)"];
    assert.match(text(new Fachfehler("SIGNATUR_ROLLE", { verlangt })), /\nVerlangt wird: HBA oder SMC-B\.$/);
  });

  it("no status and no action shows its code", () => {
    for (const status of STATUS)
      for (const aktion of AKTIONEN) {
        const details = { status, aktion, erlaubteAktionen: [aktion] };
        for (const satz of [text(new Fachfehler("STATUS_UNZULAESSIG", details)), befehlssatz(aktion, "1", status)])
          assert.doesNotMatch(satz, /[A-ZÄÖÜ]{3}(?<!Ihr)_?|[a-z][A-Z]/, satz);
      }
  });
});
