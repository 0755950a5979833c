import { alsTeilnehmer } from "../../kern/akteur.js";
import type { Akteur, Teilnehmer } from "../../kern/akteur.js";
import { Fachfehler } from "../../kern/fehler.js";
import type { BefehlFuer, Korrekturadressat } from "../befehle.js";
import { anfrageart } from "../korrektur/runden.js";
import { hatKostenerstattungGewaehlt, neueste } from "../vorgang.js";
import type { Vorgang } from "../vorgang.js";
import type { Entscheider } from "../wirkung.js";
import { baueAnfrage } from "./korrektur-hilfen.js";

/** K1: ZUGEWIESEN, K4: ANTRAGSPRUEFUNG or OFFEN (D1) → KORREKTURANFRAGE, with a reason per change [6.8.2, 6.8.3]. */
export const korrekturAnfragen: Entscheider<BefehlFuer<"korrekturAnfragen">> = (
  { an, wunsch },
  vorgang,
  kontext,
  zeile,
) => {
  const anfragender = alsTeilnehmer(kontext.akteur);
  const adressat = adressatVon(an, kontext.akteur, vorgang);
  if (anfragender === null || adressat === null) throw new Fachfehler("KORREKTUR_ADRESSAT_UNZULAESSIG");
  const herkunft = zeile.nr === "K1" ? "K1" : "K4";
  const art = anfrageart({ adressat });
  return {
    datensatz: { art, ...baueAnfrage(art, wunsch, vorgang, kontext), signatur: null },
    setze: { korrektur: { herkunft, anfragender, adressat, statusVorher: vorgang.status } },
    ereignis: herkunft === "K1" ? "KORREKTUR_VOM_PFLEGEDIENST" : "KORREKTUR_VOM_KOSTENTRAEGER",
  };
};

/** Null: this actor may not ask that one. A Blanko-k needs a Blankoverordnung that the Kostentraeger may read. */
function adressatVon(an: Korrekturadressat, { rolle }: Akteur, vorgang: Vorgang): Teilnehmer | null {
  if (an === "VERORDNENDER") return vorgang.verordnender;
  const liestBlanko = vorgang.antrag === "AP3" || hatKostenerstattungGewaehlt(vorgang);
  const gibtEs = neueste(vorgang, "BLANKOVERORDNUNG") !== null;
  return rolle === "KOSTENTRAEGER" && liestBlanko && gibtEs ? vorgang.pflegedienst : null;
}
