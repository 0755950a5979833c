import { Arg, Authorized, Ctx, ID, Query, Resolver, Root, Subscription } from "type-graphql";
import { abonniereAenderungen, abonniereMeldungen } from "../app/abonnieren.js";
import type { GesendeteMeldung } from "../app/abonnieren.js";
import { feed, protokoll } from "../app/vorgaenge-lesen.js";
import type { Impuls } from "../domain/ports/aenderungsstrom.js";
import { AFTER, CURSOR, FIRST, INT } from "../schema/connection.type.js";
import { GesendeteAenderung, GesendeteMeldungTyp, MeldungConnection, ProtokolleintragTyp } from "../schema/meldung.type.js";
import { abonnement } from "./abonnement.js";
import type { Eroeffnung } from "./abonnement.js";
import { seite } from "./eingaben.js";
import type { Kontext } from "./kontext.js";
import { stelleMeldungDar } from "./meldung-darstellung.js";
import { alsConnection } from "./seiten.js";
import { stelleUrheberDar } from "./teilnehmer-darstellung.js";

const NACH = { nullable: true, description: "Go on right behind this position, without gap or repeat; absent: from now on." } as const;

interface Abonnementdaten<A> {
  readonly args: A;
  readonly context: Kontext;
}
const ab = (nach: string | null | undefined) => (nach === null || nach === undefined ? {} : { nach });

@Resolver()
export class MeldungResolver {
  @Authorized("meldungen")
  @Query(() => MeldungConnection, { description: "Feed of the signed-in participant: Alarme and Informationen, newest first." })
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
    subscribe: ({ args: { nach }, context: { akteur, strom } }: Abonnementdaten<{ nach?: string | null }>) =>
      abonnement(nach, (signal) => abonniereMeldungen({ akteur, signal, ...ab(nach) }, strom)),
  })
  gesendeteMeldung(
    @Root() ereignis: GesendeteMeldung | Eroeffnung,
    @Arg("nach", CURSOR, NACH) _nach: string | null,
  ) {
    const { cursor } = ereignis;
    if (!("meldung" in ereignis)) return { cursor, vorgangId: null, meldung: null };
    return { cursor, vorgangId: ereignis.vorgangId, meldung: stelleMeldungDar(ereignis) };
  }

  @Authorized("vorgangGeaendert")
  @Subscription(() => GesendeteAenderung, {
    description: "Transitions of the Vorgänge the signed-in participant takes part in.",
    subscribe: ({
      args: { vorgangId, nach },
      context: { akteur, strom },
    }: Abonnementdaten<{ vorgangId?: string | null; nach?: string | null }>) =>
      abonnement(nach, (signal) => {
        const nur = vorgangId === null || vorgangId === undefined ? {} : { vorgangId };
        return abonniereAenderungen({ akteur, signal, ...ab(nach), ...nur }, strom);
      }),
  })
  vorgangGeaendert(
    @Root() ereignis: Impuls | Eroeffnung,
    @Arg("vorgangId", () => ID, { nullable: true, description: "Only this Vorgang; absent: all." }) _vorgangId: string | null,
    @Arg("nach", CURSOR, NACH) _nach: string | null,
  ) {
    return { cursor: ereignis.cursor, aenderung: "aktion" in ereignis ? ereignis : null };
  }
}
