import { Args, Authorized, Ctx, Mutation, Query, Resolver } from "type-graphql";
import { eigeneEinstellungen, setzeEinstellungen } from "../app/einstellungen.js";
import type { Eigene } from "../app/einstellungen.js";
import { EinstellungenSetzenArgs, EinstellungenTyp } from "../schema/einstellungen.type.js";
import type { Kontext } from "./kontext.js";
import { schreibend } from "./schreibend.js";

/** Settings of the signed-in participant; they belong to the institution, so every person of it sees the same. */
@Resolver()
export class EinstellungenResolver {
  @Authorized("einstellungen")
  @Query(() => EinstellungenTyp, { description: "How the signed-in participant is told." })
  async einstellungen(@Ctx() { akteur, dienste }: Kontext) {
    return stelleDar(await eigeneEinstellungen(akteur, dienste), dienste);
  }

  @Authorized("einstellungenSetzen")
  @Mutation(() => EinstellungenTyp, {
    description:
      "Replaces the settings of the signed-in participant. They hold for what happens from now on, on all instances after 5 s at most; what waits already keeps its time.",
  })
  async einstellungenSetzen(
    @Args(() => EinstellungenSetzenArgs) { eingabe, anfrageId, version }: EinstellungenSetzenArgs,
    @Ctx() { akteur, dienste }: Kontext,
  ) {
    const auftrag = {
      einstellungen: {
        ...eingabe,
        ruhezeiten: eingabe.ruhezeiten.map((eine) => ({ ...eine })),
        sammelzeit: eingabe.sammelzeit ?? null,
      },
      anfrageId: anfrageId ?? null,
      erwarteteVersion: version ?? null,
    };
    return stelleDar(await schreibend(setzeEinstellungen(akteur, auftrag, dienste)), dienste);
  }
}

function stelleDar({ einstellungen, version, geaendertAm }: Eigene, { einstellungen: puffer }: Kontext["dienste"]) {
  return { ...einstellungen, angeboteneKanaele: [...puffer.angeboten], version, geaendertAm };
}
