import { randomUUID } from "node:crypto";
import { bundleAlsXml } from "../../src/adapters/fhir/bundle-als-xml.js";
import { befehlsnachricht } from "../../src/domain/fhir/befehlsnachricht.js";
import type { Befehlsnachricht } from "../../src/domain/fhir/befehlsnachricht.js";
import type { Aktion } from "../../src/domain/hkp/status.js";
import type { Anhang } from "../../src/domain/ports/eingang.js";
import type { FhirBundle } from "../../src/domain/ports/zustellung.js";
import type { Karte } from "../karten/karte.js";
import { signiere } from "../karten/signieren.js";
import { institution, KIM_DOMAENE } from "../personen.js";
import type { InstitutionId } from "../personen.js";

/**
 * What the system of an institution sends by mail or chat (docs/KANAELE.md, Formate):
 *
 *     const bundle = befehl("praxis", "korrekturBeantworten", { verordnungsId, antwortAuf, parameter, signiert });
 *     const anhang = alsAnhang(bundle);
 */
export function befehl(
  von: InstitutionId,
  aktion: Aktion,
  teil: Partial<Omit<Befehlsnachricht, "aktion" | "absender" | "empfaenger">> = {},
): FhirBundle {
  const { name, telematikId, kim } = institution(von);
  return befehlsnachricht({
    bundleId: randomUUID(),
    zeitpunkt: new Date(),
    ...teil,
    aktion,
    absender: { name, telematikId, endpoint: `mailto:${kim}` },
    empfaenger: { name: "HKP-Gateway", telematikId: GATEWAY_TELEMATIK_ID, endpoint: `mailto:gateway@${KIM_DOMAENE}` },
  });
}

/** The gateway has a KIM address and no entry of its own in the sandbox's directory. */
const GATEWAY_TELEMATIK_ID = "9-HKPSANDBOX0001";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

export const alsAnhang = (bundle: FhirBundle): Anhang => ({
  name: "befehl.json",
  medientyp: "application/fhir+json",
  bytes: bytes(JSON.stringify(bundle)),
});

export const alsXmlAnhang = (bundle: FhirBundle): Anhang => ({
  name: "befehl.xml",
  medientyp: "application/fhir+xml",
  bytes: bytes(bundleAlsXml(bundle)),
});

/** The message signed as a whole, e.g. with a HBA. */
export const alsSignierterAnhang = (karte: Karte, bundle: FhirBundle): Anhang => ({
  ...alsCms(signiere(karte, bytes(JSON.stringify(bundle)))),
  name: "befehl.p7m",
});

/** A signed data set beside its message. */
export const alsCms = (cms: Uint8Array): Anhang => ({
  name: "datensatz.p7m",
  medientyp: "application/pkcs7-mime",
  bytes: cms,
});
