import type { Einzelleistungsaenderung } from "../domain/hkp/datensaetze/leistungsaenderung.js";
import { Fachfehler } from "../domain/kern/fehler.js";
import type { EinzelleistungsaenderungEingabe } from "../schema/leistungsaenderung.type.js";
import { bereinigt } from "./eingaben.js";

/** Members of each kind; whether a reduction has at least one of its two is a rule of the domain. */
const FELDER = {
  VERMINDERT: { pflicht: [], erlaubt: ["haeufigkeit", "dauer"] },
  PAUSIERT: { pflicht: ["von"], erlaubt: ["von", "bis"] },
  AUFGEHOBEN: { pflicht: ["von"], erlaubt: ["von"] },
} as const satisfies Record<Einzelleistungsaenderung["art"], object>;

/** @throws Fachfehler EINGABE_UNGUELTIG where a change has members that its kind does not have, or lacks one. */
export function leistungsaenderungenAus(
  eingaben: readonly EinzelleistungsaenderungEingabe[],
): readonly Einzelleistungsaenderung[] {
  const aenderungen = eingaben.map((eingabe) => bereinigt(eingabe));
  const verstoesse = aenderungen.flatMap(({ art, leistungId: _id, begruendung: _grund, ...inhalt }, nr) => {
    const gesetzt = Object.keys(inhalt);
    const { pflicht, erlaubt }: { pflicht: readonly string[]; erlaubt: readonly string[] } = FELDER[art];
    const passt = gesetzt.every((feld) => erlaubt.includes(feld)) && pflicht.every((feld) => gesetzt.includes(feld));
    if (passt) return [];
    return {
      pfad: `aenderungen[${nr}]`,
      regel: "Die Änderung enthält nicht genau die Angaben, die zu ihrer Art gehören.",
      hinweis: "VERMINDERT: haeufigkeit oder dauer; PAUSIERT: von und gegebenenfalls bis; AUFGEHOBEN: von.",
    };
  });
  if (verstoesse.length > 0) throw new Fachfehler("EINGABE_UNGUELTIG", { verstoesse });
  // The shape was compared with the table above, which TypeScript cannot follow.
  return aenderungen as unknown as readonly Einzelleistungsaenderung[];
}
