import assert from "node:assert/strict";
import { signiere } from "../../sandbox/karten/signieren.js";
import type { Karte } from "../../sandbox/karten/karte.js";
import { testGateway } from "../helfer/gateway.js";
import { base64, entscheidungsbundle, lehntAb, pfade, UNBEKANNT } from "./abweisungen-handlungen.js";
import * as daten from "./daten.js";
import { bisAntragspruefung, bisInitialisiert, bisZugewiesen, signiert, versuche, vorlage } from "./handlungen.js";
import { Stillstand } from "./unveraendert.js";

/** Signed data sets that are not taken: each refusal has its code, and leaves no trace. */
describe("refusals over HTTP: signed data sets", function () {
  this.timeout(30_000);
  const gateway = testGateway("e2e-abweisungen-signiert");
  let initialisiert: string;
  let zugewiesen: string;
  let inPruefung: string;
  let stillstand: Stillstand;

  before(async () => {
    initialisiert = await bisInitialisiert(gateway);
    zugewiesen = await bisZugewiesen(gateway);
    inPruefung = await bisAntragspruefung(gateway);
    stillstand = await Stillstand.ab(gateway);
  });
  afterEach("nothing changed, no mail came", () => stillstand.pruefe());
  const lehnt = lehntAb(gateway);
  const karten = () => gateway.betrieb.sandbox.karten;

  describe("content of a signed Verordnung", () => {
    const verordnung = daten.verordnung("renate", true);
    const { versicherter, kostentraeger, verordnender, leistungen } = verordnung;
    const FAELLE: Readonly<Record<string, [teil: Parameters<typeof daten.verordnung>[2], pfad: string]>> = {
      "KVNR with a wrong check digit": [{ versicherter: { ...versicherter, kvnr: "X000001015" } }, "versicherter.kvnr"],
      "IK with a wrong check digit": [{ kostentraeger: { ...kostentraeger, ik: "109500968" } }, "kostentraeger.ik"],
      "LANR with a wrong check digit": [{ verordnender: { ...verordnender, lanr: "838382302" } }, "verordnender.lanr"],
      "another institution's Telematik-ID": [
        { verordnender: { ...verordnender, telematikId: "1-20HKPSANDBOX0099" } },
        "verordnender.telematikId",
      ],
      "a Blanko Leistung with Häufigkeit": [
        {
          leistungen: leistungen.map((leistung) =>
            leistung.blanko ? { ...leistung, haeufigkeit: { anzahl: 1, je: "TAG" as const } } : leistung,
          ),
        },
        "leistungen[1].haeufigkeit",
      ],
    };
    for (const [name, [teil, pfad]] of Object.entries(FAELLE))
      it(`${name}: DATENSATZ_UNGUELTIG at ${pfad}`, async () => {
        const inhalt = daten.verordnung("renate", true, teil);
        const cms = await signiert(gateway, "aerztin", "verordnung", initialisiert, inhalt, "aerztin");
        const fehler = await versuche(gateway, "aerztin", "aktivieren", { vorgangId: initialisiert, signiert: cms });
        assert.equal(fehler.extensions.code, "DATENSATZ_UNGUELTIG");
        assert.deepEqual(pfade(fehler), [pfad]);
        const { verstoesse } = fehler.extensions.details as {
          verstoesse: readonly { regel: string; hinweis: string }[];
        };
        for (const { regel, hinweis } of verstoesse) {
          assert.match(regel, /\.$/);
          assert.match(hinweis, /\.$/);
        }
        // The rejected value itself is not repeated: it may be a patient's.
        assert.ok(!JSON.stringify(fehler).includes("X00000101"));
      });

    it("all faults at once, each with its path", async () => {
      const inhalt = daten.verordnung("renate", true, {
        versicherter: { ...versicherter, kvnr: "X000001015" },
        verordnender: { ...verordnender, lanr: "838382302" },
      });
      const cms = await signiert(gateway, "aerztin", "verordnung", initialisiert, inhalt, "aerztin");
      const fehler = await versuche(gateway, "aerztin", "aktivieren", { vorgangId: initialisiert, signiert: cms });
      assert.deepEqual(pfade(fehler), ["versicherter.kvnr", "verordnender.lanr"]);
    });

    it("the Verordnungs-ID of another Vorgang: VERORDNUNGS_ID_FALSCH", async () => {
      const anderer = JSON.parse(await vorlage(gateway, "aerztin", "verordnung", initialisiert, verordnung)) as unknown;
      const text = JSON.stringify(anderer).replaceAll(initialisiert, UNBEKANNT);
      const cms = gateway.welt.signiert("aerztin", text);
      await lehnt("aerztin", "aktivieren", { vorgangId: initialisiert, signiert: cms }, "VERORDNUNGS_ID_FALSCH", {
        erwartet: initialisiert,
      });
    });

    it("signed bytes that are no FHIR Bundle: DATENSATZ_UNGUELTIG", async () => {
      const signiertesNichts = gateway.welt.signiert("aerztin", "Guten Tag");
      await lehnt(
        "aerztin",
        "aktivieren",
        { vorgangId: initialisiert, signiert: signiertesNichts },
        "DATENSATZ_UNGUELTIG",
      );
    });

    it("another kind of data set: DATENSATZ_UNGUELTIG", async () => {
      const text = await vorlage(gateway, "elena", "angaben", zugewiesen, daten.angaben("hand-und-herz", true));
      const cms = gateway.welt.signiert("aerztin", text);
      await lehnt("aerztin", "aktivieren", { vorgangId: initialisiert, signiert: cms }, "DATENSATZ_UNGUELTIG");
    });
  });

  describe("signature", () => {
    const text = () => vorlage(gateway, "aerztin", "verordnung", initialisiert, daten.verordnung("renate", true));
    const mitKarte = async (karte: Karte) => base64(signiere(karte, Buffer.from(await text())));
    const gedreht = async () => {
      const cms = Buffer.from(gateway.welt.signiert("aerztin", await text()), "base64");
      cms[cms.length - 1] = (cms.at(-1) ?? 0) ^ 1;
      return base64(cms);
    };
    const verfaelscht = async () => {
      const cms = Buffer.from(gateway.welt.signiert("aerztin", await text()), "base64");
      const stelle = cms.indexOf("Renate");
      assert.ok(stelle > 0);
      cms.write("Beate!", stelle);
      return base64(cms);
    };
    const FAELLE: Readonly<Record<string, [cms: () => Promise<string>, code: string, details?: unknown]>> = {
      "broken: one bit of it turned": [gedreht, "SIGNATUR_UNGUELTIG", { grund: "SIGNATUR_FALSCH" }],
      "over other content": [verfaelscht, "SIGNATUR_UNGUELTIG", { grund: "INHALT_VERAENDERT" }],
      "that is none": [
        () => Promise.resolve(base64(Buffer.from("kein CMS"))),
        "SIGNATUR_UNGUELTIG",
        { grund: "NICHT_LESBAR" },
      ],
      "of a card by a CA that nobody trusts": [
        () => mitKarte(karten().fremdeKarte("aerztin")),
        "SIGNATUR_UNGUELTIG",
        { grund: "ZERTIFIKAT_NICHT_VERTRAUT" },
      ],
      "of a card that has run out": [
        () => mitKarte(karten().abgelaufeneKarte("aerztin")),
        "SIGNATUR_UNGUELTIG",
        { grund: "ZERTIFIKAT_ABGELAUFEN" },
      ],
      "of a Pflegedienst's SMC-B": [() => mitKarte(karten().karte("hand-und-herz")), "SIGNATUR_ROLLE"],
      "of a Kostenträger's SMC-B": [() => mitKarte(karten().karte("gematiker-kasse")), "SIGNATUR_ROLLE"],
    };
    for (const [name, [cms, code, details]] of Object.entries(FAELLE))
      it(`is refused: one ${name}`, async () => {
        for (const person of ["aerztin", "mfa"] as const)
          await lehnt(person, "aktivieren", { vorgangId: initialisiert, signiert: await cms() }, code, details);
      });

    it("of the Angaben must be the Pflegedienst's own SMC-B", async () => {
      const angaben = await vorlage(gateway, "elena", "angaben", zugewiesen, daten.angaben("hand-und-herz", true));
      const erwartet = { integral: "SIGNATUR_FREMD", aerztin: "SIGNATUR_ROLLE", praxis: "SIGNATUR_ROLLE" };
      for (const [karte, code] of Object.entries(erwartet))
        await lehnt(
          "elena",
          "angabenSpeichern",
          { vorgangId: zugewiesen, signiert: gateway.welt.signiert(karte, angaben) },
          code,
        );
    });

    it("of a decision must be the Kasse's own SMC-B", async () => {
      const bundle = entscheidungsbundle(inPruefung);
      const erwartet = {
        "hand-und-herz": "SIGNATUR_ROLLE",
        aerztin: "SIGNATUR_ROLLE",
        privatversicherung: "SIGNATUR_FREMD",
      };
      for (const [karte, code] of Object.entries(erwartet))
        await lehnt(
          "kasse",
          "entscheiden",
          { vorgangId: inPruefung, signiert: gateway.welt.signiert(karte, bundle) },
          code,
        );
    });
  });
});
