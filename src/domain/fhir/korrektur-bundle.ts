import type { Einzelaenderung, Korrekturvorschlag, Korrekturwert } from "../hkp/datensaetze/korrektur.js";
import type { Haeufigkeit, Leistung } from "../hkp/datensaetze/verordnung.js";
import type { FhirBundle } from "../ports/zustellung.js";
import { erweiterung, kennung, ohneLeere } from "./bauen.js";
import type { Bundlekopf } from "./bauen.js";
import type { Leseergebnis } from "./bundle-leser.js";
import { Fundstelle } from "./fundstelle.js";
import { ERWEITERUNG, FRAGEBOGEN, NAMENSRAUM } from "./systeme.js";
import { uuidAus } from "./uuid.js";
import type { Verstoss } from "../kern/fehler.js";

/**
 * Korrekturvorschlag as a FHIR QuestionnaireResponse, one group per change with the three kinds of the draft guide
 * (domain.md 4.1): `ressourceHinzufuegen`, `ressourceAeandern` (sic), `ressourceLoeschen`. An answer has no Timing, so a
 * Haeufigkeit is a quantity per UCUM unit of time and a Zeitraum two days.
 */
const GRUPPE = {
  HINZUFUEGEN: "ressourceHinzufuegen",
  AENDERN: "ressourceAeandern",
  ENTFERNEN: "ressourceLoeschen",
} as const satisfies Record<Einzelaenderung["art"], string>;

const UCUM = "http://unitsofmeasure.org";
const JE = { TAG: "/d", WOCHE: "/wk", MONAT: "/mo" } as const satisfies Record<Haeufigkeit["je"], string>;

type Antwort = Readonly<Record<string, unknown>>;
interface Posten {
  readonly linkId: string;
  readonly answer?: readonly Antwort[];
  readonly item?: readonly Posten[];
}

export function korrekturAlsBundle(
  vorschlag: Omit<Korrekturvorschlag, "zurueckgezogenAm">,
  { bundleId, zeitpunkt }: Bundlekopf,
): FhirBundle {
  const id = uuidAus(bundleId, "QuestionnaireResponse");
  const antwortbogen = {
    resourceType: "QuestionnaireResponse",
    id,
    extension: [erweiterung(ERWEITERUNG.zuVersion, { valuePositiveInt: vorschlag.zuVersion })],
    identifier: kennung(NAMENSRAUM.verordnungsId, vorschlag.verordnungsId),
    questionnaire: FRAGEBOGEN,
    status: "completed",
    authored: zeitpunkt.toISOString(),
    author: { type: "Organization", identifier: kennung(NAMENSRAUM.telematikId, vorschlag.absender) },
    item: vorschlag.aenderungen.map(alsGruppe),
  };
  return {
    resourceType: "Bundle",
    id: bundleId,
    identifier: kennung(NAMENSRAUM.verordnungsId, vorschlag.verordnungsId),
    type: "collection",
    timestamp: zeitpunkt.toISOString(),
    entry: [{ fullUrl: `urn:uuid:${id}`, resource: antwortbogen }],
  };
}

const zeichen = (valueString: string): Antwort => ({ valueString });
const menge = ({ anzahl, je }: Haeufigkeit): Antwort => ({
  valueQuantity: { value: anzahl, unit: `je ${je.toLowerCase()}`, system: UCUM, code: JE[je] },
});

function alsGruppe(aenderung: Einzelaenderung): Posten {
  const gruppe = GRUPPE[aenderung.art];
  const felder: Readonly<Record<string, Antwort | undefined>> = {
    id: zeichen(aenderung.id),
    begruendung: zeichen(aenderung.begruendung),
    ...inhaltsfelder(aenderung),
  };
  return {
    linkId: gruppe,
    item: Object.entries(felder).flatMap(([name, antwort]) =>
      antwort === undefined ? [] : [{ linkId: `${gruppe}.${name}`, answer: [antwort] }],
    ),
  };
}

function inhaltsfelder(aenderung: Einzelaenderung): Readonly<Record<string, Antwort | undefined>> {
  if (aenderung.art === "AENDERN") return { pfad: zeichen(aenderung.pfad), ...wertfelder(aenderung.wert) };
  if ("einschraenkung" in aenderung) return { einschraenkung: zeichen(aenderung.einschraenkung) };
  if ("leistungId" in aenderung) return { "massnahme.id": zeichen(aenderung.leistungId) };
  const { id, nummer, freitext, einzelheiten, blanko, haeufigkeit, dauer } = aenderung.leistung;
  return {
    "massnahme.id": zeichen(id),
    massnahmecode: nummer === undefined ? undefined : zeichen(nummer),
    massnahmefreitext: freitext === undefined ? undefined : zeichen(freitext),
    massnahmeeinzelheiten: einzelheiten === undefined ? undefined : zeichen(einzelheiten),
    massnahmeblanko: { valueBoolean: blanko },
    massnahmehaeufigkeit: haeufigkeit && menge(haeufigkeit),
    startdatum: dauer && { valueDate: dauer.von },
    enddatum: dauer && { valueDate: dauer.bis },
  };
}

function wertfelder(wert: Korrekturwert): Readonly<Record<string, Antwort | undefined>> {
  switch (wert.typ) {
    case "TEXT":
      return { "text.value": zeichen(wert.text) };
    case "HAEUFIGKEIT":
      return { "massnahme.value": menge(wert.haeufigkeit) };
    case "ZEITRAUM":
      return {
        "startdatum.value": { valueDate: wert.zeitraum.von },
        "enddatum.value": { valueDate: wert.zeitraum.bis },
      };
    case "DIAGNOSE":
      return {
        "diagnosecode.value": zeichen(wert.diagnose.icd),
        "diagnosetext.value": wert.diagnose.text === undefined ? undefined : zeichen(wert.diagnose.text),
      };
  }
}

