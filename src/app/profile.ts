import { Fachfehler } from "../domain/kern/fehler.js";
import type { Akteur, Verordnender } from "../domain/kern/akteur.js";
import { urheber } from "../domain/hkp/aenderung.js";
import { PROFILE_HOECHSTENS } from "../domain/hkp/entwurf/profil.js";
import type { Profil, Profilinhalt } from "../domain/hkp/entwurf/profil.js";
import { pruefeProfil } from "../domain/hkp/entwurf/profil-regeln.js";
import type { Dienste } from "./dienste.js";

export interface Profilauftrag {
  /** Null: a new one. */
  readonly id: string | null;
  /** Version the client changes; another one stored is PROFIL_GEAENDERT. Null: whatever is stored. */
  readonly version: number | null;
  readonly inhalt: Profilinhalt;
  readonly anfrageId: string | null;
}

type Profildienste = Pick<Dienste, "profile" | "uhr" | "ids">;

/** @throws Fachfehler VERBOTEN */
function praxis(akteur: Akteur): Verordnender {
  if (akteur.rolle !== "VERORDNENDER") throw new Fachfehler("VERBOTEN", { erlaubteRollen: ["VERORDNENDER"] });
  return akteur;
}

/** Profiles of the actor's institution, by name. */
export function leseProfile(akteur: Akteur, { profile }: Profildienste): Promise<readonly Profil[]> {
  return profile.alle(praxis(akteur).telematikId);
}

/**
 * Creates or replaces a profile. A new one takes the anfrageId for its id, so that the same request creates it once.
 * @throws Fachfehler EINGABE_UNGUELTIG, PROFIL_UNBEKANNT, PROFIL_NAME_VERGEBEN, PROFILE_ZU_VIELE, PROFIL_GEAENDERT.
 */
export async function speichereProfil(
  { id, version, inhalt, anfrageId }: Profilauftrag,
  akteur: Akteur,
  { profile, uhr, ids }: Profildienste,
): Promise<Profil> {
  const { telematikId: institution } = praxis(akteur);
  const gemeint = id ?? anfrageId ?? ids.neueId();
  const frueherBeantwortet = async (): Promise<Profil | null> => {
    const stand = anfrageId === null ? null : await profile.lade(institution, gemeint);
    return stand?.anfragen.some((eine) => eine.anfrageId === anfrageId) === true ? stand.profil : null;
  };
  const erste = await frueherBeantwortet();
  if (erste !== null) return erste;

  const verstoesse = pruefeProfil(inhalt).map((einer) => ({ ...einer, pfad: `profil.${einer.pfad}` }));
  if (verstoesse.length > 0) throw new Fachfehler("EINGABE_UNGUELTIG", { verstoesse });
  const vorhanden = id === null ? 0 : ((await profile.lade(institution, id))?.profil.version ?? null);
  if (vorhanden === null) throw new Fachfehler("PROFIL_UNBEKANNT");
  if (version !== null && version !== vorhanden)
    throw new Fachfehler("PROFIL_GEAENDERT", { erwartet: version, vorhanden });
  if (vorhanden === 0 && (await profile.alle(institution)).length >= PROFILE_HOECHSTENS)
    throw new Fachfehler("PROFILE_ZU_VIELE");

  const profil: Profil = {
    ...inhalt,
    name: inhalt.name.trim(),
    id: gemeint,
    institution,
    version: vorhanden + 1,
    geaendertAm: uhr.jetzt(),
    geaendertVon: urheber(akteur),
  };
  const urteil = await profile.speichere(profil, anfrageId);
  if (urteil === "GESPEICHERT") return profil;
  // The same request at the same time on another instance.
  const gleichzeitige = await frueherBeantwortet();
  if (gleichzeitige !== null) return gleichzeitige;
  if (urteil === "NAME_VERGEBEN") throw new Fachfehler("PROFIL_NAME_VERGEBEN");
  throw new Fachfehler("PROFIL_GEAENDERT", { erwartet: vorhanden, vorhanden: vorhanden + 1 });
}

/**
 * @returns whether there was one to delete; a repetition finds none, which is no error
 * @throws Fachfehler PROFIL_GEAENDERT
 */
export async function loescheProfil(
  { id, version }: { readonly id: string; readonly version: number | null },
  akteur: Akteur,
  { profile }: Profildienste,
): Promise<boolean> {
  const { telematikId } = praxis(akteur);
  const vorhanden = (await profile.lade(telematikId, id))?.profil.version;
  if (vorhanden === undefined) return false;
  const gemeint = version ?? vorhanden;
  if (await profile.loesche(telematikId, id, gemeint)) return true;
  throw new Fachfehler("PROFIL_GEAENDERT", {
    erwartet: gemeint,
    vorhanden: (await profile.lade(telematikId, id))?.profil.version ?? 0,
  });
}
