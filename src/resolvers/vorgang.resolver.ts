import { Arg, Authorized, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import { arbeitsliste, einloesbare, siehEin, uebersicht } from "../app/vorgaenge-lesen.js";
import type { Status } from "../domain/hkp/status.js";
import { ZugangEingabe } from "../schema/befehl.type.js";
import { AFTER, CURSOR, FIRST, INT } from "../schema/connection.type.js";
import { VerordnungDatensatz } from "../schema/datensatz.type.js";
import { StatusEnum } from "../schema/enums.js";
import { VorgangConnection, VorgangKopfConnection, VorgangTyp } from "../schema/vorgang.type.js";
import { seite, zugangAus } from "./eingaben.js";
import type { Kontext } from "./kontext.js";
import { alsConnection } from "./seiten.js";
import { stelleVorgangDar } from "./vorgang-darstellung.js";
import type { Vorgangsdarstellung } from "./vorgang-darstellung.js";

@Resolver(() => VorgangTyp)
export class VorgangResolver {
  @Authorized("vorgang")
  @Query(() => VorgangTyp, { description: "A Vorgang with its contents. This is an Einsicht: it is in the Protokoll." })
  async vorgang(
    @Arg("id", () => ID, { description: "Verordnungs-ID." }) id: string,
    @Arg("zugang", () => ZugangEingabe, { nullable: true, description: "Proof, if not part of the Vorgang yet." })
    zugang: ZugangEingabe | null,
    @Ctx() kontext: Kontext,
  ) {
    const { akteur, dienste } = kontext;
    const { vorgang, nachgewiesen } = await siehEin(id, akteur, zugangAus(zugang), dienste);
    return stelleVorgangDar(vorgang, kontext, nachgewiesen);
  }

  @Authorized("arbeitsliste")
  @Query(() => VorgangKopfConnection, {
    description: "Vorgänge the signed-in actor takes part in, last changed first.",
  })
  async arbeitsliste(
    @Arg("status", () => [StatusEnum], { nullable: true, description: "Only in one of these." })
    status: Status[] | null,
    @Arg("binIchDran", () => Boolean, {
      defaultValue: false,
      description: "Only those in which the actor must act next.",
    })
    binIchDran: boolean,
    @Arg("versicherter", () => String, { nullable: true, description: "Only those of this person (KVNR)." })
    versicherter: string | null,
    @Arg("first", INT, FIRST) first: number,
    @Arg("after", CURSOR, AFTER) after: string | null,
    @Ctx() kontext: Kontext,
  ) {
    const filter = {
      binIchDran,
      ...seite(first, after),
      ...(versicherter == null ? {} : { versicherter }),
      ...((status?.length ?? 0) > 0 ? { status: status ?? [] } : {}),
    };
    const ergebnis = await arbeitsliste(kontext.akteur, filter, kontext.dienste);
    return alsConnection(ergebnis, (vorgang) => stelleVorgangDar(vorgang, kontext));
  }

  @Authorized("verordnungsuebersicht")
  @Query(() => VorgangConnection, {
    description:
      "All Vorgänge of one person that the signed-in actor takes part in, with their contents, last changed first. Each one shown is an Einsicht: it is in the Protokoll. Heads without Einsicht gives `arbeitsliste`.",
  })
  async verordnungsuebersicht(
    @Arg("versicherter", () => String, { description: "KVNR." }) versicherter: string,
    @Arg("first", INT, FIRST) first: number,
    @Arg("after", CURSOR, AFTER) after: string | null,
    @Ctx() kontext: Kontext,
  ) {
    const ergebnis = await uebersicht(kontext.akteur, versicherter, seite(first, after), kontext.dienste);
    return alsConnection(ergebnis, (vorgang) => stelleVorgangDar(vorgang, kontext));
  }

  @Authorized("einloesbareVerordnungen")
  @Query(() => VorgangKopfConnection, {
    description: "All redeemable Verordnungen of the person whose card was read (6.5.1.1).",
  })
  async einloesbareVerordnungen(
    @Arg("poppToken", () => String, { description: "PoPP token (compact JWS) made for the signed-in institution." })
    poppToken: string,
    @Arg("first", INT, FIRST) first: number,
    @Arg("after", CURSOR, AFTER) after: string | null,
    @Ctx() kontext: Kontext,
  ) {
    const ergebnis = await einloesbare(kontext.akteur, poppToken, seite(first, after), kontext.dienste);
    return alsConnection(ergebnis, (vorgang) => stelleVorgangDar(vorgang, kontext, true));
  }

  @FieldResolver(() => VerordnungDatensatz, {
    nullable: true,
    description: "A version of the Verordnung, by default the newest; null: none.",
  })
  verordnung(
    @Root() vorgang: Vorgangsdarstellung,
    @Arg("version", () => Int, { nullable: true, description: "Version of the Verordnung, from 1." })
    version: number | null,
  ) {
    return vorgang.verordnungsversion(version ?? null);
  }
}
