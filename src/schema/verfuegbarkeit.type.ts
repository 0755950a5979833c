import { Field, ID, ObjectType } from "type-graphql";
import { ANFRAGEZUSTAENDE } from "../domain/hkp/datensaetze/verfuegbarkeitsanfrage.js";
import type { Anfragezustand } from "../domain/hkp/datensaetze/verfuegbarkeitsanfrage.js";
import { EINFACH, Zeitraum } from "./bausteine.type.js";
import { connectionTyp } from "./connection.type.js";
import { alsEnum } from "./enums.js";
import { KontaktTyp } from "./kontakt.type.js";
import { DateTime } from "./scalars.js";

export const AnfragezustandEnum = alsEnum<Anfragezustand>(
  "Anfragezustand",
  ANFRAGEZUSTAENDE,
  "State of an unverbindliche Anfrage (6.5.2). While OFFEN or VERFUEGBAR it counts to the three at a time and opens the Vorgang.",
  {
    OFFEN: "Asked; not answered, and perhaps never.",
    VERFUEGBAR: "Answered: available at the moment; binds nobody.",
    NICHT_VERFUEGBAR: "Answered: not available. The Pflegedienst no longer sees the Vorgang.",
    ENTSCHIEDEN: "The Verordnung went another way: assigned, accepted or closed.",
    ZURUECKGEZOGEN: "Withdrawn by the insured person.",
  },
);

@ObjectType("VerfuegbarkeitsanfrageKopf", {
  ...EINFACH,
  description: "An unverbindliche Anfrage without its contents, for lists: no read of contents.",
})
export class VerfuegbarkeitsanfrageKopf {
  @Field(() => ID, { description: "Id of the Anfrage, UUID." })
  id!: string;

  @Field(() => ID, { description: "Verordnungs-ID of its Vorgang." })
  vorgangId!: string;

  @Field(() => AnfragezustandEnum, { description: "State now." })
  zustand!: Anfragezustand;

  @Field(() => DateTime, { description: "When it was asked." })
  gestelltAm!: Date;

  @Field(() => DateTime, { nullable: true, description: "When it was answered last; null: not answered." })
  beantwortetAm!: Date | null;

  @Field(() => Boolean, { description: "Whether a rule of the Pflegedienst answered and not a person." })
  automatisch!: boolean;
}

export const VerfuegbarkeitsanfrageConnection = connectionTyp("VerfuegbarkeitsanfrageKopf", VerfuegbarkeitsanfrageKopf);

@ObjectType("Verfuegbarkeitsanfrage", {
  ...EINFACH,
  description:
    "Unverbindliche Anfrage to one Pflegedienst (6.5.2); for the insured person and for this Pflegedienst only.",
})
export class VerfuegbarkeitsanfrageTyp extends VerfuegbarkeitsanfrageKopf {
  @Field(() => String, { description: "Telematik-ID of the asked Pflegedienst." })
  pflegedienst!: string;

  @Field(() => String, { description: "Its name in the Verzeichnisdienst when it was asked." })
  name!: string;

  @Field(() => Zeitraum, { nullable: true, description: "When the care is wanted; null: not said." })
  wunschzeitraum!: Zeitraum | null;

  @Field(() => String, { nullable: true, description: "Further wishes; null: none." })
  wuensche!: string | null;

  @Field(() => KontaktTyp, { nullable: true, description: "How to reach the insured person; null: not said." })
  kontakt!: KontaktTyp | null;

  @Field(() => String, { nullable: true, description: "Free text of the answer; null: none." })
  antwort!: string | null;
}
