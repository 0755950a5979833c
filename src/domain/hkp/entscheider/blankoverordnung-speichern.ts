import { QUALIFIKATION_BLANKO } from "../../kern/akteur.js";
import { Fachfehler } from "../../kern/fehler.js";
import type { BefehlFuer } from "../befehle.js";
import { pruefeBlankoverordnung } from "../datensaetze/blankoverordnung-regeln.js";
import type { Entscheider } from "../wirkung.js";
import {
  eigeneTelematikId,
  gueltigeVerordnung,
  hatBlankoLeistung,
  institution,
  ohneVerstoesse,
  zurGueltigenVersion,
} from "./hilfen.js";
import { pruefeKarte } from "./signaturregeln.js";

/** Haeufigkeit and Dauer by a qualified Pflegefachperson, signed with the SMC-B, naming the LBNR [6.6.2]. */
export const blankoverordnungSpeichern: Entscheider<BefehlFuer<"blankoverordnungSpeichern">> = (
  { blankoverordnung },
  vorgang,
  { akteur },
) => {
  const { inhalt, signatur, cms, bundle } = blankoverordnung;
  const person = akteur.rolle === "PFLEGEDIENST" ? akteur : null;
  if (person === null || !person.qualifikationen.includes(QUALIFIKATION_BLANKO) || person.lbnr === undefined)
    throw new Fachfehler("BLANKO_QUALIFIKATION_FEHLT");
  const verordnung = gueltigeVerordnung(vorgang);
  if (!hatBlankoLeistung(verordnung.inhalt)) throw new Fachfehler("BLANKO_NICHT_VORGESEHEN");
  pruefeKarte("BLANKOVERORDNUNG", signatur, institution(akteur).telematikId);
  zurGueltigenVersion(inhalt, vorgang);
  ohneVerstoesse([
    ...pruefeBlankoverordnung(inhalt, verordnung.inhalt),
    ...eigeneTelematikId("pflegedienst.telematikId", inhalt.pflegedienst.telematikId, akteur),
    ...(inhalt.pflegefachperson.lbnr === person.lbnr ? [] : [FREMDE_LBNR]),
  ]);
  return {
    datensatz: { art: "BLANKOVERORDNUNG", inhalt, bundle, signatur: { geprueft: signatur, cms } },
    ereignis: "BLANKOVERORDNUNG_GESPEICHERT",
  };
};

const FREMDE_LBNR = {
  pfad: "pflegefachperson.lbnr",
  regel: "Die Blankoverordnung muss die Beschäftigtennummer der angemeldeten Pflegefachperson nennen.",
  hinweis: "Tragen Sie Ihre eigene Beschäftigtennummer ein.",
};
