/** D10: how long after the Ausstellung the Pflegedienst may submit, so that the cost cover is provisional [§ 6 HKP-RL]. */
export const FRISTARTEN = ["KALENDERTAGE", "ARBEITSTAGE"] as const;
export interface Einreichfrist {
  /** Days after the Ausstellungsdatum, which is not counted. */
  readonly tage: number;
  readonly art: (typeof FRISTARTEN)[number];
}
export const EINREICHFRIST_VORGABE: Einreichfrist = { tage: 4, art: "KALENDERTAGE" };

/** Automatic check of applications [6.7.3, Kostentraeger 5]. */
export interface Dunkelverarbeitung {
  /** IK of the Kostentraeger that have it; none by default. */
  readonly iks: readonly string[];
  /** How long an Alarm to the Kostentraeger about a new application waits, so that an automatic decision overtakes it. */
  readonly vorrangMs: number;
}
export const DUNKELVERARBEITUNG_VORGABE: Dunkelverarbeitung = { iks: [], vorrangMs: 60_000 };
