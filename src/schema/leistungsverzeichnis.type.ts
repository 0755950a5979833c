import { Field, Int, ObjectType } from "type-graphql";
import { VERZEICHNISEINHEITEN, VERZEICHNISSPALTEN } from "../domain/hkp/leistungsverzeichnis.js";
import type { Verzeichniseinheit, Verzeichnisspalte } from "../domain/hkp/leistungsverzeichnis.js";
import { EINFACH } from "./bausteine.type.js";
import { alsEnum } from "./enums.js";

const VerzeichniseinheitEnum = alsEnum<Verzeichniseinheit>(
  "Verzeichniseinheit",
  VERZEICHNISEINHEITEN,
  "Over what a recommended frequency is counted.",
  { TAG: "Per day.", WOCHE: "Per week.", MONAT: "Per month.", VERORDNUNG: "Over the whole period of the Leistung." },
);

const VerzeichnisspalteEnum = alsEnum<Verzeichnisspalte>(
  "Verzeichnisspalte",
  VERZEICHNISSPALTEN,
  "Column of the Leistungsverzeichnis.",
  {
    titel: "The title.",
    hoechstdauer: "Recommended longest duration.",
    hoechsthaeufigkeit: "Recommended highest frequency.",
    blanko: "Whether frequency and duration may be left to the Pflegefachperson.",
  },
);

@ObjectType("Hoechstdauer", { ...EINFACH, description: "Recommended longest duration." })
export class HoechstdauerTyp {
  @Field(() => String, { description: "As the HKP-RL puts it, in German." })
  text!: string;

  @Field(() => Int, { nullable: true, description: "In days; null: it cannot be said as a number of days." })
  tage!: number | null;
}

@ObjectType("Hoechsthaeufigkeit", { ...EINFACH, description: "Recommended highest frequency." })
export class HoechsthaeufigkeitTyp {
  @Field(() => String, { description: "As the HKP-RL puts it, in German." })
  text!: string;

  @Field(() => Int, { description: "Number of times per `je`." })
  anzahl!: number;

  @Field(() => VerzeichniseinheitEnum, { description: "Over what it is counted." })
  je!: Verzeichniseinheit;
}

@ObjectType("Verzeichnisleistung", {
  ...EINFACH,
  description: "Line of the Leistungsverzeichnis. A recommendation is a hint; nothing is refused because of it (P3.1).",
})
export class VerzeichnisleistungTyp {
  @Field(() => String, { description: "Number, e.g. `26` or `31a`; what a Leistung names as `nummer`." })
  nummer!: string;

  @Field(() => String, { description: "Title, German." })
  titel!: string;

  @Field(() => HoechstdauerTyp, { nullable: true, description: "Recommended longest duration; null: none is known." })
  hoechstdauer!: HoechstdauerTyp | null;

  @Field(() => HoechsthaeufigkeitTyp, {
    nullable: true,
    description: "Recommended highest frequency; null: none is known.",
  })
  hoechsthaeufigkeit!: HoechsthaeufigkeitTyp | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "May frequency and duration be left to the Pflegefachperson (Blankoverordnung)? Null: not verified; such a Verordnung is then taken.",
  })
  blanko!: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: "Condition of the Leistung, or of leaving it to the Pflegefachperson; German.",
  })
  bedingung!: string | null;

  @Field(() => [VerzeichnisspalteEnum], {
    description:
      "Columns whose value is not verified in this version: null there does not mean that the HKP-RL says nothing; a title is shown all the same.",
  })
  unbestaetigt!: readonly Verzeichnisspalte[];
}

@ObjectType("Leistungsverzeichnis", {
  ...EINFACH,
  description: "Leistungsverzeichnis of the HKP-Richtlinie; not exhaustive, other Leistungen may be prescribed (P3.1).",
})
export class LeistungsverzeichnisTyp {
  @Field(() => String, { description: "Version of the table; another content has another version." })
  version!: string;

  @Field(() => String, { description: "Where it is from, German." })
  quelle!: string;

  @Field(() => [VerzeichnisleistungTyp], { description: "Its lines, in the order of the HKP-RL." })
  leistungen!: readonly VerzeichnisleistungTyp[];
}
