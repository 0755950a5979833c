import { schluessel } from "../kern/akteur.js";
import type { Teilnehmer } from "../kern/akteur.js";
import type { Nachrichtenwunsch } from "../hkp/befehle.js";
import { gespraechspartner } from "../hkp/gespraech.js";
import type { Sendeauftrag } from "../hkp/sendeauftrag.js";
import type { Vorgang } from "../hkp/vorgang.js";
import type { Eingangskanal } from "../ports/eingang.js";

/** To whom the words go that answer one of our messages. */
export type Gespraechsziel = Pick<Nachrichtenwunsch, "an" | "antwortAuf">;

/**
 * The author of what is answered: of a message of the conversation its sender, of another one whoever caused it. With a thread
 * alone (a chat room, a mail whose In-Reply-To is not ours) it is the newest message to this sender over the channel, and no older
 * one: words must not reach somebody they were not meant for.
 * @param auftragId order that is answered; null: the thread alone
 * @returns null: the gateway itself wrote, or the author takes part no longer
 */
export function gespraechszielZu(
  vorgang: Vorgang,
  auftragId: string | null,
  absender: Teilnehmer,
  kanal: Eingangskanal,
): Gespraechsziel | null {
  const eigene = vorgang.ausgang.filter(({ empfaenger }) => schluessel(empfaenger) === schluessel(absender));
  const beantworteter =
    eigene.find(({ id }) => id === auftragId) ??
    eigene.findLast((auftrag) => auftrag.kanal === kanal && auftrag.nachrichtId !== null);
  return beantworteter === undefined ? null : urheberVon(beantworteter, vorgang, absender);
}

function urheberVon(auftrag: Sendeauftrag, vorgang: Vorgang, absender: Teilnehmer): Gespraechsziel | null {
  const meldung = vorgang.meldungen.find(({ id }) => id === auftrag.meldungId);
  if (auftrag.ereignis === "NACHRICHT" && meldung?.datensatzId !== undefined)
    return { an: [], antwortAuf: meldung.datensatzId };
  const urheber = auftrag.absender;
  if (urheber === null || schluessel(urheber) === schluessel(absender)) return null;
  const partner = gespraechspartner(vorgang, urheber.rolle);
  if (partner === null || schluessel(partner) !== schluessel(urheber)) return null;
  return { an: [urheber.rolle], antwortAuf: null };
}
