import { Fachfehler } from "../../kern/fehler.js";
import type { BefehlFuer } from "../befehle.js";
import { pruefeTexte, wiederholte } from "../datensaetze/bausteine.js";
import { TEXT_HOECHSTENS } from "../datensaetze/gespraechsnachricht.js";
import { verlange } from "../datensaetze/regeln.js";
import { versionen } from "../vorgang.js";
import type { Entscheider } from "../wirkung.js";
import { gueltigeVerordnung, institution } from "./hilfen.js";

/**
 * The assigned Pflegedienst asks the Praxis for a Folgeverordnung, from acceptance on and also after the period. The Praxis answers with a
 * Verordnung of its own, another Vorgang: so here nothing is answered, and one request per period is all there is. Status, who is
 * responsible and every waiting Alarm stay as they are.
 * @throws Fachfehler FOLGEVERORDNUNG_SCHON_ERBETEN, EINGABE_UNGUELTIG, in this order.
 */
export const folgeverordnungErbitten: Entscheider<BefehlFuer<"folgeverordnungErbitten">> = (
  befehl,
  vorgang,
  { akteur },
) => {
  const verordnung = gueltigeVerordnung(vorgang).inhalt;
  const { bis } = verordnung.verordnungszeitraum;
  const { telematikId } = institution(akteur);
  const fruehere = versionen(vorgang, "FOLGEBITTE").find(
    ({ von, inhalt }) => von.kennung === telematikId && inhalt.zeitraumBis === bis,
  );
  if (fruehere !== undefined)
    throw new Fachfehler("FOLGEVERORDNUNG_SCHON_ERBETEN", { erbetenAm: fruehere.erstelltAm.toISOString() });

  const { leistungen } = befehl;
  const text = befehl.text?.replace(/\r\n?/g, "\n").trim() ?? null;
  const verordnete = new Set(verordnung.leistungen.map(({ id }) => id));
  const verstoesse = [
    ...pruefeTexte(text, "text"),
    ...verlange(text === null || [...text].length <= TEXT_HOECHSTENS, "text", "TEXT_ZU_LANG"),
    ...leistungen.flatMap((id, nr) => verlange(verordnete.has(id), `leistungen[${nr}]`, "LEISTUNG_UNBEKANNT")),
    ...wiederholte(leistungen, (id) => id).flatMap((nr) => verlange(false, `leistungen[${nr}]`, "LEISTUNG_DOPPELT")),
  ];
  if (verstoesse.length > 0) throw new Fachfehler("EINGABE_UNGUELTIG", { verstoesse });
  return {
    datensatz: { art: "FOLGEBITTE", inhalt: { zeitraumBis: bis, leistungen, text }, bundle: "", signatur: null },
    ereignis: "FOLGEVERORDNUNG_ERBETEN",
  };
};
