import { z } from "zod";
import { istTelematikId } from "../../domain/kennungen/telematik-id.js";

/** `proofMethod` of I_PoPP_Token_Generation.yaml (domain.md section 9). */
const NACHWEISARTEN = [
  "healthid",
  "ehc-practitioner-trustedchannel",
  "ehc-practitioner-cvc-authenticated",
  "ehc-practitioner-user-x509",
  "ehc-practitioner-owner-x509",
  "ehc-provider-trustedchannel",
  "ehc-provider-cvc-authenticated",
  "ehc-provider-user-x509",
  "ehc-provider-owner-x509",
] as const;

const zeitpunkt = z.number().int().nonnegative();

/**
 * Claims of a PoPP token, all required; further ones (`authorization_details`) are passed over.
 * Form only: gematik's own samples carry KVNR with a wrong check digit, so the check digit is not asked for here. It need
 * not be: the KVNR is only ever compared with that of a Verordnung.
 */
export const poppAnsprueche = z.object({
  version: z.string().regex(/^1\.\d+\.\d+$/),
  iss: z.string(),
  iat: zeitpunkt,
  proofMethod: z.enum(NACHWEISARTEN),
  patientProofTime: zeitpunkt,
  patientId: z.string().regex(/^[A-Z][0-9]{9}$/),
  insurerId: z.string().regex(/^[0-9]{9}$/),
  actorId: z.string().refine(istTelematikId),
  actorProfessionOid: z.string().regex(/^1\.2\.276\.0\.76\.4\.[1-9][0-9]{0,4}$/),
});
