import { alsTeilnehmer, schluessel } from "../domain/kern/akteur.js";
import type { Akteur } from "../domain/kern/akteur.js";
import { berlinerTag } from "../domain/kern/kalender.js";
import { Fachfehler } from "../domain/kern/fehler.js";
import { urheber } from "../domain/hkp/aenderung.js";
import { istNachgewiesen, sichtVon } from "../domain/hkp/sicht.js";
import { weiseKostenerstattungAb } from "../domain/hkp/zulaessig.js";
import type { Status } from "../domain/hkp/status.js";
import { PROTOKOLLTEXTE } from "../domain/hkp/texte.js";
import { sichtbareUnterlagen } from "../domain/hkp/unterlagen.js";
import type { Unterlage } from "../domain/hkp/unterlagen.js";
import type { Protokolleintrag, Vorgang } from "../domain/hkp/vorgang.js";
import type { Cursor, MeldungZumVorgang, Seite } from "../domain/ports/vorgang-store.js";
import type { Dienste } from "./dienste.js";
import { pruefeZugang } from "./zugang.js";
import type { Zugangseingabe } from "./zugang.js";

export interface Seitenwahl {
  readonly first: number;
  readonly after?: Cursor;
}

/**
 * Einsicht: the Vorgang with its contents. Not a transition, but in the Protokoll before the content leaves [7.1.2].
 * @throws Fachfehler VORGANG_UNBEKANNT both if there is none and if the actor may not see it.
 */
export async function siehEin(
  id: string,
  akteur: Akteur,
  zugang: Zugangseingabe | null,
  dienste: Dienste,
): Promise<Eingesehen> {
  const eingesehen = await findeVorgang(id, akteur, zugang, dienste);
  await protokolliereEinsicht(eingesehen.vorgang, PROTOKOLLTEXTE.einsehen, akteur, dienste);
  return eingesehen;
}

export interface Eingesehen {
  readonly vorgang: Vorgang;
  /** The proof entitles to redeem, not only to read. */
  readonly nachgewiesen: boolean;
}

/** The content of one Unterlage; an Einsicht of its own. */
export interface Unterlageneinsicht {
  readonly unterlage: Unterlage;
  readonly inhalt: AsyncIterable<Uint8Array>;
}

/**
 * @throws Fachfehler VORGANG_UNBEKANNT also if the Vorgang has no such Unterlage, or none that the actor may read: the three
 *   look alike.
 */
export async function siehUnterlageEin(
  vorgangId: string,
  unterlageId: string,
  akteur: Akteur,
  zugang: Zugangseingabe | null,
  dienste: Dienste,
): Promise<Unterlageneinsicht> {
  const { vorgang } = await findeVorgang(vorgangId, akteur, zugang, dienste);
  const unterlage = sichtbareUnterlagen(vorgang, akteur).find(({ id }) => id === unterlageId);
  const inhalt = unterlage === undefined ? null : await dienste.unterlagen.ablage.oeffne(unterlage.id);
  if (unterlage === undefined || inhalt === null) return weiseAb(dienste);
  await protokolliereEinsicht(vorgang, "hat eine Unterlage eingesehen.", akteur, dienste);
  return { unterlage, inhalt };
}

/** Durable before the content is answered. */
export async function protokolliereEinsicht(
  vorgang: Pick<Vorgang, "id" | "status">,
  text: string,
  akteur: Akteur,
  dienste: Pick<Dienste, "store" | "uhr" | "ids">,
): Promise<void> {
  const eintrag: Protokolleintrag = {
    id: dienste.ids.neueId(),
    zeit: dienste.uhr.jetzt(),
    wer: urheber(akteur),
    aktion: "einsehen",
    statusVorher: vorgang.status,
    status: vorgang.status,
    text,
  };
  await dienste.store.protokolliereEinsicht({ vorgangId: vorgang.id, eintrag });
}

async function findeVorgang(
  id: string,
  akteur: Akteur,
  zugang: Zugangseingabe | null,
  dienste: Dienste,
): Promise<Eingesehen> {
  const nachweis = await pruefeZugang(zugang, dienste);
  const vorgang = await dienste.store.lade(id, sichtVon(akteur, nachweis, "LESEN"));
  return vorgang === null ? weiseAb(dienste) : { vorgang, nachgewiesen: istNachgewiesen(nachweis, vorgang) };
}

