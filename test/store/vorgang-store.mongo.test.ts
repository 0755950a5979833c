import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import type { CommandStartedEvent, Document } from "mongodb";
import { schluessel } from "../../src/domain/kern/akteur.js";
import { wendeAn } from "../../src/domain/hkp/aenderung.js";
import { ErgebnisUnbekannt } from "../../src/domain/ports/vorgang-store.js";
import { erzeugeIndizes } from "../../src/store/indizes.js";
import { verbinde } from "../../src/store/verbindung.js";
import { MongoVorgangStore } from "../../src/store/vorgang-store.mongo.js";
import { testDatenbank } from "../helfer/mongo.js";
import { aenderung, neuerVorgang, offenerVorgang, PRAXIS, VERSICHERTER } from "./beispiele.js";
import { vertragVorgangStore } from "./vorgang-store.contract.js";

describe("MongoVorgangStore", () => {
  const mongo = testDatenbank("vorgang-store", { monitorCommands: true });
  let store: MongoVorgangStore;
  before(async () => {
    await erzeugeIndizes(mongo.db);
    store = new MongoVorgangStore(mongo.db);
  });

  vertragVorgangStore(() => store);

  /** Commands that reach the server while `arbeit` runs. */
  async function befehle(arbeit: () => Promise<unknown>): Promise<readonly CommandStartedEvent[]> {
    const gesehen: CommandStartedEvent[] = [];
    const merke = (ereignis: CommandStartedEvent): void => void gesehen.push(ereignis);
    mongo.client.on("commandStarted", merke);
    try {
      await arbeit();
    } finally {
      mongo.client.off("commandStarted", merke);
    }
    return gesehen;
  }

  describe("ein Übergang", () => {
    it("ist genau ein Schreibbefehl auf ein Dokument, mehrheitlich und im Journal bestätigt", async () => {
      const vorgang = neuerVorgang();
      await store.legeAn(vorgang);
      const gesehen = await befehle(() => store.schreibe(vorgang, aenderung(vorgang)));
      assert.deepEqual(
        gesehen.map(({ commandName }) => commandName),
        ["update"],
      );
      const { updates, writeConcern } = gesehen[0]?.command as { updates: Document[]; writeConcern: Document };
      assert.equal(updates.length, 1);
      assert.deepEqual(updates[0]?.["q"], { _id: vorgang.id, version: 1 });
      assert.equal(writeConcern["w"], "majority");
      assert.equal(writeConcern["j"], true);
    });

    it("ist auch im Konflikt nur der eine bewachte Befehl", async () => {
      const vorgang = neuerVorgang();
      await store.legeAn(vorgang);
      const schritt = aenderung(vorgang);
      await store.schreibe(vorgang, schritt);
      const gesehen = await befehle(() => store.schreibe(vorgang, schritt));
      assert.deepEqual(
        gesehen.map(({ commandName }) => commandName),
        ["update"],
      );
    });

    it("schreibt, was die Abfragen brauchen, im selben Befehl", async () => {
      const vorgang = neuerVorgang();
      await store.legeAn(vorgang);
      const schritt = aenderung(vorgang);
      await store.schreibe(vorgang, schritt);
      const dokument = await mongo.db.collection<{ _id: string }>("vorgaenge").findOne({ _id: vorgang.id });
      assert.deepEqual(nur(dokument, ["schemaVersion", "anlage", "sichtbarFuer", "zustaendig", "puls"]), {
        schemaVersion: 1,
        anlage: null,
        sichtbarFuer: ["VERORDNENDER:1-SMC-B-Praxis", "VERSICHERTER:X110411675"],
        zustaendig: "VERSICHERTER:X110411675",
        puls: {
          version: 2,
          aktion: "aktivieren",
          statusVorher: "INITIALISIERT",
          status: "OFFEN",
          zeit: schritt.zeit,
          sichtbarFuer: ["VERORDNENDER:1-SMC-B-Praxis", "VERSICHERTER:X110411675"],
          meldungen: schritt.meldungen,
        },
      });
    });
  });

  it("fragt nach einem fehlenden und einem verborgenen Vorgang auf dieselbe Weise", async () => {
    const verborgen = offenerVorgang();
    await store.legeAn(verborgen);
    const sicht = { art: "BETEILIGT", schluessel: "PFLEGEDIENST:5-fremd" } as const;
    const [a, b] = [
      await befehle(() => store.lade(verborgen.id, sicht)),
      await befehle(() => store.lade("163.999.999.999999999", sicht)),
    ];
    const ohneId = ([befehl, ...weitere]: readonly CommandStartedEvent[]): unknown => {
      assert.deepEqual(weitere, []);
      const { filter, ...rest } = nur(befehl?.command, ["find", "projection", "hint", "limit", "filter"]);
      return { ...rest, filter: { ...(filter as Document), _id: "" } };
    };
    assert.deepEqual(ohneId(a), ohneId(b));
  });

  describe("Indizes", () => {
    interface Plan extends Document {
      readonly stage: string;
      readonly indexName?: string;
      readonly inputStage?: Plan;
      readonly inputStages?: readonly Plan[];
    }
    const stufen = (plan: Plan): readonly Plan[] => [
      plan,
      ...[plan.inputStage, ...(plan.inputStages ?? [])].flatMap((unter) => (unter === undefined ? [] : stufen(unter))),
    ];
    async function plan(arbeit: () => Promise<unknown>): Promise<readonly Plan[]> {
      const [gesehen] = await befehle(arbeit);
      const explain = nur(gesehen?.command, ["find", "filter", "sort", "limit", "hint"]);
      const antwort = await mongo.db.command({ explain, verbosity: "queryPlanner" });
      return stufen((antwort as { queryPlanner: { winningPlan: Plan } }).queryPlanner.winningPlan);
    }
    const sicht = { art: "BETEILIGT", schluessel: schluessel(PRAXIS) } as const;
    const karte = { ...sicht, art: "MIT_ZUGANG", zugang: { kvnr: VERSICHERTER.kennung }, status: ["OFFEN"] } as const;

    const faelle: Record<string, { arbeit: () => Promise<unknown>; indizes: readonly string[] }> = {
      "lade mit Sicht": { arbeit: () => store.lade("x", sicht), indizes: ["_id_"] },
      "lade mit Code": {
        arbeit: () => store.lade("x", { ...karte, zugang: { code: "c", codes: ["annehmen", "lesen"] } }),
        indizes: ["_id_"],
      },
      ladeAngelegt: { arbeit: () => store.ladeAngelegt("w", "a"), indizes: ["anlage"] },
      Arbeitsliste: { arbeit: () => store.suche({ sicht, first: 10 }), indizes: ["arbeitsliste"] },
      "Arbeitsliste eines Status": {
        arbeit: () => store.suche({ sicht, first: 10, status: ["OFFEN"] }),
        indizes: ["arbeitsliste"],
      },
      "Übersicht je Versicherten": {
        arbeit: () => store.suche({ sicht, first: 10, versicherter: VERSICHERTER.kennung }),
        indizes: ["versicherter"],
      },
      "Liste mit Karte": {
        arbeit: () => store.suche({ sicht: karte, first: 10 }),
        indizes: ["arbeitsliste", "versicherter"],
      },
    };
    for (const [name, { arbeit, indizes }] of Object.entries(faelle))
      it(`${name}: ${indizes.join(" und ")}, ohne zu sortieren`, async () => {
        const gewaehlt = await plan(arbeit);
        const benutzt = new Set(gewaehlt.flatMap(({ indexName }) => (indexName === undefined ? [] : [indexName])));
        assert.deepEqual([...benutzt].sort(), [...indizes].sort());
        assert.ok(!gewaehlt.some(({ stage }) => stage === "SORT" || stage === "COLLSCAN"));
      });
  });

  describe("verlorene Verbindung", () => {
    it("heißt ErgebnisUnbekannt, auch wenn der Befehl ausgeführt wurde", async () => {
      const proxy = await starteProxy(mongo.uri);
      const verbindung = await verbinde(`${proxy.uri}/?directConnection=true`, {
        datenbank: mongo.name,
        wartezeitMs: 300,
      });
      try {
        const fern = new MongoVorgangStore(verbindung.db);
        const vorgang = neuerVorgang();
        await store.legeAn(vorgang);
        const schritt = aenderung(vorgang);
        proxy.verschluckeAntworten();
        await assert.rejects(fern.schreibe(vorgang, schritt), ErgebnisUnbekannt);
        await assert.rejects(fern.lade(vorgang.id, { art: "ALLE" }), ErgebnisUnbekannt);
        await assert.rejects(fern.legeAn(neuerVorgang()), ErgebnisUnbekannt);
        // It was carried out all the same: that is what "unknown" is for.
        assert.equal((await store.lade(vorgang.id, { art: "ALLE" }))?.version, wendeAn(vorgang, schritt).version);
      } finally {
        await verbindung.schliesse();
        await proxy.schliesse();
      }
    });
  });
});

