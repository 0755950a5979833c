import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { GraphQLOutputType, GraphQLSchema } from "graphql";
import type { Db } from "mongodb";
import { entscheidungAlsBundle } from "../../src/domain/fhir/entscheidung-bundle.js";
import type { Fristbefehl } from "../../src/domain/hkp/befehle.js";
import type { Akteur, Pflegedienst } from "../../src/domain/kern/akteur.js";
import { arzt, elena, kasse, renate } from "../helfer/akteure.js";
import { FESTE_LEISTUNG } from "../domain/hkp/vorgaenge.js";
import { hbaArzt, smcbKasse, smcbPflege } from "../domain/hkp/befehle.js";
import { vorgaenge } from "../../src/store/dokumente.js";
import { auswahl, besucheWerte } from "./auswahl.js";
import { Buehne, signiere } from "./buehne.js";
import type { Antwort } from "./buehne.js";
import { reicheAngaben, reicheBlankoverordnung, reicheEntscheidung, reicheVerordnung } from "./inhalte.js";

type Werte = Readonly<Record<string, unknown>>;
type Aenderungen = readonly Werte[];
/** Called for each field of the schema in which this actor was given a value. */
export type Seher = (akteur: Akteur, feld: string) => void;

interface Codes {
  readonly annehmen: string;
  readonly lesen: string;
}

const AUSWAHLEN = new Map<string, string>();

/** One Vorgang walked through the API by the people who may, step by step; each step is asserted to be allowed. */
export class Gang {
  readonly buehne: Buehne;
  readonly #schema: GraphQLSchema;
  readonly #db: Db;
  readonly #sieh: Seher;
  id = "";
  /** All there ever were; the last are the valid ones. */
  readonly codes: Codes[] = [];
  #version = 0;
  #inhalt = reicheVerordnung(2);
  #blanko = reicheBlankoverordnung(elena(), 4, "", 1);
  #aenderungen: readonly string[] = [];

  constructor(schema: GraphQLSchema, db: Db, sieh: Seher = () => undefined) {
    this.buehne = new Buehne(schema, db);
    this.#schema = schema;
    this.#db = db;
    this.#sieh = sieh;
  }

  #alles(typ: GraphQLOutputType): string {
    const bekannt = AUSWAHLEN.get(typ.toString()) ?? auswahl(this.#schema, typ);
    AUSWAHLEN.set(typ.toString(), bekannt);
    return bekannt;
  }

