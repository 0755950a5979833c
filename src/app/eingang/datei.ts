import type { Institutionsakteur } from "../../domain/eingang/institution.js";
import { anfragesteller } from "../../domain/hkp/entscheiden.js";
import { sichtVon } from "../../domain/hkp/sicht.js";
import { Fachfehler } from "../../domain/kern/fehler.js";
import type { Anhang } from "../../domain/ports/eingang.js";
import { legeUnterlageAb } from "../unterlage-ablegen.js";
import type { Auftrag } from "../vorbereiten.js";
import type { Eingangsdienste } from "./dienste.js";

interface Wofuer {
  readonly vorgangId: string;
  readonly akteur: Institutionsakteur;
  readonly anfrageId: string;
}

/**
 * The order with the file that came with it, which is judged, scanned and laid down as an upload is. Not for a request that was
 * carried out before, whose file the Vorgang has; and not for somebody who takes no part. A crash before the order is carried out
 * leaves an upload that runs out.
 * @throws Fachfehler VORGANG_UNBEKANNT, and those of `legeUnterlageAb`
 */
export async function mitDatei(
  auftrag: Auftrag,
  datei: Anhang | null,
  { vorgangId, akteur, anfrageId }: Wofuer,
  dienste: Eingangsdienste,
): Promise<Auftrag> {
  if (auftrag.aktion !== "unterlageHinzufuegen" || datei === null) return auftrag;
  const { store, bremse } = dienste;
  if ((await store.ladeBeantwortet(vorgangId, anfragesteller({ akteur }), anfrageId)) !== null) return auftrag;
  if ((await store.lade(vorgangId, sichtVon(akteur, null, "LESEN"))) === null) {
    await bremse();
    throw new Fachfehler("VORGANG_UNBEKANNT");
  }
  const { id: unterlageId } = await legeUnterlageAb(datei.bytes, datei.medientyp, akteur, dienste);
  return { ...auftrag, unterlageId };
}
