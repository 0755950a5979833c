import { Authorized, Query, Resolver } from "type-graphql";
import { LEISTUNGSVERZEICHNIS, VERZEICHNISSPALTEN } from "../domain/hkp/leistungsverzeichnis.js";
import { LeistungsverzeichnisTyp } from "../schema/leistungsverzeichnis.type.js";

/** The same for every caller, so it is made once. What is merely believed of an unverified cell is not given out. */
const VERZEICHNIS: LeistungsverzeichnisTyp = {
  ...LEISTUNGSVERZEICHNIS,
  leistungen: LEISTUNGSVERZEICHNIS.leistungen.map((leistung) => ({
    ...leistung,
    unbestaetigt: VERZEICHNISSPALTEN.filter((spalte) => leistung.unbestaetigt[spalte] !== undefined),
  })),
};

@Resolver()
export class LeistungsverzeichnisResolver {
  @Authorized("leistungsverzeichnis")
  @Query(() => LeistungsverzeichnisTyp, {
    description:
      "Leistungsverzeichnis of the HKP-RL in force: recommended values to be shown before anything is entered (P2.1.5, P2.1.6, P2.2.3).",
  })
  leistungsverzeichnis(): LeistungsverzeichnisTyp {
    return VERZEICHNIS;
  }
}
