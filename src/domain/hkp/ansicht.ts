import type { Akteur, Rolle } from "../kern/akteur.js";
import type { Entscheidung } from "./datensaetze/entscheidung.js";
import { DATENSATZARTEN, hatKostenerstattungGewaehlt } from "./vorgang.js";
import type { BeliebigerDatensatz, Datensatzart, Vorgang, Zugriffscodes } from "./vorgang.js";

/**
 * Reading rights per data set and role: fachregeln.md section 3 (gemF_VO_HKP Tabelle 12). A role without a row reads
 * nothing; everything stands on the Vorgang being visible at all (sicht.ts).
 */
type Leserecht = "IMMER" | "WENN_ZUGEWIESEN" | "AB_EINREICHEN" | "AB_EINREICHEN_ODER_WAHL" | "NIE";

const NICHTS: Record<Datensatzart, Leserecht> = {
  VERORDNUNG: "NIE",
  BLANKOVERORDNUNG: "NIE",
  ANGABEN: "NIE",
  ENTSCHEIDUNG: "NIE",
};
const ALLES: Record<Datensatzart, Leserecht> = {
  VERORDNUNG: "IMMER",
  BLANKOVERORDNUNG: "IMMER",
  ANGABEN: "IMMER",
  ENTSCHEIDUNG: "IMMER",
};

export const LESERECHTE: Record<Rolle, Record<Datensatzart, Leserecht>> = {
  VERORDNENDER: ALLES,
  VERSICHERTER: ALLES,
  VERTRETER: ALLES,
  PFLEGEDIENST: {
    VERORDNUNG: "IMMER",
    // A Pflegedienst that only reads does not see what an earlier one wrote.
    BLANKOVERORDNUNG: "WENN_ZUGEWIESEN",
    ANGABEN: "WENN_ZUGEWIESEN",
    ENTSCHEIDUNG: "WENN_ZUGEWIESEN",
  },
  KOSTENTRAEGER: {
    VERORDNUNG: "IMMER",
    // § 13 (2): the Kostentraeger reads a Blankoverordnung too, although nothing is submitted [6.4].
    BLANKOVERORDNUNG: "AB_EINREICHEN_ODER_WAHL",
    ANGABEN: "AB_EINREICHEN",
    ENTSCHEIDUNG: "IMMER",
  },
  SYSTEM: ALLES,
  BETRIEB: NICHTS,
};

const GILT: Record<Leserecht, (vorgang: Vorgang, akteur: Akteur) => boolean> = {
  IMMER: () => true,
  NIE: () => false,
  WENN_ZUGEWIESEN: (vorgang, akteur) =>
    akteur.rolle === "PFLEGEDIENST" && vorgang.pflegedienst?.kennung === akteur.telematikId,
  // AP3 only: with AP1 no Pflegedienst has submitted anything.
  AB_EINREICHEN: (vorgang) => vorgang.antrag === "AP3",
  AB_EINREICHEN_ODER_WAHL: (vorgang) => vorgang.antrag === "AP3" || hatKostenerstattungGewaehlt(vorgang),
};

/** Data sets this actor may read, with foreign Begruendungen and a withheld signature taken out. */
export function sichtbareDatensaetze(vorgang: Vorgang, akteur: Akteur): readonly BeliebigerDatensatz[] {
  // After deletion no content is left to read [7.1.8].
  if (vorgang.status === "GELOESCHT") return [];
  const erlaubt = new Set(DATENSATZARTEN.filter((art) => GILT[LESERECHTE[akteur.rolle][art]](vorgang, akteur)));
  return vorgang.datensaetze
    .filter(({ art }) => erlaubt.has(art))
    .filter((datensatz) => !istVomVorgaenger(datensatz, akteur))
    .map((datensatz) => ohneFremdeGruende(datensatz, akteur))
    .map((datensatz) => ohneSignaturBeiWahl(datensatz, vorgang, akteur));
}

/** What a Pflegedienst wrote before it gave the Verordnung back is not the next one's to read. */
function istVomVorgaenger({ art, von }: BeliebigerDatensatz, akteur: Akteur): boolean {
  const vomPflegedienst = art === "BLANKOVERORDNUNG" || art === "ANGABEN";
  return vomPflegedienst && akteur.rolle === "PFLEGEDIENST" && von.kennung !== akteur.telematikId;
}

/** § 13 (2): without the practice's signature the Pflegedienst cannot have the Leistungen approved or paid again [6.4]. */
function ohneSignaturBeiWahl(datensatz: BeliebigerDatensatz, vorgang: Vorgang, { rolle }: Akteur): BeliebigerDatensatz {
  const vorenthalten =
    rolle === "PFLEGEDIENST" && datensatz.art === "VERORDNUNG" && hatKostenerstattungGewaehlt(vorgang);
  return vorenthalten ? { ...datensatz, signatur: null } : datensatz;
}

type Begruendungsfeld = keyof Entscheidung["begruendungen"];

/** The Begruendungen each role reads; the Kostentraeger wrote all three. */
const BEGRUENDUNGEN: Record<Rolle, readonly Begruendungsfeld[]> = {
  VERORDNENDER: ["verordnender"],
  PFLEGEDIENST: ["pflegedienst"],
  VERSICHERTER: ["versicherter"],
  VERTRETER: ["versicherter"],
  KOSTENTRAEGER: ["verordnender", "pflegedienst", "versicherter"],
  SYSTEM: [],
  BETRIEB: [],
};

/**
 * One actor never sees another actor's Begruendung. The Bundle and the signed bytes hold all three, so they are handed
 * out only to whoever may read all.
 */
function ohneFremdeGruende(datensatz: BeliebigerDatensatz, { rolle }: Akteur): BeliebigerDatensatz {
  if (datensatz.art !== "ENTSCHEIDUNG") return datensatz;
  const felder = BEGRUENDUNGEN[rolle];
  if (felder.length === 3) return datensatz;
  const eigene = Object.fromEntries(
    Object.entries(datensatz.inhalt.begruendungen).filter(([feld]) => felder.includes(feld as Begruendungsfeld)),
  );
  return { ...datensatz, inhalt: { ...datensatz.inhalt, begruendungen: eigene }, bundle: "", signatur: null };
}

/** The codes are the Versicherter's to give away; the Praxis prints them (§ 360 (9) SGB V). */
export function sichtbareZugriffscodes(vorgang: Vorgang, { rolle }: Akteur): Zugriffscodes | null {
  const darf = rolle === "VERORDNENDER" || rolle === "VERSICHERTER" || rolle === "VERTRETER";
  return darf && (vorgang.status === "INITIALISIERT" || vorgang.status === "OFFEN") ? vorgang.zugriffscodes : null;
}
