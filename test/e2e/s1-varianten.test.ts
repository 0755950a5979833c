import assert from "node:assert/strict";
import { angabenAusBundle } from "../../src/domain/fhir/angaben-bundle.js";
import { verordnungAusBundle } from "../../src/domain/fhir/verordnung-bundle.js";
import { testGateway } from "../helfer/gateway.js";
import { kopfUndFokus, lesbares, nachrichtIm } from "./brief.js";
import * as daten from "./daten.js";
import { BEGRUENDUNGEN, zeitraum } from "./daten.js";
import { bisOffen, signiert, tue } from "./handlungen.js";
import { als } from "./portal.js";
import { pruefeAbosAmEnde } from "./schlussprobe.js";
import { Zuschauer } from "./zuschauer.js";

/** Ways that S1 does not go: code instead of card, no Blanko, every other result, Wahl der Kostenerstattung. */
describe("variants of S1 over HTTP, WebSocket, SMTP and POP3", function () {
  this.timeout(60_000);
  const gateway = testGateway("e2e-s1-varianten");
  let zuschauer: Zuschauer;
  /** Threads of the mails to the Kasse, one of each Vorgang. */
  const faeden: (string | undefined)[] = [];
  before(async () => {
    zuschauer = await Zuschauer.oeffne(gateway);
  });
  after(() => zuschauer.ende());

  it("without Blanko, accepted with the AccessCode that the Versicherter gives away", async () => {
    const id = await bisOffen(gateway, { versicherter: "karl-heinz", haus: "integral", blanko: false });
    await zuschauer.nach({ alarm: ["karl-heinz", "AKTIVIERT"] });

    const { vorgang } = await (
      await als(gateway, "karl-heinz")
    ).frage<{ vorgang: { zugriffscodes: { annehmen: string; lesen: string } } }>(
      "query($id: ID!) { vorgang(id: $id) { zugriffscodes { annehmen lesen } } }",
      { id },
    );
    const { annehmen, lesen } = vorgang.zugriffscodes;
    const miriam = await als(gateway, "miriam");
    for (const zugriffscode of [lesen, annehmen]) {
      const gelesen = await miriam.frage<{ vorgang: { status: string } }>(
        "query($id: ID!, $zugang: ZugangEingabe) { vorgang(id: $id, zugang: $zugang) { status } }",
        { id, zugang: { zugriffscode } },
      );
      assert.equal(gelesen.vorgang.status, "OFFEN");
    }
    await zuschauer.nach({});

    await tue(gateway, "miriam", "annehmen", { vorgangId: id, zugang: { zugriffscode: annehmen } });
    await zuschauer.nach({
      informiert: [
        ["praxis", "ANGENOMMEN"],
        ["karl-heinz", "ANGENOMMEN"],
      ],
    });
    const cms = await signiert(gateway, "miriam", "angaben", id, daten.angaben("integral", false), "integral");
    await tue(gateway, "miriam", "angabenSpeichern", { vorgangId: id, signiert: cms });
    await zuschauer.nach({ informiert: [["praxis", "ANGABEN_GESPEICHERT"]] });
    await tue(gateway, "miriam", "einreichen", { vorgangId: id });
    const { briefe } = await zuschauer.nach({
      alarm: ["kasse", "EINGEREICHT"],
      informiert: [
        ["praxis", "EINGEREICHT"],
        ["karl-heinz", "EINGEREICHT"],
      ],
      post: { kasse: "Antrag zur Leistungsentscheidung" },
    });
    assert.ok(briefe[0] !== undefined);
    faeden.push(briefe[0].mail.references);
    // Without Blanko there is no Blankoverordnung to see.
    const { fokus } = kopfUndFokus(nachrichtIm(briefe[0]));
    assert.deepEqual(
      fokus.map((bundle) => [verordnungAusBundle(bundle).art, angabenAusBundle(bundle).art]),
      [
        ["gueltig", "ungueltig"],
        ["ungueltig", "gueltig"],
      ],
    );

    await tue(gateway, "kasse", "entscheiden", { vorgangId: id, entscheidung: daten.entscheidung(false) });
    await zuschauer.nach({
      alarm: ["integral", "ENTSCHIEDEN"],
      informiert: [
        ["praxis", "ENTSCHIEDEN"],
        ["karl-heinz", "ENTSCHIEDEN"],
      ],
      post: { integral: "Leistungsentscheidung liegt vor" },
    });
  });

  const dauer = zeitraum();
  const kuerzer = { von: dauer.von, bis: daten.tag(13) };
  const zweimal = { anzahl: 2, je: "TAG" } as const;
  const abgelehnt = [
    { leistungId: "leistung-medikamente", ergebnis: "ABGELEHNT" },
    { leistungId: "leistung-kompression", ergebnis: "ABGELEHNT" },
  ] as const;
  const ENTSCHIEDEN = ["ENTSCHIEDEN", "Leistungsentscheidung liegt vor"] as const;
  const FAELLE = [
    {
      ergebnis: "TEILWEISE_GENEHMIGT",
      leistungen: [
        { leistungId: "leistung-medikamente", ergebnis: "GENEHMIGT", haeufigkeit: zweimal, zusage: dauer },
        { leistungId: "leistung-kompression", ergebnis: "TEILGENEHMIGT", haeufigkeit: zweimal, zusage: kuerzer },
      ],
      meldung: ENTSCHIEDEN,
    },
    {
      ergebnis: "NICHT_GENEHMIGT_MIT_VORLAEUFIGER_KOSTENZUSAGE",
      leistungen: abgelehnt,
      meldung: ENTSCHIEDEN,
    },
    {
      ergebnis: "NICHT_GENEHMIGT_OHNE_VORLAEUFIGE_KOSTENZUSAGE",
      leistungen: abgelehnt,
      meldung: ENTSCHIEDEN,
    },
    { ergebnis: "UNZUSTAENDIG", leistungen: [], meldung: ["UNZUSTAENDIG", "Kostenträger nicht zuständig"] },
  ] as const;
  for (const { ergebnis, leistungen, meldung } of FAELLE)
    it(`${ergebnis}: BESCHIEDEN, Alarm to the Pflegedienst, Information to Versicherter and Praxis`, async () => {
      const id = await bisOffen(gateway, { versicherter: "renate", haus: "hand-und-herz", blanko: false });
      await zuschauer.nach({ alarm: ["renate", "AKTIVIERT"] });
      const poppToken = await gateway.welt.leseKarte("renate", "hand-und-herz");
      await tue(gateway, "elena", "annehmen", { vorgangId: id, zugang: { poppToken } });
      await zuschauer.nach({
        informiert: [
          ["praxis", "ANGENOMMEN"],
          ["renate", "ANGENOMMEN"],
        ],
      });
      const cms = await signiert(
        gateway,
        "elena",
        "angaben",
        id,
        daten.angaben("hand-und-herz", false),
        "hand-und-herz",
      );
      await tue(gateway, "elena", "angabenSpeichern", { vorgangId: id, signiert: cms });
      await zuschauer.nach({ informiert: [["praxis", "ANGABEN_GESPEICHERT"]] });
      await tue(gateway, "elena", "einreichen", { vorgangId: id });
      const { briefe: antraege } = await zuschauer.nach({
        alarm: ["kasse", "EINGEREICHT"],
        informiert: [
          ["praxis", "EINGEREICHT"],
          ["renate", "EINGEREICHT"],
        ],
        post: { kasse: "Antrag zur Leistungsentscheidung" },
      });
      faeden.push(antraege[0]?.mail.references);
      const { statusVorher, status } = await tue(gateway, "kasse", "entscheiden", {
        vorgangId: id,
        entscheidung: daten.entscheidung(false, { gesamtergebnis: ergebnis, leistungen }),
      });
      assert.deepEqual([statusVorher, status], ["ANTRAGSPRUEFUNG", "BESCHIEDEN"]);
      const [ereignis, betreff] = meldung;
      const { briefe, meldungen } = await zuschauer.nach({
        alarm: ["hand-und-herz", ereignis],
        informiert: [
          ["praxis", ereignis],
          ["renate", ereignis],
        ],
        post: { "hand-und-herz": betreff },
      });
      assert.ok(briefe[0] !== undefined);
      assert.ok(briefe[0].mail.text?.includes(BEGRUENDUNGEN.pflegedienst));
      assert.ok(!lesbares(briefe[0]).includes(BEGRUENDUNGEN.versicherter));
      assert.equal(meldungen.renate[0]?.begruendung, BEGRUENDUNGEN.versicherter);
    });

  it("Wahl der Kostenerstattung, § 13 (2): the Kostenträger is alerted at activation, nobody else", async () => {
    const { vorgang } = await tue(gateway, "mfa", "anlegen", {});
    const inhalt = daten.verordnung("renate", false, { wahlKostenerstattung: true });
    const cms = await signiert(gateway, "aerztin", "verordnung", vorgang.id, inhalt, "aerztin");
    await tue(gateway, "aerztin", "aktivieren", { vorgangId: vorgang.id, signiert: cms });
    const { briefe } = await zuschauer.nach({
      alarm: ["kasse", "AKTIVIERT_MIT_KOSTENERSTATTUNG"],
      post: { kasse: "Neue Verordnung mit Wahl der Kostenerstattung" },
    });
    assert.ok(briefe[0] !== undefined);
    const { fokus } = kopfUndFokus(nachrichtIm(briefe[0]));
    assert.deepEqual(
      fokus.map((bundle) => verordnungAusBundle(bundle)),
      [{ art: "gueltig", verordnung: { verordnungsId: vorgang.id, ...inhalt } }],
    );
  });

  it("each Vorgang is a thread of its own", () => {
    assert.equal(faeden.length, 5);
    assert.ok(!faeden.includes(undefined));
    assert.equal(new Set(faeden).size, 5);
  });

  it("nobody was pushed anything but its own feed", () => pruefeAbosAmEnde(gateway, zuschauer));
});
