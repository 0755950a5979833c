import { korrekturAlsBundle } from "../../fhir/korrektur-bundle.js";
import { berlinerTag } from "../../kern/kalender.js";
import { Fachfehler } from "../../kern/fehler.js";
import type { Korrekturwunsch } from "../befehle.js";
import { pruefeBlankoverordnung } from "../datensaetze/blankoverordnung-regeln.js";
import type { Korrekturanfrage } from "../datensaetze/korrektur.js";
import { pruefeVerordnung } from "../datensaetze/verordnung-regeln.js";
import { pruefeVorschlag } from "../korrektur/vorschlag-regeln.js";
import { BLANKOZIEL, VERORDNUNGSZIEL } from "../korrektur/ziel.js";
import { neueste } from "../vorgang.js";
import type { Vorgang } from "../vorgang.js";
import type { Kontext } from "../wirkung.js";
import { gueltigeVerordnung, institution } from "./hilfen.js";

/**
 * A proposal, checked against the newest version, with ids and as a QuestionnaireResponse.
 * @throws Fachfehler VERSION_VERALTET, STAMMDATEN_UNVERAENDERLICH, KORREKTUR_UNGUELTIG, in this order.
 */
export function baueAnfrage(
  art: "VO_K" | "BLANKO_K",
  { zuVersion, aenderungen }: Korrekturwunsch,
  vorgang: Vorgang,
  { akteur, jetzt, ids }: Kontext,
): { readonly inhalt: Korrekturanfrage; readonly bundle: string } {
  const verordnung = gueltigeVerordnung(vorgang);
  const blanko = neueste(vorgang, "BLANKOVERORDNUNG");
  const gueltig = art === "VO_K" ? verordnung.version : (blanko?.version ?? 0);
  if (zuVersion !== gueltig) throw new Fachfehler("VERSION_VERALTET", { bezogenAuf: zuVersion, gueltig });
  if (art === "VO_K") {
    const rahmen = { verordnungsId: vorgang.id, heute: berlinerTag(jetzt) };
    pruefeVorschlag(VERORDNUNGSZIEL, verordnung.inhalt, aenderungen, (neu) => pruefeVerordnung(neu, rahmen));
  } else if (blanko !== null) {
    pruefeVorschlag(BLANKOZIEL, blanko.inhalt, aenderungen, (neu) => pruefeBlankoverordnung(neu, verordnung.inhalt));
  }
  const vorschlag = {
    verordnungsId: vorgang.id,
    zuVersion,
    absender: institution(akteur).telematikId,
    aenderungen: aenderungen.map((wunsch) => ({ ...wunsch, id: ids.neueId() })),
  };
  const bundle = korrekturAlsBundle(vorschlag, { bundleId: ids.neueId(), zeitpunkt: jetzt });
  return { inhalt: { ...vorschlag, zurueckgezogenAm: null }, bundle: JSON.stringify(bundle) };
}
