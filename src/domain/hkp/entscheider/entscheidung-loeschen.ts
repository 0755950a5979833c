import { Fachfehler } from "../../kern/fehler.js";
import type { BefehlFuer } from "../befehle.js";
import { eigeneEntscheidungen } from "../entscheidungen.js";
import { meldungenVon } from "../loeschung.js";
import { versionen } from "../vorgang.js";
import type { Entscheider } from "../wirkung.js";

/**
 * D8: in ABGESCHLOSSEN the Kostentraeger deletes its own decision with all versions, and nothing else [Tabelle 12]. Afterwards there
 * is none that could be changed: keeping a shell that counts the versions on was rejected, because no further version can come.
 * What has not gone out yet of the Meldungen about it never does.
 * @throws Fachfehler ENTSCHEIDUNG_FEHLT.
 */
export const entscheidungLoeschen: Entscheider<BefehlFuer<"entscheidungLoeschen">> = (_befehl, vorgang, { akteur }) => {
  const eigene = eigeneEntscheidungen(vorgang, akteur);
  if (eigene.length === 0) throw new Fachfehler("ENTSCHEIDUNG_FEHLT");
  const entferne = eigene.map(({ id }) => id);
  const uebrige = versionen(vorgang, "ENTSCHEIDUNG").filter(({ id }) => !entferne.includes(id));
  const erzaehlt = meldungenVon(vorgang, eigene).map(({ id }) => id);
  return {
    entferne,
    // It is part of the decision [6.4]; only the payer of an earlier version of the Verordnung may have left another one.
    setze: { kennzeichenKostenerstattung: uebrige.at(-1)?.inhalt.kennzeichenKostenerstattung ?? false },
    ereignis: "ENTSCHEIDUNG_GELOESCHT",
    ueberholteAuftraege: vorgang.ausgang.filter(({ meldungId }) => erzaehlt.includes(meldungId)).map(({ id }) => id),
  };
};
