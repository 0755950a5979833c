import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { erzeugeDateipruefung } from "../../../src/adapters/datei/dateipruefung.js";
import { erzeugeFhirPruefung } from "../../../src/adapters/fhir/fhir-pruefung.js";
import { erzeugePoppPruefung } from "../../../src/adapters/popp/popp-pruefung.js";
import { ankerAusOrdner } from "../../../src/adapters/signatur/anker.js";
import { erzeugeSignaturpruefung } from "../../../src/adapters/signatur/signaturpruefung.js";
import { systemIds, systemUhr } from "../../../src/adapters/umgebung.js";
import { FhirVerzeichnis } from "../../../src/adapters/verzeichnis/fhir-verzeichnis.js";
import { verzeichnisKonfiguration } from "../../../src/adapters/verzeichnis/konfiguration.js";
import type { Eingangsdienste } from "../../../src/app/eingang/dienste.js";
import { nimmEntgegen } from "../../../src/app/eingang/nimm-entgegen.js";
import { SCHALTER_VORGABE } from "../../../src/domain/hkp/ablauf.js";
import { regelpruefung } from "../../../src/domain/hkp/dunkelverarbeitung/regelpruefung.js";
import type { Ereignis } from "../../../src/domain/hkp/ereignisse.js";
import { neueste } from "../../../src/domain/hkp/vorgang.js";
import type { Sendeauftrag } from "../../../src/domain/hkp/sendeauftrag.js";
import type { Datensatz, Datensatzart, Vorgang } from "../../../src/domain/hkp/vorgang.js";
import type { Eingang, Eingangsergebnis } from "../../../src/domain/ports/eingang.js";
import { MongoEinstellungsspeicher } from "../../../src/store/einstellungen.mongo.js";
import { MongoProfilspeicher } from "../../../src/store/profilspeicher.mongo.js";
import { MongoUnterlagenablage } from "../../../src/store/unterlagen.mongo.js";
import { MongoVorgangStore } from "../../../src/store/vorgang-store.mongo.js";
import { KIM } from "../../e2e/daten.js";
import { einstellungsdienste } from "../../helfer/einstellungen.js";
import { testGateway } from "../../helfer/gateway.js";
import type { Testgateway } from "../../helfer/gateway.js";
import { pflegediensteinstellungen } from "../../helfer/pflegedienste.js";

type Haus = keyof typeof KIM;

/** A gateway whose people work in portals, and beside it, on the same database, what comes in by mail. */
export interface Eingangsbuehne {
  readonly gateway: Testgateway;
  readonly dienste: Eingangsdienste;
  /** Hands in a mail of this institution; every one has an id of its own unless it is given. */
  readonly nimm: (von: Haus, teil?: Partial<Eingang>) => Promise<Eingangsergebnis>;
  readonly stand: (id: string) => Promise<Vorgang>;
}

export function eingangsbuehne(name: string): Eingangsbuehne {
  const gateway = testGateway(name);
  let dienste: Eingangsdienste | undefined;
  before("Eingang", async () => {
    const {
      POPP_AUSSTELLER = "",
      POPP_JWKS_URL = "",
      VERTRAUENSANKER = "",
      VZD_URL,
    } = gateway.betrieb.sandbox.einstellungen;
    const verzeichnis = new FhirVerzeichnis({
      konfig: verzeichnisKonfiguration.parse({ basis: VZD_URL }),
      uhr: systemUhr,
    });
    dienste = {
      store: new MongoVorgangStore(gateway.mongo.db),
      profile: new MongoProfilspeicher(gateway.mongo.db),
      signaturen: erzeugeSignaturpruefung(await ankerAusOrdner(VERTRAUENSANKER)),
      popp: erzeugePoppPruefung({ aussteller: POPP_AUSSTELLER, schluessel: { url: new URL(POPP_JWKS_URL) } }),
      fhir: erzeugeFhirPruefung(),
      verzeichnis,
      absenderverzeichnis: verzeichnis,
      absender: {
        name: "HKP-Gateway",
        adresse: KIM.gateway,
        software: "HKP-Gateway",
        version: "1",
        support: "support@example.org",
      },
      ...einstellungsdienste(new MongoEinstellungsspeicher(gateway.mongo.db)),
      unterlagen: {
        ablage: new MongoUnterlagenablage(gateway.mongo.db),
        dateien: erzeugeDateipruefung(),
        virenschutz: { art: "UNGEPRUEFT" },
        hoechstensBytes: 100_000,
      },
      ...pflegediensteinstellungen(),
      uhr: systemUhr,
      ids: systemIds,
      leistungspruefung: regelpruefung(new Map(), SCHALTER_VORGABE),
      schalter: SCHALTER_VORGABE,
      flowtype: "169",
      bremse: async () => undefined,
    };
  });
  const jetzige = (): Eingangsdienste => {
    if (dienste === undefined) throw new Error("Die Bühne ist nur in Hooks und Tests offen.");
    return dienste;
  };
  return {
    gateway,
    get dienste() {
      return jetzige();
    },
    nimm: (von, teil = {}) => nimmEntgegen(mail(KIM[von], teil), jetzige()),
    stand: async (id) => {
      const vorgang = await jetzige().store.lade(id, { art: "ALLE" });
      assert.ok(vorgang !== null);
      return vorgang;
    },
  };
}

export const mail = (absender: string, teil: Partial<Eingang> = {}): Eingang => ({
  kanal: "KIM",
  id: `${randomUUID()}@${absender.split("@")[1] ?? ""}`,
  absender,
  bezuege: [],
  zeit: new Date(),
  text: "",
  anhaenge: [],
  ...teil,
});

/** The newest order of this event to the institution with this Telematik-ID or IK. */
export function auftragAn(vorgang: Vorgang, ereignis: Ereignis, kennung: string): Sendeauftrag {
  const auftrag = vorgang.ausgang.findLast(
    (einer) => einer.ereignis === ereignis && einer.empfaenger.kennung === kennung,
  );
  assert.ok(auftrag !== undefined, `no order ${ereignis} to ${kennung}`);
  return auftrag;
}

export function gespeichert<A extends Datensatzart>(vorgang: Vorgang, art: A): Datensatz<A> {
  const datensatz = neueste(vorgang, art);
  assert.ok(datensatz !== null, `no ${art}`);
  return datensatz;
}

/** What must be so on the way; anything else fails the test with the words of the refusal. */
export function ausgefuehrt(ergebnis: Eingangsergebnis): Extract<Eingangsergebnis, { art: "ausgefuehrt" }> {
  assert.ok(ergebnis.art === "ausgefuehrt", ergebnis.rueckmeldung?.text ?? ergebnis.art);
  return ergebnis;
}

export function abgewiesen(ergebnis: Eingangsergebnis, code: string): Extract<Eingangsergebnis, { art: "abgewiesen" }> {
  assert.ok(ergebnis.art === "abgewiesen", ergebnis.art);
  assert.equal(ergebnis.grund.code, code, ergebnis.rueckmeldung.text);
  return ergebnis;
}
