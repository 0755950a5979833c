import assert from "node:assert/strict";
import type { InstitutionId } from "../../sandbox/personen.js";
import { alsAnhang, alsSignierterAnhang, befehl } from "../../sandbox/befehl/befehl.js";
import { TIM_PASSWORT, timMxid } from "../../sandbox/tim/konten.js";
import type { Homeserver } from "../../sandbox/tim/synapse.js";
import { versionen } from "../../src/domain/hkp/vorgang.js";
import type { Vorgang } from "../../src/domain/hkp/vorgang.js";
import type { Anhang } from "../../src/domain/ports/eingang.js";
import { MongoVorgangStore } from "../../src/store/vorgang-store.mongo.js";
import { angaben, blankoverordnung, TELEMATIK_ID } from "../e2e/daten.js";
import { bisOffen, signiert, tue } from "../e2e/handlungen.js";
import { als } from "../e2e/portal.js";
import { testGateway } from "../helfer/gateway.js";
import { starteSynapse } from "./tim-buehne.js";
import { timKonfig } from "./tim-leser.js";
import { TimPerson } from "./tim-person.js";
import type { Gesehenes } from "./tim-person.js";

const SETZEN = `mutation($eingabe: EinstellungenEingabe!) { einstellungenSetzen(eingabe: $eingabe) { version } }`;
const ANFRAGEN = `mutation($vorgangId: ID!, $pflegedienst: String!) {
  verfuegbarkeitAnfragen(vorgangId: $vorgangId, pflegedienst: $pflegedienst) { status } }`;
const HERZ = TELEMATIK_ID["hand-und-herz"];

