import { Fachfehler } from "../../kern/fehler.js";
import type { BefehlFuer } from "../befehle.js";
import { pruefeFreitext } from "../datensaetze/verfuegbarkeitsanfrage-regeln.js";
import { auftragZu, eigeneLaufende, ersetzt } from "../verfuegbarkeit.js";
import type { Entscheider } from "../wirkung.js";

/**
 * The asked Pflegedienst answers: a snapshot that binds neither side [6.5.2]. Who is available may think better of it; who is not
 * is no longer asked, and its access ends.
 * @throws Fachfehler EINGABE_UNGUELTIG
 */
export const verfuegbarkeitAntworten: Entscheider<BefehlFuer<"verfuegbarkeitAntworten">> = (
  { verfuegbar, text },
  vorgang,
  { akteur, jetzt },
) => {
  const anfrage = eigeneLaufende(vorgang, akteur);
  if (anfrage === null) throw new Error("answered without an Anfrage, which the transition table refuses");
  const verstoesse = text === null ? [] : pruefeFreitext(text, "text");
  if (verstoesse.length > 0) throw new Fachfehler("EINGABE_UNGUELTIG", { verstoesse });
  const beantwortet = {
    ...anfrage,
    zustand: verfuegbar ? "VERFUEGBAR" : "NICHT_VERFUEGBAR",
    antwort: text,
    beantwortetAm: jetzt,
    automatisch: false,
  } as const;
  return {
    setze: { verfuegbarkeitsanfragen: ersetzt(vorgang, beantwortet) },
    ereignis: "ANFRAGE_BEANTWORTET",
    ueberholteAuftraege: auftragZu(anfrage, vorgang),
  };
};
