import { Arg, Authorized, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { ZUSTELLZUSTAENDE } from "../domain/hkp/sendeauftrag.js";
import type { Zustellzustand } from "../domain/hkp/sendeauftrag.js";
import { AFTER, CURSOR, FIRST, INT } from "../schema/connection.type.js";
import { ZustellzustandEnum } from "../schema/enums.js";
import {
  KanalstandTyp,
  ZustellungConnection,
  ZustellungWiederholt,
  ZustellzahlTyp,
} from "../schema/zustellung.type.js";
import { seite } from "./eingaben.js";
import type { Kontext } from "./kontext.js";
import { schreibend } from "./schreibend.js";
import { alsConnection } from "./seiten.js";
import { stelleKanalstandDar } from "./kanalstand-darstellung.js";
import { stelleZustellungDar } from "./zustellung-darstellung.js";

/** What BETRIEB sees and does: deliveries and counts, never medical content, never a KVNR. */
@Resolver()
export class ZustellungResolver {
  @Authorized("zustellungen")
  @Query(() => ZustellungConnection, { description: "Deliveries of all participants, newest first." })
  async zustellungen(
    @Arg("zustand", () => [ZustellzustandEnum], { nullable: true, description: "Only in one of these states." })
    zustand: Zustellzustand[] | null,
    @Arg("first", INT, FIRST) first: number,
    @Arg("after", CURSOR, AFTER) after: string | null,
    @Ctx() { ausgang }: Kontext,
  ) {
    const filter = { ...seite(first, after), ...((zustand?.length ?? 0) > 0 ? { zustand: zustand ?? [] } : {}) };
    return alsConnection(await ausgang.zustellungen(filter), ({ vorgangId, auftrag }) =>
      stelleZustellungDar(vorgangId, auftrag, null),
    );
  }

  @Authorized("zustellzahlen")
  @Query(() => [ZustellzahlTyp], { description: "How many deliveries are in which state." })
  async zustellzahlen(@Ctx() { ausgang }: Kontext) {
    const zahlen = await ausgang.zaehle();
    return ZUSTELLZUSTAENDE.map((zustand) => ({ zustand, anzahl: zahlen[zustand] }));
  }

  @Authorized("kanalstaende")
  @Query(() => [KanalstandTyp], { description: "The channels that this gateway sends over, and whether they answer." })
  async kanalstaende(@Ctx() { kanalstaende, ausgang, dienste }: Kontext) {
    const jetzt = dienste.uhr.jetzt();
    const wartende = await ausgang.zaehleWartende(jetzt);
    return kanalstaende().map((stand) => stelleKanalstandDar(stand, wartende[stand.kanal], jetzt));
  }

  @Authorized("zustellungWiederholen")
  @Mutation(() => ZustellungWiederholt, {
    description: "Gives a delivery, or an answer to a mail, that was given up another go; harmless if repeated.",
  })
  async zustellungWiederholen(
    @Arg("id", () => ID, { description: "Id of the order." }) id: string,
    @Ctx() { ausgang, post, dienste }: Kontext,
  ) {
    const erneutEingeplant =
      (await schreibend(ausgang.wiederhole(id, dienste.uhr.jetzt()))) || (await schreibend(post.wiederhole(id)));
    return { id, erneutEingeplant };
  }
}
