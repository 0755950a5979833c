import { ArgsType, Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { LEISTUNGSAENDERUNGSARTEN } from "../domain/hkp/datensaetze/leistungsaenderung.js";
import type { Einzelleistungsaenderung } from "../domain/hkp/datensaetze/leistungsaenderung.js";
import { EINFACH, HaeufigkeitTyp, Zeitraum } from "./bausteine.type.js";
import { BefehlArgs } from "./befehl.type.js";
import { UrheberTyp } from "./datensatz.type.js";
import { alsEnum } from "./enums.js";
import { DateTime, Kalendertag } from "./scalars.js";

export const LeistungsaenderungsartEnum = alsEnum(
  "Leistungsaenderungsart",
  LEISTUNGSAENDERUNGSARTEN,
  "What becomes of a prescribed Leistung while the Verordnung stays (6.2).",
  {
    VERMINDERT: "Less often or for a shorter time than prescribed: `haeufigkeit`, `dauer` or both.",
    PAUSIERT: "Not at all from `von` to `bis`; without `bis` until it is lifted.",
    AUFGEHOBEN: "As prescribed again from `von` on.",
  },
);

@ObjectType("EinzelleistungsaenderungFelder", EINFACH)
@InputType("EinzelleistungsaenderungEingabe", {
  description: "Change of one Leistung; which members are set depends on `art`.",
})
export class EinzelleistungsaenderungEingabe {
  @Field(() => LeistungsaenderungsartEnum, { description: "Kind of the change." })
  art!: Einzelleistungsaenderung["art"];

  @Field(() => ID, { description: "Id of the Leistung in the Verordnung." })
  leistungId!: string;

  @Field(() => String, {
    description: "Why; for Pflegedienst, payer and insured person. 1 to 2000 characters.",
  })
  begruendung!: string;

  @Field(() => HaeufigkeitTyp, { nullable: true, description: "New, smaller frequency. With VERMINDERT." })
  haeufigkeit?: HaeufigkeitTyp | null;

  @Field(() => Zeitraum, { nullable: true, description: "New, shorter period. With VERMINDERT." })
  dauer?: Zeitraum | null;

  @Field(() => Kalendertag, {
    nullable: true,
    description: "First day of the pause, or on which it is as prescribed again. With PAUSIERT and AUFGEHOBEN.",
  })
  von?: string | null;

  @Field(() => Kalendertag, { nullable: true, description: "Last day of the pause. With PAUSIERT." })
  bis?: string | null;
}

@ObjectType("Einzelleistungsaenderung", { ...EINFACH, description: "Change of one Leistung." })
export class EinzelleistungsaenderungTyp extends EinzelleistungsaenderungEingabe {
  @Field(() => String, { description: "The change as one German sentence, without its reason." })
  satz!: string;
}

@ObjectType("Leistungsaenderung", {
  ...EINFACH,
  description: "Statement of the physician that less is needed, or nothing for a while; the Verordnung stays (6.2).",
})
export class LeistungsaenderungTyp {
  @Field(() => ID, { description: "Id of the data set." })
  id!: string;

  @Field(() => DateTime, { description: "When it was stated." })
  zeit!: Date;

  @Field(() => UrheberTyp, { description: "Who stated it." })
  von!: UrheberTyp;

  @Field(() => Int, { description: "Version of the Verordnung whose Leistungen are meant." })
  zuVersion!: number;

  @Field(() => [EinzelleistungsaenderungTyp], {
    description: "One per Leistung; of several statements the newest holds.",
  })
  aenderungen!: readonly EinzelleistungsaenderungTyp[];
}

@ArgsType()
export class LeistungVermindernArgs extends BefehlArgs {
  @Field(() => [EinzelleistungsaenderungEingabe], { description: "At least one, and one per Leistung." })
  aenderungen!: EinzelleistungsaenderungEingabe[];
}
