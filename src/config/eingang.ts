import type { z } from "zod";
import { anzahl } from "./felder.js";

/** The KIM mailbox: how often it is read, by whom, how much of it. */
export const EINGANG = {
  NACHWEIS_INTERVALL_MS: anzahl(50, 3_600_000)
    .default(30_000)
    .describe("Interval of reading the KIM mailbox: proofs of delivery and answers, in ms."),
  POST_LEASE_MS: anzahl(1_000, 600_000)
    .default(30_000)
    .describe("Silence after which another instance takes the KIM mailbox over, in ms."),
  POST_HOECHSTENS_JE_STUNDE: anzahl(1, 1_000)
    .default(120)
    .describe("Mails of one sender that are acted upon within an hour; what is more is set aside unread."),
  ANTWORTEN_AUFBEWAHREN_TAGE: anzahl(1, 90)
    .default(14)
    .describe("Days after which an answer to a mail is removed, sent or not; its content goes when it is handed over."),
} satisfies z.ZodRawShape;
