import { Field, ID, InputType, ObjectType } from "type-graphql";
import type { Kostentraegerart, Verordnung, Versorgungsort } from "../domain/hkp/datensaetze/verordnung.js";
import { Anschrift, EINFACH, HaeufigkeitTyp, Zeitraum } from "./bausteine.type.js";
import { KostentraegerartEnum, VerordnungsartEnum, VersorgungsortEnum } from "./datensatz-enums.js";
import { Kalendertag, Uuid } from "./scalars.js";

const VERSICHERTER = "The insured person, as in the Verordnung.";
@ObjectType("VersichertenAngaben", { ...EINFACH, description: VERSICHERTER })
@InputType("VersichertenAngabenEingabe", { description: VERSICHERTER })
export class VersichertenAngaben {
  @Field(() => String, { description: "Krankenversichertennummer: a letter and 9 digits, the last a check digit." })
  kvnr!: string;

  @Field(() => String, { description: "First names." })
  vorname!: string;

  @Field(() => String, { description: "Surname with its additions." })
  nachname!: string;

  @Field(() => Kalendertag, { description: "Day of birth, `YYYY-MM-DD`." })
  geburtsdatum!: string;

  @Field(() => Anschrift, { description: "Where the person lives." })
  anschrift!: Anschrift;
}

const KOSTENTRAEGER = "The payer, as in the Verordnung.";
@ObjectType("KostentraegerAngaben", { ...EINFACH, description: KOSTENTRAEGER })
@InputType("KostentraegerAngabenEingabe", { description: KOSTENTRAEGER })
export class KostentraegerAngaben {
  @Field(() => String, { description: "Institutionskennzeichen, 9 digits with check digit." })
  ik!: string;

  @Field(() => String, { description: "Name of the payer." })
  name!: string;

  @Field(() => KostentraegerartEnum, { description: "Kind of payer; decides on Sachleistung or Kostenerstattung." })
  art!: Kostentraegerart;
}

const VERORDNENDER = "The prescriber and the institution, as in the Verordnung.";
@ObjectType("VerordnenderAngaben", { ...EINFACH, description: VERORDNENDER })
@InputType("VerordnenderAngabenEingabe", { description: VERORDNENDER })
export class VerordnenderAngaben {
  @Field(() => String, { description: "Lebenslange Arztnummer, 9 digits with check digit." })
  lanr!: string;

  @Field(() => String, { description: "First name of the prescriber." })
  vorname!: string;

  @Field(() => String, { description: "Surname of the prescriber." })
  nachname!: string;

  @Field(() => String, {
    nullable: true,
    description: "Betriebsstättennummer, 9 digits; of a practice. Exactly one of `bsnr` and `ik`.",
  })
  bsnr?: string;

  @Field(() => String, {
    nullable: true,
    description: "Institutionskennzeichen, 9 digits; of a hospital. Exactly one of `bsnr` and `ik`.",
  })
  ik?: string;

  @Field(() => String, { description: "Telematik-ID of the institution, compared case-sensitively." })
  telematikId!: string;

  @Field(() => String, { description: "Name of the institution." })
  institution!: string;
}

const DIAGNOSE = "A diagnosis that makes home nursing necessary.";
@ObjectType("Diagnose", { ...EINFACH, description: DIAGNOSE })
@InputType("DiagnoseEingabe", { description: DIAGNOSE })
export class Diagnose {
  @Field(() => String, { description: "ICD-10-GM code, e.g. `I83.0`." })
  icd!: string;

  @Field(() => String, { nullable: true, description: "Free text to the code." })
  text?: string;
}

const LEISTUNG = "A prescribed Leistung; exactly one of `nummer` and `freitext`.";
@ObjectType("Leistung", { ...EINFACH, description: LEISTUNG })
@InputType("LeistungEingabe", { description: LEISTUNG })
export class LeistungTyp {
  @Field(() => ID, { description: "Own id of the Leistung, unique within the Verordnung (P1.2)." })
  id!: string;

