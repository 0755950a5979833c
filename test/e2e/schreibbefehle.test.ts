import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { CommandStartedEvent, Document } from "mongodb";
import { fuehreAus } from "../../src/app/befehl-ausfuehren.js";
import type { Antwort, Ausfuehrung } from "../../src/app/befehl-ausfuehren.js";
import type { Dienste } from "../../src/app/dienste.js";
import { legeVorgangAn } from "../../src/app/vorgang-anlegen.js";
import { bereiteSignaturVor } from "../../src/app/zu-signieren.js";
import type { Entwurf } from "../../src/app/zu-signieren.js";
import { erzeugeFhirPruefung } from "../../src/adapters/fhir/fhir-pruefung.js";
import { erzeugePoppPruefung } from "../../src/adapters/popp/popp-pruefung.js";
import { ankerAusOrdner } from "../../src/adapters/signatur/anker.js";
import { erzeugeSignaturpruefung } from "../../src/adapters/signatur/signaturpruefung.js";
import { systemIds, systemUhr } from "../../src/adapters/umgebung.js";
import { regelpruefung } from "../../src/domain/hkp/dunkelverarbeitung/regelpruefung.js";
import { SCHALTER_VORGABE } from "../../src/domain/hkp/ablauf.js";
import type { Akteur, Teilnehmer } from "../../src/domain/kern/akteur.js";
import { MongoEinstellungsspeicher } from "../../src/store/einstellungen.mongo.js";
import { MongoProfilspeicher } from "../../src/store/profilspeicher.mongo.js";
import { MongoVorgangStore } from "../../src/store/vorgang-store.mongo.js";
import { arzt, elena, kasse, mfa } from "../helfer/akteure.js";
import { pflegediensteinstellungen } from "../helfer/pflegedienste.js";
import { einstellungsdienste } from "../helfer/einstellungen.js";
import { testGateway } from "../helfer/gateway.js";
import * as daten from "./daten.js";
import {
  bisAntragspruefung,
  bisInitialisiert,
  bisOffen,
  bisZugewiesen,
  signiert,
  speichereAngaben,
  speichereBlanko,
  tue,
  versuche,
} from "./handlungen.js";
import type { Aktion, Ergebnis } from "./handlungen.js";
import type { PersonId } from "../../sandbox/personen.js";
import type { Variablen } from "./portal.js";
import { KEINE_UNTERLAGEN } from "../helfer/keine-unterlagen.js";
import { hole, ruhe } from "./postfaecher.js";

/** Commands of MongoDB that change documents. */
const SCHREIBT = new Set(["insert", "update", "delete", "findAndModify", "bulkWrite"]);

