import { ClientEvent, MatrixError, MatrixEventEvent, RoomEvent } from "matrix-js-sdk";
import type { MatrixEvent } from "matrix-js-sdk";
import { oeffneGeraet } from "../../src/adapters/tim/geraet.js";
import { timKonfiguration } from "../../src/adapters/tim/konfiguration.js";
import type { TimKonfiguration } from "../../src/adapters/tim/konfiguration.js";
import { Merkgeraet } from "../helfer/geraetespeicher.js";

export interface Gelesenes {
  readonly ereignisId: string;
  readonly raum: string;
  readonly absender: string;
  readonly text: string;
  readonly inhalt: Readonly<Record<string, unknown>>;
}

/** A person with a Matrix client: accepts invitations and reads what can be decrypted. */
export interface Leser {
  /** In order of decryption; an event counts once. */
  readonly gelesen: readonly Gelesenes[];
  /** Resolves when there are so many. */
  bis(anzahl: number): Promise<void>;
  /** The room's state as the homeserver has it, unencrypted. */
  zustand(raum: string, art: string): Promise<Readonly<Record<string, unknown>>>;
  /** The event as the homeserver hands it out now. */
  roh(raum: string, ereignisId: string): Promise<Readonly<Record<string, unknown>>>;
  /** Bytes of a file beside the room, as the homeserver has them. */
  lade(mxc: string): Promise<Uint8Array>;
  /** How many edits of the event the homeserver knows. */
  bearbeitungen(raum: string, ereignisId: string): Promise<number>;
  /** Resolves when the homeserver has told that this is the person's membership. */
  bisMitglied(raum: string, mxid: string, mitgliedschaft: string): Promise<void>;
  /** Whether the room's address leads anywhere. */
  gibtEsAlias(alias: string): Promise<boolean>;
  schliesse(): Promise<void>;
}

const SCHLUESSEL = Buffer.alloc(32, 7).toString("base64");

export const timKonfig = (homeserver: string, mxid: string, passwort: string): TimKonfiguration =>
  timKonfiguration.parse({
    homeserver,
    mxid,
    passwort,
    speicherschluessel: SCHLUESSEL,
    wiederherstellung: SCHLUESSEL,
  });

export async function oeffneLeser(konfig: TimKonfiguration): Promise<Leser> {
  const geraet = await oeffneGeraet({ konfig, speicher: new Merkgeraet().nimm() });
  const { client } = geraet;
  const gelesen = new Map<string, Gelesenes>();
  const wartende = new Set<() => void>();
  client.on(RoomEvent.MyMembership, (raum, mitgliedschaft) => {
    // Refused while the homeserver's limits hold; the SDK tells of the invitation again with the next sync.
    if (mitgliedschaft === "invite") void client.joinRoom(raum.roomId).catch(() => undefined);
  });
  client.on(MatrixEventEvent.Decrypted, (ereignis: MatrixEvent) => {
    if (ereignis.getType() !== "m.room.message" || ereignis.isDecryptionFailure()) return;
    const ereignisId = ereignis.getId() ?? "";
    const inhalt = ereignis.getContent();
    const text = String(inhalt["body"]);
    gelesen.set(ereignisId, {
      ereignisId,
      raum: ereignis.getRoomId() ?? "",
      absender: ereignis.getSender() ?? "",
      text,
      inhalt,
    });
    for (const wecken of wartende) wecken();
  });
  return {
    get gelesen() {
      return [...gelesen.values()];
    },
    async bis(anzahl) {
      while (gelesen.size < anzahl)
        await new Promise<void>((weiter) => {
          const wecken = (): void => {
            wartende.delete(wecken);
            weiter();
          };
          wartende.add(wecken);
        });
    },
    zustand: (raum, art) => client.getStateEvent(raum, art, ""),
    roh: (raum, ereignisId) => client.fetchRoomEvent(raum, ereignisId),
    async lade(mxc) {
      const url = client.mxcUrlToHttp(mxc, undefined, undefined, undefined, false, true, true) ?? "";
      const antwort = await fetch(url, { headers: { authorization: `Bearer ${client.getAccessToken() ?? ""}` } });
      return new Uint8Array(await antwort.arrayBuffer());
    },
    async bearbeitungen(raum, ereignisId) {
      return (await client.fetchRelations(raum, ereignisId, "m.replace", null)).chunk.length;
    },
    async bisMitglied(raum, mxid, mitgliedschaft) {
      while (client.getRoom(raum)?.getMember(mxid)?.membership !== mitgliedschaft)
        await new Promise((weiter) => client.once(ClientEvent.Sync, weiter));
    },
    gibtEsAlias: (alias) =>
      client.getRoomIdForAlias(alias).then(
        () => true,
        (fehler: unknown) => {
          if (fehler instanceof MatrixError && fehler.errcode === "M_NOT_FOUND") return false;
          throw fehler;
        },
      ),
    schliesse: () => geraet.schliesse(),
  };
}
