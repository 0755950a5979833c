import type { BefehlFuer } from "../befehle.js";
import { pruefeAngaben } from "../datensaetze/angaben-regeln.js";
import type { Entscheider } from "../wirkung.js";
import { eigeneTelematikId, gueltigeVerordnung, institution, ohneVerstoesse, zurGueltigenVersion } from "./hilfen.js";
import { pruefeKarte } from "./signaturregeln.js";

/** Angaben zur Leistungserbringung, signed with the SMC-B; a new version replaces the older until einreichen [6.6.1]. */
export const angabenSpeichern: Entscheider<BefehlFuer<"angabenSpeichern">> = ({ angaben }, vorgang, { akteur }) => {
  const { inhalt, signatur, cms, bundle } = angaben;
  pruefeKarte("ANGABEN", signatur, institution(akteur).telematikId);
  zurGueltigenVersion(inhalt, vorgang);
  ohneVerstoesse([
    ...pruefeAngaben(inhalt, gueltigeVerordnung(vorgang).inhalt),
    ...eigeneTelematikId("pflegedienst.telematikId", inhalt.pflegedienst.telematikId, akteur),
  ]);
  return {
    datensatz: { art: "ANGABEN", inhalt, bundle, signatur: { geprueft: signatur, cms } },
    ereignis: "ANGABEN_GESPEICHERT",
  };
};
