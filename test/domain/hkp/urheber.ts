import type { Kostentraeger, Pflegedienst, Verordnender } from "../../../src/domain/kern/akteur.js";
import type { Urheber } from "../../../src/domain/hkp/vorgang.js";

/** What the Protokoll keeps of a person of an institution: written here, not taken from the code under test. */
export function urheberVon(akteur: Verordnender | Pflegedienst | Kostentraeger): Urheber {
  return {
    rolle: akteur.rolle,
    kennung: akteur.rolle === "KOSTENTRAEGER" ? akteur.ik : akteur.telematikId,
    person: akteur.person,
    name: akteur.name,
  };
}
