import type { Collection, Db, Document } from "mongodb";
import { MongoServerError } from "mongodb";
import { randomUUID } from "node:crypto";
import { setTimeout as warte } from "node:timers/promises";
import { DatenbankFehler } from "./mongod/fehler.js";

/**
 * A step of the data from one shape to the next. It may be run again after a crash, and by two instances at once when one of
 * them lost its lease without noticing; `hebe` is safe against both by construction, anything else must be made so.
 */
export interface Migration {
  /** 1, 2, 3 … without gap; what was released is never changed. */
  readonly nummer: number;
  readonly name: string;
  readonly fuehreAus: (kontext: Migrationskontext) => Promise<void>;
}

export interface Migrationskontext {
  readonly db: Db;
  /** Aborted when the lease is lost; long work must stop then. */
  readonly signal: AbortSignal;
  /**
   * Lifts every document of the collection from schemaVersion `von` to `von + 1` by an aggregation pipeline. Each document moves
   * atomically and once: one that was lifted no longer fits the filter, whoever lifted it.
   * @returns number of lifted documents
   */
  readonly hebe: (sammlung: string, von: number, schritte: readonly Document[]) => Promise<number>;
}

export interface Migrationsoptionen {
  readonly migrationen?: readonly Migration[];
  /** A holder that is silent for this long is taken to be dead. */
  readonly leaseMs?: number;
  readonly melde: (text: string) => void;
}

/** Fields of a Vorgang that version 0.1.0 does not know, with what they are in a Vorgang of that version. */
const SPAETERE_FELDER: readonly (readonly [feld: string, anfang: unknown])[] = [
  ["entwurf", null],
  ["kontakt", null],
  ["verfuegbarkeitsanfragen", []],
  ["ueberholteAuftraege", []],
  ["unterlagen", []],
  ["zuLoeschendeUnterlagen", []],
  ["weitereKostentraeger", []],
  ["raumpflegeAm", null],
];

/** The same of the settings of a participant. */
const SPAETERE_EINSTELLUNGEN: readonly (readonly [feld: string, anfang: unknown])[] = [
  ["alarmeUeberAlleKanaele", false],
];

/** The steps of the product. */
export const MIGRATIONEN: readonly Migration[] = [
  {
    nummer: 1,
    name: "naechsteFristAm, zuweisung",
    // Due at once: the scheduler looks at each and notes when its next deadline really is.
    fuehreAus: async ({ db }) => {
      const ohne = { naechsteFristAm: { $exists: false } };
      await db.collection("vorgaenge").updateMany(ohne, { $set: { naechsteFristAm: new Date(0) } });
      const unzugewiesen = { zuweisung: { $exists: false } };
      await db.collection("vorgaenge").updateMany(unzugewiesen, { $set: { zuweisung: null } });
    },
  },
  {
    nummer: 2,
    name: "spaetere Felder",
    fuehreAus: async ({ db }) => {
      for (const [feld, anfang] of SPAETERE_FELDER)
        await db.collection("vorgaenge").updateMany({ [feld]: { $exists: false } }, { $set: { [feld]: anfang } });
      for (const [feld, anfang] of SPAETERE_EINSTELLUNGEN)
        await db.collection("einstellungen").updateMany(
          { [`einstellungen.${feld}`]: { $exists: false } },
          // With what repeated requests are answered with.
          { $set: { [`einstellungen.${feld}`]: anfang, [`anfragen.$[].stand.einstellungen.${feld}`]: anfang } },
        );
    },
  },
];

/** The one document of the collection `migration`. Times are the server's, so that the clocks of the instances do not matter. */
interface Stand extends Document {
  readonly _id: "schema";
  readonly schemaVersion: 1;
  /** Number of the last migration carried out completely. */
  readonly stand: number;
  readonly inhaber: string | null;
  /** Fencing: grows with every lease; who holds an older one can no longer record anything. */
  readonly zaun: number;
  readonly gueltigBis: Date;
}

class LeaseVerloren extends Error {}

/**
 * Brings the data to the shape of this program, before anything else reads them. Of several instances one works, the others
 * wait until it is done; if it dies, one of them goes on where it stopped.
 * @throws DatenbankFehler SCHEMA_NEUER if the data are ahead of this program
 */
