import { alsTeilnehmer, schluessel } from "../domain/kern/akteur.js";
import type { Akteur, Teilnehmer } from "../domain/kern/akteur.js";
import { Fachfehler } from "../domain/kern/fehler.js";
import { einstellungsvorgabe } from "../domain/hkp/einstellungen.js";
import type { Einstellungen } from "../domain/hkp/einstellungen.js";
import { pruefeEinstellungen } from "../domain/hkp/einstellungen-regeln.js";
import { anfragesteller } from "../domain/hkp/entscheiden.js";
import type { Einstellungsspeicher } from "../domain/ports/einstellungen.js";
import type { Uhr } from "../domain/ports/umgebung.js";
import type { Einstellungspuffer } from "./einstellungspuffer.js";

export interface Einstellungsdienste {
  readonly einstellungen: Einstellungspuffer;
  readonly einstellungsspeicher: Einstellungsspeicher;
  readonly uhr: Uhr;
}

/** Settings as their owner sees them. */
export interface Eigene {
  readonly einstellungen: Einstellungen;
  /** 0: never set, the defaults hold. */
  readonly version: number;
  readonly geaendertAm: Date | null;
}

/** A lost race is decided anew this often; more would mean that something writes in a loop. */
const VERSUCHE = 3;

/** The settings of the actor's institution, or of the insured person; any of its people may read and change them. */
export async function eigeneEinstellungen(
  akteur: Akteur,
  { einstellungsspeicher }: Pick<Einstellungsdienste, "einstellungsspeicher">,
): Promise<Eigene> {
  const teilnehmer = beteiligter(akteur);
  const wer = schluessel(teilnehmer);
  return (await einstellungsspeicher.lies([wer])).get(wer) ?? vorgabe(teilnehmer);
}

export interface Einstellungsauftrag {
  readonly einstellungen: Einstellungen;
  /** UUID of the client; the same one again is answered with the first answer and does nothing. */
  readonly anfrageId: string | null;
  /** Version the client changed; another one stored is EINSTELLUNGEN_GEAENDERT. Null: whatever is stored is replaced. */
  readonly erwarteteVersion: number | null;
}

/**
 * Replaces the settings as a whole. They hold for what happens from now on: an order that waits keeps its time.
 * @throws Fachfehler EINSTELLUNGEN_UNGUELTIG, EINSTELLUNGEN_GEAENDERT; ErgebnisUnbekannt from the store.
 */
export async function setzeEinstellungen(
  akteur: Akteur,
  { einstellungen, anfrageId, erwarteteVersion }: Einstellungsauftrag,
  { einstellungsspeicher: speicher, einstellungen: puffer, uhr }: Einstellungsdienste,
): Promise<Eigene> {
  const teilnehmer = beteiligter(akteur);
  const wer = schluessel(teilnehmer);
  const anfrage = anfrageId === null ? null : { anfrageId, wer: anfragesteller({ akteur }) };

  for (let versuch = 1; ; versuch++) {
    const erste = anfrage === null ? null : await speicher.ersteAntwort(wer, anfrage);
    if (erste !== null) return erste;
    pruefeEinstellungen(einstellungen, teilnehmer.rolle);
    const version = (await speicher.lies([wer])).get(wer)?.version ?? 0;
    const konflikt = { erwartet: erwarteteVersion ?? version, vorhanden: version };
    if (konflikt.erwartet !== version) throw new Fachfehler("EINSTELLUNGEN_GEAENDERT", konflikt);

    const stand = { einstellungen, version: version + 1, geaendertAm: uhr.jetzt() };
    if ((await speicher.schreibe(wer, stand, anfrage)) === "GESCHRIEBEN") {
      puffer.vergiss(wer);
      return stand;
    }
    if (versuch >= VERSUCHE)
      throw new Fachfehler("EINSTELLUNGEN_GEAENDERT", { erwartet: version, vorhanden: version + 1 });
  }
}

const vorgabe = ({ rolle }: Teilnehmer): Eigene => ({
  einstellungen: einstellungsvorgabe(rolle),
  version: 0,
  geaendertAm: null,
});

function beteiligter(akteur: Akteur): Teilnehmer {
  const teilnehmer = alsTeilnehmer(akteur);
  // The table of permissions lets nobody else come here.
  if (teilnehmer === null) throw new Error("settings of somebody who takes part in nothing");
  return teilnehmer;
}
