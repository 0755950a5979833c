import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { FEHLER } from "../../src/domain/kern/fehler.js";
import type { Akteur } from "../../src/domain/kern/akteur.js";
import { arzt, elena, fremderArzt, mfa, renate, vertreterin } from "../helfer/akteure.js";
import { codes, testumgebung } from "./helfer/testserver.js";
import type { Testserver, Testumgebung } from "./helfer/testserver.js";

const FELDER = `kanaele angeboteneKanaele alarmeUeberAlleKanaele alleInformationen informationen ruhezeiten { von bis wochentage }
  dringendTrotzdem sammelzeit version geaendertAm`;
const LESEN = `{ einstellungen { ${FELDER} } }`;
const SETZEN = `mutation($eingabe: EinstellungenEingabe!, $anfrageId: UUID, $version: Int) {
  einstellungenSetzen(eingabe: $eingabe, anfrageId: $anfrageId, version: $version) { ${FELDER} } }`;

const EINGABE = {
  kanaele: ["TIM", "KIM", "PORTAL"],
  alarmeUeberAlleKanaele: true,
  alleInformationen: false,
  informationen: ["ENTSCHIEDEN", "BLANKOVERORDNUNG_GESPEICHERT"],
  ruhezeiten: [{ von: "20:00", bis: "07:00", wochentage: ["FREITAG"] }],
  dringendTrotzdem: false,
  sammelzeit: "17:30",
};
const VORGABE = {
  kanaele: ["KIM", "PORTAL"],
  angeboteneKanaele: ["KIM", "PORTAL"],
  alarmeUeberAlleKanaele: false,
  alleInformationen: false,
  informationen: [],
  ruhezeiten: [],
  dringendTrotzdem: true,
  sammelzeit: null,
  version: 0,
  geaendertAm: null,
};

describe("einstellungen, einstellungenSetzen [6.6.3 Arzt 4, 6.7.3 Arzt 1]", () => {
  let umgebung: Testumgebung;
  let server: Testserver;
  before(async () => {
    umgebung = await testumgebung();
  });
  beforeEach(async () => {
    server = await umgebung.starte();
  });
  afterEach(() => server.schliesse());
  after(() => umgebung.schliesse());

  const lies = async (akteur: Akteur): Promise<unknown> => {
    const { data, errors } = await server.als(akteur)(LESEN);
    assert.equal(errors, undefined);
    return (data as unknown as { einstellungen: unknown }).einstellungen;
  };
  const setze = async (akteur: Akteur, variablen: object): Promise<Record<string, unknown>> => {
    const { data, errors } = await server.als(akteur)(SETZEN, variablen as never);
    assert.equal(errors, undefined, JSON.stringify(errors));
    return (data as unknown as { einstellungenSetzen: Record<string, unknown> }).einstellungenSetzen;
  };

  it("the defaults: an institution by KIM, the insured person in the portal, no Information", async () => {
    assert.deepEqual(await lies(arzt()), VORGABE);
    assert.deepEqual(await lies(renate()), { ...VORGABE, kanaele: ["PORTAL"] });
  });

  it("belong to the institution: what the Ärztin sets, the MFA reads and changes; nobody else does", async () => {
    const gesetzt = await setze(arzt(), { eingabe: EINGABE });
    const { geaendertAm, ...werte } = gesetzt;
    assert.deepEqual(werte, { ...EINGABE, angeboteneKanaele: ["KIM", "PORTAL"], version: 1 });
    assert.match(String(geaendertAm), /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    assert.deepEqual(await lies(mfa()), gesetzt);
    for (const anderer of [fremderArzt(), elena()]) assert.deepEqual(await lies(anderer), VORGABE);
    assert.equal((await setze(mfa(), { eingabe: EINGABE, version: 1 }))["version"], 2);
  });

  it("the Vertreter sets them for the insured person", async () => {
    await setze(vertreterin(), { eingabe: { ...EINGABE, kanaele: ["TIM", "PORTAL"] } });
    assert.deepEqual(((await lies(renate())) as { kanaele: unknown }).kanaele, ["TIM", "PORTAL"]);
  });

  it("replaces as a whole; left out, urgent ones go out at night", async () => {
    await setze(arzt(), { eingabe: EINGABE });
    const eingabe = { kanaele: ["PORTAL"], alleInformationen: true, informationen: [], ruhezeiten: [] };
    const { geaendertAm: _, ...danach } = await setze(arzt(), { eingabe });
    assert.deepEqual(danach, {
      ...eingabe,
      angeboteneKanaele: ["KIM", "PORTAL"],
      alarmeUeberAlleKanaele: false,
      dringendTrotzdem: true,
      sammelzeit: null,
      version: 2,
    });
  });

  it("repeated with its anfrageId: the first answer, also after other changes", async () => {
    const anfrageId = randomUUID();
    const erste = await setze(arzt(), { eingabe: EINGABE, anfrageId });
    await setze(mfa(), { eingabe: { ...EINGABE, kanaele: ["KIM"] } });
    assert.deepEqual(await setze(arzt(), { eingabe: EINGABE, anfrageId, version: 0 }), erste);
    assert.equal(((await lies(arzt())) as { version: number }).version, 2);
  });

  it("another version than the one that was changed: EINSTELLUNGEN_GEAENDERT", async () => {
    await setze(arzt(), { eingabe: EINGABE, version: 0 });
    const antwort = await server.als(mfa())(SETZEN, { eingabe: EINGABE, version: 0 });
    assert.deepEqual(codes(antwort), ["EINSTELLUNGEN_GEAENDERT"]);
    assert.equal(antwort.errors?.[0]?.message, FEHLER.EINSTELLUNGEN_GEAENDERT);
    assert.deepEqual(antwort.errors?.[0]?.extensions.details, { erwartet: 0, vorhanden: 1 });
    assert.equal(((await lies(arzt())) as { version: number }).version, 1);
  });

  it("against the rules: EINSTELLUNGEN_UNGUELTIG with the paths, and nothing is stored", async () => {
    const eingabe = { ...EINGABE, kanaele: ["KIM"], ruhezeiten: [{ von: "25:00", bis: "07:00", wochentage: [] }] };
    const antwort = await server.als(renate())(SETZEN, { eingabe });
    assert.deepEqual(codes(antwort), ["EINSTELLUNGEN_UNGUELTIG"]);
    const { verstoesse } = antwort.errors?.[0]?.extensions.details as unknown as { verstoesse: { pfad: string }[] };
    assert.deepEqual(
      verstoesse.map(({ pfad }) => pfad),
      ["kanaele[0]", "ruhezeiten[0].von"],
    );
    assert.deepEqual(await lies(renate()), { ...VORGABE, kanaele: ["PORTAL"] });
  });

  it("a time in another form is no valid request", async () => {
    const ruhezeiten = [{ von: "8 Uhr", bis: "07:00", wochentage: [] }];
    const antwort = await server.als(arzt())(SETZEN, { eingabe: { ...EINGABE, ruhezeiten } });
    assert.deepEqual(codes(antwort), ["ANFRAGE_UNGUELTIG"]);
  });
});
