import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { alsAnhang, alsCms, alsSignierterAnhang, alsXmlAnhang, befehl } from "../../../sandbox/befehl/befehl.js";
import { BEFEHLSZEILEN } from "../../../src/app/eingang/befehlszeilen.js";
import { fuehreAus } from "../../../src/app/befehl-ausfuehren.js";
import { entscheidungAlsBundle } from "../../../src/domain/fhir/entscheidung-bundle.js";
import { korrekturAlsBundle } from "../../../src/domain/fhir/korrektur-bundle.js";
import type { Parameter } from "../../../src/domain/fhir/parameter.js";
import type { Aktion } from "../../../src/domain/hkp/status.js";
import type { Einzelaenderung } from "../../../src/domain/hkp/datensaetze/korrektur.js";
import type { Entscheidung } from "../../../src/domain/hkp/datensaetze/entscheidung.js";
import type { Vorgang } from "../../../src/domain/hkp/vorgang.js";
import type { Anhang } from "../../../src/domain/ports/eingang.js";
import type { FhirBundle } from "../../../src/domain/ports/zustellung.js";
import { angaben, blankoverordnung, entscheidung, tag, TELEMATIK_ID, verordnung } from "../../e2e/daten.js";
import { bisAntragspruefung, bisInitialisiert, bisOffen, bisZugewiesen, tue, vorlage } from "../../e2e/handlungen.js";
import type { Datensatz } from "../../e2e/handlungen.js";
import { als } from "../../e2e/portal.js";
import { hole, unterlagen } from "../../e2e/unterlagen-handlungen.js";
import { pdf } from "../../helfer/dateien.js";
import { system } from "../../helfer/akteure.js";
import { abgewiesen, ausgefuehrt, eingangsbuehne, gespeichert } from "./buehne.js";

type Haus = "praxis" | "hand-und-herz" | "kasse";
const INSTITUTION = { praxis: "praxis", "hand-und-herz": "hand-und-herz", kasse: "gematiker-kasse" } as const;
const PERSON = { praxis: "aerztin", "hand-und-herz": "elena", kasse: "kasse" } as const;
const ELENA: Parameter = {
  name: "person",
  teile: [
    { name: "name", text: "Elena Fischer" },
    { name: "lbnr", text: "100000023" },
    { name: "qualifikation", text: "BLANKOVERORDNUNG" },
  ],
};
const ZEITPUNKT = new Date("2026-03-02T10:00:00Z");

