import { EINZELERGEBNISSE, GESAMTERGEBNISSE } from "../domain/hkp/datensaetze/entscheidung.js";
import {
  HAEUFIGKEITSEINHEITEN,
  KOSTENTRAEGERARTEN,
  VERORDNUNGSARTEN,
  VERSORGUNGSORTE,
} from "../domain/hkp/datensaetze/verordnung.js";
import { alsEnum } from "./enums.js";

export const KostentraegerartEnum = alsEnum("Kostentraegerart", KOSTENTRAEGERARTEN, "Kind of payer (chapter 2.7).", {
  GKV: "Statutory health insurance.",
  DGUV: "Statutory accident insurance.",
  BUNDESPOLIZEI: "Heilfürsorge of the Bundespolizei.",
  PKV: "Private health insurance.",
  BEIHILFE: "Beihilfe.",
  SONSTIGE: "Any other payer.",
});

export const HaeufigkeitseinheitEnum = alsEnum("Haeufigkeitseinheit", HAEUFIGKEITSEINHEITEN, "Unit of a frequency.", {
  TAG: "Per day.",
  WOCHE: "Per week.",
  MONAT: "Per month.",
});

export const VerordnungsartEnum = alsEnum("Verordnungsart", VERORDNUNGSARTEN, "Erst- or Folgeverordnung.", {
  ERSTVERORDNUNG: "First prescription.",
  FOLGEVERORDNUNG: "Follow-up prescription.",
});

export const VersorgungsortEnum = alsEnum(
  "Versorgungsort",
  VERSORGUNGSORTE,
  "Where the care is given (§ 37 SGB V, § 1 HKP-RL); different places need Verordnungen of their own (P1.1).",
  {
    HAEUSLICHKEIT: "Household of the person or of the family.",
    WOHNGRUPPE: "Shared flat or another form of assisted living.",
    SCHULE_KITA: "School or day nursery.",
    WERKSTATT: "Workshop for disabled people.",
    PFLEGEHEIM: "Nursing home, at exceptionally high need.",
    SONSTIGER: "Any other suitable place.",
  },
);

export const GesamtergebnisEnum = alsEnum("Gesamtergebnis", GESAMTERGEBNISSE, "Overall result (chapter 7.1.4).", {
  GENEHMIGT: "Everything that was applied for is granted.",
  TEILWEISE_GENEHMIGT: "Some of it is granted, or less of it.",
  NICHT_GENEHMIGT_MIT_VORLAEUFIGER_KOSTENZUSAGE: "Refused, with provisional cover of what was rendered so far.",
  NICHT_GENEHMIGT_OHNE_VORLAEUFIGE_KOSTENZUSAGE: "Refused, without provisional cover.",
  UNZUSTAENDIG: "This payer is not responsible.",
});

export const EinzelergebnisEnum = alsEnum("Einzelergebnis", EINZELERGEBNISSE, "Result for one Leistung.", {
  GENEHMIGT: "Granted as applied for.",
  TEILGENEHMIGT: "Granted in a smaller extent.",
  ABGELEHNT: "Refused.",
});
