import type { Akteur } from "../domain/kern/akteur.js";
import { Fachfehler } from "../domain/kern/fehler.js";
import { uuidAus } from "../domain/fhir/uuid.js";
import { pruefeGrenzen } from "../domain/hkp/datensaetze/bausteine.js";
import type { Entwurfsinhalt } from "../domain/hkp/entwurf/entwurf.js";
import { trenne, zuzahlungshinweis } from "../domain/hkp/entwurf/trennung.js";
import { anfragesteller } from "../domain/hkp/entscheiden.js";
import { neueste } from "../domain/hkp/vorgang.js";
import type { Vorgang } from "../domain/hkp/vorgang.js";
import type { Dienste } from "./dienste.js";
import { bereiteEntwurfVor } from "./entwurf-vorbereiten.js";
import type { Entwurfsquellen } from "./entwurf-vorbereiten.js";
import { legeVorgangAn } from "./vorgang-anlegen.js";

export interface Entwurfsauftrag extends Entwurfsquellen {
  readonly anfrageId: string | null;
}

export interface Angelegte {
  /** One per Verordnung that the Leistungen need, as they are now. */
  readonly vorgaenge: readonly Vorgang[];
  /** Null: a single one. */
  readonly gesamtverordnungId: string | null;
  /** German; null: nothing to say. */
  readonly zuzahlungshinweis: string | null;
}

/**
 * Drafts for everything that was asked for, one Vorgang per Verordnung (6.1.1). Each part is created by a request of its own,
 * derived from the client's: repeated after a crash in between, what is there is found and what is missing is made.
 * @throws Fachfehler VERBOTEN, EINGABE_UNGUELTIG, VORGANG_UNBEKANNT, KEINE_VERORDNUNG, PROFIL_UNBEKANNT; ErgebnisUnbekannt.
 */
export async function legeEntwuerfeAn(auftrag: Entwurfsauftrag, akteur: Akteur, dienste: Dienste): Promise<Angelegte> {
  if (akteur.rolle !== "VERORDNENDER") throw new Fachfehler("VERBOTEN", { erlaubteRollen: ["VERORDNENDER"] });
  const wer = anfragesteller({ akteur });
  const anfrage = `ENTWURF:${auftrag.anfrageId ?? dienste.ids.neueId()}`;
  const anfrageZu = (stelle: number): string => (stelle === 0 ? anfrage : `${anfrage}:${stelle}`);

  const erster = await dienste.store.ladeAngelegt(wer, anfrage);
  // Also when the first one is no draft any more: it was signed, or deleted.
  const anzahl = erster?.anfragen.find(({ aktion }) => aktion === "anlegen")?.teile ?? null;
  if (erster !== null && anzahl !== null) {
    const stellen = Array.from({ length: anzahl - 1 }, (_, vorher) => vorher + 1);
    const weitere = await Promise.all(stellen.map((stelle) => dienste.store.ladeAngelegt(wer, anfrageZu(stelle))));
    const vorhandene = [erster, ...weitere].filter((einer) => einer !== null);
    if (vorhandene.length === anzahl) return ergebnis(vorhandene);
  }

  const { inhalt, folgeAuf } = await bereiteEntwurfVor(auftrag, akteur, dienste);
  const verstoesse = pruefeGrenzen(inhalt);
  if (verstoesse.length > 0) throw new Fachfehler("EINGABE_UNGUELTIG", { verstoesse });
  // What a profile or an earlier Verordnung has gained since the first attempt is not part of that request.
  const geplant = erster?.entwurf?.teile ?? null;
  const teile = trenne(inhalt)
    .filter(({ schluessel }) => geplant?.includes(schluessel) ?? true)
    .slice(0, anzahl ?? undefined);
  const schluessel = geplant ?? teile.map((teil) => teil.schluessel);
  const gesamtverordnungId = schluessel.length > 1 ? uuidAus(`${wer}/${anfrage}`, "Gesamtverordnung") : null;
  const vorgaenge: Vorgang[] = [];
  for (const teil of teile) {
    const eigener: Entwurfsinhalt = { ...teil.inhalt, ...(gesamtverordnungId === null ? {} : { gesamtverordnungId }) };
    const entwurf = { inhalt: eigener, folgeAuf, teile: schluessel };
    // One after the other: the first one knows what belongs to the request.
    const { vorgang } = await legeVorgangAn(akteur, anfrageZu(schluessel.indexOf(teil.schluessel)), dienste, entwurf);
    vorgaenge.push(vorgang);
  }
  return ergebnis(vorgaenge);
}

function ergebnis(vorgaenge: readonly Vorgang[]): Angelegte {
  const inhalte = vorgaenge.map((vorgang) => vorgang.entwurf?.inhalt ?? neueste(vorgang, "VERORDNUNG")?.inhalt);
  const inhalt = inhalte.find((einer) => einer !== undefined);
  return {
    vorgaenge,
    gesamtverordnungId: inhalt?.gesamtverordnungId ?? null,
    zuzahlungshinweis: zuzahlungshinweis(vorgaenge.length, inhalt?.kostentraeger?.art),
  };
}
