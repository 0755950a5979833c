import assert from "node:assert/strict";
import { holePostfach } from "../../sandbox/clientmodul/postfach-holen.js";
import { POSTFACH_PASSWORT } from "../../sandbox/sandbox.js";
import { perChat, perMail } from "../../sandbox/szenario/andere-wege.js";
import { PER_MAIL_UND_CHAT } from "../../sandbox/szenario/ohne-portal.js";
import { spieleSzenario } from "../../sandbox/szenario/szenario.js";
import { KIM_PFLEGEDIENST, KIM_PRAXIS } from "../../sandbox/szenario/wege.js";
import { TIM_GATEWAY } from "../../sandbox/tim/konten.js";
import type { Messenger } from "../../sandbox/tim/messenger.js";
import type { Homeserver } from "../../sandbox/tim/synapse.js";
import { versionen } from "../../src/domain/hkp/vorgang.js";
import type { Vorgang } from "../../src/domain/hkp/vorgang.js";
import { MongoVorgangStore } from "../../src/store/vorgang-store.mongo.js";
import { testGateway } from "../helfer/gateway.js";
import { startePost } from "./postbuehne.js";
import type { Post } from "./postbuehne.js";
import { starteSynapse } from "./tim-buehne.js";

const SETZEN = `mutation($eingabe: EinstellungenEingabe!) { einstellungenSetzen(eingabe: $eingabe) { version } }`;

interface Ende {
  /** Subjects in the practice's mailbox, in order. */
  readonly praxispost: readonly string[];
  /** First lines of the Alarme that the Pflegedienst decrypted, in order. */
  readonly alarme: readonly string[];
  readonly status: Vorgang["status"];
  /** Versions of Verordnung, Blankoverordnung and Angaben. */
  readonly versionen: readonly [number, number, number];
  /** Who did what, as the Protokoll has it. */
  readonly taten: readonly string[];
}

const ANTWORT = "Antwort auf Ihre Nachricht zur häuslichen Krankenpflege";
const ARZT = "ARZT Dr. med. Claudia Sommer";
const PRAXIS = "MFA Hausarztpraxis Dr. Sommer";
const PD = "PFP Pflegedienst Hand & Herz";
const ELENA = "PFP Elena Fischer";
const KASSE = "SACHBEARBEITUNG Stefan Brandt";

/** Written by hand, beside what the scenario itself compares at each step. */
const AM_ENDE: Readonly<Record<string, Ende>> = {
  S1: {
    praxispost: [ANTWORT, ANTWORT],
    alarme: ["Leistungsentscheidung liegt vor"],
    status: "BESCHIEDEN",
    versionen: [1, 1, 1],
    taten: [
      `anlegen ${PRAXIS}`,
      `aktivieren ${ARZT}`,
      `annehmen ${PD}`,
      `blankoverordnungSpeichern ${ELENA}`,
      `angabenSpeichern ${ELENA}`,
      `einreichen ${PD}`,
      `entscheiden ${KASSE}`,
    ],
  },
  S6: {
    praxispost: [ANTWORT, ANTWORT],
    alarme: ["Verordnung zugewiesen"],
    status: "ZUGEWIESEN",
    versionen: [1, 0, 0],
    taten: [`anlegen ${PRAXIS}`, `aktivieren ${ARZT}`, "zuweisen VERSICHERTER Renate Berger", `annehmen ${PD}`],
  },
  S11: {
    praxispost: [ANTWORT, ANTWORT, "Korrekturanfrage zur Verordnung", ANTWORT],
    alarme: ["Korrekturanfrage beantwortet"],
    status: "ZUGEWIESEN",
    versionen: [2, 0, 0],
    taten: [
      `anlegen ${PRAXIS}`,
      `aktivieren ${ARZT}`,
      `annehmen ${PD}`,
      `korrekturAnfragen ${PD}`,
      `korrekturBeantworten ${ARZT}`,
    ],
  },
  S12: {
    praxispost: [ANTWORT, ANTWORT, "Korrekturanfrage des Kostenträgers", ANTWORT],
    alarme: ["Leistungsentscheidung liegt vor"],
    status: "BESCHIEDEN",
    versionen: [2, 0, 1],
    taten: [
      `anlegen ${PRAXIS}`,
      `aktivieren ${ARZT}`,
      `annehmen ${PD}`,
      `angabenSpeichern ${ELENA}`,
      `einreichen ${PD}`,
      `korrekturAnfragen ${KASSE}`,
      `korrekturBeantworten ${ARZT}`,
      `entscheiden ${KASSE}`,
    ],
  },
};

