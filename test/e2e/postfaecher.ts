import assert from "node:assert/strict";
import { holePostfach } from "../../sandbox/clientmodul/postfach-holen.js";
import type { Postfachnachricht } from "../../sandbox/clientmodul/clientmodul.js";
import type { Testgateway } from "../helfer/gateway.js";
import { KIM } from "./daten.js";
import { als } from "./portal.js";

export type Postfachname = keyof typeof KIM;
export const POSTFAECHER = Object.keys(KIM) as readonly Postfachname[];

/** A whole mailbox as any mail program fetches it: POP3, raw bytes, parsed. */
export function hole(gateway: Testgateway, name: Postfachname): Promise<readonly Postfachnachricht[]> {
  const { pop3Port: port } = gateway.betrieb.sandbox.clientmodul;
  return holePostfach({ host: "127.0.0.1", port, benutzer: KIM[name], passwort: "sandbox" });
}

export async function alleBriefe(
  gateway: Testgateway,
): Promise<Readonly<Record<Postfachname, readonly Postfachnachricht[]>>> {
  const paare = await Promise.all(POSTFAECHER.map(async (name) => [name, await hole(gateway, name)] as const));
  return Object.fromEntries(paare) as Record<Postfachname, readonly Postfachnachricht[]>;
}

export interface Zustellung {
  readonly id: string;
  readonly vorgangId: string;
  readonly vorgangVersion: number;
  readonly ereignis: string;
  readonly empfaengerRolle: string;
  readonly empfaengerKennung: string | null;
  readonly kanal: string;
  readonly ersatzFuer: string | null;
  readonly zustand: string;
  readonly versuche: number;
  readonly adresse: string | null;
  readonly nachrichtId: string | null;
  readonly grund: { readonly code: string; readonly text: string } | null;
}
export const ZUSTELLUNG = `id vorgangId vorgangVersion ereignis empfaengerRolle empfaengerKennung kanal ersatzFuer zustand versuche
  adresse nachrichtId grund { code text }`;

/** All deliveries as BETRIEB sees them, newest first. */
export async function zustellungen(gateway: Testgateway): Promise<readonly Zustellung[]> {
  const portal = await als(gateway, "betrieb");
  const { zustellungen: seite } = await portal.frage<{ zustellungen: { edges: readonly { node: Zustellung }[] } }>(
    `query { zustellungen(first: 100) { edges { node { ${ZUSTELLUNG} } } } }`,
  );
  return seite.edges.map(({ node }) => node);
}

const GEDULD_MS = 15_000;
const BLICK_MS = 20;

async function bis(was: string, fertig: () => Promise<boolean>): Promise<void> {
  const ende = Date.now() + GEDULD_MS;
  while (!(await fertig())) {
    assert.ok(Date.now() < ende, `waited in vain: ${was}`);
    await new Promise((weiter) => setTimeout(weiter, BLICK_MS));
  }
}

/**
 * Until nothing more can be sent: orders are born with their transition, so when all of them are in a final state and their
 * proofs are out of the gateway's own mailbox, what lies in the mailboxes is all there will ever be.
 */
export async function ruhe(gateway: Testgateway): Promise<void> {
  await bis("deliveries that are final", async () =>
    (await zustellungen(gateway)).every(({ zustand }) => !["WARTET", "UEBERGEBEN", "UNBEKANNT"].includes(zustand)),
  );
  await bis("proofs that are fetched", async () => (await hole(gateway, "gateway")).length === 0);
}
