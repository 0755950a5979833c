/** The part of IndexedDB that is used here. The project compiles without the DOM's types, whose global names would hide mistakes. */

export interface IdbAnfrage<T> {
  readonly result: T;
  readonly error: Error | null;
  onsuccess: (() => void) | null;
  onerror: (() => void) | null;
  addEventListener(art: "success", hoerer: () => void): void;
}
export interface IdbOeffnung extends IdbAnfrage<IdbDatenbank> {
  onupgradeneeded: (() => void) | null;
}
export interface IdbVerzeichnis {
  readonly name: string;
  readonly keyPath: string | string[];
  readonly unique: boolean;
  readonly multiEntry: boolean;
}
export interface IdbLager {
  readonly name: string;
  readonly keyPath: string | string[] | null;
  readonly autoIncrement: boolean;
  readonly indexNames: Iterable<string>;
  readonly transaction: IdbTransaktion;
  index(name: string): IdbVerzeichnis;
  createIndex(name: string, keyPath: string | string[], optionen: Pick<IdbVerzeichnis, "unique" | "multiEntry">): void;
  count(): IdbAnfrage<number>;
  get(schluessel: unknown): IdbAnfrage<unknown>;
  getAllKeys(): IdbAnfrage<readonly unknown[]>;
  getAll(): IdbAnfrage<readonly unknown[]>;
  put(wert: unknown, schluessel?: unknown): IdbAnfrage<unknown>;
}
export interface IdbTransaktion {
  readonly db: { readonly name: string };
  oncomplete: (() => void) | null;
  onabort: (() => void) | null;
  objectStore(name: string): IdbLager;
}
export interface IdbDatenbank {
  readonly version: number;
  readonly objectStoreNames: Iterable<string>;
  transaction(lager: readonly string[], art: "readonly"): IdbTransaktion;
  createObjectStore(name: string, optionen: Pick<IdbLager, "keyPath" | "autoIncrement">): IdbLager;
  addEventListener(art: "versionchange", hoerer: () => void): void;
  close(): void;
}
export interface IdbFabrik {
  databases(): Promise<readonly { readonly name?: string; readonly version?: number }[]>;
  open(name: string, version?: number): IdbOeffnung;
  deleteDatabase(name: string): IdbAnfrage<unknown>;
}

export function antwort<T>(anfrage: IdbAnfrage<T>): Promise<T> {
  return new Promise((fertig, gescheitert) => {
    anfrage.onsuccess = () => fertig(anfrage.result);
    anfrage.onerror = () => gescheitert(anfrage.error ?? new Error("IndexedDB"));
  });
}
