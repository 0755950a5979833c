import { Arg, Args, Authorized, Ctx, FieldResolver, Int, Mutation, Resolver, Root } from "type-graphql";
import { BefehlArgs, BefehlErgebnis } from "../schema/befehl.type.js";
import {
  KorrekturAktualisierenArgs,
  KorrekturAnfragenArgs,
  KorrekturBeantwortenArgs,
} from "../schema/korrektur-befehl.type.js";
import { VersionsgegenstandEnum, VersionsvergleichTyp } from "../schema/korrektur.type.js";
import type { Versionsgegenstand } from "../schema/korrektur.type.js";
import { VorgangTyp } from "../schema/vorgang.type.js";
import { fuehre } from "./befehl.resolver.js";
import { bereinigt } from "./eingaben.js";
import type { Kontext } from "./kontext.js";
import { korrekturwunschAus } from "./korrektur-eingaben.js";
import type { Vorgangsdarstellung } from "./vorgang-darstellung.js";

/** Korrekturprozess (chapter 6.8). */
@Resolver(() => VorgangTyp)
export class KorrekturResolver {
  @Authorized("korrekturAnfragen")
  @Mutation(() => BefehlErgebnis, { description: "K1, K4: asks for a Korrektur, with a reason per change." })
  korrekturAnfragen(@Args(() => KorrekturAnfragenArgs) args: KorrekturAnfragenArgs, @Ctx() kontext: Kontext) {
    const wunsch = korrekturwunschAus(args.vorschlag);
    return fuehre({ aktion: "korrekturAnfragen", an: args.an, wunsch }, args, kontext);
  }

  @Authorized("korrekturAktualisieren")
  @Mutation(() => BefehlErgebnis, { description: "Overwrites the own proposal while it is unanswered." })
  korrekturAktualisieren(
    @Args(() => KorrekturAktualisierenArgs) args: KorrekturAktualisierenArgs,
    @Ctx() kontext: Kontext,
  ) {
    return fuehre({ aktion: "korrekturAktualisieren", wunsch: korrekturwunschAus(args.vorschlag) }, args, kontext);
  }

  @Authorized("korrekturZurueckziehen")
  @Mutation(() => BefehlErgebnis, { description: "K3, K6: withdraws the own Korrekturanfrage while it is unanswered." })
  korrekturZurueckziehen(@Args(() => BefehlArgs) args: BefehlArgs, @Ctx() kontext: Kontext) {
    return fuehre({ aktion: "korrekturZurueckziehen" }, args, kontext);
  }

  @Authorized("korrekturBeantworten")
  @Mutation(() => BefehlErgebnis, {
    description: "K2, K5: answers each change and stores the new signed version.",
  })
  korrekturBeantworten(@Args(() => KorrekturBeantwortenArgs) args: KorrekturBeantwortenArgs, @Ctx() kontext: Kontext) {
    const { antworten, signiert } = args;
    return fuehre({ aktion: "korrekturBeantworten", antworten: bereinigt(antworten), signiert }, args, kontext);
  }

  @FieldResolver(() => VersionsvergleichTyp, {
    nullable: true,
    description: "What changed between two versions of a data set; null: one of them is not there, or not to be read.",
  })
  versionsvergleich(
    @Root() vorgang: Vorgangsdarstellung,
    @Arg("von", () => Int, { description: "The earlier version, from 1." }) von: number,
    @Arg("bis", () => Int, { description: "The later version." }) bis: number,
    @Arg("datensatz", () => VersionsgegenstandEnum, { defaultValue: "VERORDNUNG", description: "Which data set." })
    datensatz: Versionsgegenstand,
  ) {
    return vorgang.versionsvergleich(datensatz, von, bis);
  }
}
