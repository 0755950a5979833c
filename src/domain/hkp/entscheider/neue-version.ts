import type { Verstoss } from "../../kern/fehler.js";
import type { BefehlFuer } from "../befehle.js";
import type { Verordnung } from "../datensaetze/verordnung.js";
import { angefragte } from "../verfuegbarkeit.js";
import type { Vorgang } from "../vorgang.js";
import type { Entscheider } from "../wirkung.js";
import { mitZugriff, ohneVerstoesse } from "./hilfen.js";
import { pruefeSignierteVerordnung } from "./verordnung-pruefen.js";

/**
 * Own correction of the practice while OFFEN [6.8.1]: a new signed version makes the older ones invalid. Once bindingly
 * redeemed only the Korrekturprozess leads to one; then the table has no row.
 */
export const neueVersion: Entscheider<BefehlFuer<"neueVersion">> = ({ verordnung }, vorgang, kontext) => {
  const { datensatz, setze, kostenerstattung } = pruefeSignierteVerordnung(verordnung, vorgang, kontext);
  ohneVerstoesse(gleichePerson(verordnung.inhalt, vorgang));
  // Access that the Versicherter gave to one Kostentraeger is not another one's.
  const gleicherKostentraeger = setze.kostentraeger?.kennung === vorgang.kostentraeger?.kennung;
  const hatZugriff = kostenerstattung || (gleicherKostentraeger && vorgang.kostentraegerHatZugriff);
  const danach = { ...vorgang, ...setze, kostentraegerHatZugriff: hatZugriff };
  return {
    datensatz,
    setze: { ...setze, kostentraegerHatZugriff: hatZugriff },
    ereignis: "EIGENE_KORREKTUR",
    genannte: [...mitZugriff(danach), ...angefragte(vorgang)],
  };
};

/** The Vorgang, its codes and its Protokoll belong to this person: for another one a Verordnung of its own is needed. */
function gleichePerson({ versicherter }: Verordnung, vorgang: Vorgang): readonly Verstoss[] {
  if (versicherter.kvnr === vorgang.versicherter?.kennung) return [];
  return [
    {
      pfad: "versicherter.kvnr",
      regel: "Eine neue Version gilt für dieselbe versicherte Person.",
      hinweis: "Löschen Sie diese Verordnung und stellen Sie für die andere Person eine neue aus.",
    },
  ];
}
