import { Args, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { BefehlErgebnis } from "../schema/befehl.type.js";
import { LeistungsaenderungTyp, LeistungVermindernArgs } from "../schema/leistungsaenderung.type.js";
import { VorgangTyp } from "../schema/vorgang.type.js";
import { fuehre } from "./befehl.resolver.js";
import type { Kontext } from "./kontext.js";
import { leistungsaenderungenAus } from "./leistungsaenderung-eingaben.js";
import type { Vorgangsdarstellung } from "./vorgang-darstellung.js";

/** Changed need inside the Verordnungszeitraum (chapter 6.2). */
@Resolver(() => VorgangTyp)
export class LeistungsaenderungResolver {
  @Authorized("leistungVermindern")
  @Mutation(() => BefehlErgebnis, {
    description:
      "By an ARZT: tells Pflegedienst and payer that Leistungen are reduced, paused, or needed as prescribed again (6.2 Fall 2, 3). More than prescribed needs a new Verordnung.",
  })
  leistungVermindern(@Args(() => LeistungVermindernArgs) args: LeistungVermindernArgs, @Ctx() kontext: Kontext) {
    const aenderungen = leistungsaenderungenAus(args.aenderungen);
    return fuehre({ aktion: "leistungVermindern", aenderungen }, args, kontext);
  }

  @FieldResolver(() => [LeistungsaenderungTyp], {
    description: "Statements of the physician on changed need that the reader may see, oldest first.",
  })
  leistungsaenderungen(@Root() vorgang: Vorgangsdarstellung) {
    return vorgang.geaenderteLeistungen;
  }
}
