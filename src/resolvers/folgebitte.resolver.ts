import { Args, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { BefehlErgebnis } from "../schema/befehl.type.js";
import { FolgebitteTyp, FolgeverordnungErbittenArgs } from "../schema/folgebitte.type.js";
import { VorgangTyp } from "../schema/vorgang.type.js";
import { fuehre } from "./befehl.resolver.js";
import type { Kontext } from "./kontext.js";
import type { Vorgangsdarstellung } from "./vorgang-darstellung.js";

/** Request for a Folgeverordnung (fachregeln.md section 4). */
@Resolver(() => VorgangTyp)
export class FolgebitteResolver {
  @Authorized("folgeverordnungErbitten")
  @Mutation(() => BefehlErgebnis, {
    description:
      "The assigned Pflegedienst asks the Praxis for a Folgeverordnung, once per Verordnungszeitraum; the Praxis is alerted, status and responsibility stay.",
  })
  folgeverordnungErbitten(
    @Args(() => FolgeverordnungErbittenArgs) args: FolgeverordnungErbittenArgs,
    @Ctx() kontext: Kontext,
  ) {
    const { leistungen, text } = args;
    return fuehre({ aktion: "folgeverordnungErbitten", leistungen, text: text ?? null }, args, kontext);
  }

  @FieldResolver(() => [FolgebitteTyp], {
    description: "Requests for a Folgeverordnung that the reader may see, oldest first.",
  })
  folgebitten(@Root() vorgang: Vorgangsdarstellung) {
    return vorgang.folgebitten;
  }
}
