import type { Person, Rolle } from "../kern/akteur.js";
import { ENDSTATUS, UEBERGAENGE, uebergaenge } from "./ablauf.js";
import type { Uebergang } from "./ablauf.js";
import type { Status } from "./status.js";

/** The transition table as a Mermaid state diagram (stateDiagram-v2). */

/** Short names of the roles for the labels. */
const KUERZEL: Readonly<Record<Rolle, string>> = {
  VERORDNENDER: "Praxis",
  VERSICHERTER: "Versicherter",
  VERTRETER: "Versicherter",
  PFLEGEDIENST: "Pflegedienst",
  KOSTENTRAEGER: "Kasse",
  SYSTEM: "SYSTEM",
  BETRIEB: "BETRIEB",
};

const NAMEN: Readonly<Record<Person, string>> = {
  ARZT: "Arzt",
  MFA: "MFA",
  PDL: "PDL",
  PFP: "Pflegefachperson",
  SACHBEARBEITUNG: "Sachbearbeitung",
  DUNKELVERARBEITUNG: "Dunkelverarbeitung",
};

/**
 * Every way from one status to another as one arrow, with a line `<number> <action> (<who>)` per row of the table; what
 * leaves the status as it is stands in a note, so that the arrows stay readable. VORHER becomes an arrow to each status
 * in which that Korrekturanfrage can be asked. @returns Markdown with the fences of the code block
 */
export function ablaufdiagramm(): string {
  const alle = Object.keys(UEBERGAENGE) as Status[];
  const zeilen = alle.flatMap((status) => {
    const pfeile = new Map<Status, string[]>();
    for (const zeile of uebergaenge(status))
      for (const ziel of ziele(zeile)) pfeile.set(ziel, [...(pfeile.get(ziel) ?? []), beschriftung(zeile)]);
    const bleibt = pfeile.get(status) ?? [];
    pfeile.delete(status);
    return [
      ...[...pfeile].map(([ziel, texte]) => `  ${status} --> ${ziel} : ${einmal(texte).join("<br/>")}`),
      ...(bleibt.length === 0 ? [] : [`  note right of ${status}`, ...einmal(bleibt).map(einruecken), "  end note"]),
    ];
  });
  const enden = ENDSTATUS.map((status) => `  ${status} --> [*]`);
  const anfang = "  [*] --> INITIALISIERT : anlegen (Praxis)";
  return ["```mermaid", "stateDiagram-v2", anfang, ...zeilen, ...enden, "```"].join("\n");
}

/** Where a row leads; VORHER: wherever an action of the number before it can be asked from. */
function ziele({ nach, korrektur }: Uebergang): readonly Status[] {
  if (nach !== "VORHER") return [nach];
  return (Object.keys(UEBERGAENGE) as Status[]).filter((status) =>
    uebergaenge(status).some(({ aktion, nr }) => aktion === "korrekturAnfragen" && nr === korrektur),
  );
}

function beschriftung({ nr, aktion, wer, schalter }: Uebergang): string {
  const handelnde = wer.flatMap(({ rolle, personen }) => personen?.map((person) => NAMEN[person]) ?? [KUERZEL[rolle]]);
  const zusatz = schalter === undefined ? [] : [`switch ${schalter}`];
  return `${nr === "–" ? "" : `${nr} `}${aktion} (${[...einmal(handelnde), ...zusatz].join(", ")})`;
}

const einruecken = (text: string): string => `    ${text}`;
const einmal = (texte: readonly string[]): readonly string[] => [...new Set(texte)];
