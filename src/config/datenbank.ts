import { z } from "zod";
import { text } from "./felder.js";

/** MongoDB: one that is there, or the embedded server. */
export const DATENBANK = {
  MONGODB_URI: text.optional().describe("Replica set or sharded cluster, 6.0 or newer. Absent: the embedded server."),
  MONGODB_BINARY: text.optional().describe("A mongod to use for the embedded server instead of the one installed."),
  WERKZEUG_VERZEICHNIS: text
    .optional()
    .describe("Where the embedded server is installed; default `werkzeuge` below DATEN_VERZEICHNIS."),
  MONGODB_DATENBANK: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,63}$/)
    .default("hkp")
    .describe("Name of the database."),
} satisfies z.ZodRawShape;
