/** The part of IndexedDB that is used here. The project compiles without the DOM's types, whose global names would hide mistakes. */

export interface IdbAnfrage<T> {
  readonly result: T;
  readonly error: Error | null;
  onsuccess: (() => void) | null;
  onerror: (() => void) | null;
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
  index(name: string): IdbVerzeichnis;
  createIndex(name: string, keyPath: string | string[], optionen: Pick<IdbVerzeichnis, "unique" | "multiEntry">): void;
  getAllKeys(): IdbAnfrage<readonly unknown[]>;
  getAll(): IdbAnfrage<readonly unknown[]>;
  put(wert: unknown, schluessel?: unknown): IdbAnfrage<unknown>;
}
export interface IdbDatenbank {
  readonly version: number;
  readonly objectStoreNames: Iterable<string>;
  transaction(lager: readonly string[], art: "readonly"): { objectStore(name: string): IdbLager };
  createObjectStore(name: string, optionen: Pick<IdbLager, "keyPath" | "autoIncrement">): IdbLager;
  close(): void;
}
export interface IdbFabrik {
  databases(): Promise<readonly { readonly name?: string }[]>;
  open(name: string, version?: number): IdbOeffnung;
  deleteDatabase(name: string): IdbAnfrage<unknown>;
}
