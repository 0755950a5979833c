import type { Blankoverordnung } from "../hkp/datensaetze/blankoverordnung.js";
import type { FhirBundle } from "../ports/zustellung.js";
import { Bundlebauer, erweiterung, kennung } from "./bauen.js";
import type { Bundlekopf } from "./bauen.js";
import { BundleLeser } from "./bundle-leser.js";
import type { Leseergebnis } from "./bundle-leser.js";
import { legeLeistung, leseLeistungMitUmfang } from "./leistung-auftrag.js";
import { ERWEITERUNG, NAMENSRAUM } from "./systeme.js";

/** Blankoverordnung as a FHIR R4 document: Practitioner (LBNR), Organization, a ServiceRequest per Leistung. */
export function blankoverordnungAlsBundle(blanko: Blankoverordnung, kopf: Bundlekopf): FhirBundle {
  const bauer = new Bundlebauer(kopf);
  const namen = blanko.leistungen.map((_, stelle) => `Leistung/${stelle}`);
  bauer.legeComposition("blankoverordnung", {
    extension: [erweiterung(ERWEITERUNG.zuVersion, { valuePositiveInt: blanko.zuVersion })],
    author: [bauer.verweis("Practitioner")],
    custodian: bauer.verweis("Organization"),
    section: namen.length > 0 ? bauer.abschnitt("massnahmen", "Maßnahmen", namen) : undefined,
  });
  bauer.lege("Practitioner", "Practitioner", {
    identifier: [kennung(NAMENSRAUM.lbnr, blanko.pflegefachperson.lbnr)],
    name: [{ text: blanko.pflegefachperson.name }],
  });
  bauer.lege("Organization", "Organization", {
    identifier: [kennung(NAMENSRAUM.telematikId, blanko.pflegedienst.telematikId)],
    name: blanko.pflegedienst.name,
  });
  blanko.leistungen.forEach((leistung, stelle) => {
    legeLeistung(bauer, `Leistung/${stelle}`, leistung);
  });
  return bauer.dokument(blanko.verordnungsId);
}

export function blankoverordnungAusBundle(bundle: FhirBundle): Leseergebnis<"blankoverordnung", Blankoverordnung> {
  const leser = new BundleLeser(bundle, "blankoverordnung");
  const { composition } = leser;
  const person = leser.ziel(composition.feld("author").einziger(), "Practitioner");
  const dienst = leser.ziel(composition.feld("custodian"), "Organization");
  const blankoverordnung: Blankoverordnung = {
    verordnungsId: leser.verordnungsId(),
    zuVersion: composition.erweiterung(ERWEITERUNG.zuVersion).feld("valuePositiveInt").zahl(),
    pflegefachperson: {
      lbnr: person.kennung(NAMENSRAUM.lbnr).text(),
      name: person.feld("name").einziger().feld("text").text(),
    },
    pflegedienst: {
      telematikId: dienst.kennung(NAMENSRAUM.telematikId).text(),
      name: dienst.feld("name").text(),
    },
    leistungen: leser.abschnitt("massnahmen", "ServiceRequest").map(leseLeistungMitUmfang),
  };
  return leser.ergebnis("blankoverordnung", blankoverordnung);
}
