import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { Anschrift, EINFACH, HaeufigkeitTyp, Zeitraum } from "./bausteine.type.js";

const FACHPERSON = "The qualified nurse (§ 37 (8) SGB V).";
@ObjectType("Pflegefachperson", { ...EINFACH, description: FACHPERSON })
@InputType("PflegefachpersonEingabe", { description: FACHPERSON })
export class Pflegefachperson {
  @Field(() => String, { description: "Lebenslange Beschäftigtennummer, 9 digits; leading zeros count." })
  lbnr!: string;

  @Field(() => String, { description: "Name of the nurse." })
  name!: string;
}

const DIENST = "The Pflegedienst of a Blankoverordnung.";
@ObjectType("BlankoPflegedienst", { ...EINFACH, description: DIENST })
@InputType("BlankoPflegedienstEingabe", { description: DIENST })
export class BlankoPflegedienst {
  @Field(() => String, { description: "Telematik-ID; must be the signed-in institution's." })
  telematikId!: string;

  @Field(() => String, { description: "Name of the Pflegedienst." })
  name!: string;
}

const BLANKOLEISTUNG = "Frequency and duration of one Blanko Leistung.";
@ObjectType("BlankoLeistung", { ...EINFACH, description: BLANKOLEISTUNG })
@InputType("BlankoLeistungEingabe", { description: BLANKOLEISTUNG })
export class BlankoLeistung {
  @Field(() => ID, { description: "Id of the Leistung in the Verordnung." })
  leistungId!: string;

  @Field(() => HaeufigkeitTyp, { description: "How often." })
  haeufigkeit!: HaeufigkeitTyp;

  @Field(() => Zeitraum, { description: "From when to when, within the Verordnungszeitraum." })
  dauer!: Zeitraum;
}

// Parent of the output type; never in the schema itself.
@ObjectType("BlankoverordnungFelder", EINFACH)
@InputType("BlankoverordnungEingabe", {
  description: "Content of a Blankoverordnung; covers exactly the Leistungen marked `blanko` (6.6.2, Tabelle 12).",
})
export class BlankoverordnungEingabe {
  @Field(() => Int, { description: "Version of the Verordnung that it completes; must be the newest." })
  zuVersion!: number;

  @Field(() => Pflegefachperson, { description: FACHPERSON })
  pflegefachperson!: Pflegefachperson;

  @Field(() => BlankoPflegedienst, { description: DIENST })
  pflegedienst!: BlankoPflegedienst;

  @Field(() => [BlankoLeistung], { description: "One per Leistung marked `blanko`." })
  leistungen!: BlankoLeistung[];
}

@ObjectType("Blankoverordnung", { ...EINFACH, description: "Blankoverordnung, readable. Source: gemF_VO_HKP 6.6.2." })
export class BlankoverordnungTyp extends BlankoverordnungEingabe {
  @Field(() => ID, { description: "Verordnungs-ID that the signed data set carries." })
  verordnungsId!: string;
}

const ERBRINGER = "The Pflegedienst that will render the Leistungen.";
@ObjectType("Leistungserbringer", { ...EINFACH, description: ERBRINGER })
@InputType("LeistungserbringerEingabe", { description: ERBRINGER })
export class Leistungserbringer {
  @Field(() => String, { description: "Telematik-ID; must be the signed-in institution's." })
  telematikId!: string;

  @Field(() => String, { description: "Institutionskennzeichen, 9 digits with check digit." })
  ik!: string;

  @Field(() => String, { description: "Name of the Pflegedienst." })
  name!: string;

  @Field(() => Anschrift, { description: "Address of the Pflegedienst." })
  anschrift!: Anschrift;

  @Field(() => String, { description: "Contact person for the payer." })
  ansprechpartner!: string;

  @Field(() => String, { nullable: true, description: "Telephone number of the contact person." })
  telefon?: string;
}

const ANGABENLEISTUNG = "A Leistung that is applied for.";
@ObjectType("AngabenLeistung", { ...EINFACH, description: ANGABENLEISTUNG })
@InputType("AngabenLeistungEingabe", { description: ANGABENLEISTUNG })
export class AngabenLeistung {
  @Field(() => ID, { description: "Id of the Leistung in the Verordnung." })
  leistungId!: string;

  @Field(() => HaeufigkeitTyp, { description: "How often." })
  haeufigkeit!: HaeufigkeitTyp;

  @Field(() => Zeitraum, { description: "From when to when." })
  dauer!: Zeitraum;

  @Field(() => String, { nullable: true, description: "Gebührenposition, 6 characters." })
  gpos?: string;
}

// Parent of the output type; never in the schema itself.
@ObjectType("AngabenFelder", EINFACH)
@InputType("AngabenEingabe", {
  description:
    "Content of the Angaben zur Leistungserbringung (6.6.1). `leistungen` may be a part of the Verordnung (P1.2).",
})
export class AngabenEingabe {
  @Field(() => Int, { description: "Version of the Verordnung they refer to; must be the newest." })
  zuVersion!: number;

  @Field(() => Leistungserbringer, { description: ERBRINGER })
  pflegedienst!: Leistungserbringer;

  @Field(() => [AngabenLeistung], { description: "Empty: a Folgeverordnung without changes (P3.1.3)." })
  leistungen!: AngabenLeistung[];

  @Field(() => String, { nullable: true, description: "Leistungserbringergruppenschlüssel AC/TK, 7 characters." })
  acTk?: string;
}

@ObjectType("Angaben", {
  ...EINFACH,
  description: "Angaben zur Leistungserbringung, readable. Source: gemF_VO_HKP 6.6.1.",
})
export class AngabenTyp extends AngabenEingabe {
  @Field(() => ID, { description: "Verordnungs-ID that the signed data set carries." })
  verordnungsId!: string;
}
