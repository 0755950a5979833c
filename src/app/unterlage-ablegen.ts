import { alsTeilnehmer, schluessel } from "../domain/kern/akteur.js";
import type { Akteur } from "../domain/kern/akteur.js";
import { Fachfehler } from "../domain/kern/fehler.js";
import { pruefeRolle } from "../domain/hkp/zulaessig.js";
import { ABLEHNUNGSGRUENDE } from "../domain/ports/dateipruefung.js";
import type { Dateipruefung } from "../domain/ports/dateipruefung.js";
import { ABLAGE_HOECHSTENS } from "../domain/ports/unterlagenablage.js";
import type { Abgelegtes, Unterlagenablage } from "../domain/ports/unterlagenablage.js";
import type { Virenpruefung } from "../domain/ports/virenpruefung.js";
import type { Dienste } from "./dienste.js";

/** Whether files are scanned: by whom; knowingly not; or nothing was said, and then none is taken. */
export type Virenschutz =
  | { readonly art: "GEPRUEFT"; readonly pruefung: Virenpruefung }
  | { readonly art: "UNGEPRUEFT" }
  | { readonly art: "NICHT_EINGERICHTET" };

export interface Unterlagendienste {
  readonly ablage: Unterlagenablage;
  readonly dateien: Dateipruefung;
  readonly virenschutz: Virenschutz;
  /** A larger file is taken on no way; where it comes as a stream the reader stops there already. */
  readonly hoechstensBytes: number;
}

/** An upload that nobody adds to a Vorgang is deleted after this. */
const VERFALL_MS = 24 * 3_600_000;
/** From being taken for a Vorgang to the write that names it; far longer than a request may last. */
const HALTEZEIT_MS = 3_600_000;

/** @throws Fachfehler if this actor can never add an Unterlage, or nobody can here; before a byte is read */
export function pruefeAblegen(akteur: Akteur, { virenschutz }: Pick<Unterlagendienste, "virenschutz">): void {
  pruefeRolle("unterlageHinzufuegen", akteur);
  if (virenschutz.art === "NICHT_EINGERICHTET") throw new Fachfehler("UNTERLAGEN_NICHT_EINGERICHTET");
}

/**
 * Takes a file: content, viruses, and only then it is stored. It belongs to the participant until `unterlageHinzufuegen`
 * gives it to a Vorgang.
 * @param medientyp as the sender named it
 * @throws Fachfehler ANFRAGE_ZU_GROSS, UNTERLAGE_UNZULAESSIG, UNTERLAGE_BEFALLEN, VIRENPRUEFUNG_NICHT_VERFUEGBAR, UNTERLAGEN_ZU_VIELE, and as
 *   `pruefeAblegen`
 */
export async function legeUnterlageAb(
  inhalt: Uint8Array,
  medientyp: string,
  akteur: Akteur,
  { unterlagen, ids, uhr }: Pick<Dienste, "unterlagen" | "ids" | "uhr">,
): Promise<Abgelegtes> {
  pruefeAblegen(akteur, unterlagen);
  const { hoechstensBytes } = unterlagen;
  if (inhalt.length > hoechstensBytes) throw new Fachfehler("ANFRAGE_ZU_GROSS", { hoechstensBytes });
  const urteil = await unterlagen.dateien.pruefe(inhalt, medientyp);
  if (urteil.art === "abgelehnt")
    throw new Fachfehler("UNTERLAGE_UNZULAESSIG", { grund: urteil.grund, hinweis: ABLEHNUNGSGRUENDE[urteil.grund] });
  await pruefeViren(inhalt, unterlagen.virenschutz);
  const { sha256 } = urteil;
  const abgelegtes = { id: ids.neueId(), medientyp: urteil.medientyp, groesse: inhalt.length, sha256 };
  const notiert = await unterlagen.ablage.merkeVor(abgelegtes, eigner(akteur), spaeter(uhr.jetzt(), VERFALL_MS));
  if (notiert === "ZU_VIELE") throw new Fachfehler("UNTERLAGEN_ZU_VIELE", { hoechstens: ABLAGE_HOECHSTENS });
  await unterlagen.ablage.speichere(abgelegtes.id, inhalt);
  return abgelegtes;
}

async function pruefeViren(inhalt: Uint8Array, virenschutz: Virenschutz): Promise<void> {
  if (virenschutz.art !== "GEPRUEFT") return;
  const urteil = await virenschutz.pruefung.pruefe(inhalt);
  if (urteil.art === "befund") throw new Fachfehler("UNTERLAGE_BEFALLEN", { befund: urteil.name });
  if (urteil.art === "nichtVerfuegbar") throw new Fachfehler("VIRENPRUEFUNG_NICHT_VERFUEGBAR");
}

/** @throws Fachfehler UNTERLAGE_UNBEKANNT if the caller has not uploaded it, or not lately, or for another Vorgang */
export async function nimmAbgelegtes(
  id: string,
  vorgangId: string,
  akteur: Akteur,
  { unterlagen, uhr }: Pick<Dienste, "unterlagen" | "uhr">,
): Promise<Abgelegtes> {
  const jetzt = uhr.jetzt();
  const zeiten = { jetzt, haltBis: spaeter(jetzt, HALTEZEIT_MS) };
  const abgelegtes = await unterlagen.ablage.nimm(id, eigner(akteur), vorgangId, zeiten);
  if (abgelegtes === null) throw new Fachfehler("UNTERLAGE_UNBEKANNT");
  return abgelegtes;
}

function eigner(akteur: Akteur) {
  const teilnehmer = alsTeilnehmer(akteur);
  if (teilnehmer === null) throw new Error("the table lets nobody add an Unterlage who takes part in nothing");
  return schluessel(teilnehmer);
}

const spaeter = (zeitpunkt: Date, ms: number): Date => new Date(zeitpunkt.getTime() + ms);
