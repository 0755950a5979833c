import { setTimeout as warte } from "node:timers/promises";
import { oeffneGeraet } from "../../src/adapters/tim/geraet.js";
import { TimAdapter } from "../../src/adapters/tim/tim-adapter.js";
import type { Geraetespeicher } from "../../src/domain/ports/geraetespeicher.js";
import { geraetelease, MongoGeraetespeicher } from "../../src/store/timgeraet.mongo.js";
import { verbinde } from "../../src/store/verbindung.js";
import { sendung } from "./tim-buehne.js";
import { timKonfig } from "./tim-leser.js";

/** Where the process dies, without a chance to tidy up. */
export const STERBEPUNKTE = ["vor dem Sichern", "zwischen Sichern und PUT", "nach dem PUT, vor dem Urteil"] as const;
export type Sterbepunkt = (typeof STERBEPUNKTE)[number];

export interface Kindauftrag {
  readonly mongo: string;
  readonly datenbank: string;
  readonly homeserver: string;
  readonly mxid: string;
  readonly empfaenger: string;
  readonly auftragId: string;
  readonly stirb: Sterbepunkt | null;
}
export interface Kindbericht {
  readonly geraetId: string | null;
  readonly schluessel: string;
  readonly urteil: string;
  /** Texts in the room that the device can read, own ones of earlier lives included. */
  readonly lesbar: readonly string[];
}

const LEASE_MS = 1_500;
const PUT_EINER_NACHRICHT = /\/send\/m\.room\.encrypted\//;
const RAUMSUCHE = /\/directory\/room\//;

const stirb = (): void => {
  process.kill(process.pid, "SIGKILL");
};

/** The wire as the process sees it: dies at the request or at its answer. */
function legeDrahtUm(punkt: Sterbepunkt | null, scharf: { jetzt: boolean }): void {
  const draht = globalThis.fetch;
  globalThis.fetch = async (ziel, optionen) => {
    const url = ziel instanceof Request ? ziel.url : String(ziel);
    const istPut = PUT_EINER_NACHRICHT.test(url);
    if (istPut && punkt === "zwischen Sichern und PUT") stirb();
    const antwort = await draht(ziel, optionen);
    if (istPut && punkt === "nach dem PUT, vor dem Urteil") stirb();
    if (RAUMSUCHE.test(url)) scharf.jetzt = true;
    return antwort;
  };
}

async function laufe(auftrag: Kindauftrag): Promise<Kindbericht> {
  const { mongo, datenbank, homeserver, mxid, empfaenger, auftragId, stirb: punkt } = auftrag;
  const verbindung = await verbinde(mongo, { datenbank });
  const leases = geraetelease(verbindung.db, mxid);
  let lease = await leases.nimmLease(String(process.pid), LEASE_MS);
  // The one before was killed: its lease ends by itself.
  for (; lease === null; lease = await leases.nimmLease(String(process.pid), LEASE_MS)) await warte(100);
  const echter = new MongoGeraetespeicher(verbindung.db, mxid, lease);
  const scharf = { jetzt: false };
  const speicher: Geraetespeicher = {
    lade: () => echter.lade(),
    schreibe: (aenderung) => {
      if (punkt === "vor dem Sichern" && scharf.jetzt) stirb();
      return echter.schreibe(aenderung);
    },
  };
  legeDrahtUm(punkt, scharf);
  const konfig = timKonfig(homeserver, mxid, "geheim");
  const geraet = await oeffneGeraet({ konfig, speicher });
  const adapter = new TimAdapter(geraet.client, konfig);
  const urteil = await adapter.sende(sendung(auftragId, empfaenger), { signal: AbortSignal.timeout(60_000) });
  const [raum] = geraet.client.getRooms();
  if (raum !== undefined) await geraet.client.scrollback(raum, 50);
  const ereignisse = raum?.getLiveTimeline().getEvents() ?? [];
  for (const ereignis of ereignisse) await ereignis.getDecryptionPromise();
  const bericht: Kindbericht = {
    geraetId: geraet.client.getDeviceId(),
    schluessel: (await geraet.client.getCrypto()?.getOwnDeviceKeys())?.ed25519 ?? "",
    urteil: urteil.art === "uebergeben" ? urteil.art : `${urteil.art}: ${urteil.grund.code}`,
    lesbar: ereignisse
      .filter((ereignis) => ereignis.getType() === "m.room.message" && !ereignis.isDecryptionFailure())
      .map((ereignis) => String(ereignis.getContent()["body"])),
  };
  await geraet.schliesse();
  await leases.gibZurueck(lease);
  await verbindung.schliesse();
  return bericht;
}

process.once("message", (auftrag) => {
  void laufe(auftrag as Kindauftrag).then(
    (bericht) => process.send?.(bericht, () => process.exit(0)),
    (fehler: unknown) => {
      process.stderr.write(`${String((fehler as Error).stack)}\n`);
      process.exit(1);
    },
  );
});