/** The proposal of a Bundle; `ungueltig` names every place that is missing or not understood. */
export function korrekturAusBundle(bundle: FhirBundle): Leseergebnis<"korrektur", Korrekturvorschlag> {
  const verstoesse: Verstoss[] = [];
  const wurzel = new Fundstelle(bundle, "Bundle", (verstoss) => verstoesse.push(verstoss));
  wurzel.feld("type").fest("collection");
  const bogen = wurzel.feld("entry").einziger().feld("resource");
  bogen.feld("resourceType").fest("QuestionnaireResponse");
  bogen.feld("status").fest("completed");
  bogen.feld("questionnaire").fest(FRAGEBOGEN);
  bogen.feld("identifier").feld("system").fest(NAMENSRAUM.verordnungsId);
  const absender = bogen.feld("author").feld("identifier");
  absender.feld("system").fest(NAMENSRAUM.telematikId);
  const korrektur: Korrekturvorschlag = {
    verordnungsId: bogen.feld("identifier").feld("value").text(),
    zuVersion: bogen.erweiterung(ERWEITERUNG.zuVersion).feld("valuePositiveInt").zahl(),
    absender: absender.feld("value").text(),
    aenderungen: bogen.feld("item").liste().map(liesGruppe),
  };
  if (verstoesse.length > 0) return { art: "ungueltig", verstoesse };
  return { art: "gueltig", korrektur };
}

/** The answer under a link id; each stands there once at most. */
class Gruppe {
  readonly art: Einzelaenderung["art"];

  constructor(private readonly stelle: Fundstelle) {
    this.art = stelle.feld("linkId").auswahl(GRUPPE);
  }

  hat(name: string): boolean {
    return !this.antwort(name).fehlt;
  }

  text(name: string): string {
    return this.antwort(name).feld("valueString").text();
  }

  tag(name: string): string {
    return this.antwort(name).feld("valueDate").text();
  }

  haeufigkeit(name: string): Haeufigkeit {
    const quantity = this.antwort(name).feld("valueQuantity");
    quantity.feld("system").fest(UCUM);
    return { anzahl: quantity.feld("value").zahl(), je: quantity.feld("code").auswahl(JE) };
  }

  wahr(name: string): boolean {
    return this.antwort(name).feld("valueBoolean").wahr();
  }

  private antwort(name: string): Fundstelle {
    const linkId = `${GRUPPE[this.art]}.${name}`;
    const posten = this.stelle.feld("item").suche((e) => e.feld("linkId").wert === linkId, `linkId='${linkId}'`);
    return posten.feld("answer").einziger();
  }
}

function liesGruppe(stelle: Fundstelle): Einzelaenderung {
  const gruppe = new Gruppe(stelle);
  const kopf = { id: gruppe.text("id"), begruendung: gruppe.text("begruendung") };
  switch (gruppe.art) {
    case "AENDERN":
      return { ...kopf, art: "AENDERN", pfad: gruppe.text("pfad"), wert: liesWert(gruppe) };
    case "HINZUFUEGEN":
      return gruppe.hat("einschraenkung")
        ? { ...kopf, art: "HINZUFUEGEN", einschraenkung: gruppe.text("einschraenkung") }
        : { ...kopf, art: "HINZUFUEGEN", leistung: liesLeistung(gruppe) };
    case "ENTFERNEN":
      return gruppe.hat("einschraenkung")
        ? { ...kopf, art: "ENTFERNEN", einschraenkung: gruppe.text("einschraenkung") }
        : { ...kopf, art: "ENTFERNEN", leistungId: gruppe.text("massnahme.id") };
  }
}

function liesWert(gruppe: Gruppe): Korrekturwert {
  if (gruppe.hat("massnahme.value")) return { typ: "HAEUFIGKEIT", haeufigkeit: gruppe.haeufigkeit("massnahme.value") };
  if (gruppe.hat("startdatum.value") || gruppe.hat("enddatum.value"))
    return { typ: "ZEITRAUM", zeitraum: { von: gruppe.tag("startdatum.value"), bis: gruppe.tag("enddatum.value") } };
  if (gruppe.hat("diagnosecode.value")) {
    const text = gruppe.hat("diagnosetext.value") ? gruppe.text("diagnosetext.value") : undefined;
    return {
      typ: "DIAGNOSE",
      diagnose: { icd: gruppe.text("diagnosecode.value"), ...(text !== undefined && { text }) },
    };
  }
  return { typ: "TEXT", text: gruppe.text("text.value") };
}

function liesLeistung(gruppe: Gruppe): Leistung {
  const falls = (name: string): string | undefined => (gruppe.hat(name) ? gruppe.text(name) : undefined);
  return ohneLeere({
    id: gruppe.text("massnahme.id"),
    nummer: falls("massnahmecode"),
    freitext: falls("massnahmefreitext"),
    einzelheiten: falls("massnahmeeinzelheiten"),
    blanko: gruppe.wahr("massnahmeblanko"),
    haeufigkeit: gruppe.hat("massnahmehaeufigkeit") ? gruppe.haeufigkeit("massnahmehaeufigkeit") : undefined,
    dauer: gruppe.hat("startdatum") ? { von: gruppe.tag("startdatum"), bis: gruppe.tag("enddatum") } : undefined,
  }) as unknown as Leistung;
}
