import type {
  Diagnose,
  Kostentraegerart,
  Leistung,
  Verordnung,
  VerordnenderAngaben,
  VersichertenAngaben,
  Versorgungsort,
} from "../hkp/datensaetze/verordnung.js";
import { findeVerzeichnisleistung } from "../hkp/leistungsverzeichnis.js";
import type { FhirBundle } from "../ports/zustellung.js";
import { adresse, Bundlebauer, erweiterung, kennung, kodierung, person, zeitplan, zeitspanne } from "./bauen.js";
import type { Bundlekopf } from "./bauen.js";
import { BundleLeser, leseAdresse, lesePerson, leseZeitplan, leseZeitspanne } from "./bundle-leser.js";
import type { Leseergebnis } from "./bundle-leser.js";
import type { Fundstelle } from "./fundstelle.js";
import { ERWEITERUNG, KODESYSTEM, NAMENSRAUM } from "./systeme.js";

const ART = { ERSTVERORDNUNG: "erstverordnung", FOLGEVERORDNUNG: "folgeverordnung" } as const;

const KOSTENTRAEGERART = {
  GKV: "gkv",
  DGUV: "dguv",
  BUNDESPOLIZEI: "bundespolizei",
  PKV: "pkv",
  BEIHILFE: "beihilfe",
  SONSTIGE: "sonstige",
} as const satisfies Record<Kostentraegerart, string>;

const VERSORGUNGSORT = {
  HAEUSLICHKEIT: "haeuslichkeit",
  WOHNGRUPPE: "wohngruppe",
  SCHULE_KITA: "schule-kita",
  WERKSTATT: "werkstatt",
  PFLEGEHEIM: "pflegeheim",
  SONSTIGER: "sonstiger",
} as const satisfies Record<Versorgungsort, string>;

const UUID_URN = "urn:uuid:";

/** The same in the German base profile, where it has a code. */
const VERSICHERUNGSART: Readonly<Partial<Record<Kostentraegerart, string>>> = {
  GKV: "GKV",
  DGUV: "BG",
  PKV: "PKV",
  BEIHILFE: "BEI",
};

const kvnrSystem = (art: Kostentraegerart) => (art === "PKV" ? NAMENSRAUM.kvnrPkv : NAMENSRAUM.kvnrGkv);

/**
 * Verordnung as a FHIR R4 document: Composition, Patient, Coverage, Practitioner, Organization, a Condition per Diagnose
 * and Einschraenkung, a CarePlan and a ServiceRequest per Leistung. Model: domain.md section 4.1.
 */
