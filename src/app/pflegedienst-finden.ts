import { PFLEGEDIENSTE } from "../domain/kennungen/oid.js";
import type { Teilnehmer } from "../domain/kern/akteur.js";
import { Fachfehler } from "../domain/kern/fehler.js";
import type { Dienste } from "./dienste.js";

/**
 * The Pflegedienst that was chosen, as the Verzeichnisdienst knows it: nothing is assigned to somebody nobody can reach [6.5.1.2].
 * @throws Fachfehler PFLEGEDIENST_UNBEKANNT (none, several, or another kind of institution), NICHT_VERFUEGBAR.
 */
export async function findePflegedienst(
  telematikId: string,
  { verzeichnis }: Pick<Dienste, "verzeichnis">,
): Promise<{ readonly teilnehmer: Teilnehmer; readonly name: string }> {
  const teilnehmer: Teilnehmer = { rolle: "PFLEGEDIENST", kennung: telematikId };
  const gefunden = await verzeichnis.finde(teilnehmer);
  if (gefunden.art === "nichtErreichbar") throw new Fachfehler("NICHT_VERFUEGBAR");
  if (gefunden.art !== "gefunden" || !gefunden.eintrag.professionOids.some((oid) => PFLEGEDIENSTE.has(oid)))
    throw new Fachfehler("PFLEGEDIENST_UNBEKANNT");
  return { teilnehmer, name: gefunden.eintrag.name };
}
