import { Field, ObjectType } from "type-graphql";
import { EINFACH } from "./bausteine.type.js";

@ObjectType("ZuSignieren", { ...EINFACH, description: "A data set made ready to be signed; nothing was stored." })
export class ZuSignierenTyp {
  @Field(() => String, {
    description: "FHIR R4 Bundle as JSON text; sign exactly these bytes (UTF-8), enveloped in CMS/CAdES.",
  })
  bundle!: string;

  @Field(() => String, { description: "SHA-256 of these bytes, 64 hex digits." })
  sha256!: string;
}
