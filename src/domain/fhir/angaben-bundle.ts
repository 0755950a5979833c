import type { Angaben, AngabenLeistung } from "../hkp/datensaetze/angaben.js";
import type { FhirBundle } from "../ports/zustellung.js";
import { adresse, Bundlebauer, erweiterung, kennung, kodierung } from "./bauen.js";
import type { Bundlekopf } from "./bauen.js";
import { BundleLeser, leseAdresse } from "./bundle-leser.js";
import type { Leseergebnis } from "./bundle-leser.js";
import type { Fundstelle } from "./fundstelle.js";
import { legeLeistung, leseLeistungMitUmfang } from "./leistung-auftrag.js";
import { ERWEITERUNG, KODESYSTEM, NAMENSRAUM } from "./systeme.js";

/** Angaben zur Leistungserbringung as a FHIR R4 document: Organization and a ServiceRequest per applied-for Leistung. */
export function angabenAlsBundle(angaben: Angaben, kopf: Bundlekopf): FhirBundle {
  const { pflegedienst, acTk } = angaben;
  const bauer = new Bundlebauer(kopf);
  const namen = angaben.leistungen.map((_, stelle) => `Leistung/${stelle}`);
  bauer.legeComposition("angaben", {
    extension: [
      erweiterung(ERWEITERUNG.zuVersion, { valuePositiveInt: angaben.zuVersion }),
      ...(acTk === undefined ? [] : [erweiterung(ERWEITERUNG.acTk, { valueString: acTk })]),
    ],
    author: [bauer.verweis("Organization")],
    section: namen.length > 0 ? bauer.abschnitt("massnahmen", "Maßnahmen", namen) : undefined,
  });
  bauer.lege("Organization", "Organization", {
    identifier: [kennung(NAMENSRAUM.telematikId, pflegedienst.telematikId), kennung(NAMENSRAUM.iknr, pflegedienst.ik)],
    name: pflegedienst.name,
    telecom: pflegedienst.telefon === undefined ? undefined : [{ system: "phone", value: pflegedienst.telefon }],
    address: [adresse(pflegedienst.anschrift)],
    contact: [{ name: { text: pflegedienst.ansprechpartner } }],
  });
  angaben.leistungen.forEach((leistung, stelle) => {
    const code = leistung.gpos === undefined ? {} : { code: kodierung(KODESYSTEM.gpos, leistung.gpos) };
    legeLeistung(bauer, `Leistung/${stelle}`, leistung, code);
  });
  return bauer.dokument(angaben.verordnungsId);
}

export function angabenAusBundle(bundle: FhirBundle): Leseergebnis<"angaben", Angaben> {
  const leser = new BundleLeser(bundle, "angaben");
  const { composition } = leser;
  const dienst = leser.ziel(composition.feld("author").einziger(), "Organization");
  const telefon = dienst.feld("telecom").einziger().feld("value").textFalls();
  const acTk = composition.erweiterung(ERWEITERUNG.acTk).feld("valueString").textFalls();
  const angaben: Angaben = {
    verordnungsId: leser.verordnungsId(),
    zuVersion: composition.erweiterung(ERWEITERUNG.zuVersion).feld("valuePositiveInt").zahl(),
    pflegedienst: {
      telematikId: dienst.kennung(NAMENSRAUM.telematikId).text(),
      ik: dienst.kennung(NAMENSRAUM.iknr).text(),
      name: dienst.feld("name").text(),
      anschrift: leseAdresse(dienst.feld("address").einziger()),
      ansprechpartner: dienst.feld("contact").einziger().feld("name").feld("text").text(),
      ...(telefon !== undefined && { telefon }),
    },
    leistungen: leser.abschnitt("massnahmen", "ServiceRequest").map(leseAngabenLeistung),
    ...(acTk !== undefined && { acTk }),
  };
  return leser.ergebnis("angaben", angaben);
}

function leseAngabenLeistung(auftrag: Fundstelle): AngabenLeistung {
  const gpos = auftrag.feld("code").kode(KODESYSTEM.gpos).textFalls();
  return { ...leseLeistungMitUmfang(auftrag), ...(gpos !== undefined && { gpos }) };
}
