import type { IRoomEvent, MatrixClient, MatrixEvent } from "matrix-js-sdk";
import type { Chatantwort } from "../../domain/ports/chat.js";
import type { FhirBundle } from "../../domain/ports/zustellung.js";
import { mitRessource } from "./nachricht.js";
import { fertige, uebergib } from "./uebergabe.js";

/** Marks what the gateway says about an event of somebody else; `m.notice`, so that bots do not answer it. */
const ANTWORTFELD = "de.hkp-gateway.antwort";

type Bezug = { readonly event_id?: unknown } | undefined;

/** Events that the gateway has answered: relations travel in the clear. */
export function beantwortete(ereignisse: readonly IRoomEvent[], ich: string): ReadonlySet<string> {
  const bezuege = ereignisse
    .filter(({ sender }) => sender === ich)
    .map(({ content }) => (content["m.relates_to"]?.["m.in_reply_to"] as Bezug)?.event_id);
  return new Set(bezuege.filter((einer) => typeof einer === "string"));
}

/** The event that this one of the gateway answers; null: it is none of its answers. */
export function beantwortetesVon(ereignis: MatrixEvent): string | null {
  const relation = ereignis.getWireContent()["m.relates_to"] as Readonly<Record<string, Bezug>> | undefined;
  const ziel = relation?.["m.in_reply_to"]?.event_id;
  return typeof ziel === "string" ? ziel : null;
}

/**
 * Says it once: the transaction id is made from the event that is answered.
 * @throws MatrixError, ConnectionError
 */
export async function antworte(
  client: MatrixClient,
  raumId: string,
  ereignisId: string,
  { text, buendel }: Pick<Chatantwort, "text" | "buendel">,
): Promise<void> {
  const bezug = { "m.relates_to": { "m.in_reply_to": { event_id: ereignisId } } };
  await sage(client, raumId, ereignisId, { text, buendel }, bezug);
}

/**
 * The same in another room than the event's; there it can refer to nothing.
 * @throws MatrixError, ConnectionError
 */
export function sageImRaum(
  client: MatrixClient,
  raumId: string,
  ereignisId: string,
  antwort: Pick<Chatantwort, "text" | "buendel">,
): Promise<void> {
  return sage(client, raumId, ereignisId, antwort, {});
}

async function sage(
  client: MatrixClient,
  raumId: string,
  ereignisId: string,
  { text, buendel }: Pick<Chatantwort, "text" | "buendel">,
  bezug: Readonly<Record<string, unknown>>,
): Promise<void> {
  const worte = { msgtype: "m.notice", body: text, ...bezug, [ANTWORTFELD]: { zu: ereignisId } };
  const nachricht = buendel === null ? { inhalt: worte, datei: null } : mitRessource(worte, buendel);
  await uebergib(client, raumId, `antwort-${ereignisId}`, () => fertige(client, nachricht));
}

/** Data sets are content; what else a message holds tells what was done. */
export function ohneDatensaetze(buendel: FhirBundle): FhirBundle {
  const weg = buendel.entry.filter(({ resource }) => resource.resourceType === "Bundle").map(({ fullUrl }) => fullUrl);
  const bleibt = ({ reference }: { readonly reference?: string }): boolean => !weg.includes(reference);
  return {
    ...buendel,
    entry: buendel.entry
      .filter(({ fullUrl }) => !weg.includes(fullUrl))
      .map((eintrag) => {
        const { focus, ...resource } = eintrag.resource;
        return Array.isArray(focus) ? { ...eintrag, resource: { ...resource, focus: focus.filter(bleibt) } } : eintrag;
      }),
  };
}

/** Asked for by the sender's system (gemF_TI-M_Strukturierte_Daten, draft: status handshake, MSC4300). */
interface Statusbitte {
  readonly from_device?: unknown;
  readonly to_device?: unknown;
  readonly lifetime?: unknown;
}

/** @throws MatrixError, ConnectionError */
export async function meldeStatus(
  client: MatrixClient,
  raumId: string,
  ereignis: MatrixEvent,
  { text, gelungen }: Chatantwort,
): Promise<void> {
  const bitte = ereignis.getOriginalContent()["de.gematik.request.status"] as Statusbitte | undefined;
  if (typeof bitte !== "object" || bitte === null) return;
  const ich = client.getDeviceId();
  if (bitte.to_device !== undefined && bitte.to_device !== ich) return;
  const abgelaufen = typeof bitte.lifetime === "number" && Date.now() > ereignis.getTs() + bitte.lifetime;
  if (abgelaufen) return;
  const ereignisId = ereignis.getId() ?? "";
  const inhalt = {
    from_device: ich,
    status: gelungen ? "success" : "error",
    messages: gelungen ? [] : [text],
    "m.relates_to": { rel_type: "m.reference", event_id: ereignisId },
  };
  await client.sendEvent(raumId, "de.gematik.response.status" as never, inhalt as never, `status-${ereignisId}`);
}
