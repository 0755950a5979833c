import { namensschluessel } from "../../src/domain/hkp/entwurf/profil.js";
import type { Profil } from "../../src/domain/hkp/entwurf/profil.js";
import type { Profilanfrage, Profilergebnis, Profilspeicher } from "../../src/domain/ports/profilspeicher.js";

/** Profiles in memory; runs the same contract as the database's. */
export class ProfilspeicherImSpeicher implements Profilspeicher {
  readonly #stand = new Map<string, { readonly profil: Profil; readonly anfragen: readonly Profilanfrage[] }>();

  async alle(institution: string) {
    return this.#eigene(institution).sort((a, b) => (namensschluessel(a.name) < namensschluessel(b.name) ? -1 : 1));
  }

  async lade(institution: string, id: string) {
    return this.#stand.get(`${institution}/${id}`) ?? null;
  }

  async speichere(profil: Profil, anfrageId: string | null): Promise<Profilergebnis> {
    const { institution, id, version, name } = profil;
    const bisher = this.#stand.get(`${institution}/${id}`);
    if ((bisher?.profil.version ?? 0) !== version - 1) return "KONFLIKT";
    const gleichnamig = this.#eigene(institution).find(
      (eines) => namensschluessel(eines.name) === namensschluessel(name),
    );
    if (gleichnamig !== undefined && gleichnamig.id !== id) return "NAME_VERGEBEN";
    const neue = anfrageId === null ? [] : [{ anfrageId, version }];
    this.#stand.set(`${institution}/${id}`, { profil, anfragen: [...(bisher?.anfragen ?? []), ...neue].slice(-20) });
    return "GESPEICHERT";
  }

  async loesche(institution: string, id: string, version: number) {
    if (this.#stand.get(`${institution}/${id}`)?.profil.version !== version) return false;
    return this.#stand.delete(`${institution}/${id}`);
  }

  #eigene(institution: string): Profil[] {
    return [...this.#stand.values()].map(({ profil }) => profil).filter((profil) => profil.institution === institution);
  }
}