/** These fields only, as far as they are there. */
function nur(dokument: unknown, felder: readonly string[]): Readonly<Record<string, unknown>> {
  assert.ok(typeof dokument === "object" && dokument !== null);
  return Object.fromEntries(Object.entries(dokument).filter(([feld]) => felder.includes(feld)));
}

interface Proxy {
  readonly uri: string;
  /** From now on commands arrive, their answers do not: the connection breaks instead, and no new one is accepted. */
  verschluckeAntworten(): void;
  schliesse(): Promise<void>;
}

async function starteProxy(ziel: string): Promise<Proxy> {
  const { hostname, port } = new URL(ziel);
  let verschluckt = false;
  const offene = new Set<Socket>();
  const server = createServer((hin) => {
    if (verschluckt) return hin.destroy();
    const her = connect(Number(port), hostname);
    for (const socket of [hin, her]) {
      offene.add(socket);
      socket
        .on("error", () => undefined)
        .on("close", () => {
          offene.delete(socket);
          hin.destroy();
          her.destroy();
        });
    }
    hin.pipe(her);
    her.on("data", (daten) => (verschluckt ? hin.destroy() : hin.write(daten)));
    return undefined;
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    uri: `mongodb://127.0.0.1:${(server.address() as AddressInfo).port}`,
    verschluckeAntworten: () => (verschluckt = true),
    schliesse: async () => {
      for (const socket of offene) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
