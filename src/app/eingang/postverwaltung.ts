import type { Antwortauftrag, Antwortpost } from "../../domain/ports/antwortpost.js";
import type { Posteingang } from "../../domain/ports/eingang.js";
import type { Lesung, Liegendes, Postablage } from "../../domain/ports/postablage.js";
import { Fachfehler } from "../../domain/kern/fehler.js";
import { ErgebnisUnbekannt } from "../../domain/ports/vorgang-store.js";
import type { Uhr } from "../../domain/ports/umgebung.js";
import type { Postleser } from "./postleser.js";

/** The mailbox as BETRIEB sees it: ids, codes and times, never what somebody wrote. */
export interface Poststand {
  /** Null: it was never read. */
  readonly lesung: Lesung | null;
  readonly anzahlBeiseitegelegte: number;
  /** Newest first, at most HOECHSTENS_GEZEIGT. */
  readonly beiseitegelegte: readonly Liegendes[];
  /** Answers that could not be delivered, newest first, at most HOECHSTENS_GEZEIGT. */
  readonly antworten: readonly Antwortauftrag[];
}

/** What BETRIEB may do with the mailbox. */
export interface Postverwaltung {
  stand(): Promise<Poststand>;
  /** Reads the mailbox now, if it answers in time; how that went says the Lesung. */
  holeAb(): Promise<Poststand>;
  /** The next reading takes a mail up again. False: it is not set aside. */
  liesErneut(uid: string): Promise<boolean>;
  /** Deletes a mail from the mailbox for good. False: it is not set aside, or it is gone. @throws Fachfehler NICHT_VERFUEGBAR */
  verwirf(uid: string): Promise<boolean>;
  /** Another go for an answer that was given up. False: no such answer. */
  wiederhole(id: string): Promise<boolean>;
}

export const HOECHSTENS_GEZEIGT = 200;
/** Longer nobody waits for an answer of the API; the reading goes on. */
const GEDULD_MS = 20_000;

export interface Verwaltungsteile {
  readonly leser: Pick<Postleser, "lies" | "unter">;
  readonly posteingang: Pick<Posteingang, "entferne">;
  readonly ablage: Postablage;
  readonly antwortpost: Antwortpost;
  readonly uhr: Uhr;
  /** An unexpected failure: logged without content. */
  readonly beiFehler: (fehler: unknown) => void;
}

export function postverwaltung(teile: Verwaltungsteile): Postverwaltung {
  const { leser, posteingang, ablage, antwortpost, uhr, beiFehler } = teile;
  const istBeiseitegelegt = async (uid: string): Promise<boolean> =>
    (await ablage.liegende()).some((eines) => eines.uid === uid);

  /** @throws Fachfehler NICHT_VERFUEGBAR: the mailbox does not answer, or somebody else reads it; the mail still counts as set aside */
  async function entferne(uid: string): Promise<boolean> {
    try {
      return await leser.unter(AbortSignal.timeout(GEDULD_MS), (signal) => posteingang.entferne(uid, signal));
    } catch (fehler) {
      if (fehler instanceof ErgebnisUnbekannt) throw fehler;
      beiFehler(fehler);
      throw new Fachfehler("NICHT_VERFUEGBAR");
    }
  }

  async function stand(): Promise<Poststand> {
    const liegende = await ablage.liegende();
    return {
      lesung: await ablage.letzteLesung(),
      anzahlBeiseitegelegte: liegende.length,
      beiseitegelegte: liegende.slice(0, HOECHSTENS_GEZEIGT),
      antworten: await antwortpost.liegengebliebene(HOECHSTENS_GEZEIGT),
    };
  }

  return {
    stand,
    async holeAb() {
      // A mailbox that does not answer is what the Lesung tells.
      await leser.lies(AbortSignal.timeout(GEDULD_MS)).catch(beiFehler);
      return stand();
    },
    liesErneut: (uid) => ablage.vergiss(uid),
    async verwirf(uid) {
      // Nothing else in the mailbox is anybody's to delete unread.
      if (!(await istBeiseitegelegt(uid))) return false;
      const entfernt = await entferne(uid);
      await ablage.vergiss(uid);
      return entfernt;
    },
    wiederhole: (id) => antwortpost.wiederhole(id, uhr.jetzt()),
  };
}