export async function migriere(
  db: Db,
  { migrationen = MIGRATIONEN, leaseMs = 30_000, melde }: Migrationsoptionen,
): Promise<void> {
  pruefeReihe(migrationen);
  const sammlung = db.collection<Stand>("migration");
  const ziel = migrationen.length;
  const ich = randomUUID();
  // A database without any collection has nothing to bring to another shape.
  const leer = !(await db.listCollections({}, { nameOnly: true }).hasNext());
  await legeAn(sammlung, leer ? ziel : 0);
  for (let gewartet = false; ; gewartet = true) {
    const stand = (await sammlung.findOne({ _id: "schema" }))?.stand ?? 0;
    if (stand > ziel)
      throw new DatenbankFehler("SCHEMA_NEUER", `Stand der Daten ${stand}, Stand des Programms ${ziel}.`);
    if (stand === ziel) return;
    const lease = await nimmLease(sammlung, ich, ziel, leaseMs);
    if (lease === undefined) {
      if (!gewartet) melde("Eine andere Instanz stellt gerade die Daten um; es wird auf sie gewartet.");
      await warte(Math.min(leaseMs / 10, 500));
      continue;
    }
    try {
      await arbeite({ db, sammlung, lease, leaseMs, offene: migrationen.slice(lease.stand), melde });
    } catch (fehler) {
      if (!(fehler instanceof LeaseVerloren)) throw fehler;
      melde("Die Umstellung der Daten ist an eine andere Instanz übergegangen.");
    }
  }
}

function pruefeReihe(migrationen: readonly Migration[]): void {
  for (const [index, { nummer, name }] of migrationen.entries())
    if (nummer !== index + 1) throw new Error(`Migration „${name}“ trägt die Nummer ${nummer} statt ${index + 1}.`);
}

async function legeAn(sammlung: Collection<Stand>, stand: number): Promise<void> {
  try {
    await sammlung.updateOne(
      { _id: "schema" },
      { $setOnInsert: { schemaVersion: 1, stand, inhaber: null, zaun: 0, gueltigBis: new Date(0) } },
      { upsert: true },
    );
  } catch (fehler) {
    // Two instances inserted at once; the document is there.
    if (!(fehler instanceof MongoServerError && fehler.code === 11_000)) throw fehler;
  }
}

const bis = (leaseMs: number): Document => ({ $add: ["$$NOW", leaseMs] });

async function nimmLease(
  sammlung: Collection<Stand>,
  inhaber: string,
  ziel: number,
  leaseMs: number,
): Promise<Stand | undefined> {
  const frei = { $or: [{ inhaber: null }, { $expr: { $lte: ["$gueltigBis", "$$NOW"] } }] };
  const nimm = [{ $set: { inhaber, zaun: { $add: ["$zaun", 1] }, gueltigBis: bis(leaseMs) } }];
  const lease = await sammlung.findOneAndUpdate({ _id: "schema", stand: { $lt: ziel }, ...frei }, nimm, {
    returnDocument: "after",
  });
  return lease ?? undefined;
}

interface Arbeit {
  readonly db: Db;
  readonly sammlung: Collection<Stand>;
  readonly lease: Stand;
  readonly leaseMs: number;
  readonly offene: readonly Migration[];
  readonly melde: (text: string) => void;
}

async function arbeite({ db, sammlung, lease, leaseMs, offene, melde }: Arbeit): Promise<void> {
  const meine = { _id: "schema", zaun: lease.zaun } as const;
  const verloren = new AbortController();
  const verlaengere = async (): Promise<void> => {
    const { matchedCount } = await sammlung.updateOne(meine, [{ $set: { gueltigBis: bis(leaseMs) } }]);
    if (matchedCount === 0) verloren.abort(new LeaseVerloren());
  };
  // A failed renewal is not the end: the next one may succeed, and the fence decides in any case.
  const herzschlag = setInterval(() => void verlaengere().catch(() => undefined), leaseMs / 3);
  const hebe = async (name: string, von: number, schritte: readonly Document[]): Promise<number> => {
    verloren.signal.throwIfAborted();
    const gehoben = [...schritte, { $set: { schemaVersion: von + 1 } }];
    return (await db.collection(name).updateMany({ schemaVersion: von }, gehoben)).modifiedCount;
  };
  try {
    for (const { nummer, name, fuehreAus } of offene) {
      melde(`Daten werden umgestellt: ${nummer} ${name} …`);
      await fuehreAus({ db, signal: verloren.signal, hebe });
      verloren.signal.throwIfAborted();
      const fertig = await sammlung.updateOne({ ...meine, stand: nummer - 1 }, { $set: { stand: nummer } });
      if (fertig.matchedCount === 0) throw new LeaseVerloren();
    }
    await sammlung.updateOne(meine, { $set: { inhaber: null } });
  } catch (fehler) {
    if (verloren.signal.aborted) throw new LeaseVerloren(undefined, { cause: fehler });
    // Free for the next one at once instead of after the lease; without effect if it is no longer ours.
    await sammlung.updateOne(meine, { $set: { inhaber: null } }).catch(() => undefined);
    throw fehler;
  } finally {
    clearInterval(herzschlag);
  }
}
