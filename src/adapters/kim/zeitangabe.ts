/** Older statements are wrong, or of no use; clocks of senders go wrong by some minutes. */
const HOECHSTES_ALTER_MS = 400 * 86_400_000;
const VORAUS_MS = 300_000;

/** The first of the times that can be true; else `jetzt`. Senders may write anything into a Date. */
export function glaubhafteZeit(jetzt: Date, ...angaben: readonly (string | undefined)[]): Date {
  const jetztMs = jetzt.getTime();
  const zeit = angaben
    .map((angabe) => new Date((angabe ?? "").slice(0, 100)).getTime())
    .find((ms) => ms >= jetztMs - HOECHSTES_ALTER_MS && ms <= jetztMs + VORAUS_MS);
  return zeit === undefined ? jetzt : new Date(Math.min(zeit, jetztMs));
}
