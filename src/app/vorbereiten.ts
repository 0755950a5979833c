import { Fachfehler } from "../domain/kern/fehler.js";
import { angabenAusBundle } from "../domain/fhir/angaben-bundle.js";
import type { Leseergebnis } from "../domain/fhir/bundle-leser.js";
import { blankoverordnungAusBundle } from "../domain/fhir/blankoverordnung-bundle.js";
import { entscheidungAlsBundle, entscheidungAusBundle } from "../domain/fhir/entscheidung-bundle.js";
import { verordnungAusBundle } from "../domain/fhir/verordnung-bundle.js";
import type {
  Antwortversion,
  Befehl,
  BefehlFuer,
  Entscheidungsvorlage,
  Folgewunsch,
  Fristbefehl,
  Korrekturadressat,
  Korrekturwunsch,
  Nachrichtenwunsch,
  Signiert,
} from "../domain/hkp/befehle.js";
import type { Einzelleistungsaenderung } from "../domain/hkp/datensaetze/leistungsaenderung.js";
import type { Entwurfsinhalt } from "../domain/hkp/entwurf/entwurf.js";
import type { Einzelantwort } from "../domain/hkp/datensaetze/korrektur.js";
import type { Entscheidung } from "../domain/hkp/datensaetze/entscheidung.js";
import type { Anfragewunsch, Kontakt } from "../domain/hkp/datensaetze/verfuegbarkeitsanfrage.js";
import { anfrageart } from "../domain/hkp/korrektur/runden.js";
import type { Unterlagenart } from "../domain/hkp/unterlagen.js";
import type { Vorgang } from "../domain/hkp/vorgang.js";
import type { GepruefteSignatur } from "../domain/ports/signatur.js";
import type { FhirBundle } from "../domain/ports/zustellung.js";
import type { Akteur } from "../domain/kern/akteur.js";
import type { Dienste } from "./dienste.js";
import { findeKostentraeger } from "./kostentraeger-finden.js";
import { stammpflegedienstFuer } from "./pflegedienstwahl.js";
import { findePflegedienst } from "./pflegedienst-finden.js";
import { nimmAbgelegtes } from "./unterlage-ablegen.js";

/** A command as a client gives it: signed data sets are still bytes. */
export type Auftrag =
  | { readonly aktion: "entwurfAendern"; readonly inhalt: Entwurfsinhalt }
  | { readonly aktion: "aktivieren"; readonly signiert: Uint8Array }
  | { readonly aktion: "neueVersion"; readonly signiert: Uint8Array }
  | { readonly aktion: EinfacheAktion }
  /** Telematik-ID of the chosen Pflegedienst. */
  | { readonly aktion: "zuweisungAblehnen"; readonly grund?: string }
  | { readonly aktion: "zuweisen"; readonly pflegedienst: string; readonly kontakt?: Kontakt }
  | {
      readonly aktion: "verfuegbarkeitAnfragen";
      /** Telematik-ID of the Pflegedienst. */
      readonly pflegedienst: string;
      readonly wunsch: Anfragewunsch;
    }
  | BefehlFuer<"verfuegbarkeitAntworten" | "verfuegbarkeitZurueckziehen">
  /** IK or Telematik-ID of the receiving one. */
  | { readonly aktion: "zugriffWeitergeben"; readonly kostentraeger: string }
  | { readonly aktion: "blankoverordnungSpeichern"; readonly signiert: Uint8Array }
  | { readonly aktion: "angabenSpeichern"; readonly signiert: Uint8Array }
  /** Typed, or as a signed Bundle; exactly one of the two (checked by the edge). */
  | { readonly aktion: Entscheidungsaktion; readonly entscheidung: Omit<Entscheidung, "verordnungsId"> }
  | { readonly aktion: Entscheidungsaktion; readonly signiert: Uint8Array }
  | { readonly aktion: "korrekturAnfragen"; readonly an: Korrekturadressat; readonly wunsch: Korrekturwunsch }
  | { readonly aktion: "korrekturAktualisieren"; readonly wunsch: Korrekturwunsch }
  | { readonly aktion: "leistungVermindern"; readonly aenderungen: readonly Einzelleistungsaenderung[] }
  | ({ readonly aktion: "nachrichtSchreiben" } & Nachrichtenwunsch)
  | ({ readonly aktion: "folgeverordnungErbitten" } & Folgewunsch)
  | {
      readonly aktion: "korrekturBeantworten";
      readonly antworten: readonly Einzelantwort[];
      readonly signiert: Uint8Array;
    }
  | {
      readonly aktion: "unterlageHinzufuegen";
      /** As the upload was answered. */
      readonly unterlageId: string;
      readonly art: Unterlagenart;
      readonly titel: string;
    }
  | { readonly aktion: "unterlageEntfernen"; readonly unterlageId: string }
  /** By the SYSTEM only. */
  | Fristbefehl;

