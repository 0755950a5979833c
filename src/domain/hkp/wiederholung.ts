import type { Kanal } from "../ports/zustellung.js";

/** Attempts with an unknown outcome after which nothing is sent any more: the first and its one repetition. */
export const UNBEKANNTE_HOECHSTENS = 2;

/**
 * Channels over which a repetition arrives once, however often it is tried: the adapter looks for the order at the other end before
 * it sends it again. There an unknown outcome is tried until it is known, and nothing waits for a proof that never comes.
 * KIM is none: SMTP forgets what it has taken (architektur.md, promise 5).
 */
export const WIEDERERKENNENDE_KANAELE: readonly Kanal[] = ["TIM"];

export const erkenntWieder = (kanal: Kanal): boolean => WIEDERERKENNENDE_KANAELE.includes(kanal);

/** Whether an order is sent again after so many unknown outcomes. */
export const wirdWiederholt = (kanal: Kanal, unbekannte: number): boolean =>
  erkenntWieder(kanal) || unbekannte < UNBEKANNTE_HOECHSTENS;
