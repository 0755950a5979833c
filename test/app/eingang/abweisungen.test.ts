import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { alsAnhang, alsCms, alsSignierterAnhang, befehl } from "../../../sandbox/befehl/befehl.js";
import type { InstitutionId } from "../../../sandbox/personen.js";
import { nachrichtenBundle } from "../../../src/domain/fhir/nachricht.js";
import type { Befehlsnachricht } from "../../../src/domain/fhir/befehlsnachricht.js";
import type { Parameter } from "../../../src/domain/fhir/parameter.js";
import type { Aktion } from "../../../src/domain/hkp/status.js";
import type { Anhang, Eingang } from "../../../src/domain/ports/eingang.js";
import { ErgebnisUnbekannt } from "../../../src/domain/ports/vorgang-store.js";
import type { Verzeichnisergebnis } from "../../../src/domain/ports/verzeichnis.js";
import { nimmEntgegen } from "../../../src/app/eingang/nimm-entgegen.js";
import { angaben, blankoverordnung, KIM, TELEMATIK_ID, verordnung } from "../../e2e/daten.js";
import { bisOffen, bisZugewiesen, speichereAngaben, speichereBlanko, tue, vorlage } from "../../e2e/handlungen.js";
import { abgewiesen, auftragAn, ausgefuehrt, eingangsbuehne, gespeichert, mail } from "./buehne.js";

const HAEUSER = { praxis: "praxis", "hand-und-herz": "hand-und-herz" } as const satisfies Record<string, InstitutionId>;
type Haus = keyof typeof HAEUSER;
type Teil = Partial<Omit<Befehlsnachricht, "aktion" | "absender" | "empfaenger">>;

const anhang = (teil: Partial<Anhang>): Anhang => ({
  name: "anhang.bin",
  medientyp: "application/octet-stream",
  bytes: new Uint8Array([1, 2, 3]),
  ...teil,
});
const text = (inhalt: string): Uint8Array => new TextEncoder().encode(inhalt);

