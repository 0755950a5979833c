import type { Akteur } from "../domain/kern/akteur.js";
import { berlinerTag } from "../domain/kern/kalender.js";
import { maengel } from "../domain/hkp/entwurf/verordnung-aus-entwurf.js";
import { sichtVon } from "../domain/hkp/sicht.js";
import { PROTOKOLLTEXTE } from "../domain/hkp/texte.js";
import type { Vorgang } from "../domain/hkp/vorgang.js";
import type { Cursor, Seite } from "../domain/ports/vorgang-store.js";
import type { Dienste } from "./dienste.js";
import { protokolliereEinsicht } from "./vorgaenge-lesen.js";
import type { Seitenwahl } from "./vorgaenge-lesen.js";

const AUF_EINMAL = 100;

/**
 * Drafts of the actor's institution that can be signed as they are [6.1], last changed first. Their content is shown, so each is
 * an Einsicht.
 */
export async function signaturliste(
  akteur: Akteur,
  { first, after }: Seitenwahl,
  dienste: Dienste,
): Promise<Seite<Vorgang>> {
  const heute = berlinerTag(dienste.uhr.jetzt());
  const sicht = sichtVon(akteur, null, "LESEN");
  const gefundene: Seite<Vorgang>["eintraege"][number][] = [];
  let ab: Cursor | undefined = after;
  for (let weiter = true; weiter && gefundene.length <= first;) {
    const seite = await dienste.store.suche({
      sicht,
      status: ["INITIALISIERT"],
      first: AUF_EINMAL,
      ...(ab === undefined ? {} : { after: ab }),
    });
    gefundene.push(...seite.eintraege.filter(({ knoten }) => istSignierbar(knoten, heute)));
    ab = seite.eintraege.at(-1)?.cursor;
    weiter = seite.gibtWeitere;
  }
  const eintraege = gefundene.slice(0, first);
  await Promise.all(
    eintraege.map(({ knoten }) => protokolliereEinsicht(knoten, PROTOKOLLTEXTE.einsehen, akteur, dienste)),
  );
  return { eintraege, gibtWeitere: gefundene.length > first };
}

function istSignierbar(vorgang: Vorgang, heute: string): boolean {
  const { entwurf } = vorgang;
  return entwurf !== null && maengel({ ...vorgang, entwurf }, heute).length === 0;
}
