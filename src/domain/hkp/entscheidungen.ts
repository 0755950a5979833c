import { alsTeilnehmer } from "../kern/akteur.js";
import type { Akteur } from "../kern/akteur.js";
import { versionen } from "./vorgang.js";
import type { Datensatz, Vorgang } from "./vorgang.js";

/** Versions of the decision that this Kostentraeger made, by a person or by its automatic check; oldest first. */
export function eigeneEntscheidungen(vorgang: Vorgang, akteur: Akteur): readonly Datensatz<"ENTSCHEIDUNG">[] {
  const selbst = alsTeilnehmer(akteur);
  return versionen(vorgang, "ENTSCHEIDUNG").filter(
    ({ von }) => von.rolle === "KOSTENTRAEGER" && von.kennung === selbst?.kennung,
  );
}
