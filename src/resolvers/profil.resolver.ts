import { Arg, Authorized, Ctx, ID, Int, Mutation, Query, Resolver } from "type-graphql";
import { leseProfile, loescheProfil, speichereProfil } from "../app/profile.js";
import type { Profil } from "../domain/hkp/entwurf/profil.js";
import { ANFRAGE_ID } from "../schema/befehl.type.js";
import { ProfilEingabe, ProfilTyp } from "../schema/profil.type.js";
import { Uuid } from "../schema/scalars.js";
import { bereinigt } from "./eingaben.js";
import type { Kontext } from "./kontext.js";
import { schreibend } from "./schreibend.js";
import { stelleUrheberDar } from "./teilnehmer-darstellung.js";

const VERSION = {
  nullable: true,
  description: "Version the client decided on; another one stored is answered with PROFIL_GEAENDERT.",
} as const;

/** Templates of a practice (6.1.4 Arzt 6): every ARZT and MFA of the institution may read and change them. */
@Resolver()
export class ProfilResolver {
  @Authorized("profile")
  @Query(() => [ProfilTyp], { description: "Profiles of the signed-in institution, by name; at most 100." })
  async profile(@Ctx() { akteur, dienste }: Kontext) {
    return (await leseProfile(akteur, dienste)).map(stelleProfilDar);
  }

  @Authorized("profilSpeichern")
  @Mutation(() => ProfilTyp, { description: "Creates a profile, or replaces the one of the given id." })
  async profilSpeichern(
    @Arg("profil", () => ProfilEingabe, { description: "The whole profile." }) profil: ProfilEingabe,
    @Arg("id", () => Uuid, { nullable: true, description: "The profile to replace; null: a new one." })
    id: string | null,
    @Arg("version", () => Int, VERSION) version: number | null,
    @Arg("anfrageId", () => Uuid, ANFRAGE_ID) anfrageId: string | null,
    @Ctx() { akteur, dienste }: Kontext,
  ) {
    const auftrag = {
      id: id ?? null,
      version: version ?? null,
      anfrageId: anfrageId ?? null,
      inhalt: bereinigt(profil),
    };
    return stelleProfilDar(await schreibend(speichereProfil(auftrag, akteur, dienste)));
  }

  @Authorized("profilLoeschen")
  @Mutation(() => Boolean, { description: "Deletes a profile; false: there is none of this id, e.g. on repetition." })
  profilLoeschen(
    @Arg("id", () => ID, { description: "Id of the profile." }) id: string,
    @Arg("version", () => Int, VERSION) version: number | null,
    @Ctx() { akteur, dienste }: Kontext,
  ) {
    return schreibend(loescheProfil({ id, version: version ?? null }, akteur, dienste));
  }
}

function stelleProfilDar({ geaendertVon, ...profil }: Profil) {
  return { ...profil, geaendertVon: stelleUrheberDar(geaendertVon) };
}
