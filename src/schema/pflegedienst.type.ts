import { ArgsType, Field, InputType, Int, ObjectType } from "type-graphql";
import { GEBIETSBEDINGUNGEN, LEISTUNGSBEDINGUNGEN } from "../domain/hkp/antwortregeln.js";
import { EINFACH } from "./bausteine.type.js";
import { alsEnum } from "./enums.js";

export const LeistungsbedingungEnum = alsEnum(
  "Leistungsbedingungsart",
  LEISTUNGSBEDINGUNGEN,
  "How the Leistungen of a Verordnung meet a condition of an Antwortregel.",
  {
    EINE_DAVON: "At least one of the Leistungen has one of these numbers.",
    NUR_DIESE: "All Leistungen have one of these numbers.",
  },
);
export const GebietsbedingungEnum = alsEnum(
  "Gebietsbedingungsart",
  GEBIETSBEDINGUNGEN,
  "How the address of the insured person meets a condition of an Antwortregel.",
  { INNERHALB: "Its Postleitzahl begins with one of these.", AUSSERHALB: "It begins with none of these." },
);

const LEISTUNGEN = "Condition by qualification.";
@ObjectType("Leistungsbedingung", { ...EINFACH, description: LEISTUNGEN })
@InputType("LeistungsbedingungEingabe", { description: LEISTUNGEN })
export class LeistungsbedingungTyp {
  @Field(() => LeistungsbedingungEnum, { description: "How it is met." })
  art!: (typeof LEISTUNGSBEDINGUNGEN)[number];

  @Field(() => [String], { description: "Numbers of the Leistungsverzeichnis, e.g. `27a`." })
  nummern!: readonly string[];
}

const GEBIET = "Condition by Einzugsgebiet.";
@ObjectType("Gebietsbedingung", { ...EINFACH, description: GEBIET })
@InputType("GebietsbedingungEingabe", { description: GEBIET })
export class GebietsbedingungTyp {
  @Field(() => GebietsbedingungEnum, { description: "How it is met." })
  art!: (typeof GEBIETSBEDINGUNGEN)[number];

  @Field(() => [String], { description: "Postleitzahlen or how they begin, 1 to 5 digits." })
  plz!: readonly string[];
}

const REGEL = "A rule that answers unverbindliche Anfragen; it holds if all its conditions do, at least one.";
@ObjectType("Antwortregel", { ...EINFACH, description: REGEL })
@InputType("AntwortregelEingabe", { description: REGEL })
export class AntwortregelTyp {
  @Field(() => LeistungsbedingungTyp, { nullable: true, description: LEISTUNGEN })
  leistungen?: LeistungsbedingungTyp | null;

  @Field(() => GebietsbedingungTyp, { nullable: true, description: GEBIET })
  gebiet?: GebietsbedingungTyp | null;

  @Field(() => Boolean, { description: "The answer." })
  verfuegbar!: boolean;

  @Field(() => String, { nullable: true, description: "Free text of the answer, up to 1000 characters." })
  text?: string | null;
}

@InputType("AntwortregelnEingabe", {
  description: "Automatic answers to unverbindliche Anfragen; replaced as a whole.",
})
export class AntwortregelnEingabe {
  @Field(() => Boolean, { description: "Every Anfrage is declined; the rules rest." })
  alleAblehnen!: boolean;

  @Field(() => String, { nullable: true, description: "Text of that answer, up to 1000 characters." })
  ablehnungstext?: string | null;

  @Field(() => [AntwortregelTyp], { description: "The first that holds answers; none: a person. At most 50." })
  regeln!: AntwortregelTyp[];
}

@ObjectType("Antwortregeln", {
  ...EINFACH,
  description: "Automatic answers of a Pflegedienst to unverbindliche Anfragen.",
})
export class AntwortregelnTyp {
  @Field(() => Boolean, { description: "Every Anfrage is declined; the rules rest." })
  alleAblehnen!: boolean;

  @Field(() => String, { nullable: true, description: "Text of that answer; null: none." })
  ablehnungstext?: string | null;

  @Field(() => [AntwortregelTyp], { description: "In the order in which they are tried." })
  regeln!: readonly AntwortregelTyp[];

  @Field(() => Int, { description: "Counts changes; 0: never set." })
  version!: number;
}

@ArgsType()
export class AntwortregelnSetzenArgs {
  @Field(() => AntwortregelnEingabe, { description: "All rules." })
  eingabe!: AntwortregelnEingabe;

  @Field(() => Int, {
    nullable: true,
    description: "Version that was read; another one stored is answered with VERSIONSKONFLIKT.",
  })
  version?: number | null;
}

@ObjectType("GewaehlterPflegedienst", { ...EINFACH, description: "A Pflegedienst that the insured person chose." })
export class GewaehlterPflegedienst {
  @Field(() => String, { description: "Telematik-ID." })
  telematikId!: string;

  @Field(() => String, { description: "Name in the Verzeichnisdienst when it was chosen." })
  name!: string;
}

@ObjectType("MeinePflegedienste", {
  ...EINFACH,
  description: "What the insured person has set about Pflegedienste (6.5.1.2; 6.5.5, Versicherter 9 and 10).",
})
export class MeinePflegediensteTyp {
  @Field(() => GewaehlterPflegedienst, {
    nullable: true,
    description: "Gets Folgeverordnungen at activation, unless several were issued together; null: none.",
  })
  stammpflegedienst!: GewaehlterPflegedienst | null;

  @Field(() => [GewaehlterPflegedienst], { description: "Favourites, in the order of marking; at most 50." })
  favoriten!: readonly GewaehlterPflegedienst[];
}