/** architektur.md, promise 1. */
describe("one write command per transition", function () {
  this.timeout(30_000);
  const gateway = testGateway("e2e-schreibbefehle");

  describe("by the driver's command monitoring: the application on a monitored connection", () => {
    let dienste: Dienste;
    let vorgangId: string;
    before(async () => {
      const { POPP_AUSSTELLER = "", POPP_JWKS_URL = "", VERTRAUENSANKER = "" } = gateway.betrieb.sandbox.einstellungen;
      dienste = {
        store: new MongoVorgangStore(gateway.mongo.db),
        profile: new MongoProfilspeicher(gateway.mongo.db),
        signaturen: erzeugeSignaturpruefung(await ankerAusOrdner(VERTRAUENSANKER)),
        popp: erzeugePoppPruefung({ aussteller: POPP_AUSSTELLER, schluessel: { url: new URL(POPP_JWKS_URL) } }),
        fhir: erzeugeFhirPruefung(),
        verzeichnis: { finde: async () => ({ art: "nichtErreichbar" }) },
        ...einstellungsdienste(new MongoEinstellungsspeicher(gateway.mongo.db)),
        unterlagen: KEINE_UNTERLAGEN,
        ...pflegediensteinstellungen(),
        uhr: systemUhr,
        ids: systemIds,
        leistungspruefung: regelpruefung(new Map(), SCHALTER_VORGABE),
        schalter: SCHALTER_VORGABE,
        flowtype: "163",
        bremse: async () => undefined,
      };
    });

    async function geschrieben<T>(arbeit: () => Promise<T>): Promise<{ wert: T; befehle: CommandStartedEvent[] }> {
      const befehle: CommandStartedEvent[] = [];
      const merke = (ereignis: CommandStartedEvent): void => {
        if (SCHREIBT.has(ereignis.commandName)) befehle.push(ereignis);
      };
      gateway.mongo.client.on("commandStarted", merke);
      try {
        return { wert: await arbeit(), befehle };
      } finally {
        gateway.mongo.client.off("commandStarted", merke);
      }
    }
    const ziele = (befehle: readonly CommandStartedEvent[]) =>
      befehle.map(({ commandName, command }) => `${commandName} ${String(command[commandName])}`);

    const signiertes = async (akteur: Akteur, karte: string, entwurf: Entwurf): Promise<Uint8Array> => {
      const { wert, befehle } = await geschrieben(() => bereiteSignaturVor(vorgangId, entwurf, akteur, dienste));
      assert.deepEqual(ziele(befehle), [], "preparing a signature stores nothing");
      return Buffer.from(gateway.welt.signiert(karte, wert.bundle), "base64");
    };

    const ohneId = (akteur: Akteur, auftrag: Ausfuehrung["auftrag"], mehr: Partial<Ausfuehrung> = {}) => ({
      vorgangId,
      akteur,
      auftrag,
      ...mehr,
    });

    /** Each action of S1 in its order; the test carries it out twice with one anfrageId. */
    const HANDLUNGEN: Readonly<Record<string, () => Promise<Omit<Ausfuehrung, "anfrageId">>>> = {
      aktivieren: async () => {
        const entwurf = { aktion: "aktivieren", verordnung: daten.verordnung("renate", true) } as const;
        return ohneId(arzt(), { aktion: "aktivieren", signiert: await signiertes(arzt(), "aerztin", entwurf) });
      },
      annehmen: async () => {
        const token = await gateway.welt.leseKarte("renate", "hand-und-herz");
        return ohneId(elena(), { aktion: "annehmen" }, { zugang: { art: "POPP", token } });
      },
      blankoverordnungSpeichern: async () => {
        const aktion = "blankoverordnungSpeichern";
        const entwurf = { aktion, blankoverordnung: daten.blankoverordnung() } as const;
        return ohneId(elena(), { aktion, signiert: await signiertes(elena(), "hand-und-herz", entwurf) });
      },
      angabenSpeichern: async () => {
        const aktion = "angabenSpeichern";
        const entwurf = { aktion, angaben: daten.angaben("hand-und-herz", true) } as const;
        return ohneId(elena(), { aktion, signiert: await signiertes(elena(), "hand-und-herz", entwurf) });
      },
      einreichen: async () => ohneId(elena(), { aktion: "einreichen" }),
      entscheiden: async () => {
        const entscheidung = { ...daten.entscheidung(true), kennzeichenKostenerstattung: false };
        return ohneId(kasse(), { aktion: "entscheiden", entscheidung });
      },
    };

    it("anlegen: one insert; again with its anfrageId: none, and the first answer", async () => {
      const anfrageId = randomUUID();
      const erste = await geschrieben(() => legeVorgangAn(mfa(), anfrageId, dienste));
      assert.deepEqual(ziele(erste.befehle), ["insert vorgaenge"]);
      assert.equal((erste.befehle[0]?.command as { documents: unknown[] }).documents.length, 1);
      const zweite = await geschrieben(() => legeVorgangAn(mfa(), anfrageId, dienste));
      assert.deepEqual(ziele(zweite.befehle), []);
      assert.deepEqual(zweite.wert, erste.wert);
      vorgangId = erste.wert.vorgang.id;
    });

    Object.entries(HANDLUNGEN).forEach(([aktion, handlung], stelle) => {
      it(`${aktion}: one update of one document; again with its anfrageId: none, and the first answer`, async () => {
        const ausfuehrung = { ...(await handlung()), anfrageId: randomUUID() };
        const erste = await geschrieben<Antwort>(() => fuehreAus(ausfuehrung, dienste));
        assert.deepEqual(ziele(erste.befehle), ["update vorgaenge"]);
        const { updates, writeConcern } = erste.befehle[0]?.command as { updates: Document[]; writeConcern: Document };
        assert.equal(updates.length, 1);
        assert.equal(updates[0]?.["multi"] ?? false, false);
        assert.deepEqual(updates[0]?.["q"], { _id: vorgangId, version: stelle + 1 });
        assert.deepEqual([writeConcern["w"], writeConcern["j"]], ["majority", true]);
        assert.equal(erste.wert.erledigt.version, stelle + 2);

        const zweite = await geschrieben<Antwort>(() => fuehreAus(ausfuehrung, dienste));
        assert.deepEqual(ziele(zweite.befehle), []);
        assert.deepEqual(zweite.wert.erledigt, erste.wert.erledigt);
      });
    });

    it("that one update holds status, version, data set, Protokoll, Meldungen, order and anfrageId", async () => {
      vorgangId = await bisZugewiesen(gateway, { versicherter: "renate", haus: "hand-und-herz", blanko: false });
      await speichereAngaben(gateway, vorgangId, { haus: "hand-und-herz", blanko: false });
      const anfrageId = randomUUID();
      const { befehle } = await geschrieben(() =>
        fuehreAus({ vorgangId, akteur: elena(), auftrag: { aktion: "einreichen" }, anfrageId }, dienste),
      );
      const { u } = (befehle[0]?.command as { updates: { u: { $set: Document; $push: Document } }[] }).updates[0] ?? {};
      assert.equal(u?.$set["status"], "ANTRAGSPRUEFUNG");
      assert.equal(u.$set["version"], 5);
      const angehaengt = (liste: string): readonly Document[] =>
        (u.$push[liste] as { $each: readonly Document[] }).$each;
      assert.deepEqual(
        angehaengt("protokoll").map(({ aktion }: Document) => aktion as unknown),
        ["einreichen"],
      );
      assert.deepEqual(
        angehaengt("meldungen").map(({ art, empfaenger }) => `${String(art)} ${(empfaenger as Teilnehmer).rolle}`),
        ["ALARM KOSTENTRAEGER", "INFORMATION VERSICHERTER", "INFORMATION VERORDNENDER"],
      );
      assert.deepEqual(
        angehaengt("ausgang").map(({ kanal, zustand }: Document) => [kanal, zustand] as unknown),
        [["KIM", "WARTET"]],
      );
      assert.deepEqual(
        angehaengt("anfragen").map(({ anfrageId: id }: Document) => id as unknown),
        [anfrageId],
      );
    });

    it("a refused command writes nothing", async () => {
      vorgangId = await bisZugewiesen(gateway);
      const { befehle } = await geschrieben(() =>
        assert.rejects(fuehreAus({ vorgangId, akteur: elena(), auftrag: { aktion: "einreichen" } }, dienste), {
          code: "BLANKO_FEHLT",
        }),
      );
      assert.deepEqual(ziele(befehle), []);
    });
  });

  describe("by the server's own record: the whole gateway over HTTP", () => {
    const profil = () => gateway.mongo.db.collection("system.profile");
    before(async () => {
      await ruhe(gateway);
      const schreibend = {
        $or: [{ op: { $in: ["insert", "update", "remove"] } }, { "command.findAndModify": { $exists: true } }],
      };
      await gateway.mongo.db.command({ profile: 1, filter: schreibend });
    });
    after(() => gateway.mongo.db.command({ profile: 0, filter: "unset" }));

    let gesehen = 0;
    /** Writes since the last call; those of the Versand advance an order and leave the `puls` of the transition alone. */
    const neue = async (): Promise<{ uebergaenge: readonly string[]; versand: number }> => {
      await ruhe(gateway);
      const alle = await profil().find().sort({ $natural: 1 }).toArray();
      const eintraege = alle.slice(gesehen);
      gesehen = alle.length;
      const uebergang = ({ op, command }: Document): boolean =>
        op === "insert" || (op === "update" && JSON.stringify(command).includes('"puls"'));
      const kurz = ({ op, ns }: Document): string => `${String(op)} ${String(ns).split(".").at(-1) ?? ""}`;
      return {
        uebergaenge: eintraege.filter(uebergang).map(kurz),
        // A claim that finds nothing due is asked as findAndModify, but writes nothing. The lease of the deadlines is no Vorgang.
        versand: eintraege
          .filter((eintrag) => !uebergang(eintrag) && eintrag["nModified"] !== 0)
          .map(kurz)
          .filter((eines) => !eines.endsWith(" leases")).length,
      };
    };

    it("each action of S1 is one write, repeated none; without an Alarm by KIM nobody else writes either", async () => {
      const zweimal = async (person: PersonId, aktion: Aktion, variablen: Variablen): Promise<Ergebnis> => {
        const mit = { ...variablen, anfrageId: randomUUID() };
        const erste = await tue(gateway, person, aktion, mit);
        assert.deepEqual(await tue(gateway, person, aktion, mit), erste);
        return erste;
      };
      const still = async (erwartet: string): Promise<void> =>
        assert.deepEqual(await neue(), { uebergaenge: [erwartet], versand: 0 });
      const laut = async (): Promise<void> => {
        const { uebergaenge, versand } = await neue();
        assert.deepEqual(uebergaenge, ["update vorgaenge"]);
        assert.ok(versand > 0);
      };

      const { vorgang } = await zweimal("mfa", "anlegen", {});
      const { id } = vorgang;
      await still("insert vorgaenge");
      const verordnung = await signiert(
        gateway,
        "aerztin",
        "verordnung",
        id,
        daten.verordnung("renate", true),
        "aerztin",
      );
      await zweimal("aerztin", "aktivieren", { vorgangId: id, signiert: verordnung });
      await still("update vorgaenge");
      const poppToken = await gateway.welt.leseKarte("renate", "hand-und-herz");
      await zweimal("daniel", "annehmen", { vorgangId: id, zugang: { poppToken } });
      await still("update vorgaenge");
      await speichereBlanko(gateway, id);
      await still("update vorgaenge");
      await speichereAngaben(gateway, id);
      await still("update vorgaenge");
      await zweimal("elena", "einreichen", { vorgangId: id });
      await laut();
      await zweimal("kasse", "entscheiden", { vorgangId: id, entscheidung: daten.entscheidung(true) });
      await laut();
    });
  });
});

