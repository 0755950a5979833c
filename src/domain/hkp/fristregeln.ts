/** D10: how long after the Ausstellung the Pflegedienst may submit, so that the cost cover is provisional [§ 6 HKP-RL]. */
export const FRISTARTEN = ["KALENDERTAGE", "ARBEITSTAGE"] as const;
export interface Einreichfrist {
  /** Days after the Ausstellungsdatum, which is not counted. */
  readonly tage: number;
  readonly art: (typeof FRISTARTEN)[number];
}
export const EINREICHFRIST_VORGABE: Einreichfrist = { tage: 4, art: "KALENDERTAGE" };
