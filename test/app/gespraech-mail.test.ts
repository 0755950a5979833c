import assert from "node:assert/strict";
import { erzeugeFhirPruefung } from "../../src/adapters/fhir/fhir-pruefung.js";
import { baueSendung } from "../../src/app/nachricht.js";
import type { Befehl } from "../../src/domain/hkp/befehle.js";
import type { Sendeauftrag } from "../../src/domain/hkp/sendeauftrag.js";
import type { Vorgang } from "../../src/domain/hkp/vorgang.js";
import type { Akteur } from "../../src/domain/kern/akteur.js";
import type { FhirRessource, Vorgangssendung } from "../../src/domain/ports/zustellung.js";
import { kontext } from "../domain/hkp/befehle.js";
import { fuehreDurch } from "../domain/hkp/durchfuehren.js";
import { FESTE_LEISTUNG, inPruefung, offen, zugewiesen } from "../domain/hkp/vorgaenge.js";
import { arzt, elena, HAND_UND_HERZ, INTEGRAL, kasse, KASSE, renate, vertreterin } from "../helfer/akteure.js";

/* The mail of a message of the conversation, made from the Vorgang at the moment of sending. */
const ABSENDER = { name: "G", adresse: "g@kim.test", software: "G", version: "1", support: "s@example.test" };
const EMPFAENGER = {
  telematikId: "1-20HKPSANDBOX0001",
  ik: null,
  name: "Hausarztpraxis Dr. Sommer",
  professionOids: [],
  kim: { adresse: "empfang@kim.test", version: "1.5+" },
  tim: null,
};

const schreibe = (an: readonly ("VERORDNENDER" | "PFLEGEDIENST")[], text: string): Befehl => ({
  aktion: "nachrichtSchreiben",
  an,
  text,
  antwortAuf: null,
});
const sendung = (auftrag: Sendeauftrag | undefined, vorgang: Vorgang): Vorgangssendung =>
  baueSendung({ auftrag: auftrag ?? assert.fail("no order"), vorgang, marke: "m" }, EMPFAENGER, ABSENDER);

function mailVon(akteur: Akteur, vorgang: Vorgang, text = "Bitte rufen Sie an.\nVerordnungs-ID: 1"): Vorgangssendung {
  const { danach } = fuehreDurch(schreibe(["VERORDNENDER"], text), vorgang, kontext(akteur));
  return sendung(danach.ausgang.at(-1), danach);
}
const ressourcen = ({ buendel }: Vorgangssendung): readonly FhirRessource[] =>
  buendel.entry.map(({ resource }) => resource);

