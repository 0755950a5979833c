import type {
  Einzelergebnis,
  Entscheidung,
  EntscheidungZuLeistung,
  Gesamtergebnis,
} from "../hkp/datensaetze/entscheidung.js";
import type { FhirBundle } from "../ports/zustellung.js";
import { Bundlebauer, erweiterung, kodierung, ohneLeere, zeitplan } from "./bauen.js";
import type { Bundlekopf } from "./bauen.js";
import { BundleLeser, leseZeitplan } from "./bundle-leser.js";
import type { Leseergebnis } from "./bundle-leser.js";
import type { Fundstelle } from "./fundstelle.js";
import { VERSICHERTE_PERSON } from "./leistung-auftrag.js";
import { ERWEITERUNG, KODESYSTEM } from "./systeme.js";

const GESAMTERGEBNIS = {
  GENEHMIGT: "genehmigt",
  TEILWEISE_GENEHMIGT: "teilweise-genehmigt",
  NICHT_GENEHMIGT_MIT_VORLAEUFIGER_KOSTENZUSAGE: "nicht-genehmigt-mit-vorlaeufiger-kostenzusage",
  NICHT_GENEHMIGT_OHNE_VORLAEUFIGE_KOSTENZUSAGE: "nicht-genehmigt-ohne-vorlaeufige-kostenzusage",
  UNZUSTAENDIG: "unzustaendig",
} as const satisfies Record<Gesamtergebnis, string>;

const ERGEBNIS = {
  GENEHMIGT: "genehmigt",
  TEILGENEHMIGT: "teilgenehmigt",
  ABGELEHNT: "abgelehnt",
} as const satisfies Record<Einzelergebnis, string>;

const ADRESSATEN = ["verordnender", "pflegedienst", "versicherter"] as const;

/**
 * Entscheidung as a FHIR R4 document with one ClaimResponse (use = preauthorization): an item per Leistung, a
 * processNote per Begruendung.
 */
export function entscheidungAlsBundle(entscheidung: Entscheidung, kopf: Bundlekopf): FhirBundle {
  const { begruendungen, leistungen } = entscheidung;
  const bauer = new Bundlebauer(kopf);
  bauer.legeComposition("entscheidung", {
    author: [{ type: "Organization", display: "Kostenträger der Verordnung" }],
    section: bauer.abschnitt("entscheidung", "Entscheidung", ["ClaimResponse"]),
  });
  const notizen = ADRESSATEN.flatMap((adressat) => {
    const text = begruendungen[adressat];
    return text === undefined
      ? []
      : [{ extension: [erweiterung(ERWEITERUNG.adressat, { valueCode: adressat })], type: "display", text }];
  });
  bauer.lege("ClaimResponse", "ClaimResponse", {
    extension: [
      erweiterung(ERWEITERUNG.kennzeichenKostenerstattung, { valueBoolean: entscheidung.kennzeichenKostenerstattung }),
    ],
    status: "active",
    type: kodierung(KODESYSTEM.anspruchsart, "professional"),
    subType: kodierung(KODESYSTEM.gesamtergebnis, GESAMTERGEBNIS[entscheidung.gesamtergebnis]),
    use: "preauthorization",
    patient: VERSICHERTE_PERSON,
    created: entscheidung.entschiedenAm,
    insurer: { type: "Organization", display: "Kostenträger der Verordnung" },
    outcome: "complete",
    preAuthRef: entscheidung.genehmigungskennzeichen,
    item: leistungen.length > 0 ? leistungen.map(alsItem) : undefined,
    processNote: notizen.length > 0 ? notizen : undefined,
  });
  return bauer.dokument(entscheidung.verordnungsId);
}

