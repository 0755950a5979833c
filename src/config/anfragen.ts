import { z } from "zod";
import { anzahl, schalter } from "./felder.js";

/** Requests and the files that come with them. */
export const ANFRAGEN = {
  ANFRAGE_HOECHSTENS_BYTES: anzahl(10_000, 100_000_000)
    .default(5_000_000)
    .describe("Largest body of a request, in bytes."),
  UNTERLAGE_HOECHSTENS_BYTES: anzahl(10_000, 100_000_000)
    .default(10_485_760)
    .describe("Largest Unterlage, in bytes; held in memory until it is judged, up to 16 at once."),
  VIRENPRUEFUNG_URL: z
    .string()
    .regex(/^tcp:\/\/[^/\s:]+:\d{1,5}$/, "ist nicht tcp://<rechner>:<port>")
    .optional()
    .describe(
      "clamd that scans each Unterlage, `tcp://host:port`; its StreamMaxLength must not be below UNTERLAGE_HOECHSTENS_BYTES.",
    ),
  UNTERLAGEN_UNGEPRUEFT: schalter
    .default(false)
    .describe("Without VIRENPRUEFUNG_URL: take Unterlagen without a scan. Neither of the two: none are taken."),
  AUFRAEUMEN_BLICK_MS: anzahl(100, 3_600_000)
    .default(60_000)
    .describe("Longest pause between two looks for content of Unterlagen that nobody needs any more, in ms."),
  ANFRAGEN_JE_MINUTE: anzahl(1, 10_000_000)
    .default(1_200)
    .describe("Requests per signed-in institution or address and minute."),
  FEHLVERSUCH_MS: anzahl(0, 10_000)
    .default(500)
    .describe("Delay before `VORGANG_UNBEKANNT` is answered, in ms (A_20703)."),
} satisfies z.ZodRawShape;
