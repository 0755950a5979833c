import { Field, ID, Int, ObjectType } from "type-graphql";
import type { Zustellzustand } from "../domain/hkp/sendeauftrag.js";
import { EINFACH } from "./bausteine.type.js";
import { ZustellzustandEnum } from "./enums.js";
import { DateTime } from "./scalars.js";
import { ZustellgrundTyp } from "./zustellung.type.js";

@ObjectType("Postlesung", { ...EINFACH, description: "The last reading of the mailbox, of whichever instance." })
export class PostlesungTyp {
  @Field(() => DateTime, { description: "When it began." })
  begonnenAm!: Date;

  @Field(() => DateTime, { description: "When it ended." })
  beendetAm!: Date;

  @Field(() => Boolean, { description: "False: it broke off, e.g. because the Clientmodul did not answer." })
  vollstaendig!: boolean;
}

@ObjectType("Fremdpost", {
  ...EINFACH,
  description: "Mails of another application in the gateway's mailbox; they are left untouched.",
})
export class FremdpostTyp {
  @Field(() => String, {
    description: "Their X-KIM-Dienstkennung; what does not look like one is not shown but counted together.",
  })
  dienstkennung!: string;

  @Field(() => Int, { description: "How many, as the last complete reading found them." })
  anzahl!: number;
}

@ObjectType("BeiseitegelegteNachricht", {
  ...EINFACH,
  description:
    "A mail that nothing was done with. It stays in the mailbox and is skipped; its content is nowhere else.",
})
export class BeiseitegelegteNachrichtTyp {
  @Field(() => ID, { description: "Id in the mailbox (UIDL)." })
  uid!: string;

  @Field(() => String, { nullable: true, description: "Message-ID without brackets; null: none that can be used." })
  nachrichtId!: string | null;

  @Field(() => ZustellgrundTyp, { description: "Why." })
  grund!: ZustellgrundTyp;

  @Field(() => DateTime, { description: "Since when." })
  seit!: Date;
}

@ObjectType("LiegendeAntwort", {
  ...EINFACH,
  description: "An answer to a mail that could not be delivered, or of which that is not known. No content.",
})
export class LiegendeAntwortTyp {
  @Field(() => ID, { description: "Id of the answer, UUID; for `zustellungWiederholen`." })
  id!: string;

  @Field(() => String, { description: "KIM address it goes to: the one that the mail came from." })
  adresse!: string;

  @Field(() => ZustellzustandEnum, { description: "UNZUSTELLBAR, or UNBEKANNT after the one repetition." })
  zustand!: Zustellzustand;

  @Field(() => DateTime, { description: "Since when it is in this state." })
  zustandSeit!: Date;

  @Field(() => DateTime, { description: "When it was written." })
  erstelltAm!: Date;

  @Field(() => DateTime, { description: "When it is removed, whatever becomes of it." })
  verfaelltAm!: Date;

  @Field(() => Int, { description: "Number of attempts so far." })
  versuche!: number;

  @Field(() => ZustellgrundTyp, { nullable: true, description: "Reason of the state, if there is one." })
  grund!: ZustellgrundTyp | null;
}

@ObjectType("Posteingang", {
  ...EINFACH,
  description:
    "The gateway's KIM mailbox and what became of its mails, as BETRIEB sees it: ids, codes and times, no content.",
})
export class PosteingangTyp {
  @Field(() => PostlesungTyp, { nullable: true, description: "The last reading; null: there was none yet." })
  lesung!: PostlesungTyp | null;

  @Field(() => [FremdpostTyp], { description: "Mails of other applications, most first." })
  fremde!: FremdpostTyp[];

  @Field(() => Int, { description: "How many mails are set aside." })
  anzahlBeiseitegelegte!: number;

  @Field(() => [BeiseitegelegteNachrichtTyp], { description: "Mails that are set aside, newest first; at most 200." })
  beiseitegelegte!: BeiseitegelegteNachrichtTyp[];

  @Field(() => [LiegendeAntwortTyp], { description: "Answers that only a person moves on, newest first; at most 200." })
  antworten!: LiegendeAntwortTyp[];
}

@ObjectType("PostErneutGelesen", { ...EINFACH, description: "Result of `postErneutLesen`." })
export class PostErneutGelesen {
  @Field(() => ID, { description: "Id in the mailbox." })
  uid!: string;

  @Field(() => Boolean, { description: "True: the next reading takes it up. False: no such mail is set aside." })
  wirdGelesen!: boolean;
}

@ObjectType("PostVerworfen", { ...EINFACH, description: "Result of `postVerwerfen`." })
export class PostVerworfen {
  @Field(() => ID, { description: "Id in the mailbox." })
  uid!: string;

  @Field(() => Boolean, { description: "True: the mail is deleted. False: no such mail is set aside, or it was gone." })
  verworfen!: boolean;
}
