import type { Db } from "mongodb";
import { namensschluessel } from "../domain/hkp/entwurf/profil.js";
import type { Profil } from "../domain/hkp/entwurf/profil.js";
import type { Profilanfrage, Profilergebnis, Profilspeicher } from "../domain/ports/profilspeicher.js";
import { profile, SCHEMA_VERSION } from "./dokumente.js";
import type { Rohdokument, Sammlung } from "./dokumente.js";
import { frage } from "./ergebnis.js";
import { betrifftFeld, istDoppelterSchluessel } from "./verbindung.js";

/** Answered requests kept with a profile: a repetition comes soon or not at all. */
const ANFRAGEN_HOECHSTENS = 20;

/** Profiles in MongoDB, one document each; ids are chosen by clients and so hold only within their institution. */
export class MongoProfilspeicher implements Profilspeicher {
  readonly #profile: Sammlung;

  constructor(db: Db) {
    this.#profile = profile(db);
  }

  async alle(institution: string): Promise<readonly Profil[]> {
    const dokumente = await frage(() =>
      this.#profile.find({ institution }).sort({ institution: 1, schluessel: 1 }).toArray(),
    );
    return dokumente.map(alsProfil);
  }

  async lade(institution: string, id: string) {
    const dokument = await frage(() => this.#profile.findOne({ _id: schluesselVon({ institution, id }) }));
    if (dokument === null) return null;
    return { profil: alsProfil(dokument), anfragen: dokument["anfragen"] as readonly Profilanfrage[] };
  }

  async speichere(profil: Profil, anfrageId: string | null): Promise<Profilergebnis> {
    const { version } = profil;
    const _id = schluesselVon(profil);
    const felder = { schemaVersion: SCHEMA_VERSION, schluessel: namensschluessel(profil.name), ...profil };
    const anfragen = anfrageId === null ? [] : [{ anfrageId, version }];
    try {
      if (version === 1) {
        await frage(() => this.#profile.insertOne({ _id, ...felder, anfragen }));
        return "GESPEICHERT";
      }
      const bisherige = { $concatArrays: ["$anfragen", { $literal: anfragen }] };
      const { matchedCount } = await frage(() =>
        this.#profile.updateOne({ _id, version: version - 1 }, [
          {
            $replaceWith: {
              $mergeObjects: [
                { $literal: { _id, ...felder } },
                { anfragen: { $slice: [bisherige, -ANFRAGEN_HOECHSTENS] } },
              ],
            },
          },
        ]),
      );
      return matchedCount === 1 ? "GESPEICHERT" : "KONFLIKT";
    } catch (fehler) {
      if (!istDoppelterSchluessel(fehler)) throw fehler;
      return betrifftFeld(fehler, "schluessel") ? "NAME_VERGEBEN" : "KONFLIKT";
    }
  }

  async loesche(institution: string, id: string, version: number): Promise<boolean> {
    const gesucht = { _id: schluesselVon({ institution, id }), version };
    const { deletedCount } = await frage(() => this.#profile.deleteOne(gesucht));
    return deletedCount === 1;
  }
}

const schluesselVon = ({ institution, id }: Pick<Profil, "institution" | "id">): string => `${institution}/${id}`;

function alsProfil({ _id, schemaVersion: _s, schluessel: _n, anfragen: _a, ...felder }: Rohdokument): Profil {
  return felder as unknown as Profil;
}