  /** A root field with everything that can be selected below it. */
  async rufe(akteur: Akteur, art: "query" | "mutation", feld: string, werte: Werte = {}): Promise<Antwort> {
    const typ = art === "query" ? this.#schema.getQueryType() : this.#schema.getMutationType();
    const ziel = typ?.getFields()[feld] ?? assert.fail(`no ${art} ${feld}`);
    const genannte = ziel.args.filter(({ name }) => werte[name] !== undefined && werte[name] !== null);
    const variablen = genannte.map(({ name, type }) => `$${name}: ${type.toString()}`).join(", ");
    const argumente = genannte.map(({ name }) => `${name}: $${name}`).join(", ");
    const klammern = (inhalt: string): string => (inhalt === "" ? "" : `(${inhalt})`);
    const unten = this.#alles(ziel.type);
    const antwort = await this.buehne.frage(
      akteur,
      `${art} ${klammern(variablen)} { ${feld} ${klammern(argumente)} ${unten} }`,
      werte,
    );
    besucheWerte(this.#schema, ziel.type, antwort.data?.[feld], (gesehen) => this.#sieh(akteur, gesehen));
    return antwort;
  }

  /** All events of a subscription since the beginning, with everything that can be selected. */
  async abonniere(akteur: Akteur, feld: string): Promise<readonly Antwort[]> {
    const typ = this.#schema.getSubscriptionType()?.getFields()[feld]?.type ?? assert.fail(`no subscription ${feld}`);
    const frage = `subscription { ${feld} ${this.#alles(typ)} }`;
    const antworten = await this.buehne.abonniere(akteur, frage);
    for (const { data } of antworten)
      besucheWerte(this.#schema, typ, data?.[feld], (gesehen) => this.#sieh(akteur, gesehen));
    return antworten;
  }

  async tue(akteur: Akteur, aktion: string, werte: Werte = {}): Promise<Werte> {
    this.buehne.uhr.vor(60_000);
    const { data, codes } = await this.rufe(akteur, "mutation", aktion, { vorgangId: this.id, ...werte });
    assert.deepEqual(codes, [], `${aktion} as ${akteur.name}`);
    await this.#versuche();
    return data?.[aktion] as Werte;
  }

  /** The code with which it is refused. */
  async abgelehnt(akteur: Akteur, aktion: string, werte: Werte = {}): Promise<string> {
    const { codes } = await this.rufe(akteur, "mutation", aktion, { vorgangId: this.id, ...werte });
    return codes.join() || assert.fail(`${aktion} as ${akteur.name} was not refused`);
  }

  /** What is due is tried and put off for long, so that a delivery has every field. */
  async #versuche(): Promise<void> {
    const jetzt = this.buehne.uhr.jetzt();
    const { ausgang } = this.buehne;
    for (;;) {
      const auftrag = await ausgang.beanspruche(["KIM"], jetzt, 60_000);
      if (auftrag === null) break;
      await ausgang.beginneUebergabe(auftrag, "postfach@kim.example", `<${auftrag.auftrag.id}@hkp>`, jetzt);
      const grund = { code: "421", text: "Der Mailserver ist ausgelastet." };
      const naechsterVersuch = new Date("2040-01-01T00:00:00Z");
      await ausgang.vermerke(auftrag, { zustand: "WARTET", naechsterVersuch, grund }, jetzt);
    }
    // As if each had come in the place of another one, and were settled in its room.
    const anStelle = {
      "ausgang.$[].ersatzFuer": "00000000-0000-4000-8000-000000000000",
      "ausgang.$[].erledigtSeit": jetzt,
    };
    await vorgaenge(this.#db).updateOne({ _id: this.id }, { $set: anStelle });
  }

  /** The stored document, as it lies in the database. */
  async gespeichert(): Promise<Werte> {
    return (await vorgaenge(this.#db).findOne({ _id: this.id })) ?? assert.fail("no Vorgang");
  }

  async #merkeCodes(): Promise<void> {
    const codes = (await this.gespeichert())["zugriffscodes"] as Codes;
    if (this.codes.at(-1)?.lesen !== codes.lesen) this.codes.push(codes);
  }

  async #zuSignieren(wer: Akteur, feld: "verordnung" | "blankoverordnung" | "angaben", inhalt: Werte): Promise<string> {
    const frage = `${feld}ZuSignieren`;
    const { data, codes } = await this.rufe(wer, "query", frage, { vorgangId: this.id, [feld]: inhalt });
    assert.deepEqual(codes, [], frage);
    return (data?.[frage] as { bundle: string }).bundle;
  }

  async anlegen(): Promise<void> {
    const { vorgang } = await this.tue(arzt(), "anlegen");
    this.id = (vorgang as { id: string }).id;
    await this.#merkeCodes();
  }

  async #verordne(
    aktion: string,
    inhalt: ReturnType<typeof reicheVerordnung>,
    werte: Werte = {},
    wer: Akteur = arzt(),
  ): Promise<void> {
    const signiert = signiere(hbaArzt(), await this.#zuSignieren(wer, "verordnung", inhalt));
    await this.tue(wer, aktion, { ...werte, signiert });
    this.#version++;
    this.#inhalt = inhalt;
  }
  aktivieren = (inhalt = reicheVerordnung(2)): Promise<void> => this.#verordne("aktivieren", inhalt);
  neueVersion = (inhalt = reicheVerordnung(3)): Promise<void> => this.#verordne("neueVersion", inhalt);

  async zuweisen(pflegedienst: Pflegedienst): Promise<void> {
    await this.tue(renate(), "zuweisen", { pflegedienst: pflegedienst.telematikId });
    await this.#merkeCodes();
  }
  /** Without a Zuweisung it has the code of the printout. */
  async annehmen(wer: Pflegedienst, mitCode: boolean): Promise<void> {
    const zugang = mitCode ? { zugriffscode: this.codes.at(-1)?.annehmen } : null;
    await this.tue(wer, "annehmen", { zugang });
  }
  async zurueckgeben(wer: Pflegedienst): Promise<void> {
    await this.tue(wer, "zurueckgeben");
    await this.#merkeCodes();
  }
  async blanko(wer: Pflegedienst, anzahl: number, wort: string): Promise<void> {
    const inhalt = reicheBlankoverordnung(wer, anzahl, wort, this.#version);
    const bundle = await this.#zuSignieren(wer, "blankoverordnung", inhalt);
    await this.tue(wer, "blankoverordnungSpeichern", { signiert: signiere(smcbPflege(wer.telematikId), bundle) });
    this.#blanko = inhalt;
  }
  async angaben(wer: Pflegedienst, wort: string): Promise<void> {
    const bundle = await this.#zuSignieren(wer, "angaben", reicheAngaben(wer, wort, this.#version));
    await this.tue(wer, "angabenSpeichern", { signiert: signiere(smcbPflege(wer.telematikId), bundle) });
  }
  async einreichen(wer: Pflegedienst): Promise<void> {
    await this.tue(wer, "einreichen");
  }
  async entscheiden(inhalt = reicheEntscheidung(), aktion = "entscheiden"): Promise<void> {
    await this.tue(kasse(), aktion, { entscheidung: inhalt });
  }
  /** Signed with the SMC-B, as a decision may be (D9). */
  async entscheideSigniert(inhalt = reicheEntscheidung()): Promise<void> {
    const kopf = { bundleId: "00000000-0000-4000-8000-0000000000ee", zeitpunkt: this.buehne.uhr.jetzt() };
    const bundle = JSON.stringify(entscheidungAlsBundle({ ...inhalt, verordnungsId: this.id }, kopf));
    await this.tue(kasse(), "entscheiden", { signiert: signiere(smcbKasse(), bundle) });
  }

  /** A request about the Verordnung; `blanko`: about the Blankoverordnung, of which there are that many versions. */
  async frageKorrektur(wer: Akteur, aenderungen: Aenderungen, blanko = 0): Promise<void> {
    const vorschlag = { zuVersion: blanko === 0 ? this.#version : blanko, aenderungen };
    const an = blanko === 0 ? "VERORDNENDER" : "PFLEGEDIENST";
    const { vorgang } = await this.tue(wer, "korrekturAnfragen", { an, vorschlag });
    const { korrektur } = vorgang as { korrektur: { aenderungen: { id: string }[] } };
    this.#aenderungen = korrektur.aenderungen.map(({ id }) => id);
  }
  /** Everything is rejected with this reason, by a version with the same content. */
  #lehneAb(begruendung: string): Werte {
    return { antworten: this.#aenderungen.map((aenderungId) => ({ aenderungId, ergebnis: "ABGELEHNT", begruendung })) };
  }
  async beantworteVerordnung(wort: string, wer: Akteur = arzt()): Promise<void> {
    await this.#verordne("korrekturBeantworten", this.#inhalt, this.#lehneAb(wort), wer);
  }
  async beantworteBlanko(wer: Pflegedienst, wort: string): Promise<void> {
    const inhalt = { ...this.#blanko, zuVersion: this.#version };
    const bundle = await this.#zuSignieren(wer, "blankoverordnung", inhalt);
    const signiert = signiere(smcbPflege(wer.telematikId), bundle);
    await this.tue(wer, "korrekturBeantworten", { ...this.#lehneAb(wort), signiert });
  }

  async schreibe(wer: Akteur, an: string, text: string): Promise<void> {
    await this.tue(wer, "nachrichtSchreiben", { an: [an], text });
  }
  /** To the newest message that this one reads. */
  async antworte(wer: Akteur, text: string): Promise<void> {
    const { data } = await this.rufe(wer, "query", "vorgang", { id: this.id });
    const { nachrichten } = data?.["vorgang"] as { readonly nachrichten: readonly { readonly id: string }[] };
    await this.tue(wer, "nachrichtSchreiben", { antwortAuf: nachrichten.at(-1)?.id, text });
  }

  async erbitte(wer: Pflegedienst, text: string): Promise<void> {
    await this.tue(wer, "folgeverordnungErbitten", { text, leistungen: [FESTE_LEISTUNG] });
  }

  /** Its file counts as uploaded, see buehne.ts. */
  async unterlage(wer: Akteur, titel: string): Promise<void> {
    await this.tue(wer, "unterlageHinzufuegen", { unterlageId: randomUUID(), art: "BEHANDLUNGSPLAN", titel });
  }

  async frist(zeitpunkt: string, auftrag: Fristbefehl): Promise<void> {
    this.buehne.uhr.stelle(zeitpunkt);
    await this.buehne.frist(this.id, auftrag);
  }
}
