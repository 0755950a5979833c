import { MongoServerError } from "mongodb";
import type { CreateIndexesOptions, Db, IndexDirection } from "mongodb";
import { DatenbankFehler } from "./mongod/fehler.js";

export interface Indexzeile {
  readonly sammlung: string;
  /** Unique within the collection and never reused for another definition. */
  readonly name: string;
  /** Field -> direction, in the order of the index. */
  readonly schluessel: Readonly<Record<string, IndexDirection>>;
  readonly optionen: Omit<CreateIndexesOptions, "name">;
}

/** All indexes of the product. An index that is not here is left alone: it belongs to the operator. */
export const INDIZES: readonly Indexzeile[] = [
  // Work list of a participant; status stands first so that a list of one status needs no sorting, see vorgang-store.mongo.ts.
  vorgaenge("arbeitsliste", { sichtbarFuer: 1, status: 1, geaendertAm: -1, _id: -1 }),
  vorgaenge("zustaendig", { zustaendig: 1, geaendertAm: -1, _id: -1 }),
  // Found with the insured person's card (PoPP), and the overview of one person.
  vorgaenge("versicherter", { "versicherter.kennung": 1, status: 1, geaendertAm: -1, _id: -1 }),
  // Found with a code of the printout; written once, at creation.
  vorgaenge("code_annehmen", { "zugriffscodes.annehmen": 1 }),
  vorgaenge("code_lesen", { "zugriffscodes.lesen": 1 }),
  // The same request creates one Vorgang only.
  vorgaenge(
    "anlage",
    { "anlage.wer": 1, "anlage.anfrageId": 1 },
    { unique: true, partialFilterExpression: { "anlage.anfrageId": { $exists: true } } },
  ),
  // Feed of a participant.
  vorgaenge("meldungen", { "meldungen.empfaenger.kennung": 1, "meldungen.zeit": -1 }),
  // Unverbindliche Anfragen to a Pflegedienst.
  vorgaenge("anfragen", {
    "verfuegbarkeitsanfragen.pflegedienst.kennung": 1,
    "verfuegbarkeitsanfragen.gestelltAm": -1,
  }),
  // Outbox: what is due, by its time; named in ausgang.mongo.ts.
  vorgaenge("ausgang_faellig", { "ausgang.naechsterVersuch": 1, "ausgang.kanal": 1 }),
  vorgaenge("ausgang_auftrag", { "ausgang.id": 1 }),
  // Orders that go out in one message; few have one.
  vorgaenge("ausgang_sammlung", { "ausgang.sammelId": 1 }, { sparse: true }),
  // The Vorgang of a message that comes in; with the two above, in bezug.ts.
  vorgaenge("faden", { fadenId: 1 }),
  // Outbox as BETRIEB sees it.
  vorgaenge("ausgang_zustand", { "ausgang.zustand": 1, "ausgang.erstelltAm": -1 }),
  // Chat rooms to be looked at; the same condition in raumpflege.mongo.ts.
  vorgaenge("raumpflege", { raumpflegeAm: 1 }, { partialFilterExpression: { raumpflegeAm: { $gt: new Date(0) } } }),
  // Deadlines, earliest first.
  vorgaenge("fristen", { naechsteFristAm: 1 }),
  // Content of Unterlagen that is still to be deleted; the same condition in unterlagen.mongo.ts.
  vorgaenge(
    "unterlagen_zu_loeschen",
    { zuLoeschendeUnterlagen: 1 },
    { partialFilterExpression: { "zuLoeschendeUnterlagen.0": { $exists: true } } },
  ),
  { sammlung: "unterlagenablage", name: "verfall", schluessel: { verfaelltAm: 1 }, optionen: {} },
  { sammlung: "unterlagenablage", name: "teilnehmer", schluessel: { von: 1 }, optionen: {} },
  { sammlung: "unterlagenablage", name: "vorgang", schluessel: { vorgangId: 1 }, optionen: {} },
  // Profiles of an institution in order; a name is given once.
  { sammlung: "profile", name: "name", schluessel: { institution: 1, schluessel: 1 }, optionen: { unique: true } },
  // Answers to mails: one per mail, what is due, what has expired; named in antwortpost.mongo.ts.
  { sammlung: "antwortpost", name: "zu", schluessel: { zu: 1 }, optionen: { unique: true } },
  { sammlung: "antwortpost", name: "faellig", schluessel: { naechsterVersuch: 1 }, optionen: {} },
  { sammlung: "antwortpost", name: "verfall", schluessel: { verfaelltAm: 1 }, optionen: {} },
  // Questions in rooms of the TI-Messenger: nobody confirms them any more, and nothing of them is content.
  {
    sammlung: "chatrueckfragen",
    name: "verfall",
    schluessel: { bis: 1 },
    optionen: { expireAfterSeconds: 7 * 86_400 },
  },
  { sammlung: "mailabsender", name: "verfall", schluessel: { zuletzt: 1 }, optionen: {} },
  { sammlung: "einsichten", name: "protokoll", schluessel: { vorgangId: 1, zeit: 1, _id: 1 }, optionen: {} },
];

function vorgaenge(
  name: string,
  schluessel: Indexzeile["schluessel"],
  optionen: Indexzeile["optionen"] = {},
): Indexzeile {
  return { sammlung: "vorgaenge", name, schluessel, optionen };
}

/** IndexOptionsConflict, IndexKeySpecsConflict, CannotCreateIndex, DuplicateKey (existing data against a unique index). */
const WIDERSPRUECHE: ReadonlySet<unknown> = new Set([67, 85, 86, 11_000]);

/**
 * Creates what is missing; a second call changes nothing. Runs at every start, also of several instances at once.
 * @throws DatenbankFehler INDEX_WIDERSPRUCH, naming collection and index, if the database holds another definition
 */
export async function erzeugeIndizes(db: Db, zeilen: readonly Indexzeile[] = INDIZES): Promise<void> {
  pruefeZeilen(zeilen);
  // One by one: a conflict is then known by name, and existing ones cost one round trip each.
  for (const { sammlung, name, schluessel, optionen } of zeilen) {
    try {
      await db.collection(sammlung).createIndex(schluessel, { ...optionen, name });
    } catch (fehler) {
      if (fehler instanceof MongoServerError && WIDERSPRUECHE.has(fehler.code))
        throw new DatenbankFehler("INDEX_WIDERSPRUCH", `Sammlung ${sammlung}, Index ${name}.`, { cause: fehler });
      throw fehler;
    }
  }
}

function pruefeZeilen(zeilen: readonly Indexzeile[]): void {
  const gesehen = new Set<string>();
  for (const { sammlung, name } of zeilen) {
    const schluessel = `${sammlung}.${name}`;
    if (gesehen.has(schluessel)) throw new Error(`Index ${schluessel} steht zweimal in der Tabelle.`);
    gesehen.add(schluessel);
  }
}
