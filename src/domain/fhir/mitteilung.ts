import { schluessel } from "../kern/akteur.js";
import type { Teilnehmer, Teilnehmerrolle } from "../kern/akteur.js";
import type { FhirRessource } from "../ports/zustellung.js";
import { kennung, kodierung, ohneLeere } from "./bauen.js";
import { KODESYSTEM, NAMENSRAUM } from "./systeme.js";

/** Words from one actor to others, as the focus of a KIM message. */
export interface Mitteilung {
  /** UUID of the data set: the same for all addressees. */
  readonly id: string;
  readonly verordnungsId: string;
  readonly zeitpunkt: Date;
  readonly art: keyof typeof ARTEN;
  readonly absender: Teilnehmer;
  readonly an: readonly Teilnehmer[];
  /** Plain text, German. */
  readonly text: string;
  readonly antwortAuf: string | null;
}

const ARTEN = {
  nachricht: "Nachricht zum Vorgang",
  folgebitte: "Bitte um Folgeverordnung",
  zugriffsinformation: "Zugriffsinformation zum Vorgang",
  leistungsaenderung: "Verminderte oder pausierte Leistung",
} as const;

const WER: Record<Teilnehmerrolle, { readonly type: string; readonly system: string }> = {
  VERORDNENDER: { type: "Organization", system: NAMENSRAUM.telematikId },
  PFLEGEDIENST: { type: "Organization", system: NAMENSRAUM.telematikId },
  KOSTENTRAEGER: { type: "Organization", system: NAMENSRAUM.iknr },
  VERSICHERTER: { type: "Patient", system: NAMENSRAUM.kvnrGkv },
};

/**
 * FHIR Communication, modelled on the Communication of the Fachdienst (domain.md 4.4) with logical references: nothing but itself
 * has to travel. It has no identifier of the Prescription as `basedOn`, which takes a resource the recipient may not have; the
 * Verordnungs-ID is the subject of `about`.
 */
export function alsCommunication({ id, art, an, ...mitteilung }: Mitteilung): FhirRessource {
  const { verordnungsId, zeitpunkt, absender, text, antwortAuf } = mitteilung;
  const uuid = (wert: string) => kennung(NAMENSRAUM.uri, `urn:uuid:${wert}`);
  return {
    resourceType: "Communication",
    id,
    ...ohneLeere({
      identifier: [uuid(id)],
      inResponseTo: antwortAuf === null ? undefined : [{ identifier: uuid(antwortAuf) }],
      status: "completed",
      category: [kodierung(KODESYSTEM.mitteilung, art, ARTEN[art])],
      about: [{ identifier: kennung(NAMENSRAUM.verordnungsId, verordnungsId) }],
      sent: zeitpunkt.toISOString(),
      recipient: ohneDoppelte(an).map(alsVerweis),
      sender: alsVerweis(absender),
      payload: [{ contentString: text }],
    }),
  };
}

const alsVerweis = ({ rolle, kennung: value }: Teilnehmer) => {
  const { type, system } = WER[rolle];
  return { type, identifier: kennung(system, value) };
};

const ohneDoppelte = (teilnehmer: readonly Teilnehmer[]): readonly Teilnehmer[] => [
  ...new Map(teilnehmer.map((einer) => [schluessel(einer), einer])).values(),
];
