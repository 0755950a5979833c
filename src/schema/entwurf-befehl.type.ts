import { ArgsType, Field, ID, InputType, ObjectType } from "type-graphql";
import { EINFACH } from "./bausteine.type.js";
import { ANFRAGE_ID, BefehlArgs, BefehlErgebnis } from "./befehl.type.js";
import { EntwurfEingabe } from "./entwurf.type.js";
import { Base64, Uuid } from "./scalars.js";
import { VorgangTyp } from "./vorgang.type.js";

@ArgsType()
export class EntwurfAnlegenArgs {
  @Field(() => EntwurfEingabe, { nullable: true, description: "What the client gives; wins over `ausVerordnung`." })
  entwurf?: EntwurfEingabe | null;

  @Field(() => [ID], { defaultValue: [], description: "Profiles of the institution whose Leistungen are added." })
  profilIds!: string[];

  @Field(() => ID, {
    nullable: true,
    description:
      "Vorgang whose newest Verordnung is followed: a Folgeverordnung with the same content and a new period.",
  })
  ausVerordnung?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description: "Of `ausVerordnung` only the Leistungen with these ids; null: all.",
  })
  ausLeistungen?: string[] | null;

  @Field(() => Uuid, ANFRAGE_ID)
  anfrageId?: string | null;
}

@ArgsType()
export class EntwurfAendernArgs extends BefehlArgs {
  @Field(() => EntwurfEingabe, { description: "The whole draft as it is to be." })
  entwurf!: EntwurfEingabe;
}

@ObjectType("EntwurfErgebnis", {
  ...EINFACH,
  description:
    "What `entwurfAnlegen` made; on repetition by `anfrageId` what it made the first time, completed if need be.",
})
export class EntwurfErgebnis {
  @Field(() => [VorgangTyp], { description: "One Vorgang per Verordnung that the Leistungen need, as they are now." })
  vorgaenge!: readonly VorgangTyp[];

  @Field(() => Uuid, { nullable: true, description: "Shared by them if there are several (6.1.1)." })
  gesamtverordnungId!: string | null;

  @Field(() => String, { nullable: true, description: "On the one Zuzahlung of a Gesamtverordnung, German." })
  zuzahlungshinweis!: string | null;
}

@InputType("AktivierungEingabe", { description: "One Verordnung of a Signaturliste, signed." })
export class AktivierungEingabe {
  @Field(() => ID, { description: "Verordnungs-ID of the Vorgang." })
  vorgangId!: string;

  @Field(() => Base64, { description: "CMS/CAdES signature that envelops the FHIR Bundle, DER." })
  signiert!: Uint8Array;

  @Field(() => Uuid, ANFRAGE_ID)
  anfrageId?: string | null;
}

@ObjectType("AktivierungErgebnis", { ...EINFACH, description: "What became of one Verordnung of a Signaturliste." })
export class AktivierungErgebnis {
  @Field(() => ID, { description: "Verordnungs-ID of the Vorgang." })
  vorgangId!: string;

  @Field(() => BefehlErgebnis, {
    nullable: true,
    description: "As of `aktivieren`; null: refused, the reason is among `errors` with the path of this entry.",
  })
  ergebnis!: BefehlErgebnis | null;
}
