import { ArgsType, Field } from "type-graphql";
import type { Unterlagenart } from "../domain/hkp/unterlagen.js";
import { BefehlArgs } from "./befehl.type.js";
import { Uuid } from "./scalars.js";
import { UnterlagenartEnum } from "./unterlage.type.js";

@ArgsType()
export class UnterlageHinzufuegenArgs extends BefehlArgs {
  @Field(() => Uuid, { description: "As `PUT /unterlagen` answered it." })
  unterlageId!: string;

  @Field(() => UnterlagenartEnum, { description: "What it is." })
  art!: Unterlagenart;

  @Field(() => String, { description: "Title for people, 1 to 120 characters; never in a file name or a mail." })
  titel!: string;
}

@ArgsType()
export class UnterlageEntfernenArgs extends BefehlArgs {
  @Field(() => Uuid, { description: "Id of the Unterlage." })
  unterlageId!: string;
}
