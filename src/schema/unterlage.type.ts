import { Field, ID, Int, ObjectType } from "type-graphql";
import { UNTERLAGENARTEN } from "../domain/hkp/unterlagen.js";
import type { Unterlagenart } from "../domain/hkp/unterlagen.js";
import type { Medientyp } from "../domain/ports/dateipruefung.js";
import { EINFACH } from "./bausteine.type.js";
import { UrheberTyp } from "./datensatz.type.js";
import { alsEnum } from "./enums.js";
import { DateTime } from "./scalars.js";

export const UnterlagenartEnum = alsEnum<Unterlagenart>("Unterlagenart", UNTERLAGENARTEN, "What an Unterlage is.", {
  BEHANDLUNGSPLAN: "Plan of treatment, for psychiatric home nursing (6.1.4 Arzt 5).",
  WUNDDOKUMENTATION: "Documentation of a wound, e.g. pictures.",
  ARZTBRIEF: "Letter of a physician or hospital.",
  SONSTIGES: "Anything else.",
});

@ObjectType("Unterlage", {
  ...EINFACH,
  description: "A file beside the data sets, as far as the signed-in actor may read it (Tabelle 12, row Unterlagen).",
})
export class UnterlageTyp {
  @Field(() => ID, { description: "UUID." })
  id!: string;

  @Field(() => UnterlagenartEnum, { description: "What it is." })
  art!: Unterlagenart;

  @Field(() => String, { description: "As whoever added it called it; 1 to 120 characters." })
  titel!: string;

  @Field(() => String, { description: "`application/pdf`, `image/jpeg`, `image/png` or `image/tiff`." })
  medientyp!: Medientyp;

  @Field(() => Int, { description: "Size in bytes." })
  groesse!: number;

  @Field(() => String, { description: "SHA-256 of the bytes, 64 hex digits." })
  sha256!: string;

  @Field(() => UrheberTyp, { description: "Who added it." })
  von!: UrheberTyp;

  @Field(() => DateTime, { description: "When it was added." })
  hinzugefuegtAm!: Date;

  @Field(() => String, {
    description:
      "Path below this service: GET it with the same sign-in, and with the proof in `X-PoPP-Token` or `X-Zugriffscode` if one is needed. An Einsicht of its own.",
  })
  inhaltUrl!: string;
}
