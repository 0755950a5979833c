import assert from "node:assert/strict";
import { baueSendung } from "../../src/app/nachricht.js";
import type { Befehl } from "../../src/domain/hkp/befehle.js";
import type { Vorgang } from "../../src/domain/hkp/vorgang.js";
import type { Akteur } from "../../src/domain/kern/akteur.js";
import type { Sendung } from "../../src/domain/ports/zustellung.js";
import { kontext } from "../domain/hkp/befehle.js";
import { fuehreDurch } from "../domain/hkp/durchfuehren.js";
import {
  aktualisieren,
  anfragen,
  beantworte,
  BLANKO_SELTENER,
  gefragtVomPflegedienst,
  HAEUFIGER,
  NEIN,
  NEUE_EINSCHRAENKUNG,
} from "../domain/hkp/korrektur/rahmen.js";
import { inPruefung, verordnung, zugewiesen } from "../domain/hkp/vorgaenge.js";
import { arzt, elena, kasse } from "../helfer/akteure.js";

/* The mails of K1, K4 and K2: the proposal and the answer, readable and as a QuestionnaireResponse. */
const ABSENDER = { name: "G", adresse: "g@kim.test", software: "G", version: "1", support: "s@example.test" };
const EMPFAENGER = {
  telematikId: "1-20HKPSANDBOX0001",
  ik: null,
  name: "Empfänger",
  professionOids: [],
  kim: { adresse: "empfang@kim.test", version: "1.5+" },
  tim: null,
};

function sendung(befehl: Befehl, vorgang: Vorgang, akteur: Akteur): Sendung {
  const { danach, aenderung } = fuehreDurch(befehl, vorgang, kontext(akteur));
  const [auftrag, ...weitere] = aenderung.auftraege;
  assert(auftrag !== undefined && weitere.length === 0);
  return baueSendung({ auftrag, vorgang: danach, marke: "m" }, EMPFAENGER, ABSENDER);
}
const zaehle = (mail: Sendung): number =>
  JSON.stringify(mail.buendel).split('"resourceType":"QuestionnaireResponse"').length - 1;

describe("the mails of the Korrekturprozess", () => {
  it("K1 says who asks and what, with reasons, and carries the QuestionnaireResponse", () => {
    const mail = sendung(anfragen([HAEUFIGER, NEUE_EINSCHRAENKUNG]), zugewiesen(), elena());
    assert.equal(mail.betreff, "Korrekturanfrage zur Verordnung");
    assert.equal(mail.nachrichtentyp, "Korrektur");
    const zeilen = mail.text.split("\n");
    assert(zeilen.includes("Angefragt von: Pflegedienst (Telematik-ID 10-67.245.HKPSANDBOX0001)"));
    assert(
      zeilen.some((zeile) =>
        /^1\. .*bisher „2 × täglich“, vorgeschlagen „3 × täglich“\. Begründung: Die Mittagsgabe fehlt\.$/.test(zeile),
      ),
    );
    assert(zeilen.includes("2. Einschränkung hinzufügen: „lebt allein“. Begründung: Steht im Entlassbrief."));
    assert.equal(zaehle(mail), 1);
  });

  it("K4 names the Kostenträger; a Blanko-k goes to the Pflegedienst", () => {
    const mail = sendung(anfragen([BLANKO_SELTENER], "PFLEGEDIENST"), inPruefung(), kasse());
    assert(mail.text.includes("Angefragt von: Kostenträger gematiker Kasse (Telematik-ID 8-01-HKPSANDBOX0001)"));
    assert(mail.text.includes("bisher „4 × täglich“, vorgeschlagen „2 × täglich“"));
    assert.equal(zaehle(mail), 1);
  });

  it("the update tells the new proposal only", () => {
    const mail = sendung(aktualisieren([NEUE_EINSCHRAENKUNG]), gefragtVomPflegedienst(HAEUFIGER), elena());
    assert(mail.text.includes("lebt allein"));
    assert(!mail.text.includes("Die Mittagsgabe fehlt."));
    assert(!JSON.stringify(mail.buendel).includes("Die Mittagsgabe fehlt."));
  });

  it("K2 tells each answer with its reason, and does not send the proposal round again", () => {
    const vorgang = gefragtVomPflegedienst(HAEUFIGER);
    const mail = sendung(beantworte(vorgang, verordnung(), [NEIN]), vorgang, arzt());
    assert(mail.text.includes("Antworten (neue Version 2):"));
    assert(mail.text.includes("→ abgelehnt. Begründung: Medizinisch nicht angezeigt."));
    assert.equal(zaehle(mail), 0);
  });
});
