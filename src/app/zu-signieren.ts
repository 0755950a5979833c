import { angabenAlsBundle } from "../domain/fhir/angaben-bundle.js";
import { blankoverordnungAlsBundle } from "../domain/fhir/blankoverordnung-bundle.js";
import { verordnungAlsBundle } from "../domain/fhir/verordnung-bundle.js";
import type { Akteur } from "../domain/kern/akteur.js";
import { Fachfehler } from "../domain/kern/fehler.js";
import type { Angaben } from "../domain/hkp/datensaetze/angaben.js";
import type { Blankoverordnung } from "../domain/hkp/datensaetze/blankoverordnung.js";
import type { Verordnung } from "../domain/hkp/datensaetze/verordnung.js";
import { hinweiseZurBlankoverordnung } from "../domain/hkp/datensaetze/blankoverordnung-hinweise.js";
import type { Hinweis } from "../domain/hkp/datensaetze/umfang-hinweise.js";
import { sichtVon } from "../domain/hkp/sicht.js";
import type { Aktion, Status } from "../domain/hkp/status.js";
import { findeUebergang } from "../domain/hkp/zulaessig.js";
import { neueste } from "../domain/hkp/vorgang.js";
import type { FhirBundle } from "../domain/ports/zustellung.js";
import type { Dienste } from "./dienste.js";

/** A data set that is to be signed, without its Verordnungs-ID: that is the Vorgang's. */
export type Entwurf =
  | { readonly aktion: "aktivieren"; readonly verordnung: Omit<Verordnung, "verordnungsId"> }
  | { readonly aktion: "blankoverordnungSpeichern"; readonly blankoverordnung: Omit<Blankoverordnung, "verordnungsId"> }
  | { readonly aktion: "angabenSpeichern"; readonly angaben: Omit<Angaben, "verordnungsId"> };

/** The Bundle as JSON text, and hints of the HKP-RL on what is about to be signed (Blankoverordnung only). */
export interface ZuSignieren {
  readonly bundle: string;
  readonly hinweise: readonly Hinweis[];
}

/** What a signed data set is meant for where it is not the draft's own action, by status. */
const GEMEINT: Record<Entwurf["aktion"], Partial<Record<Status, Aktion>>> = {
  aktivieren: { OFFEN: "neueVersion", KORREKTURANFRAGE: "korrekturBeantworten" },
  blankoverordnungSpeichern: { KORREKTURANFRAGE: "korrekturBeantworten" },
  angabenSpeichern: {},
};

/**
 * The Bundle of a draft as JSON text, so that a client can sign it without FHIR code of its own. Stores nothing and answers
 * nothing of the Vorgang but hints on Leistungen that the caller names by their ids and so has read, hence no Einsicht. The
 * action the draft is meant for must be possible now; its rules are checked when the signed data set comes back, by the same
 * code for everybody.
 * @throws Fachfehler VORGANG_UNBEKANNT, VERBOTEN, STATUS_UNZULAESSIG.
 */
export async function bereiteSignaturVor(
  vorgangId: string,
  entwurf: Entwurf,
  akteur: Akteur,
  dienste: Dienste,
): Promise<ZuSignieren> {
  const vorgang = await dienste.store.lade(vorgangId, sichtVon(akteur, null, "HANDELN"));
  if (vorgang === null) {
    await dienste.bremse();
    throw new Fachfehler("VORGANG_UNBEKANNT");
  }
  findeUebergang(GEMEINT[entwurf.aktion][vorgang.status] ?? entwurf.aktion, akteur, vorgang, dienste.schalter);
  const kopf = { bundleId: dienste.ids.neueId(), zeitpunkt: dienste.uhr.jetzt() };
  const verordnungsId = vorgang.id;
  switch (entwurf.aktion) {
    case "aktivieren":
      return ohneHinweise(verordnungAlsBundle({ ...entwurf.verordnung, verordnungsId }, kopf));
    case "blankoverordnungSpeichern": {
      const { blankoverordnung } = entwurf;
      const verordnung = neueste(vorgang, "VERORDNUNG")?.inhalt;
      return {
        ...ohneHinweise(blankoverordnungAlsBundle({ ...blankoverordnung, verordnungsId }, kopf)),
        hinweise: verordnung === undefined ? [] : hinweiseZurBlankoverordnung(blankoverordnung, verordnung),
      };
    }
    case "angabenSpeichern":
      return ohneHinweise(angabenAlsBundle({ ...entwurf.angaben, verordnungsId }, kopf));
  }
}

const ohneHinweise = (bundle: FhirBundle): ZuSignieren => ({ bundle: JSON.stringify(bundle), hinweise: [] });
