import { ArgsType, Field, InputType, Int, ObjectType } from "type-graphql";
import type { Ereignis } from "../domain/hkp/ereignisse.js";
import type { Wochentag } from "../domain/kern/kalender.js";
import { WOCHENTAGE } from "../domain/kern/kalender.js";
import type { Kanal } from "../domain/ports/zustellung.js";
import { ANFRAGE_ID } from "./befehl.type.js";
import { EINFACH } from "./bausteine.type.js";
import { alsEnum, EreignisEnum, KanalEnum } from "./enums.js";
import { DateTime, Uhrzeit, Uuid } from "./scalars.js";

export const WochentagEnum = alsEnum<Wochentag>("Wochentag", WOCHENTAGE, "Day of the week.", {
  MONTAG: "Monday.",
  DIENSTAG: "Tuesday.",
  MITTWOCH: "Wednesday.",
  DONNERSTAG: "Thursday.",
  FREITAG: "Friday.",
  SAMSTAG: "Saturday.",
  SONNTAG: "Sunday.",
});

@ObjectType("Ruhezeit", { ...EINFACH, description: "Quiet hours: a time of the day in which nothing is sent." })
@InputType("RuhezeitEingabe", { description: "Quiet hours: a time of the day in which nothing is sent." })
export class RuhezeitTyp {
  @Field(() => Uhrzeit, { description: "Begin, Europe/Berlin." })
  von!: string;

  @Field(() => Uhrzeit, {
    description: "End, not included; not later than `von`: on the next day; equal to `von`: 24 hours.",
  })
  bis!: string;

  @Field(() => [WochentagEnum], { description: "Days on which it begins; empty: every day." })
  wochentage!: Wochentag[];
}

@InputType("EinstellungenEingabe", {
  description: "How the own institution, or the insured person, wants to be told (6.6.3 Arzt 4, 6.7.3 Arzt 1).",
})
export class EinstellungenEingabe {
  @Field(() => [KanalEnum], {
    description:
      "Channels in order of preference; a message goes over the first that this gateway offers, and over the next if that one fails for good. PORTAL ends the list: the feed does not fail; PORTAL first: feed only. An insured person has no KIM.",
  })
  kanaele!: Kanal[];

  @Field(() => Boolean, {
    defaultValue: false,
    description: "An Alarm goes over every channel of the list at once, instead of over one.",
  })
  alarmeUeberAlleKanaele!: boolean;

  @Field(() => Boolean, { description: "Every Information is sent, not only put into the feed." })
  alleInformationen!: boolean;

  @Field(() => [EreignisEnum], { description: "Events whose Information is sent; without effect on Alarme." })
  informationen!: Ereignis[];

  @Field(() => [RuhezeitTyp], { description: "Quiet hours; what falls into them is sent at their end. At most 14." })
  ruhezeiten!: RuhezeitTyp[];

  @Field(() => Boolean, {
    defaultValue: true,
    description:
      "An Alarm is sent in quiet hours too if it warns of a deadline, or if a deadline of the recipient would pass before they end.",
  })
  dringendTrotzdem!: boolean;

  @Field(() => Uhrzeit, {
    nullable: true,
    description:
      "Informationen go out together in one message a day at this time, Europe/Berlin; not on days on which it lies in quiet hours. Null: each by itself.",
  })
  sammelzeit?: string | null;
}

@ObjectType("Einstellungen", {
  ...EINFACH,
  description: "How the own institution, or the insured person, is told. Without any setting the defaults are shown.",
})
export class EinstellungenTyp {
  @Field(() => [KanalEnum], { description: "Channels in order of preference." })
  kanaele!: readonly Kanal[];

  @Field(() => [KanalEnum], { description: "Channels that this gateway offers now; others are skipped." })
  angeboteneKanaele!: readonly Kanal[];

  @Field(() => Boolean, { description: "An Alarm goes over every channel at once." })
  alarmeUeberAlleKanaele!: boolean;

  @Field(() => Boolean, { description: "Every Information is sent." })
  alleInformationen!: boolean;

  @Field(() => [EreignisEnum], { description: "Events whose Information is sent." })
  informationen!: readonly Ereignis[];

  @Field(() => [RuhezeitTyp], { description: "Quiet hours." })
  ruhezeiten!: readonly RuhezeitTyp[];

  @Field(() => Boolean, { description: "Urgent Alarme are sent in quiet hours too." })
  dringendTrotzdem!: boolean;

  @Field(() => Uhrzeit, { nullable: true, description: "When Informationen go out together; null: each by itself." })
  sammelzeit!: string | null;

  @Field(() => Int, { description: "Counts changes; 0: nothing was set, the defaults hold." })
  version!: number;

  @Field(() => DateTime, { nullable: true, description: "When they were changed last." })
  geaendertAm!: Date | null;
}

@ArgsType()
export class EinstellungenSetzenArgs {
  @Field(() => EinstellungenEingabe, { description: "The settings; what was set before is replaced as a whole." })
  eingabe!: EinstellungenEingabe;

  @Field(() => Uuid, ANFRAGE_ID)
  anfrageId?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: "Version that was changed; another one stored is answered with EINSTELLUNGEN_GEAENDERT.",
  })
  version?: number | null;
}
