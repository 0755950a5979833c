import { raumarbeit } from "../domain/hkp/raumpflege.js";
import { MELDUNGSTEXTE } from "../domain/hkp/texte.js";
import type { Sendeauftrag } from "../domain/hkp/sendeauftrag.js";
import type { Vorgang } from "../domain/hkp/vorgang.js";
import type { Erledigung, Pflegefall, Pflegespeicher, Raumpflege } from "../domain/ports/raumpflege.js";
import type { Uhr } from "../domain/ports/umgebung.js";
import { nachrichtentyp } from "./nachricht.js";
import { Wecker } from "./wecker.js";

export interface Pflegeteile {
  readonly raeume: Raumpflege;
  readonly speicher: Pflegespeicher;
  readonly uhr: Uhr;
  /** How long a claim holds, and a hand-over of the Versand at most. */
  readonly leaseMs: number;
  /** Longest time without looking. */
  readonly blickMs: number;
  /** Calls when a Vorgang has changed; returns how to stop listening. */
  readonly beiNeuemStand: (wecken: () => void) => () => void;
  /** An unexpected failure: logged without content, the loop goes on. */
  readonly beiFehler: (fehler: unknown) => void;
}

/** After a temporary failure. */
const SPAETER_MS = 30_000;

/** One claimed Vorgang: does what is to be done in its rooms and notes it. */
export async function pflege(
  fall: Pflegefall,
  { raeume, speicher, uhr, leaseMs }: Pick<Pflegeteile, "raeume" | "speicher" | "uhr" | "leaseMs">,
  signal: AbortSignal,
): Promise<void> {
  const { vorgang } = fall;
  const { zuErledigende, verlasse, wiederAm } = raumarbeit(vorgang, uhr.jetzt(), leaseMs);
  const spaeter = (): Promise<void> => speicher.gibZurueck(fall, new Date(uhr.jetzt().getTime() + SPAETER_MS));
  for (const auftrag of zuErledigende) {
    const urteil = await raeume.erledige(erledigungVon(auftrag, vorgang), { signal });
    if (urteil.art === "spaeter") return spaeter();
    // What does not say so is not noted: at the next transition it is looked for again.
    if (urteil.art === "getan") await speicher.merkeErledigt(vorgang.id, auftrag.id, uhr.jetzt());
  }
  if (verlasse !== null) {
    const urteil = await raeume.verlasse({ fadenId: vorgang.fadenId, ...verlasse }, { signal });
    if (urteil.art === "spaeter") return spaeter();
  }
  await speicher.gibZurueck(fall, wiederAm);
}

function erledigungVon({ id, ereignis, adresse }: Sendeauftrag, vorgang: Vorgang): Erledigung {
  if (adresse === null) throw new Error("an order that was never sent is not settled");
  return {
    auftragId: id,
    adresse,
    fadenId: vorgang.fadenId,
    vorgangId: vorgang.id,
    nachrichtentyp: nachrichtentyp(ereignis),
    betreff: `Erledigt: ${MELDUNGSTEXTE[ereignis].titel}`,
    text: `Zu dieser Nachricht ist nichts mehr zu tun.\n\nVerordnungs-ID: ${vorgang.id}`,
  };
}

/**
 * Runs on every instance; the one with the device works, one Vorgang after the other, behind the Alarme as far as the
 * homeserver's pace goes. What a crash leaves comes back when the claim ends.
 */
export function starteRaumpflege(teile: Pflegeteile): { stoppe(): Promise<void> } {
  const { raeume, speicher, uhr, leaseMs, blickMs, beiNeuemStand, beiFehler } = teile;
  let endet = false;
  const abbruch = new AbortController();
  const wecker = new Wecker();
  const abbestellen = [beiNeuemStand(() => wecker.wecke()), raeume.beiBereitschaft(() => wecker.wecke())];

  async function schritt(): Promise<void> {
    wecker.stelle();
    if (!raeume.bereit) return wecker.schlafe(blickMs);
    const fall = await speicher.beanspruche(uhr.jetzt(), leaseMs);
    if (fall !== null) return pflege(fall, teile, abbruch.signal);
    const naechste = await speicher.naechste();
    const bisDahin = naechste === null ? blickMs : Math.max(naechste.getTime() - uhr.jetzt().getTime(), 1);
    return wecker.schlafe(Math.min(bisDahin, blickMs));
  }

  async function laufe(): Promise<void> {
    while (!endet)
      await schritt().catch((fehler: unknown) => {
        if (endet) return;
        beiFehler(fehler);
        return wecker.schlafe(blickMs);
      });
  }

  const laufend = laufe();
  return {
    async stoppe() {
      endet = true;
      for (const einer of abbestellen) einer();
      abbruch.abort();
      wecker.beende();
      await laufend;
    },
  };
}