/** Actions that need nothing but themselves. */
type EinfacheAktion =
  | "loeschen"
  | "zugriffGeben"
  | "zugriffEntziehen"
  | "annehmen"
  | "zurueckgeben"
  | "einreichen"
  | "antragKostenerstattung"
  | "abschliessen"
  | "entscheidungLoeschen"
  | "korrekturZurueckziehen";
type Entscheidungsaktion = "entscheiden" | "entscheidungAendern";

/**
 * Turns bytes into verified objects: signature, then form (domain.md 4.2: signature → FHIR validity → business rules).
 * @throws Fachfehler SIGNATUR_UNGUELTIG, DATENSATZ_UNGUELTIG, UNTERLAGE_UNBEKANNT.
 */
export async function bereiteVor(
  auftrag: Auftrag,
  vorgang: Vorgang,
  akteur: Akteur,
  dienste: Dienste,
): Promise<Befehl | Fristbefehl> {
  if ("frist" in auftrag) return auftrag;
  switch (auftrag.aktion) {
    case "loeschen":
    case "zugriffGeben":
    case "zugriffEntziehen":
    case "annehmen":
    case "zurueckgeben":
    case "einreichen":
    case "antragKostenerstattung":
    case "abschliessen":
    case "entscheidungLoeschen":
    case "korrekturZurueckziehen":
      return einfacherBefehl(auftrag.aktion);
    case "zuweisungAblehnen":
      return auftrag;
    case "zuweisen":
      return { ...auftrag, pflegedienst: (await findePflegedienst(auftrag.pflegedienst, dienste)).teilnehmer };
    case "zugriffWeitergeben":
      return { aktion: "zugriffWeitergeben", ...(await findeKostentraeger(auftrag.kostentraeger, dienste)) };
    case "verfuegbarkeitAnfragen": {
      const { teilnehmer, name } = await findePflegedienst(auftrag.pflegedienst, dienste);
      const stand = await dienste.antwortregeln.lies(teilnehmer.kennung);
      const antwortregeln = stand === null ? {} : { antwortregeln: stand.regeln };
      return { ...auftrag, ...antwortregeln, pflegedienst: teilnehmer, name };
    }
    case "unterlageHinzufuegen": {
      const { aktion, unterlageId, art, titel } = auftrag;
      const abgelegtes = await nimmAbgelegtes(unterlageId, vorgang.id, akteur, dienste);
      return { aktion, unterlage: { ...abgelegtes, art, titel } };
    }
    case "verfuegbarkeitAntworten":
    case "verfuegbarkeitZurueckziehen":
    case "entwurfAendern":
    case "korrekturAnfragen":
    case "korrekturAktualisieren":
    case "leistungVermindern":
    case "nachrichtSchreiben":
    case "folgeverordnungErbitten":
    case "unterlageEntfernen":
      return auftrag;
    case "korrekturBeantworten": {
      const { aktion, antworten, signiert } = auftrag;
      return { aktion, antworten, neueVersion: await antwortversion(signiert, vorgang, dienste) };
    }
    case "aktivieren": {
      const verordnung = await lies("verordnung", auftrag.signiert, verordnungAusBundle, dienste);
      const stammpflegedienst = await stammpflegedienstFuer(verordnung.inhalt, dienste);
      return { aktion: "aktivieren", verordnung, ...(stammpflegedienst === undefined ? {} : { stammpflegedienst }) };
    }
    case "neueVersion":
      return {
        aktion: auftrag.aktion,
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
    case "entscheidungAendern":
      return { aktion: auftrag.aktion, entscheidung: await vorlage(auftrag, vorgang, dienste) };
  }
}

/** The narrower result lets TypeScript follow the tag into the union. */
const einfacherBefehl = (aktion: EinfacheAktion): Extract<Befehl, { readonly aktion: EinfacheAktion }> => ({ aktion });

/** What is answered with depends on what was asked about. */
async function antwortversion(cms: Uint8Array, vorgang: Vorgang, dienste: Dienste): Promise<Antwortversion> {
  if (vorgang.korrektur !== null && anfrageart(vorgang.korrektur) === "BLANKO_K") {
    const blankoverordnung = await lies("blankoverordnung", cms, blankoverordnungAusBundle, dienste);
    return { art: "BLANKOVERORDNUNG", blankoverordnung };
  }
  return { art: "VERORDNUNG", verordnung: await lies("verordnung", cms, verordnungAusBundle, dienste) };
}

async function vorlage(
  auftrag: Extract<Auftrag, { aktion: Entscheidungsaktion }>,
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
