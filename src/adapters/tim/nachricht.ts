import type { Erledigung } from "../../domain/ports/raumpflege.js";
import type { FhirBundle, Sendung } from "../../domain/ports/zustellung.js";
import type { VerschluesselteDatei } from "./verschluesselte-datei.js";
import type { TimKonfiguration } from "./konfiguration.js";

/** A Matrix event has at most 65,536 bytes, and encryption makes it longer by a third. */
const HOECHSTENS_BYTES = 44_000;

/** Names the order in the room, so that it can be found again among the gateway's own events. */
export const AUFTRAGSFELD = "de.hkp-gateway.auftrag";

const BESCHREIBUNG = {
  url: "http://hl7.org/fhir/StructureDefinition/Bundle",
  version: "4.0.1",
  type: "Bundle",
  fhir_version: "4.0.1",
  content: ["application/fhir+json"],
};

/** Where commands are taken (domain/eingang/chatbefehle.ts): in the room of a Vorgang. */
const HINWEIS = "!hilfe zeigt, was Sie hier im Raum tun können.";

type Inhaltswahl = Pick<TimKonfiguration, "inhalte" | "link">;

/**
 * One event per order: a message that every client shows, with the structured content of gemF_TI-M_Strukturierte_Daten (draft)
 * beside it. Rejected: an event `de.gematik.fhir` of its own, which most clients do not show, and two events, of which a crash may
 * leave one.
 */
export function baueNachricht(sendung: Sendung, { inhalte, link }: Inhaltswahl): Nachricht {
  const { auftragId, vorgangId, betreff, nachrichtentyp } = sendung;
  const verweis = vorgangId === undefined || link === undefined ? undefined : link.replaceAll("{id}", vorgangId);
  const text = [
    inhalte ? sendung.text : (sendung.kurztext ?? sendung.text),
    ...(vorgangId === undefined ? [] : ["", HINWEIS]),
    ...(verweis === undefined ? [] : [verweis]),
  ].join("\n");
  const worte = {
    msgtype: "m.text",
    body: `${betreff}\n\n${text}`,
    "de.gematik.text": [{ mimetype: "text/plain", body: text }],
    [AUFTRAGSFELD]: {
      id: auftragId,
      typ: nachrichtentyp,
      ...(vorgangId === undefined ? {} : { verordnungsId: vorgangId }),
      ...(verweis === undefined ? {} : { link: verweis }),
    },
  };
  if (sendung.buendel === null) return { inhalt: worte, datei: null };
  return mitRessource(worte, inhalte ? sendung.buendel : ohneFokus(sendung.buendel));
}

/** Structured content beside the words; too large for one event, as a file beside the room. */
export function mitRessource(worte: Readonly<Record<string, unknown>>, resource: FhirBundle): Nachricht {
  const ganzes = { ...worte, ...strukturFelder(resource) };
  if (passtInEreignis(ganzes)) return { inhalt: ganzes, datei: null };
  const beschrieben = { ...worte, "de.gematik.fhir.structure_definition": BESCHREIBUNG };
  return { inhalt: beschrieben, datei: Buffer.from(JSON.stringify(resource)) };
}

export interface Nachricht {
  readonly inhalt: Readonly<Record<string, unknown>>;
  /** The resource, too large for the event: to be put beside it as a file (domain.md 3.4), whose place `mitDatei` notes. */
  readonly datei: Uint8Array | null;
}

/** The draft names the mimetype and EncryptedFile without saying how they lie; as in `m.file` (Matrix v1.11). */
export function mitDatei({ inhalt }: Nachricht, datei: VerschluesselteDatei, groesse: number): Nachricht["inhalt"] {
  const info = { mimetype: "application/fhir+json", size: groesse };
  return { ...inhalt, "de.gematik.fhir.file": { mimetype: info.mimetype, info, file: datei } };
}

/** The structured content of an event. */
const strukturFelder = (buendel: FhirBundle): Record<string, unknown> => ({
  "de.gematik.fhir.structure_definition": BESCHREIBUNG,
  "de.gematik.fhir.resource": buendel,
});

const passtInEreignis = (inhalt: Readonly<Record<string, unknown>>): boolean =>
  Buffer.byteLength(JSON.stringify(inhalt)) <= HOECHSTENS_BYTES;

/** What the message is about stays behind; its header tells kind, sender and recipient. */
function ohneFokus(buendel: FhirBundle): FhirBundle {
  const kopf = buendel.entry.slice(0, KOPFTEILE).map((eintrag) => {
    const { focus: _, ...resource } = eintrag.resource;
    return { ...eintrag, resource };
  });
  return { ...buendel, entry: kopf };
}
/** MessageHeader and the sender's Organization (domain/fhir/nachricht.ts). */
const KOPFTEILE = 2;

/** The edit of a message that is settled: its text and structured content make way for one sentence. */
export function baueErledigung(
  { auftragId, vorgangId, nachrichtentyp, betreff, text }: Erledigung,
  ereignisId: string,
): Record<string, unknown> {
  const neu = {
    msgtype: "m.text",
    body: `${betreff}\n\n${text}`,
    "de.gematik.text": [{ mimetype: "text/plain", body: text }],
    [AUFTRAGSFELD]: { id: auftragId, typ: nachrichtentyp, verordnungsId: vorgangId, erledigt: true },
  };
  // The outer body is what a client without edits shows (Matrix v1.11, Event replacements).
  return {
    ...neu,
    body: `* ${neu.body}`,
    "m.new_content": neu,
    "m.relates_to": { rel_type: "m.replace", event_id: ereignisId },
  };
}
