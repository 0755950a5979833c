import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { bearbeite } from "../../src/app/versand.js";
import type { Versandteile } from "../../src/app/versand.js";
import { VERSANDPLAN_VORGABE } from "../../src/app/versandplan.js";
import type { Sendeauftrag } from "../../src/domain/hkp/sendeauftrag.js";
import type { Sendung, Urteil, Zustelladapter } from "../../src/domain/ports/zustellung.js";
import { MongoAusgang } from "../../src/store/ausgang.mongo.js";
import { erzeugeIndizes } from "../../src/store/indizes.js";
import { MongoVorgangStore } from "../../src/store/vorgang-store.mongo.js";
import { testDatenbank } from "../helfer/mongo.js";
import { auftrag, offenerVorgang, um } from "../store/beispiele.js";
import { buehne, GEFUNDEN } from "./versandteile.js";

const GRUND = { code: "X", text: "Grund" };
const MXID = "@kasse:tim.test";

/** The Versand with a real outbox and two channels that answer as they are told. */
describe("Kanalersatz im Versand", () => {
  const mongo = testDatenbank("kanalersatz");
  before(() => erzeugeIndizes(mongo.db));

  interface Lauf {
    readonly urteile: Partial<Record<"KIM" | "TIM", Urteil>>;
    /** The directory names no KIM address. */
    readonly ohneKim?: boolean;
    readonly auftrag?: Partial<Sendeauftrag>;
  }

  /** Handles what is due until nothing is; a minute passes with each order. */
  async function laufe({ urteile, ohneKim = false, auftrag: felder = {} }: Lauf) {
    await mongo.db.collection("vorgaenge").deleteMany({});
    const store = new MongoVorgangStore(mongo.db);
    const ersatzkanaele = [{ kanal: "TIM", auftragId: randomUUID() }] as const;
    const vorgang = offenerVorgang({ alarmstand: 1, ausgang: [auftrag({ ersatzkanaele, ...felder })] });
    await store.legeAn(vorgang);

    const gesendet: (readonly [string, string])[] = [];
    const adapter = (kanal: "KIM" | "TIM"): Zustelladapter => ({
      kanal,
      nachrichtId: (id) => `${kanal}-${id}`,
      async sende({ auftragId, adresse }: Sendung) {
        gesendet.push([kanal, adresse]);
        return urteile[kanal] ?? { art: "uebergeben", nachrichtId: `${kanal}-${auftragId}` };
      },
      pruefe: () => Promise.resolve(true),
      schliesse: () => Promise.resolve(),
    });
    assert.ok(GEFUNDEN.art === "gefunden");
    const { eintrag } = GEFUNDEN;
    const gefunden = {
      art: "gefunden",
      eintrag: { ...eintrag, tim: { mxid: MXID }, ...(ohneKim ? { kim: null } : {}) },
    };
    const ausgang = new MongoAusgang(mongo.db, { neueId: randomUUID });
    let jetzt = um(0);
    const grundteile = buehne().teile;
    const teile: Versandteile = {
      ...grundteile,
      ausgang,
      verzeichnis: { finde: () => Promise.resolve(gefunden as never) },
      adapter: new Map([
        ["KIM", adapter("KIM")],
        ["TIM", adapter("TIM")],
      ]),
      baueSendung: (beanspruchter, empfaenger) => ({
        ...grundteile.baueSendung(beanspruchter, empfaenger),
        adresse: (beanspruchter.auftrag.kanal === "KIM" ? empfaenger.kim?.adresse : MXID) ?? "",
      }),
      uhr: { jetzt: () => jetzt },
      plan: { ...VERSANDPLAN_VORGABE, aufgebenNachMs: 3_600_000 },
    };
    for (let schritte = 0; schritte < 200; schritte++) {
      const beanspruchter = await ausgang.beanspruche(["KIM", "TIM"], jetzt, 60_000);
      if (beanspruchter !== null) await bearbeite(beanspruchter, teile, new AbortController().signal);
      jetzt = new Date(jetzt.getTime() + 60_000);
    }
    const danach = await store.lade(vorgang.id, { art: "ALLE" });
    const stand = danach?.ausgang.map(({ kanal, zustand }) => `${kanal} ${zustand}`);
    return { gesendet, stand, ausgang: danach?.ausgang ?? [] };
  }
  const ABGELEHNT: Urteil = { art: "abgelehnt", grund: GRUND };
  const SPAETER: Urteil = { art: "spaeter", grund: GRUND };

  it("der erste Kanal nimmt an: der zweite wird nie betreten", async () => {
    const { gesendet, stand } = await laufe({ urteile: {} });
    assert.deepEqual(gesendet, [["KIM", "kasse@kim.test"]]);
    assert.deepEqual(stand, ["KIM UEBERGEBEN"]);
  });

  it("endgültig abgelehnt: über den zweiten, unter eigener Kennung", async () => {
    const { gesendet, stand, ausgang } = await laufe({ urteile: { KIM: ABGELEHNT } });
    assert.deepEqual(gesendet, [
      ["KIM", "kasse@kim.test"],
      ["TIM", MXID],
    ]);
    assert.deepEqual(stand, ["KIM UNZUSTELLBAR", "TIM UEBERGEBEN"]);
    const [erster, ersatz] = ausgang;
    assert.equal(ersatz?.nachrichtId, `TIM-${erster?.ersatzkanaele?.[0]?.auftragId}`);
    assert.equal(ersatz?.meldungId, erster?.meldungId);
  });

  it("keine KIM-Adresse mehr im Verzeichnisdienst: ebenso, ohne KIM zu betreten", async () => {
    const { gesendet, stand } = await laufe({ urteile: {}, ohneKim: true });
    assert.deepEqual(gesendet, [["TIM", MXID]]);
    assert.deepEqual(stand, ["KIM UNZUSTELLBAR", "TIM UEBERGEBEN"]);
  });

  it("nach langer Störung aufgegeben: der zweite Kanal bekommt seine eigene Zeit", async () => {
    const { gesendet, stand } = await laufe({ urteile: { KIM: SPAETER, TIM: SPAETER } });
    assert.deepEqual(stand, ["KIM UNZUSTELLBAR", "TIM UNZUSTELLBAR"]);
    const versuche = (kanal: string): number => gesendet.filter(([einer]) => einer === kanal).length;
    assert.equal(versuche("TIM"), versuche("KIM"));
  });

  it("auch der letzte lehnt ab: beide bleiben zu sehen, nichts weiter entsteht", async () => {
    const { gesendet, stand } = await laufe({ urteile: { KIM: ABGELEHNT, TIM: ABGELEHNT } });
    assert.equal(gesendet.length, 2);
    assert.deepEqual(stand, ["KIM UNZUSTELLBAR", "TIM UNZUSTELLBAR"]);
  });

  it("unbekannt ausgegangen, auch zweimal: kein zweiter Kanal", async () => {
    const { gesendet, stand } = await laufe({ urteile: { KIM: { art: "unbekannt", grund: GRUND, nachrichtId: "m" } } });
    assert.deepEqual(
      gesendet.map(([kanal]) => kanal),
      ["KIM", "KIM"],
    );
    assert.deepEqual(stand, ["KIM UNBEKANNT"]);
  });

  it("ein Auftrag von früher, der keine weiteren Kanäle kennt: unzustellbar wie bisher", async () => {
    const { stand } = await laufe({ urteile: { KIM: ABGELEHNT }, auftrag: { ersatzkanaele: [] } });
    assert.deepEqual(stand, ["KIM UNZUSTELLBAR"]);
  });
});
