import type { Prinzip } from "../../kern/akteur.js";
import { berlinerTag } from "../../kern/kalender.js";
import { Fachfehler } from "../../kern/fehler.js";
import type { BefehlFuer } from "../befehle.js";
import type { Kostentraegerart } from "../datensaetze/verordnung.js";
import { pruefeVerordnung } from "../datensaetze/verordnung-regeln.js";
import type { Entscheider } from "../wirkung.js";
import { pruefeKarte } from "./signaturregeln.js";
import { eigeneTelematikId, institution, ohneVerstoesse } from "./hilfen.js";

/** Leistungsgewaehrungsprinzip per kind of Kostentraeger (gemF_VO_HKP Tabelle 2). */
const PRINZIP: Record<Kostentraegerart, Prinzip> = {
  GKV: "SACHLEISTUNG",
  DGUV: "SACHLEISTUNG",
  BUNDESPOLIZEI: "SACHLEISTUNG",
  SONSTIGE: "SACHLEISTUNG",
  PKV: "KOSTENERSTATTUNG",
  BEIHILFE: "KOSTENERSTATTUNG",
};

/** 1: INITIALISIERT → OFFEN with a signed, formally valid data set that carries this Verordnungs-ID [7.1.1]. */
export const aktivieren: Entscheider<BefehlFuer<"aktivieren">> = ({ verordnung }, vorgang, { akteur, jetzt }) => {
  const { inhalt, signatur, cms, bundle } = verordnung;
  const { telematikId } = institution(akteur);
  pruefeKarte("VERORDNUNG", signatur, telematikId);
  if (inhalt.verordnungsId !== vorgang.id) throw new Fachfehler("VERORDNUNGS_ID_FALSCH", { erwartet: vorgang.id });
  ohneVerstoesse([
    ...pruefeVerordnung(inhalt, { verordnungsId: vorgang.id, heute: berlinerTag(jetzt) }),
    ...eigeneTelematikId("verordnender.telematikId", inhalt.verordnender.telematikId, akteur),
  ]);
  const prinzip = PRINZIP[inhalt.kostentraeger.art];
  // § 13 (2) departs from the Sachleistungsprinzip; with a Kostentraeger of the other principle the mark means nothing.
  const kostenerstattung = inhalt.wahlKostenerstattung && prinzip === "SACHLEISTUNG";
  return {
    datensatz: { art: "VERORDNUNG", inhalt, bundle, signatur: { geprueft: signatur, cms } },
    setze: {
      versicherter: { rolle: "VERSICHERTER", kennung: inhalt.versicherter.kvnr },
      kostentraeger: { rolle: "KOSTENTRAEGER", kennung: inhalt.kostentraeger.ik },
      prinzip,
      verordnungszeitraumBis: inhalt.verordnungszeitraum.bis,
      // The Kostentraeger gets the access information at activation [6.4].
      kostentraegerHatZugriff: kostenerstattung,
    },
    ereignis: kostenerstattung ? "AKTIVIERT_MIT_KOSTENERSTATTUNG" : "AKTIVIERT",
  };
};
