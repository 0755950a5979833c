import { KOSTENTRAEGER } from "../domain/kennungen/oid.js";
import { istPkv } from "../domain/kennungen/telematik-id.js";
import type { Teilnehmer } from "../domain/kern/akteur.js";
import { Fachfehler } from "../domain/kern/fehler.js";
import type { Dienste } from "./dienste.js";

export interface GefundenerKostentraeger {
  /** By its IK, as every Kostentraeger takes part. */
  readonly kostentraeger: Teilnehmer;
  readonly name: string;
}

/**
 * The Kostentraeger that shall get access, as the Verzeichnisdienst knows it.
 * @param kennung IK or Telematik-ID
 * @throws Fachfehler KOSTENTRAEGER_UNBEKANNT (none, several, another kind of institution, or one without an IK),
 *   KOSTENERSTATTUNG_OHNE_ZUGRIFF, NICHT_VERFUEGBAR.
 */
export async function findeKostentraeger(
  kennung: string,
  { verzeichnis }: Pick<Dienste, "verzeichnis">,
): Promise<GefundenerKostentraeger> {
  const gefunden = await verzeichnis.finde({ rolle: "KOSTENTRAEGER", kennung });
  if (gefunden.art === "nichtErreichbar") throw new Fachfehler("NICHT_VERFUEGBAR");
  if (gefunden.art !== "gefunden") throw new Fachfehler("KOSTENTRAEGER_UNBEKANNT");
  const { telematikId, ik, name, professionOids } = gefunden.eintrag;
  if (ik === null || !professionOids.some((oid) => KOSTENTRAEGER.has(oid)))
    throw new Fachfehler("KOSTENTRAEGER_UNBEKANNT");
  if (istPkv(telematikId)) throw new Fachfehler("KOSTENERSTATTUNG_OHNE_ZUGRIFF");
  return { kostentraeger: { rolle: "KOSTENTRAEGER", kennung: ik }, name };
}
