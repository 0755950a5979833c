import { Field, ID, Int, ObjectType } from "type-graphql";
import type { Prinzip } from "../domain/kern/akteur.js";
import type { Verordnung } from "../domain/hkp/datensaetze/verordnung.js";
import type { Aktion, Status } from "../domain/hkp/status.js";
import { EINFACH, Zeitraum } from "./bausteine.type.js";
import { connectionTyp } from "./connection.type.js";
import {
  AngabenDatensatz,
  BlankoverordnungDatensatz,
  EntscheidungDatensatz,
  VerordnungDatensatz,
} from "./datensatz.type.js";
import { VerordnungsartEnum } from "./datensatz-enums.js";
import { EntwurfTyp } from "./entwurf.type.js";
import { AktionEnum, PrinzipEnum, StatusEnum } from "./enums.js";
import { KontaktTyp } from "./kontakt.type.js";
import { KorrekturTyp } from "./korrektur.type.js";
import { DateTime, Kalendertag } from "./scalars.js";
import { TeilnehmerTyp } from "./teilnehmer.type.js";
import { VerfuegbarkeitsanfrageTyp } from "./verfuegbarkeit.type.js";
import { UnterlageTyp } from "./unterlage.type.js";
import { ZustellungTyp } from "./zustellung.type.js";

@ObjectType("Zugriffscodes", {
  ...EINFACH,
  description: "Access information of the printout and the FdV; for the practice and the insured person, up to OFFEN.",
})
export class ZugriffscodesTyp {
  @Field(() => String, { description: "Entitles to read and to accept; 64 hex digits." })
  annehmen!: string;

  @Field(() => String, { description: "Entitles to read; 64 hex digits." })
  lesen!: string;
}

@ObjectType("VorlaeufigeKostenuebernahme", {
  ...EINFACH,
  description: "Provisional cost cover by submitting in time (§ 6 HKP-RL; decision D10).",
})
export class VorlaeufigeKostenuebernahmeTyp {
  @Field(() => Kalendertag, { description: "Last day to submit, by the Ausstellungsdatum." })
  frist!: string;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether it was submitted in time; null: not submitted, and not too late yet.",
  })
  gewahrt!: boolean | null;
}

@ObjectType("Pruefhinweis", {
  ...EINFACH,
  description: "Why a person at the payer must look at an application (Dunkelverarbeitung; 6.7.3).",
})
export class PruefhinweisTyp {
  @Field(() => String, { description: "Stable name of the rule that is not met, e.g. `UMFANG_ABWEICHEND`." })
  regel!: string;

  @Field(() => String, { description: "German, one sentence for the clerk." })
  text!: string;

  @Field(() => ID, { nullable: true, description: "Id of the Leistung it is about; null: the application as a whole." })
  leistungId!: string | null;
}

@ObjectType("VorgangKopf", {
  ...EINFACH,
  description:
    "A Vorgang without its contents, for lists: no read of what was prescribed, so no entry in the Protokoll.",
})
export class VorgangKopf {
  @Field(() => ID, { description: "Verordnungs-ID, e.g. `163.000.000.000.001.07`." })
  id!: string;

  @Field(() => Int, { description: "Counts transitions, from 1; to be sent with a mutation as `version`." })
  version!: number;

  @Field(() => StatusEnum, { description: "Status now." })
  status!: Status;

  @Field(() => DateTime, { description: "When it was created." })
  angelegtAm!: Date;

  @Field(() => DateTime, { description: "When the last transition happened." })
  geaendertAm!: Date;

  @Field(() => TeilnehmerTyp, {
    nullable: true,
    description:
      "The one who must act next; null in final states. Which Pflegedienst was chosen, others learn when it accepts.",
  })
  zustaendig!: TeilnehmerTyp | null;

  @Field(() => Boolean, { description: "Whether the signed-in actor must act next." })
  binIchDran!: boolean;

  @Field(() => [AktionEnum], {
    description:
      "Actions that the signed-in actor could take now by the tables; what the data forbid is said when tried.",
  })
  moeglicheAktionen!: readonly Aktion[];

  @Field(() => Kalendertag, {
    nullable: true,
    description: "Last day of the Verordnungszeitraum; null before activation.",
  })
  verordnungszeitraumBis!: string | null;

  @Field(() => VerordnungsartEnum, {
    nullable: true,
    description: "Erst- or Folgeverordnung; null: no Verordnung, or not to be read.",
  })
  verordnungsart!: Verordnung["art"] | null;

  @Field(() => Kalendertag, {
    nullable: true,
    description: "Ausstellungsdatum of the valid version; null: no Verordnung, or not to be read.",
  })
  verordnungsdatum!: string | null;

  @Field(() => Zeitraum, {
    nullable: true,
    description: "Verordnungszeitraum of the valid version; null: no Verordnung, or not to be read.",
  })
  verordnungszeitraum!: Zeitraum | null;

