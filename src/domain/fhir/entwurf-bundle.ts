import { alsVerordnung } from "../hkp/entwurf/verordnung-aus-entwurf.js";
import type { Vorgang } from "../hkp/vorgang.js";
import { uuidAus } from "./uuid.js";
import { verordnungAlsBundle } from "./verordnung-bundle.js";

/** The draft as the bytes to be signed: JSON text, the same as long as the draft is the same, so that it can be shown and signed apart. */
export function entwurfAlsBundle({
  id,
  version,
  entwurf,
}: Pick<Vorgang, "id" | "version"> & { readonly entwurf: NonNullable<Vorgang["entwurf"]> }): string {
  const kopf = { bundleId: uuidAus(id, `Entwurf/${version}`), zeitpunkt: entwurf.geaendertAm };
  return JSON.stringify(verordnungAlsBundle(alsVerordnung(entwurf.inhalt, id), kopf));
}
