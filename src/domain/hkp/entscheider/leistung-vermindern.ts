import type { Teilnehmer } from "../../kern/akteur.js";
import { Fachfehler } from "../../kern/fehler.js";
import type { BefehlFuer } from "../befehle.js";
import { pruefeLeistungsaenderung } from "../datensaetze/leistungsaenderung-regeln.js";
import { neueste, versionen } from "../vorgang.js";
import type { Vorgang } from "../vorgang.js";
import type { Entscheider } from "../wirkung.js";
import { gueltigeVerordnung, imVerordnungszeitraum } from "./hilfen.js";

/**
 * Less is needed, or nothing for a while [6.2 Fall 2, 3]: the Verordnung and who is responsible stay; Pflegedienst and
 * Kostentraeger both must act, and the Versicherter is informed.
 * @throws Fachfehler VERORDNUNGSZEITRAUM_ABGELAUFEN, EINGABE_UNGUELTIG, in this order.
 */
export const leistungVermindern: Entscheider<BefehlFuer<"leistungVermindern">> = (
  { aenderungen },
  vorgang,
  { jetzt },
) => {
  imVerordnungszeitraum(vorgang, jetzt);
  const verordnung = gueltigeVerordnung(vorgang);
  const verstoesse = pruefeLeistungsaenderung(aenderungen, {
    verordnung: verordnung.inhalt,
    blankoverordnung: neueste(vorgang, "BLANKOVERORDNUNG")?.inhalt ?? null,
    fruehere: versionen(vorgang, "LEISTUNGSAENDERUNG").map(({ inhalt }) => inhalt),
  });
  if (verstoesse.length > 0) throw new Fachfehler("EINGABE_UNGUELTIG", { verstoesse });
  const inhalt = { zuVersion: verordnung.version, aenderungen };
  return {
    datensatz: { art: "LEISTUNGSAENDERUNG", inhalt, bundle: "", signatur: null },
    ereignis: "LEISTUNG_VERMINDERT",
    genannte: betroffene(vorgang),
  };
};

/** A Kostentraeger that takes no part yet could not open what it is alerted to; it reads the change with the application (AP3). */
function betroffene({ pflegedienst, kostentraeger, kostentraegerHatZugriff }: Vorgang): readonly Teilnehmer[] {
  return [pflegedienst, kostentraegerHatZugriff ? kostentraeger : null].filter((einer) => einer !== null);
}
