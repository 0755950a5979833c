import { alsTeilnehmer, schluessel } from "../domain/kern/akteur.js";
import type { Akteur } from "../domain/kern/akteur.js";
import { Fachfehler } from "../domain/kern/fehler.js";
import { weiseKostenerstattungAb } from "../domain/hkp/zulaessig.js";
import type { Meldung } from "../domain/hkp/vorgang.js";
import type { Aenderungsstrom, Impuls } from "../domain/ports/aenderungsstrom.js";
import type { Cursor } from "../domain/ports/vorgang-store.js";

export interface Abonnement {
  readonly akteur: Akteur;
  readonly nach?: Cursor;
  readonly signal: AbortSignal;
}

export interface GesendeteMeldung {
  readonly vorgangId: string;
  readonly meldung: Meldung;
  /** Position behind this Meldung; several of one transition share it. */
  readonly cursor: Cursor;
}

/** Subscription `meldungen`: Alarme and Informationen of the signed-in actor, and of nobody else. */
export async function* abonniereMeldungen(
  abonnement: Abonnement,
  strom: Pick<Aenderungsstrom, "abonniere">,
): AsyncGenerator<GesendeteMeldung> {
  const eigener = eigenerSchluessel(abonnement.akteur);
  for await (const { vorgangId, meldungen, cursor } of strom.abonniere(abonnement))
    for (const meldung of meldungen)
      if (schluessel(meldung.empfaenger) === eigener) yield { vorgangId, meldung, cursor };
}

/** Subscription `vorgangGeaendert`: transitions of Vorgaenge the actor takes part in; heads only, no content. */
export async function* abonniereAenderungen(
  abonnement: Abonnement & { readonly vorgangId?: string },
  strom: Pick<Aenderungsstrom, "abonniere">,
): AsyncGenerator<Impuls> {
  const eigener = eigenerSchluessel(abonnement.akteur);
  for await (const impuls of strom.abonniere(abonnement)) {
    if (!impuls.sichtbarFuer.includes(eigener)) continue;
    if (abonnement.vorgangId === undefined || abonnement.vorgangId === impuls.vorgangId) yield impuls;
  }
}

function eigenerSchluessel(akteur: Akteur): ReturnType<typeof schluessel> {
  weiseKostenerstattungAb(akteur);
  const teilnehmer = alsTeilnehmer(akteur);
  if (teilnehmer === null)
    throw new Fachfehler("VERBOTEN", {
      erlaubteRollen: ["VERORDNENDER", "PFLEGEDIENST", "KOSTENTRAEGER", "VERSICHERTER", "VERTRETER"],
    });
  return schluessel(teilnehmer);
}
