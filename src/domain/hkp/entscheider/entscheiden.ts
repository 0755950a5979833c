import { berlinerTag } from "../../kern/kalender.js";
import { Fachfehler } from "../../kern/fehler.js";
import type { BefehlFuer } from "../befehle.js";
import { pruefeEntscheidung } from "../datensaetze/entscheidung-regeln.js";
import { neueste } from "../vorgang.js";
import type { Entscheider } from "../wirkung.js";
import { gueltigeVerordnung, institution } from "./hilfen.js";
import { pruefeKarte } from "./signaturregeln.js";

/**
 * AP4 → BESCHIEDEN (also „Unzuständig“) and AP2 → OFFEN with the Kennzeichen [6.7.1, 6.9]. A signature is verified if
 * present and demanded only by switch (D9).
 */
export const entscheiden: Entscheider<BefehlFuer<"entscheiden">> = ({ entscheidung }, vorgang, kontext, zeile) => {
  const { inhalt, bundle, signatur } = entscheidung;
  if (signatur === null && kontext.schalter.entscheidungSignaturPflicht)
    throw new Fachfehler("SIGNATUR_UNGUELTIG", { grund: "FEHLT" });
  if (signatur !== null) pruefeKarte("ENTSCHEIDUNG", signatur.geprueft, institution(kontext.akteur).telematikId);
  if (inhalt.verordnungsId !== vorgang.id) throw new Fachfehler("VERORDNUNGS_ID_FALSCH", { erwartet: vorgang.id });

  const verstoesse = pruefeEntscheidung(inhalt, {
    heute: berlinerTag(kontext.jetzt),
    verordnung: gueltigeVerordnung(vorgang).inhalt,
    angaben: neueste(vorgang, "ANGABEN")?.inhalt ?? null,
    blankoverordnung: neueste(vorgang, "BLANKOVERORDNUNG")?.inhalt ?? null,
  });
  if (verstoesse.length > 0) throw new Fachfehler("ENTSCHEIDUNG_WIDERSPRUECHLICH", { verstoesse });

  const kostenerstattung = zeile.nr === "AP2";
  return {
    datensatz: { art: "ENTSCHEIDUNG", inhalt, bundle, signatur },
    setze: kostenerstattung ? { kennzeichenKostenerstattung: true } : {},
    ereignis: kostenerstattung
      ? "KOSTENERSTATTUNG_ENTSCHIEDEN"
      : inhalt.gesamtergebnis === "UNZUSTAENDIG"
        ? "UNZUSTAENDIG"
        : "ENTSCHIEDEN",
  };
};
