import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { alsAnhang, alsCms, befehl } from "../../sandbox/befehl/befehl.js";
import type { Postfachnachricht } from "../../sandbox/clientmodul/clientmodul.js";
import type { PersonId } from "../../sandbox/personen.js";
import type { Aktion } from "../../src/domain/hkp/status.js";
import { warteBis } from "../absturz/warte-bis.js";
import { testGateway } from "../helfer/gateway.js";
import { kopfzeilen } from "./brief.js";
import { TELEMATIK_ID, verordnung } from "./daten.js";
import { bisOffen, bisZugewiesen, tue, vorlage } from "./handlungen.js";
import { legeVon, schreibe } from "./mailprogramm.js";
import { als } from "./portal.js";
import { hole, ruhe } from "./postfaecher.js";
import type { Postfachname } from "./postfaecher.js";

const POSTEINGANG = `{ posteingang { lesung { vollstaendig } fremde { dienstkennung anzahl } anzahlBeiseitegelegte
  beiseitegelegte { uid nachrichtId grund { code } } antworten { adresse zustand grund { code } } } }`;

interface Stand {
  readonly lesung: { readonly vollstaendig: boolean } | null;
  readonly fremde: readonly { readonly dienstkennung: string; readonly anzahl: number }[];
  readonly anzahlBeiseitegelegte: number;
  readonly beiseitegelegte: readonly { uid: string; nachrichtId: string | null; grund: { code: string } }[];
  readonly antworten: readonly { adresse: string; zustand: string; grund: { code: string } | null }[];
}