export function verordnungAlsBundle(verordnung: Verordnung, kopf: Bundlekopf): FhirBundle {
  const { versicherter, kostentraeger, verordnender, diagnosen, einschraenkungen, leistungen, unfall } = verordnung;
  const bauer = new Bundlebauer(kopf);
  const subject = bauer.verweis("Patient");
  const requester = bauer.verweis("Practitioner");
  const namen = {
    diagnosen: diagnosen.map((_, stelle) => `Diagnose/${stelle}`),
    einschraenkungen: einschraenkungen.map((_, stelle) => `Einschraenkung/${stelle}`),
    leistungen: leistungen.map((_, stelle) => `Leistung/${stelle}`),
  };

  bauer.legeComposition("verordnung", {
    subject,
    author: [requester],
    custodian: bauer.verweis("Organization"),
    section: [
      ...bauer.abschnitt("massnahmen", "Maßnahmen", ["CarePlan"]),
      ...bauer.abschnitt("diagnosen", "Diagnosen", namen.diagnosen),
      ...bauer.abschnitt("einschraenkungen", "Einschränkungen", namen.einschraenkungen),
      ...bauer.abschnitt("kostentraeger", "Kostenträger", ["Coverage"]),
    ],
  });
  bauer.lege("Patient", "Patient", {
    identifier: [kennung(kvnrSystem(kostentraeger.art), versicherter.kvnr)],
    name: [person(versicherter.vorname, versicherter.nachname)],
    birthDate: versicherter.geburtsdatum,
    address: [adresse(versicherter.anschrift)],
  });
  const versicherungsart = VERSICHERUNGSART[kostentraeger.art];
  bauer.lege("Coverage", "Coverage", {
    status: "active",
    type: {
      coding: [
        { system: KODESYSTEM.kostentraegerart, code: KOSTENTRAEGERART[kostentraeger.art] },
        ...(versicherungsart ? [{ system: KODESYSTEM.versicherungsart, code: versicherungsart }] : []),
      ],
    },
    beneficiary: subject,
    payor: [{ identifier: kennung(NAMENSRAUM.iknr, kostentraeger.ik), display: kostentraeger.name }],
  });
  bauer.lege("Practitioner", "Practitioner", {
    identifier: [kennung(NAMENSRAUM.lanr, verordnender.lanr)],
    name: [person(verordnender.vorname, verordnender.nachname)],
  });
  bauer.lege("Organization", "Organization", {
    identifier: [
      ...(verordnender.bsnr === undefined ? [] : [kennung(NAMENSRAUM.bsnr, verordnender.bsnr)]),
      ...(verordnender.ik === undefined ? [] : [kennung(NAMENSRAUM.iknr, verordnender.ik)]),
      kennung(NAMENSRAUM.telematikId, verordnender.telematikId),
    ],
    name: verordnender.institution,
  });
  diagnosen.forEach(({ icd, text }, stelle) => {
    bauer.lege(`Diagnose/${stelle}`, "Condition", {
      code: { ...kodierung(KODESYSTEM.icd, icd), ...(text !== undefined && { text }) },
      subject,
    });
  });
  einschraenkungen.forEach((text, stelle) => {
    bauer.lege(`Einschraenkung/${stelle}`, "Condition", { code: { text }, subject });
  });
  bauer.lege("CarePlan", "CarePlan", {
    extension: [
      erweiterung(ERWEITERUNG.wahlKostenerstattung, { valueBoolean: verordnung.wahlKostenerstattung }),
      ...(unfall ? [erweiterung(ERWEITERUNG.unfalltag, { valueDate: unfall.tag })] : []),
      ...weitereErweiterungen(verordnung),
    ],
    status: "active",
    intent: "order",
    category: [kodierung(KODESYSTEM.verordnungsart, ART[verordnung.art])],
    subject,
    period: zeitspanne(verordnung.verordnungszeitraum),
    created: verordnung.verordnungsdatum,
    author: requester,
    addresses: namen.diagnosen.length > 0 ? namen.diagnosen.map((name) => bauer.verweis(name)) : undefined,
    activity:
      namen.leistungen.length > 0 ? namen.leistungen.map((name) => ({ reference: bauer.verweis(name) })) : undefined,
    note: verordnung.hinweise === undefined ? undefined : [{ text: verordnung.hinweise }],
  });
  leistungen.forEach((leistung, stelle) => {
    bauer.lege(`Leistung/${stelle}`, "ServiceRequest", {
      extension: [erweiterung(ERWEITERUNG.blanko, { valueBoolean: leistung.blanko })],
      identifier: [kennung(NAMENSRAUM.leistungId, leistung.id)],
      status: "active",
      intent: "order",
      code: leistungscode(leistung),
      subject,
      occurrenceTiming: zeitplan(leistung.haeufigkeit, leistung.dauer),
      authoredOn: verordnung.verordnungsdatum,
      requester,
      insurance: [bauer.verweis("Coverage")],
      note: leistung.einzelheiten === undefined ? undefined : [{ text: leistung.einzelheiten }],
    });
  });
  return bauer.dokument(verordnung.verordnungsId);
}

/** The identifier of the Gesamtverordnung has the form of KBV's Mehrfachverordnung: an Identifier that is a UUID. */
function weitereErweiterungen({ versorgungsort, gesamtverordnungId, bedarfDauerhaft }: Verordnung) {
  const ort = versorgungsort && kodierung(KODESYSTEM.versorgungsort, VERSORGUNGSORT[versorgungsort]);
  const gesamt = gesamtverordnungId && kennung(NAMENSRAUM.uri, `${UUID_URN}${gesamtverordnungId}`);
  return [
    ...(ort ? [erweiterung(ERWEITERUNG.versorgungsort, { valueCodeableConcept: ort })] : []),
    ...(gesamt ? [erweiterung(ERWEITERUNG.gesamtverordnung, { valueIdentifier: gesamt })] : []),
    ...(bedarfDauerhaft === undefined
      ? []
      : [erweiterung(ERWEITERUNG.bedarfDauerhaft, { valueBoolean: bedarfDauerhaft })]),
  ];
}

