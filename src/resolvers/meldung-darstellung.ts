import { meldungssatz, MELDUNGSTEXTE } from "../domain/hkp/texte.js";
import type { MeldungZumVorgang } from "../domain/ports/vorgang-store.js";
import type { MeldungTyp } from "../schema/meldung.type.js";

export function stelleMeldungDar({ vorgangId, meldung }: MeldungZumVorgang): MeldungTyp {
  const { id, art, ereignis, version, status, zeit, begruendung } = meldung;
  return {
    id,
    art,
    ereignis,
    vorgangId,
    version,
    status,
    zeit,
    titel: MELDUNGSTEXTE[ereignis].titel,
    satz: meldungssatz(meldung),
    begruendung,
  };
}
