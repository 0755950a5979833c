import { istUeberholt } from "../domain/hkp/sendeauftrag.js";
import type { Sendeauftrag } from "../domain/hkp/sendeauftrag.js";
import type { Vorgang } from "../domain/hkp/vorgang.js";
import { stelleTeilnehmerDar } from "./teilnehmer-darstellung.js";

/**
 * An order of the outbox as people see it. One that waits although the Vorgang has overtaken it will never be sent: it
 * shows as ZURUECKGEZOGEN at once, not only when the Versand comes by. The order's own write does not touch it.
 */
export function stelleZustellungDar(
  vorgangId: string,
  auftrag: Sendeauftrag,
  vorgang: Pick<Vorgang, "alarmstand" | "ueberholteAuftraege"> | null,
) {
  const zurueckgezogen = auftrag.zustand === "WARTET" && vorgang !== null && istUeberholt(auftrag, vorgang);
  const { id, version, ereignis, empfaenger, kanal, ersatzFuer, zustandSeit, erstelltAm } = auftrag;
  const { versuche, adresse, nachrichtId, grund } = auftrag;
  return {
    id,
    vorgangId,
    vorgangVersion: version,
    ereignis,
    empfaengerRolle: empfaenger.rolle,
    empfaengerKennung: stelleTeilnehmerDar(empfaenger).kennung,
    kanal,
    ersatzFuer: ersatzFuer ?? null,
    zustand: zurueckgezogen ? ("ZURUECKGEZOGEN" as const) : auftrag.zustand,
    zustandSeit,
    erstelltAm,
    naechsterVersuch: zurueckgezogen ? null : auftrag.naechsterVersuch,
    versuche,
    adresse,
    nachrichtId,
    grund,
    erledigtSeit: auftrag.erledigtSeit ?? null,
  };
}