  @Field(() => String, {
    nullable: true,
    description: "Number of the Leistungsverzeichnis of the HKP-Richtlinie, e.g. `26`, `31a`.",
  })
  nummer?: string;

  @Field(() => String, {
    nullable: true,
    description: "A Leistung that the Leistungsverzeichnis does not have (P3.1).",
  })
  freitext?: string;

  @Field(() => String, { nullable: true, description: "Details, e.g. the medicine or the place of the wound." })
  einzelheiten?: string;

  @Field(() => Boolean, {
    description: "Blanko: a qualified nurse sets frequency and duration; then both must be absent (6.6.3).",
  })
  blanko!: boolean;

  @Field(() => HaeufigkeitTyp, { nullable: true, description: "How often; absent with `blanko`." })
  haeufigkeit?: HaeufigkeitTyp;

  @Field(() => Zeitraum, { nullable: true, description: "From when to when; absent with `blanko`." })
  dauer?: Zeitraum;
}

const UNFALL = "Accident data; mandatory if the payer is the DGUV.";
@ObjectType("Unfall", { ...EINFACH, description: UNFALL })
@InputType("UnfallEingabe", { description: UNFALL })
export class Unfall {
  @Field(() => Kalendertag, { description: "Day of the accident, `YYYY-MM-DD`." })
  tag!: string;
}

// Parent of the output type; never in the schema itself.
@ObjectType("VerordnungFelder", EINFACH)
@InputType("VerordnungEingabe", {
  description: "Content of a Verordnung; its Verordnungs-ID is the Vorgang's. Source: gemF_VO_HKP Tabelle 12.",
})
export class VerordnungEingabe {
  @Field(() => VerordnungsartEnum, { description: "Erst- or Folgeverordnung." })
  art!: Verordnung["art"];

  @Field(() => Kalendertag, { description: "Day of prescription, `YYYY-MM-DD`." })
  verordnungsdatum!: string;

  @Field(() => Zeitraum, { description: "Verordnungszeitraum; its end decides on the deadlines (chapter 9)." })
  verordnungszeitraum!: Zeitraum;

  @Field(() => VersichertenAngaben, { description: VERSICHERTER })
  versicherter!: VersichertenAngaben;

  @Field(() => KostentraegerAngaben, { description: KOSTENTRAEGER })
  kostentraeger!: KostentraegerAngaben;

  @Field(() => VerordnenderAngaben, { description: VERORDNENDER })
  verordnender!: VerordnenderAngaben;

  @Field(() => [Diagnose], { description: "At least one." })
  diagnosen!: Diagnose[];

  @Field(() => [String], { description: "Einschränkungen that make home nursing necessary, free text; at least one." })
  einschraenkungen!: string[];

  @Field(() => [LeistungTyp], { description: "At least one." })
  leistungen!: LeistungTyp[];

  @Field(() => Unfall, { nullable: true, description: UNFALL })
  unfall?: Unfall;

  @Field(() => Boolean, { description: "Wahl der Kostenerstattung § 13 (2) SGB V, marked by the prescriber." })
  wahlKostenerstattung!: boolean;

  @Field(() => String, { nullable: true, description: "Free text of the prescriber." })
  hinweise?: string;

  @Field(() => VersorgungsortEnum, { nullable: true, description: "Where the care is given; null: not stated." })
  versorgungsort?: Versorgungsort;

  @Field(() => Uuid, {
    nullable: true,
    description: "Shared by the Verordnungen that were issued together; one Zuzahlung for all of them (6.1.1).",
  })
  gesamtverordnungId?: string;

  @Field(() => Boolean, {
    nullable: true,
    description: "The need outlasts the period, so that a reminder of a Folgeverordnung is wanted (P2.1).",
  })
  bedarfDauerhaft?: boolean;
}

@ObjectType("Verordnung", {
  ...EINFACH,
  description: "Verordnungsdatensatz, readable. Source: gemF_VO_HKP Tabelle 12.",
})
export class VerordnungTyp extends VerordnungEingabe {
  @Field(() => ID, { description: "Verordnungs-ID that the signed data set carries." })
  verordnungsId!: string;
}
