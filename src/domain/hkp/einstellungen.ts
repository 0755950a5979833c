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
  /** In order of preference; a message goes over the first that is offered, over PORTAL if none is. */
  readonly kanaele: readonly Kanal[];
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
  /** Not before this instant; null: at once. */
  readonly nichtVor: Date | null;
  /** With others in one message. */
  readonly sammelbar: boolean;
}

/**
 * How a Meldung goes out by its recipient's settings, or null: it only stands in the feed, as every Meldung does. An
 * Information over PORTAL is that feed, so that nothing is to be sent.
 * @param istDringend whether waiting until the given instant would be too long
 */
export function zustellplan(
  { art, ereignis }: Pick<Meldung, "art" | "ereignis">,
  einstellungen: Einstellungen,
  angeboten: ReadonlySet<Kanal>,
  jetzt: Date,
  istDringend: (bis: Date) => boolean,
): Zustellplan | null {
  const { alleInformationen, informationen, ruhezeiten, dringendTrotzdem, sammelzeit, kanaele } = einstellungen;
  const kanal = kanaele.find((einer) => angeboten.has(einer)) ?? "PORTAL";
  const istInformation = art === "INFORMATION";
  if (istInformation && (kanal === "PORTAL" || !(alleInformationen || informationen.includes(ereignis)))) return null;
  // The feed disturbs nobody.
  if (kanal === "PORTAL") return { kanal, nichtVor: null, sammelbar: false };
  if (istInformation && sammelzeit !== null)
    return { kanal, nichtVor: naechsteSammelzeit(sammelzeit, ruhezeiten, jetzt), sammelbar: true };
  const ende = endeDerRuhe(ruhezeiten, jetzt);
  const gleich = ende <= jetzt || (!istInformation && dringendTrotzdem && istDringend(ende));
  return { kanal, nichtVor: gleich ? null : ende, sammelbar: false };
}
