import { schluessel, alsTeilnehmer } from "../kern/akteur.js";
import type { Akteur, Rolle } from "../kern/akteur.js";
import { Fachfehler } from "../kern/fehler.js";
import { sichtbarFuer } from "./aenderung.js";
import { uebergaenge } from "./ablauf.js";
import type { Berechtigung, Bezug, Schalterstellung, Uebergang } from "./ablauf.js";
import type { Aktion, Status } from "./status.js";
import { eigeneLaufende, istNurAngefragt } from "./verfuegbarkeit.js";
import { AKTIONEN, STATUS } from "./status.js";
import type { Vorgang } from "./vorgang.js";

/** What the transition table needs to know of a Vorgang. */
export interface Lage extends Pick<
  Vorgang,
  "status" | "zuweisung" | "verfuegbarkeitsanfragen" | "pflegedienst" | "korrektur" | "antrag" | "kostentraeger"
> {
  /** The actor came with a proof that fits; absent: without one. */
  readonly nachgewiesen?: boolean;
  /** The actor takes no part and reads with a proof alone; absent: takes part, or could not have come here. */
  readonly fremd?: boolean;
}

const BEZUEGE: Record<Bezug, (akteur: Akteur, lage: Lage) => boolean> = {
  BETEILIGT: () => true,
  ZUGEWIESEN: (akteur, lage) => istTeilnehmer(akteur, lage.pflegedienst),
  GEWAEHLT: (akteur, lage) => istTeilnehmer(akteur, lage.pflegedienst ?? lage.zuweisung),
  // Without a proof the store does not even find the Vorgang (sicht.ts), but for those who were asked: being asked is no Zuweisung.
  ZUGANG: (akteur, lage) => lage.nachgewiesen === true || !istNurAngefragt(lage, akteur),
  LAUT_VERORDNUNG: (akteur, lage) => istTeilnehmer(akteur, lage.kostentraeger),
  ANFRAGENDER: (akteur, lage) => istTeilnehmer(akteur, lage.korrektur?.anfragender ?? null),
  ADRESSAT: (akteur, lage) => istTeilnehmer(akteur, lage.korrektur?.adressat ?? null),
  ANGEFRAGT: (akteur, lage) => eigeneLaufende(lage, akteur) !== null,
};

function istTeilnehmer(akteur: Akteur, teilnehmer: Vorgang["pflegedienst"]): boolean {
  const selbst = alsTeilnehmer(akteur);
  return selbst !== null && teilnehmer !== null && schluessel(selbst) === schluessel(teilnehmer);
}

function passtPerson(akteur: Akteur, { rolle, personen }: Berechtigung): boolean {
  if (akteur.rolle !== rolle) return false;
  return personen === undefined || ("person" in akteur && personen.includes(akteur.person));
}

const gilt = (zeile: Uebergang, lage: Lage, schalter: Schalterstellung): boolean =>
  (zeile.schalter === undefined || schalter[zeile.schalter]) &&
  (zeile.korrektur === undefined || zeile.korrektur === lage.korrektur?.herkunft) &&
  (zeile.antrag === undefined || zeile.antrag === lage.antrag) &&
  (zeile.vorher === undefined || (lage.korrektur !== null && zeile.vorher.includes(lage.korrektur.statusVorher)));

const geltende = (lage: Lage, schalter: Schalterstellung): readonly Uebergang[] =>
  uebergaenge(lage.status).filter((zeile) => gilt(zeile, lage, schalter));

const erlaubt = (zeile: Uebergang, akteur: Akteur, lage: Lage): boolean =>
  zeile.wer.some(
    (berechtigung) =>
      passtPerson(akteur, berechtigung) &&
      (lage.fremd !== true || istEinloesung(berechtigung, lage)) &&
      BEZUEGE[berechtigung.bezug](akteur, lage),
  );

/** All that whoever takes no part can do: the store finds the Vorgang for acting by a proof that redeems, and by no other. */
const istEinloesung = ({ bezug }: Berechtigung, { nachgewiesen }: Lage): boolean =>
  bezug === "ZUGANG" && nachgewiesen === true;

/**
 * The row by which this actor may do this action now.
 * @throws Fachfehler KOSTENERSTATTUNG_OHNE_ZUGRIFF, VERBOTEN (no such action for this role anywhere, or not for this
 *   person or party here; ZUWEISUNG_FEHLT where a Pflegedienst was only asked) or STATUS_UNZULAESSIG (no such pair), in this order.
 */
