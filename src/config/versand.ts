import type { z } from "zod";
import { VERSANDPLAN_VORGABE } from "../app/versandplan.js";
import { anzahl } from "./felder.js";

/** The loop that carries out deadlines. */
export const FRISTEN = {
  FRISTEN_LEASE_MS: anzahl(1_000, 600_000)
    .default(30_000)
    .describe("Silence after which another instance carries out the deadlines, in ms."),
  FRISTEN_BLICK_MS: anzahl(1_000, 3_600_000)
    .default(60_000)
    .describe("Longest pause between two looks for due deadlines, in ms."),
} satisfies z.ZodRawShape;

/** The outbox. */
export const VERSAND = {
  VERSAND_GLEICHZEITIG: anzahl(1, 50).default(4).describe("Messages handed over at the same time."),
  VERSAND_ERSTE_RUECKKEHR_MS: anzahl(10, 3_600_000)
    .default(VERSANDPLAN_VORGABE.ersteRueckkehrMs)
    .describe("Pause after the first temporary failure, in ms; doubles each time."),
  VERSAND_LAENGSTE_RUECKKEHR_MS: anzahl(10, 86_400_000)
    .default(VERSANDPLAN_VORGABE.laengsteRueckkehrMs)
    .describe("Longest pause between attempts, in ms."),
  VERSAND_AUFGEBEN_NACH_MS: anzahl(1_000, 30 * 86_400_000)
    .default(VERSANDPLAN_VORGABE.aufgebenNachMs)
    .describe("Age at which a message becomes a dead letter, in ms."),
  VERSAND_NACHWEISFRIST_MS: anzahl(10, 86_400_000)
    .default(VERSANDPLAN_VORGABE.nachweisfristMs)
    .describe("After an unknown outcome: wait for a proof of delivery before the one further attempt, in ms."),
  VERSAND_LEASE_MS: anzahl(1_000, 3_600_000)
    .default(60_000)
    .describe("How long a claim on a message holds without a sign of life of its instance, in ms."),
} satisfies z.ZodRawShape;
