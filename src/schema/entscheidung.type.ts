import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import type { Einzelergebnis, Gesamtergebnis } from "../domain/hkp/datensaetze/entscheidung.js";
import { EINFACH, HaeufigkeitTyp, Zeitraum } from "./bausteine.type.js";
import { EinzelergebnisEnum, GesamtergebnisEnum } from "./datensatz-enums.js";
import { Kalendertag } from "./scalars.js";

const GEBUEHR = "Gebührenposition of a granted Leistung.";
@ObjectType("Gebuehrenposition", { ...EINFACH, description: GEBUEHR })
@InputType("GebuehrenpositionEingabe", { description: GEBUEHR })
export class Gebuehrenposition {
  @Field(() => String, { description: "Number, 6 characters." })
  nummer!: string;

  @Field(() => Int, { nullable: true, description: "Amount, from 1." })
  anzahl?: number;
}

const ZU_LEISTUNG = "Result for one Leistung that was applied for.";
@ObjectType("EntscheidungZuLeistung", { ...EINFACH, description: ZU_LEISTUNG })
@InputType("EntscheidungZuLeistungEingabe", { description: ZU_LEISTUNG })
export class EntscheidungZuLeistungTyp {
  @Field(() => ID, { description: "Id of the Leistung in the Verordnung." })
  leistungId!: string;

  @Field(() => EinzelergebnisEnum, { description: "Granted, granted in part, or refused." })
  ergebnis!: Einzelergebnis;

  @Field(() => HaeufigkeitTyp, {
    nullable: true,
    description: "Granted extent; with TEILGENEHMIGT the smaller one, absent with ABGELEHNT.",
  })
  haeufigkeit?: HaeufigkeitTyp;

  @Field(() => Zeitraum, { nullable: true, description: "Period of the commitment; absent with ABGELEHNT." })
  zusage?: Zeitraum;

  @Field(() => [Gebuehrenposition], { nullable: true, description: "Gebührenpositionen, optional." })
  gpos?: Gebuehrenposition[];

  @Field(() => String, { nullable: true, description: "Leistungserbringergruppenschlüssel AC/TK, 7 characters." })
  acTk?: string;
}

const BEGRUENDUNGEN =
  "Three separate Begründungen (Tabelle 12). A reader gets its own only; the payer wrote all three.";
@ObjectType("Begruendungen", { ...EINFACH, description: BEGRUENDUNGEN })
@InputType("BegruendungenEingabe", { description: BEGRUENDUNGEN })
export class Begruendungen {
  @Field(() => String, { nullable: true, description: "For the prescriber." })
  verordnender?: string;

  @Field(() => String, { nullable: true, description: "For the Pflegedienst." })
  pflegedienst?: string;

  @Field(() => String, { nullable: true, description: "For the insured person." })
  versicherter?: string;
}

// Parent of the output type; never in the schema itself.
@ObjectType("EntscheidungFelder", EINFACH)
@InputType("EntscheidungEingabe", { description: "Content of an Entscheidungsdatensatz (chapter 7.1.4)." })
export class EntscheidungEingabe {
  @Field(() => GesamtergebnisEnum, { description: "Overall result; must agree with the single ones." })
  gesamtergebnis!: Gesamtergebnis;

  @Field(() => Kalendertag, { description: "Day of the decision, `YYYY-MM-DD`." })
  entschiedenAm!: string;

  @Field(() => String, { nullable: true, description: "Genehmigungskennzeichen of the payer." })
  genehmigungskennzeichen?: string;

  @Field(() => [EntscheidungZuLeistungTyp], {
    description: "One per Leistung that was applied for; empty with UNZUSTAENDIG.",
  })
  leistungen!: EntscheidungZuLeistungTyp[];

  @Field(() => Begruendungen, { description: BEGRUENDUNGEN })
  begruendungen!: Begruendungen;

  @Field(() => Boolean, {
    defaultValue: false,
    description: "Kennzeichen „Kostenerstattung / Persönliches Budget“, set by AP2 only.",
  })
  kennzeichenKostenerstattung!: boolean;
}

@ObjectType("Entscheidung", { ...EINFACH, description: "Entscheidungsdatensatz, readable. Source: gemF_VO_HKP 7.1.4." })
export class EntscheidungTyp extends EntscheidungEingabe {
  @Field(() => ID, { description: "Verordnungs-ID of the Vorgang." })
  verordnungsId!: string;
}
