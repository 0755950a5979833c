import { ArgsType, Field, ID, Int, ObjectType } from "type-graphql";
import type { Ereignis } from "../domain/hkp/ereignisse.js";
import type { Aktion, Status } from "../domain/hkp/status.js";
import type { Meldung, Protokolleintrag } from "../domain/hkp/vorgang.js";
import { EINFACH } from "./bausteine.type.js";
import { connectionTyp } from "./connection.type.js";
import { UrheberTyp } from "./datensatz.type.js";
import { AktionEnum, EreignisEnum, MeldungsartEnum, ProtokollaktionEnum, StatusEnum } from "./enums.js";
import { Cursor, DateTime } from "./scalars.js";

@ObjectType("Meldung", {
  ...EINFACH,
  description: "Alarm or Information to the signed-in participant (chapter 6.8.6).",
})
export class MeldungTyp {
  @Field(() => ID, { description: "Id, UUID; the same in feed and subscription." })
  id!: string;

  @Field(() => MeldungsartEnum, { description: "ALARM: you must act next." })
  art!: Meldung["art"];

  @Field(() => EreignisEnum, { description: "What happened." })
  ereignis!: Ereignis;

  @Field(() => ID, { description: "The Vorgang (Verordnungs-ID)." })
  vorgangId!: string;

  @Field(() => Int, { description: "Version of the Vorgang that the transition made." })
  version!: number;

  @Field(() => StatusEnum, { description: "Status after the transition." })
  status!: Status;

  @Field(() => DateTime, { description: "When it happened." })
  zeit!: Date;

  @Field(() => String, { description: "Headline, German, without personal data." })
  titel!: string;

  @Field(() => String, { description: "What happened and, of an Alarm, what to do; German." })
  satz!: string;

  @Field(() => String, { nullable: true, description: "Begründung of a decision meant for this recipient." })
  begruendung!: string | null;
}

export const MeldungConnection = connectionTyp("Meldung", MeldungTyp);

const CURSOR = "Position behind this event, for `nach` when the subscription is taken up again.";
const ERSTES = "The first event carries none: it says that the subscription stands, so nothing that follows is missed.";

@ObjectType("GesendeteMeldung", { ...EINFACH, description: `Event of the subscription \`meldungen\`. ${ERSTES}` })
export class GesendeteMeldungTyp {
  @Field(() => Cursor, { description: CURSOR })
  cursor!: string;

  @Field(() => ID, { nullable: true, description: "The Vorgang (Verordnungs-ID); null in the first event." })
  vorgangId!: string | null;

  @Field(() => MeldungTyp, { nullable: true, description: "The Meldung; null in the first event." })
  meldung!: MeldungTyp | null;
}

@ObjectType("VorgangAenderung", { ...EINFACH, description: "A transition, without any content." })
export class VorgangAenderung {
  @Field(() => ID, { description: "The Vorgang (Verordnungs-ID)." })
  vorgangId!: string;

  @Field(() => AktionEnum, { description: "What was done." })
  aktion!: Aktion;

  @Field(() => StatusEnum, { nullable: true, description: "Status before; null after anlegen." })
  statusVorher!: Status | null;

  @Field(() => StatusEnum, { description: "Status after." })
  status!: Status;

  @Field(() => Int, { description: "Version of the Vorgang after it." })
  version!: number;

  @Field(() => DateTime, { description: "When it happened." })
  zeit!: Date;
}

@ObjectType("GesendeteAenderung", {
  ...EINFACH,
  description: `Event of the subscription \`vorgangGeaendert\`. ${ERSTES}`,
})
export class GesendeteAenderung {
  @Field(() => Cursor, { description: CURSOR })
  cursor!: string;

  @Field(() => VorgangAenderung, { nullable: true, description: "The transition; null in the first event." })
  aenderung!: VorgangAenderung | null;
}

@ArgsType()
export class AbonnementArgs {
  @Field(() => Cursor, {
    nullable: true,
    description: "Go on right behind this position, without gap or repeat; absent: from now on.",
  })
  nach?: string | null;
}

@ArgsType()
export class AenderungenArgs extends AbonnementArgs {
  @Field(() => ID, { nullable: true, description: "Only this Vorgang; absent: all." })
  vorgangId?: string | null;
}

@ObjectType("Protokolleintrag", { ...EINFACH, description: "Entry of the Protokoll; for the insured person only." })
export class ProtokolleintragTyp {
  @Field(() => ID, { description: "Id, UUID." })
  id!: string;

  @Field(() => DateTime, { description: "When." })
  zeit!: Date;

  @Field(() => UrheberTyp, { description: "Who." })
  wer!: UrheberTyp;

  @Field(() => ProtokollaktionEnum, { description: "What." })
  aktion!: Protokolleintrag["aktion"];

  @Field(() => StatusEnum, { nullable: true, description: "Status before; null after anlegen." })
  statusVorher!: Status | null;

  @Field(() => StatusEnum, { description: "Status after." })
  status!: Status;

  @Field(() => String, { description: "Plain German sentence that follows the name of the actor." })
  text!: string;
}
