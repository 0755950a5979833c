import assert from "node:assert/strict";
import type { InstitutionId, PersonId, VersicherterId } from "../../sandbox/personen.js";
import type { Testgateway } from "../helfer/gateway.js";
import { angaben, blankoverordnung, verordnung } from "./daten.js";
import { als } from "./portal.js";
import type { Fehler, Variablen } from "./portal.js";

/** What people do in S1, each one operation of the public API. */

export interface Ergebnis {
  readonly aktion: string;
  readonly statusVorher: string | null;
  readonly status: string;
  readonly version: number;
  readonly zeit: string;
  readonly vorgang: { readonly id: string; readonly status: string; readonly version: number };
}

export type Aktion =
  | "anlegen"
  | "aktivieren"
  | "annehmen"
  | "blankoverordnungSpeichern"
  | "angabenSpeichern"
  | "einreichen"
  | "entscheiden"
  | "neueVersion"
  | "loeschen"
  | "zuweisen"
  | "zuweisungAblehnen"
  | "zugriffGeben"
  | "zugriffEntziehen"
  | "zurueckgeben"
  | "antragKostenerstattung"
  | "entscheidungAendern"
  | "zugriffWeitergeben"
  | "entscheidungLoeschen"
  | "abschliessen"
  | "leistungVermindern"
  | "nachrichtSchreiben"
  | "folgeverordnungErbitten";

const TYPEN: Readonly<Record<string, string>> = {
  vorgangId: "ID!",
  signiert: "Base64!",
  zugang: "ZugangEingabe",
  entscheidung: "EntscheidungEingabe",
  pflegedienst: "String!",
  kostentraeger: "String!",
  an: "[Teilnehmerrolle!]!",
  text: "String!",
  aenderungen: "[EinzelleistungsaenderungEingabe!]!",
  antwortAuf: "ID",
  leistungen: "[ID!]!",
  anfrageId: "UUID",
  version: "Int",
};

/** The mutation with exactly these variables. */
export function mutation(aktion: Aktion, variablen: Variablen): string {
  const namen = Object.keys(variablen);
  const kopf = namen.length === 0 ? "" : `(${namen.map((name) => `$${name}: ${TYPEN[name] ?? ""}`).join(", ")})`;
  const args = namen.length === 0 ? "" : `(${namen.map((name) => `${name}: $${name}`).join(", ")})`;
  const felder = "aktion statusVorher status version zeit vorgang { id status version }";
  return `mutation${kopf} { ergebnis: ${aktion}${args} { ${felder} } }`;
}

export async function tue(
  gateway: Testgateway,
  person: PersonId,
  aktion: Aktion,
  variablen: Variablen,
): Promise<Ergebnis> {
  const portal = await als(gateway, person);
  return (await portal.frage<{ ergebnis: Ergebnis }>(mutation(aktion, variablen), variablen)).ergebnis;
}

export async function versuche(
  gateway: Testgateway,
  person: PersonId,
  aktion: Aktion,
  variablen: Variablen,
): Promise<Fehler> {
  return (await als(gateway, person)).abgelehnt(mutation(aktion, variablen), variablen);
}

const VORLAGEN = {
  verordnung: "VerordnungEingabe!",
  blankoverordnung: "BlankoverordnungEingabe!",
  angaben: "AngabenEingabe!",
} as const;
export type Datensatz = keyof typeof VORLAGEN;

export function zuSignieren(art: Datensatz): string {
  return `query($vorgangId: ID!, $${art}: ${VORLAGEN[art]}) {
    vorlage: ${art}ZuSignieren(vorgangId: $vorgangId, ${art}: $${art}) { bundle sha256 }
  }`;
}

/** The bytes to be signed, as the gateway makes them. */
export async function vorlage(
  gateway: Testgateway,
  person: PersonId,
  art: Datensatz,
  vorgangId: string,
  inhalt: object,
): Promise<string> {
  const portal = await als(gateway, person);
  const { vorlage: fertig } = await portal.frage<{ vorlage: { bundle: string } }>(zuSignieren(art), {
    vorgangId,
    [art]: inhalt,
  });
  return fertig.bundle;
}

/** The same, signed with a card of the sandbox: CMS in Base64. */
export async function signiert(
  gateway: Testgateway,
  person: PersonId,
  art: Datensatz,
  vorgangId: string,
  inhalt: object,
  karte: string,
): Promise<string> {
  return gateway.welt.signiert(karte, await vorlage(gateway, person, art, vorgangId, inhalt));
}

export interface Weg {
  readonly versicherter: VersicherterId;
  readonly haus: Extract<InstitutionId, "hand-und-herz" | "integral">;
  readonly blanko: boolean;
}
export const PFLEGEKRAFT = { "hand-und-herz": "elena", integral: "miriam" } as const;
const RENATE_BEI_HAND_UND_HERZ: Weg = { versicherter: "renate", haus: "hand-und-herz", blanko: true };

export async function bisInitialisiert(gateway: Testgateway): Promise<string> {
  const { vorgang } = await tue(gateway, "mfa", "anlegen", {});
  return vorgang.id;
}

export async function bisOffen(gateway: Testgateway, weg: Weg = RENATE_BEI_HAND_UND_HERZ): Promise<string> {
  const vorgangId = await bisInitialisiert(gateway);
  const inhalt = verordnung(weg.versicherter, weg.blanko);
  const cms = await signiert(gateway, "aerztin", "verordnung", vorgangId, inhalt, "aerztin");
  const { status } = await tue(gateway, "aerztin", "aktivieren", { vorgangId, signiert: cms });
  assert.equal(status, "OFFEN");
  return vorgangId;
}

export async function bisZugewiesen(gateway: Testgateway, weg: Weg = RENATE_BEI_HAND_UND_HERZ): Promise<string> {
  const vorgangId = await bisOffen(gateway, weg);
  const poppToken = await gateway.welt.leseKarte(weg.versicherter, weg.haus);
  const { status } = await tue(gateway, PFLEGEKRAFT[weg.haus], "annehmen", { vorgangId, zugang: { poppToken } });
  assert.equal(status, "ZUGEWIESEN");
  return vorgangId;
}

export async function speichereBlanko(
  gateway: Testgateway,
  vorgangId: string,
  haus: Weg["haus"] = "hand-und-herz",
): Promise<Ergebnis> {
  const person = PFLEGEKRAFT[haus];
  const cms = await signiert(gateway, person, "blankoverordnung", vorgangId, blankoverordnung(haus), haus);
  return tue(gateway, person, "blankoverordnungSpeichern", { vorgangId, signiert: cms });
}

export async function speichereAngaben(
  gateway: Testgateway,
  vorgangId: string,
  { haus, blanko }: Pick<Weg, "haus" | "blanko"> = RENATE_BEI_HAND_UND_HERZ,
): Promise<Ergebnis> {
  const person = PFLEGEKRAFT[haus];
  const cms = await signiert(gateway, person, "angaben", vorgangId, angaben(haus, blanko), haus);
  return tue(gateway, person, "angabenSpeichern", { vorgangId, signiert: cms });
}

export async function bisAntragspruefung(gateway: Testgateway, weg: Weg = RENATE_BEI_HAND_UND_HERZ): Promise<string> {
  const vorgangId = await bisZugewiesen(gateway, weg);
  if (weg.blanko) await speichereBlanko(gateway, vorgangId, weg.haus);
  await speichereAngaben(gateway, vorgangId, weg);
  const { status } = await tue(gateway, PFLEGEKRAFT[weg.haus], "einreichen", { vorgangId });
  assert.equal(status, "ANTRAGSPRUEFUNG");
  return vorgangId;
}
