import { alsTeilnehmer, schluessel } from "../kern/akteur.js";
import type { Akteur, Teilnehmer } from "../kern/akteur.js";
import type { Kontakt, Verfuegbarkeitsanfrage } from "./datensaetze/verfuegbarkeitsanfrage.js";
import type { Status } from "./status.js";
import type { Sendeauftrag } from "./sendeauftrag.js";
import type { Vorgang } from "./vorgang.js";
import type { Feldaenderung } from "./wirkung.js";

/** Unverbindliche Anfragen of a Vorgang [6.5.2]: which last, who is asked, when they end, who reads them. */

/** It lasts while an answer is awaited or the Pflegedienst is available; only then it opens the Vorgang. */
export const laeuft = ({ zustand }: Verfuegbarkeitsanfrage): boolean => zustand === "OFFEN" || zustand === "VERFUEGBAR";

type MitAnfragen = Pick<Vorgang, "verfuegbarkeitsanfragen">;

export const laufende = ({ verfuegbarkeitsanfragen }: MitAnfragen): readonly Verfuegbarkeitsanfrage[] =>
  verfuegbarkeitsanfragen.filter(laeuft);

/** Pflegedienste whose Anfrage lasts. */
export const angefragte = (vorgang: MitAnfragen): readonly Teilnehmer[] =>
  laufende(vorgang).map(({ pflegedienst }) => pflegedienst);

const sind = (einer: Teilnehmer | null, anderer: Teilnehmer | null): boolean =>
  einer !== null && anderer !== null && schluessel(einer) === schluessel(anderer);

/** The lasting Anfrage to this actor's Pflegedienst; never more than one. */
export function eigeneLaufende(vorgang: MitAnfragen, akteur: Akteur): Verfuegbarkeitsanfrage | null {
  const selbst = alsTeilnehmer(akteur);
  return laufende(vorgang).find(({ pflegedienst }) => sind(pflegedienst, selbst)) ?? null;
}

/** Sees the Vorgang because it was asked: to accept it needs the Zuweisung or a proof like everybody else. */
export function istNurAngefragt(vorgang: MitAnfragen & Pick<Vorgang, "zuweisung">, akteur: Akteur): boolean {
  return eigeneLaufende(vorgang, akteur) !== null && !sind(vorgang.zuweisung, alsTeilnehmer(akteur));
}

/** The list with one of them changed. */
export const ersetzt = (
  { verfuegbarkeitsanfragen }: MitAnfragen,
  neue: Verfuegbarkeitsanfrage,
): readonly Verfuegbarkeitsanfrage[] => verfuegbarkeitsanfragen.map((einer) => (einer.id === neue.id ? neue : einer));

/** The order that carries the Alarm of an Anfrage: a Pflegedienst is asked once in the life of a Vorgang. */
export function auftragZu({ pflegedienst }: Verfuegbarkeitsanfrage, { ausgang }: Pick<Vorgang, "ausgang">): string[] {
  const gehoertDazu = ({ ereignis, empfaenger }: Sendeauftrag): boolean =>
    ereignis === "UNVERBINDLICHE_ANFRAGE" && sind(empfaenger, pflegedienst);
  return ausgang.filter(gehoertDazu).map(({ id }) => id);
}

export interface Anfragenende {
  readonly setze: Pick<Feldaenderung, "verfuegbarkeitsanfragen">;
  /** Orders that are overtaken because what they ask is decided. */
  readonly ueberholt: readonly string[];
  /** Who is told; not the Pflegedienst that was chosen, which is told by the event itself. */
  readonly zuInformieren: readonly Teilnehmer[];
}

/** In these the insured person still chooses; in KORREKTURANFRAGE out of OFFEN the choice waits. */
const WAHL_OFFEN: readonly Status[] = ["OFFEN", "KORREKTURANFRAGE"];

/**
 * Whatever decides where the Verordnung goes, or that it goes nowhere, decides the Anfragen too: a Zuweisung, accepting, AP1,
 * closing, deletion. Null: they go on as they are.
 */
export function endeDerAnfragen(vorgang: Vorgang, setze: Feldaenderung, status: Status): Anfragenende | null {
  const betroffene = laufende(vorgang);
  const gewaehlter = setze.pflegedienst ?? setze.zuweisung ?? null;
  if (betroffene.length === 0 || (WAHL_OFFEN.includes(status) && gewaehlter === null)) return null;
  return {
    setze: {
      verfuegbarkeitsanfragen: vorgang.verfuegbarkeitsanfragen.map((anfrage) =>
        laeuft(anfrage) ? { ...anfrage, zustand: "ENTSCHIEDEN" } : anfrage,
      ),
    },
    ueberholt: betroffene.flatMap((anfrage) => auftragZu(anfrage, vorgang)),
    zuInformieren: betroffene.map(({ pflegedienst }) => pflegedienst).filter((einer) => !sind(einer, gewaehlter)),
  };
}

/** Contact data that came with the Zuweisung: the insured person's, and of the Pflegedienst they were left for. */
export function sichtbarerKontakt({ kontakt, zuweisung, pflegedienst }: Vorgang, akteur: Akteur): Kontakt | null {
  if (akteur.rolle === "VERSICHERTER" || akteur.rolle === "VERTRETER") return kontakt;
  const selbst = alsTeilnehmer(akteur);
  return akteur.rolle === "PFLEGEDIENST" && (sind(zuweisung, selbst) || sind(pflegedienst, selbst)) ? kontakt : null;
}

/** The insured person reads all of them, a Pflegedienst its own, nobody else any. */
export function sichtbareAnfragen(vorgang: Vorgang, akteur: Akteur): readonly Verfuegbarkeitsanfrage[] {
  switch (akteur.rolle) {
    case "VERSICHERTER":
    case "VERTRETER":
      return vorgang.verfuegbarkeitsanfragen;
    case "PFLEGEDIENST":
      return vorgang.verfuegbarkeitsanfragen.filter(({ pflegedienst }) => sind(pflegedienst, alsTeilnehmer(akteur)));
    case "VERORDNENDER":
    case "KOSTENTRAEGER":
    case "SYSTEM":
    case "BETRIEB":
      return [];
  }
}
