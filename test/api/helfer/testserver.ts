import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import Fastify from "fastify";
import {
  anmeldestelle,
  ANMELDE_AUSSTELLER,
  ANMELDE_JWKS_PFAD,
  ANMELDE_ZIELGRUPPE,
} from "../../../sandbox/anmeldung/anmeldestelle.js";
import { kartenausgabe } from "../../../sandbox/karten/kartenausgabe.js";
import { signiere } from "../../../sandbox/karten/signieren.js";
import { poppDienst, POPP_AUSSTELLER, POPP_JWKS_PFAD } from "../../../sandbox/popp/popp-dienst.js";
import { erzeugeJwtAnmeldung } from "../../../src/adapters/anmeldung/jwt-anmeldung.js";
import { erzeugeFhirPruefung } from "../../../src/adapters/fhir/fhir-pruefung.js";
import { erzeugePoppPruefung } from "../../../src/adapters/popp/popp-pruefung.js";
import { erzeugeSignaturpruefung } from "../../../src/adapters/signatur/signaturpruefung.js";
import { systemIds, systemUhr } from "../../../src/adapters/umgebung.js";
import { regelpruefung } from "../../../src/domain/hkp/dunkelverarbeitung/regelpruefung.js";
import { SCHALTER_VORGABE } from "../../../src/domain/hkp/ablauf.js";
import type { Akteur } from "../../../src/domain/kern/akteur.js";
import type { Anmeldeergebnis } from "../../../src/domain/ports/anmeldung.js";
import { erzeugeLogger } from "../../../src/server/logger.js";
import type { Serveroptionen } from "../../../src/server/optionen.js";
import { starteServer } from "../../../src/server/server.js";
import { pflegediensteinstellungen } from "../../helfer/pflegedienste.js";
import { einstellungsdienste } from "../../helfer/einstellungen.js";
import { KEINE_UNTERLAGEN } from "../../helfer/keine-unterlagen.js";
import { ProfilspeicherImSpeicher } from "../../helfer/profilspeicher.js";
import { Testpost } from "../../helfer/testpost.js";
import { Speicher } from "./speicher.js";

export const HOECHSTENS_BYTES = 3_000_000;

export interface Antwort {
  readonly status: number;
  readonly kopf: Headers;
  readonly data?: Readonly<Record<string, never>> | null;
  readonly errors?: readonly Fehler[];
}
export interface Fehler {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: string; readonly anfrageId: string; readonly details?: never };
}

