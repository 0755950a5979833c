import { Arg, Args, Authorized, Ctx, Mutation, Query, Resolver } from "type-graphql";
import { eigeneAntwortregeln, setzeAntwortregeln } from "../app/antwortregeln.js";
import { suchePflegedienste } from "../app/pflegedienste-suchen.js";
import { markiereFavorit, meinePflegedienste, setzeStammpflegedienst } from "../app/pflegedienstwahl.js";
import type { Antwortregelstand } from "../domain/ports/antwortregeln.js";
import { PflegediensteArgs, PflegedienstsucheTyp } from "../schema/pflegedienstsuche.type.js";
import { AntwortregelnSetzenArgs, AntwortregelnTyp, MeinePflegediensteTyp } from "../schema/pflegedienst.type.js";
import { bereinigt } from "./eingaben.js";
import type { Kontext } from "./kontext.js";
import { schreibend } from "./schreibend.js";

/** Settings about Pflegedienste: their automatic answers, and whom the insured person prefers (chapter 6.5). */
@Resolver()
export class PflegedienstResolver {
  @Authorized("antwortregeln")
  @Query(() => AntwortregelnTyp, { description: "Automatic answers of the signed-in Pflegedienst (6.5.2)." })
  async antwortregeln(@Ctx() { akteur, dienste }: Kontext) {
    return stelleDar(await eigeneAntwortregeln(akteur, dienste));
  }

  @Authorized("antwortregelnSetzen")
  @Mutation(() => AntwortregelnTyp, {
    description: "Replaces them; they hold for Anfragen from now on. Repeating it with the same `version` conflicts.",
  })
  async antwortregelnSetzen(
    @Args(() => AntwortregelnSetzenArgs) { eingabe, version }: AntwortregelnSetzenArgs,
    @Ctx() { akteur, dienste }: Kontext,
  ) {
    return stelleDar(await schreibend(setzeAntwortregeln(akteur, bereinigt(eingabe), version ?? null, dienste)));
  }

  @Authorized("pflegedienste")
  @Query(() => PflegedienstsucheTyp, {
    description:
      "Searches the Verzeichnisdienst for Pflegedienste; neutral order: by distance if searched, else by name (6.5.1.2).",
  })
  pflegedienste(@Args(() => PflegediensteArgs) args: PflegediensteArgs, @Ctx() { dienste }: Kontext) {
    return suchePflegedienste(bereinigt({ ...args }), dienste);
  }

  @Authorized("meinePflegedienste")
  @Query(() => MeinePflegediensteTyp, { description: "Stammpflegedienst and favourites of the insured person." })
  meinePflegedienste(@Ctx() { akteur, dienste }: Kontext) {
    return meinePflegedienste(akteur, dienste);
  }

  @Authorized("stammpflegedienstSetzen")
  @Mutation(() => MeinePflegediensteTyp, {
    description: "Sets, changes or ends the Stammpflegedienst; holds for Folgeverordnungen from now on (6.5.1.2).",
  })
  stammpflegedienstSetzen(
    @Arg("pflegedienst", () => String, { nullable: true, description: "Telematik-ID; null or absent: ends it." })
    pflegedienst: string | null,
    @Ctx() { akteur, dienste }: Kontext,
  ) {
    return schreibend(setzeStammpflegedienst(akteur, pflegedienst ?? null, dienste));
  }

  @Authorized("favoritMarkieren")
  @Mutation(() => MeinePflegediensteTyp, { description: "Marks a Pflegedienst as favourite, or no longer." })
  favoritMarkieren(
    @Arg("pflegedienst", () => String, { description: "Telematik-ID." }) pflegedienst: string,
    @Arg("favorit", () => Boolean, { defaultValue: true, description: "False: no longer." }) favorit: boolean,
    @Ctx() { akteur, dienste }: Kontext,
  ) {
    return schreibend(markiereFavorit(akteur, pflegedienst, favorit, dienste));
  }
}

const stelleDar = ({ regeln, version }: Antwortregelstand) => ({ ...regeln, version });
