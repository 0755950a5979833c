import { Fachfehler } from "../../kern/fehler.js";
import type { BefehlFuer } from "../befehle.js";
import { eigeneEntscheidungen } from "../entscheidungen.js";
import type { Entscheider } from "../wirkung.js";
import { gepruefteEntscheidung } from "./entscheidung-pruefen.js";

/**
 * A new version of the decision until the Vorgang is deleted [6.7.1], e.g. after a Widerspruch, or with a shorter period because
 * the membership ended early [6.9 Fall 2]; of the own decision only, and of none that was deleted (D8). An Alarm about the version before that has not gone out is overtaken.
 */
export const entscheidungAendern: Entscheider<BefehlFuer<"entscheidungAendern">> = (
  { entscheidung },
  vorgang,
  kontext,
) => {
  if (eigeneEntscheidungen(vorgang, kontext.akteur).length === 0) throw new Fachfehler("ENTSCHEIDUNG_FEHLT");
  const datensatz = gepruefteEntscheidung(entscheidung, vorgang, kontext);
  const { kennzeichenKostenerstattung } = entscheidung.inhalt;
  return {
    datensatz,
    setze: { kennzeichenKostenerstattung },
    ereignis: "ENTSCHEIDUNG_GEAENDERT",
    ueberholtAlarme: true,
  };
};
