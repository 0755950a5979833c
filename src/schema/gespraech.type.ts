import { ArgsType, Field, ID, ObjectType } from "type-graphql";
import type { Teilnehmerrolle } from "../domain/kern/akteur.js";
import { EINFACH } from "./bausteine.type.js";
import { BefehlArgs } from "./befehl.type.js";
import { UrheberTyp } from "./datensatz.type.js";
import { TeilnehmerrolleEnum } from "./enums.js";
import { DateTime } from "./scalars.js";
import { TeilnehmerTyp } from "./teilnehmer.type.js";

@ObjectType("Gespraechsnachricht", {
  ...EINFACH,
  description: "Message of the conversation of a Vorgang; only its sender and its addressees read it.",
})
export class GespraechsnachrichtTyp {
  @Field(() => ID, { description: "Id, for `antwortAuf`." })
  id!: string;

  @Field(() => DateTime, { description: "When it was written." })
  zeit!: Date;

  @Field(() => UrheberTyp, { description: "Who wrote it; of a VERTRETER its own name." })
  von!: UrheberTyp;

  @Field(() => TeilnehmerTyp, { description: "The participant in whose name it was written." })
  absender!: TeilnehmerTyp;

  @Field(() => [TeilnehmerTyp], {
    description:
      "Addressees, at least one. Of a Pflegedienst that was chosen and has not accepted, the others learn the `kennung` when it accepts or writes.",
  })
  an!: readonly TeilnehmerTyp[];

  @Field(() => Boolean, { description: "Whether the signed-in participant wrote it." })
  eigene!: boolean;

  @Field(() => String, { description: "Plain text, 1 to 2000 characters; lines end with a line feed." })
  text!: string;

  @Field(() => ID, { nullable: true, description: "Id of the message that is answered; null: none." })
  antwortAuf!: string | null;
}

@ArgsType()
export class NachrichtSchreibenArgs extends BefehlArgs {
  @Field(() => [TeilnehmerrolleEnum], {
    defaultValue: [],
    description:
      "Addressees among the participants; PFLEGEDIENST is the assigned one, or the one chosen by a Zuweisung. Empty with `antwortAuf`: the other side of that message.",
  })
  an!: Teilnehmerrolle[];

  @Field(() => String, { description: "Plain text, 1 to 2000 characters." })
  text!: string;

  @Field(() => ID, { nullable: true, description: "Id of the message that is answered." })
  antwortAuf?: string | null;
}
