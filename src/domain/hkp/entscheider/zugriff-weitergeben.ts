import { schluessel } from "../../kern/akteur.js";
import { Fachfehler } from "../../kern/fehler.js";
import type { BefehlFuer } from "../befehle.js";
import { neueste } from "../vorgang.js";
import type { Entscheider } from "../wirkung.js";

/**
 * Unzuständigkeit, Fall 1 [6.9]: the Kostentraeger of the Verordnung, having decided UNZUSTAENDIG, lets another one see the
 * Vorgang. That one conducts its own proceedings outside: it reads as a Kostentraeger does after AP3, but decides nothing here,
 * because the IK of the Verordnung stays and with it who decides. Its access ends with the deletion. Any number of receiving ones
 * [6.9: „mehrfach“], each once: its access stays, so that passing it on again would only alarm it a second time.
 */
export const zugriffWeitergeben: Entscheider<BefehlFuer<"zugriffWeitergeben">> = ({ kostentraeger, name }, vorgang) => {
  if (neueste(vorgang, "ENTSCHEIDUNG")?.inhalt.gesamtergebnis !== "UNZUSTAENDIG")
    throw new Fachfehler("NICHT_UNZUSTAENDIG");
  const bisherige = [vorgang.kostentraeger, ...vorgang.weitereKostentraeger];
  if (bisherige.some((einer) => einer !== null && schluessel(einer) === schluessel(kostentraeger)))
    throw new Fachfehler("KOSTENTRAEGER_HAT_ZUGRIFF");
  return {
    setze: { weitereKostentraeger: [...vorgang.weitereKostentraeger, kostentraeger] },
    ereignis: "ZUGRIFF_WEITERGEGEBEN",
    genannte: [kostentraeger],
    // The Versicherter must be able to see who reads it now.
    protokolltext: `hat den Einblick in den Vorgang an einen anderen Kostenträger weitergegeben: ${name} (IK ${kostentraeger.kennung}).`,
  };
};
