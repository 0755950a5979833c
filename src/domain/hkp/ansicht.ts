import { alsTeilnehmer } from "../kern/akteur.js";
import type { Akteur, Rolle, Teilnehmer } from "../kern/akteur.js";
import { liestNachricht } from "./gespraech.js";
import type { Entscheidung } from "./datensaetze/entscheidung.js";
import type { Entwurf } from "./entwurf/entwurf.js";
import { hatKostenerstattungGewaehlt, istVomFrueheren } from "./vorgang.js";
import type { BeliebigerDatensatz, Datensatzart, Meldung, Vorgang, Zugriffscodes } from "./vorgang.js";

/**
 * Reading rights per data set and role: fachregeln.md section 3 (gemF_VO_HKP Tabelle 12). A role without a row reads
 * nothing; everything stands on the Vorgang being visible at all (sicht.ts).
 */
type Leserecht =
  | "IMMER"
  | "WENN_ZUGEWIESEN"
  | "AB_EINREICHEN"
  | "AB_EINREICHEN_ODER_WAHL"
  /** Withdrawn requests vanish from the addressee's lists (fachregeln.md section 7, rule 7). */
  | "OHNE_ZURUECKGEZOGENE"
  | "WENN_ZUGEWIESEN_OHNE_ZURUECKGEZOGENE"
  | "EIGENE"
  | "EIGENE_ODER_AB_EINREICHEN"
  /** Own, or of a Vorgang to which the access was passed on (6.9); then without any Begruendung. */
  | "EIGENE_ODER_WEITERGEGEBEN"
  /** As the Korrekturanfrage that is answered. */
  | "WIE_ANFRAGE"
  /** Of the conversation nobody reads what he neither wrote nor was written. */
  | "EIGENES_GESPRAECH"
  | "NIE";

const NICHTS: Record<Datensatzart, Leserecht> = {
  VERORDNUNG: "NIE",
  BLANKOVERORDNUNG: "NIE",
  ANGABEN: "NIE",
  ENTSCHEIDUNG: "NIE",
  VO_K: "NIE",
  BLANKO_K: "NIE",
  KORREKTURANTWORT: "NIE",
  LEISTUNGSAENDERUNG: "NIE",
  NACHRICHT: "NIE",
  FOLGEBITTE: "NIE",
};
const ALLES: Record<Datensatzart, Leserecht> = {
  VERORDNUNG: "IMMER",
  BLANKOVERORDNUNG: "IMMER",
  ANGABEN: "IMMER",
  ENTSCHEIDUNG: "IMMER",
  VO_K: "IMMER",
  BLANKO_K: "IMMER",
  KORREKTURANTWORT: "IMMER",
  LEISTUNGSAENDERUNG: "IMMER",
  NACHRICHT: "EIGENES_GESPRAECH",
  FOLGEBITTE: "IMMER",
};

export const LESERECHTE: Record<Rolle, Record<Datensatzart, Leserecht>> = {
  VERORDNENDER: { ...ALLES, VO_K: "OHNE_ZURUECKGEZOGENE", BLANKO_K: "NIE", KORREKTURANTWORT: "WIE_ANFRAGE" },
  VERSICHERTER: ALLES,
  VERTRETER: ALLES,
  PFLEGEDIENST: {
    VERORDNUNG: "IMMER",
    // A Pflegedienst that only reads does not see what an earlier one wrote.
    BLANKOVERORDNUNG: "WENN_ZUGEWIESEN",
    ANGABEN: "WENN_ZUGEWIESEN",
    ENTSCHEIDUNG: "WENN_ZUGEWIESEN",
    VO_K: "EIGENE",
    BLANKO_K: "WENN_ZUGEWIESEN_OHNE_ZURUECKGEZOGENE",
    KORREKTURANTWORT: "WIE_ANFRAGE",
    LEISTUNGSAENDERUNG: "WENN_ZUGEWIESEN",
    NACHRICHT: "EIGENES_GESPRAECH",
    FOLGEBITTE: "EIGENE",
  },
  KOSTENTRAEGER: {
    VERORDNUNG: "IMMER",
    // § 13 (2): the Kostentraeger reads a Blankoverordnung too, although nothing is submitted [6.4].
    BLANKOVERORDNUNG: "AB_EINREICHEN_ODER_WAHL",
    ANGABEN: "AB_EINREICHEN",
    // It holds all three Begruendungen: not for another Kostentraeger that reads the printout for Beratung.
    ENTSCHEIDUNG: "EIGENE_ODER_WEITERGEGEBEN",
    // A VO-k of the Pflegedienst only after the own first access, which is AP3 [6.8.4].
    VO_K: "EIGENE_ODER_AB_EINREICHEN",
    BLANKO_K: "EIGENE",
    KORREKTURANTWORT: "WIE_ANFRAGE",
    LEISTUNGSAENDERUNG: "IMMER",
    NACHRICHT: "EIGENES_GESPRAECH",
    FOLGEBITTE: "NIE",
  },
  SYSTEM: ALLES,
  BETRIEB: NICHTS,
};