describe("answers by mail, over SMTP, POP3 and the whole gateway", function () {
  this.timeout(60_000);
  const gateway = testGateway("e2e-antwortmails", { NACHWEIS_INTERVALL_MS: "100", VERSAND_ERSTE_RUECKKEHR_MS: "200" });

  async function stand(): Promise<Stand> {
    return (await (await als(gateway, "betrieb")).frage<{ posteingang: Stand }>(POSTEINGANG)).posteingang;
  }
  /** Everything that lies in the gateway's mailbox has been read. */
  async function gelesen(liegen = 0): Promise<void> {
    await warteBis("the mailbox is read", async () => (await hole(gateway, "gateway")).length === liegen);
    await warteBis("answers are sent", async () => {
      const offene = { naechsterVersuch: { $ne: null } };
      return (await gateway.mongo.db.collection("antwortpost").countDocuments(offene)) === 0;
    });
  }
  const letzter = async (name: Postfachname): Promise<Postfachnachricht> =>
    (await hole(gateway, name)).at(-1) ?? assert.fail(`nothing in ${name}`);
  async function status(person: PersonId, id: string): Promise<{ status: string; version: number }> {
    const frage = "query($id: ID!) { vorgang(id: $id) { status version } }";
    return (await (await als(gateway, person)).frage<{ vorgang: { status: string; version: number } }>(frage, { id }))
      .vorgang;
  }
  async function nachrichten(person: PersonId, id: string): Promise<readonly string[]> {
    const frage = "query($id: ID!) { vorgang(id: $id) { nachrichten { text von { rolle } } } }";
    const { vorgang } = await (
      await als(gateway, person)
    ).frage<{ vorgang: { nachrichten: readonly { text: string; von: { rolle: string } }[] } }>(frage, { id });
    return vorgang.nachrichten.map(({ text, von }) => `${von.rolle}: ${text}`);
  }
  const anhang = (
    von: "praxis" | "hand-und-herz",
    aktion: Aktion,
    verordnungsId: string | null,
    teil: Partial<Parameters<typeof befehl>[2]> = {},
  ) => alsAnhang(befehl(von, aktion, { ...(verordnungsId === null ? {} : { verordnungsId }), ...teil }));

  async function zugewieseneAn(haus: "hand-und-herz"): Promise<{ id: string; brief: Postfachnachricht }> {
    const id = await bisOffen(gateway);
    await tue(gateway, "renate", "zuweisen", { vorgangId: id, pflegedienst: TELEMATIK_ID[haus] });
    await ruhe(gateway);
    return { id, brief: await letzter(haus) };
  }

  it("a Pflegedienst accepts by mail: carried out, answered in its thread, marked as automatic, and the mailbox is empty", async () => {
    const { id, brief } = await zugewieseneAn("hand-und-herz");
    const nachrichtId = `${randomUUID()}@hand-und-herz.test`;
    const mail = { text: "", auf: brief, id: nachrichtId, anhaenge: [anhang("hand-und-herz", "annehmen", id)] };
    const vorher = (await hole(gateway, "hand-und-herz")).length;
    await schreibe(gateway, "hand-und-herz", mail);
    await gelesen();
    await ruhe(gateway);
    assert.equal((await status("elena", id)).status, "ZUGEWIESEN");
    const [antwort, ...weitere] = (await hole(gateway, "hand-und-herz")).slice(vorher);
    assert.deepEqual(weitere, []);
    assert.ok(antwort !== undefined);
    assert.equal(antwort.mail.inReplyTo, `<${nachrichtId}>`);
    assert.deepEqual(kopfzeilen(antwort, "Auto-Submitted"), ["auto-replied"]);
    assert.deepEqual(kopfzeilen(antwort, "X-KIM-Dienstkennung"), ["eVO-HKP;Antwort;V0.9"]);
    // What was handed over is nowhere any more.
    const dokument = await gateway.mongo.db.collection("antwortpost").findOne({ auf: nachrichtId });
    assert.equal(dokument?.["inhalt"], null);
  });

  it("a Pflegedienst declines by mail", async () => {
    const { id, brief } = await zugewieseneAn("hand-und-herz");
    const teil = { parameter: [{ name: "grund", text: "Keine freien Plätze" }] };
    await schreibe(gateway, "hand-und-herz", {
      text: "",
      auf: brief,
      anhaenge: [anhang("hand-und-herz", "zuweisungAblehnen", id, teil)],
    });
    await gelesen();
    const { status: danach } = await status("renate", id);
    assert.equal(danach, "OFFEN");
    const { errors } = await (
      await als(gateway, "elena")
    ).sende("query($id: ID!) { vorgang(id: $id) { status } }", { id });
    assert.equal(errors?.[0]?.extensions.code, "VORGANG_UNBEKANNT");
  });

  it("words go into the conversation, once, without the quotation, and alarm the other side", async () => {
    const id = await bisZugewiesen(gateway);
    await tue(gateway, "elena", "nachrichtSchreiben", { vorgangId: id, an: ["VERORDNENDER"], text: "Silikon?" });
    await ruhe(gateway);
    const brief = await letzter("praxis");
    const vorher = (await hole(gateway, "hand-und-herz")).length;
    const mail = { text: "Ja, bitte wechseln Sie ab morgen.", auf: brief, id: `${randomUUID()}@praxis.test` };
    // Delivered twice, as a Fachdienst may do.
    await schreibe(gateway, "praxis", mail);
    await schreibe(gateway, "praxis", mail);
    await gelesen();
    await ruhe(gateway);
    assert.deepEqual(await nachrichten("elena", id), [
      "PFLEGEDIENST: Silikon?",
      "VERORDNENDER: Ja, bitte wechseln Sie ab morgen.",
    ]);
    const [alarm, ...weitere] = (await hole(gateway, "hand-und-herz")).slice(vorher);
    assert.deepEqual(weitere, []);
    assert.match(alarm?.mail.text ?? "", /> Ja, bitte wechseln Sie ab morgen\./);
    assert.match(alarm?.mail.text ?? "", /Antworten Sie auf diese Nachricht/);
  });

  it("a practice answers a Korrektur by mail, with a new signed version", async () => {
    const id = await bisZugewiesen(gateway);
    const haeufigkeit = { anzahl: 1, je: "TAG" };
    const pfad = "leistungen[leistung-medikamente].haeufigkeit";
    await (
      await als(gateway, "elena")
    ).frage(
      `mutation($id: ID!, $vorschlag: KorrekturvorschlagEingabe!) {
        korrekturAnfragen(vorgangId: $id, vorschlag: $vorschlag) { status } }`,
      {
        id,
        vorschlag: {
          zuVersion: 1,
          aenderungen: [{ art: "AENDERN", pfad, haeufigkeit, begruendung: "Morgens genügt" }],
        },
      },
    );
    await ruhe(gateway);
    const brief = await letzter("praxis");
    const { korrektur } = (
      await (
        await als(gateway, "mfa")
      ).frage<{ vorgang: { korrektur: { aenderungen: readonly { id: string }[] } } }>(
        "query($id: ID!) { vorgang(id: $id) { korrektur { aenderungen { id } } } }",
        { id },
      )
    ).vorgang;
    const inhalt = verordnung("renate", true);
    const leistungen = inhalt.leistungen.map((eine) =>
      eine.id === "leistung-medikamente" ? { ...eine, haeufigkeit } : eine,
    );
    const bytes = await vorlage(gateway, "aerztin", "verordnung", id, { ...inhalt, leistungen });
    const cms = Buffer.from(gateway.welt.signiert("aerztin", bytes), "base64");
    const antwort = {
      name: "antwort",
      teile: [
        { name: "aenderungId", text: korrektur.aenderungen[0]?.id ?? "" },
        { name: "ergebnis", text: "AUFGENOMMEN" },
      ],
    };
    await schreibe(gateway, "praxis", {
      text: "",
      auf: brief,
      anhaenge: [anhang("praxis", "korrekturBeantworten", id, { parameter: [antwort] }), alsCms(new Uint8Array(cms))],
    });
    await gelesen();
    assert.equal((await status("elena", id)).status, "ZUGEWIESEN");
    await ruhe(gateway);
    assert.match((await letzter("hand-und-herz")).mail.subject ?? "", /Korrektur/);
  });

  it("what cannot be carried out is refused in plain words, once an hour; the next one is set aside and can be read again", async () => {
    const id = await bisOffen(gateway);
    await ruhe(gateway);
    const vorher = (await hole(gateway, "integral")).length;
    const mail = (nummer: number) => ({
      text: "",
      id: `${nummer}-${id}@integral.test`,
      anhaenge: [alsAnhang(befehl("integral", "zurueckgeben", { verordnungsId: id }))],
    });
    await schreibe(gateway, "integral", mail(1));
    await gelesen(0);
    await schreibe(gateway, "integral", mail(2));
    await warteBis("set aside", async () => (await stand()).anzahlBeiseitegelegte === 1);
    await ruheDerPost(vorher + 1);
    const [antwort, ...weitere] = (await hole(gateway, "integral")).slice(vorher);
    assert.deepEqual(weitere, []);
    assert.match(antwort?.mail.text ?? "", /Ihre Nachricht wurde nicht ausgeführt/);
    assert.match(antwort?.mail.text ?? "", /Mehr als eine solche Antwort je Stunde/);
    assert.equal(antwort?.mail.inReplyTo, `<1-${id}@integral.test>`);
    const [liegende] = (await stand()).beiseitegelegte;
    assert.deepEqual([liegende?.nachrichtId, liegende?.grund.code], [`2-${id}@integral.test`, "VORGANG_UNBEKANNT"]);

    const betrieb = await als(gateway, "betrieb");
    const uid = liegende?.uid ?? "";
    const { postErneutLesen } = await betrieb.frage<{ postErneutLesen: { wirdGelesen: boolean } }>(
      `mutation($uid: ID!) { postErneutLesen(uid: $uid) { wirdGelesen } }`,
      { uid },
    );
    assert.equal(postErneutLesen.wirdGelesen, true);
    await warteBis("set aside again", async () => (await stand()).anzahlBeiseitegelegte === 1);
    const { postVerwerfen } = await betrieb.frage<{ postVerwerfen: { verworfen: boolean } }>(
      `mutation($uid: ID!) { postVerwerfen(uid: $uid) { verworfen } }`,
      { uid },
    );
    assert.equal(postVerwerfen.verworfen, true);
    assert.deepEqual([await hole(gateway, "gateway"), (await stand()).beiseitegelegte], [[], []]);
    assert.equal((await status("mfa", id)).status, "OFFEN");
  });

  it("an unknown sender gets one explanation an hour; an answer that cannot be delivered is seen by BETRIEB", async () => {
    const von = "niemand@fremd.kim.telematik-test";
    for (const nummer of [1, 2, 3]) await legeVon(gateway, von, { text: "Guten Tag", id: `${nummer}@niemand.test` });
    await warteBis("two are set aside", async () => (await stand()).anzahlBeiseitegelegte === 2);
    await gelesen(2);
    await warteBis("the answer came back", async () => (await stand()).antworten.length === 1);
    const danach = await stand();
    assert.deepEqual(danach.beiseitegelegte.map(({ nachrichtId, grund }) => [nachrichtId, grund.code]).sort(), [
      ["2@niemand.test", "ABSENDER_UNBEKANNT"],
      ["3@niemand.test", "ABSENDER_UNBEKANNT"],
    ]);
    assert.deepEqual(
      danach.antworten.map(({ adresse, zustand, grund }) => [adresse, zustand, grund?.code]),
      [[von, "UNZUSTELLBAR", "KIM_4003"]],
    );
    await verwirfAlles();
  });

  it("an out-of-office notice is neither acted upon nor answered", async () => {
    const id = await bisZugewiesen(gateway);
    await tue(gateway, "elena", "nachrichtSchreiben", { vorgangId: id, an: ["VERORDNENDER"], text: "Hallo" });
    await ruhe(gateway);
    const vorher = (await hole(gateway, "praxis")).length;
    await schreibe(gateway, "praxis", {
      text: "Wir sind bis Montag nicht da.",
      auf: await letzter("praxis"),
      kopf: { "Auto-Submitted": "auto-replied" },
    });
    await warteBis("set aside", async () => (await stand()).anzahlBeiseitegelegte === 1);
    assert.equal((await stand()).beiseitegelegte[0]?.grund.code, "AUTOANTWORT");
    await gelesen(1);
    assert.deepEqual(await nachrichten("elena", id), ["PFLEGEDIENST: Hallo"]);
    assert.equal((await hole(gateway, "praxis")).length, vorher);
    await verwirfAlles();
  });

  it("a mail of another application stays untouched and is counted", async () => {
    const kopf = { "X-KIM-Dienstkennung": "eAU;Lieferung;V1.0" };
    await schreibe(gateway, "praxis", { text: "Arbeitsunfähigkeit", kopf });
    await warteBis("counted", async () => (await stand()).fremde.length === 1);
    assert.deepEqual((await stand()).fremde, [{ dienstkennung: "eAU;Lieferung;V1.0", anzahl: 1 }]);
    const [liegende] = await hole(gateway, "gateway");
    assert.match(liegende?.mail.text ?? "", /Arbeitsunfähigkeit/);
    assert.equal((await stand()).anzahlBeiseitegelegte, 0);
  });

  async function ruheDerPost(anzahl: number): Promise<void> {
    await warteBis("the answer is there", async () => (await hole(gateway, "integral")).length >= anzahl);
  }
  async function verwirfAlles(): Promise<void> {
    const betrieb = await als(gateway, "betrieb");
    for (const { uid } of (await stand()).beiseitegelegte)
      await betrieb.frage("mutation($uid: ID!) { postVerwerfen(uid: $uid) { verworfen } }", { uid });
    assert.equal((await stand()).anzahlBeiseitegelegte, 0);
  }
});