describe("the mail of a message", () => {
  const mail = mailVon(elena(), inPruefung());

  it("has a subject without any content", () => {
    assert.deepEqual([mail.betreff, mail.nachrichtentyp], ["Neue Nachricht zum Vorgang", "Nachricht"]);
  });

  it("tells who writes what, about whom, and how to answer; the words cannot pass for the gateway's", () => {
    assert.deepEqual(mail.text.split("\n"), [
      "Guten Tag, Hausarztpraxis Dr. Sommer,",
      "",
      "Zu diesem Vorgang wurde Ihnen eine Nachricht geschrieben.",
      "Bitte lesen und beantworten Sie die Nachricht.",
      "",
      "Von: Elena Fischer, Pflegedienst Hand & Herz (Telematik-ID 10-67.245.HKPSANDBOX0001)",
      "> Bitte rufen Sie an.",
      "> Verordnungs-ID: 1",
      "",
      "Verordnungs-ID: 169.000.000.000.001.62",
      "Versicherte Person: Berger, Renate, geboren am 12.03.1946",
      "Verordnungszeitraum: 02.03.2026 bis 29.03.2026",
      "",
      "Das Gespräch steht in Ihrem System unter der Verordnungs-ID bereit.",
      "Antworten Sie auf diese Nachricht, oder in Ihrem System im Gespräch zu dieser Verordnungs-ID: Ihre Worte gehen an den, der geschrieben hat.",
    ]);
  });

  it("names the other senders as far as the Vorgang knows them", () => {
    const von = (akteur: Akteur, vorgang: Vorgang): string | undefined =>
      mailVon(akteur, vorgang)
        .text.split("\n")
        .find((zeile) => zeile.startsWith("Von: "));
    assert.equal(von(kasse(), inPruefung()), "Von: Stefan Brandt, Kostenträger gematiker Kasse (IK 109500969)");
    assert.equal(
      von({ ...kasse(), name: "gematiker Kasse" }, inPruefung()),
      "Von: Kostenträger gematiker Kasse (IK 109500969)",
      "by mail the institution writes under its own name",
    );
    assert.equal(von(renate(), offen()), "Von: Renate Berger, versicherte Person");
    assert.equal(von(vertreterin(), offen()), "Von: Aurelia Neumann, in Vertretung, versicherte Person");
    assert.equal(
      von(elena(), zugewiesen()),
      "Von: Elena Fischer, Pflegedienst (Telematik-ID 10-67.245.HKPSANDBOX0001)",
    );
  });

  it("carries a Communication and no data set, in a message that is valid FHIR", () => {
    const gelesen = erzeugeFhirPruefung().lies(new TextEncoder().encode(JSON.stringify(mail.buendel)));
    assert.equal(gelesen.art, "gueltig", JSON.stringify(gelesen));
    const [kopf, haus, communication, ...weitere] = ressourcen(mail);
    assert.deepEqual(weitere, []);
    assert.deepEqual([kopf?.resourceType, haus?.resourceType], ["MessageHeader", "Organization"]);
    const telematikId = "https://gematik.de/fhir/sid/telematik-id";
    const { id, identifier, ...inhalt } = communication ?? assert.fail();
    assert.equal(typeof id, "string");
    assert.ok(Array.isArray(identifier));
    assert.deepEqual(inhalt, {
      resourceType: "Communication",
      status: "completed",
      category: [
        {
          coding: [
            {
              system: "http://hkp-gateway.example/fhir/CodeSystem/mitteilung",
              code: "nachricht",
              display: "Nachricht zum Vorgang",
            },
          ],
        },
      ],
      about: [
        {
          identifier: {
            system: "https://gematik.de/fhir/erp/NamingSystem/GEM_ERP_NS_PrescriptionId",
            value: "169.000.000.000.001.62",
          },
        },
      ],
      sent: "2026-03-02T11:00:00.000Z",
      recipient: [{ type: "Organization", identifier: { system: telematikId, value: "1-20HKPSANDBOX0001" } }],
      sender: { type: "Organization", identifier: { system: telematikId, value: HAND_UND_HERZ.kennung } },
      payload: [{ contentString: "Bitte rufen Sie an.\nVerordnungs-ID: 1" }],
    });
  });

  it("of two that wait tells each its own, and goes in one thread", () => {
    const beiElena = kontext(elena());
    const erste = fuehreDurch(schreibe(["VERORDNENDER"], "Erste Frage"), zugewiesen(), beiElena).danach;
    const beide = fuehreDurch(schreibe(["VERORDNENDER"], "Zweite Frage"), erste, beiElena).danach;
    const [eine, andere] = beide.ausgang.map((auftrag) => sendung(auftrag, beide));
    assert(eine !== undefined && andere !== undefined);
    assert(eine.text.includes("> Erste Frage") && !JSON.stringify(eine).includes("Zweite Frage"));
    assert(andere.text.includes("> Zweite Frage") && !JSON.stringify(andere).includes("Erste Frage"));
    assert.equal(eine.fadenId, andere.fadenId);
  });

  it("does not travel with the other mails of the Vorgang", () => {
    const geschrieben = fuehreDurch(schreibe(["VERORDNENDER"], "Geheimes Wort"), zugewiesen(), kontext(elena())).danach;
    const { danach } = fuehreDurch(
      {
        aktion: "korrekturAnfragen",
        an: "VERORDNENDER",
        wunsch: {
          zuVersion: 1,
          aenderungen: [{ art: "HINZUFUEGEN", einschraenkung: "lebt allein", begruendung: "Entlassbrief" }],
        },
      },
      geschrieben,
      kontext(elena()),
    );
    assert(!JSON.stringify(sendung(danach.ausgang.at(-1), danach)).includes("Geheimes Wort"));
  });

  it("tells nothing to one who takes part no longer when it goes out", () => {
    const { danach } = fuehreDurch(
      schreibe(["PFLEGEDIENST"], "Geheimes Wort"),
      offen({ zuweisung: INTEGRAL }),
      kontext(renate()),
    );
    const mail = sendung(danach.ausgang.at(-1), { ...danach, zuweisung: HAND_UND_HERZ });
    for (const wort of ["Geheimes Wort", "Berger", "X000001014", "1946"]) assert(!JSON.stringify(mail).includes(wort));
    assert.equal(ressourcen(mail).length, 2);
    assert(mail.text.includes("Sie nehmen an diesem Vorgang nicht mehr teil"));
  });
});

describe("the mail of a reduced Leistung", () => {
  const { danach } = fuehreDurch(
    {
      aktion: "leistungVermindern",
      aenderungen: [
        {
          art: "VERMINDERT",
          leistungId: FESTE_LEISTUNG,
          haeufigkeit: { anzahl: 1, je: "TAG" },
          begruendung: "Abends hilft die Tochter.",
        },
      ],
    },
    inPruefung(),
    kontext(arzt()),
  );
  const mails = danach.ausgang.map((auftrag) => sendung(auftrag, danach));

  it("tells Pflegedienst and Kostenträger the same: what, why, and that the Verordnung stays", () => {
    assert.equal(mails.length, 2);
    for (const { betreff, nachrichtentyp, text } of mails) {
      assert.deepEqual([betreff, nachrichtentyp], ["Geänderter Bedarf an Leistungen", "Nachricht"]);
      const zeilen = text.split("\n");
      assert.deepEqual(zeilen.slice(2, 4), [
        "Die Praxis hat Leistungen vermindert, pausiert oder eine solche Änderung aufgehoben; die Verordnung bleibt bestehen.",
        "Bitte berücksichtigen Sie die Änderung.",
      ]);
      assert(
        zeilen.includes("Von: Dr. med. Claudia Sommer, Hausarztpraxis Dr. Sommer (Telematik-ID 1-20HKPSANDBOX0001)"),
      );
      assert(
        zeilen.some((zeile) =>
          /^> .*: vermindert auf 1 × täglich \(verordnet: 2 × täglich\)\. Begründung: Abends hilft die Tochter\.$/.test(
            zeile,
          ),
        ),
        text,
      );
    }
  });

  it("carries one Communication to both, valid FHIR", () => {
    const [eine, andere] = mails.map((mail) => ressourcen(mail).at(-1));
    assert.deepEqual(eine, andere);
    assert.equal(eine?.resourceType, "Communication");
    assert.deepEqual(
      (eine["recipient"] as readonly { identifier: { value: string } }[]).map(({ identifier }) => identifier.value),
      [HAND_UND_HERZ.kennung, KASSE.kennung],
    );
    for (const { buendel } of mails) {
      const gelesen = erzeugeFhirPruefung().lies(new TextEncoder().encode(JSON.stringify(buendel)));
      assert.equal(gelesen.art, "gueltig", JSON.stringify(gelesen));
    }
  });
});
