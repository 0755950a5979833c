import { datenbanken, nimmMarken } from "./indexeddb-marken.js";
import type { Marken } from "./indexeddb-marken.js";
import { antwort } from "./indexeddb-typen.js";
import type { IdbDatenbank, IdbLager, IdbTransaktion, IdbVerzeichnis } from "./indexeddb-typen.js";

/** How a database is built; without it its records cannot be put back. */
export interface Struktur {
  readonly datenbank: string;
  readonly version: number;
  readonly lager: readonly Lagerstruktur[];
}
interface Lagerstruktur extends Pick<IdbLager, "name" | "keyPath" | "autoIncrement"> {
  readonly verzeichnisse: readonly IdbVerzeichnis[];
}

export interface Datensatz {
  readonly datenbank: string;
  readonly lager: string;
  readonly schluessel: unknown;
  readonly wert: unknown;
}

/** What a database holds now of what was marked. */
export interface Stand {
  readonly struktur: Struktur;
  /** Records that are there. */
  readonly da: readonly Datensatz[];
  /** Marked and not there (any more). */
  readonly weg: readonly Omit<Datensatz, "wert">[];
  /** Stores that were read as a whole: what is not in `da` is gone. */
  readonly ganze: readonly string[];
}

/** Names of the databases that begin so, with their versions. */
export async function vorhandene(vorsilbe: string): Promise<ReadonlyMap<string, number>> {
  const alle = await datenbanken.databases();
  return new Map(
    alle.flatMap(({ name = "", version = 0 }) => (name.startsWith(vorsilbe) ? [[name, version] as const] : [])),
  );
}

/** Leaves nothing of them in memory. */
export async function entferne(vorsilbe: string): Promise<void> {
  for (const name of (await vorhandene(vorsilbe)).keys()) {
    await antwort(datenbanken.deleteDatabase(name));
    nimmMarken(name);
  }
}

/** One consistent state: of a write of several records all are seen or none. `alles`: every store as a whole. */
export async function liesStand(datenbank: string, alles: boolean): Promise<Stand> {
  const db: IdbDatenbank = await antwort(datenbanken.open(datenbank));
  try {
    const namen = [...db.objectStoreNames];
    const [erster] = namen;
    if (erster === undefined)
      return { struktur: { datenbank, version: db.version, lager: [] }, da: [], weg: [], ganze: [] };
    // Over all stores: it begins when no write is under way, and none begins before its end. So marks and records fit together.
    const transaktion = db.transaction(namen, "readonly");
    const struktur = {
      datenbank,
      version: db.version,
      lager: namen.map((n) => strukturVon(transaktion.objectStore(n))),
    };
    const da: Datensatz[] = [];
    const weg: Omit<Datensatz, "wert">[] = [];
    const ganze: string[] = [];
    await new Promise<void>((fertig, gescheitert) => {
      transaktion.oncomplete = fertig;
      transaktion.onabort = () => gescheitert(new Error("IndexedDB: read aborted"));
      const beginn = transaktion.objectStore(erster).count();
      beginn.onsuccess = () => {
        const marken = nimmMarken(datenbank);
        ganze.push(...(alles ? namen : (marken?.ganze ?? [])));
        for (const lager of ganze) liesGanz(transaktion, { datenbank, lager }, da);
        if (marken !== null) liesMarkierte(transaktion, { datenbank, marken, ganze }, da, weg);
      };
    });
    return { struktur, da, weg, ganze };
  } finally {
    db.close();
  }
}

function liesGanz(
  transaktion: IdbTransaktion,
  { datenbank, lager }: Pick<Datensatz, "datenbank" | "lager">,
  da: Datensatz[],
): void {
  const schluessel = transaktion.objectStore(lager).getAllKeys();
  const werte = transaktion.objectStore(lager).getAll();
  // The later of the two.
  werte.onsuccess = () => {
    for (const [stelle, wert] of werte.result.entries())
      da.push({ datenbank, lager, schluessel: schluessel.result[stelle], wert });
  };
}

function liesMarkierte(
  transaktion: IdbTransaktion,
  { datenbank, marken, ganze }: { datenbank: string; marken: Marken; ganze: readonly string[] },
  da: Datensatz[],
  weg: Omit<Datensatz, "wert">[],
): void {
  for (const [lager, eintraege] of marken.eintraege) {
    if (ganze.includes(lager)) continue;
    for (const schluessel of eintraege.values()) {
      const anfrage = transaktion.objectStore(lager).get(schluessel);
      anfrage.onsuccess = () => {
        const ort = { datenbank, lager, schluessel };
        // Values of IndexedDB are never undefined in what the SDK stores.
        if (anfrage.result === undefined) weg.push(ort);
        else da.push({ ...ort, wert: anfrage.result });
      };
    }
  }
}

function strukturVon(lager: IdbLager): Lagerstruktur {
  const verzeichnisse = [...lager.indexNames].map((einer) => {
    const { name, keyPath, unique, multiEntry } = lager.index(einer);
    return { name, keyPath, unique, multiEntry };
  });
  return { name: lager.name, keyPath: lager.keyPath, autoIncrement: lager.autoIncrement, verzeichnisse };
}

/** Builds a database anew that must not exist, with these records. */
export async function stelleHer(struktur: Struktur, saetze: readonly Datensatz[]): Promise<void> {
  const anfrage = datenbanken.open(struktur.datenbank, struktur.version);
  anfrage.onupgradeneeded = () => {
    const orte = new Map<string, IdbLager>();
    for (const { name, keyPath, autoIncrement, verzeichnisse } of struktur.lager) {
      const lager = anfrage.result.createObjectStore(name, { keyPath, autoIncrement });
      for (const v of verzeichnisse)
        lager.createIndex(v.name, v.keyPath, { unique: v.unique, multiEntry: v.multiEntry });
      orte.set(name, lager);
    }
    for (const { lager, schluessel, wert } of saetze) {
      const ort = orte.get(lager);
      if (ort === undefined) throw new Error("a stored record without its store");
      ort.put(wert, ...(ort.keyPath === null ? [schluessel] : []));
    }
  };
  (await antwort(anfrage)).close();
  nimmMarken(struktur.datenbank);
}