function leistungscode({ nummer, freitext }: Leistung): Record<string, unknown> {
  const titel = nummer === undefined ? undefined : findeVerzeichnisleistung(nummer)?.titel;
  return {
    ...(nummer !== undefined && kodierung(KODESYSTEM.leistung, nummer, titel)),
    ...(freitext !== undefined && { text: freitext }),
  };
}

const FELDER_CAREPLAN = [
  ...["status", "intent", "category", "subject", "period", "created"],
  ...["author", "addresses", "activity", "note", "identifier"],
];
const FELDER_LEISTUNG = [
  ...["identifier", "status", "intent", "code", "subject", "occurrenceTiming", "authoredOn"],
  ...["requester", "insurance", "note", "category"],
];

/** The Verordnung of a Bundle; `ungueltig` names every place that is missing or not understood. */
export function verordnungAusBundle(bundle: FhirBundle): Leseergebnis<"verordnung", Verordnung> {
  const leser = new BundleLeser(bundle, "verordnung");
  const { composition } = leser;
  const patient = leser.ziel(composition.feld("subject"), "Patient");
  const arzt = leser.ziel(composition.feld("author").einziger(), "Practitioner");
  const institution = leser.ziel(composition.feld("custodian"), "Organization");
  const coverage = einzige(leser.abschnitt("kostentraeger", "Coverage"), composition.feld("section"));
  const plan = einzige(leser.abschnitt("massnahmen", "CarePlan"), composition.feld("section"));
  plan.nur(FELDER_CAREPLAN);
  plan.feld("status").fest("active");
  plan.feld("intent").fest("order");
  coverage.feld("status").fest("active");
  const traeger = coverage.feld("payor").einziger();
  const unfalltag = plan.erweiterung(ERWEITERUNG.unfalltag).feld("valueDate");
  const hinweise = plan.feld("note").einziger().feld("text").textFalls();
  const verordnung: Verordnung = {
    verordnungsId: leser.verordnungsId(),
    art: plan.feld("category").einziger().kode(KODESYSTEM.verordnungsart).auswahl(ART),
    verordnungsdatum: plan.feld("created").text(),
    verordnungszeitraum: leseZeitspanne(plan.feld("period")),
    versicherter: leseVersicherten(patient),
    kostentraeger: {
      ik: traeger.feld("identifier").feld("value").text(),
      name: traeger.feld("display").text(),
      art: coverage.feld("type").kode(KODESYSTEM.kostentraegerart).auswahl(KOSTENTRAEGERART),
    },
    verordnender: leseVerordnenden(arzt, institution),
    diagnosen: leser.abschnitt("diagnosen", "Condition").map(leseDiagnose),
    einschraenkungen: leser
      .abschnitt("einschraenkungen", "Condition")
      .map((condition) => condition.feld("code").feld("text").text()),
    leistungen: plan
      .feld("activity")
      .liste()
      .map((aktivitaet) => leseLeistung(leser.ziel(aktivitaet.feld("reference"), "ServiceRequest"))),
    ...(!unfalltag.fehlt && { unfall: { tag: unfalltag.text() } }),
    wahlKostenerstattung: plan.erweiterung(ERWEITERUNG.wahlKostenerstattung).feld("valueBoolean").wahr(),
    ...(hinweise !== undefined && { hinweise }),
    ...leseWeitereErweiterungen(plan),
  };
  traeger.feld("identifier").feld("system").fest(NAMENSRAUM.iknr);
  return leser.ergebnis("verordnung", verordnung);
}

