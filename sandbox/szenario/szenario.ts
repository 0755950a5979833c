import type { Alarm, Postfach, Schritt, Szenarioergebnis } from "./ergebnis.js";
import type { Handlungswege } from "./handlungsweg.js";
import { Regie } from "./regie.js";
import type { Welt } from "./welt.js";

/** What must be seen at a step, written by hand from fachregeln.md. */
export interface Erwartung {
  readonly aktion: string;
  readonly status: readonly [vorher: string | null, nachher: string | null];
  /** The step must be refused like this, and the status stays; absent: it must be carried out. */
  readonly fehler?: { readonly code: string; readonly pfad: string | null };
  readonly alarme: readonly { readonly an: string; readonly kanal: Alarm["kanal"] }[];
  /** Participants, in alphabetical order. */
  readonly informationen: readonly string[];
  /** Mailbox to which the step itself is answered; absent: to nobody, as whoever must know is told otherwise. */
  readonly antwort?: string;
}

export interface Szenario {
  readonly name: string;
  readonly titel: string;
  spiele(regie: Regie, welt: Welt): Promise<void>;
  readonly erwartet: readonly Erwartung[];
  readonly hinweis: string;
}

/**
 * Plays a scenario over the public API and compares what the participants saw with the expectations.
 * @param wege of the houses that do not use a portal
 */
export async function spieleSzenario(
  szenario: Szenario,
  welt: Welt,
  beiSchritt: (schritt: Schritt) => void = () => undefined,
  wege: Handlungswege = {},
): Promise<Szenarioergebnis> {
  const regie = new Regie(welt, beiSchritt, wege);
  try {
    await regie.beginne();
    await szenario.spiele(regie, welt);
    const postfaecher = await regie.postfaecher();
    const abweichungen = [
      ...regie.abweichungen,
      ...vergleiche(szenario.erwartet, regie.schritte),
      ...vergleichePostfaecher(szenario.erwartet, regie.schritte, postfaecher),
    ];
    return {
      szenario: szenario.name,
      ok: abweichungen.length === 0,
      schritte: regie.schritte,
      postfaecher,
      abweichungen,
    };
  } finally {
    await regie.ende();
  }
}

/** What a delivery comes to; of the TI-Messenger there is no proof. */
const ZUGESTELLT: Readonly<Record<Alarm["kanal"], string>> = {
  KIM: "ZUGESTELLT",
  TIM: "UEBERGEBEN",
  PORTAL: "ZUGESTELLT",
};

function vergleiche(erwartet: readonly Erwartung[], schritte: readonly Schritt[]): readonly string[] {
  const abweichungen = erwartet.flatMap((soll, stelle) => {
    const ist = schritte[stelle];
    if (ist === undefined) return [`Schritt ${stelle + 1} (${soll.aktion}) fehlt.`];
    if (soll.fehler === undefined && ist.fehler !== null)
      return [`Schritt ${ist.nr} (${soll.aktion}) wurde abgelehnt: ${ist.fehler.code}.`];
    return [
      abweichung(ist.nr, "Aktion", soll.aktion, ist.aktion),
      abweichung(ist.nr, "Ablehnung", soll.fehler ?? null, ist.fehler),
      abweichung(ist.nr, "Status", soll.status, [ist.statusVorher, ist.status]),
      abweichung(
        ist.nr,
        "Alarme",
        soll.alarme.map(({ an, kanal }) => `${an} über ${kanal} ${ZUGESTELLT[kanal]}`),
        ist.alarme.map(({ empfaenger, kanal, zustand }) => `${empfaenger} über ${kanal} ${zustand}`),
      ),
      abweichung(ist.nr, "Informationen", soll.informationen, ist.informationen.map((i) => i.empfaenger).sort()),
    ].filter((satz) => satz !== null);
  });
  const zuviel = schritte.slice(erwartet.length).map(({ nr }) => `Schritt ${nr} war nicht erwartet.`);
  return [...abweichungen, ...zuviel];
}

/** Every KIM alarm and every answer lies in its recipient's mailbox exactly once, and nothing else lies anywhere. */
function vergleichePostfaecher(
  erwartet: readonly Erwartung[],
  schritte: readonly Schritt[],
  postfaecher: readonly Postfach[],
): readonly string[] {
  return postfaecher.flatMap(({ adresse, nachrichten }) => {
    const soll = schritte.flatMap(({ nr, alarme }) => [
      ...alarme.filter(({ kanal, empfaenger }) => kanal === "KIM" && empfaenger === adresse).map(() => nr),
      ...(erwartet[nr - 1]?.antwort === adresse ? [nr] : []),
    ]);
    const ist = nachrichten.map(({ schritt }) => schritt);
    return JSON.stringify(soll) === JSON.stringify(ist)
      ? []
      : [`Postfach ${adresse}: erwartet Post der Schritte ${JSON.stringify(soll)}, gefunden ${JSON.stringify(ist)}.`];
  });
}

function abweichung(nr: number, was: string, soll: unknown, ist: unknown): string | null {
  const [links, rechts] = [JSON.stringify(soll), JSON.stringify(ist)];
  return links === rechts ? null : `Schritt ${nr}: ${was}: erwartet ${links}, gesehen ${rechts}.`;
}
