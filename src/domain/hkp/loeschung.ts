import type { BeliebigerDatensatz, ErledigteAnfrage, Meldung, Vorgang } from "./vorgang.js";

/**
 * What stays of a Vorgang in GELOESCHT [7.1.8]: who took part, so that the status can be asked for, the Protokoll, the
 * feed without any Begruendung or hint, and the answered requests (no content), so that a repeated deletion is answered.
 * Everything is named, so that a new field of the Vorgang does not compile until it is decided whether it stays.
 */
export function ohneInhalt(vorgang: Vorgang): Vorgang {
  return {
    id: vorgang.id,
    art: vorgang.art,
    version: vorgang.version,
    status: vorgang.status,
    angelegtAm: vorgang.angelegtAm,
    geaendertAm: vorgang.geaendertAm,
    verordnender: vorgang.verordnender,
    versicherter: vorgang.versicherter,
    kostentraeger: vorgang.kostentraeger,
    prinzip: null,
    zuweisung: vorgang.zuweisung,
    kontakt: null,
    // Wishes, contact data and answers are content.
    verfuegbarkeitsanfragen: [],
    pflegedienst: vorgang.pflegedienst,
    kostentraegerHatZugriff: vorgang.kostentraegerHatZugriff,
    weitereKostentraeger: vorgang.weitereKostentraeger,
    verordnungszeitraumBis: null,
    kennzeichenKostenerstattung: false,
    antrag: null,
    // Requests, answers and their reasons are data sets.
    korrektur: null,
    zugriffscodes: null,
    entwurf: null,
    fadenId: vorgang.fadenId,
    alarmstand: vorgang.alarmstand,
    ueberholteAuftraege: [],
    raumpflegeAm: vorgang.raumpflegeAm,
    datensaetze: [],
    unterlagen: [],
    // Their bytes lie elsewhere; this is the order to delete them, in the very write that deletes the Vorgang.
    zuLoeschendeUnterlagen: [...vorgang.zuLoeschendeUnterlagen, ...vorgang.unterlagen.map(({ id }) => id)],
    protokoll: vorgang.protokoll,
    meldungen: vorgang.meldungen.map(ohneWorte),
    // Addresses and answers of the channels go too. An order under way loses its claim and records nothing any more.
    ausgang: [],
    anfragen: vorgang.anfragen,
  };
}

/**
 * The Vorgang without these data sets, and without the words that Meldungen tell of them. A Meldung does not name its decision:
 * both carry the instant of the transition that made them.
 */
export function ohneDatensaetze(vorgang: Vorgang, ids: readonly string[]): Vorgang {
  if (ids.length === 0) return vorgang;
  const istEntfernt = ({ id }: { readonly id: string }): boolean => ids.includes(id);
  const betroffene = meldungenVon(vorgang, vorgang.datensaetze.filter(istEntfernt));
  return {
    ...vorgang,
    datensaetze: vorgang.datensaetze.filter((einer) => !istEntfernt(einer)),
    meldungen: vorgang.meldungen.map((meldung) => (betroffene.includes(meldung) ? ohneWorte(meldung) : meldung)),
  };
}

/** Meldungen that tell a Begruendung of one of these decisions. */
export function meldungenVon(
  { meldungen }: Pick<Vorgang, "meldungen">,
  entscheidungen: readonly Pick<BeliebigerDatensatz, "erstelltAm">[],
): readonly Meldung[] {
  const zeiten = entscheidungen.map(({ erstelltAm }) => erstelltAm.getTime());
  return meldungen.filter(({ begruendung, zeit }) => begruendung !== null && zeiten.includes(zeit.getTime()));
}

/** Named like above: a hint tells what the Verordnung says; the data set is gone. */
export function ohneWorte({ id, art, ereignis, empfaenger, zeit, version, status }: Meldung): Meldung {
  return { id, art, ereignis, empfaenger, zeit, version, status, begruendung: null };
}

/** What an actor who no longer sees the Vorgang is shown of it: what he did himself, nothing that came after. */
export function nachAbschied(vorgang: Vorgang, { status, version, zeit }: Erledigtes): Vorgang {
  return {
    ...ohneInhalt(vorgang),
    status,
    version,
    geaendertAm: zeit,
    versicherter: null,
    kostentraeger: null,
    zuweisung: null,
    pflegedienst: null,
    kostentraegerHatZugriff: false,
    weitereKostentraeger: [],
    alarmstand: 0,
    raumpflegeAm: null,
    zuLoeschendeUnterlagen: [],
    protokoll: [],
    meldungen: [],
    anfragen: [],
  };
}

type Erledigtes = Pick<ErledigteAnfrage, "status" | "version" | "zeit">;