  @Field(() => PrinzipEnum, { nullable: true, description: "Principle of the payer; null before activation." })
  prinzip!: Prinzip | null;

  @Field(() => Boolean, { description: "Kennzeichen „Kostenerstattung / Persönliches Budget“ (AP2)." })
  kennzeichenKostenerstattung!: boolean;
}

export const VorgangKopfConnection = connectionTyp("VorgangKopf", VorgangKopf);

@ObjectType("Vorgang", {
  ...EINFACH,
  description: "One prescription with all that belongs to it, as far as the signed-in actor may read it (Tabelle 12).",
})
export class VorgangTyp extends VorgangKopf {
  @Field(() => [VerordnungDatensatz], { description: "All versions of the Verordnung, oldest first." })
  verordnungVersionen!: readonly VerordnungDatensatz[];

  @Field(() => BlankoverordnungDatensatz, {
    nullable: true,
    description: "The valid Blankoverordnung: the newest of the assigned Pflegedienst; null: none, or not to be read.",
  })
  blankoverordnung!: BlankoverordnungDatensatz | null;

  @Field(() => [BlankoverordnungDatensatz], {
    description: "All versions of the Blankoverordnung that the reader may see, oldest first.",
  })
  blankoverordnungVersionen!: readonly BlankoverordnungDatensatz[];

  @Field(() => AngabenDatensatz, {
    nullable: true,
    description:
      "The valid Angaben zur Leistungserbringung: the newest of the assigned Pflegedienst; null: none, or not to be read.",
  })
  angaben!: AngabenDatensatz | null;

  @Field(() => [AngabenDatensatz], {
    description: "All versions of the Angaben that the reader may see, oldest first.",
  })
  angabenVersionen!: readonly AngabenDatensatz[];

  @Field(() => EntscheidungDatensatz, {
    nullable: true,
    description: "Newest Leistungsentscheidung; null: none, or not to be read.",
  })
  entscheidung!: EntscheidungDatensatz | null;

  @Field(() => [EntscheidungDatensatz], {
    description: "All versions of the Leistungsentscheidung, oldest first, each with the reader's own Begründung.",
  })
  entscheidungVersionen!: readonly EntscheidungDatensatz[];

  @Field(() => VorlaeufigeKostenuebernahmeTyp, {
    nullable: true,
    description: "Null where nothing is submitted: before activation, Kostenerstattung, § 13 (2), after deletion.",
  })
  vorlaeufigeKostenuebernahme!: VorlaeufigeKostenuebernahmeTyp | null;

  @Field(() => [TeilnehmerTyp], {
    description:
      "Payers to which the one of the Verordnung passed its access on (6.9), oldest first; a receiving one sees only itself.",
  })
  weitereKostentraeger!: readonly TeilnehmerTyp[];

  @Field(() => [PruefhinweisTyp], {
    nullable: true,
    description:
      "For the payer, while it has to decide by AP3: why the automatic check does not approve; empty: it would. Else null.",
  })
  pruefhinweise!: readonly PruefhinweisTyp[] | null;

  @Field(() => KorrekturTyp, {
    nullable: true,
    description: "The open Korrekturanfrage; null: none, or not to be read.",
  })
  korrektur!: KorrekturTyp | null;

  @Field(() => [KorrekturTyp], {
    description: "All Korrekturanfragen that the reader may see, with their answers, oldest first.",
  })
  korrekturen!: readonly KorrekturTyp[];

  @Field(() => [UnterlageTyp], { description: "Files beside the data sets that the reader may see, oldest first." })
  unterlagen!: readonly UnterlageTyp[];
  @Field(() => EntwurfTyp, {
    nullable: true,
    description: "The practice's unsigned draft, in INITIALISIERT; null: none, or not to be read.",
  })
  entwurf!: EntwurfTyp | null;

  @Field(() => ZugriffscodesTyp, {
    nullable: true,
    description: "Access codes; null for whoever may not give them away.",
  })
  zugriffscodes!: ZugriffscodesTyp | null;

  @Field(() => [VerfuegbarkeitsanfrageTyp], {
    description: "Unverbindliche Anfragen, oldest first: all for the insured person, its own for a Pflegedienst.",
  })
  verfuegbarkeitsanfragen!: readonly VerfuegbarkeitsanfrageTyp[];

  @Field(() => KontaktTyp, {
    nullable: true,
    description: "Contact data given with the Zuweisung; null: none, or not to be read.",
  })
  kontakt!: KontaktTyp | null;

  @Field(() => [ZustellungTyp], { description: "Deliveries that the signed-in participant caused, oldest first." })
  zustellungen!: readonly ZustellungTyp[];
}

export const VorgangConnection = connectionTyp("Vorgang", VorgangTyp);
