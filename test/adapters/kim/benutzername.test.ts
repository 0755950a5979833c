import assert from "node:assert/strict";
import { pop3Benutzername, smtpBenutzername } from "../../../src/adapters/kim/benutzername.js";
import { kimTestkonfig } from "../../helfer/clientmodul.js";

describe("KIM user names", () => {
  const basis = {
    adresse: "erik.mustermann@hrst-domain.kim.telematik",
    passwort: "x",
    smtpDienst: "hrst-domain.kim.telematik:465",
    pop3Dienst: "hrst-domain.kim.telematik:995",
    mandant: "1",
    clientsystem: "KOM_LE",
    arbeitsplatz: "7",
  };
  const konto = (mehr: object) => kimTestkonfig({ smtpPort: 1 }, { konto: { ...basis, ...mehr } }).konto;

  // Examples of domain.md 1.1.
  it("has five parts", () => {
    assert.equal(
      smtpBenutzername(konto({})),
      "erik.mustermann@hrst-domain.kim.telematik#hrst-domain.kim.telematik:465#1#KOM_LE#7",
    );
  });

  it("takes the Konnektor as the sixth part; over POP3 an unused user before it is *", () => {
    const k = konto({ konnektor: "Konn_1" });
    assert.ok(smtpBenutzername(k).endsWith(":465#1#KOM_LE#7#Konn_1"));
    assert.ok(pop3Benutzername(k).endsWith(":995#1#KOM_LE#7#*#Konn_1"));
  });

  it("writes the user only over POP3 and nothing after the last used part", () => {
    const k = konto({ nutzer: "U1" });
    assert.ok(smtpBenutzername(k).endsWith(":465#1#KOM_LE#7"));
    assert.ok(pop3Benutzername(k).endsWith(":995#1#KOM_LE#7#U1"));
  });

  it("refuses parts that would break the pattern", () => {
    for (const mandant of ["", "a#b", "a b", "a\r\nb"])
      assert.throws(() => konto({ mandant }), JSON.stringify(mandant));
  });
});
