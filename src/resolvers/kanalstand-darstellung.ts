import type { Kanalstand } from "../domain/ports/zustellung.js";

/** The channel with its queue, and when that will be empty if nothing changes. */
export function stelleKanalstandDar(
  { kanal, gesperrtSeit, grund, jeNachrichtMs = null }: Kanalstand,
  wartende: number,
  jetzt: Date,
) {
  const bekannt = wartende > 0 && jeNachrichtMs !== null;
  return {
    kanal,
    gesperrtSeit,
    grund,
    wartende,
    voraussichtlichFertigAm: bekannt ? new Date(jetzt.getTime() + wartende * jeNachrichtMs) : null,
  };
}
