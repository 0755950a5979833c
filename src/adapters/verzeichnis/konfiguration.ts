import { z } from "zod";

/** Settings of the Verzeichnisdienst. */
export const verzeichnisKonfiguration = z.object({
  /** Base of the search, e.g. `https://fhir-directory.vzd.ti-dienste.de/search` (domain.md 6.1). */
  basis: z.url({ protocol: /^https?$/ }).transform((basis) => basis.replace(/\/+$/, "")),
  /** Bearer token, if the directory asks for one. */
  token: z.string().min(1).optional(),
  /** Anwendungskennzeichen by which one of several KIM addresses is chosen: the first part of the Dienstkennung (domain.md 1.5). */
  anwendung: z.string().min(1).default("eVO-HKP"),
  fristMs: z.int().positive().default(10_000),
  /** How long an answer is used without asking again. */
  frischMs: z
    .int()
    .positive()
    .default(15 * 60_000),
  /** How long a former answer may stand in while the directory does not answer; a stale address is worse than a late mail. */
  hoechstensMs: z
    .int()
    .positive()
    .default(24 * 60 * 60_000),
  eintraege: z.int().positive().default(10_000),
});

export type VerzeichnisKonfiguration = z.output<typeof verzeichnisKonfiguration>;
