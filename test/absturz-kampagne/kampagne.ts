import { setTimeout as warte } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Kindprozess } from "../absturz/kindprozess.js";
import type { Zufall } from "./zufall.js";

const KIND = fileURLToPath(new URL("../absturz/gateway-kind.js", import.meta.url));

/** What is done in one life of a gateway, and what of it is counted. */
export interface Strecke {
  readonly name: string;
  /** Begins one piece of work; called at random moments, whether the gateway lives or not. */
  stosseAn(): Promise<void>;
  /** How much of it is under way. */
  unterwegs(): Promise<number>;
  /** Right after a kill: what it hit. */
  getroffen(): Promise<boolean>;
}

export interface Kampagnenplan {
  readonly anzahl: number;
  readonly umgebung: Readonly<Record<string, string>>;
  readonly strecken: readonly Strecke[];
  /** Grows when a gateway works. */
  readonly arbeit: () => Promise<number>;
  /** Pieces of work of each Strecke in one life. */
  readonly jeLeben: number;
  readonly zufall: Zufall;
  /** How long a gateway is at work at most before it is killed, ms. */
  readonly hoechstensMs: number;
  readonly melde: (text: string) => void;
}

/** So many of the gateways die in the middle of their start. */
const IM_START = 0.15;
/** A gateway that has found no work by then is killed without. */
const OHNE_ARBEIT_MS = 30_000;
const BLICK_MS = 50;
/** So that the work does not grow faster than gateways that live for a second can do it. */
const HOECHSTENS_UNTERWEGS = 8;

async function stosseAn(strecke: Strecke): Promise<void> {
  if ((await strecke.unterwegs()) < HOECHSTENS_UNTERWEGS) await strecke.stosseAn();
}

/** Starts gateways and kills them by SIGKILL at random moments while they work. */
export async function toeteImmerWieder(plan: Kampagnenplan): Promise<void> {
  const { anzahl, umgebung, strecken, arbeit, jeLeben, zufall, hoechstensMs, melde } = plan;
  const getroffen = new Map(strecken.map(({ name }) => [name, 0]));
  let anlaufMs = 3_000;
  for (let nummer = 1; nummer <= anzahl; nummer++) {
    // Some of it waits when the gateway starts, the rest comes at random moments of its work.
    const anstoesse = strecken.flatMap((strecke) =>
      Array.from({ length: jeLeben }, () => ({ strecke, wannMs: zufall.zwischen(-hoechstensMs, hoechstensMs) })),
    );
    const imStart = zufall.zahl() < IM_START;
    const anteil = zufall.zahl();
    await Promise.all(anstoesse.filter(({ wannMs }) => wannMs < 0).map(({ strecke }) => stosseAn(strecke)));

    const vorher = await arbeit();
    const beginn = performance.now();
    const kind = new Kindprozess({ argumente: [KIND], umgebung });
    const beendet = { schon: false };
    void kind.ende.then(() => (beendet.schon = true));
    const amWerk = (async (): Promise<void> => {
      while (!beendet.schon && performance.now() - beginn < OHNE_ARBEIT_MS && (await arbeit()) <= vorher)
        await warte(BLICK_MS);
    })();
    const leben = async (): Promise<void> => {
      if (imStart) return warte(anlaufMs * anteil);
      await amWerk;
      anlaufMs = performance.now() - beginn;
      await warte(anteil * hoechstensMs);
    };
    const waehrenddessen = anstoesse
      .filter(({ wannMs }) => wannMs >= 0)
      .map(async ({ strecke, wannMs }) => {
        await amWerk;
        if (!beendet.schon) await warte(wannMs);
        await stosseAn(strecke);
      });
    await Promise.race([leben(), kind.ende]);
    const { signal } = await kind.toete("SIGKILL");
    if (signal !== "SIGKILL") throw new Error(`the gateway ended by itself: ${kind.fehlerausgabe}`);
    for (const strecke of strecken)
      if (await strecke.getroffen()) getroffen.set(strecke.name, (getroffen.get(strecke.name) ?? 0) + 1);
    await Promise.all(waehrenddessen);
    if (nummer % 10 === 0 || nummer === anzahl) {
      const stand = [...getroffen].map(([name, mal]) => `${name} at work ${mal}`).join(", ");
      melde(`${nummer}/${anzahl} kills; ${stand}; ${Math.round(anlaufMs)} ms to the first work`);
    }
  }
}

const MELDE_MS = 15_000;
const ENDE_MS = 300_000;

/** One gateway that lives, until nothing is open any more or it takes too long. */
export async function bringeZuEnde(
  umgebung: Readonly<Record<string, string>>,
  offene: (url: string) => Promise<readonly string[]>,
  melde: (text: string) => void,
): Promise<void> {
  const kind = new Kindprozess({ argumente: [KIND], umgebung });
  try {
    const url = await kind.bereit();
    const beginn = performance.now();
    for (let naechsteMeldung = MELDE_MS; ; await warte(250)) {
      const noch = await offene(url);
      if (noch.length === 0) return;
      const seit = performance.now() - beginn;
      if (seit > naechsteMeldung) melde(`waiting for ${noch.length}: ${noch[0]}`);
      if (seit > naechsteMeldung) naechsteMeldung += MELDE_MS;
      // What is open still is counted as lost or not recorded.
      if (seit > ENDE_MS) return;
    }
  } finally {
    await kind.toete("SIGTERM");
  }
}
