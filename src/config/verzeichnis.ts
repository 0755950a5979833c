import type { z } from "zod";
import { text, url } from "./felder.js";

/** The Verzeichnisdienst. */
export const VERZEICHNIS = {
  VZD_URL: url.describe("FHIR search of the Verzeichnisdienst, e.g. `https://…/search`."),
  VZD_TOKEN_DATEI: text
    .optional()
    .describe("File that holds the bearer token for the Verzeichnisdienst; read at the start."),
} satisfies z.ZodRawShape;
