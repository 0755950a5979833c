import type { Db, Document } from "mongodb";
import type { Teilnehmer, Teilnehmerschluessel } from "../domain/kern/akteur.js";
import { SCHALTER_VORGABE } from "../domain/hkp/ablauf.js";
import { wendeAn } from "../domain/hkp/aenderung.js";
import type { Aenderung } from "../domain/hkp/aenderung.js";
import { ANFRAGEZUSTAENDE } from "../domain/hkp/datensaetze/verfuegbarkeitsanfrage.js";
import type { Verfuegbarkeitsanfrage } from "../domain/hkp/datensaetze/verfuegbarkeitsanfrage.js";
import type { Fristregeln } from "../domain/hkp/fristen.js";
import { raumpflegeNach } from "../domain/hkp/raumpflege.js";
import type { Sicht } from "../domain/hkp/sicht.js";
import { STATUS } from "../domain/hkp/status.js";
import type { Meldung, Protokolleintrag, Vorgang } from "../domain/hkp/vorgang.js";
import type {
  AnfrageZumVorgang,
  Anfragenwahl,
  Bezugsziel,
  Cursor,
  Einsicht,
  MeldungZumVorgang,
  Seite,
  Vorgangsfilter,
  VorgangStore,
} from "../domain/ports/vorgang-store.js";
import { bezugsabfrage, bezugsziel } from "./bezug.js";
import { alsCursor, ausCursor } from "./cursor.js";
import type { Abgeleitetes, Rohdokument, Sammlung } from "./dokumente.js";
import {
  alsDokument,
  alsVorgang,
  einsichten,
  leiteAb,
  OHNE_ABGELEITETES,
  SCHEMA_VERSION,
  verbrauchteIds,
  vorgaenge,
} from "./dokumente.js";
import { frage } from "./ergebnis.js";
import { neuesteElemente } from "./neueste-elemente.js";
import { eineVon, sichtfilter } from "./sicht-filter.js";
import { betrifftFeld, istDoppelterSchluessel } from "./verbindung.js";

const LESEN = { projection: OHNE_ABGELEITETES } as const;
/** Spares the server the choice among the indexes that the Sicht would also fit. */
const LESEN_MIT_ID = { ...LESEN, hint: "_id_" } as const;

/** Vorgaenge in MongoDB, one document each. Durability and read concern are those of the connection (verbindung.ts). */
export class MongoVorgangStore implements VorgangStore {
  readonly #vorgaenge: Sammlung;
  readonly #einsichten: Sammlung;

  readonly #verbrauchteIds: Sammlung;
  readonly #fristregeln: Fristregeln;

  constructor(db: Db, fristregeln: Fristregeln = SCHALTER_VORGABE) {
    this.#fristregeln = fristregeln;
    this.#verbrauchteIds = verbrauchteIds(db);
    this.#vorgaenge = vorgaenge(db);
    this.#einsichten = einsichten(db);
  }