describe("Every command that an institution may give by a message", function () {
  this.timeout(60_000);
  const buehne = eingangsbuehne("eingang-befehle");
  const { nimm, stand } = buehne;
  const erprobt = new Set<string>();
  const karte = (id: string) => buehne.gateway.betrieb.sandbox.karten.karte(id);
  const signiere = (id: string, text: string): Uint8Array =>
    new Uint8Array(Buffer.from(buehne.gateway.welt.signiert(id, text), "base64"));

  interface Teil {
    readonly parameter?: readonly Parameter[];
    readonly datensatz?: FhirBundle;
    readonly signiert?: Uint8Array;
    /** Card that signs the message itself. */
    readonly mit?: string;
    readonly anbei?: readonly Anhang[];
  }
  /** By its Verordnungs-ID; a message that none of ours is answered with. */
  async function sende(von: Haus, aktion: Aktion, verordnungsId: string | null, teil: Teil = {}) {
    const { mit, anbei = [], ...inhalt } = teil;
    const bundle = befehl(INSTITUTION[von], aktion, {
      ...(verordnungsId === null ? {} : { verordnungsId }),
      ...inhalt,
    });
    const anhang = mit === undefined ? alsAnhang(bundle) : alsSignierterAnhang(karte(mit), bundle);
    return nimm(von, { anhaenge: [anhang, ...anbei] });
  }
  async function tut(von: Haus, aktion: Aktion, verordnungsId: string, teil: Teil = {}): Promise<Vorgang> {
    const ergebnis = ausgefuehrt(await sende(von, aktion, verordnungsId, teil));
    assert.deepEqual([ergebnis.aktion, ergebnis.vorgangId], [aktion, verordnungsId]);
    erprobt.add(aktion);
    return stand(verordnungsId);
  }
  const signierter = async (art: Datensatz, von: Haus, vorgangId: string, inhalt: object, mit: string) =>
    signiere(mit, await vorlage(buehne.gateway, PERSON[von], art, vorgangId, inhalt));
  const portal = async (person: Parameters<typeof als>[1], query: string, variablen: Record<string, unknown>) =>
    (await als(buehne.gateway, person)).frage(query, variablen);

  it("a practice that works by mail alone: anlegen, aktivieren, neueVersion", async () => {
    const angelegt = ausgefuehrt(await sende("praxis", "anlegen", null));
    const { vorgangId, rueckmeldung } = angelegt;
    erprobt.add("anlegen");
    const neu = await stand(vorgangId);
    assert.deepEqual([neu.status, neu.verordnender.kennung], ["INITIALISIERT", TELEMATIK_ID.praxis]);
    assert.match(rueckmeldung?.text ?? "", new RegExp(`Verordnungs-ID: ${vorgangId.replaceAll(".", "\\.")}`));
    const [kopf, , fokus] = rueckmeldung?.buendel?.entry.map(({ resource }) => resource) ?? [];
    assert.equal((kopf?.["response"] as { code: string }).code, "ok");
    assert.deepEqual(fokus?.["parameter"], [
      {
        name: "verordnungsId",
        valueIdentifier: {
          system: "https://gematik.de/fhir/erp/NamingSystem/GEM_ERP_NS_PrescriptionId",
          value: vorgangId,
        },
      },
      { name: "status", valueString: "INITIALISIERT" },
      { name: "version", valueInteger: 1 },
      { name: "zugriffscodeAnnehmen", valueString: neu.zugriffscodes?.annehmen },
      { name: "zugriffscodeLesen", valueString: neu.zugriffscodes?.lesen },
    ]);

    const signiert = await signierter("verordnung", "praxis", vorgangId, verordnung("renate", true), "aerztin");
    const offen = await tut("praxis", "aktivieren", vorgangId, { anbei: [alsCms(signiert)] });
    assert.equal(offen.status, "OFFEN");
    const { signatur, von } = gespeichert(offen, "VERORDNUNG");
    assert.deepEqual([signatur?.unterzeichner.art, von.person, von.name], ["QES", "ARZT", "Dr. med. Claudia Sommer"]);

    const inhalt = verordnung("renate", true, { einschraenkungen: ["Sieht schlecht"] });
    const zweite = await signierter("verordnung", "praxis", vorgangId, inhalt, "praxis");
    const danach = gespeichert(await tut("praxis", "neueVersion", vorgangId, { signiert: zweite }), "VERORDNUNG");
    assert.deepEqual([danach.version, danach.inhalt.einschraenkungen], [2, ["Sieht schlecht"]]);
    assert.deepEqual(
      [danach.von.person, danach.von.name],
      ["MFA", "Hausarztpraxis Dr. Sommer"],
      "the seal names no physician",
    );
  });

  it("annehmen with the card's token, and zurueckgeben", async () => {
    const vorgangId = await bisOffen(buehne.gateway);
    abgewiesen(await sende("hand-und-herz", "annehmen", vorgangId), "VORGANG_UNBEKANNT");
    const poppToken = await buehne.gateway.welt.leseKarte("renate", "hand-und-herz");
    const parameter = [{ name: "poppToken", text: poppToken }];
    const { status, pflegedienst } = await tut("hand-und-herz", "annehmen", vorgangId, { parameter });
    assert.deepEqual([status, pflegedienst?.kennung], ["ZUGEWIESEN", TELEMATIK_ID["hand-und-herz"]]);
    const zurueck = await tut("hand-und-herz", "zurueckgeben", vorgangId);
    assert.deepEqual([zurueck.status, zurueck.pflegedienst], ["OFFEN", null]);
  });

  it("annehmen with the code of the printout; the reading code and both proofs at once do not", async () => {
    const vorgangId = await bisOffen(buehne.gateway);
    const codes = (await stand(vorgangId)).zugriffscodes;
    const code = (text = ""): Parameter => ({ name: "zugriffscode", text });
    const mit = (...parameter: Parameter[]) => sende("hand-und-herz", "annehmen", vorgangId, { parameter });
    abgewiesen(await mit(code(codes?.lesen)), "VORGANG_UNBEKANNT");
    abgewiesen(await mit(code(codes?.annehmen), { name: "poppToken", text: "x" }), "EINGABE_UNGUELTIG");
    ausgefuehrt(await mit(code(codes?.annehmen)));
    assert.equal((await stand(vorgangId)).status, "ZUGEWIESEN");
  });

  it("zuweisungAblehnen with its reason, verfuegbarkeitAntworten", async () => {
    const vorgangId = await bisOffen(buehne.gateway);
    await tue(buehne.gateway, "renate", "zuweisen", { vorgangId, pflegedienst: TELEMATIK_ID["hand-und-herz"] });
    const parameter = [{ name: "grund", text: "Keine Kapazität" }];
    const { zuweisung } = await tut("hand-und-herz", "zuweisungAblehnen", vorgangId, { parameter });
    assert.equal(zuweisung, null);

    const andere = await bisOffen(buehne.gateway);
    const frage = `mutation($v: ID!, $p: String!) { verfuegbarkeitAnfragen(vorgangId: $v, pflegedienst: $p) { status } }`;
    await portal("renate", frage, { v: andere, p: TELEMATIK_ID["hand-und-herz"] });
    const antwort: Parameter[] = [
      { name: "verfuegbar", wahr: true },
      { name: "text", text: "Ab Montag" },
    ];
    const [anfrage] = (await tut("hand-und-herz", "verfuegbarkeitAntworten", andere, { parameter: antwort }))
      .verfuegbarkeitsanfragen;
    assert.deepEqual([anfrage?.zustand, anfrage?.antwort], ["VERFUEGBAR", "Ab Montag"]);
  });

  const seltener = (begruendung: string): Einzelaenderung => ({
    id: "a1",
    art: "AENDERN",
    pfad: "leistungen[leistung-medikamente].haeufigkeit",
    wert: { typ: "HAEUFIGKEIT", haeufigkeit: { anzahl: 1, je: "TAG" } },
    begruendung,
  });
  const vorschlag = (verordnungsId: string, begruendung: string, absender: string): FhirBundle =>
    korrekturAlsBundle(
      { verordnungsId, zuVersion: 1, absender, aenderungen: [seltener(begruendung)] },
      { bundleId: randomUUID(), zeitpunkt: ZEITPUNKT },
    );

  it("a Korrektur: asked, overwritten, answered with a new signed version", async () => {
    const vorgangId = await bisZugewiesen(buehne.gateway);
    const von = TELEMATIK_ID["hand-und-herz"];
    const an = [{ name: "an", text: "VERORDNENDER" }];
    const gefragt = await tut("hand-und-herz", "korrekturAnfragen", vorgangId, {
      parameter: an,
      datensatz: vorschlag(vorgangId, "Abends nicht nötig", von),
    });
    assert.deepEqual([gefragt.status, gefragt.korrektur?.adressat.kennung], ["KORREKTURANFRAGE", TELEMATIK_ID.praxis]);
    const ueberschrieben = await tut("hand-und-herz", "korrekturAktualisieren", vorgangId, {
      datensatz: vorschlag(vorgangId, "Morgens genügt", von),
    });
    const [aenderung] = gespeichert(ueberschrieben, "VO_K").inhalt.aenderungen;
    assert.equal(aenderung?.begruendung, "Morgens genügt");

    const inhalt = verordnung("renate", true);
    const leistungen = inhalt.leistungen.map((leistung) =>
      leistung.id === "leistung-medikamente" ? { ...leistung, haeufigkeit: { anzahl: 1, je: "TAG" } } : leistung,
    );
    const signiert = await signierter("verordnung", "praxis", vorgangId, { ...inhalt, leistungen }, "aerztin");
    const antwort: Parameter = {
      name: "antwort",
      teile: [
        { name: "aenderungId", text: aenderung.id },
        { name: "ergebnis", text: "AUFGENOMMEN" },
      ],
    };
    const danach = await tut("praxis", "korrekturBeantworten", vorgangId, { parameter: [antwort], signiert });
    assert.equal(danach.status, "ZUGEWIESEN");
    assert.deepEqual(gespeichert(danach, "KORREKTURANTWORT").inhalt.antworten, [
      { aenderungId: aenderung.id, ergebnis: "AUFGENOMMEN" },
    ]);
    const neue = gespeichert(danach, "VERORDNUNG");
    assert.deepEqual([neue.version, neue.inhalt.leistungen[0]?.haeufigkeit], [2, { anzahl: 1, je: "TAG" }]);
    assert.equal(neue.von.person, "ARZT");
  });

  it("Blankoverordnung under the institution's seal, Angaben, einreichen", async () => {
    const vorgangId = await bisZugewiesen(buehne.gateway);
    const haus = "hand-und-herz";
    const blanko = await signierter("blankoverordnung", haus, vorgangId, blankoverordnung(), haus);
    const gespeicherte = await tut(haus, "blankoverordnungSpeichern", vorgangId, {
      parameter: [ELENA],
      signiert: blanko,
      mit: haus,
    });
    const { inhalt, von } = gespeichert(gespeicherte, "BLANKOVERORDNUNG");
    assert.deepEqual([inhalt.pflegefachperson.lbnr, von.name, von.person], ["100000023", "Elena Fischer", "PFP"]);

    const signiert = await signierter("angaben", haus, vorgangId, angaben(haus, true), haus);
    const mitAngaben = await tut(haus, "angabenSpeichern", vorgangId, { signiert });
    assert.deepEqual(gespeichert(mitAngaben, "ANGABEN").von.name, "Pflegedienst Hand & Herz");
    const eingereicht = await tut(haus, "einreichen", vorgangId);
    assert.deepEqual([eingereicht.status, eingereicht.antrag], ["ANTRAGSPRUEFUNG", "AP3"]);
  });

  const bescheid = (verordnungsId: string, teil: Partial<Entscheidung> = {}): FhirBundle =>
    entscheidungAlsBundle(
      { ...entscheidung(true), kennzeichenKostenerstattung: false, ...teil, verordnungsId },
      { bundleId: randomUUID(), zeitpunkt: ZEITPUNKT },
    );

  it("the Kasse asks and withdraws, decides, changes the decision under its seal, passes the access on", async () => {
    const vorgangId = await bisAntragspruefung(buehne.gateway);
    const gefragt = await tut("kasse", "korrekturAnfragen", vorgangId, {
      parameter: [{ name: "an", text: "VERORDNENDER" }],
      datensatz: vorschlag(vorgangId, "Bitte prüfen", TELEMATIK_ID.kasse),
    });
    assert.deepEqual([gefragt.status, gefragt.korrektur?.herkunft], ["KORREKTURANFRAGE", "K4"]);
    const zurueck = await tut("kasse", "korrekturZurueckziehen", vorgangId);
    assert.deepEqual([zurueck.status, zurueck.korrektur], ["ANTRAGSPRUEFUNG", null]);

    const entschieden = await tut("kasse", "entscheiden", vorgangId, { datensatz: bescheid(vorgangId) });
    assert.equal(entschieden.status, "BESCHIEDEN");
    const erste = gespeichert(entschieden, "ENTSCHEIDUNG");
    assert.deepEqual([erste.inhalt.gesamtergebnis, erste.signatur], ["GENEHMIGT", null]);
    assert.deepEqual([erste.von.person, erste.von.name], ["SACHBEARBEITUNG", "gematiker Kasse"]);

    const unzustaendig = bescheid(vorgangId, { gesamtergebnis: "UNZUSTAENDIG", leistungen: [] });
    const geaendert = await tut("kasse", "entscheidungAendern", vorgangId, {
      signiert: signiere("gematiker-kasse", JSON.stringify(unzustaendig)),
    });
    const zweite = gespeichert(geaendert, "ENTSCHEIDUNG");
    assert.deepEqual([zweite.version, zweite.inhalt.gesamtergebnis], [2, "UNZUSTAENDIG"]);
    assert.equal(zweite.signatur?.unterzeichner.telematikId, TELEMATIK_ID.kasse);

    const parameter = [{ name: "kostentraeger", text: "8-01-HKPSANDBOX0002" }];
    const { weitereKostentraeger } = await tut("kasse", "zugriffWeitergeben", vorgangId, { parameter });
    assert.deepEqual(weitereKostentraeger, [{ rolle: "KOSTENTRAEGER", kennung: "102099990" }]);
  });

  it("after the period the Kasse deletes its decision", async () => {
    const vorgangId = await bisAntragspruefung(buehne.gateway);
    await tut("kasse", "entscheiden", vorgangId, { datensatz: bescheid(vorgangId) });
    const spaeter = new Date(`${tag(22)}T12:00:00Z`);
    const dienste = { ...buehne.dienste, uhr: { jetzt: () => spaeter } };
    await fuehreAus({ vorgangId, auftrag: { aktion: "abschliessen", frist: "AA2" }, akteur: system() }, dienste);
    const geloescht = await tut("kasse", "entscheidungLoeschen", vorgangId);
    assert.equal(geloescht.status, "ABGESCHLOSSEN");
    assert.ok(geloescht.datensaetze.every(({ art }) => art !== "ENTSCHEIDUNG"));
  });

  it("Kostenerstattung: the application is taken up, decided, and the Vorgang closed", async () => {
    const vorgangId = await bisOffen(buehne.gateway, { versicherter: "renate", haus: "hand-und-herz", blanko: false });
    await tue(buehne.gateway, "renate", "zugriffGeben", { vorgangId });
    const beantragt = await tut("kasse", "antragKostenerstattung", vorgangId);
    assert.deepEqual([beantragt.status, beantragt.antrag], ["ANTRAGSPRUEFUNG", "AP1"]);
    const inhalt = { ...entscheidung(false), kennzeichenKostenerstattung: true };
    const entschieden = await tut("kasse", "entscheiden", vorgangId, { datensatz: bescheid(vorgangId, inhalt) });
    assert.deepEqual([entschieden.status, entschieden.kennzeichenKostenerstattung], ["OFFEN", true]);
    assert.equal((await tut("kasse", "abschliessen", vorgangId)).status, "ABGESCHLOSSEN");
  });

  it("leistungVermindern by the physician's HBA over the message, and by nobody else", async () => {
    const vorgangId = await bisZugewiesen(buehne.gateway);
    const aenderung = (...weitere: Parameter[]): Parameter => ({
      name: "aenderung",
      teile: [
        { name: "leistungId", text: "leistung-medikamente" },
        { name: "begruendung", text: "Die Tochter übernimmt." },
        ...weitere,
      ],
    });
    const pausiert = aenderung(
      { name: "art", text: "PAUSIERT" },
      { name: "von", tag: tag(1) },
      { name: "bis", tag: tag(3) },
    );
    for (const mit of [undefined, "praxis"]) {
      const teil = { parameter: [pausiert], ...(mit === undefined ? {} : { mit }) };
      const { rueckmeldung } = abgewiesen(await sende("praxis", "leistungVermindern", vorgangId, teil), "VERBOTEN");
      assert.match(rueckmeldung.text, /Heilberufsausweis/);
    }
    const danach = await tut("praxis", "leistungVermindern", vorgangId, { parameter: [pausiert], mit: "aerztin" });
    const { inhalt, von } = gespeichert(danach, "LEISTUNGSAENDERUNG");
    assert.deepEqual(inhalt.aenderungen, [
      {
        leistungId: "leistung-medikamente",
        begruendung: "Die Tochter übernimmt.",
        art: "PAUSIERT",
        von: tag(1),
        bis: tag(3),
      },
    ]);
    assert.deepEqual([von.person, von.name], ["ARZT", "Dr. med. Claudia Sommer"]);

    const weniger = aenderung(
      { name: "art", text: "VERMINDERT" },
      { name: "umfang", umfang: { haeufigkeit: { anzahl: 1, je: "TAG" } } },
    );
    const vermindert = await tut("praxis", "leistungVermindern", vorgangId, { parameter: [weniger], mit: "aerztin" });
    const [eine] = gespeichert(vermindert, "LEISTUNGSAENDERUNG").inhalt.aenderungen;
    assert.deepEqual(eine?.art === "VERMINDERT" ? eine.haeufigkeit : null, { anzahl: 1, je: "TAG" });
    const wieder = aenderung({ name: "art", text: "AUFGEHOBEN" }, { name: "von", tag: tag(4) });
    const aufgehoben = await tut("praxis", "leistungVermindern", vorgangId, { parameter: [wieder], mit: "aerztin" });
    assert.equal(gespeichert(aufgehoben, "LEISTUNGSAENDERUNG").inhalt.aenderungen[0]?.art, "AUFGEHOBEN");
  });

  it("folgeverordnungErbitten, nachrichtSchreiben", async () => {
    const vorgangId = await bisZugewiesen(buehne.gateway);
    const bitte = await tut("hand-und-herz", "folgeverordnungErbitten", vorgangId, {
      parameter: [
        { name: "leistung", text: "leistung-medikamente" },
        { name: "text", text: "Der Bedarf bleibt." },
      ],
    });
    const { leistungen, text } = gespeichert(bitte, "FOLGEBITTE").inhalt;
    assert.deepEqual([leistungen, text], [["leistung-medikamente"], "Der Bedarf bleibt."]);

    const geschrieben = await tut("hand-und-herz", "nachrichtSchreiben", vorgangId, {
      parameter: [
        { name: "an", text: "VERORDNENDER" },
        { name: "an", text: "VERSICHERTER" },
        { name: "text", text: "Wir beginnen morgen." },
      ],
    });
    const nachricht = gespeichert(geschrieben, "NACHRICHT").inhalt;
    assert.deepEqual(
      nachricht.an.map(({ rolle }) => rolle),
      ["VERORDNENDER", "VERSICHERTER"],
    );
  });

  const art: Parameter = { name: "art", text: "BEHANDLUNGSPLAN" };
  const titel: Parameter = { name: "titel", text: "Plan für März" };
  const datei = (bytes: Uint8Array, medientyp = "application/pdf"): Anhang => ({ name: "plan.pdf", medientyp, bytes });

  it("unterlageHinzufuegen with the file beside it, once; unterlageEntfernen", async () => {
    const vorgangId = await bisZugewiesen(buehne.gateway);
    const parameter = [art, titel];
    const bundle = befehl("hand-und-herz", "unterlageHinzufuegen", { verordnungsId: vorgangId, parameter });
    const eingang = { id: "unterlage@herz", anhaenge: [datei(pdf()), alsAnhang(bundle)] };
    const erste = ausgefuehrt(await nimm("hand-und-herz", eingang));
    erprobt.add("unterlageHinzufuegen");
    assert.doesNotMatch(erste.rueckmeldung?.text ?? "", /Nicht übernommene/);
    assert.deepEqual(await nimm("hand-und-herz", eingang), erste);
    const [unterlage, ...weitere] = (await stand(vorgangId)).unterlagen;
    assert.deepEqual(weitere, []);
    assert.deepEqual(
      [unterlage?.titel, unterlage?.art, unterlage?.medientyp, unterlage?.von.kennung],
      ["Plan für März", "BEHANDLUNGSPLAN", "application/pdf", TELEMATIK_ID["hand-und-herz"]],
    );
    const antwort = await hole(
      buehne.gateway,
      "elena",
      (await unterlagen(buehne.gateway, "elena", vorgangId))[0]?.inhaltUrl ?? "",
    );
    assert.deepEqual(Buffer.from(await antwort.arrayBuffer()), pdf());

    const danach = await tut("hand-und-herz", "unterlageEntfernen", vorgangId, {
      parameter: [{ name: "unterlageId", text: unterlage?.id ?? "" }],
    });
    assert.deepEqual(danach.unterlagen, []);
  });

  it("unterlageHinzufuegen: no file, two, one that is none of the kinds, too large, of a stranger", async () => {
    const vorgangId = await bisZugewiesen(buehne.gateway);
    const mit = (...anbei: Anhang[]) =>
      sende("hand-und-herz", "unterlageHinzufuegen", vorgangId, { parameter: [art, titel], anbei });
    abgewiesen(await mit(), "EINGABE_UNGUELTIG");
    abgewiesen(await mit(datei(pdf()), datei(pdf())), "EINGABE_UNGUELTIG");
    abgewiesen(await mit(datei(new Uint8Array(200), "image/png")), "UNTERLAGE_UNZULAESSIG");
    const { rueckmeldung } = abgewiesen(await mit(datei(new Uint8Array(100_001))), "ANFRAGE_ZU_GROSS");
    assert.match(rueckmeldung.text, /Höchstens 100000 Bytes/);
    const abgelegt = () => buehne.gateway.mongo.db.collection("unterlagenablage").countDocuments();
    const vorher = await abgelegt();
    const fremd = { parameter: [art, titel], verordnungsId: vorgangId };
    const anhaenge = [alsAnhang(befehl("integral", "unterlageHinzufuegen", fremd)), datei(pdf())];
    abgewiesen(await nimm("integral", { anhaenge }), "VORGANG_UNBEKANNT");
    assert.equal(await abgelegt(), vorher, "and nothing was stored");
    assert.deepEqual((await stand(vorgangId)).unterlagen, []);
  });

  it("loeschen: a draft by the practice, in OFFEN by the physician's HBA alone", async () => {
    const entwurf = await bisInitialisiert(buehne.gateway);
    assert.equal((await tut("praxis", "loeschen", entwurf)).status, "GELOESCHT");
    const offen = await bisOffen(buehne.gateway);
    abgewiesen(await sende("praxis", "loeschen", offen), "VERBOTEN");
    assert.equal((await tut("praxis", "loeschen", offen, { mit: "aerztin" })).status, "GELOESCHT");
  });

  it("as XML alike", async () => {
    const vorgangId = await bisZugewiesen(buehne.gateway);
    const bundle = befehl("hand-und-herz", "zurueckgeben", { verordnungsId: vorgangId });
    ausgefuehrt(await nimm("hand-und-herz", { anhaenge: [alsXmlAnhang(bundle)] }));
    assert.equal((await stand(vorgangId)).status, "OFFEN");
  });

  it("no row of the table is left out here", () => {
    assert.deepEqual([...erprobt].sort(), Object.keys(BEFEHLSZEILEN).sort());
  });
});
