/**
 * Naming systems, code systems and extensions of the Bundles. Sources: domain.md sections 4.1, 4.3 and 5.1; no KBV
 * package for HKP is published, so everything below {@link PROJEKT} is this project's own until one is.
 */
const PROJEKT = "http://hkp-gateway.example/fhir";

export const NAMENSRAUM = {
  verordnungsId: "https://gematik.de/fhir/erp/NamingSystem/GEM_ERP_NS_PrescriptionId",
  kvnrGkv: "http://fhir.de/sid/gkv/kvid-10",
  kvnrPkv: "http://fhir.de/sid/pkv/kvid-10",
  iknr: "http://fhir.de/sid/arge-ik/iknr",
  lanr: "https://fhir.kbv.de/NamingSystem/KBV_NS_Base_ANR",
  bsnr: "https://fhir.kbv.de/NamingSystem/KBV_NS_Base_BSNR",
  telematikId: "https://gematik.de/fhir/sid/telematik-id",
  lbnr: "http://fhir.de/sid/bfarm/lbnr",
  uri: "urn:ietf:rfc:3986",
  leistungId: `${PROJEKT}/sid/leistung-id`,
  genehmigungskennzeichen: `${PROJEKT}/sid/genehmigungskennzeichen`,
} as const;

export const KODESYSTEM = {
  icd: "http://fhir.de/CodeSystem/bfarm/icd-10-gm",
  versicherungsart: "http://fhir.de/CodeSystem/versicherungsart-de-basis",
  kostentraegerart: `${PROJEKT}/CodeSystem/kostentraegerart`,
  datensatz: `${PROJEKT}/CodeSystem/datensatz`,
  abschnitt: `${PROJEKT}/CodeSystem/abschnitt`,
  verordnungsart: `${PROJEKT}/CodeSystem/verordnungsart`,
  versorgungsort: `${PROJEKT}/CodeSystem/versorgungsort`,
  leistung: `${PROJEKT}/CodeSystem/hkp-leistungsverzeichnis`,
  gpos: `${PROJEKT}/CodeSystem/gebuehrenposition`,
  ergebnis: `${PROJEKT}/CodeSystem/einzelergebnis`,
  gesamtergebnis: `${PROJEKT}/CodeSystem/gesamtergebnis`,
  bewertung: `${PROJEKT}/CodeSystem/bewertung`,
  /** Category of a Communication. */
  mitteilung: `${PROJEKT}/CodeSystem/mitteilung`,
  anspruchsart: "http://terminology.hl7.org/CodeSystem/claim-type",
  /** Default of the eventCoding of KIM messages; the real one is configuration (domain.md section 10). */
  ereignis: `${PROJEKT}/CodeSystem/ereignis`,
  /** eventCoding of a message that is a command; its codes are the actions of the API. */
  befehl: `${PROJEKT}/CodeSystem/befehl`,
  /** The same codes, of the message that answers it: no command, so that two gateways never talk to each other. */
  befehlsantwort: `${PROJEKT}/CodeSystem/befehlsantwort`,
} as const;

export const ERWEITERUNG = {
  blanko: `${PROJEKT}/StructureDefinition/blanko`,
  unfalltag: `${PROJEKT}/StructureDefinition/unfalltag`,
  versorgungsort: `${PROJEKT}/StructureDefinition/versorgungsort`,
  gesamtverordnung: `${PROJEKT}/StructureDefinition/gesamtverordnung`,
  bedarfDauerhaft: `${PROJEKT}/StructureDefinition/bedarf-dauerhaft`,
  wahlKostenerstattung: `${PROJEKT}/StructureDefinition/wahl-kostenerstattung`,
  zuVersion: `${PROJEKT}/StructureDefinition/zu-version`,
  acTk: `${PROJEKT}/StructureDefinition/ac-tk`,
  leistungId: `${PROJEKT}/StructureDefinition/leistung-id`,
  haeufigkeitUndZusage: `${PROJEKT}/StructureDefinition/haeufigkeit-und-zusage`,
  gpos: `${PROJEKT}/StructureDefinition/gpos`,
  adressat: `${PROJEKT}/StructureDefinition/adressat`,
  kennzeichenKostenerstattung: `${PROJEKT}/StructureDefinition/kennzeichen-kostenerstattung`,
} as const;

/** Questionnaire of a Korrekturvorschlag; its code `hkp-verordnungsdatensatz` is the draft guide's (domain.md 4.1). */
export const FRAGEBOGEN = `${PROJEKT}/Questionnaire/hkp-verordnungsdatensatz`;

/** Codes of {@link KODESYSTEM.datensatz}: which data set a document Bundle holds. */
export const DATENSATZART = {
  verordnung: "Verordnung häuslicher Krankenpflege",
  blankoverordnung: "Blankoverordnung häuslicher Krankenpflege",
  angaben: "Angaben zur Leistungserbringung",
  entscheidung: "Leistungsentscheidung",
} as const;
export type Datensatzart = keyof typeof DATENSATZART;
