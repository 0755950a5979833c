import assert from "node:assert/strict";
import type { PersonId } from "../../sandbox/personen.js";
import type { Testgateway } from "../helfer/gateway.js";
import { als } from "./portal.js";
import type { Fehler } from "./portal.js";

/** What people do with Unterlagen: files over plain HTTP, everything else over GraphQL. */

export interface Abgelegt {
  readonly id: string;
  readonly medientyp: string;
  readonly groesse: number;
  readonly sha256: string;
}

export interface Unterlage extends Abgelegt {
  readonly art: string;
  readonly titel: string;
  readonly von: { readonly rolle: string; readonly name: string };
  readonly hinzugefuegtAm: string;
  readonly inhaltUrl: string;
}

const basis = ({ url }: Testgateway): string => url.replace(/\/graphql$/, "");

export async function sende(
  gateway: Testgateway,
  person: PersonId,
  inhalt: Uint8Array | ReadableStream,
  medientyp = "application/pdf",
): Promise<Response> {
  return fetch(`${basis(gateway)}/unterlagen`, {
    method: "PUT",
    headers: { authorization: `Bearer ${await gateway.welt.token(person)}`, "content-type": medientyp },
    body: inhalt as never,
    duplex: "half",
  } as never);
}

export async function ladeHoch(
  gateway: Testgateway,
  person: PersonId,
  inhalt: Uint8Array,
  medientyp?: string,
): Promise<Abgelegt> {
  const antwort = await sende(gateway, person, inhalt, medientyp);
  const rumpf: unknown = await antwort.json();
  assert.equal(antwort.status, 201, JSON.stringify(rumpf));
  return rumpf as Abgelegt;
}

/** Status and the one error of a refused request. */
export async function abgelehnt(antwort: Response): Promise<readonly [number, string, unknown]> {
  const { errors } = (await antwort.json()) as { readonly errors?: readonly Fehler[] };
  const [fehler, ...weitere] = errors ?? [];
  assert.ok(fehler !== undefined && weitere.length === 0);
  return [antwort.status, fehler.extensions.code, fehler.extensions.details];
}

export async function hole(
  gateway: Testgateway,
  person: PersonId,
  pfad: string,
  kopf: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return fetch(`${basis(gateway)}${pfad}`, {
    headers: { authorization: `Bearer ${await gateway.welt.token(person)}`, ...kopf },
  });
}

export const HINZUFUEGEN = `mutation($vorgangId: ID!, $unterlageId: UUID!, $art: Unterlagenart!, $titel: String!, $anfrageId: UUID) {
  ergebnis: unterlageHinzufuegen(vorgangId: $vorgangId, unterlageId: $unterlageId, art: $art, titel: $titel, anfrageId: $anfrageId) {
    aktion statusVorher status version } }`;
export const ENTFERNEN = `mutation($vorgangId: ID!, $unterlageId: UUID!) {
  ergebnis: unterlageEntfernen(vorgangId: $vorgangId, unterlageId: $unterlageId) { aktion status } }`;

export async function fuegeHinzu(
  gateway: Testgateway,
  person: PersonId,
  variablen: { vorgangId: string; unterlageId: string; art: string; titel: string; anfrageId?: string },
): Promise<{ readonly status: string; readonly version: number }> {
  const portal = await als(gateway, person);
  const { ergebnis } = await portal.frage<{ ergebnis: { status: string; version: number } }>(HINZUFUEGEN, variablen);
  return ergebnis;
}

export async function unterlagen(
  gateway: Testgateway,
  person: PersonId,
  id: string,
  zugang: object | null = null,
): Promise<readonly Unterlage[]> {
  const portal = await als(gateway, person);
  const { vorgang } = await portal.frage<{ vorgang: { unterlagen: readonly Unterlage[] } }>(
    `query($id: ID!, $zugang: ZugangEingabe) { vorgang(id: $id, zugang: $zugang) {
      unterlagen { id art titel medientyp groesse sha256 von { rolle name } hinzugefuegtAm inhaltUrl } } }`,
    { id, zugang },
  );
  return vorgang.unterlagen;
}

/** Documents in the collections of the content. */
export async function bestand({ mongo }: Testgateway): Promise<Readonly<Record<string, number>>> {
  const namen = ["unterlagen.files", "unterlagen.chunks", "unterlagenablage"];
  const zahlen = await Promise.all(namen.map((name) => mongo.db.collection(name).countDocuments()));
  return Object.fromEntries(namen.map((name, stelle) => [name, zahlen[stelle] ?? 0]));
}