type Pruefung = (vorgang: Vorgang, akteur: Akteur, datensatz: BeliebigerDatensatz) => boolean;

const GILT: Record<Leserecht, Pruefung> = {
  IMMER: () => true,
  NIE: () => false,
  WENN_ZUGEWIESEN: (vorgang, akteur) =>
    akteur.rolle === "PFLEGEDIENST" && vorgang.pflegedienst?.kennung === akteur.telematikId,
  // AP3 only: with AP1 no Pflegedienst has submitted anything.
  AB_EINREICHEN: (vorgang) => vorgang.antrag === "AP3",
  AB_EINREICHEN_ODER_WAHL: (vorgang) => vorgang.antrag === "AP3" || hatKostenerstattungGewaehlt(vorgang),
  OHNE_ZURUECKGEZOGENE: (_vorgang, _akteur, datensatz) => !istZurueckgezogen(datensatz),
  WENN_ZUGEWIESEN_OHNE_ZURUECKGEZOGENE: (vorgang, akteur, datensatz) =>
    GILT.WENN_ZUGEWIESEN(vorgang, akteur, datensatz) && !istZurueckgezogen(datensatz),
  EIGENE: (_vorgang, akteur, { von }) => von.rolle === akteur.rolle && von.kennung === alsTeilnehmer(akteur)?.kennung,
  // A Kostentraeger that was passed the access does not read what the other one asked.
  EIGENE_ODER_AB_EINREICHEN: (vorgang, akteur, datensatz) =>
    GILT.EIGENE(vorgang, akteur, datensatz) ||
    (GILT.AB_EINREICHEN(vorgang, akteur, datensatz) &&
      !(istWeitererKostentraeger(vorgang, akteur) && datensatz.von.rolle === "KOSTENTRAEGER")),
  EIGENE_ODER_WEITERGEGEBEN: (vorgang, akteur, datensatz) =>
    GILT.EIGENE(vorgang, akteur, datensatz) || istWeitererKostentraeger(vorgang, akteur),
  WIE_ANFRAGE: (vorgang, akteur, datensatz) => {
    const zu = datensatz.art === "KORREKTURANTWORT" ? datensatz.inhalt.zuKorrektur : null;
    return vorgang.datensaetze.some((anfrage) => anfrage.id === zu && darfLesen(vorgang, akteur, anfrage));
  },
  EIGENES_GESPRAECH: (_vorgang, akteur, datensatz) =>
    datensatz.art === "NACHRICHT" && liestNachricht(datensatz.inhalt, alsTeilnehmer(akteur)),
};

const istZurueckgezogen = (datensatz: BeliebigerDatensatz): boolean =>
  (datensatz.art === "VO_K" || datensatz.art === "BLANKO_K") && datensatz.inhalt.zurueckgezogenAm !== null;

function darfLesen(vorgang: Vorgang, akteur: Akteur, datensatz: BeliebigerDatensatz): boolean {
  return GILT[LESERECHTE[akteur.rolle][datensatz.art]](vorgang, akteur, datensatz);
}

/** Data sets this actor may read, with foreign Begruendungen and a withheld signature taken out. */
export function sichtbareDatensaetze(vorgang: Vorgang, akteur: Akteur): readonly BeliebigerDatensatz[] {
  // After deletion no content is left to read [7.1.8].
  if (vorgang.status === "GELOESCHT") return [];
  return vorgang.datensaetze
    .filter((datensatz) => darfLesen(vorgang, akteur, datensatz))
    .filter((datensatz) => !(OHNE_FRUEHERE.includes(akteur.rolle) && istVomFrueheren(datensatz, vorgang)))
    .map((datensatz) => ohneFremdeGruende(datensatz, vorgang, akteur))
    .map((datensatz) => ohneSignaturBeiWahl(datensatz, vorgang, akteur));
}

