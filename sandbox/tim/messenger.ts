import { ClientEvent, MatrixEventEvent, Preset, RoomEvent, Visibility } from "matrix-js-sdk";
import type { MatrixClient, MatrixEvent, Room } from "matrix-js-sdk";
import { oeffneGeraet } from "../../src/adapters/tim/geraet.js";
import { timKonfiguration } from "../../src/adapters/tim/konfiguration.js";
import { legeAb } from "../../src/adapters/tim/verschluesselte-datei.js";
import { merkgeraet } from "./merkgeraet.js";

/** What somebody reads in a room after decryption. */
export interface Chatnachricht {
  readonly ereignisId: string;
  readonly raum: string;
  readonly absender: string;
  readonly text: string;
  /** Event that it answers; null: none. */
  readonly antwortAuf: string | null;
  readonly inhalt: Readonly<Record<string, unknown>>;
}

export interface Chatdatei {
  readonly name: string;
  readonly medientyp: string;
  readonly bytes: Uint8Array;
}

export interface Chatkonto {
  readonly homeserver: string;
  readonly mxid: string;
  readonly passwort: string;
}

/** A person with a Matrix client: accepts every invitation, reads what can be decrypted, writes encrypted. */
export interface Messenger {
  readonly mxid: string;
  /** In order of decryption; an event counts once. */
  readonly gelesen: readonly Chatnachricht[];
  /** The newest that fits, waiting for it if need be. @throws Error in vain */
  bis(passt: (nachricht: Chatnachricht) => boolean, was: string): Promise<Chatnachricht>;
  /** Encrypted room with this one other person. @returns room id */
  oeffneDirektraum(gegenueber: string): Promise<string>;
  ladeEin(raum: string, mxid: string): Promise<void>;
  /** State of the room as the homeserver has it. */
  zustand(raum: string, art: string, schluessel?: string): Promise<Readonly<Record<string, unknown>>>;
  /** @returns event id */
  schreibe(raum: string, text: string): Promise<string>;
  /** Encrypts and uploads it. @returns event id */
  sendeDatei(raum: string, datei: Chatdatei): Promise<string>;
  schliesse(): Promise<void>;
}

const GEDULD_MS = 60_000;
/** The account is the sandbox's own: what it keeps needs no protection. */
const SCHLUESSEL = Buffer.alloc(32, 7).toString("base64");

/** Signs in on a new device. @throws MatrixError */
export async function oeffneMessenger({ homeserver, mxid, passwort }: Chatkonto): Promise<Messenger> {
  const konfig = timKonfiguration.parse({
    homeserver,
    mxid,
    passwort,
    speicherschluessel: SCHLUESSEL,
    wiederherstellung: SCHLUESSEL,
  });
  const geraet = await oeffneGeraet({ konfig, speicher: merkgeraet() });
  const { client } = geraet;
  const gelesen = new Map<string, Chatnachricht>();
  const wartende = new Set<() => void>();
  const tritt = (raum: Room, mitgliedschaft: string): void => {
    // Refused while the homeserver's limits hold; the SDK tells of the invitation again with the next sync.
    if (mitgliedschaft === "invite") void client.joinRoom(raum.roomId).catch(() => undefined);
  };
  client.on(RoomEvent.MyMembership, tritt);
  // Invitations from before the sign-in.
  for (const raum of client.getRooms()) tritt(raum, raum.getMyMembership());
  client.on(MatrixEventEvent.Decrypted, (ereignis: MatrixEvent) => {
    if (ereignis.getType() !== "m.room.message" || ereignis.isDecryptionFailure()) return;
    const ereignisId = ereignis.getId() ?? "";
    const inhalt = ereignis.getContent();
    gelesen.set(ereignisId, {
      ereignisId,
      raum: ereignis.getRoomId() ?? "",
      absender: ereignis.getSender() ?? "",
      text: String(inhalt["body"]),
      antwortAuf: ereignis.replyEventId ?? null,
      inhalt,
    });
    for (const wecken of [...wartende]) wecken();
  });

  return {
    mxid,
    get gelesen() {
      return [...gelesen.values()];
    },
    async bis(passt, was) {
      const suche = (): Chatnachricht | undefined => [...gelesen.values()].findLast(passt);
      const { promise, resolve, reject } = Promise.withResolvers<Chatnachricht>();
      const schaue = (): void => {
        const gefunden = suche();
        if (gefunden !== undefined) resolve(gefunden);
      };
      const frist = setTimeout(() => {
        reject(new Error(`${was} did not come; the last message says: ${[...gelesen.values()].at(-1)?.text ?? "–"}`));
      }, GEDULD_MS);
      wartende.add(schaue);
      schaue();
      try {
        return await promise;
      } finally {
        clearTimeout(frist);
        wartende.delete(schaue);
      }
    },
    async oeffneDirektraum(gegenueber) {
      const { room_id: raum } = await client.createRoom({
        preset: Preset.TrustedPrivateChat,
        visibility: Visibility.Private,
        is_direct: true,
        invite: [gegenueber],
        initial_state: [{ type: "m.room.encryption", state_key: "", content: { algorithm: "m.megolm.v1.aes-sha2" } }],
      });
      await bisGesehen(client, raum, gegenueber);
      return raum;
    },
    ladeEin: async (raum, wen) => void (await client.invite(raum, wen)),
    zustand: (raum, art, schluessel = "") => client.getStateEvent(raum, art, schluessel),
    async schreibe(raum, text) {
      const { event_id: ereignisId } = await client.sendTextMessage(raum, text);
      return ereignisId;
    },
    async sendeDatei(raum, { name, medientyp, bytes }) {
      const { event_id: ereignisId } = await client.sendMessage(raum, {
        msgtype: "m.file",
        body: name,
        filename: name,
        file: await legeAb(client, bytes),
        info: { mimetype: medientyp, size: bytes.length },
      } as never);
      return ereignisId;
    },
    schliesse: () => geraet.schliesse(),
  };
}

/** As a person waits for the room to appear: what is sent before the other party is seen in it, she gets no key for. */
async function bisGesehen(client: MatrixClient, raumId: string, gegenueber: string): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const schaue = (): void => {
    const raum = client.getRoom(raumId);
    if (raum?.hasEncryptionStateEvent() === true && raum.getMember(gegenueber) !== null) resolve(undefined);
  };
  client.on(ClientEvent.Sync, schaue);
  schaue();
  await promise;
  client.off(ClientEvent.Sync, schaue);
}
