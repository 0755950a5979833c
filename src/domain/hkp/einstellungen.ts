import type { Teilnehmer, Teilnehmerrolle } from "../kern/akteur.js";
import type { Uhrzeit } from "../kern/kalender.js";
import type { Kanal } from "../ports/zustellung.js";
import type { Ereignis } from "./ereignisse.js";
import { endeDerRuhe, naechsteSammelzeit } from "./ruhezeiten.js";
import type { Ruhezeit } from "./ruhezeiten.js";
import type { Meldung } from "./vorgang.js";

/**
 * How a participant wants to be told [6.6.3 Arzt 4, 6.7.3 Arzt 1]: the institution's or the insured person's, never one
 * employee's. Holds no medical content.
 */
export interface Einstellungen {
  /**
   * In order of preference; a message goes over the first that is offered, over PORTAL if none is, and if that one fails for good
   * over the next. What comes after PORTAL is never used: the feed does not fail.
   */
  readonly kanaele: readonly Kanal[];
  /** An Alarm goes over each of `kanaele` at once, wherever PORTAL stands among them. */
  readonly alarmeUeberAlleKanaele: boolean;
  /** Every Information is sent, also of events that come later. */
  readonly alleInformationen: boolean;
  /** Events whose Information is sent. */
  readonly informationen: readonly Ereignis[];
  readonly ruhezeiten: readonly Ruhezeit[];
  /** An urgent Alarm is sent in quiet hours too. */
  readonly dringendTrotzdem: boolean;
  /** Informationen go out together, once a day at this time in Europe/Berlin; null: each by itself. */
  readonly sammelzeit: Uhrzeit | null;
}

const HAUS: Einstellungen = {
  kanaele: ["KIM", "PORTAL"],
  alarmeUeberAlleKanaele: false,
  alleInformationen: false,
  informationen: [],
  ruhezeiten: [],
  dringendTrotzdem: true,
  sammelzeit: null,
};

/** What holds for whoever has set nothing: an Alarm at once, no Information. An insured person has no KIM. */
const VORGABEN: Record<Teilnehmerrolle, Einstellungen> = {
  VERORDNENDER: HAUS,
  PFLEGEDIENST: HAUS,
  KOSTENTRAEGER: HAUS,
  VERSICHERTER: { ...HAUS, kanaele: ["PORTAL"] },
};

export const einstellungsvorgabe = (rolle: Teilnehmerrolle): Einstellungen => VORGABEN[rolle];

/** The channels that the gateway offers and the settings of those who are told. */
export interface Versandwahl {
  readonly angeboten: ReadonlySet<Kanal>;
  readonly einstellungenVon: (teilnehmer: Teilnehmer) => Einstellungen;
}

/** Nobody has set anything. */
export const VERSANDWAHL_VORGABE: Versandwahl = {
  angeboten: new Set(["KIM", "PORTAL"]),
  einstellungenVon: ({ rolle }) => einstellungsvorgabe(rolle),
};

/** How one Meldung is sent. */
export interface Zustellplan {
  readonly kanal: Kanal;
  /** Channels that take over one after the other if it fails for good; never PORTAL, where the Meldung stands anyway. */
  readonly ersatz: readonly Kanal[];
  /** Not before this instant; null: at once. */
  readonly nichtVor: Date | null;
  /** With others in one message. */
  readonly sammelbar: boolean;
}

/**
 * How a Meldung goes out by its recipient's settings, one plan for each order at once; none: it only stands in the feed, as every
 * Meldung does. An Information over PORTAL is that feed, so that nothing is to be sent.
 * @param istDringend whether waiting until the given instant would be too long
 */
export function zustellplaene(
  { art, ereignis }: Pick<Meldung, "art" | "ereignis">,
  einstellungen: Einstellungen,
  angeboten: ReadonlySet<Kanal>,
  jetzt: Date,
  istDringend: (bis: Date) => boolean,
): readonly Zustellplan[] {
  const { alleInformationen, informationen, ruhezeiten, dringendTrotzdem, sammelzeit } = einstellungen;
  const istInformation = art === "INFORMATION";
  const wege = istInformation ? [kette(einstellungen, angeboten)] : alarmwege(einstellungen, angeboten);
  const plane = (nichtVor: Date | null, sammelbar: boolean): readonly Zustellplan[] =>
    wege.map(([kanal = "PORTAL", ...ersatz]) =>
      // The feed disturbs nobody.
      kanal === "PORTAL"
        ? { kanal, ersatz: [], nichtVor: null, sammelbar: false }
        : { kanal, ersatz, nichtVor, sammelbar },
    );
  if (istInformation && (wege[0]?.length === 0 || !(alleInformationen || informationen.includes(ereignis)))) return [];
  if (istInformation && sammelzeit !== null) return plane(naechsteSammelzeit(sammelzeit, ruhezeiten, jetzt), true);
  const ende = endeDerRuhe(ruhezeiten, jetzt);
  const gleich = ende <= jetzt || (!istInformation && dringendTrotzdem && istDringend(ende));
  return plane(gleich ? null : ende, false);
}

type Kanalwahl = Pick<Einstellungen, "kanaele" | "alarmeUeberAlleKanaele">;

/** Channels to try one after the other; none: the feed only. */
function kette({ kanaele }: Kanalwahl, angeboten: ReadonlySet<Kanal>): readonly Kanal[] {
  const gewuenschte = kanaele.filter((einer) => angeboten.has(einer));
  const portal = gewuenschte.indexOf("PORTAL");
  return portal < 0 ? gewuenschte : gewuenschte.slice(0, portal);
}

/** Each way is an order of its own; several only if they were asked for. */
function alarmwege(wahl: Kanalwahl, angeboten: ReadonlySet<Kanal>): readonly (readonly Kanal[])[] {
  const alle = wahl.kanaele.filter((einer) => einer !== "PORTAL" && angeboten.has(einer));
  return wahl.alarmeUeberAlleKanaele && alle.length > 0 ? alle.map((einer) => [einer]) : [kette(wahl, angeboten)];
}
