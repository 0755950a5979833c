import { MatrixEvent } from "matrix-js-sdk";
import type { IRoomEvent, MatrixClient } from "matrix-js-sdk";
import type { Chatinhalt } from "../../domain/ports/chat.js";
import { beantwortetesVon } from "./eingang-antwort.js";
import { ladeDatei } from "./eingang-datei.js";
import { deuteHuelle, deuteInhalt } from "./eingang-deutung.js";
import type { Deutung } from "./eingang-deutung.js";
import { entschluessele, holeEreignis } from "./eingang-entschluesseln.js";
import type { Leseraum } from "./eingang-raum.js";
import type { TimKonfiguration } from "./konfiguration.js";
import { AUFTRAGSFELD } from "./nachricht.js";

export interface Lesezeug {
  readonly client: MatrixClient;
  readonly konfig: Pick<TimKonfiguration, "schluesselfristMs" | "dateiHoechstensBytes">;
  readonly raum: Leseraum;
  readonly signal: AbortSignal;
}

export interface Gelesen {
  readonly ereignis: MatrixEvent;
  readonly inhalt: Chatinhalt;
}

/**
 * What an event of the room means for the Vorgang. Null: nothing. Nobody but the party that the room was made for is heard, and of
 * it nothing unencrypted but what only takes back or says yes (eingang-deutung.ts).
 * @throws what is temporary
 */
export async function liesEreignis(roh: IRoomEvent, zeug: Lesezeug): Promise<Gelesen | null> {
  const { client, konfig, raum, signal } = zeug;
  if ("state_key" in roh || !raum.istGegenueber(roh.sender)) return null;
  const ereignis = new MatrixEvent({ ...roh, room_id: raum.raumId });
  if (ereignis.isRedacted()) return null;
  const huelle = deuteHuelle(ereignis);
  if (huelle === null && !ereignis.isEncrypted()) return null;
  if (ereignis.isEncrypted() && !(await entschluessele(client, ereignis, konfig.schluesselfristMs, signal)))
    return { ereignis, inhalt: { art: "unlesbar" } };
  const deutung = huelle ?? deuteInhalt(ereignis);
  const inhalt = deutung === null ? null : await schlageNach(deutung, zeug);
  return inhalt === null ? null : { ereignis, inhalt };
}

async function schlageNach(deutung: Deutung, zeug: Lesezeug): Promise<Chatinhalt | null> {
  switch (deutung.art) {
    case "zurueckgenommen":
    case "geaendert":
      return deutung;
    case "zustimmung": {
      const frage = await eigenes(deutung.zu, zeug);
      const befehl = frage === null ? null : beantwortetesVon(frage);
      return befehl === null ? null : { art: "zustimmung", befehl };
    }
    case "dateiUnlesbar":
      return { art: "dateiFehlt", grund: "UNLESBAR" };
    case "worte":
      return nachricht(deutung, zeug, deutung.text, []);
    case "ressource": {
      const anhang = { name: "nachricht.json", medientyp: "application/fhir+json", bytes: deutung.bytes };
      return nachricht(deutung, zeug, "", [anhang]);
    }
    case "datei": {
      const { client, konfig, signal } = zeug;
      const { name, medientyp, text } = deutung;
      const geladen = await ladeDatei(client, deutung.datei, konfig.dateiHoechstensBytes, signal);
      if ("grund" in geladen) return { art: "dateiFehlt", grund: geladen.grund };
      return nachricht(deutung, zeug, text, [{ name, medientyp, bytes: geladen.bytes }]);
    }
  }
}

type Nachricht = Extract<Chatinhalt, { art: "nachricht" }>;

async function nachricht(
  { antwortAuf }: { readonly antwortAuf: string | null },
  zeug: Lesezeug,
  text: string,
  anhaenge: Nachricht["anhaenge"],
): Promise<Nachricht> {
  const beantwortetes = antwortAuf === null ? null : await eigenes(antwortAuf, zeug);
  const feld = beantwortetes?.getOriginalContent()[AUFTRAGSFELD] as { readonly id?: unknown } | undefined;
  return { art: "nachricht", text, auftragId: typeof feld?.id === "string" ? feld.id : null, anhaenge };
}

/** An event that the gateway sent itself. */
async function eigenes(ereignisId: string, { client, raum }: Lesezeug): Promise<MatrixEvent | null> {
  const ereignis = await holeEreignis(client, raum.raumId, ereignisId);
  return ereignis?.getSender() === client.getUserId() ? ereignis : null;
}

/** Words of an earlier event of this sender, as they were first sent. */
export async function liesFruehere(
  ereignisId: string,
  absender: string,
  { client, raum }: Lesezeug,
): Promise<string | null> {
  const ereignis = await holeEreignis(client, raum.raumId, ereignisId);
  if (ereignis?.getSender() !== absender || !ereignis.isEncrypted() || ereignis.isDecryptionFailure()) return null;
  const deutung = deuteInhalt(ereignis);
  return deutung?.art === "worte" ? deutung.text : null;
}
