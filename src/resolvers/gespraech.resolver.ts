import { Args, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { BefehlErgebnis } from "../schema/befehl.type.js";
import { GespraechsnachrichtTyp, NachrichtSchreibenArgs } from "../schema/gespraech.type.js";
import { VorgangTyp } from "../schema/vorgang.type.js";
import { fuehre } from "./befehl.resolver.js";
import type { Kontext } from "./kontext.js";
import type { Vorgangsdarstellung } from "./vorgang-darstellung.js";

/** Conversation of a Vorgang (fachregeln.md section 4, last row). */
@Resolver(() => VorgangTyp)
export class GespraechResolver {
  @Authorized("nachrichtSchreiben")
  @Mutation(() => BefehlErgebnis, {
    description: "Writes a message to other participants, who are alerted; status and responsibility stay.",
  })
  nachrichtSchreiben(@Args(() => NachrichtSchreibenArgs) args: NachrichtSchreibenArgs, @Ctx() kontext: Kontext) {
    const { an, text, antwortAuf } = args;
    return fuehre({ aktion: "nachrichtSchreiben", an, text, antwortAuf: antwortAuf ?? null }, args, kontext);
  }

  @FieldResolver(() => [GespraechsnachrichtTyp], {
    description:
      "The conversation as far as the reader wrote it or was written to, oldest first; at most 100 per participant.",
  })
  nachrichten(@Root() vorgang: Vorgangsdarstellung) {
    return vorgang.gespraech;
  }
}
