import assert from "node:assert/strict";
import { testGateway } from "../helfer/gateway.js";
import { codesVon, EINLOESBARE, lehntAb, LESEN, pfade } from "./abweisungen-handlungen.js";
import type { Codes } from "./abweisungen-handlungen.js";
import { IK_KASSE, PERSONEN, TELEMATIK_ID } from "./daten.js";
import { bisInitialisiert, bisOffen, tue, versuche } from "./handlungen.js";
import { als } from "./portal.js";
import { Stillstand } from "./unveraendert.js";

/** Proofs that open nothing: each has its code, and leaves no trace. */
describe("refusals over HTTP: proofs of access", function () {
  this.timeout(30_000);
  const gateway = testGateway("e2e-abweisungen-zugang");
  let initialisiert: string;
  let offen: string;
  let zweiterOffener: string;
  let vergeben: string;
  let codes: Codes;
  let frueherCode: string;
  let verbrauchterCode: string;
  let stillstand: Stillstand;

  before(async () => {
    initialisiert = await bisInitialisiert(gateway);
    frueherCode = (await codesVon(gateway, initialisiert, "mfa")).annehmen;
    offen = await bisOffen(gateway);
    codes = await codesVon(gateway, offen);
    zweiterOffener = await bisOffen(gateway);
    vergeben = await bisOffen(gateway, { versicherter: "aurelia", haus: "integral", blanko: false });
    verbrauchterCode = (await codesVon(gateway, vergeben, "aurelia")).annehmen;
    await tue(gateway, "miriam", "annehmen", { vorgangId: vergeben, zugang: { zugriffscode: verbrauchterCode } });
    stillstand = await Stillstand.ab(gateway);
  });
  afterEach("nothing changed, no mail came", () => stillstand.pruefe());
  const lehnt = lehntAb(gateway);

  describe("AccessCode", () => {
    const FAELLE: Readonly<Record<string, () => [vorgangId: string, zugriffscode: string]>> = {
      "a wrong one": () => [offen, codes.annehmen.replace(/^./, (z) => (z === "0" ? "1" : "0"))],
      "the right one in upper case": () => [offen, codes.annehmen.toUpperCase().replace(/^/, "A").slice(0, 64)],
      "the reading code": () => [offen, codes.lesen],
      "the code of another Vorgang": () => [zweiterOffener, codes.annehmen],
      "before activation": () => [initialisiert, frueherCode],
      "after acceptance by another": () => [vergeben, verbrauchterCode],
      "an empty one": () => [offen, ""],
    };
    for (const [name, fall] of Object.entries(FAELLE))
      it(`does not accept: ${name}`, async () => {
        const [vorgangId, zugriffscode] = fall();
        await lehnt("elena", "annehmen", { vorgangId, zugang: { zugriffscode } }, "VORGANG_UNBEKANNT");
      });

    it("does not read after acceptance by another", async () => {
      const portal = await als(gateway, "elena");
      const { extensions } = await portal.abgelehnt(LESEN, {
        id: vergeben,
        zugang: { zugriffscode: verbrauchterCode },
      });
      assert.equal(extensions.code, "VORGANG_UNBEKANNT");
    });

    it("does not let a Kostenträger accept", async () => {
      const zugang = { zugriffscode: codes.annehmen };
      await lehnt("kasse", "annehmen", { vorgangId: offen, zugang }, "VERBOTEN", { erlaubteRollen: ["PFLEGEDIENST"] });
    });

    it("two proofs at once, or none in the object, are a wrong input", async () => {
      const poppToken = await gateway.welt.leseKarte("renate", "hand-und-herz");
      for (const zugang of [{ zugriffscode: codes.annehmen, poppToken }, {}]) {
        const fehler = await versuche(gateway, "elena", "annehmen", { vorgangId: offen, zugang });
        assert.equal(fehler.extensions.code, "EINGABE_UNGUELTIG");
        assert.deepEqual(pfade(fehler), ["zugang"]);
      }
    });
  });

  describe("PoPP token", () => {
    const stelleAus = (teil: { kvnr?: string; actorId?: string; jetzt?: Date } = {}): Promise<string> =>
      gateway.betrieb.sandbox.popp.ausstellen({
        kvnr: PERSONEN.renate.kvnr,
        ik: IK_KASSE,
        actorId: TELEMATIK_ID["hand-und-herz"],
        actorProfessionOid: "1.2.276.0.76.4.245",
        ...teil,
      });
    const veraendert = async (): Promise<string> => {
      const [kopf, inhalt = "", signatur] = (await stelleAus({ kvnr: PERSONEN.aurelia.kvnr })).split(".");
      const ansprueche = JSON.parse(Buffer.from(inhalt, "base64url").toString()) as object;
      const gefaelscht = JSON.stringify({ ...ansprueche, patientId: PERSONEN.renate.kvnr });
      return [kopf, Buffer.from(gefaelscht).toString("base64url"), signatur].join(".");
    };
    const unsigniert = async (): Promise<string> => {
      const [, inhalt = ""] = (await stelleAus()).split(".");
      const kopf = Buffer.from(JSON.stringify({ alg: "none", typ: "vnd.telematik.popp+jwt" })).toString("base64url");
      return `${kopf}.${inhalt}.`;
    };
    const FAELLE: Readonly<Record<string, [token: () => Promise<string>, code: string, details?: unknown]>> = {
      "of another institution": [() => stelleAus({ actorId: TELEMATIK_ID.integral }), "POPP_FREMD"],
      "of half an hour and a minute ago": [
        () => stelleAus({ jetzt: new Date(Date.now() - 31 * 60_000) }),
        "POPP_UNGUELTIG",
        { grund: "ABGELAUFEN" },
      ],
      "with another person written into it": [veraendert, "POPP_UNGUELTIG", { grund: "SIGNATUR_FALSCH" }],
      "without a signature": [unsigniert, "POPP_UNGUELTIG", { grund: "ALGORITHMUS_UNZULAESSIG" }],
      "that is a sign-in token": [
        () => gateway.welt.token("elena"),
        "POPP_UNGUELTIG",
        { grund: "SCHLUESSEL_UNBEKANNT" },
      ],
      "that is no token": [() => Promise.resolve("unsinn"), "POPP_UNGUELTIG", { grund: "NICHT_LESBAR" }],
      "of another person": [() => stelleAus({ kvnr: PERSONEN.rolf.kvnr }), "VORGANG_UNBEKANNT"],
    };
    for (const [name, [token, code, details]] of Object.entries(FAELLE))
      it(`does not accept: one ${name}`, async () => {
        const zugang = { poppToken: await token() };
        await lehnt("elena", "annehmen", { vorgangId: offen, zugang }, code, details);
        const portal = await als(gateway, "elena");
        const { extensions } = await portal.abgelehnt(LESEN, { id: offen, zugang });
        assert.equal(extensions.code, code);
      });

    it("of another institution lists nothing either", async () => {
      const portal = await als(gateway, "elena");
      const { extensions } = await portal.abgelehnt(EINLOESBARE, {
        t: await stelleAus({ actorId: TELEMATIK_ID.integral }),
      });
      assert.equal(extensions.code, "POPP_FREMD");
    });
  });
});
