import assert from "node:assert/strict";
import type { PersonId } from "../../sandbox/personen.js";
import type { Postfachnachricht } from "../../sandbox/clientmodul/clientmodul.js";
import type { Testgateway } from "../helfer/gateway.js";
import { Abo } from "./abo.js";
import type { Ereignis } from "./abo.js";
import { als } from "./portal.js";
import { alleBriefe, ruhe } from "./postfaecher.js";
import type { Postfachname } from "./postfaecher.js";

/** Every participant that can be told something, with one person that watches for it. */
export const TEILNEHMER = {
  praxis: "aerztin",
  "hand-und-herz": "elena",
  integral: "miriam",
  kasse: "kasse",
  renate: "renate",
  aurelia: "aurelia",
  "karl-heinz": "karl-heinz",
  rolf: "rolf",
} as const satisfies Record<string, PersonId>;
export type Teilnehmername = keyof typeof TEILNEHMER;
const NAMEN = Object.keys(TEILNEHMER) as readonly Teilnehmername[];

export interface Meldung {
  readonly id: string;
  readonly art: string;
  readonly ereignis: string;
  readonly vorgangId: string;
  readonly version: number;
  readonly status: string;
  readonly titel: string;
  readonly satz: string;
  readonly begruendung: string | null;
}
const MELDUNG = "id art ereignis vorgangId version status titel satz begruendung";
const FEED = `query { meldungen(first: 100) { edges { node { ${MELDUNG} } } } }`;
export const ABO = `subscription($nach: Cursor) { meldungen(nach: $nach) { cursor vorgangId meldung { ${MELDUNG} } } }`;

export interface Gesendet extends Ereignis {
  readonly vorgangId: string;
  readonly meldung: Meldung;
}

/** What a step must cause; whoever is not named must get nothing. */
export interface Folgen {
  readonly alarm?: readonly [Teilnehmername, string];
  readonly informiert?: readonly (readonly [Teilnehmername, string])[];
  /** Subject of the new mail in these mailboxes. */
  readonly post?: Partial<Record<Postfachname, string>>;
}

export interface Gesehen {
  readonly meldungen: Readonly<Record<Teilnehmername, readonly Meldung[]>>;
  readonly briefe: readonly Postfachnachricht[];
}

/** Watches all feeds, all subscriptions and all mailboxes at once. */
export class Zuschauer {
  readonly #feeds = new Map<Teilnehmername, readonly Meldung[]>();
  readonly #gelesen = new Set<string>();

  private constructor(
    private readonly gateway: Testgateway,
    private readonly abos: ReadonlyMap<Teilnehmername, Abo<Gesendet>>,
  ) {}

  static async oeffne(gateway: Testgateway): Promise<Zuschauer> {
    const paare = await Promise.all(
      NAMEN.map(async (name) => {
        const token = await gateway.welt.token(TEILNEHMER[name]);
        return [name, await Abo.oeffne<Gesendet>(gateway.url, token, ABO)] as const;
      }),
    );
    return new Zuschauer(gateway, new Map(paare));
  }

  /** Compares everything that is new since the last call with what the step must cause. */
  async nach({ alarm, informiert = [], post = {} }: Folgen): Promise<Gesehen> {
    await ruhe(this.gateway);
    const erwartet = (name: Teilnehmername): readonly string[] => [
      ...(alarm?.[0] === name ? [`ALARM ${alarm[1]}`] : []),
      ...informiert.filter(([einer]) => einer === name).map(([, ereignis]) => `INFORMATION ${ereignis}`),
    ];
    const neue = await Promise.all(NAMEN.map(async (name) => [name, await this.#neueMeldungen(name)] as const));
    assert.deepEqual(
      neue.map(([name, meldungen]) => [name, meldungen.map(({ art, ereignis }) => `${art} ${ereignis}`)]),
      NAMEN.map((name) => [name, erwartet(name)]),
    );
    await Promise.all(
      NAMEN.map(async (name) => {
        const feed = this.#feeds.get(name) ?? [];
        const gepusht = (await this.abos.get(name)?.bis(feed.length)) ?? [];
        assert.deepEqual(gepusht.map(({ meldung }) => meldung).slice(0, feed.length), feed, `pushed to ${name}`);
      }),
    );

    const faecher = Object.entries(await alleBriefe(this.gateway));
    const briefe = faecher.map(([name, alle]) => [name, alle.filter(({ uid }) => !this.#gelesen.has(uid))] as const);
    for (const { uid } of briefe.flatMap(([, neu]) => neu)) this.#gelesen.add(uid);
    assert.deepEqual(
      briefe.map(([name, neu]) => [name, neu.map(({ mail }) => mail.subject)]),
      faecher.map(([name]) => [name, name in post ? [post[name as Postfachname]] : []]),
    );
    return {
      meldungen: Object.fromEntries(neue) as unknown as Gesehen["meldungen"],
      briefe: briefe.flatMap(([, neu]) => neu),
    };
  }

  /** Reads all feeds and waits until their newest entries were pushed. */
  async holeAuf(): Promise<void> {
    await Promise.all(
      NAMEN.map(async (name) => {
        await this.#neueMeldungen(name);
        await this.abos.get(name)?.bis(this.#feeds.get(name)?.length ?? 0);
      }),
    );
  }

  /**
   * Each participant's subscription pushed its own feed and nothing else. The stream has one order: where something was pushed
   * for the last step, whatever belongs to an earlier one has been pushed before, so nothing can still be on its way.
   */
  pruefeAbos(): void {
    for (const name of NAMEN) {
      const gepusht = this.abos.get(name)?.ereignisse.map(({ meldung }) => meldung.id);
      const feed = this.#feeds.get(name)?.map(({ id }) => id);
      assert.ok(feed !== undefined && feed.length > 0, `${name} has nothing that would come after the rest`);
      assert.deepEqual(gepusht, feed, name);
    }
  }

  async ende(): Promise<void> {
    await Promise.all([...this.abos.values()].map((abo) => abo.schliesse()));
  }

  async #neueMeldungen(name: Teilnehmername): Promise<readonly Meldung[]> {
    const portal = await als(this.gateway, TEILNEHMER[name]);
    const { meldungen } = await portal.frage<{ meldungen: { edges: readonly { node: Meldung }[] } }>(FEED);
    const feed = meldungen.edges.map(({ node }) => node).reverse();
    const bekannt = this.#feeds.get(name)?.length ?? 0;
    this.#feeds.set(name, feed);
    return feed.slice(bekannt);
  }
}
