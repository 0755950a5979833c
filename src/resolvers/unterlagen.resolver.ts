import { Args, Authorized, Ctx, Mutation, Resolver } from "type-graphql";
import { BefehlErgebnis } from "../schema/befehl.type.js";
import { UnterlageEntfernenArgs, UnterlageHinzufuegenArgs } from "../schema/unterlage-befehl.type.js";
import { fuehre } from "./befehl.resolver.js";
import type { Kontext } from "./kontext.js";

/** Unterlagen of a Vorgang; their content goes over plain HTTP (server/unterlagen-http.ts). */
@Resolver()
export class UnterlagenResolver {
  @Authorized("unterlageHinzufuegen")
  @Mutation(() => BefehlErgebnis, {
    description:
      "Adds an uploaded file: the practice while the Verordnung is being made or corrected, the assigned Pflegedienst its own.",
  })
  unterlageHinzufuegen(@Args(() => UnterlageHinzufuegenArgs) args: UnterlageHinzufuegenArgs, @Ctx() kontext: Kontext) {
    const { unterlageId, art, titel } = args;
    return fuehre({ aktion: "unterlageHinzufuegen", unterlageId, art, titel }, args, kontext);
  }

  @Authorized("unterlageEntfernen")
  @Mutation(() => BefehlErgebnis, {
    description: "Takes an own Unterlage away, where one could be added; its content is deleted.",
  })
  unterlageEntfernen(@Args(() => UnterlageEntfernenArgs) args: UnterlageEntfernenArgs, @Ctx() kontext: Kontext) {
    return fuehre({ aktion: "unterlageEntfernen", unterlageId: args.unterlageId }, args, kontext);
  }
}
