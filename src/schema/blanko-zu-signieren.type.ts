import { Field, ObjectType } from "type-graphql";
import { EINFACH } from "./bausteine.type.js";
import { ZuSignierenTyp } from "./zu-signieren.type.js";
import { HinweisTyp } from "./datensatz.type.js";

@ObjectType("BlankoverordnungZuSignieren", {
  ...EINFACH,
  description: "A Blankoverordnung made ready to be signed; nothing was stored.",
})
export class BlankoverordnungZuSignierenTyp extends ZuSignierenTyp {
  @Field(() => [HinweisTyp], { description: "Hints of the HKP-Richtlinie on the chosen Häufigkeit and Dauer." })
  hinweise!: readonly HinweisTyp[];
}
