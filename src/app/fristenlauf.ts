import type { System } from "../domain/kern/akteur.js";
import { faelligeFrist, fristAnfrageId, FRISTEN, naechsteFrist } from "../domain/hkp/fristen.js";
import { FristNichtFaellig } from "../domain/hkp/fristwirkung.js";
import type { Vorgang } from "../domain/hkp/vorgang.js";
import type { Fristenspeicher } from "../domain/ports/fristen.js";
import type { Lease } from "../domain/ports/lease.js";
import { fuehreAus } from "./befehl-ausfuehren.js";
import type { Dienste } from "./dienste.js";
import { entscheideSelbst, warSchneller } from "./dunkelverarbeitung.js";
import { Wecker } from "./wecker.js";

export interface Fristenteile {
  readonly dienste: Dienste;
  readonly fristen: Fristenspeicher;
  /** Unique for this instance. */
  readonly inhaber: string;
  /** A holder that is silent for this long is taken to be dead. */
  readonly leaseMs: number;
  /** Longest time without looking. */
  readonly blickMs: number;
  /** Shortest time between two looks, however often it is woken. */
  readonly ruheMs: number;
  /** Calls when a Vorgang has changed, so that an earlier deadline may have come up; returns how to stop listening. */
  readonly beiNeuemStand: (wecken: () => void) => () => void;
  /** An unexpected failure: logged without content, the loop goes on. */
  readonly beiFehler: (fehler: unknown) => void;
}

export interface Fristenlauf {
  /** Finishes the deadline at hand and gives the lease back. */
  stoppe(): Promise<void>;
}

/** Who acts in the Protokoll: „Das System hat …“. */
export const SYSTEM: System = { rolle: "SYSTEM", name: "Das System" };

/** Read at a time; small, so that after an outage the order over all Vorgaenge stays close to that of the deadlines. */
const AUF_EINMAL = 20;
/** A Vorgang at which something unexpected failed must not hold up the others. */
const ZURUECKSTELLEN_MS = 300_000;

/**
 * Carries out what is due until nothing is, longest due first, however long nobody looked. Each deadline goes through the one
 * write path with an anfrageId made from it: of two instances one writes, the other finds the first answer.
 * @param gilt asked before each deadline; false ends the run
 */
export async function fuehreFaelligeAus(
  teile: Pick<Fristenteile, "dienste" | "fristen" | "beiFehler">,
  gilt: () => Promise<boolean>,
): Promise<void> {
  const { dienste, fristen, beiFehler } = teile;
  for (;;) {
    const faellige = await fristen.faellige(dienste.uhr.jetzt(), AUF_EINMAL);
    if (faellige.length === 0) return;
    for (const vorgang of faellige) {
      if (!(await gilt())) return;
      try {
        await bearbeiteEinen(vorgang, teile);
      } catch (fehler) {
        beiFehler(fehler);
        // If the database is the reason this fails too and ends the run.
        await stelleZurueck(vorgang, teile);
      }
    }
  }
}

async function bearbeiteEinen(
  vorgang: Vorgang,
  { dienste, fristen, beiFehler }: Pick<Fristenteile, "dienste" | "fristen" | "beiFehler">,
): Promise<void> {
  const jetzt = dienste.uhr.jetzt();
  const frist = faelligeFrist(vorgang, jetzt, dienste.schalter);
  if (frist === null) {
    // A reminder whose time is over, or a setting that changed: only the note was wrong.
    await fristen.merke(vorgang, naechsteFrist(vorgang, jetzt, dienste.schalter)?.faelligAm ?? null);
    return;
  }
  const { aktion } = FRISTEN[frist.art];
  if (aktion === "entfernen") {
    await fristen.entferne(vorgang.id);
    return;
  }
  const auftrag = { aktion, frist: frist.art };
  const anfrageId = fristAnfrageId(frist);
  try {
    if (aktion === "vorlegen" && (await entscheideSelbst(vorgang, anfrageId, dienste, beiFehler))) return;
    // What the check looked at is what is handed over.
    const erwarteteVersion = aktion === "vorlegen" ? vorgang.version : null;
    await fuehreAus({ vorgangId: vorgang.id, auftrag, akteur: SYSTEM, anfrageId, erwarteteVersion }, dienste);
  } catch (fehler) {
    if (!istUeberholt(fehler)) throw fehler;
    // Without effect where somebody wrote; without it a Vorgang that nobody changed would come back at once, for ever.
    await stelleZurueck(vorgang, { dienste, fristen });
  }
}

function stelleZurueck(
  vorgang: Vorgang,
  { dienste, fristen }: Pick<Fristenteile, "dienste" | "fristen">,
): Promise<void> {
  return fristen.merke(vorgang, new Date(dienste.uhr.jetzt().getTime() + ZURUECKSTELLEN_MS));
}

/** Refusals that mean: somebody was faster. The change that came first has noted the next deadline. */
function istUeberholt(fehler: unknown): boolean {
  return fehler instanceof FristNichtFaellig || warSchneller(fehler);
}

/**
 * Runs on every instance; the one with the lease works. Woken by the next due time and by commits. Rejected: a timer per
 * Vorgang, which a restart would lose and no other instance would know.
 */
export function starteFristenlauf(teile: Fristenteile): Fristenlauf {
  const { dienste, fristen, inhaber, leaseMs, blickMs, ruheMs, beiNeuemStand, beiFehler } = teile;
  let endet = false;
  let lease: Lease | null = null;
  const wecker = new Wecker();
  const ruhe = new Wecker();
  const abbestellen = beiNeuemStand(() => wecker.wecke());

  async function gilt(): Promise<boolean> {
    if (endet || lease === null) return false;
    if (!(await fristen.verlaengere(lease, leaseMs))) lease = null;
    return lease !== null;
  }

  /** @returns how long there is nothing to do, in ms */
  async function blicke(): Promise<number> {
    if (!(await gilt())) lease = endet ? null : await fristen.nimmLease(inhaber, leaseMs);
    if (lease === null) return leaseMs / 2;
    await fuehreFaelligeAus(teile, gilt);
    const naechste = await fristen.naechste();
    const bisDahin = naechste === null ? blickMs : naechste.getTime() - dienste.uhr.jetzt().getTime();
    // Renewed well before it ends: an idle holder keeps the lease.
    return Math.min(Math.max(bisDahin, 0), blickMs, leaseMs / 2);
  }

  async function laufe(): Promise<void> {
    while (!endet) {
      wecker.stelle();
      const pause = await blicke().catch((fehler: unknown) => {
        beiFehler(fehler);
        return blickMs;
      });
      await ruhe.schlafe(Math.min(ruheMs, blickMs));
      await wecker.schlafe(Math.max(pause - ruheMs, 0));
    }
    if (lease !== null) await fristen.gibZurueck(lease).catch(beiFehler);
  }

  const laufend = laufe();
  return {
    async stoppe() {
      endet = true;
      abbestellen();
      ruhe.beende();
      wecker.beende();
      await laufend;
    },
  };
}
