import { ArgsType, Field, ID, InputType } from "type-graphql";
import { Zeitraum } from "./bausteine.type.js";
import { BefehlArgs, ZuweisenArgs } from "./befehl.type.js";
import { KontaktTyp } from "./kontakt.type.js";

@InputType("AnfragewunschEingabe", { description: "What the insured person adds to the Verordnung (6.5.5)." })
export class AnfragewunschEingabe {
  @Field(() => Zeitraum, { nullable: true, description: "When the care is wanted." })
  wunschzeitraum?: Zeitraum | null;

  @Field(() => String, {
    nullable: true,
    description: "Further wishes, e.g. times of the day or other services; up to 1000 characters.",
  })
  wuensche?: string | null;

  @Field(() => KontaktTyp, { nullable: true, description: "How to reach the insured person or a relative." })
  kontakt?: KontaktTyp | null;
}

@ArgsType()
export class VerfuegbarkeitAnfragenArgs extends BefehlArgs {
  @Field(() => String, { description: "Telematik-ID of the Pflegedienst, as the Verzeichnisdienst names it." })
  pflegedienst!: string;

  @Field(() => AnfragewunschEingabe, { nullable: true, description: "Wishes and contact data." })
  wunsch?: AnfragewunschEingabe | null;
}

@ArgsType()
export class VerfuegbarkeitAntwortenArgs extends BefehlArgs {
  @Field(() => Boolean, { description: "Whether the Leistungen could be taken over at the moment; binds nobody." })
  verfuegbar!: boolean;

  @Field(() => String, { nullable: true, description: "Free text for the insured person, up to 1000 characters." })
  text?: string | null;
}

@ArgsType()
export class VerfuegbarkeitZurueckziehenArgs extends BefehlArgs {
  @Field(() => ID, { description: "Id of the Anfrage." })
  anfrage!: string;
}

@ArgsType()
export class ZuweisenMitKontaktArgs extends ZuweisenArgs {
  @Field(() => KontaktTyp, { nullable: true, description: "How this Pflegedienst reaches the insured person." })
  kontakt?: KontaktTyp | null;
}
