import { Field, InputType, ObjectType } from "type-graphql";
import { EINFACH } from "./bausteine.type.js";

const KONTAKT = "How a Pflegedienst reaches the insured person or a relative; telephone or e-mail at least (6.5.5).";

@ObjectType("Kontakt", { ...EINFACH, description: KONTAKT })
@InputType("KontaktEingabe", { description: KONTAKT })
export class KontaktTyp {
  @Field(() => String, {
    nullable: true,
    description: "Who answers, if not the insured person; up to 100 characters.",
  })
  name?: string | null;

  @Field(() => String, { nullable: true, description: "Telephone number with area code, e.g. `030 5550123`." })
  telefon?: string | null;

  @Field(() => String, { nullable: true, description: "E-mail address." })
  email?: string | null;
}