/**
 * What a Pflegedienst wrote before it gave the Verordnung back is not the next one's to read, and was never submitted to the
 * Kostentraeger. Praxis and Versicherter keep reading it as an older version.
 */
const OHNE_FRUEHERE: readonly Rolle[] = ["PFLEGEDIENST", "KOSTENTRAEGER"];

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
function ohneFremdeGruende(datensatz: BeliebigerDatensatz, vorgang: Vorgang, akteur: Akteur): BeliebigerDatensatz {
  if (datensatz.art !== "ENTSCHEIDUNG") return datensatz;
  const felder = istWeitererKostentraeger(vorgang, akteur) ? [] : BEGRUENDUNGEN[akteur.rolle];
  if (felder.length === 3) return datensatz;
  const eigene = Object.fromEntries(
    Object.entries(datensatz.inhalt.begruendungen).filter(([feld]) => felder.includes(feld as Begruendungsfeld)),
  );
  return { ...datensatz, inhalt: { ...datensatz.inhalt, begruendungen: eigene }, bundle: "", signatur: null };
}

/** Whether this is a Kostentraeger that was passed the access [6.9], not the one that the Verordnung names. */
const istWeitererKostentraeger = ({ weitereKostentraeger }: Vorgang, akteur: Akteur): boolean =>
  akteur.rolle === "KOSTENTRAEGER" && weitereKostentraeger.some(({ kennung }) => kennung === akteur.ik);

/**
 * To whom the access was passed on, as this actor may know it: who is told of it (alarme.ts), and the giving one; each receiving
 * one only of itself.
 */
export function sichtbareWeitereKostentraeger(vorgang: Vorgang, akteur: Akteur): readonly Teilnehmer[] {
  if (akteur.rolle === "VERORDNENDER" || akteur.rolle === "BETRIEB") return [];
  return istWeitererKostentraeger(vorgang, akteur)
    ? vorgang.weitereKostentraeger.filter(({ kennung }) => kennung === alsTeilnehmer(akteur)?.kennung)
    : vorgang.weitereKostentraeger;
}

/** The draft is the practice's own; it is nobody else's to see before it is signed [6.1]. */
export function sichtbarerEntwurf({ status, entwurf, verordnender }: Vorgang, akteur: Akteur): Entwurf | null {
  const eigener = akteur.rolle === "VERORDNENDER" && akteur.telematikId === verordnender.kennung;
  return eigener && status === "INITIALISIERT" ? entwurf : null;
}

/** The codes are the Versicherter's to give away; the Praxis prints them (§ 360 (9) SGB V). */
export function sichtbareZugriffscodes(vorgang: Vorgang, { rolle }: Akteur): Zugriffscodes | null {
  const darf = rolle === "VERORDNENDER" || rolle === "VERSICHERTER" || rolle === "VERTRETER";
  return darf && (vorgang.status === "INITIALISIERT" || vorgang.status === "OFFEN") ? vorgang.zugriffscodes : null;
}

/**
 * Whom the Versicherter chose is hers and the chosen one's to know until it accepts: of a Zuweisung nobody else is told
 * (fachregeln.md section 4).
 */
export function kenntZustaendigen(vorgang: Vorgang, zustaendiger: Teilnehmer, akteur: Akteur): boolean {
  const selbst = alsTeilnehmer(akteur);
  const gewaehlter = zustaendiger.rolle === "PFLEGEDIENST" && vorgang.pflegedienst === null;
  return !gewaehlter || selbst?.rolle === "VERSICHERTER" || selbst?.kennung === zustaendiger.kennung;
}

/**
 * Whether whoever causes a message may know at all that it goes out, and so see its delivery: that the Versicherter chose or asked a
 * Pflegedienst is hers to know. What is said to „the Pflegedienst“ in the conversation is the sender's own; to which one hides
 * `kenntEmpfaenger` (gewaehlte.ts).
 */
export function betrifftBekannten(
  { ereignis, empfaenger }: Pick<Meldung, "ereignis" | "empfaenger">,
  { pflegedienst }: Pick<Vorgang, "pflegedienst">,
  absender: Teilnehmer,
): boolean {
  const zugewiesen = pflegedienst !== null && pflegedienst.kennung === empfaenger.kennung;
  return (
    empfaenger.rolle !== "PFLEGEDIENST" || absender.rolle === "VERSICHERTER" || ereignis === "NACHRICHT" || zugewiesen
  );
}
