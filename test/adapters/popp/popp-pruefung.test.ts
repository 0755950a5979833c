import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fastify from "fastify";
import { UnsecuredJWT } from "jose";
import type { JWTPayload } from "jose";
import { POPP_AUSSTELLER, POPP_JWKS_PFAD, poppDienst } from "../../../sandbox/popp/popp-dienst.js";
import { erzeugePoppPruefung } from "../../../src/adapters/popp/popp-pruefung.js";
import type { PoppKonfig } from "../../../src/adapters/popp/popp-pruefung.js";
import type { PoppErgebnis } from "../../../src/domain/ports/popp.js";
import { neuerTestschluessel, starteJwksServer, token } from "../jwks/jwks-server.js";
import type { JwksServer, Testschluessel } from "../jwks/jwks-server.js";

const TYP = "vnd.telematik.popp+jwt";
const JETZT = new Date("2026-11-22T10:00:00Z");
const SEKUNDEN = JETZT.getTime() / 1000;

const ANGABEN = {
  version: "1.0.0",
  iss: "https://popp.example.test",
  iat: SEKUNDEN,
  proofMethod: "ehc-practitioner-trustedchannel",
  patientProofTime: SEKUNDEN,
  // As in gematik's samples: the check digit is wrong, and that is not the verifier's business.
  patientId: "X123456789",
  insurerId: "109500969",
  actorId: "10-67.245.1",
  actorProfessionOid: "1.2.276.0.76.4.245",
};

