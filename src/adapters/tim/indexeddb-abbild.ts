import "fake-indexeddb/auto";
import { IDBCursor, IDBObjectStore, indexedDB } from "fake-indexeddb";
import { deserialize, serialize } from "node:v8";
import type { IdbAnfrage, IdbDatenbank, IdbFabrik, IdbLager, IdbVerzeichnis } from "./indexeddb-typen.js";

/**
 * matrix-js-sdk keeps keys and sync state in IndexedDB only, which Node does not have. An IndexedDB in memory takes its place, and
 * here it becomes bytes and comes back (libraries.md section 9). Rejected: matrix-sdk-crypto-nodejs (downloads its program).
 */
interface Lager {
  readonly name: string;
  readonly keyPath: string | string[] | null;
  readonly autoIncrement: boolean;
  readonly verzeichnisse: readonly IdbVerzeichnis[];
  readonly eintraege: readonly (readonly [schluessel: unknown, wert: unknown])[];
}
interface Abbild {
  readonly name: string;
  readonly version: number;
  readonly lager: readonly Lager[];
}

/** The one in memory that fake-indexeddb has made global. */
export const datenbanken = indexedDB as unknown as IdbFabrik;

type Methode = (...argumente: unknown[]) => unknown;

/** Grows with every write to any database, so that nobody dumps what has not changed. */
let aenderungen = 0;
for (const [klasse, methoden] of [
  [IDBObjectStore, ["put", "add", "delete", "clear"]],
  [IDBCursor, ["update", "delete"]],
] as const) {
  const prototyp = (klasse as unknown as { readonly prototype: Record<string, Methode> }).prototype;
  for (const name of methoden) {
    const urspruengliche = prototyp[name];
    if (urspruengliche === undefined) throw new Error(`IndexedDB without ${name}`);
    prototyp[name] = function (this: unknown, ...argumente: unknown[]): unknown {
      aenderungen++;
      return urspruengliche.apply(this, argumente);
    };
  }
}

/** Compared with an earlier value it tells whether anything was written meanwhile. */
export function aenderungszaehler(): number {
  return aenderungen;
}

/** All databases whose name begins so, as bytes. */
export async function bildeAb(vorsilbe: string): Promise<Uint8Array> {
  const abbilder: Abbild[] = [];
  for (const { name = "" } of await datenbanken.databases())
    if (name.startsWith(vorsilbe)) abbilder.push(await liesDatenbank(name));
  return serialize(abbilder);
}

/** The counterpart; databases of these names must not exist. */
export async function stelleHer(bytes: Uint8Array): Promise<void> {
  for (const abbild of deserialize(bytes) as readonly Abbild[]) await schreibeDatenbank(abbild);
}

/** Leaves nothing of them in memory. */
export async function entferne(vorsilbe: string): Promise<void> {
  for (const { name = "" } of await datenbanken.databases())
    if (name.startsWith(vorsilbe)) await antwort(datenbanken.deleteDatabase(name));
}

async function liesDatenbank(name: string): Promise<Abbild> {
  const db: IdbDatenbank = await antwort(datenbanken.open(name));
  try {
    const namen = [...db.objectStoreNames];
    if (namen.length === 0) return { name, version: db.version, lager: [] };
    // One transaction over all stores: a state that was never there cannot be read.
    const transaktion = db.transaction(namen, "readonly");
    const lager = await Promise.all(namen.map((einer) => liesLager(transaktion.objectStore(einer))));
    return { name, version: db.version, lager };
  } finally {
    db.close();
  }
}

async function liesLager(store: IdbLager): Promise<Lager> {
  const [schluessel, werte] = await Promise.all([antwort(store.getAllKeys()), antwort(store.getAll())]);
  const verzeichnisse = [...store.indexNames].map((name) => {
    const { keyPath, unique, multiEntry } = store.index(name);
    return { name, keyPath, unique, multiEntry };
  });
  const eintraege = schluessel.map((einer, stelle) => [einer, werte[stelle]] as const);
  return { name: store.name, keyPath: store.keyPath, autoIncrement: store.autoIncrement, verzeichnisse, eintraege };
}

async function schreibeDatenbank({ name, version, lager }: Abbild): Promise<void> {
  const anfrage = datenbanken.open(name, version);
  anfrage.onupgradeneeded = () => {
    for (const { name: ort, keyPath, autoIncrement, verzeichnisse, eintraege } of lager) {
      const store = anfrage.result.createObjectStore(ort, { keyPath, autoIncrement });
      for (const v of verzeichnisse)
        store.createIndex(v.name, v.keyPath, { unique: v.unique, multiEntry: v.multiEntry });
      for (const [schluessel, wert] of eintraege) store.put(wert, ...(keyPath === null ? [schluessel] : []));
    }
  };
  (await antwort(anfrage)).close();
}

function antwort<T>(anfrage: IdbAnfrage<T>): Promise<T> {
  return new Promise((fertig, gescheitert) => {
    anfrage.onsuccess = () => fertig(anfrage.result);
    anfrage.onerror = () => gescheitert(anfrage.error ?? new Error("IndexedDB"));
  });
}
