import { Fachfehler } from "../../domain/kern/fehler.js";
import type { Bezugsziel } from "../../domain/ports/vorgang-store.js";
import type { Dienste } from "../dienste.js";

/** What a message refers to. */
export interface Bezug {
  readonly vorgangId: string;
  /** Order that is answered; null: only the thread, or the Vorgang itself was named. */
  readonly auftragId: string | null;
}

/** A long thread names many; the nearest that is ours decides, and what lies further back is older. */
const HOECHSTENS = 20;

/** What a message says about where it belongs. */
export interface Verweise {
  /** Message that a FHIR message answers; null: none, or words only. */
  readonly antwortAuf: string | null;
  /** Of the channel, nearest first. */
  readonly bezuege: readonly string[];
  /** As named in a FHIR message; null: none. */
  readonly verordnungsId: string | null;
}

interface Treffer {
  readonly bezug: string;
  readonly ziele: readonly Bezugsziel[];
}

/** Nearest id that is ours, with what it belongs to; null: none is. */
async function naechster(bezuege: readonly string[], { store }: Pick<Dienste, "store">): Promise<Treffer | null> {
  for (const bezug of bezuege.slice(0, HOECHSTENS)) {
    const ziele = await store.findeZuBezug(bezug);
    if (ziele.length > 0) return { bezug, ziele };
  }
  return null;
}

/**
 * The Vorgang of a message: by what it answers, or by the Verordnungs-ID that it names; all that it says must agree. Whether the
 * sender takes part is the write path's question, so that "not there" and "not allowed" stay alike.
 * @throws Fachfehler EINGANG_OHNE_BEZUG, EINGANG_WIDERSPRUCH, EINGANG_ZU_SAMMELMELDUNG, VORGANG_UNBEKANNT (nothing of it is ours)
 */
export async function bezugZu(
  { antwortAuf, bezuege, verordnungsId }: Verweise,
  dienste: Pick<Dienste, "store" | "bremse">,
): Promise<Bezug> {
  const beantwortet = antwortAuf === null ? null : await naechster([antwortAuf], dienste);
  const imFaden = await naechster(bezuege, dienste);
  const treffer = [beantwortet, imFaden].filter((einer) => einer !== null);
  const vorgangId = verordnungsId ?? einziges(treffer[0]);
  if (vorgangId === null) {
    if (treffer.length > 0) throw new Fachfehler("EINGANG_ZU_SAMMELMELDUNG");
    if (antwortAuf === null && bezuege.length === 0) throw new Fachfehler("EINGANG_OHNE_BEZUG");
    await dienste.bremse();
    throw new Fachfehler("VORGANG_UNBEKANNT");
  }
  const einig = treffer.every(({ ziele }) => ziele.some((ziel) => ziel.vorgangId === vorgangId));
  if (!einig) throw new Fachfehler("EINGANG_WIDERSPRUCH");
  const auftrag = treffer.find(({ ziele }) => ziele.some(({ art }) => art === "AUFTRAG"));
  return { vorgangId, auftragId: auftrag?.bezug ?? null };
}

/** A Sammelmeldung leaves open which one is meant, also if all but one of its Vorgaenge are gone. */
function einziges(treffer: Treffer | undefined): string | null {
  const [ziel] = treffer?.ziele ?? [];
  return ziel === undefined || ziel.art === "SAMMLUNG" ? null : ziel.vorgangId;
}
