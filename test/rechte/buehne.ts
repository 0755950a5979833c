import { execute, parse, subscribe, validate } from "graphql";
import type { DocumentNode, ExecutionResult, GraphQLSchema } from "graphql";
import type { Db } from "mongodb";
import { regelpruefung } from "../../src/domain/hkp/dunkelverarbeitung/regelpruefung.js";
import { erzeugeFhirPruefung } from "../../src/adapters/fhir/fhir-pruefung.js";
import { fuehreAus } from "../../src/app/befehl-ausfuehren.js";
import type { Dienste } from "../../src/app/dienste.js";
import { SCHALTER_VORGABE } from "../../src/domain/hkp/ablauf.js";
import type { Fristbefehl } from "../../src/domain/hkp/befehle.js";
import { wendeAn } from "../../src/domain/hkp/aenderung.js";
import { alsTeilnehmer } from "../../src/domain/kern/akteur.js";
import type { Akteur } from "../../src/domain/kern/akteur.js";
import { Fachfehler } from "../../src/domain/kern/fehler.js";
import type { Impuls } from "../../src/domain/ports/aenderungsstrom.js";
import type { GepruefteSignatur } from "../../src/domain/ports/signatur.js";
import type { Abgelegtes } from "../../src/domain/ports/unterlagenablage.js";
import type { Kontext } from "../../src/resolvers/kontext.js";
import { Testpost } from "../helfer/testpost.js";
import { MongoAusgang } from "../../src/store/ausgang.mongo.js";
import { leiteAb } from "../../src/store/dokumente.js";
import { MongoVorgangStore } from "../../src/store/vorgang-store.mongo.js";
import { system } from "../helfer/akteure.js";
import { pflegediensteinstellungen } from "../helfer/pflegedienste.js";
import { einstellungsdienste } from "../helfer/einstellungen.js";
import { KEINE_UNTERLAGEN } from "../helfer/keine-unterlagen.js";
import { ProfilspeicherImSpeicher } from "../helfer/profilspeicher.js";
import { stehendeUhr, zaehlendeIds } from "../helfer/uhr.js";
import type { StellbareUhr } from "../helfer/uhr.js";

export interface Antwort {
  readonly data: Readonly<Record<string, unknown>> | null;
  /** Codes of the refusals; anything that is no refusal is thrown. */
  readonly codes: readonly string[];
}

/** The stamp of a card on some bytes: who signed is written in front instead of proven, all the rest is real. */
export function signiere(karte: GepruefteSignatur, bundle: string): string {
  const { unterzeichner, signiertAm } = karte;
  return Buffer.from(JSON.stringify({ unterzeichner, signiertAm, bundle })).toString("base64");
}

/** Every file counts as uploaded; whose it is is tested with the store. */
function hochgeladen(id: string): Abgelegtes {
  return { id, medientyp: "application/pdf", groesse: 1_000, sha256: "0".repeat(64) };
}

function pruefeStempel(cms: Uint8Array): GepruefteSignatur {
  const { unterzeichner, signiertAm, bundle } = JSON.parse(Buffer.from(cms).toString("utf8")) as {
    readonly unterzeichner: GepruefteSignatur["unterzeichner"];
    readonly signiertAm: string;
    readonly bundle: string;
  };
  return { unterzeichner, signiertAm: new Date(signiertAm), inhalt: Buffer.from(bundle) };
}

/** The queries are long and asked thousands of times. */
const DOKUMENTE = new Map<string, DocumentNode>();

/**
 * The API as any actor, in process: the real schema over the real write path, reading and MongoDB. Only what proves
 * identity from outside is made up: cards, PoPP tokens (the token is `<Telematik-ID>|<KVNR>`), the Verzeichnisdienst.
 */
export class Buehne {
  readonly uhr: StellbareUhr = stehendeUhr("2026-03-02T08:00:00Z");
  readonly ausgang: MongoAusgang;
  readonly #schema: GraphQLSchema;
  readonly #dienste: Dienste;
  readonly #strom: Kontext["strom"];

