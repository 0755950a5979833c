import type { Prinzip } from "../../kern/akteur.js";
import { berlinerTag } from "../../kern/kalender.js";
import { Fachfehler } from "../../kern/fehler.js";
import type { Signiert } from "../befehle.js";
import type { Kostentraegerart, Verordnung } from "../datensaetze/verordnung.js";
import { pruefeVerordnung } from "../datensaetze/verordnung-regeln.js";
import type { Vorgang } from "../vorgang.js";
import type { Feldaenderung, Kontext, NeuerDatensatz } from "../wirkung.js";
import { eigeneTelematikId, institution, ohneVerstoesse } from "./hilfen.js";
import { pruefeKarte } from "./signaturregeln.js";

/** Leistungsgewaehrungsprinzip per kind of Kostentraeger (gemF_VO_HKP Tabelle 2). */
const PRINZIP: Record<Kostentraegerart, Prinzip> = {
  GKV: "SACHLEISTUNG",
  DGUV: "SACHLEISTUNG",
  BUNDESPOLIZEI: "SACHLEISTUNG",
  SONSTIGE: "SACHLEISTUNG",
  PKV: "KOSTENERSTATTUNG",
  BEIHILFE: "KOSTENERSTATTUNG",
};

export interface GepruefteVerordnung {
  readonly datensatz: NeuerDatensatz;
  /** Fields of the Vorgang that follow from the Verordnung. */
  readonly setze: Feldaenderung;
  /** § 13 (2) SGB V: the Kostentraeger gets the access information [6.4]. */
  readonly kostenerstattung: boolean;
}

/**
 * A signed version of the Verordnung: card, Verordnungs-ID and form.
 * @throws Fachfehler SIGNATUR_ROLLE, SIGNATUR_FREMD, VERORDNUNGS_ID_FALSCH, DATENSATZ_UNGUELTIG, in this order.
 */
export function pruefeSignierteVerordnung(
  { inhalt, signatur, cms, bundle }: Signiert<Verordnung>,
  vorgang: Vorgang,
  { akteur, jetzt }: Kontext,
): GepruefteVerordnung {
  pruefeKarte("VERORDNUNG", signatur, institution(akteur).telematikId);
  if (inhalt.verordnungsId !== vorgang.id) throw new Fachfehler("VERORDNUNGS_ID_FALSCH", { erwartet: vorgang.id });
  ohneVerstoesse([
    ...pruefeVerordnung(inhalt, { verordnungsId: vorgang.id, heute: berlinerTag(jetzt) }),
    ...eigeneTelematikId("verordnender.telematikId", inhalt.verordnender.telematikId, akteur),
  ]);
  const prinzip = PRINZIP[inhalt.kostentraeger.art];
  return {
    datensatz: { art: "VERORDNUNG", inhalt, bundle, signatur: { geprueft: signatur, cms } },
    setze: {
      versicherter: { rolle: "VERSICHERTER", kennung: inhalt.versicherter.kvnr },
      kostentraeger: { rolle: "KOSTENTRAEGER", kennung: inhalt.kostentraeger.ik },
      prinzip,
      verordnungszeitraumBis: inhalt.verordnungszeitraum.bis,
    },
    // § 13 (2) departs from the Sachleistungsprinzip; with a Kostentraeger of the other principle the mark means nothing.
    kostenerstattung: inhalt.wahlKostenerstattung && prinzip === "SACHLEISTUNG",
  };
}
