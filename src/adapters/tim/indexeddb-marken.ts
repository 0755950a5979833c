import "fake-indexeddb/auto";
import { IDBCursor, IDBFactory, IDBKeyRange, IDBObjectStore, indexedDB } from "fake-indexeddb";
import { serialize } from "node:v8";
import type { IdbAnfrage, IdbDatenbank, IdbFabrik, IdbLager } from "./indexeddb-typen.js";

/**
 * matrix-js-sdk keeps its keys in IndexedDB only, which Node does not have. An IndexedDB in memory takes its place; here it is
 * noted which records were written, so that they alone are stored (libraries.md section 9). Rejected: matrix-sdk-crypto-nodejs
 * (downloads its program); storing everything each time (grows with every room).
 */
export const datenbanken = indexedDB as unknown as IdbFabrik;

/** Where to look again: a hint, not the truth. What is there now is read when it is stored. */
export interface Marken {
  /** By store, then by `schluesselkennung`. */
  readonly eintraege: ReadonlyMap<string, ReadonlyMap<string, unknown>>;
  /** Stores of which many records went at once. */
  readonly ganze: ReadonlySet<string>;
}
interface Sammelmarken extends Marken {
  readonly eintraege: Map<string, Map<string, unknown>>;
  readonly ganze: Set<string>;
}

const jeDatenbank = new Map<string, Sammelmarken>();

/** Equal for equal keys. */
export function schluesselkennung(schluessel: unknown): string {
  return serialize(ArrayBuffer.isView(schluessel) ? alsPuffer(schluessel) : schluessel).toString("base64");
}

const alsPuffer = ({ buffer, byteOffset, byteLength }: ArrayBufferView): ArrayBufferLike =>
  buffer.slice(byteOffset, byteOffset + byteLength);

function markenVon(datenbank: string): Sammelmarken {
  const da = jeDatenbank.get(datenbank);
  if (da !== undefined) return da;
  const neue: Sammelmarken = { eintraege: new Map(), ganze: new Set() };
  jeDatenbank.set(datenbank, neue);
  return neue;
}

function markiere({ name, transaction }: IdbLager, schluessel: unknown): void {
  const { eintraege } = markenVon(transaction.db.name);
  const dort = eintraege.get(name) ?? new Map<string, unknown>();
  dort.set(schluesselkennung(schluessel), schluessel);
  eintraege.set(name, dort);
}

/** Takes the marks of one database; to be called while no write to it is under way. */
export function nimmMarken(datenbank: string): Marken | null {
  const marken = jeDatenbank.get(datenbank) ?? null;
  jeDatenbank.delete(datenbank);
  return marken;
}

export const hatMarken = (datenbank: string): boolean => jeDatenbank.has(datenbank);

type Methode = (...argumente: unknown[]) => unknown;
type Lauscher = (dieses: unknown, anfrage: IdbAnfrage<unknown>, argumente: readonly unknown[]) => void;

const geschrieben: Lauscher = (lager, anfrage) =>
  anfrage.addEventListener("success", () => markiere(lager as IdbLager, anfrage.result));

const geloescht: Lauscher = (dieses, anfrage, [schluessel]) => {
  const lager = dieses as IdbLager;
  anfrage.addEventListener("success", () => {
    if (schluessel instanceof IDBKeyRange) markenVon(lager.transaction.db.name).ganze.add(lager.name);
    else markiere(lager, schluessel);
  });
};

const geleert: Lauscher = (dieses, anfrage) => {
  const lager = dieses as IdbLager;
  anfrage.addEventListener("success", () => markenVon(lager.transaction.db.name).ganze.add(lager.name));
};

interface Zeiger {
  readonly source: IdbLager | { readonly objectStore: IdbLager };
  readonly primaryKey: unknown;
}
const amZeiger: Lauscher = (dieses, anfrage) => {
  const { source, primaryKey } = dieses as Zeiger;
  const lager = "objectStore" in source ? source.objectStore : source;
  anfrage.addEventListener("success", () => markiere(lager, primaryKey));
};

/**
 * Whoever has a database open lets go of it when it is to be deleted. The SDK does so only when its WebAssembly is collected as
 * garbage, and until then the deletion would wait and turn in circles: 100 s for a device that is closed.
 */
const geoeffnet: Lauscher = (_dieses, anfrage) =>
  anfrage.addEventListener("success", () => {
    const datenbank = anfrage.result as IdbDatenbank;
    datenbank.addEventListener("versionchange", () => datenbank.close());
  });

const BELAUSCHTE: readonly (readonly [klasse: unknown, methode: string, lauscher: Lauscher])[] = [
  [IDBFactory, "open", geoeffnet],
  [IDBObjectStore, "put", geschrieben],
  [IDBObjectStore, "add", geschrieben],
  [IDBObjectStore, "delete", geloescht],
  [IDBObjectStore, "clear", geleert],
  [IDBCursor, "update", amZeiger],
  [IDBCursor, "delete", amZeiger],
];
for (const [klasse, name, lauscher] of BELAUSCHTE) {
  const prototyp = (klasse as { readonly prototype: Record<string, Methode> }).prototype;
  const urspruengliche = prototyp[name];
  if (urspruengliche === undefined) throw new Error(`IndexedDB without ${name}`);
  prototyp[name] = function (this: unknown, ...argumente: unknown[]): unknown {
    const anfrage = urspruengliche.apply(this, argumente) as IdbAnfrage<unknown>;
    lauscher(this, anfrage, argumente);
    return anfrage;
  };
}
