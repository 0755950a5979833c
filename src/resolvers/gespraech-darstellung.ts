import { alsTeilnehmer, schluessel } from "../domain/kern/akteur.js";
import type { Akteur } from "../domain/kern/akteur.js";
import type { BeliebigerDatensatz, Datensatz } from "../domain/hkp/vorgang.js";
import type { GespraechsnachrichtTyp } from "../schema/gespraech.type.js";
import { stelleTeilnehmerDar, stelleUrheberDar } from "./teilnehmer-darstellung.js";

/** Messages among the data sets that went through `sichtbareDatensaetze`, oldest first; their number is bounded when they are written. */
export function stelleGespraechDar(
  sichtbare: readonly BeliebigerDatensatz[],
  akteur: Akteur,
): GespraechsnachrichtTyp[] {
  const selbst = alsTeilnehmer(akteur);
  return sichtbare.filter(istNachricht).map(({ id, erstelltAm, von, inhalt }) => ({
    id,
    zeit: erstelltAm,
    von: stelleUrheberDar(von),
    absender: stelleTeilnehmerDar(inhalt.absender),
    an: inhalt.an.map(stelleTeilnehmerDar),
    eigene: selbst !== null && schluessel(selbst) === schluessel(inhalt.absender),
    text: inhalt.text,
    antwortAuf: inhalt.antwortAuf,
  }));
}

const istNachricht = (datensatz: BeliebigerDatensatz): datensatz is Datensatz<"NACHRICHT"> =>
  datensatz.art === "NACHRICHT";
