import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fastify from "fastify";
import { anmeldeseite } from "../../../sandbox/anmeldung/anmeldeseite.js";
import {
  ANMELDE_AUSSTELLER,
  ANMELDE_JWKS_PFAD,
  ANMELDE_SEITE_PFAD,
  ANMELDE_ZIELGRUPPE,
  anmeldestelle,
} from "../../../sandbox/anmeldung/anmeldestelle.js";
import type { Anmeldestelle } from "../../../sandbox/anmeldung/anmeldestelle.js";
import { INSTITUTIONEN, VERSICHERTE } from "../../../sandbox/personen.js";
import { erzeugeJwtAnmeldung } from "../../../src/adapters/anmeldung/jwt-anmeldung.js";
import { istBsnr } from "../../../src/domain/kennungen/bsnr.js";
import { istIknr } from "../../../src/domain/kennungen/iknr.js";
import type { Anmeldung } from "../../../src/domain/ports/anmeldung.js";

describe("Anmeldestelle der Sandbox", () => {
  let ordner: string;
  let stelle: Anmeldestelle;
  let anmeldung: Anmeldung;
  let adresse: string;
  const http = fastify();

  before(async () => {
    ordner = await mkdtemp(join(tmpdir(), "hkp-anmeldung-"));
    stelle = await anmeldestelle(ordner);
    await http.register(stelle.routen);
    adresse = await http.listen({ port: 0, host: "127.0.0.1" });
    anmeldung = erzeugeJwtAnmeldung({
      aussteller: ANMELDE_AUSSTELLER,
      zielgruppe: ANMELDE_ZIELGRUPPE,
      schluessel: { url: new URL(ANMELDE_JWKS_PFAD, adresse) },
    });
  });
  after(async () => {
    await http.close();
    await rm(ordner, { recursive: true });
  });

  it("signs everybody of the cast in, each in their role", async () => {
    const rollen = await Promise.all(
      stelle.personen.map(async ({ id }) => {
        const ergebnis = await anmeldung.pruefe(await stelle.token(id));
        assert(ergebnis.art === "angemeldet", id);
        return [id, ergebnis.akteur.rolle];
      }),
    );
    assert.deepEqual(Object.fromEntries(rollen), {
      aerztin: "VERORDNENDER",
      mfa: "VERORDNENDER",
      daniel: "PFLEGEDIENST",
      elena: "PFLEGEDIENST",
      miriam: "PFLEGEDIENST",
      kasse: "KOSTENTRAEGER",
      "kasse-automatik": "KOSTENTRAEGER",
      nord: "KOSTENTRAEGER",
      private: "KOSTENTRAEGER",
      renate: "VERSICHERTER",
      aurelia: "VERSICHERTER",
      "karl-heinz": "VERSICHERTER",
      rolf: "VERSICHERTER",
      betrieb: "BETRIEB",
    });
  });

  it("knows Elena with her qualification and LBNR, and the Kasse with IK and principle", async () => {
    const elena = await anmeldung.pruefe(await stelle.token("elena"));
    assert(elena.art === "angemeldet");
    assert.deepEqual(elena.akteur, {
      rolle: "PFLEGEDIENST",
      person: "PDL",
      name: "Elena Fischer",
      telematikId: "10-67.245.HKPSANDBOX0001",
      professionOid: "1.2.276.0.76.4.245",
      lbnr: "100000023",
      qualifikationen: ["BLANKOVERORDNUNG"],
    });
    const kasse = await anmeldung.pruefe(await stelle.token("kasse"));
    assert(kasse.art === "angemeldet" && kasse.akteur.rolle === "KOSTENTRAEGER");
    assert.equal(kasse.akteur.prinzip, "SACHLEISTUNG");
    assert.match(kasse.akteur.ik, /^10/);
  });

  it("has identifiers that are valid and addresses that are unique", () => {
    for (const haus of INSTITUTIONEN) {
      if ("ik" in haus) assert(istIknr(haus.ik), haus.id);
      if ("bsnr" in haus) assert(istBsnr(haus.bsnr), haus.id);
      assert.match(haus.kim, /^[a-z-]+@hkp-sandbox\.kim\.telematik-test$/);
    }
    assert.equal(new Set(INSTITUTIONEN.map(({ kim }) => kim)).size, INSTITUTIONEN.length);
    assert.equal(new Set(VERSICHERTE.map(({ kvnr }) => kvnr)).size, VERSICHERTE.length);
  });

  it("makes tokens that have run out, and none for strangers", async () => {
    const alt = await anmeldung.pruefe(await stelle.token("renate", { gueltigSekunden: -60 }));
    assert.deepEqual(alt, { art: "abgelaufen" });
    await assert.rejects(stelle.token("niemand" as "renate"), /Unbekannte Person/);
  });

  it("keeps its key over a restart, so that old tokens go on", async () => {
    const nachNeustart = await anmeldestelle(ordner);
    const ergebnis = await anmeldung.pruefe(await nachNeustart.token("daniel"));
    assert.equal(ergebnis.art, "angemeldet");
  });

  it("serves only the public key", async () => {
    const { keys } = (await (await fetch(new URL(ANMELDE_JWKS_PFAD, adresse))).json()) as { keys: object[] };
    assert.equal(keys.length, 1);
    assert.deepEqual(Object.keys(keys[0] ?? {}).sort(), ["alg", "crv", "kid", "kty", "use", "x", "y"]);
  });

  it("serves a page whose tokens work, with nothing from elsewhere and no script", async () => {
    const antwort = await fetch(new URL(ANMELDE_SEITE_PFAD, adresse));
    const html = await antwort.text();
    assert.match(antwort.headers.get("content-type") ?? "", /^text\/html/);
    assert.equal(antwort.headers.get("cache-control"), "no-store");
    assert.match(antwort.headers.get("content-security-policy") ?? "", /default-src 'none'/);
    assert.doesNotMatch(html, /<script|src=|href=|https?:/);
    assert.match(html, /Renate Berger/);
    assert.match(html, /Pflegedienst Hand &amp; Herz/);
    const tokens = [...html.matchAll(/<textarea[^>]*>([^<]+)</g)].map(([, token]) => token ?? "");
    assert.equal(tokens.length, stelle.personen.length);
    for (const token of tokens) assert.equal((await anmeldung.pruefe(token)).art, "angemeldet");
  });

  it("escapes what it shows", () => {
    const person = { id: "renate", name: `<b>"'&`, beschreibung: "<i>", ansprueche: {} } as const;
    const html = anmeldeseite([{ person, token: "</textarea><script>" }]);
    assert.doesNotMatch(html, /<b>|<i>|<script>/);
    assert.match(html, /&lt;b&gt;&quot;&#39;&amp;/);
  });
});