/** The whole gateway; the Pflegedienst has a Matrix client and nothing else. */
describe("A Pflegedienst that works in its rooms only", function () {
  this.timeout(600_000);
  let server: Homeserver;
  let haus: TimPerson;
  before(async () => {
    server = await starteSynapse();
  });
  const gateway = testGateway(
    "live-tim-befehle",
    {},
    {
      get homeserver() {
        return server;
      },
    },
  );
  before(async () => {
    haus = await TimPerson.oeffne(timKonfig(server.url, timMxid("hand-und-herz"), TIM_PASSWORT));
    const eingabe = { kanaele: ["TIM"], alleInformationen: false, informationen: [], ruhezeiten: [] };
    await (await als(gateway, "elena")).frage(SETZEN, { eingabe });
  });
  after(async () => {
    await haus?.schliesse();
    await server?.schliesse();
  });

  const stand = async (id: string): Promise<Vorgang> => {
    const vorgang = await new MongoVorgangStore(gateway.mongo.db).lade(id, { art: "ALLE" });
    assert.ok(vorgang !== null);
    return vorgang;
  };
  /** The message about this Vorgang with this subject. */
  const alarm = (id: string, betreff: string): Promise<Gesehenes> =>
    haus.warte(({ text }) => text.startsWith(`${betreff}\n`) && text.includes(id));
  const sage = async (raum: string, text: string): Promise<string> =>
    (await haus.antwortAuf(await haus.schreibe(raum, text))).text;
  const sendeDatei = async (raum: string, anhang: Anhang): Promise<Gesehenes> =>
    haus.antwortAuf(await haus.sendeDatei(raum, anhang));
  const zugewiesen = async (): Promise<{ readonly id: string; readonly raum: string }> => {
    const id = await bisOffen(gateway);
    await tue(gateway, "renate", "zuweisen", { vorgangId: id, pflegedienst: HERZ });
    return { id, raum: (await alarm(id, "Verordnung zugewiesen")).raum };
  };

  it("accepts by !annehmen and !ja, sends the signed Blankoverordnung and Angaben as files, and submits", async () => {
    const { id, raum } = await zugewiesen();
    assert.match((await alarm(id, "Verordnung zugewiesen")).text, /!hilfe zeigt, was Sie hier im Raum tun können\./);
    const hilfe = await sage(raum, "!hilfe");
    assert.match(hilfe, /!annehmen – die zugewiesene Verordnung verbindlich annehmen/);
    assert.match(await sage(raum, "!Annehmen"), /^Sie nehmen die Verordnung verbindlich an\./);
    assert.equal((await stand(id)).status, "OFFEN");
    assert.match(await sage(raum, "!ja"), /^Sie haben die Verordnung angenommen\./);
    const angenommen = await stand(id);
    assert.deepEqual([angenommen.status, angenommen.pflegedienst?.kennung], ["ZUGEWIESEN", HERZ]);
    assert.deepEqual(
      [angenommen.protokoll.at(-1)?.aktion, angenommen.protokoll.at(-1)?.wer.kennung],
      ["annehmen", HERZ],
    );

    const haus1: InstitutionId = "hand-und-herz";
    const blanko = await signiert(gateway, "elena", "blankoverordnung", id, blankoverordnung(haus1), haus1);
    const person = {
      name: "person",
      teile: [
        { name: "name", text: "Elena Fischer" },
        { name: "lbnr", text: "100000023" },
        { name: "qualifikation", text: "BLANKOVERORDNUNG" },
      ],
    };
    const mitBlanko = befehl(haus1, "blankoverordnungSpeichern", {
      verordnungsId: id,
      parameter: [person],
      signiert: Buffer.from(blanko, "base64"),
    });
    const karte = gateway.betrieb.sandbox.karten.karte(haus1);
    const angenommene = await sendeDatei(raum, alsSignierterAnhang(karte, mitBlanko));
    assert.match(angenommene.text, /^Ihr Befehl „Blankoverordnung speichern“ wurde ausgeführt\./);
    assert.ok("de.gematik.fhir.resource" in angenommene.inhalt, "for the sender's system");

    const angabenCms = Buffer.from(
      await signiert(gateway, "elena", "angaben", id, angaben(haus1, true), haus1),
      "base64",
    );
    const ohneSignatur = await sendeDatei(raum, alsAnhang(befehl(haus1, "angabenSpeichern", { verordnungsId: id })));
    assert.match(ohneSignatur.text, /^Ihre Nachricht wurde nicht ausgeführt\./);
    await sendeDatei(raum, alsAnhang(befehl(haus1, "angabenSpeichern", { verordnungsId: id, signiert: angabenCms })));
    const vollstaendig = await stand(id);
    assert.equal(versionen(vollstaendig, "BLANKOVERORDNUNG").length, 1);
    assert.equal(versionen(vollstaendig, "ANGABEN").length, 1);

    assert.match(await sage(raum, "!einreichen"), /^Sie reichen die Verordnung mit Ihren Angaben/);
    await haus.reagiere(raum, haus.gesehen.findLast(({ antwortAuf }) => antwortAuf !== null)?.ereignisId ?? "", "✅");
    await haus.warte(({ text }) => text === "Sie haben die Verordnung beim Kostenträger eingereicht.");
    assert.equal((await stand(id)).status, "ANTRAGSPRUEFUNG");
    assert.match(
      await sage(raum, "!status"),
      /beim Kostenträger zur Prüfung\.\nAls Nächstes am Zug: der Kostenträger\./,
    );
  });

  it("answers an unverbindliche Anfrage and later declines the Zuweisung with its reason", async () => {
    const id = await bisOffen(gateway);
    await (await als(gateway, "renate")).frage(ANFRAGEN, { vorgangId: id, pflegedienst: HERZ });
    const { raum } = await haus.warte(({ text }) => text.includes(id));
    await sage(raum, "!verfügbar ab Montag");
    await sage(raum, "!ja");
    const [anfrage] = (await stand(id)).verfuegbarkeitsanfragen;
    assert.deepEqual([anfrage?.zustand, anfrage?.antwort], ["VERFUEGBAR", "ab Montag"]);
    await tue(gateway, "renate", "zuweisen", { vorgangId: id, pflegedienst: HERZ });
    assert.equal((await alarm(id, "Verordnung zugewiesen")).raum, raum, "one room per Vorgang");
    await sage(raum, "!ablehnen Doch keine Kapazität");
    assert.match(await sage(raum, "!ja"), /^Sie haben die Zuweisung abgelehnt\./);
    const danach = await stand(id);
    assert.equal(danach.zuweisung, null);
    assert.equal(danach.meldungen.at(-1)?.hinweis, "Der Pflegedienst schreibt: Doch keine Kapazität");
    // No longer part of it: the room tells nothing more.
    assert.match(await sage(raum, "!status"), /^Befehle gelten in dem Raum, der zu einer Verordnung gehört/);
  });

  it("a reply goes to the author of what it answers, an edit of it does not count", async () => {
    const { id, raum } = await zugewiesen();
    await tue(gateway, "mfa", "nachrichtSchreiben", { vorgangId: id, an: ["PFLEGEDIENST"], text: "Ab wann?" });
    const frage = await alarm(id, "Neue Nachricht zum Vorgang");
    const antwort = await haus.antworte(raum, frage.ereignisId, "Ab Montag, 8 Uhr.");
    await haus.antwortAuf(antwort);
    const gespraech = async () =>
      versionen(await stand(id), "NACHRICHT").map(({ inhalt }) => [inhalt.absender.rolle, inhalt.an, inhalt.text]);
    const praxis = { rolle: "VERORDNENDER", kennung: TELEMATIK_ID.praxis };
    const erwartet = [
      ["VERORDNENDER", [{ rolle: "PFLEGEDIENST", kennung: HERZ }], "Ab wann?"],
      ["PFLEGEDIENST", [praxis], "Ab Montag, 8 Uhr."],
    ];
    assert.deepEqual(await gespraech(), erwartet);
    const geaendert = await haus.antwortAuf(await haus.aendere(raum, antwort, "Ab Dienstag."));
    assert.match(geaendert.text, /^Die Änderung wurde nicht übernommen/);
    const geloescht = await haus.antwortAuf(await haus.loesche(raum, antwort));
    assert.match(geloescht.text, /bleibt im Vorgang dokumentiert/);
    assert.deepEqual(await gespraech(), erwartet);
  });
});
