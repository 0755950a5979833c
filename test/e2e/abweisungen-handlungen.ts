import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { PersonId } from "../../sandbox/personen.js";
import { entscheidungAlsBundle } from "../../src/domain/fhir/entscheidung-bundle.js";
import type { Testgateway } from "../helfer/gateway.js";
import * as daten from "./daten.js";
import { versuche } from "./handlungen.js";
import type { Aktion } from "./handlungen.js";
import { als } from "./portal.js";
import type { Fehler, Variablen } from "./portal.js";

/** What the specs of the refusals share. */

export const LESEN = "query($id: ID!, $zugang: ZugangEingabe) { vorgang(id: $id, zugang: $zugang) { id } }";
export const PROTOKOLL = "query($id: ID!) { protokoll(vorgangId: $id) { aktion text wer { name } } }";
export const EINLOESBARE = "query($t: String!) { einloesbareVerordnungen(poppToken: $t) { edges { node { id } } } }";
/** Right form and check digits, never given out: the serial number is drawn at random from 10^12. */
export const UNBEKANNT = "163.000.000.000.000.98";

export type Ablehnung = (
  person: PersonId,
  aktion: Aktion,
  variablen: Variablen,
  code: string,
  details?: unknown,
) => Promise<void>;

/** Tries an action and demands its refusal with this code, and with these details if any are named. */
export const lehntAb =
  (gateway: Testgateway): Ablehnung =>
  async (person, aktion, variablen, code, details) => {
    const { extensions, message } = await versuche(gateway, person, aktion, variablen);
    assert.equal(extensions.code, code, message);
    if (details !== undefined) assert.deepEqual(extensions.details, details);
  };

export const pfade = ({ extensions }: Fehler): readonly string[] =>
  (extensions.details as { verstoesse: readonly { pfad: string }[] }).verstoesse.map(({ pfad }) => pfad);

export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

export interface Codes {
  readonly annehmen: string;
  readonly lesen: string;
}

export async function codesVon(gateway: Testgateway, id: string, person: PersonId = "renate"): Promise<Codes> {
  const { vorgang } = await (
    await als(gateway, person)
  ).frage<{ vorgang: { zugriffscodes: Codes } }>(
    "query($id: ID!) { vorgang(id: $id) { zugriffscodes { annehmen lesen } } }",
    { id },
  );
  return vorgang.zugriffscodes;
}

/** A decision as the Kasse's own software makes it. */
export function entscheidungsbundle(verordnungsId: string): string {
  const inhalt = { ...daten.entscheidung(true), verordnungsId, kennzeichenKostenerstattung: false };
  return JSON.stringify(entscheidungAlsBundle(inhalt, { bundleId: randomUUID(), zeitpunkt: new Date() }));
}
