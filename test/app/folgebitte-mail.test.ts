import assert from "node:assert/strict";
import { erzeugeFhirPruefung } from "../../src/adapters/fhir/fhir-pruefung.js";
import { baueSendung } from "../../src/app/nachricht.js";
import type { Vorgangssendung } from "../../src/domain/ports/zustellung.js";
import { kontext } from "../domain/hkp/befehle.js";
import { fuehreDurch } from "../domain/hkp/durchfuehren.js";
import { BLANKO_LEISTUNG, FESTE_LEISTUNG, inPruefung } from "../domain/hkp/vorgaenge.js";
import { elena } from "../helfer/akteure.js";

/* The mail that asks the Praxis for a Folgeverordnung. */
function mail(leistungen: readonly string[], text: string | null): Vorgangssendung {
  const befehl = { aktion: "folgeverordnungErbitten", leistungen, text } as const;
  const vorgang = inPruefung();
  const bundle = JSON.stringify({ resourceType: "Bundle", type: "document" });
  const datensaetze = vorgang.datensaetze.map((einer) => ({ ...einer, bundle }));
  const { danach } = fuehreDurch(befehl, { ...vorgang, datensaetze }, kontext(elena()));
  const auftrag = danach.ausgang.at(-1) ?? assert.fail("no order");
  const empfaenger = {
    telematikId: "1-20HKPSANDBOX0001",
    ik: null,
    name: "Hausarztpraxis Dr. Sommer",
    professionOids: [],
    kim: { adresse: "praxis@kim.test", version: "1.5+" },
    tim: null,
  };
  const absender = { name: "G", adresse: "g@kim.test", software: "G", version: "1", support: "s@example.test" };
  return baueSendung({ auftrag, vorgang: danach, marke: "m" }, empfaenger, absender);
}

describe("the mail of a request for a Folgeverordnung", () => {
  const sendung = mail([FESTE_LEISTUNG, BLANKO_LEISTUNG], "Der Bedarf bleibt.\nVerordnungs-ID: 1");

  it("has a subject without any content", () => {
    assert.deepEqual([sendung.betreff, sendung.nachrichtentyp], ["Bitte um Folgeverordnung", "Folgeverordnung"]);
  });

  it("tells who asks, for which Leistungen, in his words, about whom and until when", () => {
    assert.deepEqual(sendung.text.split("\n").slice(0, 15), [
      "Guten Tag, Hausarztpraxis Dr. Sommer,",
      "",
      "Der Pflegedienst bittet um eine Folgeverordnung.",
      "Bitte prüfen Sie, ob eine Folgeverordnung nötig ist, und stellen Sie sie aus.",
      "",
      "Angefragt von: Elena Fischer, Pflegedienst Hand & Herz (Telematik-ID 10-67.245.HKPSANDBOX0001)",
      "Weiter benötigte Leistungen:",
      "1. Nr. 26 (Medikamente, Richten und Verabreichen), 2 × täglich, 02.03.2026 bis 29.03.2026",
      "2. Nr. 12 (Positionswechsel zur Dekubitusbehandlung), Häufigkeit und Dauer durch die Pflegefachperson (Blanko)",
      "> Der Bedarf bleibt.",
      "> Verordnungs-ID: 1",
      "",
      "Verordnungs-ID: 169.000.000.000.001.62",
      "Versicherte Person: Berger, Renate, geboren am 12.03.1946",
      "Verordnungszeitraum: 02.03.2026 bis 29.03.2026",
    ]);
  });

  it("without a choice and without words: all Leistungen", () => {
    const zeilen = mail([], null).text.split("\n");
    assert.equal(zeilen[6], "Weiter benötigt werden alle Leistungen der Verordnung.");
    assert.equal(zeilen[7], "");
  });

  it("carries the data sets and the request as a Communication, in valid FHIR", () => {
    const ressourcen = sendung.buendel.entry.map(({ resource }) => resource);
    const [bitte, ...weitere] = ressourcen.filter(({ resourceType }) => resourceType === "Communication");
    assert(bitte !== undefined && weitere.length === 0);
    const { sender, recipient, payload } = bitte as unknown as {
      sender: { identifier: { value: string } };
      recipient: readonly { identifier: { value: string } }[];
      payload: readonly { contentString: string }[];
    };
    assert.equal(sender.identifier.value, "10-67.245.HKPSANDBOX0001");
    assert.deepEqual(
      recipient.map(({ identifier }) => identifier.value),
      ["1-20HKPSANDBOX0001"],
    );
    assert.ok(payload[0]?.contentString.includes("Richten und Verabreichen"));
    assert.ok(ressourcen.filter(({ resourceType }) => resourceType === "Bundle").length >= 3);
    const gelesen = erzeugeFhirPruefung().lies(new TextEncoder().encode(JSON.stringify(sendung.buendel)));
    assert.equal(gelesen.art, "gueltig", JSON.stringify(gelesen));
  });
});
