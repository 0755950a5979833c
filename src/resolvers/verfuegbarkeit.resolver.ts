import { Arg, Args, Authorized, Ctx, Mutation, Query, Resolver } from "type-graphql";
import { eigeneAnfragen } from "../app/anfragen-lesen.js";
import type { Anfragezustand } from "../domain/hkp/datensaetze/verfuegbarkeitsanfrage.js";
import { BefehlErgebnis } from "../schema/befehl.type.js";
import { AFTER, CURSOR, FIRST, INT } from "../schema/connection.type.js";
import {
  VerfuegbarkeitAnfragenArgs,
  VerfuegbarkeitAntwortenArgs,
  VerfuegbarkeitZurueckziehenArgs,
} from "../schema/verfuegbarkeit-befehl.type.js";
import { AnfragezustandEnum, VerfuegbarkeitsanfrageConnection } from "../schema/verfuegbarkeit.type.js";
import { fuehre } from "./befehl.resolver.js";
import { bereinigt, seite } from "./eingaben.js";
import type { Kontext } from "./kontext.js";
import { alsConnection } from "./seiten.js";
import { stelleAnfragekopfDar } from "./verfuegbarkeit-darstellung.js";

/** Unverbindliche Anfrage (chapter 6.5.2). */
@Resolver()
export class VerfuegbarkeitResolver {
  @Authorized("verfuegbarkeitsanfragen")
  @Query(() => VerfuegbarkeitsanfrageConnection, {
    description: "Anfragen to the signed-in Pflegedienst, newest first, also ended ones; contents stand in `vorgang`.",
  })
  async verfuegbarkeitsanfragen(
    @Arg("zustand", () => [AnfragezustandEnum], { nullable: true, description: "Only in one of these." })
    zustand: Anfragezustand[] | null,
    @Arg("first", INT, FIRST) first: number,
    @Arg("after", CURSOR, AFTER) after: string | null,
    @Ctx() { akteur, dienste }: Kontext,
  ) {
    const wahl = { ...seite(first, after), ...((zustand?.length ?? 0) > 0 ? { zustand: zustand ?? [] } : {}) };
    return alsConnection(await eigeneAnfragen(akteur, wahl, dienste), stelleAnfragekopfDar);
  }

  @Authorized("verfuegbarkeitAnfragen")
  @Mutation(() => BefehlErgebnis, {
    description: "Asks one Pflegedienst without obligation; at most three at a time, none of them twice (6.5.2).",
  })
  verfuegbarkeitAnfragen(
    @Args(() => VerfuegbarkeitAnfragenArgs) args: VerfuegbarkeitAnfragenArgs,
    @Ctx() kontext: Kontext,
  ) {
    const { pflegedienst, wunsch } = args;
    return fuehre({ aktion: "verfuegbarkeitAnfragen", pflegedienst, wunsch: bereinigt(wunsch ?? {}) }, args, kontext);
  }

  @Authorized("verfuegbarkeitAntworten")
  @Mutation(() => BefehlErgebnis, {
    description:
      "The asked Pflegedienst answers whether it is available; may be repeated while it is available (6.5.2).",
  })
  verfuegbarkeitAntworten(
    @Args(() => VerfuegbarkeitAntwortenArgs) args: VerfuegbarkeitAntwortenArgs,
    @Ctx() kontext: Kontext,
  ) {
    const { verfuegbar, text } = args;
    return fuehre({ aktion: "verfuegbarkeitAntworten", verfuegbar, text: text ?? null }, args, kontext);
  }

  @Authorized("verfuegbarkeitZurueckziehen")
  @Mutation(() => BefehlErgebnis, { description: "Withdraws an Anfrage that lasts; the Pflegedienst's access ends." })
  verfuegbarkeitZurueckziehen(
    @Args(() => VerfuegbarkeitZurueckziehenArgs) args: VerfuegbarkeitZurueckziehenArgs,
    @Ctx() kontext: Kontext,
  ) {
    return fuehre({ aktion: "verfuegbarkeitZurueckziehen", anfrage: args.anfrage }, args, kontext);
  }
}
