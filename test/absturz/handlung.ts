import { randomUUID } from "node:crypto";
import type { GraphqlClient } from "../../sandbox/szenario/graphql-client.js";
import * as aktion from "../../sandbox/szenario/aktionen.js";
import { angaben, entscheidung, LEISTUNGEN, verordnung } from "../../sandbox/szenario/daten-renate.js";
import * as op from "../../sandbox/szenario/operationen.js";
import type { Auftritt } from "../../sandbox/szenario/regie.js";
import type { Welt } from "../../sandbox/szenario/welt.js";
import { warteBis } from "./warte-bis.js";

export const KASSE = "gematiker-kasse@hkp-sandbox.kim.telematik-test";
export const PFLEGEDIENST = "hand-und-herz@hkp-sandbox.kim.telematik-test";

/** What a mutation is sent with; the same again is the same request. */
export interface Befehl {
  readonly mutation: string;
  readonly variablen: Readonly<Record<string, unknown>>;
}

export interface Befehlsantwort {
  readonly aktion: string;
  readonly statusVorher: string | null;
  readonly status: string;
  readonly version: number;
  readonly vorgang: { readonly id: string };
}

export async function sende(client: GraphqlClient, { mutation, variablen }: Befehl): Promise<Befehlsantwort> {
  const [antwort] = Object.values(await client.frage<Readonly<Record<string, Befehlsantwort>>>(mutation, variablen));
  if (antwort === undefined) throw new Error("a mutation without an answer");
  return antwort;
}

export const anlegen = (): Befehl => ({ mutation: op.ANLEGEN, variablen: { anfrageId: randomUUID() } });

/** No Blanko and Kostenerstattung chosen: its activation alarms the Kasse over KIM, the shortest way to a mail. */
const VERORDNUNG = () => ({
  ...verordnung(),
  leistungen: verordnung().leistungen.filter(({ id }) => id !== LEISTUNGEN.positionswechsel),
  wahlKostenerstattung: true,
});

/** Signs the Verordnung of a Vorgang; the command is not sent yet. */
export async function aktivieren(welt: Welt, vorgangId: string, inhalt: object = VERORDNUNG()): Promise<Befehl> {
  const client = await welt.als("aerztin");
  const { zuSignieren } = await client.frage<{ zuSignieren: { bundle: string } }>(op.VERORDNUNG_ZU_SIGNIEREN, {
    vorgangId,
    verordnung: inhalt,
  });
  const signiert = welt.signiert("aerztin", zuSignieren.bundle);
  return { mutation: op.AKTIVIEREN, variablen: { vorgangId, signiert, anfrageId: randomUUID() } };
}

/** A new Vorgang in INITIALISIERT with the command that will alarm the Kasse. */
export async function vorAlarm(welt: Welt): Promise<{ readonly vorgangId: string; readonly befehl: Befehl }> {
  const { vorgang } = await sende(await welt.als("aerztin"), anlegen());
  return { vorgangId: vorgang.id, befehl: await aktivieren(welt, vorgang.id) };
}

/** A new Vorgang whose activation has just alarmed the Kasse. @returns its id */
export async function alarmiereKasse(welt: Welt): Promise<string> {
  const { vorgangId, befehl } = await vorAlarm(welt);
  await sende(await welt.als("aerztin"), befehl);
  return vorgangId;
}

async function spiele(welt: Welt, auftritt: Auftritt): Promise<void> {
  await auftritt.spiele(await welt.als(auftritt.person), randomUUID());
}

/** A Vorgang up to ANTRAGSPRUEFUNG, which alarms the Kasse. @returns its id */
export async function reicheEin(welt: Welt): Promise<string> {
  const { vorgang } = await sende(await welt.als("aerztin"), anlegen());
  const { id } = vorgang;
  const ohneWahl = { ...VERORDNUNG(), wahlKostenerstattung: false };
  await sende(await welt.als("aerztin"), await aktivieren(welt, id, ohneWahl));
  await spiele(welt, aktion.annehmenMitKarte(welt, "daniel", id, "renate", "hand-und-herz"));
  const beantragt = angaben().leistungen.filter(({ leistungId }) => leistungId !== LEISTUNGEN.positionswechsel);
  const inhalt = { ...angaben(), leistungen: beantragt };
  await spiele(welt, aktion.angabenSpeichern(welt, "elena", id, "hand-und-herz", inhalt));
  await spiele(welt, aktion.einreichen("elena", id));
  return id;
}

/** Decides on a Vorgang of {@link reicheEin}, which alarms the Pflegedienst. */
export async function entscheide(welt: Welt, vorgangId: string): Promise<void> {
  const leistungen = entscheidung().leistungen.filter(({ leistungId }) => leistungId !== LEISTUNGEN.positionswechsel);
  await spiele(welt, aktion.entscheiden("kasse", vorgangId, { ...entscheidung(), leistungen }));
}

/** A delivery as BETRIEB sees it. */
export interface Zustellung {
  readonly id: string;
  readonly vorgangId: string;
  readonly kanal: string;
  readonly empfaengerRolle: string;
  readonly zustand: string;
  readonly versuche: number;
  readonly naechsterVersuch: string | null;
  readonly nachrichtId: string | null;
  readonly grund: { readonly code: string; readonly text: string } | null;
}

const ZUSTELLUNGEN = `query { zustellungen(first: 100) { edges { node {
  id vorgangId kanal empfaengerRolle zustand versuche naechsterVersuch nachrichtId grund { code text }
} } } }`;

/** KIM deliveries of all Vorgaenge, newest first. */
export async function kimZustellungen(welt: Welt): Promise<readonly Zustellung[]> {
  const betrieb = await welt.als("betrieb");
  const { zustellungen } = await betrieb.frage<{ zustellungen: { edges: readonly { node: Zustellung }[] } }>(
    ZUSTELLUNGEN,
  );
  return zustellungen.edges.map(({ node }) => node).filter(({ kanal }) => kanal === "KIM");
}

/** The only KIM delivery of a Vorgang. */
export async function zustellung(welt: Welt, vorgangId: string): Promise<Zustellung> {
  const eigene = (await kimZustellungen(welt)).filter((eine) => eine.vorgangId === vorgangId);
  const [einzige] = eigene;
  if (einzige === undefined || eigene.length > 1) throw new Error(`${eigene.length} deliveries of ${vorgangId}`);
  return einzige;
}

/** Waits until BETRIEB sees the delivery in this state. */
export function bisZustand(welt: Welt, vorgangId: string, zustand: string): Promise<Zustellung> {
  return bisZustellung(welt, vorgangId, zustand, (eine) => eine.zustand === zustand);
}

export function bisZustellung(
  welt: Welt,
  vorgangId: string,
  was: string,
  passt: (eine: Zustellung) => boolean,
): Promise<Zustellung> {
  return warteBis(`Zustellung: ${was}`, async () => {
    const eine = await zustellung(welt, vorgangId);
    return passt(eine) ? eine : null;
  });
}

const WIEDERHOLEN = `mutation($id: ID!) { zustellungWiederholen(id: $id) { erneutEingeplant } }`;

/** BETRIEB gives a delivery that rests another go; false if it does not rest. */
export async function wiederhole(welt: Welt, { id }: Pick<Zustellung, "id">): Promise<boolean> {
  const betrieb = await welt.als("betrieb");
  const antwort = await betrieb.frage<{ zustellungWiederholen: { erneutEingeplant: boolean } }>(WIEDERHOLEN, { id });
  return antwort.zustellungWiederholen.erneutEingeplant;
}