  /**
   * One query by `_id` in every case: whether a Vorgang is missing or hidden, the same command is answered by the same empty
   * batch. What remains is that a hidden document is fetched inside the server before the filter drops it; rejected was a second
   * read to level that out, because it would cost every honest read and the ids carry no secret.
   */
  async lade(id: string, sicht: Sicht): Promise<Vorgang | null> {
    const gesucht = { _id: id, ...eineVon(sichtfilter(sicht)) };
    const dokument = await frage(() => this.#vorgaenge.findOne(gesucht, LESEN_MIT_ID));
    return dokument === null ? null : alsVorgang(dokument);
  }

  async ladeBeantwortet(id: string, wer: string, anfrageId: string): Promise<Vorgang | null> {
    const beantwortet = { _id: id, anfragen: { $elemMatch: { wer, anfrageId } } };
    const dokument = await frage(() => this.#vorgaenge.findOne(beantwortet, LESEN_MIT_ID));
    return dokument === null ? null : alsVorgang(dokument);
  }

  async ladeAngelegt(wer: string, anfrageId: string): Promise<Vorgang | null> {
    const anlage = { "anlage.wer": wer, "anlage.anfrageId": anfrageId };
    const dokument = await frage(() => this.#vorgaenge.findOne(anlage, LESEN));
    return dokument === null ? null : alsVorgang(dokument);
  }

  async legeAn(vorgang: Vorgang): Promise<"ANGELEGT" | "VERGEBEN" | "ANFRAGE_BEKANNT"> {
    // One look by `_id` before each insert, which only the id of a removed Vorgang can fail: after the insert it would be in lists and
    // in the change stream already.
    if ((await frage(() => this.#verbrauchteIds.findOne({ _id: vorgang.id }))) !== null) return "VERGEBEN";
    try {
      await frage(() => this.#vorgaenge.insertOne(alsDokument(vorgang, this.#fristregeln)));
      return "ANGELEGT";
    } catch (fehler) {
      if (!istDoppelterSchluessel(fehler)) throw fehler;
      return betrifftFeld(fehler, "anlage.anfrageId") ? "ANFRAGE_BEKANNT" : "VERGEBEN";
    }
  }

  /** Nothing but $set and $push on fields: a pipeline would log the difference only, and the change stream reads `puls` whole. */
  async schreibe(vorgang: Vorgang, aenderung: Aenderung): Promise<"GESCHRIEBEN" | "KONFLIKT"> {
    const danach = wendeAn(vorgang, aenderung);
    const gelesen = { _id: vorgang.id, version: vorgang.version };
    const abgeleitetes = leiteAb(danach, aenderung, this.#fristregeln);
    const update =
      danach.status === "GELOESCHT"
        ? ersetze(danach, abgeleitetes)
        : ergaenze(vorgang, danach, aenderung, abgeleitetes);
    const { matchedCount } = await frage(() => this.#vorgaenge.updateOne(gelesen, update));
    return matchedCount === 1 ? "GESCHRIEBEN" : "KONFLIKT";
  }

  async findeZuBezug(bezug: string): Promise<readonly Bezugsziel[]> {
    const { filter, projection } = bezugsabfrage(bezug);
    const dokumente = await frage(() => this.#vorgaenge.find(filter, { projection }).toArray());
    return dokumente.map((dokument) => bezugsziel(dokument, bezug));
  }

  async suche(filter: Vorgangsfilter): Promise<Seite<Vorgang>> {
    const bedingung = listenbedingung(filter);
    const alternativen = sichtfilter(filter.sicht).map((sichtbar) => ({ $and: [sichtbar, bedingung] }));
    const dokumente = await frage(() =>
      this.#vorgaenge
        .find(eineVon(alternativen), { ...LESEN, ...indexhinweis(filter) })
        .sort({ geaendertAm: -1, _id: -1 })
        .limit(filter.first + 1)
        .toArray(),
    );
    return {
      eintraege: dokumente.slice(0, filter.first).map((dokument) => {
        const knoten = alsVorgang(dokument);
        return { knoten, cursor: alsCursor({ zeit: knoten.geaendertAm, id: knoten.id }) };
      }),
      gibtWeitere: dokumente.length > filter.first,
    };
  }

  /** Repeated after an unknown outcome it is written once: the entry's id is the key. */
  async protokolliereEinsicht({ vorgangId, eintrag: { id, ...felder } }: Einsicht): Promise<void> {
    try {
      const dokument = { _id: id, schemaVersion: SCHEMA_VERSION, vorgangId, ...felder };
      await frage(() => this.#einsichten.insertOne(dokument));
    } catch (fehler) {
      if (!istDoppelterSchluessel(fehler)) throw fehler;
    }
  }

  async protokoll(vorgangId: string): Promise<readonly Protokolleintrag[]> {
    const [vorgang, gelesene] = await frage(() =>
      Promise.all([
        this.#vorgaenge.findOne({ _id: vorgangId }, { projection: { protokoll: 1 } }),
        this.#einsichten
          .find({ vorgangId }, { projection: { schemaVersion: 0, vorgangId: 0 } })
          .sort({ zeit: 1, _id: 1 })
          .toArray(),
      ]),
    );
    const uebergaenge = (vorgang?.["protokoll"] ?? []) as readonly Protokolleintrag[];
    return [...uebergaenge, ...gelesene.map(alsEintrag)].sort((a, b) => a.zeit.getTime() - b.zeit.getTime());
  }

  async anfragenAn(
    { rolle, kennung }: Teilnehmer,
    { zustand = ANFRAGEZUSTAENDE, first, after }: Anfragenwahl,
  ): Promise<Seite<AnfrageZumVorgang>> {
    const bedingung = {
      "pflegedienst.kennung": kennung,
      "pflegedienst.rolle": rolle,
      zustand: { $in: [...zustand] },
    };
    const suche = { liste: "verfuegbarkeitsanfragen", zeitfeld: "gestelltAm", bedingung, first, after };
    const seite = await frage(() => neuesteElemente<Verfuegbarkeitsanfrage>(this.#vorgaenge, suche));
    return {
      ...seite,
      eintraege: seite.eintraege.map(({ knoten: { vorgangId, element: anfrage }, cursor }) => ({
        knoten: { vorgangId, anfrage },
        cursor,
      })),
    };
  }

  async meldungen(empfaenger: Teilnehmerschluessel, first: number, after?: Cursor): Promise<Seite<MeldungZumVorgang>> {
    const trenner = empfaenger.indexOf(":");
    const bedingung = {
      "empfaenger.kennung": empfaenger.slice(trenner + 1),
      "empfaenger.rolle": empfaenger.slice(0, trenner),
    };
    const seite = await frage(() =>
      neuesteElemente<Meldung>(this.#vorgaenge, { liste: "meldungen", zeitfeld: "zeit", bedingung, first, after }),
    );
    return {
      ...seite,
      eintraege: seite.eintraege.map(({ knoten: { vorgangId, element: meldung }, cursor }) => ({
        knoten: { vorgangId, meldung },
        cursor,
      })),
    };
  }
}

/**
 * A transition only adds to the lists, but for the one data set it may replace and those it deletes.
 * The outbox's own writes to them, which the version does not guard, stay as they are.
 */
function ergaenze(vorgang: Vorgang, danach: Vorgang, aenderung: Aenderung, abgeleitetes: Abgeleitetes): Document {
  const verkuerzte = verkuerzung(danach, aenderung);
  const raumpflegeAm = raumpflegeNach(vorgang, aenderung);
  const gewachsene = {
    datensaetze: aenderung.neueDatensaetze,
    protokoll: aenderung.protokoll,
    meldungen: aenderung.meldungen,
    ausgang: aenderung.auftraege,
    anfragen: aenderung.anfrage === null ? [] : [aenderung.anfrage],
    ueberholteAuftraege: aenderung.ueberholteAuftraege ?? [],
  };
  return {
    $set: {
      ...aenderung.setze,
      version: danach.version,
      status: danach.status,
      geaendertAm: danach.geaendertAm,
      alarmstand: danach.alarmstand,
      // Else left alone: whoever works in the rooms may have moved it on since it was read.
      ...(raumpflegeAm === null ? {} : { raumpflegeAm }),
      ...abgeleitetes,
      ...ersetzung(vorgang, aenderung),
      ...verkuerzte,
    },
    $push: anhaenge(Object.fromEntries(Object.entries(gewachsene).filter(([feld]) => !(feld in verkuerzte)))),
  };
}

/** Lists that lose something are set as a whole: nothing but transitions writes them, and the version guards those. */
function verkuerzung(
  { datensaetze, meldungen }: Vorgang,
  { entfernteDatensaetze = [] }: Aenderung,
): Partial<Pick<Vorgang, "datensaetze" | "meldungen">> {
  return entfernteDatensaetze.length === 0 ? {} : { datensaetze, meldungen };
}

/** Deletion: every field is set as a whole, so that nothing of the content stays; of the outbox only the new orders do. */
function ersetze({ id: _id, ...felder }: Vorgang, abgeleitetes: Abgeleitetes): Document {
  return { $set: { ...felder, ...abgeleitetes } };
}

/** The position is the one that was read: the version guards it. */
function ersetzung(vorgang: Vorgang, { ersetzterDatensatz }: Aenderung): Document {
  const stelle = vorgang.datensaetze.findIndex(({ id }) => id === ersetzterDatensatz?.id);
  return stelle < 0 ? {} : { [`datensaetze.${stelle}`]: ersetzterDatensatz };
}

function anhaenge(listen: Readonly<Record<string, readonly unknown[]>>): Document {
  const gefuellte = Object.entries(listen).filter(([, neue]) => neue.length > 0);
  return Object.fromEntries(gefuellte.map(([feld, neue]) => [feld, { $each: neue }]));
}

function alsEintrag({ _id: id, ...felder }: Rohdokument): Protokolleintrag {
  return { id, ...felder } as unknown as Protokolleintrag;
}

/**
 * One person has few Vorgaenge, a large Kostentraeger many: by the person first. Left to itself the server may keep the plan
 * that it once found for a small practice.
 */
function indexhinweis({ sicht, versicherter }: Vorgangsfilter): { readonly hint?: string } {
  return sicht.art === "BETEILIGT" && versicherter !== undefined ? { hint: "versicherter" } : {};
}

function listenbedingung(filter: Vorgangsfilter): Document {
  const { status, zustaendig, zeitraumBisMindestens, versicherter, ohneKennzeichen, after } = filter;
  const ab = after === undefined ? null : ausCursor(after);
  return {
    // Always named, so that the indexes that hold status before the time deliver in order (merge of one scan per status).
    status: { $in: [...(status ?? STATUS)] },
    ...(zustaendig === undefined ? {} : { zustaendig }),
    ...(versicherter === undefined ? {} : { "versicherter.kennung": versicherter }),
    ...(ohneKennzeichen === true ? { kennzeichenKostenerstattung: false } : {}),
    ...(zeitraumBisMindestens === undefined ? {} : { verordnungszeitraumBis: { $gte: zeitraumBisMindestens } }),
    ...(ab === null
      ? {}
      : {
          geaendertAm: { $lte: ab.zeit },
          $or: [{ geaendertAm: { $lt: ab.zeit } }, { _id: { $lt: ab.id } }],
        }),
  };
}
