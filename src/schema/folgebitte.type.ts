import { ArgsType, Field, ID, ObjectType } from "type-graphql";
import { EINFACH } from "./bausteine.type.js";
import { BefehlArgs } from "./befehl.type.js";
import { UrheberTyp } from "./datensatz.type.js";
import { DateTime, Kalendertag } from "./scalars.js";

@ObjectType("Folgebitte", {
  ...EINFACH,
  description: "Request of the Pflegedienst for a Folgeverordnung; the Praxis, the Versicherter and itself read it.",
})
export class FolgebitteTyp {
  @Field(() => ID, { description: "Id of the request, UUID." })
  id!: string;

  @Field(() => DateTime, { description: "When it was made." })
  erbetenAm!: Date;

  @Field(() => UrheberTyp, { description: "Who made it." })
  von!: UrheberTyp;

  @Field(() => Kalendertag, { description: "Last day of the period that is to be followed." })
  zeitraumBis!: string;

  @Field(() => [ID], { description: "Ids of the Leistungen that are needed further; empty: all of them." })
  leistungen!: readonly string[];

  @Field(() => String, { nullable: true, description: "Words of the Pflegedienst; null: none." })
  text!: string | null;
}

@ArgsType()
export class FolgeverordnungErbittenArgs extends BefehlArgs {
  @Field(() => [ID], {
    defaultValue: [],
    description: "Ids of the Leistungen of the valid Verordnung that are needed further; empty: all of them.",
  })
  leistungen!: string[];

  @Field(() => String, { nullable: true, description: "Plain text, 1 to 2000 characters." })
  text?: string | null;
}
