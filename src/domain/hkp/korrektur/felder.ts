import type { Blankoverordnung } from "../datensaetze/blankoverordnung.js";
import type { Korrekturwert } from "../datensaetze/korrektur.js";
import type { Leistung, Verordnung, Versorgungsort } from "../datensaetze/verordnung.js";

/**
 * What a Korrekturanfrage may change: the closed table of paths, with the kind of value each takes. `[]` stands for the
 * id of a Leistung or the position of an entry. Everything else is refused; master data with a code of its own.
 */
export interface Feld<D> {
  readonly typ: Korrekturwert["typ"];
  readonly titel: string;
  /** Undefined: there is no such place; null: it is empty. */
  readonly lies: (dokument: D, schluessel: string) => Korrekturwert | null | undefined;
  readonly setze: (dokument: D, schluessel: string, wert: Korrekturwert) => D;
  /** Entries without an id may stand elsewhere in the next version. */
  readonly ungeordnet?: boolean;
}

export type Feldtabelle<D> = Readonly<Record<string, Feld<D>>>;

const text = (wert: string | undefined): Korrekturwert | null =>
  wert === undefined ? null : { typ: "TEXT", text: wert };

/** The table has made sure of the kind; the empty text cannot be reached. */
const alsText = (wert: Korrekturwert): string => (wert.typ === "TEXT" ? wert.text : "");

const wertVon = (leistung: Pick<Leistung, "haeufigkeit" | "dauer"> | undefined, feld: "haeufigkeit" | "dauer") => {
  if (leistung === undefined) return undefined;
  if (feld === "haeufigkeit")
    return leistung.haeufigkeit === undefined
      ? null
      : ({ typ: "HAEUFIGKEIT", haeufigkeit: leistung.haeufigkeit } as const);
  return leistung.dauer === undefined ? null : ({ typ: "ZEITRAUM", zeitraum: leistung.dauer } as const);
};

const umfang = (wert: Korrekturwert): Pick<Leistung, "haeufigkeit" | "dauer"> => ({
  ...(wert.typ === "HAEUFIGKEIT" && { haeufigkeit: wert.haeufigkeit }),
  ...(wert.typ === "ZEITRAUM" && { dauer: wert.zeitraum }),
});

const finde = (verordnung: Verordnung, id: string) => verordnung.leistungen.find((leistung) => leistung.id === id);
const aendereLeistung = (
  verordnung: Verordnung,
  id: string,
  aendere: (leistung: Leistung) => Leistung,
): Verordnung => ({
  ...verordnung,
  leistungen: verordnung.leistungen.map((leistung) => (leistung.id === id ? aendere(leistung) : leistung)),
});

function textfeld(name: "nummer" | "freitext" | "einzelheiten", titel: string): Feld<Verordnung> {
  return {
    typ: "TEXT",
    titel,
    lies: (verordnung, id) => {
      const leistung = finde(verordnung, id);
      return leistung === undefined ? undefined : text(leistung[name]);
    },
    setze: (verordnung, id, wert) =>
      aendereLeistung(verordnung, id, ({ nummer, freitext, ...uebrige }) => ({
        ...uebrige,
        // Number and free text name the Leistung in turn: one takes the other's place.
        ...(name === "einzelheiten" && nummer !== undefined && { nummer }),
        ...(name === "einzelheiten" && freitext !== undefined && { freitext }),
        [name]: alsText(wert),
      })),
  };
}

const umfangfeld = (name: "haeufigkeit" | "dauer", typ: Korrekturwert["typ"], titel: string): Feld<Verordnung> => ({
  typ,
  titel,
  lies: (verordnung, id) => wertVon(finde(verordnung, id), name),
  setze: (verordnung, id, wert) => aendereLeistung(verordnung, id, (leistung) => ({ ...leistung, ...umfang(wert) })),
});

const stelle = (schluessel: string): number => (/^(0|[1-9][0-9]{0,3})$/.test(schluessel) ? Number(schluessel) : -1);
const ersetze = <T>(liste: readonly T[], an: number, wert: T): T[] =>
  liste.map((eintrag, nr) => (nr === an ? wert : eintrag));

