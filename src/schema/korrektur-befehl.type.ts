import { ArgsType, Field } from "type-graphql";
import type { Korrekturadressat } from "../domain/hkp/befehle.js";
import { BefehlArgs } from "./befehl.type.js";
import { AenderungsantwortEingabe, KorrekturadressatEnum, KorrekturvorschlagEingabe } from "./korrektur.type.js";
import { Base64 } from "./scalars.js";

@ArgsType()
export class KorrekturAktualisierenArgs extends BefehlArgs {
  @Field(() => KorrekturvorschlagEingabe, { description: "The proposal." })
  vorschlag!: KorrekturvorschlagEingabe;
}

@ArgsType()
export class KorrekturAnfragenArgs extends KorrekturAktualisierenArgs {
  @Field(() => KorrekturadressatEnum, { defaultValue: "VERORDNENDER", description: "Who is asked." })
  an!: Korrekturadressat;
}

@ArgsType()
export class KorrekturBeantwortenArgs extends BefehlArgs {
  @Field(() => [AenderungsantwortEingabe], { description: "One per change." })
  antworten!: AenderungsantwortEingabe[];

  @Field(() => Base64, {
    description:
      "The new version as CMS/CAdES that envelops its FHIR Bundle, DER: of the Verordnung or, asked with a Blanko-k, of the Blankoverordnung. With the unchanged content if everything is rejected.",
  })
  signiert!: Uint8Array;
}
