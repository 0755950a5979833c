import { Field, ID, InterfaceType, Int, ObjectType } from "type-graphql";
import type { Person, Rolle } from "../domain/kern/akteur.js";
import type { Signaturart } from "../domain/ports/signatur.js";
import { EINFACH } from "./bausteine.type.js";
import { EntscheidungTyp } from "./entscheidung.type.js";
import { PersonEnum, RolleEnum, SignaturartEnum } from "./enums.js";
import { AngabenTyp, BlankoverordnungTyp } from "./pflege.type.js";
import { Base64, DateTime } from "./scalars.js";
import { VerordnungTyp } from "./verordnung.type.js";

@ObjectType("Urheber", { ...EINFACH, description: "Who did something." })
export class UrheberTyp {
  @Field(() => RolleEnum, { description: "Role of the actor." })
  rolle!: Rolle;

  @Field(() => String, {
    nullable: true,
    description: "Telematik-ID or IK of the institution; null for people and the SYSTEM.",
  })
  kennung!: string | null;

  @Field(() => PersonEnum, { nullable: true, description: "Kind of person; null outside institutions." })
  person!: Person | null;

  @Field(() => String, { description: "Name of the acting person as its sign-in said." })
  name!: string;
}

@ObjectType("Signatur", { ...EINFACH, description: "Verified CMS/CAdES signature of a data set." })
export class SignaturTyp {
  @Field(() => SignaturartEnum, { description: "QES of a person or advanced of an institution." })
  art!: Signaturart;

  @Field(() => [String], {
    description: "OIDs of the profession or institution in the certificate, e.g. `1.2.276.0.76.4.50`.",
  })
  professionOids!: readonly string[];

  @Field(() => String, { description: "Telematik-ID of the card (HBA: the person's own)." })
  telematikId!: string;

  @Field(() => String, { description: "Common name in the certificate." })
  name!: string;

  @Field(() => DateTime, { nullable: true, description: "Signing time as the signer states it." })
  signiertAm!: Date | null;

  @Field(() => Base64, { description: "The CMS, enveloping the signed bytes." })
  cms!: Uint8Array;
}

@ObjectType("Hinweis", { ...EINFACH, description: "Hint of the HKP-Richtlinie; not an error (P3.1)." })
export class HinweisTyp {
  @Field(() => String, { description: "Path in the data set, e.g. `leistungen[0].dauer`." })
  pfad!: string;

  @Field(() => String, { description: "The rule, German." })
  regel!: string;

  @Field(() => String, { description: "What to do, German." })
  hinweis!: string;
}

@InterfaceType("Datensatz", {
  ...EINFACH,
  description: "One version of a data set. All are kept until the Vorgang is deleted; only the newest is valid.",
  resolveType: (wert: { readonly typ: string }) => wert.typ,
})
export abstract class DatensatzTyp {
  @Field(() => ID, { description: "Id of this version, UUID." })
  id!: string;

  @Field(() => Int, { description: "Counts per kind of data set, from 1." })
  version!: number;

  @Field(() => DateTime, { description: "When it was stored." })
  erstelltAm!: Date;

  @Field(() => UrheberTyp, { description: "Who stored it." })
  von!: UrheberTyp;

  @Field(() => String, {
    nullable: true,
    description: "FHIR R4 Bundle as JSON text; null where the reader may not see all of it.",
  })
  bundle!: string | null;

  @Field(() => SignaturTyp, {
    nullable: true,
    description: "Null: unsigned, or the reader may not see all of the content.",
  })
  signatur!: SignaturTyp | null;
}

@ObjectType("VerordnungDatensatz", {
  ...EINFACH,
  implements: DatensatzTyp,
  description: "A version of the Verordnung.",
})
export class VerordnungDatensatz extends DatensatzTyp {
  @Field(() => VerordnungTyp, { description: "Readable content." })
  inhalt!: VerordnungTyp;

  @Field(() => [HinweisTyp], { description: "Hints of the HKP-Richtlinie on this version." })
  hinweise!: readonly HinweisTyp[];
}

@ObjectType("BlankoverordnungDatensatz", {
  ...EINFACH,
  implements: DatensatzTyp,
  description: "A version of the Blankoverordnung.",
})
export class BlankoverordnungDatensatz extends DatensatzTyp {
  @Field(() => BlankoverordnungTyp, { description: "Readable content." })
  inhalt!: BlankoverordnungTyp;

  @Field(() => [HinweisTyp], { description: "Hints of the HKP-Richtlinie on the chosen Häufigkeit and Dauer." })
  hinweise!: readonly HinweisTyp[];
}

@ObjectType("AngabenDatensatz", {
  ...EINFACH,
  implements: DatensatzTyp,
  description: "A version of the Angaben zur Leistungserbringung.",
})
export class AngabenDatensatz extends DatensatzTyp {
  @Field(() => AngabenTyp, { description: "Readable content." })
  inhalt!: AngabenTyp;
}

@ObjectType("EntscheidungDatensatz", {
  ...EINFACH,
  implements: DatensatzTyp,
  description: "A version of the Leistungsentscheidung.",
})
export class EntscheidungDatensatz extends DatensatzTyp {
  @Field(() => EntscheidungTyp, { description: "Readable content with the reader's own Begründung." })
  inhalt!: EntscheidungTyp;
}
