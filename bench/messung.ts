/** One comparison: the gateway's figure divided by the raw driver's. Median over the rounds, and each round. */
export interface Messung {
  readonly name: string;
  readonly verhaeltnis: number;
  readonly runden: readonly number[];
}

export function alsTabelle(messungen: readonly Messung[]): string {
  const zeilen = messungen.map(({ name, verhaeltnis, runden }) => [
    name.padEnd(22),
    verhaeltnis.toFixed(2).padStart(11),
    `  ${runden.map((runde) => runde.toFixed(2)).join("  ")}`,
  ]);
  return [["Messung".padEnd(22), "Verhältnis", "   Runden"], ...zeilen].map((zeile) => zeile.join("")).join("\n");
}
