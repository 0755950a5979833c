import { ArgsType, Field, Float, InputType, Int, ObjectType } from "type-graphql";
import { Anschrift, EINFACH } from "./bausteine.type.js";

@InputType("UmkreisEingabe", {
  description: "Within a distance of a position; finds only entries that have a position.",
})
export class UmkreisEingabe {
  @Field(() => Float, { description: "Latitude, degrees (WGS 84)." })
  breite!: number;

  @Field(() => Float, { description: "Longitude, degrees (WGS 84)." })
  laenge!: number;

  @Field(() => Int, { description: "Distance, 1 to 100 kilometres." })
  km!: number;
}

@ArgsType()
export class PflegediensteArgs {
  @Field(() => String, { nullable: true, description: "Words of the name." })
  name?: string | null;

  @Field(() => String, { nullable: true, description: "Words of the specialisation, as the directory shows it." })
  qualifikation?: string | null;

  @Field(() => String, { nullable: true, description: "Town." })
  ort?: string | null;

  @Field(() => String, { nullable: true, description: "Postleitzahl." })
  plz?: string | null;

  @Field(() => UmkreisEingabe, { nullable: true, description: "Distance." })
  umkreis?: UmkreisEingabe | null;
}

@ObjectType("Pflegediensttreffer", { ...EINFACH, description: "A Pflegedienst of the Verzeichnisdienst." })
export class PflegediensttrefferTyp {
  @Field(() => String, { description: "Telematik-ID, to be given to `zuweisen` or `verfuegbarkeitAnfragen`." })
  telematikId!: string;

  @Field(() => String, { description: "Name." })
  name!: string;

  @Field(() => [String], { description: "Specialisations that the directory shows; empty: none stated." })
  qualifikationen!: readonly string[];

  @Field(() => Anschrift, { nullable: true, description: "Address; null: none stated." })
  anschrift!: Anschrift | null;

  @Field(() => Float, { nullable: true, description: "Kilometres as the crow flies; null: not searched by distance." })
  entfernungKm!: number | null;
}

@ObjectType("Pflegedienstsuche", { ...EINFACH, description: "Result of a search for Pflegedienste, in neutral order." })
export class PflegedienstsucheTyp {
  @Field(() => [PflegediensttrefferTyp], { description: "What was found, at most 100." })
  treffer!: readonly PflegediensttrefferTyp[];

  @Field(() => Boolean, { description: "The directory has more: search more closely." })
  unvollstaendig!: boolean;
}