describe("What comes in and is not carried out", function () {
  this.timeout(60_000);
  const buehne = eingangsbuehne("eingang-abweisungen");
  const { nimm, stand } = buehne;
  const karte = (id: string) => buehne.gateway.betrieb.sandbox.karten.karte(id);
  const cms = (id: string, inhalt: string): Uint8Array =>
    new Uint8Array(Buffer.from(buehne.gateway.welt.signiert(id, inhalt), "base64"));
  const sende = (von: Haus, aktion: Aktion, teil: Teil = {}, weiteres: Partial<Eingang> = {}) =>
    nimm(von, { ...weiteres, anhaenge: [alsAnhang(befehl(HAEUSER[von], aktion, teil)), ...(weiteres.anhaenge ?? [])] });
  let vorgangId: string;
  let version: number;
  before("a Vorgang that stays as it is", async () => {
    vorgangId = await bisZugewiesen(buehne.gateway);
    version = (await stand(vorgangId)).version;
  });
  afterEach("nothing was done", async () => {
    const danach = await stand(vorgangId);
    assert.deepEqual([danach.status, danach.version], ["ZUGEWIESEN", version]);
  });

  describe("because of its sender", () => {
    const von = (gefunden: Verzeichnisergebnis) =>
      nimmEntgegen(mail(KIM.praxis, { text: "Hallo" }), {
        ...buehne.dienste,
        absenderverzeichnis: { findeZuAdresse: async () => gefunden },
      });
    const eintrag = (...professionOids: string[]): Verzeichnisergebnis => ({
      art: "gefunden",
      eintrag: { telematikId: TELEMATIK_ID.kasse, ik: null, name: "Haus", professionOids, kim: null, tim: null },
    });
    const UNBEKANNTE: readonly (readonly [string, Verzeichnisergebnis])[] = [
      ["nobody", { art: "unbekannt" }],
      ["several", { art: "mehrdeutig" }],
      ["a Zahnarztpraxis", eintrag("1.2.276.0.76.4.51")],
      ["professions of two roles", eintrag("1.2.276.0.76.4.50", "1.2.276.0.76.4.245")],
      ["a Kostenträger without IK", eintrag("1.2.276.0.76.4.59")],
    ];
    for (const [was, gefunden] of UNBEKANNTE)
      it(was, async () => {
        const ergebnis = await von(gefunden);
        assert.equal(ergebnis.art, "unbekannterAbsender");
        assert.match(ergebnis.rueckmeldung?.text ?? "", /Verzeichnisdienst nennt zu Ihrer Adresse keine Einrichtung/);
      });

    it("a directory that does not answer is waited for", () =>
      assert.rejects(von({ art: "nichtErreichbar" }), { code: "NICHT_VERFUEGBAR" }));

    it("an address that the real directory does not have", async () => {
      const ergebnis = await nimmEntgegen(
        mail("niemand@hkp-sandbox.kim.telematik-test", { text: "x" }),
        buehne.dienste,
      );
      assert.equal(ergebnis.art, "unbekannterAbsender");
    });

    it("a private insurance has no access at all", async () => {
      const { fadenId } = await stand(vorgangId);
      const { vorgangId: genannt } = abgewiesen(
        await nimm("privatversicherung", { bezuege: [fadenId], text: "Bitte um Auskunft" }),
        "KOSTENERSTATTUNG_OHNE_ZUGRIFF",
      );
      assert.equal(genannt, null);
    });

    it("whoever takes no part gets the words that an id without a Vorgang gets", async () => {
      const fremd = abgewiesen(
        await nimm("kasse", {
          anhaenge: [alsAnhang(befehl("gematiker-kasse", "abschliessen", { verordnungsId: vorgangId }))],
        }),
        "VORGANG_UNBEKANNT",
      );
      const keiner = abgewiesen(
        await nimm("kasse", {
          anhaenge: [alsAnhang(befehl("gematiker-kasse", "abschliessen", { verordnungsId: "169.000.000.000.009.38" }))],
        }),
        "VORGANG_UNBEKANNT",
      );
      assert.deepEqual([fremd.vorgangId, fremd.rueckmeldung.text], [keiner.vorgangId, keiner.rueckmeldung.text]);
    });
  });

  describe("because of what is in it", () => {
    const LEERE: readonly (readonly [string, Partial<Eingang>])[] = [
      ["nothing", {}],
      ["blanks", { text: " \n\t" }],
      ["a picture", { anhaenge: [anhang({ name: "logo.png", medientyp: "image/png" })] }],
      ["XML that is no FHIR", { anhaenge: [anhang({ name: "r.xml", medientyp: "text/xml", bytes: text("<r/>") })] }],
    ];
    for (const [was, teil] of LEERE) it(was, async () => abgewiesen(await nimm("praxis", teil), "EINGANG_OHNE_INHALT"));

    it("a signed data set alone, whether its signature holds or not", async () => {
      const datensatz = cms("praxis", JSON.stringify({ resourceType: "Bundle", type: "document", entry: [] }));
      abgewiesen(await nimm("praxis", { text: "Anbei", anhaenge: [alsCms(datensatz)] }), "EINGANG_OHNE_INHALT");
      abgewiesen(await nimm("praxis", { anhaenge: [anhang({ name: "verordnung.p7m" })] }), "SIGNATUR_UNGUELTIG");
    });

    it("what calls itself FHIR and cannot be read does not become words", async () => {
      const kaputt = anhang({ medientyp: "application/fhir+json", bytes: text('{"resourceType":"Bundle"') });
      abgewiesen(await nimm("praxis", { text: "Anbei", anhaenge: [kaputt] }), "DATENSATZ_UNGUELTIG");
      const namenlos = anhang({
        name: "b.xml",
        medientyp: "text/xml",
        bytes: text("<Bundle><MessageHeader></Bundle>"),
      });
      abgewiesen(await nimm("praxis", { text: "Anbei", anhaenge: [namenlos] }), "DATENSATZ_UNGUELTIG");
    });

    it("two commands, two signed data sets", async () => {
      const zwei = { anhaenge: [alsAnhang(befehl("hand-und-herz", "einreichen", { verordnungsId: vorgangId }))] };
      const teil = { verordnungsId: vorgangId };
      abgewiesen(await sende("hand-und-herz", "zurueckgeben", teil, zwei), "EINGANG_MEHRERE_BEFEHLE");
      const datensatz = cms("hand-und-herz", "{}");
      const anbei = { anhaenge: [alsCms(datensatz), alsCms(datensatz)] };
      abgewiesen(await sende("hand-und-herz", "angabenSpeichern", teil, anbei), "EINGANG_MEHRERE_BEFEHLE");
      const doppelt = { anhaenge: [alsCms(datensatz)] };
      const innen = { ...teil, signiert: datensatz };
      abgewiesen(await sende("hand-und-herz", "angabenSpeichern", innen, doppelt), "EINGANG_MEHRERE_BEFEHLE");
    });

    it("a command that nobody gives by a message", async () => {
      abgewiesen(await sende("praxis", "verfallen", { verordnungsId: vorgangId }), "BEFEHL_UNBEKANNT");
      const kein = befehl("praxis", "constructor" as Aktion, { verordnungsId: vorgangId });
      abgewiesen(await nimm("praxis", { anhaenge: [alsAnhang(kein)] }), "BEFEHL_UNBEKANNT");
    });

    const text1 = (name: string, wert: string): Parameter => ({ name, text: wert });
    const FEHLERHAFTE: readonly (readonly [string, Aktion, readonly Parameter[], string])[] = [
      [
        "a parameter of another command",
        "zurueckgeben",
        [text1("grund", "x")],
        "Bundle.entry[2].resource.parameter[1]",
      ],
      [
        "a missing one",
        "nachrichtSchreiben",
        [text1("an", "VERORDNENDER")],
        "parameter.where(name='text').valueString",
      ],
      ["one given twice", "nachrichtSchreiben", [text1("text", "a"), text1("text", "b")], "parameter"],
      ["another kind of value", "nachrichtSchreiben", [{ name: "text", wahr: true }], "valueString"],
      [
        "a value that is none of the choice",
        "nachrichtSchreiben",
        [text1("an", "ALLE"), text1("text", "a")],
        "parameter[1].valueString",
      ],
      ["a „ja“ that is missing", "verfuegbarkeitAntworten", [], "parameter.where(name='verfuegbar').valueBoolean"],
    ];
    for (const [was, aktion, parameter, pfad] of FEHLERHAFTE)
      it(`${was}, with its place`, async () => {
        const { rueckmeldung } = abgewiesen(
          await sende("hand-und-herz", aktion, { verordnungsId: vorgangId, parameter }),
          "EINGABE_UNGUELTIG",
        );
        assert.ok(rueckmeldung.text.includes(pfad), rueckmeldung.text);
        const [kopf, , befund] = rueckmeldung.buendel?.entry.map(({ resource }) => resource) ?? [];
        assert.equal((kopf?.["response"] as { code: string }).code, "fatal-error");
        assert.equal(befund?.resourceType, "OperationOutcome");
      });

    it("a data set in another form than the command takes", async () => {
      const bundle = JSON.parse(
        await vorlage(buehne.gateway, "elena", "angaben", vorgangId, angaben("hand-und-herz", true)),
      ) as Befehlsnachricht["datensatz"];
      const teil: Teil = { verordnungsId: vorgangId, ...(bundle === undefined ? {} : { datensatz: bundle }) };
      for (const aktion of ["angabenSpeichern", "zurueckgeben"] as const) {
        const { rueckmeldung } = abgewiesen(await sende("hand-und-herz", aktion, teil), "EINGABE_UNGUELTIG");
        assert.match(rueckmeldung.text, /Datensatz/);
      }
      abgewiesen(await sende("hand-und-herz", "angabenSpeichern", { verordnungsId: vorgangId }), "EINGABE_UNGUELTIG");
    });

    it("a Bundle identifier that is no UUID", async () => {
      const bundle = befehl("hand-und-herz", "zurueckgeben", { verordnungsId: vorgangId, bundleId: "eins" });
      abgewiesen(await nimm("hand-und-herz", { anhaenge: [alsAnhang(bundle)] }), "EINGABE_UNGUELTIG");
    });

    it("words that are too long, with the rule", async () => {
      const anderer = await bisZugewiesen(buehne.gateway);
      await tue(buehne.gateway, "elena", "nachrichtSchreiben", { vorgangId: anderer, an: ["VERORDNENDER"], text: "?" });
      const bezug = auftragAn(await stand(anderer), "NACHRICHT", TELEMATIK_ID.praxis).id;
      const { rueckmeldung } = abgewiesen(
        await nimm("praxis", { bezuege: [bezug], text: "x".repeat(2001) }),
        "EINGABE_UNGUELTIG",
      );
      assert.match(rueckmeldung.text, /- text: .*2000/);
    });
  });

  describe("because of what it refers to", () => {
    it("nothing; nothing of ours", async () => {
      abgewiesen(await nimm("praxis", { text: "Hallo" }), "EINGANG_OHNE_BEZUG");
      abgewiesen(await sende("hand-und-herz", "zurueckgeben"), "EINGANG_OHNE_BEZUG");
      abgewiesen(await nimm("praxis", { text: "Hallo", bezuege: [randomUUID()] }), "VORGANG_UNBEKANNT");
    });

    it("two Vorgänge: the answered message and the Verordnungs-ID, or the mail and the FHIR message", async () => {
      const anderer = await stand(await bisZugewiesen(buehne.gateway));
      const eigener = await stand(vorgangId);
      const teil = { verordnungsId: vorgangId };
      abgewiesen(
        await sende("hand-und-herz", "zurueckgeben", teil, { bezuege: [anderer.fadenId] }),
        "EINGANG_WIDERSPRUCH",
      );
      const antwortAuf = anderer.ausgang[0]?.id ?? "";
      abgewiesen(
        await sende("hand-und-herz", "zurueckgeben", { antwortAuf }, { bezuege: [eigener.fadenId] }),
        "EINGANG_WIDERSPRUCH",
      );
    });

    it("words to a Sammelmeldung; a command that names its Vorgang is carried out all the same", async () => {
      const sammelId = randomUUID();
      const anderer = await bisZugewiesen(buehne.gateway);
      for (const _id of [vorgangId, anderer])
        await buehne.gateway.mongo.db
          .collection<{ _id: string }>("vorgaenge")
          .updateOne({ _id }, { $set: { "ausgang.0.sammelId": sammelId } });
      abgewiesen(await nimm("hand-und-herz", { bezuege: [sammelId], text: "Danke" }), "EINGANG_ZU_SAMMELMELDUNG");
      ausgefuehrt(await sende("hand-und-herz", "zurueckgeben", { verordnungsId: anderer }, { bezuege: [sammelId] }));
      assert.equal((await stand(anderer)).status, "OFFEN");
    });

    it("what nobody caused who could be answered: somebody who has left, the gateway itself", async () => {
      const anderer = await bisZugewiesen(buehne.gateway);
      await tue(buehne.gateway, "elena", "folgeverordnungErbitten", { vorgangId: anderer, leistungen: [] });
      await tue(buehne.gateway, "elena", "zurueckgeben", { vorgangId: anderer });
      const auftrag = auftragAn(await stand(anderer), "FOLGEVERORDNUNG_ERBETEN", TELEMATIK_ID.praxis);
      abgewiesen(await nimm("praxis", { bezuege: [auftrag.id], text: "Warum?" }), "EINGANG_OHNE_EMPFAENGER");
      await buehne.gateway.mongo.db
        .collection<{ _id: string }>("vorgaenge")
        .updateOne({ _id: anderer, "ausgang.id": auftrag.id }, { $set: { "ausgang.$.absender": null } });
      abgewiesen(await nimm("praxis", { bezuege: [auftrag.id], text: "Warum?" }), "EINGANG_OHNE_EMPFAENGER");
    });

    it("a status that was left: refused by the table, and it says so", async () => {
      const anderer = await bisOffen(buehne.gateway);
      await tue(buehne.gateway, "renate", "zuweisen", {
        vorgangId: anderer,
        pflegedienst: TELEMATIK_ID["hand-und-herz"],
      });
      const auftrag = auftragAn(await stand(anderer), "ZUGEWIESEN", TELEMATIK_ID["hand-und-herz"]);
      await tue(buehne.gateway, "elena", "annehmen", { vorgangId: anderer });
      const ergebnis = await sende("hand-und-herz", "zuweisungAblehnen", { antwortAuf: auftrag.id });
      const { rueckmeldung, vorgangId: genannt } = abgewiesen(ergebnis, "STATUS_UNZULAESSIG");
      assert.equal(genannt, anderer);
      assert.match(rueckmeldung.text, /seit der Nachricht, auf die Sie antworten, weitergegangen/);
      assert.match(
        rueckmeldung.text,
        /Stand: von einem Pflegedienst angenommen\. Möglich ist jetzt, je nach Beteiligtem: .*zur Leistungsentscheidung einreichen/,
      );
    });
  });

  describe("because of who signed", () => {
    const gesiegelt = (von: Haus, mit: string, aktion: Aktion, teil: Teil) =>
      nimm(von, { anhaenge: [alsSignierterAnhang(karte(mit), befehl(HAEUSER[von], aktion, teil))] });
    const person = (lbnr = "100000023"): Parameter => ({
      name: "person",
      teile: [
        { name: "name", text: "Elena Fischer" },
        { name: "lbnr", text: lbnr },
        { name: "qualifikation", text: "BLANKOVERORDNUNG" },
      ],
    });

    it("the seal of another institution", async () => {
      const teil = { verordnungsId: vorgangId };
      abgewiesen(await gesiegelt("hand-und-herz", "integral", "zurueckgeben", teil), "SIGNATUR_FREMD");
    });

    it("a signed message that leaves it to the thread which Vorgang is meant", async () => {
      const bundle = befehl("hand-und-herz", "zurueckgeben");
      const { fadenId } = await stand(vorgangId);
      const anhaenge = [alsSignierterAnhang(karte("hand-und-herz"), bundle)];
      const { rueckmeldung } = abgewiesen(
        await nimm("hand-und-herz", { bezuege: [fadenId], anhaenge }),
        "EINGABE_UNGUELTIG",
      );
      assert.match(rueckmeldung.text, /muss die Verordnungs-ID selbst nennen/);
    });

    it("a message changed after it was signed", async () => {
      const bundle = befehl("hand-und-herz", "zurueckgeben", { verordnungsId: vorgangId });
      const signierter = alsSignierterAnhang(karte("hand-und-herz"), bundle);
      const stelle = Buffer.from(signierter.bytes).indexOf("zurueckgeben");
      const bytes = new Uint8Array(signierter.bytes);
      bytes[stelle] = 0x7a ^ 1;
      abgewiesen(await nimm("hand-und-herz", { anhaenge: [{ ...signierter, bytes }] }), "SIGNATUR_UNGUELTIG");
    });

    it("a Blankoverordnung: no person, a person without the seal over it, somebody else's LBNR", async () => {
      const bytes = cms(
        "hand-und-herz",
        await vorlage(buehne.gateway, "elena", "blankoverordnung", vorgangId, blankoverordnung()),
      );
      const teil = { verordnungsId: vorgangId, signiert: bytes };
      const aktion = "blankoverordnungSpeichern";
      abgewiesen(await sende("hand-und-herz", aktion, teil), "BLANKO_QUALIFIKATION_FEHLT");
      abgewiesen(await gesiegelt("hand-und-herz", "hand-und-herz", aktion, teil), "BLANKO_QUALIFIKATION_FEHLT");
      const mitPerson = { ...teil, parameter: [person()] };
      abgewiesen(await sende("hand-und-herz", aktion, mitPerson), "EINGABE_UNGUELTIG");
      abgewiesen(await gesiegelt("hand-und-herz", "aerztin", aktion, mitPerson), "EINGABE_UNGUELTIG");
      const andere = { ...teil, parameter: [person("100000012")] };
      abgewiesen(await gesiegelt("hand-und-herz", "hand-und-herz", aktion, andere), "DATENSATZ_UNGUELTIG");
    });

    it("a physician's signed data set makes no physician of another command", async () => {
      const offener = await bisOffen(buehne.gateway);
      const datensatz = cms(
        "aerztin",
        await vorlage(buehne.gateway, "aerztin", "verordnung", offener, verordnung("renate", true)),
      );
      const anbei = { anhaenge: [alsCms(datensatz)] };
      abgewiesen(await sende("praxis", "loeschen", { verordnungsId: offener }, anbei), "EINGABE_UNGUELTIG");
      assert.equal((await stand(offener)).status, "OFFEN");
    });

    it("a signed message acts once, in whatever mail it comes again", async () => {
      const anderer = await bisZugewiesen(buehne.gateway);
      const parameter: readonly Parameter[] = [
        { name: "an", text: "VERORDNENDER" },
        { name: "text", text: "Bitte rufen Sie an." },
      ];
      const bundle = befehl("hand-und-herz", "nachrichtSchreiben", { verordnungsId: anderer, parameter });
      const anhaenge = [alsSignierterAnhang(karte("hand-und-herz"), bundle)];
      const erste = ausgefuehrt(await nimm("hand-und-herz", { anhaenge }));
      const danach = (await stand(anderer)).version;
      const zweite = ausgefuehrt(await nimm("hand-und-herz", { anhaenge }));
      assert.equal((await stand(anderer)).version, danach);
      assert.equal(zweite.rueckmeldung?.text, erste.rueckmeldung?.text);
    });
  });

  describe("only for now", () => {
    it("a database that does not answer: the message comes again and acts once", async () => {
      const anderer = await bisZugewiesen(buehne.gateway);
      const { store } = buehne.dienste;
      let schreibt = 0;
      const gestoert = new Proxy(store, {
        get: (ziel, name) =>
          name === "schreibe"
            ? async (...args: Parameters<typeof store.schreibe>) => {
                await ziel.schreibe(...args);
                schreibt++;
                throw new ErgebnisUnbekannt(new Error("connection closed"));
              }
            : (Reflect.get(ziel, name) as (...args: readonly unknown[]) => unknown).bind(ziel),
      });
      const eingang = mail(KIM["hand-und-herz"], {
        anhaenge: [alsAnhang(befehl("hand-und-herz", "zurueckgeben", { verordnungsId: anderer }))],
      });
      await assert.rejects(nimmEntgegen(eingang, { ...buehne.dienste, store: gestoert }), ErgebnisUnbekannt);
      assert.equal(schreibt, 1);
      const danach = await stand(anderer);
      assert.deepEqual(ausgefuehrt(await nimmEntgegen(eingang, buehne.dienste)).aktion, "zurueckgeben");
      assert.equal((await stand(anderer)).version, danach.version);
    });

    it("mails in the wrong order, from a clock that is wrong: each is decided as it comes", async () => {
      const anderer = await bisZugewiesen(buehne.gateway);
      const zeit = new Date("2031-01-01T00:00:00Z");
      abgewiesen(
        await sende("hand-und-herz", "einreichen", { verordnungsId: anderer, zeitpunkt: zeit }, { zeit }),
        "BLANKO_FEHLT",
      );
      await speichereBlanko(buehne.gateway, anderer);
      await speichereAngaben(buehne.gateway, anderer);
      const frueher = new Date("1999-01-01T00:00:00Z");
      ausgefuehrt(
        await sende("hand-und-herz", "einreichen", { verordnungsId: anderer, zeitpunkt: frueher }, { zeit: frueher }),
      );
      assert.equal((await stand(anderer)).status, "ANTRAGSPRUEFUNG");
    });
  });

  describe("and what lies beside words without hindering them", () => {
    const schreibe = async (anhaenge: readonly Anhang[]) => {
      const anderer = await bisZugewiesen(buehne.gateway);
      await tue(buehne.gateway, "elena", "nachrichtSchreiben", { vorgangId: anderer, an: ["VERORDNENDER"], text: "?" });
      const { id } = auftragAn(await stand(anderer), "NACHRICHT", TELEMATIK_ID.praxis);
      const ergebnis = ausgefuehrt(await nimm("praxis", { bezuege: [id], text: "Ja", anhaenge }));
      assert.equal(gespeichert(await stand(anderer), "NACHRICHT").inhalt.text, "Ja");
      return ergebnis.rueckmeldung?.text ?? null;
    };

    it("our own message that came back, the signature of the mail itself", async () => {
      const eigene = nachrichtenBundle({
        bundleId: randomUUID(),
        zeitpunkt: new Date(),
        ereignisCode: "NACHRICHT",
        absender: { name: "HKP-Gateway", endpoint: `mailto:${KIM.gateway}` },
        empfaenger: { name: "Praxis", telematikId: TELEMATIK_ID.praxis, endpoint: `mailto:${KIM.praxis}` },
        quelle: { name: "HKP-Gateway", software: "HKP-Gateway", version: "1", kontakt: "support@example.org" },
        fokus: [],
      });
      assert.equal(await schreibe([alsAnhang(eigene)]), null);
    });

    it("files that nothing becomes of are named", async () => {
      const bild = anhang({ name: "scan.pdf", medientyp: "application/pdf" });
      const antwort = (await schreibe([bild, bild])) ?? "";
      assert.match(antwort, /Nicht übernommene Anhänge: 2\./);
    });
  });
});
