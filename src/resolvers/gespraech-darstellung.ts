import { alsTeilnehmer, schluessel } from "../domain/kern/akteur.js";
import type { Akteur } from "../domain/kern/akteur.js";
import { kenntEmpfaenger, versionVon } from "../domain/hkp/gewaehlte.js";
import type { BeliebigerDatensatz, Datensatz, Vorgang } from "../domain/hkp/vorgang.js";
import type { GespraechsnachrichtTyp } from "../schema/gespraech.type.js";
import { stelleTeilnehmerDar, stelleUrheberDar } from "./teilnehmer-darstellung.js";

/** Messages among the data sets that went through `sichtbareDatensaetze`, oldest first; their number is bounded when they are written. */
export function stelleGespraechDar(
  sichtbare: readonly BeliebigerDatensatz[],
  vorgang: Vorgang,
  akteur: Akteur,
): GespraechsnachrichtTyp[] {
  const selbst = alsTeilnehmer(akteur);
  return sichtbare.filter(istNachricht).map(({ id, erstelltAm, von, inhalt }) => ({
    id,
    zeit: erstelltAm,
    von: stelleUrheberDar(von),
    absender: stelleTeilnehmerDar(inhalt.absender),
    an: inhalt.an.map((einer) =>
      kenntEmpfaenger(vorgang, einer, versionVon(vorgang, id), selbst)
        ? stelleTeilnehmerDar(einer)
        : { rolle: einer.rolle, kennung: null },
    ),
    eigene: selbst !== null && schluessel(selbst) === schluessel(inhalt.absender),
    text: inhalt.text,
    antwortAuf: inhalt.antwortAuf,
  }));
}

const istNachricht = (datensatz: BeliebigerDatensatz): datensatz is Datensatz<"NACHRICHT"> =>
  datensatz.art === "NACHRICHT";
