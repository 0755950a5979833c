import { createCipheriv, createHash, randomBytes } from "node:crypto";
import { ClientEvent, MatrixEventEvent, RoomEvent } from "matrix-js-sdk";
import type { MatrixClient, MatrixEvent } from "matrix-js-sdk";
import { oeffneGeraet } from "../../src/adapters/tim/geraet.js";
import type { TimKonfiguration } from "../../src/adapters/tim/konfiguration.js";
import { Merkgeraet } from "../helfer/geraetespeicher.js";

export interface Gesehenes {
  readonly ereignisId: string;
  readonly raum: string;
  readonly absender: string;
  readonly art: string;
  readonly text: string;
  readonly inhalt: Readonly<Record<string, unknown>>;
  /** Event that it answers (m.in_reply_to); null: none. */
  readonly antwortAuf: string | null;
}

/** A person with a Matrix client who reads and writes: joins where invited, sends what clients send. */
export class TimPerson {
  readonly #gesehen = new Map<string, Gesehenes>();
  readonly #wartende = new Set<() => void>();

  private constructor(
    readonly client: MatrixClient,
    readonly schliesse: () => Promise<void>,
  ) {}

  static async oeffne(konfig: TimKonfiguration, speicher = new Merkgeraet()): Promise<TimPerson> {
    const geraet = await oeffneGeraet({ konfig, speicher: speicher.nimm() });
    const person = new TimPerson(geraet.client, () => geraet.schliesse());
    const { client } = geraet;
    client.on(RoomEvent.MyMembership, (raum, mitgliedschaft) => {
      if (mitgliedschaft === "invite") void client.joinRoom(raum.roomId).catch(() => undefined);
    });
    for (const raum of client.getRooms())
      if (raum.getMyMembership() === "invite") void client.joinRoom(raum.roomId).catch(() => undefined);
    client.on(MatrixEventEvent.Decrypted, (ereignis) => person.#nimm(ereignis));
    return person;
  }

  #nimm(ereignis: MatrixEvent): void {
    if (ereignis.isDecryptionFailure()) return;
    const inhalt = ereignis.getContent();
    const bezug = ereignis.getWireContent()["m.relates_to"] as { "m.in_reply_to"?: { event_id: string } } | undefined;
    this.#gesehen.set(ereignis.getId() ?? "", {
      ereignisId: ereignis.getId() ?? "",
      raum: ereignis.getRoomId() ?? "",
      absender: ereignis.getSender() ?? "",
      art: ereignis.getType(),
      text: String(inhalt["body"]),
      inhalt,
      antwortAuf: bezug?.["m.in_reply_to"]?.event_id ?? null,
    });
    for (const wecken of this.#wartende) wecken();
  }

  /** In order of decryption; an event counts once. */
  get gesehen(): readonly Gesehenes[] {
    return [...this.#gesehen.values()];
  }

  /** Notices that answer this event. */
  antwortenAuf(ereignisId: string): readonly Gesehenes[] {
    return this.gesehen.filter(
      ({ antwortAuf, inhalt }) => antwortAuf === ereignisId && inhalt["msgtype"] === "m.notice",
    );
  }

  /** The first that fits, now or later. */
  async warte(passt: (eines: Gesehenes) => boolean): Promise<Gesehenes> {
    for (;;) {
      const treffer = this.gesehen.find(passt);
      if (treffer !== undefined) return treffer;
      await new Promise<void>((weiter) => {
        const wecken = (): void => {
          this.#wartende.delete(wecken);
          weiter();
        };
        this.#wartende.add(wecken);
      });
    }
  }

  /** The gateway's answer to this event of the person. */
  antwortAuf(ereignisId: string): Promise<Gesehenes> {
    return this.warte(({ antwortAuf, inhalt }) => antwortAuf === ereignisId && inhalt["msgtype"] === "m.notice");
  }

  /** Once the room can be written into, encrypted for its members. */
  async #bereit(raum: string): Promise<void> {
    const istDa = (): boolean =>
      this.client.getRoom(raum)?.getMyMembership() === "join" &&
      this.client.getRoom(raum)?.hasEncryptionStateEvent() === true;
    while (!istDa())
      await new Promise<void>((weiter) => {
        this.client.once(ClientEvent.Sync, () => weiter());
      });
  }

  async sende(raum: string, inhalt: Readonly<Record<string, unknown>>, art = "m.room.message"): Promise<string> {
    await this.#bereit(raum);
    const { event_id: ereignisId } = await this.client.sendEvent(raum, art as never, inhalt as never);
    return ereignisId;
  }

  schreibe(raum: string, body: string): Promise<string> {
    return this.sende(raum, { msgtype: "m.text", body });
  }

  /** As older clients do it, with the quotation before the words. */
  antworte(raum: string, auf: string, body: string): Promise<string> {
    const text = `> <@jemand:tim> zitierte Zeile\n> noch eine\n\n${body}`;
    return this.sende(raum, { msgtype: "m.text", body: text, "m.relates_to": { "m.in_reply_to": { event_id: auf } } });
  }

  aendere(raum: string, ziel: string, body: string): Promise<string> {
    const neu = { msgtype: "m.text", body };
    const inhalt = { ...neu, body: `* ${body}`, "m.new_content": neu };
    return this.sende(raum, { ...inhalt, "m.relates_to": { rel_type: "m.replace", event_id: ziel } });
  }

  reagiere(raum: string, ziel: string, key: string): Promise<string> {
    return this.sende(raum, { "m.relates_to": { rel_type: "m.annotation", event_id: ziel, key } }, "m.reaction");
  }

  async loesche(raum: string, ziel: string): Promise<string> {
    return (await this.client.redactEvent(raum, ziel)).event_id;
  }

  /** An encrypted attachment (Matrix v1.11); `verfaelscht`: its bytes are others than those that were hashed. */
  async sendeDatei(
    raum: string,
    { name, medientyp, bytes, verfaelscht = false }: Datei,
    weitere: Readonly<Record<string, unknown>> = {},
  ): Promise<string> {
    const schluessel = randomBytes(32);
    const iv = Buffer.concat([randomBytes(8), Buffer.alloc(8)]);
    const chiffre = createCipheriv("aes-256-ctr", schluessel, iv);
    const chiffrat = Buffer.concat([chiffre.update(bytes), chiffre.final()]);
    const sha256 = createHash("sha256").update(chiffrat).digest("base64").replace(/=+$/, "");
    if (verfaelscht) chiffrat[0] = (chiffrat[0] ?? 0) ^ 1;
    const { content_uri: url } = await this.client.uploadContent(new Blob([chiffrat]), {
      type: "application/octet-stream",
    });
    const file = {
      url,
      key: {
        kty: "oct",
        alg: "A256CTR",
        key_ops: ["encrypt", "decrypt"],
        k: schluessel.toString("base64url"),
        ext: true,
      },
      iv: iv.toString("base64").replace(/=+$/, ""),
      hashes: { sha256 },
      v: "v2",
    };
    const info = { mimetype: medientyp, size: bytes.length };
    return this.sende(raum, { msgtype: "m.file", body: name, filename: name, file, info, ...weitere });
  }
}

interface Datei {
  readonly name: string;
  readonly medientyp: string;
  readonly bytes: Uint8Array;
  readonly verfaelscht?: boolean;
}
