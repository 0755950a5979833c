import { Field, InputType, Int, ObjectType } from "type-graphql";
import type { Haeufigkeit } from "../domain/hkp/datensaetze/verordnung.js";
import { HaeufigkeitseinheitEnum } from "./datensatz-enums.js";
import { Kalendertag } from "./scalars.js";

/**
 * Classes that are output and input type at once have the very fields of the domain's data sets, so that one shape is
 * written once. Property fields resolve by default (`simpleResolvers`): no call per scalar.
 */
export const EINFACH = { simpleResolvers: true } as const;

@ObjectType("Zeitraum", { ...EINFACH, description: "Closed period of calendar days, Europe/Berlin." })
@InputType("ZeitraumEingabe", { description: "Closed period of calendar days, Europe/Berlin." })
export class Zeitraum {
  @Field(() => Kalendertag, { description: "First day, `YYYY-MM-DD`." })
  von!: string;

  @Field(() => Kalendertag, { description: "Last day, inclusive, `YYYY-MM-DD`." })
  bis!: string;
}

@ObjectType("Anschrift", { ...EINFACH, description: "Postal address in Germany." })
@InputType("AnschriftEingabe", { description: "Postal address in Germany." })
export class Anschrift {
  @Field(() => String, { description: "Street and house number." })
  strasse!: string;

  @Field(() => String, { description: "Postleitzahl, 5 digits." })
  plz!: string;

  @Field(() => String, { description: "Town." })
  ort!: string;
}

@ObjectType("Haeufigkeit", { ...EINFACH, description: "How often: `anzahl` times per `je`." })
@InputType("HaeufigkeitEingabe", { description: "How often: `anzahl` times per `je`." })
export class HaeufigkeitTyp {
  @Field(() => Int, { description: "Number of times, from 1." })
  anzahl!: number;

  @Field(() => HaeufigkeitseinheitEnum, { description: "Unit of time." })
  je!: Haeufigkeit["je"];
}
