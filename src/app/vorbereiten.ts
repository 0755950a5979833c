import { Fachfehler } from "../domain/kern/fehler.js";
import { angabenAusBundle } from "../domain/fhir/angaben-bundle.js";
import type { Leseergebnis } from "../domain/fhir/bundle-leser.js";
import { blankoverordnungAusBundle } from "../domain/fhir/blankoverordnung-bundle.js";
import { entscheidungAlsBundle, entscheidungAusBundle } from "../domain/fhir/entscheidung-bundle.js";
import { verordnungAusBundle } from "../domain/fhir/verordnung-bundle.js";
import type { Befehl, Entscheidungsvorlage, Signiert } from "../domain/hkp/befehle.js";
import type { Entscheidung } from "../domain/hkp/datensaetze/entscheidung.js";
import type { Vorgang } from "../domain/hkp/vorgang.js";
import type { GepruefteSignatur } from "../domain/ports/signatur.js";
import type { FhirBundle } from "../domain/ports/zustellung.js";
import type { Dienste } from "./dienste.js";

/** A command as a client gives it: signed data sets are still bytes. */
export type Auftrag =
  | { readonly aktion: "aktivieren"; readonly signiert: Uint8Array }
  | { readonly aktion: "annehmen" }
  | { readonly aktion: "blankoverordnungSpeichern"; readonly signiert: Uint8Array }
  | { readonly aktion: "angabenSpeichern"; readonly signiert: Uint8Array }
  | { readonly aktion: "einreichen" }
  /** Typed, or as a signed Bundle; exactly one of the two (checked by the edge). */
  | { readonly aktion: "entscheiden"; readonly entscheidung: Omit<Entscheidung, "verordnungsId"> }
  | { readonly aktion: "entscheiden"; readonly signiert: Uint8Array };

/**
 * Turns bytes into verified objects: signature, then form (domain.md 4.2: signature → FHIR validity → business rules).
 * @throws Fachfehler SIGNATUR_UNGUELTIG, DATENSATZ_UNGUELTIG.
 */
export async function bereiteVor(auftrag: Auftrag, vorgang: Vorgang, dienste: Dienste): Promise<Befehl> {
  switch (auftrag.aktion) {
    case "annehmen":
    case "einreichen":
      return { aktion: auftrag.aktion };
    case "aktivieren":
      return {
        aktion: "aktivieren",
        verordnung: await lies("verordnung", auftrag.signiert, verordnungAusBundle, dienste),
      };
    case "blankoverordnungSpeichern": {
      const blankoverordnung = await lies("blankoverordnung", auftrag.signiert, blankoverordnungAusBundle, dienste);
      return { aktion: "blankoverordnungSpeichern", blankoverordnung };
    }
    case "angabenSpeichern":
      return {
        aktion: "angabenSpeichern",
        angaben: await lies("angaben", auftrag.signiert, angabenAusBundle, dienste),
      };
    case "entscheiden":
      return { aktion: "entscheiden", entscheidung: await vorlage(auftrag, vorgang, dienste) };
  }
}

async function vorlage(
  auftrag: Extract<Auftrag, { aktion: "entscheiden" }>,
  vorgang: Vorgang,
  dienste: Dienste,
): Promise<Entscheidungsvorlage> {
  if ("signiert" in auftrag) {
    const { inhalt, bundle, signatur, cms } = await lies(
      "entscheidung",
      auftrag.signiert,
      entscheidungAusBundle,
      dienste,
    );
    return { inhalt, bundle, signatur: { geprueft: signatur, cms } };
  }
  const inhalt = { ...auftrag.entscheidung, verordnungsId: vorgang.id };
  const bundle = entscheidungAlsBundle(inhalt, { bundleId: dienste.ids.neueId(), zeitpunkt: dienste.uhr.jetzt() });
  return { inhalt, bundle: JSON.stringify(bundle), signatur: null };
}

async function lies<N extends string, I>(
  name: N,
  cms: Uint8Array,
  ausBundle: (bundle: FhirBundle) => Leseergebnis<N, I>,
  { signaturen, fhir, uhr }: Dienste,
): Promise<Signiert<I>> {
  const signatur = await geprueft(cms, signaturen, uhr.jetzt());
  const gelesen = fhir.lies(signatur.inhalt);
  if (gelesen.art === "ungueltig") throw new Fachfehler("DATENSATZ_UNGUELTIG", { verstoesse: gelesen.verstoesse });
  const datensatz = ausBundle(gelesen.bundle);
  if (datensatz.art === "ungueltig") throw new Fachfehler("DATENSATZ_UNGUELTIG", { verstoesse: datensatz.verstoesse });
  return { signatur, cms, bundle: JSON.stringify(gelesen.bundle), inhalt: datensatz[name] };
}

async function geprueft(cms: Uint8Array, signaturen: Dienste["signaturen"], jetzt: Date): Promise<GepruefteSignatur> {
  const ergebnis = await signaturen.pruefe(cms, jetzt);
  if (ergebnis.art === "ungueltig") throw new Fachfehler("SIGNATUR_UNGUELTIG", { grund: ergebnis.grund });
  return ergebnis.signatur;
}
