import type { Antwortauftrag, Antwortinhalt, Antwortpost, BeanspruchteAntwort } from "../domain/ports/antwortpost.js";
import type { Sendung } from "../domain/ports/zustellung.js";
import { bearbeiteFall } from "./versand.js";
import type { Versandteile } from "./versand.js";

export interface Antwortteile extends Versandteile {
  readonly antwortpost: Antwortpost;
}

/** One claimed answer up to its recorded verdict; as an order, but for the address, which is where the mail came from. */
export async function bearbeiteAntwort(
  beansprucht: BeanspruchteAntwort,
  teile: Antwortteile,
  signal: AbortSignal,
): Promise<void> {
  const { antwortpost, uhr } = teile;
  const { antwort } = beansprucht;
  await bearbeiteFall(
    {
      auftrag: antwort,
      kennung: antwort.id,
      istUeberholt: false,
      verlaengere: (bis) => antwortpost.verlaengere(beansprucht, bis),
      vermerke: (vermerk, jetzt) => antwortpost.vermerke(beansprucht, vermerk, jetzt),
      async beginne(nachrichtId) {
        if (antwort.inhalt === null) return null;
        const sendung = baueAntwort(antwort, antwort.inhalt);
        return (await antwortpost.beginneUebergabe(beansprucht, nachrichtId, uhr.jetzt())) ? sendung : null;
      },
    },
    teile,
    signal,
  );
}

/** The subject of the answered mail is not repeated: whatever its sender wrote into it would travel unencrypted. */
export const BETREFF = "Antwort auf Ihre Nachricht zur häuslichen Krankenpflege";

function baueAntwort(antwort: Antwortauftrag, { text, buendel }: Antwortinhalt): Sendung {
  const { id, adresse, auf, bezuege, vorgangId } = antwort;
  return {
    auftragId: id,
    adresse,
    ...(vorgangId === null ? {} : { vorgangId }),
    fadenId: id,
    // Nearest first there, oldest first here.
    vorgaenger: bezuege.toReversed(),
    antwort: { auf },
    nachrichtentyp: "Antwort",
    betreff: BETREFF,
    text,
    buendel,
  };
}