export const VERORDNUNGSFELDER: Feldtabelle<Verordnung> = {
  verordnungszeitraum: {
    typ: "ZEITRAUM",
    titel: "Verordnungszeitraum",
    lies: ({ verordnungszeitraum }) => ({ typ: "ZEITRAUM", zeitraum: verordnungszeitraum }),
    setze: (verordnung, _, wert) =>
      wert.typ === "ZEITRAUM" ? { ...verordnung, verordnungszeitraum: wert.zeitraum } : verordnung,
  },
  art: {
    typ: "TEXT",
    titel: "Art der Verordnung",
    lies: ({ art }) => text(art),
    // A value that is none of the two is found by the rules of the Verordnung.
    setze: (verordnung, _, wert) => ({ ...verordnung, art: alsText(wert) as Verordnung["art"] }),
  },
  hinweise: {
    typ: "TEXT",
    titel: "Hinweise",
    lies: ({ hinweise }) => text(hinweise),
    setze: (verordnung, _, wert) => ({ ...verordnung, hinweise: alsText(wert) }),
  },
  versorgungsort: {
    typ: "TEXT",
    titel: "Versorgungsort",
    lies: ({ versorgungsort }) => text(versorgungsort),
    // As with the kind of the Verordnung.
    setze: (verordnung, _, wert) => ({ ...verordnung, versorgungsort: alsText(wert) as Versorgungsort }),
  },
  "diagnosen[]": {
    typ: "DIAGNOSE",
    titel: "Diagnose",
    ungeordnet: true,
    lies: ({ diagnosen }, an) => {
      const diagnose = diagnosen[stelle(an)];
      return diagnose === undefined ? undefined : { typ: "DIAGNOSE", diagnose };
    },
    setze: (verordnung, an, wert) =>
      wert.typ === "DIAGNOSE"
        ? { ...verordnung, diagnosen: ersetze(verordnung.diagnosen, stelle(an), wert.diagnose) }
        : verordnung,
  },
  "einschraenkungen[]": {
    typ: "TEXT",
    titel: "Einschränkung",
    ungeordnet: true,
    lies: ({ einschraenkungen }, an) => {
      const einschraenkung = einschraenkungen[stelle(an)];
      return einschraenkung === undefined ? undefined : text(einschraenkung);
    },
    setze: (verordnung, an, wert) => ({
      ...verordnung,
      einschraenkungen: ersetze(verordnung.einschraenkungen, stelle(an), alsText(wert)),
    }),
  },
  "leistungen[].nummer": textfeld("nummer", "Nummer der Leistung"),
  "leistungen[].freitext": textfeld("freitext", "Freitext der Leistung"),
  "leistungen[].einzelheiten": textfeld("einzelheiten", "Einzelheiten der Leistung"),
  "leistungen[].haeufigkeit": umfangfeld("haeufigkeit", "HAEUFIGKEIT", "Häufigkeit der Leistung"),
  "leistungen[].dauer": umfangfeld("dauer", "ZEITRAUM", "Dauer der Leistung"),
};

const blankofeld = (
  name: "haeufigkeit" | "dauer",
  typ: Korrekturwert["typ"],
  titel: string,
): Feld<Blankoverordnung> => ({
  typ,
  titel,
  lies: ({ leistungen }, id) =>
    wertVon(
      leistungen.find(({ leistungId }) => leistungId === id),
      name,
    ),
  setze: (blanko, id, wert) => ({
    ...blanko,
    leistungen: blanko.leistungen.map((leistung) =>
      leistung.leistungId === id ? { ...leistung, ...umfang(wert) } : leistung,
    ),
  }),
});

export const BLANKOFELDER: Feldtabelle<Blankoverordnung> = {
  "leistungen[].haeufigkeit": blankofeld("haeufigkeit", "HAEUFIGKEIT", "Häufigkeit der Leistung"),
  "leistungen[].dauer": blankofeld("dauer", "ZEITRAUM", "Dauer der Leistung"),
};

export interface Pfad {
  /** Key of the table. */
  readonly feld: string;
  /** Id or position in the brackets; empty if there are none. */
  readonly schluessel: string;
  /** First member, e.g. `versicherter`. */
  readonly wurzel: string;
}

const FORM = /^([A-Za-z]+)(?:\[([^[\]]+)\])?((?:\.[A-Za-z]+)*)$/;

/** Null: it has not the form of a path at all. */
export function zerlegePfad(pfad: string): Pfad | null {
  const treffer = FORM.exec(pfad);
  if (treffer === null) return null;
  const [, wurzel = "", schluessel, rest = ""] = treffer;
  return {
    feld: `${wurzel}${schluessel === undefined ? "" : "[]"}${rest}`,
    schluessel: schluessel ?? "",
    wurzel,
  };
}
