import { Authorized, Ctx, Query, Resolver } from "type-graphql";
import { IchTyp } from "../schema/teilnehmer.type.js";
import type { Kontext } from "./kontext.js";
import { operationenFuer } from "./rechte.js";

@Resolver()
export class IchResolver {
  @Authorized("ich")
  @Query(() => IchTyp, { description: "The signed-in actor and what it may use." })
  ich(@Ctx() { akteur }: Kontext) {
    return { ...akteur, operationen: operationenFuer(akteur) };
  }
}