/** The sign-in, cards and PoPP service of the sandbox: real tokens and signatures. Made once per test file. */
export async function testumgebung() {
  const ordner = await mkdtemp(join(tmpdir(), "hkp-api-"));
  const [anmeldung, popp, karten] = await Promise.all([
    anmeldestelle(join(ordner, "anmeldung")),
    poppDienst(join(ordner, "popp")),
    kartenausgabe(join(ordner, "karten")),
  ]);
  const web = Fastify();
  await web.register(anmeldung.routen);
  await web.register(popp.routen);
  const webUrl = await web.listen({ host: "127.0.0.1", port: 0 });
  const jwt = erzeugeJwtAnmeldung({
    aussteller: ANMELDE_AUSSTELLER,
    zielgruppe: ANMELDE_ZIELGRUPPE,
    schluessel: { url: new URL(ANMELDE_JWKS_PFAD, webUrl) },
  });
  /** Actors that the cast of the sandbox does not have sign in by an invented token. */
  const erfunden = new Map<string, Anmeldeergebnis>();

  async function starte(abweichung: Partial<Serveroptionen> = {}) {
    const speicher = new Speicher();
    const post = new Testpost();
    const postzahlen = new Map<string, number>();
    const zeilen: string[] = [];
    const ziel = new Writable({
      write: (zeile: Buffer, _kodierung, fertig) => {
        zeilen.push(zeile.toString());
        fertig();
      },
    });
    const server = await starteServer({
      dienste: {
        store: speicher,
        profile: new ProfilspeicherImSpeicher(),
        signaturen: erzeugeSignaturpruefung(karten.ankerPem),
        popp: erzeugePoppPruefung({
          aussteller: POPP_AUSSTELLER,
          schluessel: { url: new URL(POPP_JWKS_PFAD, webUrl) },
          hoechstalterSekunden: 1800,
        }),
        fhir: erzeugeFhirPruefung(),
        // Knows every Pflegedienst.
        verzeichnis: {
          finde: async ({ kennung: telematikId }) => ({
            art: "gefunden",
            eintrag: { telematikId, ik: null, name: "", professionOids: ["1.2.276.0.76.4.245"], kim: null, tim: null },
          }),
        },
        ...einstellungsdienste(),
        unterlagen: KEINE_UNTERLAGEN,
        ...pflegediensteinstellungen(),
        uhr: systemUhr,
        ids: systemIds,
        leistungspruefung: regelpruefung(new Map(), SCHALTER_VORGABE),
        schalter: SCHALTER_VORGABE,
        flowtype: "163",
        bremse: async () => undefined,
      },
      strom: speicher,
      ausgang: speicher,
      kanalstaende: () => [{ kanal: "KIM", gesperrtSeit: null, grund: null }],
      post,
      postzahlen,
      anmeldung: { pruefe: async (token) => erfunden.get(token) ?? jwt.pruefe(token) },
      logger: erzeugeLogger({ stufe: "info", ziel }),
      optionen: {
        host: "127.0.0.1",
        port: 0,
        produktion: false,
        hoechstensBytes: HOECHSTENS_BYTES,
        unterlageHoechstensBytes: 1_000,
        anfragenJeMinute: 100_000,
        bereit: async () => true,
        version: "0.0.0-test",
        ...abweichung,
      },
    });

    async function sende(rumpf: unknown, kopf: Readonly<Record<string, string>> = {}): Promise<Antwort> {
      const antwort = await fetch(server.url, {
        method: "POST",
        headers: { "content-type": "application/json", ...kopf },
        body: typeof rumpf === "string" ? rumpf : JSON.stringify(rumpf),
      });
      const { data, errors } = (await antwort.json()) as Pick<Antwort, "data" | "errors">;
      return {
        status: antwort.status,
        kopf: antwort.headers,
        ...(data === undefined ? {} : { data }),
        ...(errors === undefined ? {} : { errors }),
      };
    }

    return {
      ...server,
      speicher,
      post,
      postzahlen,
      zeilen,
      basis: server.url.replace(/\/graphql$/, ""),
      sende,
      /** An operation as this actor. */
      als: (akteur: Akteur) => {
        const token = tokenFuer(akteur);
        return (query: string, variables: Readonly<Record<string, unknown>> = {}) =>
          sende({ query, variables }, { authorization: `Bearer ${token}` });
      },
    };
  }

  /** A token that the test server takes for this actor until `laeuftAbAm`. */
  function tokenFuer(akteur: Akteur, laeuftAbAm = new Date(Date.now() + 3_600_000)): string {
    const token = `erfunden-${erfunden.size}`;
    erfunden.set(token, { art: "angemeldet", akteur, laeuftAbAm });
    return token;
  }

  return {
    anmeldung,
    popp,
    karten,
    starte,
    tokenFuer,
    /** Base64 of the CMS by this card. */
    signiert: (karte: string, bundle: string) =>
      Buffer.from(signiere(karten.karte(karte), Buffer.from(bundle, "utf8"))).toString("base64"),
    async schliesse() {
      await web.close();
      await rm(ordner, { recursive: true, force: true });
    },
  };
}

export type Testumgebung = Awaited<ReturnType<typeof testumgebung>>;
export type Testserver = Awaited<ReturnType<Testumgebung["starte"]>>;

export const codes = (antwort: Pick<Antwort, "errors">): readonly string[] =>
  (antwort.errors ?? []).map(({ extensions }) => extensions.code);
