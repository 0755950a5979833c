import type { Korrekturwunsch } from "../domain/hkp/befehle.js";
import type { Aenderungswunsch, Korrekturwert } from "../domain/hkp/datensaetze/korrektur.js";
import { Fachfehler } from "../domain/kern/fehler.js";
import type { AenderungEingabe, KorrekturvorschlagEingabe } from "../schema/korrektur.type.js";
import { bereinigt } from "./eingaben.js";

/** Members that make up each kind of change, in their allowed sets. */
const GESTALTEN = [
  { art: "AENDERN", felder: ["pfad", "text"] },
  { art: "AENDERN", felder: ["pfad", "haeufigkeit"] },
  { art: "AENDERN", felder: ["pfad", "zeitraum"] },
  { art: "AENDERN", felder: ["pfad", "diagnose"] },
  { art: "HINZUFUEGEN", felder: ["leistung"] },
  { art: "HINZUFUEGEN", felder: ["einschraenkung"] },
  { art: "ENTFERNEN", felder: ["leistungId"] },
  { art: "ENTFERNEN", felder: ["einschraenkung"] },
] as const;

/** @throws Fachfehler EINGABE_UNGUELTIG where a change has members that its kind does not have, or lacks one. */
export function korrekturwunschAus({ zuVersion, aenderungen }: KorrekturvorschlagEingabe): Korrekturwunsch {
  return { zuVersion, aenderungen: aenderungen.map(aenderungswunsch) };
}

function aenderungswunsch(eingabe: AenderungEingabe, nr: number): Aenderungswunsch {
  const { art, begruendung, ...inhalt } = bereinigt(eingabe);
  const gesetzt = Object.keys(inhalt).sort().join();
  if (!GESTALTEN.some((gestalt) => gestalt.art === art && [...gestalt.felder].sort().join() === gesetzt))
    throw new Fachfehler("EINGABE_UNGUELTIG", {
      verstoesse: [
        {
          pfad: `vorschlag.aenderungen[${nr}]`,
          regel: "Die Änderung enthält nicht genau die Angaben, die zu ihrer Art gehören.",
          hinweis:
            "AENDERN: pfad und genau ein Wert; HINZUFUEGEN: leistung oder einschraenkung; ENTFERNEN: leistungId oder einschraenkung.",
        },
      ],
    });
  const { pfad, text, haeufigkeit, zeitraum, diagnose, ...ganze } = inhalt;
  // The shape was compared with the table above, which TypeScript cannot follow.
  if (pfad === undefined) return { art, begruendung, ...ganze } as unknown as Aenderungswunsch;
  return { art: "AENDERN", begruendung, pfad, wert: wertAus({ text, haeufigkeit, zeitraum, diagnose }) };
}

type Werte = {
  readonly [W in Korrekturwert as Lowercase<W["typ"]>]?: W extends { readonly [K in Lowercase<W["typ"]>]: infer V }
    ? V | undefined
    : never;
};

function wertAus({ text, haeufigkeit, zeitraum, diagnose }: Werte): Korrekturwert {
  if (haeufigkeit !== undefined) return { typ: "HAEUFIGKEIT", haeufigkeit };
  if (zeitraum !== undefined) return { typ: "ZEITRAUM", zeitraum };
  if (diagnose !== undefined) return { typ: "DIAGNOSE", diagnose };
  return { typ: "TEXT", text: text ?? "" };
}