describe("anfrageId over HTTP", function () {
  this.timeout(30_000);
  const gateway = testGateway("e2e-anfrage-id");
  const dokument = async (id: string): Promise<Document> => {
    const gefunden = await gateway.mongo.db.collection<{ _id: string }>("vorgaenge").findOne({ _id: id });
    assert.ok(gefunden !== null);
    return gefunden;
  };
  const protokoll = async (id: string): Promise<readonly string[]> =>
    ((await dokument(id))["protokoll"] as readonly { aktion: string }[]).map(({ aktion }) => aktion);

  it("the first answer comes again, also when the Vorgang has long moved on", async () => {
    const vorgangId = await bisOffen(gateway);
    const zugang = { poppToken: await gateway.welt.leseKarte("renate", "hand-und-herz") };
    const anfrage = { vorgangId, zugang, anfrageId: randomUUID() };
    const erste = await tue(gateway, "elena", "annehmen", anfrage);
    await speichereBlanko(gateway, vorgangId);
    const { vorgang, ...erledigt } = await tue(gateway, "elena", "annehmen", anfrage);
    const { vorgang: damals, ...damalsErledigt } = erste;
    assert.deepEqual(erledigt, damalsErledigt);
    // What was done is the first answer; the Vorgang beside it is shown as it is now.
    assert.deepEqual([damals.version, vorgang.version], [3, 4]);
    assert.deepEqual(await protokoll(vorgangId), ["anlegen", "aktivieren", "annehmen", "blankoverordnungSpeichern"]);
  });

  it("is not stopped by the version that the first answer has overtaken", async () => {
    const vorgangId = await bisZugewiesen(gateway, { versicherter: "renate", haus: "hand-und-herz", blanko: false });
    await speichereAngaben(gateway, vorgangId, { haus: "hand-und-herz", blanko: false });
    const anfrage = { vorgangId, version: 4, anfrageId: randomUUID() };
    const erste = await tue(gateway, "elena", "einreichen", anfrage);
    assert.deepEqual(await tue(gateway, "elena", "einreichen", anfrage), erste);
  });

  it("used for another action: ANFRAGE_WIDERSPRUCH, and nothing is done", async () => {
    const vorgangId = await bisOffen(gateway, { versicherter: "renate", haus: "hand-und-herz", blanko: false });
    const anfrageId = randomUUID();
    const zugang = { poppToken: await gateway.welt.leseKarte("renate", "hand-und-herz") };
    await tue(gateway, "elena", "annehmen", { vorgangId, zugang, anfrageId });
    await speichereAngaben(gateway, vorgangId, { haus: "hand-und-herz", blanko: false });
    const vorher = await dokument(vorgangId);
    const { extensions } = await versuche(gateway, "elena", "einreichen", { vorgangId, anfrageId });
    assert.equal(extensions.code, "ANFRAGE_WIDERSPRUCH");
    assert.deepEqual(await dokument(vorgangId), vorher);
    // The same id of somebody else is another request.
    await tue(gateway, "daniel", "einreichen", { vorgangId, anfrageId });
  });

  it("of anlegen used for an action on the new Vorgang: ANFRAGE_WIDERSPRUCH", async () => {
    const anfrageId = randomUUID();
    const { vorgang } = await tue(gateway, "aerztin", "anlegen", { anfrageId });
    const inhalt = daten.verordnung("renate", true);
    const cms = await signiert(gateway, "aerztin", "verordnung", vorgang.id, inhalt, "aerztin");
    const variablen = { vorgangId: vorgang.id, signiert: cms, anfrageId };
    const { extensions } = await versuche(gateway, "aerztin", "aktivieren", variablen);
    assert.equal(extensions.code, "ANFRAGE_WIDERSPRUCH");
  });

  it("that is no UUID is refused before anything is done", async () => {
    const vorher = await gateway.mongo.db.collection("vorgaenge").countDocuments();
    const { extensions } = await versuche(gateway, "mfa", "anlegen", { anfrageId: "1" });
    assert.equal(extensions.code, "ANFRAGE_UNGUELTIG");
    assert.equal(await gateway.mongo.db.collection("vorgaenge").countDocuments(), vorher);
  });

  describe("sent several times at once", () => {
    const MAL = 4;
    const zugleich = (person: PersonId, aktion: Aktion, variablen: Variablen): Promise<readonly Ergebnis[]> =>
      Promise.all(Array.from({ length: MAL }, () => tue(gateway, person, aktion, variablen)));
    const alleGleich = (ergebnisse: readonly Ergebnis[]): void => {
      assert.equal(ergebnisse.length, MAL);
      for (const ergebnis of ergebnisse) assert.deepEqual(ergebnis, ergebnisse[0]);
    };

    it("anlegen creates one Vorgang", async () => {
      const vorgaenge = gateway.mongo.db.collection("vorgaenge");
      const vorher = await vorgaenge.countDocuments();
      alleGleich(await zugleich("mfa", "anlegen", { anfrageId: randomUUID() }));
      assert.equal(await vorgaenge.countDocuments(), vorher + 1);
    });

    it("aktivieren happens once", async () => {
      const vorgangId = await bisInitialisiert(gateway);
      const inhalt = daten.verordnung("renate", true);
      const cms = await signiert(gateway, "aerztin", "verordnung", vorgangId, inhalt, "aerztin");
      alleGleich(await zugleich("aerztin", "aktivieren", { vorgangId, signiert: cms, anfrageId: randomUUID() }));
      assert.deepEqual(await protokoll(vorgangId), ["anlegen", "aktivieren"]);
      assert.equal(((await dokument(vorgangId))["datensaetze"] as unknown[]).length, 1);
    });

    it("entscheiden alerts once: one mail", async () => {
      const vorgangId = await bisAntragspruefung(gateway);
      await ruhe(gateway);
      const vorher = (await hole(gateway, "hand-und-herz")).length;
      alleGleich(
        await zugleich("kasse", "entscheiden", {
          vorgangId,
          entscheidung: daten.entscheidung(true),
          anfrageId: randomUUID(),
        }),
      );
      await ruhe(gateway);
      assert.equal((await hole(gateway, "hand-und-herz")).length, vorher + 1);
      assert.equal((await protokoll(vorgangId)).filter((aktion) => aktion === "entscheiden").length, 1);
    });

    it("without anfrageId only one of them accepts; the others learn why not", async () => {
      const vorgangId = await bisOffen(gateway);
      const zugang = { poppToken: await gateway.welt.leseKarte("renate", "hand-und-herz") };
      const fremd = { poppToken: await gateway.welt.leseKarte("renate", "integral") };
      const ergebnisse = await Promise.allSettled([
        tue(gateway, "elena", "annehmen", { vorgangId, zugang }),
        tue(gateway, "miriam", "annehmen", { vorgangId, zugang: fremd }),
      ]);
      assert.deepEqual(ergebnisse.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
      assert.deepEqual(await protokoll(vorgangId), ["anlegen", "aktivieren", "annehmen"]);
    });
  });
});