async function weiseAb({ bremse }: Pick<Dienste, "bremse">): Promise<never> {
  await bremse();
  throw new Fachfehler("VORGANG_UNBEKANNT");
}

export interface Arbeitslistenfilter extends Seitenwahl {
  readonly status?: readonly Status[];
  /** Only Vorgaenge in which the actor must act next. */
  readonly binIchDran?: boolean;
  /** Only those of this insured person (KVNR). */
  readonly versicherter?: string;
}

/** Vorgaenge the actor takes part in; shown as heads, so no content is read and none is logged as read. */
export async function arbeitsliste(
  akteur: Akteur,
  { status, binIchDran, versicherter, first, after }: Arbeitslistenfilter,
  { store }: Pick<Dienste, "store">,
): Promise<Seite<Vorgang>> {
  const teilnehmer = alsTeilnehmer(akteur);
  return store.suche({
    sicht: sichtVon(akteur, null, "LESEN"),
    first,
    ...(status === undefined ? {} : { status }),
    ...(binIchDran === true && teilnehmer !== null ? { zustaendig: schluessel(teilnehmer) } : {}),
    ...(versicherter === undefined ? {} : { versicherter }),
    ...(after === undefined ? {} : { after }),
  });
}

/**
 * Overview of one insured person with the contents: of the practice its own prescriptions [6.1.4 Arzt 9], of the Kostentraeger
 * all that it may access [P1.2.2], of the Versicherter all. What was prescribed is content, so each one shown is an Einsicht;
 * rejected was a list of Leistungen without one, because it tells the same as reading. A deleted Vorgang has nothing to read.
 */
export async function uebersicht(
  akteur: Akteur,
  versicherter: string,
  seite: Seitenwahl,
  dienste: Dienste,
): Promise<Seite<Vorgang>> {
  const gefunden = await arbeitsliste(akteur, { ...seite, versicherter }, dienste);
  const mitInhalt = gefunden.eintraege.filter(({ knoten }) => knoten.status !== "GELOESCHT");
  await Promise.all(
    mitInhalt.map(({ knoten }) => protokolliereEinsicht(knoten, PROTOKOLLTEXTE.einsehen, akteur, dienste)),
  );
  return gefunden;
}

/** All redeemable Verordnungen of the person whose card was read [6.5.1.1]; heads only. */
export async function einloesbare(
  akteur: Akteur,
  poppToken: string,
  seite: Seitenwahl,
  dienste: Dienste,
): Promise<Seite<Vorgang>> {
  if (akteur.rolle !== "PFLEGEDIENST") throw new Fachfehler("VERBOTEN", { erlaubteRollen: ["PFLEGEDIENST"] });
  const zugang = await pruefeZugang({ art: "POPP", token: poppToken }, dienste);
  if (zugang?.art !== "POPP") throw new Error("a PoPP token without its proof");
  const sicht = sichtVon(akteur, zugang, "LESEN");
  const seitenwahl = { first: seite.first, ...(seite.after === undefined ? {} : { after: seite.after }) };
  return dienste.store.suche({
    sicht,
    status: ["OFFEN"],
    zeitraumBisMindestens: berlinerTag(dienste.uhr.jetzt()),
    // The Sicht also covers what other people have assigned to this Pflegedienst.
    versicherter: zugang.nachweis.kvnr,
    ohneKennzeichen: true,
    ...seitenwahl,
  });
}

/** The Protokoll is the Versicherter's [Tabelle 12]; also readable after deletion. */
export async function protokoll(id: string, akteur: Akteur, dienste: Dienste): Promise<readonly Protokolleintrag[]> {
  if (akteur.rolle !== "VERSICHERTER" && akteur.rolle !== "VERTRETER")
    throw new Fachfehler("VERBOTEN", { erlaubteRollen: ["VERSICHERTER", "VERTRETER"] });
  await findeVorgang(id, akteur, null, dienste);
  return dienste.store.protokoll(id);
}

/** The actor's feed: Alarme and Informationen, newest first. */
export async function feed(
  akteur: Akteur,
  { first, after }: Seitenwahl,
  { store }: Pick<Dienste, "store">,
): Promise<Seite<MeldungZumVorgang>> {
  weiseKostenerstattungAb(akteur);
  const teilnehmer = alsTeilnehmer(akteur);
  if (teilnehmer === null) return { eintraege: [], gibtWeitere: false };
  return store.meldungen(schluessel(teilnehmer), first, after);
}