/** A scenario counts what lies in the mailboxes, so each has its own servers. */
for (const szenario of PER_MAIL_UND_CHAT)
  describe(`${szenario.name} with the practice by mail only and the Pflegedienst by chat only`, function () {
    this.timeout(300_000);
    let homeserver: Homeserver;
    let post: Post | undefined;
    let messenger: Messenger | undefined;
    before("Homeserver", async () => {
      homeserver = await starteSynapse();
    });
    const gateway = testGateway(
      `live_kanaele_${szenario.name}`,
      { TIM_INHALTE: "true" },
      {
        fachdienst: async (adressen) => {
          post = await startePost(adressen);
          return post.fachdienst;
        },
        get homeserver() {
          return homeserver;
        },
      },
    );
    after(async () => {
      await messenger?.schliesse();
      await post?.schliesse();
      await homeserver?.schliesse();
    });

    it("runs; every mail and every message arrived once, and the stored Vorgang says who acted", async () => {
      const { welt, betrieb, mongo } = gateway;
      // The house's administrator has set it once, before anybody works without a portal.
      const eingabe = { kanaele: ["TIM", "KIM"], alleInformationen: false, informationen: [], ruhezeiten: [] };
      await (await welt.als("elena")).frage(SETZEN, { eingabe });
      const chat = await perChat(welt, { homeserver: homeserver.url, gateway: TIM_GATEWAY }, "hand-und-herz");
      messenger = chat.messenger;
      const wege = { praxis: perMail(welt, betrieb.sandbox, "praxis"), "hand-und-herz": chat.weg };
      const ergebnis = await spieleSzenario(szenario, welt, () => undefined, wege);
      assert.deepEqual(ergebnis.abweichungen, []);

      const ende = AM_ENDE[szenario.name];
      assert.ok(ende !== undefined);
      const hole = (benutzer: string) =>
        holePostfach({
          host: "127.0.0.1",
          port: betrieb.sandbox.clientmodul.pop3Port,
          benutzer,
          passwort: POSTFACH_PASSWORT,
        });
      const praxispost = await hole(KIM_PRAXIS);
      assert.deepEqual(
        praxispost.map(({ mail }) => mail.subject),
        ende.praxispost,
      );
      for (const { mail } of praxispost)
        assert.equal(mail.headers.find(({ key }) => key === "x-kim-decryptionresult")?.value, "00");
      assert.deepEqual(await hole(KIM_PFLEGEDIENST), []);

      // One that was overtaken is edited to „erledigt“ some time later, which is no second one.
      const alarme = chat.messenger.gelesen.filter(
        ({ inhalt }) => "de.hkp-gateway.auftrag" in inhalt && !("m.new_content" in inhalt),
      );
      assert.deepEqual(
        alarme.map(({ text }) => text.split("\n")[0]),
        ende.alarme,
      );
      const id = ergebnis.schritte[0]?.vorgang ?? "";
      // All that tells of the Vorgang stands in its one room; the room that the Pflegedienst opened says only what was done.
      const imRaum = chat.messenger.gelesen.filter(({ absender, inhalt }) => {
        const buendel = JSON.stringify(inhalt["de.gematik.fhir.resource"] ?? null);
        return absender === TIM_GATEWAY && buendel.includes('"ServiceRequest"');
      });
      assert.equal(new Set(imRaum.map(({ raum }) => raum)).size, 1);
      assert.ok(imRaum.every(({ text }) => text.includes(id)));

      const vorgang = await new MongoVorgangStore(mongo.db).lade(id, { art: "ALLE" });
      assert.ok(vorgang !== null);
      assert.equal(vorgang.status, ende.status);
      assert.deepEqual(
        (["VERORDNUNG", "BLANKOVERORDNUNG", "ANGABEN"] as const).map((art) => versionen(vorgang, art).length),
        ende.versionen,
      );
      assert.deepEqual(
        vorgang.protokoll.map(({ aktion, wer }) => `${aktion} ${wer.person ?? wer.rolle} ${wer.name}`),
        ende.taten,
      );
    });
  });
