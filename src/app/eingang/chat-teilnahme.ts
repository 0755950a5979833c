import { akteurZu } from "../../domain/eingang/institution.js";
import type { Institutionsakteur } from "../../domain/eingang/institution.js";
import type { Vorgang } from "../../domain/hkp/vorgang.js";
import { sichtVon } from "../../domain/hkp/sicht.js";
import { Fachfehler } from "../../domain/kern/fehler.js";
import type { Teilnahme } from "./chat.js";
import type { Eingangsdienste } from "./dienste.js";

/**
 * Who writes in a room, and the Vorgang that it is about. Asked of the Verzeichnisdienst each time: an account that was taken away
 * acts for nobody, also in a room that it is still in.
 * @throws Fachfehler NICHT_VERFUEGBAR, or what the store throws: the event comes again
 */
export async function findeTeilnahme(
  absender: string,
  fadenId: string | null,
  dienste: Eingangsdienste,
): Promise<Teilnahme> {
  const gefunden = await dienste.absenderverzeichnis.findeZuAdresse("TIM", absender);
  if (gefunden.art === "nichtErreichbar") throw new Fachfehler("NICHT_VERFUEGBAR");
  const akteur = gefunden.art === "gefunden" ? akteurZu(gefunden.eintrag) : null;
  if (akteur === null) return { art: "unbekannt" };
  return { art: "bekannt", akteur, vorgang: await vorgangDes(fadenId, akteur, dienste) };
}

/** Null: a room that the sender opened, a recipient's room of Sammelmeldungen, a Vorgang that is gone, or one in which the sender takes no part (any more). */
async function vorgangDes(
  fadenId: string | null,
  akteur: Institutionsakteur,
  { store }: Eingangsdienste,
): Promise<Vorgang | null> {
  if (fadenId === null) return null;
  const ziel = (await store.findeZuBezug(fadenId)).find(({ art }) => art === "FADEN");
  if (ziel === undefined || istOhneZugriff(akteur)) return null;
  return store.lade(ziel.vorgangId, sichtVon(akteur, null, "LESEN"));
}

/** No access to the service at all (fachregeln.md section 1). */
const istOhneZugriff = (akteur: Institutionsakteur): boolean =>
  akteur.rolle === "KOSTENTRAEGER" && akteur.prinzip === "KOSTENERSTATTUNG";
