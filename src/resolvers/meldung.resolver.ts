import { Arg, Args, Authorized, Ctx, ID, Query, Resolver, Root, Subscription } from "type-graphql";
import { abonniereAenderungen, abonniereMeldungen } from "../app/abonnieren.js";
import type { GesendeteMeldung } from "../app/abonnieren.js";
import { feed, protokoll } from "../app/vorgaenge-lesen.js";
import type { Impuls } from "../domain/ports/aenderungsstrom.js";
import { AFTER, CURSOR, FIRST, INT } from "../schema/connection.type.js";
import {
  AbonnementArgs,
  AenderungenArgs,
  GesendeteAenderung,
  GesendeteMeldungTyp,
  MeldungConnection,
  ProtokolleintragTyp,
} from "../schema/meldung.type.js";
import { abonnement } from "./abonnement.js";
import type { Eroeffnung } from "./abonnement.js";
import { seite } from "./eingaben.js";
import type { Kontext } from "./kontext.js";
import { stelleMeldungDar } from "./meldung-darstellung.js";
import { alsConnection } from "./seiten.js";
import { stelleUrheberDar } from "./teilnehmer-darstellung.js";

interface Abonnementdaten<A> {
  readonly args: A;
  readonly context: Kontext;
}
const nur = (vorgangId: string | null | undefined) =>
  vorgangId === null || vorgangId === undefined ? {} : { vorgangId };

@Resolver()
export class MeldungResolver {
  @Authorized("meldungen")
  @Query(() => MeldungConnection, {
    description: "Feed of the signed-in participant: Alarme and Informationen, newest first.",
  })
  async meldungen(
    @Arg("first", INT, FIRST) first: number,
    @Arg("after", CURSOR, AFTER) after: string | null,
    @Ctx() { akteur, dienste }: Kontext,
  ) {
    return alsConnection(await feed(akteur, seite(first, after), dienste), stelleMeldungDar);
  }

  @Authorized("protokoll")
  @Query(() => [ProtokolleintragTyp], { description: "Protokoll of a Vorgang, oldest first; who did or read what." })
  async protokoll(
    @Arg("vorgangId", () => ID, { description: "Verordnungs-ID." }) vorgangId: string,
    @Ctx() { akteur, dienste }: Kontext,
  ) {
    const eintraege = await protokoll(vorgangId, akteur, dienste);
    return eintraege.map((eintrag) => ({ ...eintrag, wer: stelleUrheberDar(eintrag.wer) }));
  }

  @Authorized("meldungen")
  @Subscription(() => GesendeteMeldungTyp, {
    name: "meldungen",
    description: "Alarme and Informationen of the signed-in participant as they happen.",
    subscribe: ({ args, context }: Abonnementdaten<AbonnementArgs>) =>
      abonnement(args, context, (von) => abonniereMeldungen(von, context.strom)),
  })
  gesendeteMeldung(
    @Root() ereignis: GesendeteMeldung | Eroeffnung,
    // eslint-disable-next-line @typescript-eslint/no-unused-vars -- declares the arguments that `subscribe` reads
    @Args(() => AbonnementArgs) _args: AbonnementArgs,
  ): GesendeteMeldungTyp {
    if ("eroeffnet" in ereignis) return { cursor: ereignis.eroeffnet, vorgangId: null, meldung: null };
    const { vorgangId, cursor } = ereignis;
    return { cursor, vorgangId, meldung: stelleMeldungDar(ereignis) };
  }

  @Authorized("vorgangGeaendert")
  @Subscription(() => GesendeteAenderung, {
    description: "Transitions of the Vorgänge the signed-in participant takes part in.",
    subscribe: ({ args, context }: Abonnementdaten<AenderungenArgs>) =>
      abonnement(args, context, (von) => abonniereAenderungen({ ...von, ...nur(args.vorgangId) }, context.strom)),
  })
  vorgangGeaendert(
    @Root() ereignis: Impuls | Eroeffnung,
    // eslint-disable-next-line @typescript-eslint/no-unused-vars -- declares the arguments that `subscribe` reads
    @Args(() => AenderungenArgs) _args: AenderungenArgs,
  ): GesendeteAenderung {
    if ("eroeffnet" in ereignis) return { cursor: ereignis.eroeffnet, aenderung: null };
    return { cursor: ereignis.cursor, aenderung: ereignis };
  }
}
