import { Arg, Authorized, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import type { Poststand } from "../app/eingang/postverwaltung.js";
import { PosteingangTyp, PostErneutGelesen, PostVerworfen } from "../schema/posteingang.type.js";
import type { Kontext } from "./kontext.js";
import { schreibend } from "./schreibend.js";

const UID = { description: "Id in the mailbox, of `posteingang.beiseitegelegte`." };

/** BETRIEB and the gateway's mailbox: never what somebody wrote. */
@Resolver()
export class PosteingangResolver {
  @Authorized("posteingang")
  @Query(() => PosteingangTyp, {
    description: "The gateway's KIM mailbox: last reading, mails set aside, foreign mails.",
  })
  async posteingang(@Ctx() { post }: Kontext) {
    return stelleDar(await post.stand());
  }

  @Authorized("postAbholen")
  @Mutation(() => PosteingangTyp, {
    description:
      "Reads the mailbox now instead of at the next interval; `lesung` tells how that went. Harmless if repeated.",
  })
  async postAbholen(@Ctx() { post }: Kontext) {
    return stelleDar(await schreibend(post.holeAb()));
  }

  @Authorized("postErneutLesen")
  @Mutation(() => PostErneutGelesen, {
    description: "Lets the next reading take up a mail that was set aside, as if it had just come.",
  })
  async postErneutLesen(@Arg("uid", () => ID, UID) uid: string, @Ctx() { post }: Kontext) {
    return { uid, wirdGelesen: await schreibend(post.liesErneut(uid)) };
  }

  @Authorized("postVerwerfen")
  @Mutation(() => PostVerworfen, {
    description: "Deletes a mail that was set aside from the mailbox, unread and for good. Its sender is not told.",
  })
  async postVerwerfen(@Arg("uid", () => ID, UID) uid: string, @Ctx() { post }: Kontext) {
    return { uid, verworfen: await schreibend(post.verwirf(uid)) };
  }
}

function stelleDar({ lesung, anzahlBeiseitegelegte, beiseitegelegte, antworten }: Poststand): PosteingangTyp {
  return {
    lesung,
    fremde: [...(lesung?.fremde ?? [])],
    anzahlBeiseitegelegte,
    beiseitegelegte: [...beiseitegelegte],
    antworten: [...antworten],
  };
}