function leseWeitereErweiterungen(
  plan: Fundstelle,
): Pick<Verordnung, "versorgungsort" | "gesamtverordnungId" | "bedarfDauerhaft"> {
  const [ort, gesamt, dauerhaft] = [
    plan.erweiterung(ERWEITERUNG.versorgungsort),
    plan.erweiterung(ERWEITERUNG.gesamtverordnung),
    plan.erweiterung(ERWEITERUNG.bedarfDauerhaft),
  ];
  return {
    ...(!ort.fehlt && {
      versorgungsort: ort.feld("valueCodeableConcept").kode(KODESYSTEM.versorgungsort).auswahl(VERSORGUNGSORT),
    }),
    ...(!gesamt.fehlt && { gesamtverordnungId: leseUuid(gesamt.feld("valueIdentifier")) }),
    ...(!dauerhaft.fehlt && { bedarfDauerhaft: dauerhaft.feld("valueBoolean").wahr() }),
  };
}

function leseUuid(identifier: Fundstelle): string {
  identifier.feld("system").fest(NAMENSRAUM.uri);
  const urn = identifier.feld("value").text();
  if (urn !== "" && !urn.startsWith(UUID_URN)) identifier.feld("value").melde("Hier wird eine UUID als URN erwartet.");
  return urn.slice(UUID_URN.length);
}

function einzige(gefunden: readonly Fundstelle[], abschnitte: Fundstelle): Fundstelle {
  if (gefunden.length !== 1) abschnitte.melde("Die Abschnitte Maßnahmen und Kostenträger brauchen je einen Eintrag.");
  return gefunden[0] ?? abschnitte.feld("entry");
}

function leseVersicherten(patient: Fundstelle): VersichertenAngaben {
  const gkv = patient.kennung(NAMENSRAUM.kvnrGkv);
  const pkv = patient.kennung(NAMENSRAUM.kvnrPkv);
  if (!gkv.fehlt && !pkv.fehlt)
    patient.feld("identifier").melde("Hier ist nur eine Krankenversichertennummer vorgesehen.");
  return {
    kvnr: (gkv.fehlt && !pkv.fehlt ? pkv : gkv).text(),
    ...lesePerson(patient.feld("name").einziger()),
    geburtsdatum: patient.feld("birthDate").text(),
    anschrift: leseAdresse(patient.feld("address").einziger()),
  };
}

function leseVerordnenden(arzt: Fundstelle, institution: Fundstelle): VerordnenderAngaben {
  const bsnr = institution.kennung(NAMENSRAUM.bsnr).textFalls();
  const ik = institution.kennung(NAMENSRAUM.iknr).textFalls();
  return {
    lanr: arzt.kennung(NAMENSRAUM.lanr).text(),
    ...lesePerson(arzt.feld("name").einziger()),
    ...(bsnr !== undefined && { bsnr }),
    ...(ik !== undefined && { ik }),
    telematikId: institution.kennung(NAMENSRAUM.telematikId).text(),
    institution: institution.feld("name").text(),
  };
}

function leseDiagnose(condition: Fundstelle): Diagnose {
  // A refuted or suspected diagnosis has another meaning; the data set has no place for it.
  condition.nur(["code", "subject", "recordedDate"]);
  const text = condition.feld("code").feld("text").textFalls();
  return { icd: condition.feld("code").kode(KODESYSTEM.icd).text(), ...(text !== undefined && { text }) };
}

function leseLeistung(auftrag: Fundstelle): Leistung {
  auftrag.nur(FELDER_LEISTUNG);
  auftrag.feld("status").fest("active");
  auftrag.feld("intent").fest("order");
  const nummer = auftrag.feld("code").kode(KODESYSTEM.leistung).textFalls();
  const freitext = auftrag.feld("code").feld("text").textFalls();
  const einzelheiten = auftrag.feld("note").einziger().feld("text").textFalls();
  return {
    id: auftrag.kennung(NAMENSRAUM.leistungId).text(),
    ...(nummer !== undefined && { nummer }),
    ...(freitext !== undefined && { freitext }),
    ...(einzelheiten !== undefined && { einzelheiten }),
    blanko: auftrag.erweiterung(ERWEITERUNG.blanko).feld("valueBoolean").wahr(),
    ...leseZeitplan(auftrag.feld("occurrenceTiming")),
  };
}
