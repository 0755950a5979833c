import assert from "node:assert/strict";
import { testGateway } from "../helfer/gateway.js";
import { uhrAbJetzt } from "../helfer/uhr.js";
import { aeusseres, kopfUndFokus, lesbares, nachrichtIm } from "./brief.js";
import { BEGRUENDUNGEN, entscheidung, PERSONEN } from "./daten.js";
import { bisAntragspruefung, bisZugewiesen, speichereAngaben, tue } from "./handlungen.js";
import { als } from "./portal.js";
import { hole, ruhe, zustellungen } from "./postfaecher.js";
import type { Postfachname } from "./postfaecher.js";
import type { PersonId } from "../../sandbox/personen.js";

const SETZEN = `mutation($eingabe: EinstellungenEingabe!) { einstellungenSetzen(eingabe: $eingabe) { version } }`;
const VORGABE = { kanaele: ["KIM", "PORTAL"], alleInformationen: false, informationen: [], ruhezeiten: [] };
const KARL_HEINZ = { versicherter: "karl-heinz", haus: "integral", blanko: false } as const;

/** fachregeln.md section 4: what settings change, seen in the mailboxes. */
describe("Settings of the participants, over the API and into the mailboxes", function () {
  this.timeout(60_000);
  const uhr = uhrAbJetzt();
  const gateway = testGateway("e2e-einstellungen", {}, { uhr });

  const setze = async (person: PersonId, eingabe: object): Promise<void> => {
    await (await als(gateway, person)).frage(SETZEN, { eingabe: { ...VORGABE, ...eingabe } });
  };
  const alarmAnKasse = async (vorgangId: string) =>
    (await zustellungen(gateway)).find((eine) => eine.vorgangId === vorgangId && eine.ereignis === "EINGEREICHT");
  const betreffe = async (name: Postfachname): Promise<readonly (string | undefined)[]> =>
    (await hole(gateway, name)).map(({ mail }) => mail.subject);

  it("6.6.3 Arzt 4: no Information by default; then those that the practice asked for, and no others", async () => {
    const erster = await bisZugewiesen(gateway, KARL_HEINZ);
    await speichereAngaben(gateway, erster, KARL_HEINZ);
    await ruhe(gateway);
    assert.deepEqual(await betreffe("praxis"), []);

    await setze("mfa", { informationen: ["ANGABEN_GESPEICHERT"] });
    const zweiter = await bisZugewiesen(gateway, KARL_HEINZ);
    await speichereAngaben(gateway, zweiter, KARL_HEINZ);
    await ruhe(gateway);
    assert.deepEqual(await betreffe("praxis"), ["Angaben zur Leistungserbringung gespeichert"]);
    assert.deepEqual(await betreffe("integral"), []);

    const [brief] = await hole(gateway, "praxis");
    assert.ok(brief !== undefined);
    const { nachname, kvnr } = PERSONEN["karl-heinz"];
    for (const persoenlich of [nachname, kvnr, zweiter]) assert(!aeusseres(brief).includes(persoenlich));
    const text = brief.mail.text ?? "";
    assert(text.includes("Der Pflegedienst hat seine Angaben zur Leistungserbringung gespeichert."));
    assert(text.includes("Diese Nachricht dient nur Ihrer Information."));
    assert(text.includes(`Verordnungs-ID: ${zweiter}`));
    // As in the API: the practice reads Verordnung and Angaben.
    const { kopf, fokus } = kopfUndFokus(nachrichtIm(brief));
    assert.deepEqual((kopf["eventCoding"] as { code: string }).code, "ANGABEN_GESPEICHERT");
    assert.equal(fokus.length, 2);
  });

  it("6.7.3 Arzt 1: the decision, with the practice's own Begründung", async () => {
    await setze("aerztin", { informationen: ["ENTSCHIEDEN"] });
    const vorgangId = await bisAntragspruefung(gateway, KARL_HEINZ);
    await tue(gateway, "kasse", "entscheiden", { vorgangId, entscheidung: entscheidung(false) });
    await ruhe(gateway);
    const brief = (await hole(gateway, "praxis")).at(-1);
    assert.equal(brief?.mail.subject, "Leistungsentscheidung liegt vor");
    assert(brief.mail.text?.includes(`Begründung des Kostenträgers: ${BEGRUENDUNGEN.verordnender}`));
    assert(!brief.mail.text?.includes(BEGRUENDUNGEN.pflegedienst));
    assert.deepEqual(await betreffe("integral"), ["Leistungsentscheidung liegt vor"]);
  });

  it("PORTAL first: the Alarm is in the feed, and no mail goes out", async () => {
    const vorher = (await betreffe("kasse")).length;
    await setze("kasse", { kanaele: ["PORTAL", "KIM"] });
    uhr.vor(1_000);
    const vorgangId = await bisAntragspruefung(gateway, KARL_HEINZ);
    await ruhe(gateway);
    assert.equal((await betreffe("kasse")).length, vorher);
    const zustellung = await alarmAnKasse(vorgangId);
    assert.deepEqual([zustellung?.kanal, zustellung?.zustand], ["PORTAL", "ZUGESTELLT"]);
    const { meldungen } = await (
      await als(gateway, "kasse")
    ).frage<{ meldungen: { edges: { node: object }[] } }>(
      "{ meldungen(first: 1) { edges { node { art ereignis vorgangId } } } }",
    );
    assert.deepEqual(meldungen.edges, [{ node: { art: "ALARM", ereignis: "EINGEREICHT", vorgangId } }]);
  });

  it("Sammelmeldung: the Informationen of two Vorgänge in one mail at the chosen time, and nothing before", async () => {
    const vorher = (await betreffe("praxis")).length;
    // Not long: the card reader's proofs are of the real time.
    const um = new Date(uhr.jetzt().getTime() + 10 * 60_000);
    const zeit = new Intl.DateTimeFormat("de-DE", { timeStyle: "short", timeZone: "Europe/Berlin" }).format(um);
    await setze("mfa", { informationen: ["ANGABEN_GESPEICHERT"], sammelzeit: zeit });
    const vorgaenge: string[] = [];
    for (let anzahl = 0; anzahl < 2; anzahl++) {
      const vorgangId = await bisZugewiesen(gateway, KARL_HEINZ);
      await speichereAngaben(gateway, vorgangId, KARL_HEINZ);
      vorgaenge.push(vorgangId);
      uhr.vor(60_000);
    }
    const meine = async () =>
      (await zustellungen(gateway)).filter(
        ({ vorgangId, empfaengerRolle }) => vorgaenge.includes(vorgangId) && empfaengerRolle === "VERORDNENDER",
      );
    assert.deepEqual(
      (await meine()).map(({ zustand, versuche, ereignis }) => [zustand, versuche, ereignis]),
      vorgaenge.map(() => ["WARTET", 0, "ANGABEN_GESPEICHERT"]),
    );
    assert.equal((await betreffe("praxis")).length, vorher);

    uhr.vor(10 * 60_000);
    await ruhe(gateway);
    const [brief, ...weitere] = (await hole(gateway, "praxis")).slice(vorher);
    assert.ok(brief !== undefined);
    assert.deepEqual(weitere, []);
    assert.equal(brief.mail.subject, "Sammelmeldung: Informationen zu Verordnungen häuslicher Krankenpflege");
    const zeilen = (brief.mail.text ?? "").split(/\r?\n/).filter((zeile) => zeile.startsWith("- "));
    assert.equal(zeilen.length, 2);
    for (const [stelle, id] of vorgaenge.entries())
      assert.match(
        zeilen[stelle] ?? "",
        new RegExp(
          `Uhr, Verordnungs-ID ${id}: Der Pflegedienst hat seine Angaben zur Leistungserbringung gespeichert\\.$`,
        ),
      );
    const { nachname, kvnr } = PERSONEN["karl-heinz"];
    for (const persoenlich of [nachname, kvnr]) assert(!lesbares(brief).includes(persoenlich));
    for (const id of vorgaenge) assert(!aeusseres(brief).includes(id));
    assert.deepEqual(kopfUndFokus(nachrichtIm(brief)).fokus, []);
    assert.deepEqual(
      (await meine()).map(({ zustand, nachrichtId }) => [zustand, nachrichtId]),
      vorgaenge.map(() => ["ZUGESTELLT", brief.mail.messageId]),
    );
  });

  it("quiet hours: the Alarm waits for their end and then goes out once; later settings do not move it", async () => {
    const vorher = (await betreffe("kasse")).length;
    const deutscherTag = new Intl.DateTimeFormat("de-DE", { weekday: "long", timeZone: "Europe/Berlin" });
    const heute = deutscherTag.format(uhr.jetzt()).toUpperCase();
    await setze("kasse", { ruhezeiten: [{ von: "00:00", bis: "00:00", wochentage: [heute] }] });
    const vorgangId = await bisAntragspruefung(gateway, KARL_HEINZ);
    await setze("kasse", {});

    const wartend = await alarmAnKasse(vorgangId);
    assert.deepEqual([wartend?.kanal, wartend?.zustand, wartend?.versuche], ["KIM", "WARTET", 0]);
    assert.equal((await betreffe("kasse")).length, vorher);

    // The longest day has 25 hours; what is due is looked for every 5 s.
    uhr.vor(25 * 3_600_000);
    await ruhe(gateway);
    assert.equal((await betreffe("kasse")).length, vorher + 1);
    const danach = await alarmAnKasse(vorgangId);
    assert.deepEqual([danach?.id, danach?.zustand, danach?.versuche], [wartend?.id, "ZUGESTELLT", 1]);
  });
});