  constructor(schema: GraphQLSchema, db: Db) {
    this.#schema = schema;
    const ids = zaehlendeIds();
    const impulse: Impuls[] = [];
    this.ausgang = new MongoAusgang(db, ids);
    this.#dienste = {
      store: new Mitschrift(db, impulse),
      profile: new ProfilspeicherImSpeicher(),
      signaturen: { pruefe: async (cms) => ({ art: "gueltig", signatur: pruefeStempel(cms) }) },
      popp: { pruefe: async (token) => ({ art: "gueltig", nachweis: nachweisAus(token, this.uhr.jetzt()) }) },
      fhir: erzeugeFhirPruefung(),
      verzeichnis: {
        finde: async ({ kennung: telematikId }) => ({
          art: "gefunden",
          eintrag: { telematikId, ik: null, name: "", professionOids: ["1.2.276.0.76.4.245"], kim: null, tim: null },
        }),
      },
      leistungspruefung: regelpruefung(new Map(), SCHALTER_VORGABE),
      ...einstellungsdienste(),
      unterlagen: { ...KEINE_UNTERLAGEN, ablage: { ...KEINE_UNTERLAGEN.ablage, nimm: async (id) => hochgeladen(id) } },
      ...pflegediensteinstellungen(),
      uhr: this.uhr,
      ids,
      schalter: SCHALTER_VORGABE,
      flowtype: "169",
      bremse: async () => undefined,
    };
    this.#strom = {
      stand: () => "0",
      async *abonniere({ nach }) {
        yield* impulse.slice(Number(nach ?? 0));
      },
    };
  }

  #lies(source: string): DocumentNode {
    const bekannt = DOKUMENTE.get(source);
    if (bekannt !== undefined) return bekannt;
    const dokument = parse(source);
    const fehler = validate(this.#schema, dokument);
    if (fehler[0] !== undefined) throw fehler[0];
    DOKUMENTE.set(source, dokument);
    return dokument;
  }

  #kontext(akteur: Akteur): Kontext {
    return {
      akteur,
      anfrageId: "test",
      dienste: this.#dienste,
      strom: this.#strom,
      ausgang: this.ausgang,
      kanalstaende: () => [
        {
          kanal: "KIM",
          gesperrtSeit: new Date(0),
          grund: { code: "KIM_NICHT_ERREICHBAR", text: "x" },
          jeNachrichtMs: 5_000,
        },
      ],
      post: new Testpost(),
      zaehle: () => undefined,
    };
  }

  async frage(
    akteur: Akteur,
    source: string,
    variableValues: Readonly<Record<string, unknown>> = {},
  ): Promise<Antwort> {
    const contextValue = this.#kontext(akteur);
    return alsAntwort(
      await execute({ schema: this.#schema, document: this.#lies(source), variableValues, contextValue }),
    );
  }

  /** All events since the beginning, the Eroeffnung first. */
  async abonniere(akteur: Akteur, source: string): Promise<readonly Antwort[]> {
    const contextValue = this.#kontext(akteur);
    const strom = await subscribe({ schema: this.#schema, document: this.#lies(source), contextValue });
    if (!(Symbol.asyncIterator in strom)) return [alsAntwort(strom)];
    const antworten: Antwort[] = [];
    for await (const ergebnis of strom) antworten.push(alsAntwort(ergebnis));
    return antworten;
  }

  /** A deadline, as the scheduler gives it. */
  async frist(vorgangId: string, auftrag: Fristbefehl): Promise<void> {
    await fuehreAus({ vorgangId, auftrag, akteur: system() }, this.#dienste);
  }
}

/** The real store, which also keeps what the change stream would tell. */
class Mitschrift extends MongoVorgangStore {
  readonly #impulse: Impuls[];
  constructor(db: Db, impulse: Impuls[]) {
    super(db);
    this.#impulse = impulse;
  }

  override async schreibe(...[vorgang, aenderung]: Parameters<MongoVorgangStore["schreibe"]>) {
    const ergebnis = await super.schreibe(vorgang, aenderung);
    if (ergebnis === "GESCHRIEBEN") {
      const { puls } = leiteAb(wendeAn(vorgang, aenderung), aenderung, SCHALTER_VORGABE);
      this.#impulse.push({ ...puls, vorgangId: vorgang.id, cursor: String(this.#impulse.length + 1) });
    }
    return ergebnis;
  }
}

function alsAntwort({ data, errors = [] }: ExecutionResult): Antwort {
  const codes = errors.map((fehler) => {
    const ursache: unknown = fehler.originalError;
    if (!(ursache instanceof Fachfehler)) throw ursache instanceof Error ? ursache : fehler;
    return ursache.code as string;
  });
  // As a client gets it: plain objects and texts.
  return { data: JSON.parse(JSON.stringify(data ?? null)) as Antwort["data"], codes };
}

export const poppToken = (akteur: Akteur, kvnr: string): string => `${alsTeilnehmer(akteur)?.kennung ?? ""}|${kvnr}`;

function nachweisAus(token: string, ausgestelltAm: Date) {
  const [actorId = "", kvnr = ""] = token.split("|");
  return { actorId, kvnr, versichererIk: "109500969", actorProfessionOid: "1.2.276.0.76.4.245", ausgestelltAm };
}
