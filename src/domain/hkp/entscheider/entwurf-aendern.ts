import { Fachfehler } from "../../kern/fehler.js";
import { urheber } from "../aenderung.js";
import type { BefehlFuer } from "../befehle.js";
import { pruefeGrenzen } from "../datensaetze/bausteine.js";
import type { Entscheider } from "../wirkung.js";

/** The practice's draft is replaced as a whole; complete or not, since `maengel` say what is left to do [6.1]. */
export const entwurfAendern: Entscheider<BefehlFuer<"entwurfAendern">> = ({ inhalt }, { entwurf }, kontext) => {
  const verstoesse = pruefeGrenzen(inhalt);
  if (verstoesse.length > 0) throw new Fachfehler("EINGABE_UNGUELTIG", { verstoesse });
  const { folgeAuf, teile } = entwurf ?? { folgeAuf: null, teile: [] };
  const { jetzt, akteur } = kontext;
  return {
    setze: { entwurf: { inhalt, folgeAuf, teile, geaendertAm: jetzt, geaendertVon: urheber(akteur) } },
    ereignis: null,
  };
};
