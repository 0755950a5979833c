import assert from "node:assert/strict";
import { betrieb } from "../helfer/akteure.js";
import { einTestserver } from "./helfer/ein-testserver.js";

const ZEIT = new Date("2026-03-02T11:00:00Z");
const GRUND = { code: "ZU_GROSS", text: "Die Nachricht ist zu groß." };
const ALLES = `lesung { begonnenAm beendetAm vollstaendig } fremde { dienstkennung anzahl } anzahlBeiseitegelegte
  beiseitegelegte { uid nachrichtId grund { code text } seit }
  antworten { id adresse zustand zustandSeit erstelltAm verfaelltAm versuche grund { code text } }`;

describe("API: the mailbox as BETRIEB sees it", () => {
  const t = einTestserver();
  const frage = (query: string) => t.server.als(betrieb())(query);

  it("was never read and holds nothing", async () => {
    const { data, errors } = await frage(`{ posteingang { ${ALLES} } }`);
    assert.equal(errors, undefined);
    assert.deepEqual(data, {
      posteingang: { lesung: null, fremde: [], anzahlBeiseitegelegte: 0, beiseitegelegte: [], antworten: [] },
    });
  });

  it("shows ids, codes and times: of mails set aside, foreign ones and answers, and nothing of what anybody wrote", async () => {
    const { post } = t.server;
    post.lage = {
      lesung: {
        begonnenAm: ZEIT,
        beendetAm: ZEIT,
        vollstaendig: true,
        fremde: [{ dienstkennung: "eAU;Lieferung;V1.0", anzahl: 3 }],
      },
      anzahlBeiseitegelegte: 251,
      beiseitegelegte: [{ uid: "u1", nachrichtId: null, grund: GRUND, seit: ZEIT }],
      antworten: [
        {
          id: "a1",
          kanal: "KIM",
          adresse: "praxis@kim.test",
          auf: "frage@praxis.test",
          bezuege: ["auftrag-1"],
          vorgangId: "163.100.000.000000001",
          inhalt: { text: "Dekubitus", buendel: null },
          erstelltAm: ZEIT,
          verfaelltAm: ZEIT,
          zustand: "UNZUSTELLBAR",
          zustandSeit: ZEIT,
          naechsterVersuch: null,
          versuche: 7,
          unbekannt: 0,
          nachrichtId: "<a1@hkp>",
          grund: GRUND,
          anspruch: null,
        },
      ],
    };
    const zeit = ZEIT.toISOString();
    const erwartet = {
      lesung: { begonnenAm: zeit, beendetAm: zeit, vollstaendig: true },
      fremde: [{ dienstkennung: "eAU;Lieferung;V1.0", anzahl: 3 }],
      anzahlBeiseitegelegte: 251,
      beiseitegelegte: [{ uid: "u1", nachrichtId: null, grund: GRUND, seit: zeit }],
      antworten: [
        {
          id: "a1",
          adresse: "praxis@kim.test",
          zustand: "UNZUSTELLBAR",
          zustandSeit: zeit,
          erstelltAm: zeit,
          verfaelltAm: zeit,
          versuche: 7,
          grund: GRUND,
        },
      ],
    };
    assert.deepEqual((await frage(`{ posteingang { ${ALLES} } }`)).data, { posteingang: erwartet });
    assert.deepEqual((await frage(`mutation { postAbholen { ${ALLES} } }`)).data, { postAbholen: erwartet });
    assert.deepEqual(post.aufrufe, ["holeAb"]);
  });

  it("a mail that was set aside is read again or deleted; any other is nobody's to touch", async () => {
    const { data } = await frage(`mutation {
      eins: postErneutLesen(uid: "u1") { uid wirdGelesen } zwei: postErneutLesen(uid: "u2") { uid wirdGelesen }
      drei: postVerwerfen(uid: "u1") { uid verworfen } vier: postVerwerfen(uid: "u2") { uid verworfen } }`);
    assert.deepEqual(data, {
      eins: { uid: "u1", wirdGelesen: true },
      zwei: { uid: "u2", wirdGelesen: false },
      drei: { uid: "u1", verworfen: true },
      vier: { uid: "u2", verworfen: false },
    });
  });

  it("an answer that was given up gets another go by the same mutation as a delivery", async () => {
    const { data } = await frage(`mutation {
      eins: zustellungWiederholen(id: "a1") { erneutEingeplant } zwei: zustellungWiederholen(id: "x") { erneutEingeplant } }`);
    assert.deepEqual(data, { eins: { erneutEingeplant: true }, zwei: { erneutEingeplant: false } });
  });

  it("what became of mails is counted by code for the metrics", async () => {
    t.server.postzahlen.set("AUSGEFUEHRT", 2).set("ABSENDER_UNBEKANNT", 1);
    const metriken = async () => (await fetch(`${t.server.basis}/metrics`)).text();
    assert.match(await metriken(), /hkp_posteingang_total\{ergebnis="AUSGEFUEHRT"\} 2\n/);
    t.server.postzahlen.set("AUSGEFUEHRT", 3);
    const danach = await metriken();
    assert.match(danach, /hkp_posteingang_total\{ergebnis="AUSGEFUEHRT"\} 3\n/);
    assert.match(danach, /hkp_posteingang_total\{ergebnis="ABSENDER_UNBEKANNT"\} 1\n/);
  });
});
