import type { MatrixEvent } from "matrix-js-sdk";
import { istZustimmung, ohneZitat } from "../../domain/eingang/chatwort.js";
import { verschluesselteDatei } from "./eingang-datei.js";
import type { VerschluesselteDatei } from "./eingang-datei.js";

/** What an event is, by its form alone; the ids in it are still to be looked up. */
export type Deutung =
  | { readonly art: "worte"; readonly text: string; readonly antwortAuf: string | null }
  | {
      readonly art: "datei";
      readonly text: string;
      readonly antwortAuf: string | null;
      readonly name: string;
      readonly medientyp: string;
      readonly datei: VerschluesselteDatei;
    }
  /** FHIR content within the event. */
  | { readonly art: "ressource"; readonly antwortAuf: string | null; readonly bytes: Uint8Array }
  | { readonly art: "zustimmung"; readonly zu: string }
  | { readonly art: "zurueckgenommen"; readonly ziel: string }
  | { readonly art: "geaendert"; readonly ziel: string }
  /** A file that came unencrypted or in a form that is none. */
  | { readonly art: "dateiUnlesbar" };

type Inhalt = Readonly<Record<string, unknown>>;

const alsText = (wert: unknown): string | null => (typeof wert === "string" ? wert : null);
const alsInhalt = (wert: unknown): Inhalt =>
  typeof wert === "object" && wert !== null && !Array.isArray(wert) ? (wert as Inhalt) : {};

/**
 * What can be told of an event without its key: relations, redactions and reactions travel in the clear. Null: nothing of it.
 * That a reaction is not encrypted is how clients send them (matrix-js-sdk, `encryptEventIfNeeded`): it only says yes to a
 * question about a command that came encrypted, from the same person.
 */
export function deuteHuelle(ereignis: MatrixEvent): Deutung | null {
  const inhalt = ereignis.getWireContent() as Inhalt;
  const { rel_type: art, event_id: ziel, key } = alsInhalt(inhalt["m.relates_to"]);
  if (ereignis.getWireType() === "m.room.redaction") {
    const zurueckgenommen = ereignis.getAssociatedId() ?? alsText(inhalt["redacts"]);
    return zurueckgenommen === null ? null : { art: "zurueckgenommen", ziel: zurueckgenommen };
  }
  if (typeof ziel !== "string") return null;
  if (ereignis.getWireType() === "m.reaction")
    return art === "m.annotation" && typeof key === "string" && istZustimmung(key)
      ? { art: "zustimmung", zu: ziel }
      : null;
  return art === "m.replace" && ereignis.isEncrypted() ? { art: "geaendert", ziel } : null;
}

const WORTE: readonly unknown[] = ["m.text", "m.emote"];
const DATEIEN: readonly unknown[] = ["m.file", "m.image", "m.audio", "m.video"];

/** What a decrypted event is. Null: nothing that is read here, e.g. what a bot says (`m.notice`) or the verification of devices. */
export function deuteInhalt(ereignis: MatrixEvent): Deutung | null {
  const inhalt = ereignis.getOriginalContent<Inhalt>();
  const antwortAuf = beantwortetes(ereignis);
  const strukturiert = deuteStruktur(inhalt, antwortAuf);
  if (strukturiert !== null) return strukturiert;
  if (ereignis.getType() !== "m.room.message") return null;
  const text = alsText(inhalt["body"]) ?? "";
  if (WORTE.includes(inhalt["msgtype"]))
    return { art: "worte", text: antwortAuf === null ? text.trim() : ohneZitat(text), antwortAuf };
  if (!DATEIEN.includes(inhalt["msgtype"])) return null;
  const name = alsText(inhalt["filename"]) ?? text;
  const { mimetype } = alsInhalt(inhalt["info"]);
  // Matrix v1.10: with a file name of its own the body is a caption.
  return deuteDatei(inhalt["file"], { name, medientyp: mimetype, text: name === text ? "" : text.trim(), antwortAuf });
}

/** gemF_TI-M_Strukturierte_Daten (draft): the resource in the event, or as a file (domain.md 3.4). The body is its fallback. */
function deuteStruktur(inhalt: Inhalt, antwortAuf: string | null): Deutung | null {
  const ressource = inhalt["de.gematik.fhir.resource"];
  if (ressource !== undefined) return { art: "ressource", antwortAuf, bytes: Buffer.from(JSON.stringify(ressource)) };
  if (inhalt["de.gematik.fhir.file"] === undefined) return null;
  const datei = alsInhalt(inhalt["de.gematik.fhir.file"]);
  const kopf = { name: "nachricht", medientyp: datei["mimetype"], text: "", antwortAuf };
  return deuteDatei(datei["file"] ?? datei, kopf);
}

function deuteDatei(
  datei: unknown,
  kopf: {
    readonly name: string;
    readonly medientyp: unknown;
    readonly text: string;
    readonly antwortAuf: string | null;
  },
): Deutung {
  const gelesen = verschluesselteDatei.safeParse(datei);
  if (!gelesen.success) return { art: "dateiUnlesbar" };
  const medientyp = (alsText(kopf.medientyp) ?? "application/octet-stream").replace(/;.*/s, "").trim().toLowerCase();
  return { art: "datei", ...kopf, medientyp, datei: gelesen.data };
}

/** In a thread clients name its last message for others that know none; what is answered is then the thread. */
function beantwortetes(ereignis: MatrixEvent): string | null {
  const bezug = alsInhalt((ereignis.getWireContent() as Inhalt)["m.relates_to"]);
  const antwort = alsText(alsInhalt(bezug["m.in_reply_to"])["event_id"]);
  const faden = bezug["rel_type"] === "m.thread" ? alsText(bezug["event_id"]) : null;
  return bezug["is_falling_back"] === true ? (faden ?? antwort) : (antwort ?? faden);
}