function alsItem(leistung: EntscheidungZuLeistung, stelle: number): Record<string, unknown> {
  const { haeufigkeit, zusage, acTk, gpos } = leistung;
  const timing = zeitplan(haeufigkeit, zusage);
  return {
    extension: [
      erweiterung(ERWEITERUNG.leistungId, { valueString: leistung.leistungId }),
      ...(timing ? [erweiterung(ERWEITERUNG.haeufigkeitUndZusage, { valueTiming: timing })] : []),
      ...(acTk === undefined ? [] : [erweiterung(ERWEITERUNG.acTk, { valueString: acTk })]),
      ...(gpos ?? []).map(({ nummer, anzahl }) => ({
        url: ERWEITERUNG.gpos,
        extension: [
          { url: "nummer", valueString: nummer },
          ...(anzahl === undefined ? [] : [{ url: "anzahl", valuePositiveInt: anzahl }]),
        ],
      })),
    ],
    itemSequence: stelle + 1,
    adjudication: [
      ohneLeere({
        category: kodierung(KODESYSTEM.bewertung, "ergebnis"),
        reason: kodierung(KODESYSTEM.ergebnis, ERGEBNIS[leistung.ergebnis]),
      }),
    ],
  };
}

export function entscheidungAusBundle(bundle: FhirBundle): Leseergebnis<"entscheidung", Entscheidung> {
  const leser = new BundleLeser(bundle, "entscheidung");
  const gefunden = leser.abschnitt("entscheidung", "ClaimResponse");
  const antwort = gefunden[0] ?? leser.composition.feld("section").feld("entry");
  if (gefunden.length !== 1) antwort.melde("Das Dokument braucht genau eine Entscheidung.");
  antwort.feld("status").fest("active");
  antwort.feld("use").fest("preauthorization");
  antwort.feld("outcome").fest("complete");
  const kennzeichen = antwort.feld("preAuthRef").textFalls();
  const entscheidung: Entscheidung = {
    verordnungsId: leser.verordnungsId(),
    gesamtergebnis: antwort.feld("subType").kode(KODESYSTEM.gesamtergebnis).auswahl(GESAMTERGEBNIS),
    entschiedenAm: antwort.feld("created").text(),
    ...(kennzeichen !== undefined && { genehmigungskennzeichen: kennzeichen }),
    leistungen: antwort.feld("item").liste().map(leseItem),
    begruendungen: leseBegruendungen(antwort.feld("processNote")),
    kennzeichenKostenerstattung: antwort
      .erweiterung(ERWEITERUNG.kennzeichenKostenerstattung)
      .feld("valueBoolean")
      .wahr(),
  };
  return leser.ergebnis("entscheidung", entscheidung);
}

function leseItem(item: Fundstelle): EntscheidungZuLeistung {
  const { haeufigkeit, dauer } = leseZeitplan(item.erweiterung(ERWEITERUNG.haeufigkeitUndZusage).feld("valueTiming"));
  const acTk = item.erweiterung(ERWEITERUNG.acTk).feld("valueString").textFalls();
  const gpos = item
    .feld("extension")
    .liste()
    .filter((eintrag) => eintrag.feld("url").wert === ERWEITERUNG.gpos)
    .map((eintrag) => {
      const anzahl = eintrag.erweiterung("anzahl").feld("valuePositiveInt");
      return {
        nummer: eintrag.erweiterung("nummer").feld("valueString").text(),
        ...(!anzahl.fehlt && { anzahl: anzahl.zahl() }),
      };
    });
  return {
    leistungId: item.erweiterung(ERWEITERUNG.leistungId).feld("valueString").text(),
    ergebnis: item.feld("adjudication").einziger().feld("reason").kode(KODESYSTEM.ergebnis).auswahl(ERGEBNIS),
    ...(haeufigkeit && { haeufigkeit }),
    ...(dauer && { zusage: dauer }),
    ...(gpos.length > 0 && { gpos }),
    ...(acTk !== undefined && { acTk }),
  };
}

function leseBegruendungen(notizen: Fundstelle): Entscheidung["begruendungen"] {
  const paare = notizen.liste().map((notiz) => {
    const adressat = notiz.erweiterung(ERWEITERUNG.adressat).feld("valueCode");
    if (!ADRESSATEN.some((bekannter) => bekannter === adressat.wert)) {
      adressat.melde(`Zulässig sind: ${ADRESSATEN.join(", ")}.`);
    }
    return [adressat.wert, notiz.feld("text").text()] as const;
  });
  if (new Set(paare.map(([adressat]) => adressat)).size !== paare.length) {
    notizen.melde("Jeder Adressat erhält höchstens eine Begründung.");
  }
  return Object.fromEntries(paare) as Entscheidung["begruendungen"];
}
