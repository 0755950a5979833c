import { Field, ID, Int, ObjectType } from "type-graphql";
import type { Teilnehmerrolle } from "../domain/kern/akteur.js";
import type { Ereignis } from "../domain/hkp/ereignisse.js";
import type { Zustellzustand } from "../domain/hkp/sendeauftrag.js";
import type { Kanal } from "../domain/ports/zustellung.js";
import { EINFACH } from "./bausteine.type.js";
import { connectionTyp } from "./connection.type.js";
import { EreignisEnum, KanalEnum, TeilnehmerrolleEnum, ZustellzustandEnum } from "./enums.js";
import { DateTime } from "./scalars.js";

@ObjectType("Zustellgrund", { ...EINFACH, description: "Why a delivery is in its state; free of personal data." })
export class ZustellgrundTyp {
  @Field(() => String, { description: "Code of the reason." })
  code!: string;

  @Field(() => String, { description: "German text." })
  text!: string;
}

@ObjectType("Zustellung", {
  ...EINFACH,
  description:
    "Delivery of an Alarm, or of an Information that was asked for, over a channel, as the sender's side and BETRIEB see it: no content, no KVNR.",
})
export class ZustellungTyp {
  @Field(() => ID, { description: "Id of the order, UUID; stable over all attempts (Message-ID)." })
  id!: string;

  @Field(() => ID, { description: "Vorgang the message belongs to (Verordnungs-ID)." })
  vorgangId!: string;

  @Field(() => Int, { description: "Version of the Vorgang that the transition made." })
  vorgangVersion!: number;

  @Field(() => EreignisEnum, { description: "What the message is about." })
  ereignis!: Ereignis;

  @Field(() => TeilnehmerrolleEnum, { description: "Role of the recipient." })
  empfaengerRolle!: Teilnehmerrolle;

  @Field(() => String, {
    nullable: true,
    description:
      "Telematik-ID or IK of the recipient; null for the VERSICHERTER, and for a Pflegedienst that was chosen and has not accepted.",
  })
  empfaengerKennung!: string | null;

  @Field(() => KanalEnum, { description: "Channel." })
  kanal!: Kanal;

  @Field(() => ID, {
    nullable: true,
    description:
      "Id of the first delivery of the same message, which failed for good: this one came in its place, over the recipient's next channel. Null: this is the first.",
  })
  ersatzFuer!: string | null;

  @Field(() => ZustellzustandEnum, {
    description: "State; ZURUECKGEZOGEN as soon as the Vorgang has overtaken a waiting one.",
  })
  zustand!: Zustellzustand;

  @Field(() => DateTime, { description: "Since when it is in this state." })
  zustandSeit!: Date;

  @Field(() => DateTime, { description: "When the order was made: the instant of the transition." })
  erstelltAm!: Date;

  @Field(() => DateTime, { nullable: true, description: "When it will be tried next; null: nothing left to do." })
  naechsterVersuch!: Date | null;

  @Field(() => Int, { description: "Number of attempts so far." })
  versuche!: number;

  @Field(() => String, {
    nullable: true,
    description: "Address on the channel, known after the first attempt, e.g. a KIM address.",
  })
  adresse!: string | null;

  @Field(() => String, { nullable: true, description: "Id of the message on the channel (Message-ID)." })
  nachrichtId!: string | null;

  @Field(() => ZustellgrundTyp, { nullable: true, description: "Reason of the state, if there is one." })
  grund!: ZustellgrundTyp | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      "Only TIM: since when the sent message says in its room that it is settled, because the Vorgang has overtaken it; null: it does not.",
  })
  erledigtSeit!: Date | null;
}

export const ZustellungConnection = connectionTyp("Zustellung", ZustellungTyp);

@ObjectType("Zustellzahl", { ...EINFACH, description: "How many deliveries are in a state." })
export class ZustellzahlTyp {
  @Field(() => ZustellzustandEnum, { description: "The state." })
  zustand!: Zustellzustand;

  @Field(() => Int, { description: "Number of orders." })
  anzahl!: number;
}

@ObjectType("Kanalstand", {
  ...EINFACH,
  description: "Whether a channel's other end answers, as the instance sees it that is asked.",
})
export class KanalstandTyp {
  @Field(() => KanalEnum, { description: "The channel." })
  kanal!: Kanal;

  @Field(() => DateTime, {
    nullable: true,
    description:
      "Since when nothing is sent over it, after several failures to connect; orders wait meanwhile and a probe is made in a growing pause. Null: it is open.",
  })
  gesperrtSeit!: Date | null;

  @Field(() => ZustellgrundTyp, { nullable: true, description: "The last failure; null: it is open." })
  grund!: ZustellgrundTyp | null;

  @Field(() => Int, { description: "How many orders wait for it, of all instances, without those in quiet hours." })
  wartende!: number;

  @Field(() => DateTime, {
    nullable: true,
    description:
      "When the last of them will have gone out, at the pace that was observed lately. Null: nothing waits, or the pace is not known (yet), as on an instance that does not send over it.",
  })
  voraussichtlichFertigAm!: Date | null;
}

@ObjectType("ZustellungWiederholt", { ...EINFACH, description: "Result of `zustellungWiederholen`." })
export class ZustellungWiederholt {
  @Field(() => ID, { description: "Id of the order." })
  id!: string;

  @Field(() => Boolean, {
    description:
      "True: it is tried anew. False: there is no such order, it does not rest for good, or another channel carries the message in its place.",
  })
  erneutEingeplant!: boolean;
}
