import assert from "node:assert/strict";
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { warteBis } from "../absturz/warte-bis.js";
import { EICAR, fakeClamd } from "../adapters/viren/fake-clamd.js";
import type { FakeClamd } from "../adapters/viren/fake-clamd.js";
import { pdf, png } from "../helfer/dateien.js";
import { testGateway } from "../helfer/gateway.js";
import { spuren } from "../helfer/spuren.js";
import { uhrAbJetzt } from "../helfer/uhr.js";
import {
  bisInitialisiert,
  bisOffen,
  bisZugewiesen,
  signiert,
  speichereAngaben,
  speichereBlanko,
  tue,
} from "./handlungen.js";
import { verordnung } from "./daten.js";
import { als } from "./portal.js";
import { hole as holePost, ruhe } from "./postfaecher.js";
import {
  abgelehnt,
  bestand,
  ENTFERNEN,
  fuegeHinzu,
  HINZUFUEGEN,
  hole,
  ladeHoch,
  sende,
  unterlagen,
} from "./unterlagen-handlungen.js";

const LEER = { "unterlagen.files": 0, "unterlagen.chunks": 0, unterlagenablage: 0 };
const HOECHSTENS = 600_000;

describe("Unterlagen over HTTP", function () {
  this.timeout(60_000);
  let clamd: FakeClamd;
  before(async () => {
    clamd = await fakeClamd();
  });
  after(() => clamd.schliesse());
  const uhr = uhrAbJetzt();
  const gateway = testGateway(
    "e2e-unterlagen",
    {
      UNTERLAGE_HOECHSTENS_BYTES: String(HOECHSTENS),
      AUFRAEUMEN_BLICK_MS: "100",
      // Read when the gateway starts, after the scanner.
      get VIRENPRUEFUNG_URL() {
        return `tcp://127.0.0.1:${clamd.port}`;
      },
    },
    { uhr },
  );
  beforeEach(() => {
    clamd.art = "normal";
  });

  describe("a Behandlungsplan on its way from the practice to the Kasse", () => {
    const plan = pdf({ seite: "Behandlungsplan Renate Berger" });
    const bild = png(1200, 900);
    let vorgangId: string;
    let pfad: string;

    it("the practice uploads it: judged, stored, not yet part of anything", async () => {
      const abgelegt = await ladeHoch(gateway, "mfa", plan);
      assert.deepEqual(Object.keys(abgelegt).sort(), ["groesse", "id", "medientyp", "sha256"]);
      assert.equal(abgelegt.medientyp, "application/pdf");
      assert.equal(abgelegt.groesse, plan.length);
      assert.equal(abgelegt.sha256, createHash("sha256").update(plan).digest("hex"));
      assert.ok(clamd.empfangen?.equals(plan), "the scanner saw every byte");

      vorgangId = await bisInitialisiert(gateway);
      const variablen = {
        vorgangId,
        unterlageId: abgelegt.id,
        art: "BEHANDLUNGSPLAN",
        titel: "Plan für Frau Berger",
        anfrageId: randomUUID(),
      };
      const erste = await fuegeHinzu(gateway, "mfa", variablen);
      assert.equal(erste.status, "INITIALISIERT");
      assert.deepEqual(
        await fuegeHinzu(gateway, "mfa", variablen),
        erste,
        "sent again it is answered and does nothing",
      );
      const [unterlage, ...weitere] = await unterlagen(gateway, "aerztin", vorgangId);
      assert.ok(unterlage !== undefined && weitere.length === 0);
      const { hinzugefuegtAm, ...rest } = unterlage;
      assert.equal(hinzugefuegtAm, uhr.jetzt().toISOString());
      pfad = `/unterlagen/${vorgangId}/${abgelegt.id}`;
      assert.deepEqual(rest, {
        ...abgelegt,
        art: "BEHANDLUNGSPLAN",
        titel: "Plan für Frau Berger",
        von: { rolle: "VERORDNENDER", name: "Tobias Klein" },
        inhaltUrl: pfad,
      });
    });

    it("GridFS holds ids and bytes only, and the note of the upload goes", async () => {
      await warteBis("the Vorgang answers for it", async () => (await bestand(gateway))["unterlagenablage"] === 0);
      const [datei, ...weitere] = await gateway.mongo.db.collection("unterlagen.files").find().toArray();
      assert.ok(datei !== undefined && weitere.length === 0);
      assert.deepEqual(Object.keys(datei).sort(), ["_id", "chunkSize", "filename", "length", "uploadDate"]);
      assert.equal(datei["filename"], String(datei._id));
    });

    it("it is given as a download with a neutral name, never kept", async () => {
      const antwort = await hole(gateway, "aerztin", pfad);
      assert.equal(antwort.status, 200);
      assert.ok(Buffer.from(await antwort.arrayBuffer()).equals(plan));
      const kopf = (name: string) => antwort.headers.get(name);
      assert.equal(kopf("content-type"), "application/pdf");
      assert.equal(kopf("content-length"), String(plan.length));
      assert.match(kopf("content-disposition") ?? "", /^attachment; filename="[0-9a-f-]{36}\.pdf"$/);
      assert.equal(kopf("x-content-type-options"), "nosniff");
      assert.equal(kopf("cache-control"), "no-store");
    });

    it("a Pflegedienst reads it with the card and not without; it is an Einsicht in the Protokoll", async () => {
      const cms = await signiert(gateway, "aerztin", "verordnung", vorgangId, verordnung("renate", true), "aerztin");
      await tue(gateway, "aerztin", "aktivieren", { vorgangId, signiert: cms });
      const poppToken = await gateway.welt.leseKarte("renate", "hand-und-herz");
      const ohne = await abgelehnt(await hole(gateway, "elena", pfad));
      assert.deepEqual(ohne, [404, "VORGANG_UNBEKANNT", undefined]);
      const mit = await hole(gateway, "elena", pfad, { "x-popp-token": poppToken });
      assert.ok(Buffer.from(await mit.arrayBuffer()).equals(plan));
      assert.equal((await unterlagen(gateway, "elena", vorgangId, { poppToken })).length, 1);
      const fremd = await abgelehnt(await hole(gateway, "miriam", pfad, { "x-popp-token": poppToken }));
      assert.deepEqual(fremd, [403, "POPP_FREMD", undefined]);
      const beide = await hole(gateway, "elena", pfad, { "x-popp-token": poppToken, "x-zugriffscode": "0".repeat(64) });
      assert.deepEqual((await abgelehnt(beide)).slice(0, 2), [400, "EINGABE_UNGUELTIG"]);

      const { protokoll } = await (
        await als(gateway, "renate")
      ).frage<{ protokoll: readonly { wer: { name: string }; aktion: string; text: string }[] }>(
        "query($id: ID!) { protokoll(vorgangId: $id) { wer { name } aktion text } }",
        { id: vorgangId },
      );
      const gelesen = protokoll.filter(({ text }) => text === "hat eine Unterlage eingesehen.");
      assert.deepEqual(gelesen.map(({ wer, aktion }) => [wer.name, aktion]).sort(), [
        ["Dr. med. Claudia Sommer", "einsehen"],
        ["Elena Fischer", "einsehen"],
      ]);
      assert.ok(protokoll.some(({ text }) => text === "hat eine Unterlage hinzugefügt."));
      await tue(gateway, "elena", "annehmen", { vorgangId, zugang: { poppToken } });
    });

    it("a foreign Pflegedienst, an unknown Vorgang and an unknown Unterlage look alike", async () => {
      const unbekannt = [404, "VORGANG_UNBEKANNT", undefined];
      assert.deepEqual(await abgelehnt(await hole(gateway, "miriam", pfad)), unbekannt);
      assert.deepEqual(await abgelehnt(await hole(gateway, "kasse", pfad)), unbekannt);
      assert.deepEqual(
        await abgelehnt(await hole(gateway, "elena", `/unterlagen/163.000.000.000.000.00/${randomUUID()}`)),
        unbekannt,
      );
      assert.deepEqual(
        await abgelehnt(await hole(gateway, "elena", `/unterlagen/${vorgangId}/${randomUUID()}`)),
        unbekannt,
      );
    });

    it("the Pflegedienst adds its own; the Kasse reads both from einreichen on, and its mail counts them", async () => {
      const { id: unterlageId } = await ladeHoch(gateway, "elena", bild, "image/png");
      const eigene = { vorgangId, unterlageId, art: "WUNDDOKUMENTATION", titel: "Wunde links" };
      await fuegeHinzu(gateway, "elena", eigene);
      await speichereBlanko(gateway, vorgangId);
      await speichereAngaben(gateway, vorgangId);
      await tue(gateway, "elena", "einreichen", { vorgangId });
      await ruhe(gateway);
      const mail = (await holePost(gateway, "kasse")).at(-1)?.mail.text ?? "";
      assert.match(mail, /^Unterlagen zum Abruf in Ihrem System: 2$/m);
      assert.ok(!mail.includes("Wunde links") && !mail.includes("Plan für"));
      const gelesene = await unterlagen(gateway, "kasse", vorgangId);
      assert.deepEqual(
        gelesene.map(({ art, von }) => [art, von.rolle]),
        [
          ["BEHANDLUNGSPLAN", "VERORDNENDER"],
          ["WUNDDOKUMENTATION", "PFLEGEDIENST"],
        ],
      );
      const antwort = await hole(gateway, "kasse", gelesene[1]?.inhaltUrl ?? "");
      assert.equal(antwort.headers.get("content-type"), "image/png");
      assert.ok(Buffer.from(await antwort.arrayBuffer()).equals(bild));
      assert.equal((await unterlagen(gateway, "renate", vorgangId)).length, 2);
      const spaet = await ladeHoch(gateway, "elena", bild, "image/png");
      const fehler = await (await als(gateway, "elena")).abgelehnt(HINZUFUEGEN, { ...eigene, unterlageId: spaet.id });
      assert.equal(fehler.extensions.code, "STATUS_UNZULAESSIG");
    });
  });

  describe("what is refused stores nothing", () => {
    let vorher: Readonly<Record<string, number>>;
    beforeEach(async () => {
      vorher = await bestand(gateway);
    });
    afterEach(async () => assert.deepEqual(await bestand(gateway), vorher));

    it("content that is not what it says", async () => {
      const [status, code, details] = await abgelehnt(await sende(gateway, "mfa", png(), "application/pdf"));
      assert.deepEqual([status, code], [422, "UNTERLAGE_UNZULAESSIG"]);
      const { grund, hinweis } = details as { grund: string; hinweis: string };
      assert.equal(grund, "MEDIENTYP_WIDERSPRUCH");
      assert.match(hinweis, /Medientyp/);
    });

    it("a PDF with script", async () => {
      const boese = pdf({ imStrom: ["<< /S /JavaScript /JS (app.alert(1)) >>"] });
      const [status, , details] = await abgelehnt(await sende(gateway, "mfa", boese));
      assert.deepEqual([status, (details as { grund: string }).grund], [422, "PDF_AKTIVER_INHALT"]);
    });

    it("JSON, and nothing at all", async () => {
      const json = await sende(gateway, "mfa", Buffer.from("{}"), "application/json");
      assert.deepEqual((await abgelehnt(json)).slice(0, 2), [422, "UNTERLAGE_UNZULAESSIG"]);
      const leer = await sende(gateway, "mfa", Buffer.alloc(0));
      assert.deepEqual((await abgelehnt(leer)).slice(0, 2), [422, "UNTERLAGE_UNZULAESSIG"]);
    });

    it("what the scanner finds", async () => {
      const antwort = await sende(gateway, "mfa", pdf({ seite: EICAR }));
      assert.deepEqual(await abgelehnt(antwort), [422, "UNTERLAGE_BEFALLEN", { befund: "Eicar-Test-Signature" }]);
    });

    it("anything, while the scanner does not answer", async () => {
      clamd.art = "legt auf";
      const antwort = await sende(gateway, "mfa", pdf());
      assert.deepEqual(await abgelehnt(antwort), [503, "VIRENPRUEFUNG_NICHT_VERFUEGBAR", undefined]);
    });

    it("too many bytes, announced or not: the answer arrives", async () => {
      const gross = randomBytes(HOECHSTENS + 100_000);
      const erwartet = [413, "ANFRAGE_ZU_GROSS", { hoechstensBytes: HOECHSTENS }];
      assert.deepEqual(await abgelehnt(await sende(gateway, "mfa", gross)), erwartet);
      const strom = new ReadableStream({
        start(steuerung) {
          for (let stelle = 0; stelle < gross.length; stelle += 50_000)
            steuerung.enqueue(gross.subarray(stelle, stelle + 50_000));
          steuerung.close();
        },
      });
      assert.deepEqual(await abgelehnt(await sende(gateway, "mfa", strom)), erwartet);
    });

    it("whoever is not signed in, or adds nothing in his role", async () => {
      const anonym = await fetch(`${gateway.url.replace(/\/graphql$/, "")}/unterlagen`, {
        method: "PUT",
        body: pdf() as never,
      });
      assert.deepEqual(await abgelehnt(anonym), [401, "NICHT_ANGEMELDET", undefined]);
      for (const person of ["renate", "kasse", "betrieb"] as const) {
        const [status, code] = await abgelehnt(await sende(gateway, person, pdf()));
        assert.deepEqual([person, status, code], [person, 403, "VERBOTEN"]);
      }
    });
  });

  describe("an upload", () => {
    const hinzufuegen = (vorgangId: string, unterlageId: string) => ({
      vorgangId,
      unterlageId,
      art: "SONSTIGES",
      titel: "Anlage",
    });

    it("is its institution's: nobody else can add it, anybody there can, once", async () => {
      const vorgangId = await bisZugewiesen(gateway);
      const { id } = await ladeHoch(gateway, "mfa", pdf());
      const fehler = await (await als(gateway, "elena")).abgelehnt(HINZUFUEGEN, hinzufuegen(vorgangId, id));
      assert.equal(fehler.extensions.code, "UNTERLAGE_UNBEKANNT");
      const anderer = await bisOffen(gateway);
      await fuegeHinzu(gateway, "aerztin", hinzufuegen(anderer, id));
      for (const einer of [anderer, await bisOffen(gateway)]) {
        const zweites = await (await als(gateway, "aerztin")).abgelehnt(HINZUFUEGEN, hinzufuegen(einer, id));
        assert.equal(zweites.extensions.code, "UNTERLAGE_UNBEKANNT");
      }
    });

    it("with a title that is none is refused", async () => {
      const { id } = await ladeHoch(gateway, "mfa", pdf());
      const vorgangId = await bisOffen(gateway);
      for (const titel of ["", "  ", "x".repeat(121), "zwei\nZeilen"]) {
        const variablen = { ...hinzufuegen(vorgangId, id), titel };
        const fehler = await (await als(gateway, "mfa")).abgelehnt(HINZUFUEGEN, variablen);
        assert.equal(fehler.extensions.code, "EINGABE_UNGUELTIG");
      }
      await fuegeHinzu(gateway, "mfa", hinzufuegen(vorgangId, id));
    });

    it("that is taken away again by its institution is gone with its bytes", async () => {
      const { id } = await ladeHoch(gateway, "mfa", pdf({ seite: "Kennwort Linde" }));
      const vorgangId = await bisOffen(gateway);
      await fuegeHinzu(gateway, "mfa", hinzufuegen(vorgangId, id));
      const poppToken = await gateway.welt.leseKarte("renate", "hand-und-herz");
      await tue(gateway, "elena", "annehmen", { vorgangId, zugang: { poppToken } });
      const fremd = await (await als(gateway, "elena")).abgelehnt(ENTFERNEN, { vorgangId, unterlageId: id });
      assert.equal(fremd.extensions.code, "UNTERLAGE_UNBEKANNT");
      await tue(gateway, "elena", "zurueckgeben", { vorgangId });
      await (await als(gateway, "aerztin")).frage(ENTFERNEN, { vorgangId, unterlageId: id });
      assert.deepEqual(await unterlagen(gateway, "aerztin", vorgangId), []);
      await warteBis(
        "its bytes are gone",
        async () => (await spuren(gateway.mongo.db, ["Kennwort Linde"])).length === 0,
      );
      const wieder = await (await als(gateway, "aerztin")).abgelehnt(HINZUFUEGEN, hinzufuegen(vorgangId, id));
      assert.equal(wieder.extensions.code, "UNTERLAGE_UNBEKANNT");
    });

    // Last: the clock leaves the card reader's behind.
    it("that nobody adds is gone after a day", async () => {
      const { id } = await ladeHoch(gateway, "mfa", pdf());
      const vorgangId = await bisOffen(gateway);
      uhr.vor(24 * 3_600_000);
      const fehler = await (await als(gateway, "mfa")).abgelehnt(HINZUFUEGEN, hinzufuegen(vorgangId, id));
      assert.equal(fehler.extensions.code, "UNTERLAGE_UNBEKANNT");
      const dateien = gateway.mongo.db.collection<{ _id: string }>("unterlagen.files");
      await warteBis("the upload is deleted", async () => (await dateien.findOne({ _id: id })) === null);
      const chunks = gateway.mongo.db.collection("unterlagen.chunks");
      await warteBis("its bytes too", async () => (await chunks.countDocuments({ files_id: id })) === 0);
    });
  });

  describe("deletion", () => {
    it("leaves nothing of the content in any collection", async () => {
      await warteBis("no upload waits", async () => {
        uhr.vor(24 * 3_600_000);
        return (await bestand(gateway))["unterlagenablage"] === 0;
      });
      const { db } = gateway.mongo;
      await db.collection("vorgaenge").deleteMany({});
      await db.collection("unterlagen.files").deleteMany({});
      await db.collection("unterlagen.chunks").deleteMany({});
      const vorgangId = await bisOffen(gateway);
      const { id: unterlageId } = await ladeHoch(gateway, "mfa", pdf({ seite: "Kennwort Zeder" }));
      await fuegeHinzu(gateway, "mfa", { vorgangId, unterlageId, art: "BEHANDLUNGSPLAN", titel: "Titel Eibe" });
      const inhalte = ["Kennwort Zeder", "Titel Eibe", "Rosenstraße 7", "I83.0"];
      const vorher = await spuren(db, inhalte);
      assert.ok(vorher.includes("unterlagen.chunks: Kennwort Zeder") && vorher.includes("vorgaenge: Titel Eibe"));
      await tue(gateway, "renate", "loeschen", { vorgangId });
      await warteBis("the content is deleted", async () => (await spuren(db, inhalte)).length === 0);
      await warteBis("the order is done", async () => (await bestand(gateway))["unterlagen.files"] === 0);
      assert.deepEqual(await bestand(gateway), LEER);
      interface Gespeichert {
        readonly _id: string;
        readonly unterlagen: readonly unknown[];
        readonly zuLoeschendeUnterlagen: readonly string[];
      }
      await warteBis("nothing is left to do", async () => {
        const vorgang = await db.collection<Gespeichert>("vorgaenge").findOne({ _id: vorgangId });
        assert.deepEqual(vorgang?.unterlagen, []);
        return vorgang.zuLoeschendeUnterlagen.length === 0;
      });
      assert.deepEqual(await abgelehnt(await hole(gateway, "renate", `/unterlagen/${vorgangId}/${unterlageId}`)), [
        404,
        "VORGANG_UNBEKANNT",
        undefined,
      ]);
    });
  });
});

describe("Unterlagen without a scanner", function () {
  this.timeout(60_000);
  describe("and without the setting that allows it", () => {
    const gateway = testGateway("e2e-unterlagen-aus", { UNTERLAGEN_UNGEPRUEFT: "false" });
    it("none are taken", async () => {
      const antwort = await sende(gateway, "mfa", pdf());
      assert.deepEqual(await abgelehnt(antwort), [501, "UNTERLAGEN_NICHT_EINGERICHTET", undefined]);
      assert.deepEqual(await bestand(gateway), LEER);
    });
  });
});