export function findeUebergang(aktion: Aktion, akteur: Akteur, lage: Lage, schalter: Schalterstellung): Uebergang {
  weiseKostenerstattungAb(akteur);
  if (istOhneZeile(aktion) && akteur.rolle === "SYSTEM") return { ...OHNE_ZEILE, aktion, nach: lage.status };
  const jemals = rollenFuer(aktion);
  if (!jemals.includes(akteur.rolle)) throw new Fachfehler("VERBOTEN", { erlaubteRollen: jemals });

  const imStatus = geltende(lage, schalter);
  const zeilen = imStatus.filter((zeile) => zeile.aktion === aktion);
  if (zeilen.length === 0) {
    // Rule 1 of the Korrekturprozess: one at a time, and it says so.
    if (aktion === "korrekturAnfragen" && lage.korrektur !== null) throw new Fachfehler("KORREKTUR_AKTIV");
    const erlaubteAktionen = [...new Set(imStatus.map((zeile) => zeile.aktion))];
    throw new Fachfehler("STATUS_UNZULAESSIG", { status: lage.status, aktion, erlaubteAktionen });
  }
  const zeile = zeilen.find((eine) => erlaubt(eine, akteur, lage));
  if (zeile === undefined && aktion === "annehmen" && istNurAngefragt(lage, akteur))
    throw new Fachfehler("ZUWEISUNG_FEHLT");
  if (zeile === undefined) throw new Fachfehler("VERBOTEN", { erlaubteRollen: rollenIn(zeilen) });
  return zeile;
}

/**
 * A reminder, or handing an application to a person, is no transition of the Statusmodell and has no row there: whether one is
 * due says the table of deadlines (fristen.ts). Rejected were rows in every status, which would show as allowed actions in every
 * refusal.
 */
const OHNE_ZEILE = { nr: "–", wer: [{ rolle: "SYSTEM", bezug: "BETEILIGT" }] } as const;
const istOhneZeile = (aktion: Aktion): boolean => aktion === "erinnern" || aktion === "vorlegen";

/**
 * Whether this role ever does the action; asked where there is no Vorgang yet.
 * @throws Fachfehler KOSTENERSTATTUNG_OHNE_ZUGRIFF or VERBOTEN
 */
export function pruefeRolle(aktion: Aktion, akteur: Akteur): void {
  weiseKostenerstattungAb(akteur);
  const jemals = rollenFuer(aktion);
  if (!jemals.includes(akteur.rolle)) throw new Fachfehler("VERBOTEN", { erlaubteRollen: jemals });
}

/** Status after a transition by this row. */
export function zielstatus(zeile: Uebergang, lage: Lage): Status {
  return zeile.nach === "VORHER" ? (lage.korrektur?.statusVorher ?? lage.status) : zeile.nach;
}

/** Actions this actor could take now, by the table alone; what the data of the Vorgang forbid is said when tried. */
export function aktionenFuer(akteur: Akteur, lage: Lage, schalter: Schalterstellung): readonly Aktion[] {
  if (istOhneZugriff(akteur)) return [];
  const moeglich = geltende(lage, schalter)
    .filter((zeile) => erlaubt(zeile, akteur, lage))
    .map((zeile) => zeile.aktion);
  return [...new Set(moeglich)];
}

/** The same for whoever reads this Vorgang, taking part or by a proof; `nachgewiesen`: it entitles to redeem as well. */
export function moeglicheAktionen(
  akteur: Akteur,
  vorgang: Vorgang,
  nachgewiesen: boolean,
  schalter: Schalterstellung,
): readonly Aktion[] {
  const selbst = alsTeilnehmer(akteur);
  const fremd = selbst !== null && !sichtbarFuer(vorgang).includes(schluessel(selbst));
  return aktionenFuer(akteur, { ...vorgang, nachgewiesen, fremd }, schalter);
}

/** A Kostentraeger of the Kostenerstattung principle has no access to the service at all (fachregeln.md section 1). */
export function weiseKostenerstattungAb(akteur: Akteur): void {
  if (istOhneZugriff(akteur)) throw new Fachfehler("KOSTENERSTATTUNG_OHNE_ZUGRIFF");
}

const istOhneZugriff = (akteur: Akteur): boolean =>
  akteur.rolle === "KOSTENTRAEGER" && akteur.prinzip === "KOSTENERSTATTUNG";

/** Roles that may do the action in some status; anlegen starts from none and so has no row. */
const rollenFuer = (aktion: Aktion): readonly Rolle[] => JEMALS.get(aktion) ?? [];

function rollenIn(zeilen: readonly Uebergang[]): readonly Rolle[] {
  return [...new Set(zeilen.flatMap((zeile) => zeile.wer.map(({ rolle }) => rolle)))];
}

function rollenNachTabelle(aktion: Aktion): readonly Rolle[] {
  if (aktion === "anlegen") return ["VERORDNENDER"];
  if (istOhneZeile(aktion)) return ["SYSTEM"];
  return rollenIn(STATUS.flatMap((status) => uebergaenge(status)).filter((zeile) => zeile.aktion === aktion));
}

/** Read off the whole table once: every command asks for it. */
const JEMALS: ReadonlyMap<Aktion, readonly Rolle[]> = new Map(
  AKTIONEN.map((aktion) => [aktion, rollenNachTabelle(aktion)]),
);
