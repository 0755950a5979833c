import type { Impuls } from "../domain/ports/aenderungsstrom.js";
import type { Uhr } from "../domain/ports/umgebung.js";
import type { Unterlagenablage } from "../domain/ports/unterlagenablage.js";
import { Wecker } from "./wecker.js";

export interface Aufraeumteile {
  readonly ablage: Unterlagenablage;
  /** Answers to mails, and who wrote how much. */
  readonly post: { readonly raeumeAuf: (jetzt: Date) => Promise<void> };
  readonly uhr: Uhr;
  /** Longest time without looking. */
  readonly blickMs: number;
  /** Calls with each committed transition; returns how to stop listening. */
  readonly beiImpuls: (rueckruf: (impuls: Pick<Impuls, "aktion" | "status">) => void) => () => void;
  /** An unexpected failure: logged without content, the loop goes on. */
  readonly beiFehler: (fehler: unknown) => void;
}

export interface Aufraeumlauf {
  /** Finishes what is at hand. */
  stoppe(): Promise<void>;
}

/**
 * Deletes content of Unterlagen and of answers to mails that lost its Vorgang: at the start (what a crash left), when a
 * transition leaves some behind, and now and then (what expires). Every instance runs it and none needs a lease: deleting twice does no
 * harm, and there is little of it.
 */
export function starteAufraeumlauf(teile: Aufraeumteile): Aufraeumlauf {
  const { ablage, post, uhr, blickMs, beiImpuls, beiFehler } = teile;
  let endet = false;
  const wecker = new Wecker();
  const abbestellen = beiImpuls(({ aktion, status }) => {
    if (status === "GELOESCHT" || aktion === "unterlageEntfernen") wecker.wecke();
  });

  async function laufe(): Promise<void> {
    while (!endet) {
      wecker.stelle();
      await ablage.raeumeAuf(uhr.jetzt()).catch(beiFehler);
      await post.raeumeAuf(uhr.jetzt()).catch(beiFehler);
      await wecker.schlafe(blickMs);
    }
  }

  const laufend = laufe();
  return {
    async stoppe() {
      endet = true;
      abbestellen();
      wecker.beende();
      await laufend;
    },
  };
}
