import * as aktion from "./aktionen.js";
import type { Szenario } from "./szenario.js";
import { beimEinreichen, beimEntscheiden, beimLesen, reicheEin } from "./wege.js";

export interface Bescheid extends Pick<Szenario, "name" | "titel" | "hinweis"> {
  /** Made when played: its days count from then. */
  readonly entscheidung: () => Parameters<typeof aktion.entscheiden>[2];
  readonly gesamtergebnis: string;
  /** What each reader must find, and nobody else's. */
  readonly begruendungen: Readonly<Record<"pflegedienst" | "verordnender" | "versicherter", string>>;
}

/** A scenario about Karl-Heinz in which the Kasse decides, and each of the others reads the decision with its own Begruendung. */
export function bescheidszenario({ entscheidung, gesamtergebnis, begruendungen, ...kopf }: Bescheid): Szenario {
  const { pflegedienst, verordnender, versicherter } = begruendungen;
  return {
    ...kopf,
    async spiele(regie, welt) {
      const id = await reicheEin(regie, welt, "karl-heinz");
      if (id === null) return;
      await regie.schritt(aktion.entscheiden("kasse", id, entscheidung()));
      await regie.schritt(aktion.entscheidungEinsehen("elena", id, { gesamtergebnis, pflegedienst }));
      await regie.schritt(aktion.entscheidungEinsehen("aerztin", id, { gesamtergebnis, verordnender }));
      await regie.schritt(aktion.entscheidungEinsehen("karl-heinz", id, { gesamtergebnis, versicherter }));
    },
    erwartet: [
      ...beimEinreichen("karl-heinz"),
      beimEntscheiden("karl-heinz"),
      beimLesen("BESCHIEDEN"),
      beimLesen("BESCHIEDEN"),
      beimLesen("BESCHIEDEN"),
    ],
  };
}
