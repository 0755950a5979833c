import { Fachfehler } from "../../kern/fehler.js";
import type { BefehlFuer } from "../befehle.js";
import { auftragZu, ersetzt, laufende } from "../verfuegbarkeit.js";
import type { Entscheider } from "../wirkung.js";

/**
 * The insured person withdraws an Anfrage that lasts: the Pflegedienst's access ends, and it is told as when the Verordnung goes
 * another way (fachregeln.md section 4 has no row of its own for it).
 * @throws Fachfehler VERFUEGBARKEITSANFRAGE_UNBEKANNT
 */
export const verfuegbarkeitZurueckziehen: Entscheider<BefehlFuer<"verfuegbarkeitZurueckziehen">> = (
  { anfrage: id },
  vorgang,
) => {
  const anfrage = laufende(vorgang).find((eine) => eine.id === id);
  if (anfrage === undefined) throw new Fachfehler("VERFUEGBARKEITSANFRAGE_UNBEKANNT");
  return {
    setze: { verfuegbarkeitsanfragen: ersetzt(vorgang, { ...anfrage, zustand: "ZURUECKGEZOGEN" }) },
    ereignis: "ANFRAGE_ENTSCHIEDEN",
    genannte: [anfrage.pflegedienst],
    ueberholteAuftraege: auftragZu(anfrage, vorgang),
  };
};
