import { ArgsType, Field, ID, InputType, Int, ObjectType } from "type-graphql";
import type { Aktion, Status } from "../domain/hkp/status.js";
import { EINFACH } from "./bausteine.type.js";
import { EntscheidungEingabe } from "./entscheidung.type.js";
import { AktionEnum, StatusEnum } from "./enums.js";
import { Base64, DateTime, Uuid } from "./scalars.js";
import { VorgangTyp } from "./vorgang.type.js";

export const ANFRAGE_ID = {
  nullable: true,
  description: "UUID chosen by the client. Sent again, the first answer is given and nothing is done.",
} as const;

@InputType("ZugangEingabe", {
  description:
    "Proof with which an institution reaches a Vorgang it is not part of yet: exactly one of the two (fachregeln 9).",
})
export class ZugangEingabe {
  @Field(() => String, { nullable: true, description: "PoPP token (compact JWS) made for the signed-in institution." })
  poppToken?: string | null;

  @Field(() => String, { nullable: true, description: "Access code of the printout or the FdV, 64 hex digits." })
  zugriffscode?: string | null;
}

@ArgsType()
export class BefehlArgs {
  @Field(() => ID, { description: "Verordnungs-ID of the Vorgang." })
  vorgangId!: string;

  @Field(() => Uuid, ANFRAGE_ID)
  anfrageId?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: "Version the client decided on; another one stored is answered with VERSIONSKONFLIKT.",
  })
  version?: number | null;
}

@ArgsType()
export class AnnehmenArgs extends BefehlArgs {
  @Field(() => ZugangEingabe, { nullable: true, description: "Proof; needed unless access was given before." })
  zugang?: ZugangEingabe | null;
}

@ArgsType()
export class ZuweisenArgs extends BefehlArgs {
  @Field(() => String, { description: "Telematik-ID of the chosen Pflegedienst, as the Verzeichnisdienst names it." })
  pflegedienst!: string;
}

@ArgsType()
export class AblehnenArgs extends BefehlArgs {
  @Field(() => String, {
    nullable: true,
    description: "Words for the insured person, German, at most 2000 characters; deleted with the Vorgang.",
  })
  grund?: string | null;
}

@ArgsType()
export class ZugriffWeitergebenArgs extends BefehlArgs {
  @Field(() => String, { description: "IK or Telematik-ID of the receiving payer, as the Verzeichnisdienst names it." })
  kostentraeger!: string;
}

@ArgsType()
export class SigniertArgs extends BefehlArgs {
  @Field(() => Base64, { description: "CMS/CAdES signature that envelops the FHIR Bundle, DER." })
  signiert!: Uint8Array;
}

@ArgsType()
export class EntscheidenArgs extends BefehlArgs {
  @Field(() => EntscheidungEingabe, {
    nullable: true,
    description: "The decision as an object; exactly one of `entscheidung` and `signiert`.",
  })
  entscheidung?: EntscheidungEingabe | null;

  @Field(() => Base64, {
    nullable: true,
    description: "The decision as CMS/CAdES that envelops its FHIR Bundle, DER (D9).",
  })
  signiert?: Uint8Array | null;
}

@ObjectType("BefehlErgebnis", {
  ...EINFACH,
  description: "What a mutation did; on repetition by `anfrageId` what it did the first time.",
})
export class BefehlErgebnis {
  @Field(() => AktionEnum, { description: "The action." })
  aktion!: Aktion;

  @Field(() => StatusEnum, { nullable: true, description: "Status before; null after anlegen." })
  statusVorher!: Status | null;

  @Field(() => StatusEnum, { description: "Status after." })
  status!: Status;

  @Field(() => Int, { description: "Version of the Vorgang after it." })
  version!: number;

  @Field(() => DateTime, { description: "When it was done." })
  zeit!: Date;

  @Field(() => VorgangTyp, { description: "The Vorgang as it is now." })
  vorgang!: VorgangTyp;
}
