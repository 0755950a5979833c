import { Field, ObjectType } from "type-graphql";
import type { Person, Prinzip, Rolle, Teilnehmerrolle } from "../domain/kern/akteur.js";
import { EINFACH } from "./bausteine.type.js";
import { PersonEnum, PrinzipEnum, RolleEnum, TeilnehmerrolleEnum } from "./enums.js";

@ObjectType("Teilnehmer", {
  ...EINFACH,
  description: "Participant of a Vorgang: an institution or the insured person.",
})
export class TeilnehmerTyp {
  @Field(() => TeilnehmerrolleEnum, { description: "Role of the participant." })
  rolle!: Teilnehmerrolle;

  @Field(() => String, {
    nullable: true,
    description:
      "Telematik-ID (VERORDNENDER, PFLEGEDIENST) or IK (KOSTENTRAEGER); null for the VERSICHERTER, as a KVNR stands in data sets only, and for a Pflegedienst that the reader may not know yet.",
  })
  kennung!: string | null;
}

@ObjectType("Ich", { ...EINFACH, description: "The signed-in actor, as its access token says." })
export class IchTyp {
  @Field(() => RolleEnum, { description: "Role." })
  rolle!: Rolle;

  @Field(() => String, { description: "Name of the person." })
  name!: string;

  @Field(() => PersonEnum, { nullable: true, description: "Kind of person; of institutions only." })
  person?: Person;

  @Field(() => String, { nullable: true, description: "Telematik-ID of the institution." })
  telematikId?: string;

  @Field(() => String, { nullable: true, description: "OID of the institution's profession." })
  professionOid?: string;

  @Field(() => String, { nullable: true, description: "IK, 9 digits; of a KOSTENTRAEGER." })
  ik?: string;

  @Field(() => PrinzipEnum, { nullable: true, description: "Leistungsgewährungsprinzip; of a KOSTENTRAEGER." })
  prinzip?: Prinzip;

  @Field(() => String, { nullable: true, description: "Beschäftigtennummer, 9 digits; of a PFLEGEDIENST." })
  lbnr?: string;

  @Field(() => [String], { nullable: true, description: "Qualifications, e.g. `BLANKOVERORDNUNG`; of a PFLEGEDIENST." })
  qualifikationen?: readonly string[];

  @Field(() => String, { nullable: true, description: "Own KVNR; of VERSICHERTER and VERTRETER." })
  kvnr?: string;

  @Field(() => String, { nullable: true, description: "KVNR of the represented person; of a VERTRETER." })
  vertritt?: string;

  @Field(() => [String], { description: "Root fields of this API that the role may use." })
  operationen!: readonly string[];
}
