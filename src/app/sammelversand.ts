import type { Sammelausgang, Sammlung } from "../domain/ports/sammelausgang.js";
import type { Verzeichniseintrag } from "../domain/ports/verzeichnis.js";
import type { Sendung } from "../domain/ports/zustellung.js";
import { adressiere, bearbeiteFall } from "./versand.js";
import type { Versandteile } from "./versand.js";

export interface Sammelteile extends Versandteile {
  readonly sammelausgang: Sammelausgang;
  /** Makes the message from the Vorgaenge as they are now. */
  readonly baueSammelsendung: (sammlung: Sammlung, empfaenger: Verzeichniseintrag) => Sendung;
}

/** One claimed Sammlung up to its recorded verdict; as a single order, but for what lies in several Vorgaenge. */
export async function bearbeiteSammlung(sammlung: Sammlung, teile: Sammelteile, signal: AbortSignal): Promise<void> {
  const { sammelausgang, baueSammelsendung } = teile;
  const [erster] = sammlung.posten;
  if (erster === undefined) throw new Error("a Sammlung without orders");
  await bearbeiteFall(
    {
      auftrag: erster.auftrag,
      kennung: sammlung.sammelId,
      istUeberholt: false,
      verlaengere: (bis) => sammelausgang.verlaengere(sammlung, bis),
      vermerke: (vermerk, jetzt) => sammelausgang.vermerke(sammlung, vermerk, jetzt),
      async beginne(nachrichtId, abbruch) {
        const ziel = await adressiere(erster.auftrag, teile, abbruch);
        if ("art" in ziel) return ziel;
        // Made of what is left at the hand-over: of a Vorgang that was deleted since the claim not a line goes out.
        const jetzt = teile.uhr.jetzt();
        const uebergeben = await sammelausgang.beginneUebergabe(sammlung, ziel.adresse, nachrichtId, jetzt);
        return uebergeben === null ? null : baueSammelsendung(uebergeben, ziel.eintrag);
      },
    },
    teile,
    signal,
  );
}
