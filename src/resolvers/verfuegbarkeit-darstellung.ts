import type { Verfuegbarkeitsanfrage } from "../domain/hkp/datensaetze/verfuegbarkeitsanfrage.js";
import type { AnfrageZumVorgang } from "../domain/ports/vorgang-store.js";
import type { VerfuegbarkeitsanfrageKopf, VerfuegbarkeitsanfrageTyp } from "../schema/verfuegbarkeit.type.js";

export function stelleAnfrageDar(vorgangId: string, anfrage: Verfuegbarkeitsanfrage): VerfuegbarkeitsanfrageTyp {
  const { pflegedienst, name, wunsch, antwort } = anfrage;
  return {
    ...stelleAnfragekopfDar({ vorgangId, anfrage }),
    pflegedienst: pflegedienst.kennung,
    name,
    wunschzeitraum: wunsch.wunschzeitraum ?? null,
    wuensche: wunsch.wuensche ?? null,
    kontakt: wunsch.kontakt ?? null,
    antwort,
  };
}

export function stelleAnfragekopfDar({ vorgangId, anfrage }: AnfrageZumVorgang): VerfuegbarkeitsanfrageKopf {
  const { id, zustand, gestelltAm, beantwortetAm, automatisch } = anfrage;
  return { id, vorgangId, zustand, gestelltAm, beantwortetAm, automatisch };
}