describe("PoppPruefung", () => {
  let server: JwksServer;
  let schluessel: Testschluessel;
  const grund = (ergebnis: PoppErgebnis) => (ergebnis.art === "ungueltig" ? ergebnis.grund : ergebnis.art);
  const pruefung = (konfig: Partial<PoppKonfig> = {}) =>
    erzeugePoppPruefung({ aussteller: ANGABEN.iss, schluessel: { url: server.url, abkuehlungMs: 0 }, ...konfig });
  const mit = (angaben: JWTPayload, kopf = {}) => token(schluessel, { ...ANGABEN, ...angaben }, { typ: TYP, ...kopf });
  const urteil = async (jws: string, jetzt = JETZT) => grund(await pruefung().pruefe(jws, jetzt));

  beforeEach(async () => {
    schluessel = await neuerTestschluessel();
    server = await starteJwksServer([schluessel.jwk]);
  });
  afterEach(() => server.schliesse());

  it("accepts a token and hands on what it states", async () => {
    assert.deepEqual(await pruefung().pruefe(await mit({}), JETZT), {
      art: "gueltig",
      nachweis: {
        kvnr: "X123456789",
        versichererIk: "109500969",
        actorId: "10-67.245.1",
        actorProfessionOid: "1.2.276.0.76.4.245",
        ausgestelltAm: JETZT,
      },
    });
  });

  it("passes further claims over", async () => {
    assert.equal(await urteil(await mit({ authorization_details: "details" })), "gueltig");
  });

  for (const proofMethod of [
    "healthid",
    "ehc-practitioner-cvc-authenticated",
    "ehc-practitioner-user-x509",
    "ehc-practitioner-owner-x509",
    "ehc-provider-trustedchannel",
    "ehc-provider-cvc-authenticated",
    "ehc-provider-user-x509",
    "ehc-provider-owner-x509",
  ]) {
    it(`accepts the proof method ${proofMethod}`, async () => {
      assert.equal(await urteil(await mit({ proofMethod })), "gueltig");
    });
  }

  describe("refuses", () => {
    for (const angabe of Object.keys(ANGABEN)) {
      it(`a token without ${angabe}`, async () => {
        const erwartet = angabe === "iss" ? "AUSSTELLER_FREMD" : "ANGABEN_FEHLERHAFT";
        assert.equal(await urteil(await mit({ [angabe]: undefined })), erwartet);
      });
    }

    const falsch: readonly [string, unknown][] = [
      ["version", "2.0.0"],
      ["version", 1],
      ["proofMethod", "egk"],
      ["patientId", "x123456789"],
      ["patientId", "X12345678"],
      ["insurerId", "10950096"],
      ["insurerId", 109500969],
      ["actorId", "883110000168650"],
      ["actorProfessionOid", "1.2.276.0.76.4"],
      ["patientProofTime", "heute"],
      ["patientProofTime", SEKUNDEN + 0.5],
      ["iat", "heute"],
      ["iat", -1],
    ];
    for (const [angabe, wert] of falsch) {
      it(`${angabe} = ${JSON.stringify(wert)}`, async () => {
        assert.equal(await urteil(await mit({ [angabe]: wert })), "ANGABEN_FEHLERHAFT");
      });
    }

    it("another issuer, also if it differs by a slash only", async () => {
      assert.equal(await urteil(await mit({ iss: "https://andere.example.test" })), "AUSSTELLER_FREMD");
      assert.equal(await urteil(await mit({ iss: `${ANGABEN.iss}/` })), "AUSSTELLER_FREMD");
    });

    it("another type, and none", async () => {
      assert.equal(await urteil(await mit({}, { typ: "JWT" })), "NICHT_LESBAR");
      assert.equal(await urteil(await token(schluessel, ANGABEN)), "NICHT_LESBAR");
    });

    it("another algorithm, even if its key is served", async () => {
      const es384 = await neuerTestschluessel("ES384");
      server.schluessel = [schluessel.jwk, es384.jwk];
      assert.equal(await urteil(await token(es384, ANGABEN, { typ: TYP, alg: "ES384" })), "ALGORITHMUS_UNZULAESSIG");
    });

    it("no signature", async () => {
      const ohne = new UnsecuredJWT(ANGABEN).encode();
      assert.notEqual(await urteil(ohne), "gueltig");
    });

    it("a key that the service does not serve", async () => {
      const fremd = await neuerTestschluessel();
      assert.equal(await urteil(await token(fremd, ANGABEN, { typ: TYP })), "SCHLUESSEL_UNBEKANNT");
    });

    it("a foreign signature under a known kid, and changed claims", async () => {
      const fremd = { ...(await neuerTestschluessel()), jwk: schluessel.jwk };
      assert.equal(await urteil(await token(fremd, ANGABEN, { typ: TYP })), "SIGNATUR_FALSCH");
      const [kopf, , signatur] = (await mit({})).split(".");
      const [, anderer] = (await mit({ actorId: "10-67.245.2" })).split(".");
      assert.equal(await urteil(`${kopf}.${anderer}.${signatur}`), "SIGNATUR_FALSCH");
    });

    it("garbage, an empty and an overlong token, without throwing", async () => {
      for (const muell of ["", ".", "..", "a.b.c", "🙂.🙂.🙂", "x".repeat(20_000), `${await mit({})}.`]) {
        assert.equal(await urteil(muell), "NICHT_LESBAR");
      }
    });
  });

  describe("age", () => {
    const alt = (sekunden: number) => new Date(JETZT.getTime() + sekunden * 1000);

    it("is at most 30 min, to the second, and can be configured", async () => {
      const jws = await mit({});
      assert.equal(await urteil(jws, alt(1800)), "gueltig");
      assert.equal(await urteil(jws, alt(1801)), "ABGELAUFEN");
      const kurz = pruefung({ hoechstalterSekunden: 60 });
      assert.equal(grund(await kurz.pruefe(jws, alt(60))), "gueltig");
      assert.equal(grund(await kurz.pruefe(jws, alt(61))), "ABGELAUFEN");
    });

    it("is not negative, but for a small difference of the clocks", async () => {
      const jws = await mit({});
      assert.equal(await urteil(jws, alt(-60)), "gueltig");
      assert.equal(await urteil(jws, alt(-61)), "ZEIT_IN_DER_ZUKUNFT");
      assert.equal(await urteil(await mit({ patientProofTime: SEKUNDEN + 61 })), "ZEIT_IN_DER_ZUKUNFT");
    });

    it("ends earlier if the token says so", async () => {
      assert.equal(await urteil(await mit({ exp: SEKUNDEN - 1 })), "ABGELAUFEN");
    });
  });

  describe("keys", () => {
    it("are fetched once for many tokens", async () => {
      const eine = pruefung();
      for (let nr = 0; nr < 3; nr++) await eine.pruefe(await mit({}), JETZT);
      assert.equal(server.abrufe, 1);
    });

    it("are fetched anew for an unknown kid, so that a new key works at once", async () => {
      const eine = pruefung();
      await eine.pruefe(await mit({}), JETZT);
      const neu = await neuerTestschluessel();
      server.schluessel = [neu.jwk];
      assert.equal(grund(await eine.pruefe(await token(neu, ANGABEN, { typ: TYP }), JETZT)), "gueltig");
      assert.equal(server.abrufe, 2);
    });

    it("are not fetched again within the cooldown, however many unknown kids come", async () => {
      const eine = pruefung({ schluessel: { url: server.url, abkuehlungMs: 60_000 } });
      for (let nr = 0; nr < 3; nr++) {
        const fremd = await neuerTestschluessel();
        const ergebnis = await eine.pruefe(await token(fremd, ANGABEN, { typ: TYP }), JETZT);
        assert.equal(grund(ergebnis), "SCHLUESSEL_UNBEKANNT");
      }
      assert.equal(server.abrufe, 1);
    });

    it("are refreshed when their time is over", async () => {
      const eine = pruefung({ schluessel: { url: server.url, dauerMs: 0 } });
      await eine.pruefe(await mit({}), JETZT);
      await eine.pruefe(await mit({}), JETZT);
      assert.equal(server.abrufe, 2);
    });

    for (const zustand of ["fehler500", "keinJson", "haengt"] as const) {
      it(`cannot be had (${zustand}): nichtVerfuegbar, and well again afterwards`, async () => {
        const eine = pruefung({ schluessel: { url: server.url, zeitlimitMs: 200 } });
        server.zustand = zustand;
        assert.equal(grund(await eine.pruefe(await mit({}), JETZT)), "nichtVerfuegbar");
        server.zustand = "gut";
        assert.equal(grund(await eine.pruefe(await mit({}), JETZT)), "gueltig");
      });
    }

    it("cannot be had because nobody listens: nichtVerfuegbar", async () => {
      await server.schliesse();
      assert.equal(await urteil(await mit({})), "nichtVerfuegbar");
    });
  });

  it("accepts the sandbox's tokens, also after a restart of the sandbox", async () => {
    const ordner = await mkdtemp(join(tmpdir(), "hkp-popp-"));
    const http = fastify();
    try {
      const jws = await (
        await poppDienst(ordner)
      ).ausstellen({
        kvnr: "X000001014",
        ik: "109500969",
        actorId: "10-67.245.HKPSANDBOX0001",
        actorProfessionOid: "1.2.276.0.76.4.245",
        jetzt: JETZT,
      });
      await http.register((await poppDienst(ordner)).routen);
      const adresse = await http.listen({ port: 0, host: "127.0.0.1" });
      const url = new URL(POPP_JWKS_PFAD, adresse);
      const ergebnis = await pruefung({ aussteller: POPP_AUSSTELLER, schluessel: { url } }).pruefe(jws, JETZT);
      assert.equal(ergebnis.art, "gueltig");
      assert.doesNotMatch(await (await fetch(url)).text(), /"d"/);
    } finally {
      await http.close();
      await rm(ordner, { recursive: true });
    }
  });
});
