import assert from "node:assert/strict";
import { selbsttaetig } from "../../../src/domain/eingang/selbsttaetig.js";

const WIR = { adresse: "gateway@hkp.kim.telematik-test", sendersystem: "HKP-Gateway" };
const PRAXIS = "praxis@arzt.kim.telematik-test";

function code(felder: Readonly<Record<string, string>>, absender: string | null = PRAXIS): string | null {
  const karte = new Map(Object.entries(felder).map(([name, wert]) => [name, [wert]]));
  return selbsttaetig(karte, { absender, betreff: felder["subject"] ?? "" }, WIR)?.code ?? null;
}

describe("Mails that no person wrote", () => {
  const faelle: [Readonly<Record<string, string>>, string | null][] = [
    [{}, null],
    [{ "auto-submitted": "no" }, null],
    [{ "auto-submitted": "No (by hand)" }, null],
    [{ "auto-submitted": "auto-replied" }, "AUTOANTWORT"],
    [{ "auto-submitted": "auto-generated; type=x" }, "AUTOANTWORT"],
    [{ "auto-submitted": "auto-notified" }, "AUTOANTWORT"],
    [{ precedence: "bulk" }, "VERTEILER"],
    [{ precedence: "Junk" }, "VERTEILER"],
    [{ precedence: "list" }, "VERTEILER"],
    [{ precedence: "auto_reply" }, "AUTOANTWORT"],
    [{ precedence: "first-class" }, null],
    [{ "x-auto-response-suppress": "OOF, AutoReply" }, "AUTOANTWORT"],
    [{ "x-auto-response-suppress": "None" }, null],
    [{ "x-autoreply": "yes" }, "AUTOANTWORT"],
    [{ "list-id": "<x.y>" }, "VERTEILER"],
    [{ "list-unsubscribe": "<mailto:a@b>" }, "VERTEILER"],
    [{ "return-path": "<>" }, "OHNE_RUECKWEG"],
    [{ "return-path": `<${PRAXIS}>` }, null],
    [{ "x-loop": "irgendwer" }, "SCHLEIFE"],
    [{ "x-kim-sendersystem": "HKP-Gateway;9.9" }, "SCHLEIFE"],
    [{ "x-kim-sendersystem": "Praxisprogramm;1.0" }, null],
    [{ subject: "Abwesenheitsnotiz: Urlaub" }, "AUTOANTWORT"],
    [{ subject: "AW: Automatische Antwort: x" }, "AUTOANTWORT"],
    [{ subject: "Out of office until Monday" }, "AUTOANTWORT"],
    [{ subject: "Patient ist abwesend bis Montag" }, null],
    [{ subject: "Re: Frage zur automatischen Antwort" }, null],
  ];
  for (const [felder, erwartet] of faelle)
    it(`${JSON.stringify(felder)}: ${erwartet ?? "a person's"}`, () => assert.equal(code(felder), erwartet));

  it("from our own address: a loop, whatever else it says", () => {
    assert.equal(code({ "auto-submitted": "no" }, WIR.adresse), "SCHLEIFE");
  });
  it("without a sender that can be read it may still be a person's", () => assert.equal(code({}, null), null));
});
