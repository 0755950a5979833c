import type {
  Betrieb,
  Kostentraeger,
  Pflegedienst,
  System,
  Teilnehmer,
  Verordnender,
  Versicherter,
  Vertreter,
} from "../../src/domain/kern/akteur.js";

/**
 * The people of the scenarios as signed-in actors. Identifiers are invented but have valid check digits; written out here
 * and not taken from the sandbox, so that a slip there cannot hide one here.
 */
const OID = "1.2.276.0.76.4.";

export const PRAXIS: Teilnehmer = { rolle: "VERORDNENDER", kennung: "1-20HKPSANDBOX0001" };
export const FREMDE_PRAXIS: Teilnehmer = { rolle: "VERORDNENDER", kennung: "1-20HKPSANDBOX0099" };
export const HAND_UND_HERZ: Teilnehmer = { rolle: "PFLEGEDIENST", kennung: "10-67.245.HKPSANDBOX0001" };
export const INTEGRAL: Teilnehmer = { rolle: "PFLEGEDIENST", kennung: "10-67.245.HKPSANDBOX0002" };
export const KASSE: Teilnehmer = { rolle: "KOSTENTRAEGER", kennung: "109500969" };
export const PRIVATE: Teilnehmer = { rolle: "KOSTENTRAEGER", kennung: "168000109" };
export const RENATE: Teilnehmer = { rolle: "VERSICHERTER", kennung: "X000001014" };
export const AURELIA: Teilnehmer = { rolle: "VERSICHERTER", kennung: "X000001026" };

/** Dr. Sommer, who prescribes. */
export function arzt(abweichung: Partial<Verordnender> = {}): Verordnender {
  return {
    rolle: "VERORDNENDER",
    person: "ARZT",
    telematikId: PRAXIS.kennung,
    professionOid: `${OID}50`,
    name: "Dr. med. Claudia Sommer",
    ...abweichung,
  };
}

export function mfa(abweichung: Partial<Verordnender> = {}): Verordnender {
  return arzt({ person: "MFA", name: "Tobias Klein", ...abweichung });
}

/** A physician of another practice. */
export function fremderArzt(): Verordnender {
  return arzt({ telematikId: FREMDE_PRAXIS.kennung, name: "Dr. med. Fremd" });
}

/** Elena of Hand & Herz, qualified for a Blankoverordnung. */
export function elena(abweichung: Partial<Pflegedienst> = {}): Pflegedienst {
  return {
    rolle: "PFLEGEDIENST",
    person: "PDL",
    telematikId: HAND_UND_HERZ.kennung,
    professionOid: `${OID}245`,
    name: "Elena Fischer",
    lbnr: "100000023",
    qualifikationen: ["BLANKOVERORDNUNG"],
    ...abweichung,
  };
}

/** Daniel of Hand & Herz, without that qualification. */
export function daniel(abweichung: Partial<Pflegedienst> = {}): Pflegedienst {
  return elena({ person: "PFP", name: "Daniel Wagner", lbnr: "100000012", qualifikationen: [], ...abweichung });
}

/** Miriam of the other Pflegedienst, Integral. */
export function miriam(abweichung: Partial<Pflegedienst> = {}): Pflegedienst {
  return elena({ telematikId: INTEGRAL.kennung, name: "Miriam Vogt", lbnr: "100000034", ...abweichung });
}

/** Stefan of the gematiker Kasse: Sachleistung. */
export function kasse(abweichung: Partial<Kostentraeger> = {}): Kostentraeger {
  return {
    rolle: "KOSTENTRAEGER",
    person: "SACHBEARBEITUNG",
    telematikId: "8-01-HKPSANDBOX0001",
    professionOid: `${OID}59`,
    name: "Stefan Brandt",
    ik: KASSE.kennung,
    prinzip: "SACHLEISTUNG",
    ...abweichung,
  };
}

/** Petra of the private insurance: Kostenerstattung, so without any access. */
export function privatversicherung(abweichung: Partial<Kostentraeger> = {}): Kostentraeger {
  return kasse({
    telematikId: "9-2.59.HKPSANDBOX0001",
    name: "Petra Lang",
    ik: PRIVATE.kennung,
    prinzip: "KOSTENERSTATTUNG",
    ...abweichung,
  });
}

export function renate(): Versicherter {
  return { rolle: "VERSICHERTER", kvnr: RENATE.kennung, name: "Renate Berger" };
}

/** Aurelia, who represents Renate. */
export function vertreterin(): Vertreter {
  return { rolle: "VERTRETER", kvnr: AURELIA.kennung, vertritt: RENATE.kennung, name: "Aurelia Neumann" };
}

export function system(): System {
  return { rolle: "SYSTEM", name: "Fristen" };
}

export function betrieb(): Betrieb {
  return { rolle: "BETRIEB", name: "Olga Kern" };
}
