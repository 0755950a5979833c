import type { Verfuegbarkeitsanfrage } from "../../../src/domain/hkp/datensaetze/verfuegbarkeitsanfrage.js";
import { HAND_UND_HERZ } from "../../helfer/akteure.js";

/** An unverbindliche Anfrage as it is stored; by default open, to Hand & Herz. */
export function anfrage(abweichung: Partial<Verfuegbarkeitsanfrage> = {}): Verfuegbarkeitsanfrage {
  return {
    id: "anfrage-1",
    pflegedienst: HAND_UND_HERZ,
    name: "Pflegedienst Hand & Herz",
    wunsch: {},
    gestelltAm: new Date("2026-03-02T09:00:00Z"),
    zustand: "OFFEN",
    antwort: null,
    beantwortetAm: null,
    automatisch: false,
    ...abweichung,
  };
}
