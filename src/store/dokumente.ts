import type { Collection, Db, Document } from "mongodb";
import { schluessel } from "../domain/kern/akteur.js";
import type { Teilnehmerschluessel } from "../domain/kern/akteur.js";
import { sichtbarFuer, zustaendig } from "../domain/hkp/aenderung.js";
import { naechsteFrist } from "../domain/hkp/fristen.js";
import type { Fristregeln } from "../domain/hkp/fristen.js";
import type { ErledigteAnfrage, Vorgang } from "../domain/hkp/vorgang.js";
import type { Impuls } from "../domain/ports/aenderungsstrom.js";

export const SCHEMA_VERSION = 1;

/** The last transition as the change stream tells it; set as a whole by each transition and by nothing else. */
export type Puls = Omit<Impuls, "cursor" | "vorgangId">;

/** What the store adds to a Vorgang for its own queries; derived anew with each transition. */
export interface Abgeleitetes {
  readonly sichtbarFuer: readonly Teilnehmerschluessel[];
  readonly zustaendig: Teilnehmerschluessel | null;
  readonly puls: Puls;
  /** When the scheduler must look at it next; null: never by itself. */
  readonly naechsteFristAm: Date | null;
}

/**
 * A document of `vorgaenge`: the Vorgang as the domain knows it, with its lists embedded, so that reading needs no conversion
 * beyond `_id`. `_id` is the Verordnungs-ID.
 */
export interface Vorgangsdokument extends Omit<Vorgang, "id">, Abgeleitetes {
  readonly _id: string;
  readonly schemaVersion: typeof SCHEMA_VERSION;
  /** The request that created it; unique, so that the same request creates once. */
  readonly anlage: Pick<ErledigteAnfrage, "wer" | "anfrageId"> | null;
}

/** Queries are built from tables and paths, which the driver's deep types cannot follow; what comes out is typed here. */
export type Rohdokument = Document & { readonly _id: string };
export type Sammlung = Collection<Rohdokument>;

/** Absent optional fields stay absent instead of becoming null; bytes come back as Uint8Array (Buffer). */
const BSON = { ignoreUndefined: true, promoteBuffers: true } as const;

export const vorgaenge = (db: Db): Sammlung => db.collection<Rohdokument>("vorgaenge", BSON);
/** Entries of the Protokoll for reads, which are no transitions and must not change the version of a Vorgang; `_id` is the entry's id. */
export const einsichten = (db: Db): Sammlung => db.collection<Rohdokument>("einsichten", BSON);
/** Verordnungs-IDs of Vorgaenge that were removed: they are never given out again [7.1.8]. `_id` is the Verordnungs-ID. */
export const verbrauchteIds = (db: Db): Sammlung => db.collection<Rohdokument>("verbrauchteIds", BSON);

/** Profiles of practices; no patient data. `_id` is `<Telematik-ID>/<id>`. */
export const profile = (db: Db): Sammlung => db.collection<Rohdokument>("profile", BSON);

/** Leaves out what only the store's queries need. */
export const OHNE_ABGELEITETES = {
  schemaVersion: 0,
  anlage: 0,
  sichtbarFuer: 0,
  zustaendig: 0,
  puls: 0,
  naechsteFristAm: 0,
} as const;

/** From a document read with OHNE_ABGELEITETES. */
export function alsVorgang(dokument: Rohdokument): Vorgang {
  const { _id: id, ...felder } = dokument;
  return { id, ...felder } as unknown as Vorgang;
}

export function alsDokument(vorgang: Vorgang, regeln: Fristregeln): Vorgangsdokument {
  const { id: _id, ...felder } = vorgang;
  const anlage = vorgang.anfragen.find(({ aktion }) => aktion === "anlegen");
  return {
    _id,
    schemaVersion: SCHEMA_VERSION,
    anlage: anlage === undefined ? null : { wer: anlage.wer, anfrageId: anlage.anfrageId },
    ...felder,
    ...leiteAb(vorgang, { aktion: "anlegen", statusVorher: null, meldungen: vorgang.meldungen }, regeln),
  };
}

/** `danach`: the Vorgang after the transition. */
export function leiteAb(
  danach: Vorgang,
  uebergang: Pick<Puls, "aktion" | "statusVorher" | "meldungen">,
  regeln: Fristregeln,
): Abgeleitetes {
  const { aktion, statusVorher, meldungen } = uebergang;
  const { version, status, geaendertAm: zeit } = danach;
  const sichtbar = sichtbarFuer(danach);
  const naechster = zustaendig(danach);
  return {
    sichtbarFuer: sichtbar,
    zustaendig: naechster === null ? null : schluessel(naechster),
    puls: { version, aktion, statusVorher, status, zeit, sichtbarFuer: sichtbar, meldungen },
    naechsteFristAm: naechsteFrist(danach, zeit, regeln)?.faelligAm ?? null,
  };
}
