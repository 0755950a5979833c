import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import type { Versorgungsort } from "../domain/hkp/datensaetze/verordnung.js";
import { EINFACH, HaeufigkeitTyp } from "./bausteine.type.js";
import { VersorgungsortEnum } from "./datensatz-enums.js";
import { UrheberTyp } from "./datensatz.type.js";
import { DateTime } from "./scalars.js";

const LEISTUNG = "A Leistung as the practice usually orders it; exactly one of `nummer` and `freitext`.";
@ObjectType("ProfilLeistung", { ...EINFACH, description: LEISTUNG })
@InputType("ProfilLeistungEingabe", { description: LEISTUNG })
export class ProfilLeistung {
  @Field(() => String, { nullable: true, description: "Number of the Leistungsverzeichnis, e.g. `26`, `31a`." })
  nummer?: string | null;

  @Field(() => String, { nullable: true, description: "A Leistung that the Leistungsverzeichnis does not have." })
  freitext?: string | null;

  @Field(() => String, { nullable: true, description: "Details." })
  einzelheiten?: string | null;

  @Field(() => Boolean, { defaultValue: false, description: "Blanko: then neither frequency nor duration (6.6.3)." })
  blanko!: boolean;

  @Field(() => HaeufigkeitTyp, { nullable: true, description: "How often; null: filled in the draft." })
  haeufigkeit?: HaeufigkeitTyp | null;

  @Field(() => Int, {
    nullable: true,
    description: "Days from the beginning of the Verordnungszeitraum; null: the whole of it.",
  })
  dauerTage?: number | null;
}

@ObjectType("ProfilFelder", EINFACH)
@InputType("ProfilEingabe", {
  description: "A practice's template for Verordnungen (6.1.4 Arzt 6). It has no place for data of a patient.",
})
export class ProfilEingabe {
  @Field(() => String, { description: "Unique within the institution, whatever its case, e.g. `HKP Standard`." })
  name!: string;

  @Field(() => [ProfilLeistung], { description: "At least one, at most 100." })
  leistungen!: ProfilLeistung[];

  @Field(() => [String], { defaultValue: [], description: "Einschränkungen that usually go with it." })
  einschraenkungen!: string[];

  @Field(() => String, { nullable: true, description: "Free text that usually goes with it." })
  hinweise?: string | null;

  @Field(() => VersorgungsortEnum, { nullable: true, description: "Where these Leistungen are given." })
  versorgungsort?: Versorgungsort | null;
}

@ObjectType("Profil", { ...EINFACH, description: "A practice's template for Verordnungen (6.1.4 Arzt 6)." })
export class ProfilTyp extends ProfilEingabe {
  @Field(() => ID, { description: "UUID." })
  id!: string;

  @Field(() => Int, { description: "Counts changes, from 1; to be sent with a change as `version`." })
  version!: number;

  @Field(() => DateTime, { description: "When it was changed last." })
  geaendertAm!: Date;

  @Field(() => UrheberTyp, { description: "Who changed it last." })
  geaendertVon!: UrheberTyp;
}
