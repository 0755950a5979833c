import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { KORREKTURADRESSATEN } from "../domain/hkp/befehle.js";
import { ANTWORTERGEBNISSE, KORREKTURARTEN } from "../domain/hkp/datensaetze/korrektur.js";
import type { Aenderungsinhalt, Antwortergebnis } from "../domain/hkp/datensaetze/korrektur.js";
import { UNTERSCHIEDSARTEN } from "../domain/hkp/korrektur/vergleich.js";
import type { Unterschiedsart } from "../domain/hkp/korrektur/vergleich.js";
import { EINFACH, HaeufigkeitTyp, Zeitraum } from "./bausteine.type.js";
import { UrheberTyp } from "./datensatz.type.js";
import { alsEnum } from "./enums.js";
import { DateTime } from "./scalars.js";
import { TeilnehmerTyp } from "./teilnehmer.type.js";
import { Diagnose, LeistungTyp } from "./verordnung.type.js";

export const KorrekturadressatEnum = alsEnum(
  "Korrekturadressat",
  KORREKTURADRESSATEN,
  "Who is asked for a Korrektur.",
  { VERORDNENDER: "The practice, on the Verordnung (VO-k).", PFLEGEDIENST: "On the Blankoverordnung (Blanko-k)." },
);
const KORREKTURGEGENSTAENDE = ["VO_K", "BLANKO_K"] as const;
export const KorrekturgegenstandEnum = alsEnum(
  "Korrekturgegenstand",
  KORREKTURGEGENSTAENDE,
  "Data set of a Korrekturanfrage (Tabelle 12).",
  { VO_K: "On the Verordnung.", BLANKO_K: "On the Blankoverordnung." },
);
export const KorrekturartEnum = alsEnum("Korrekturart", KORREKTURARTEN, "Kind of a single change (6.8.4).", {
  AENDERN: "A value becomes another: `pfad` and exactly one of the values.",
  HINZUFUEGEN: "A `leistung` or an `einschraenkung` is added.",
  ENTFERNEN: "A Leistung (`leistungId`) or an `einschraenkung` is removed.",
});
export const AntwortergebnisEnum = alsEnum("Antwortergebnis", ANTWORTERGEBNISSE, "Answer to a single change.", {
  AUFGENOMMEN: "Taken up as proposed.",
  ANDERS_AUFGENOMMEN: "Taken up differently.",
  ABGELEHNT: "Rejected, with a reason.",
});
export const UnterschiedsartEnum = alsEnum("Unterschiedsart", UNTERSCHIEDSARTEN, "Kind of a difference.", {
  LEISTUNG_HINZUGEFUEGT: "A Leistung was added.",
  LEISTUNG_ENTFERNT: "A Leistung was removed.",
  LEISTUNG_GEAENDERT: "A field of a Leistung changed.",
  EINSCHRAENKUNG_HINZUGEFUEGT: "An Einschränkung was added.",
  EINSCHRAENKUNG_ENTFERNT: "An Einschränkung was removed.",
  DIAGNOSE_HINZUGEFUEGT: "A diagnosis was added.",
  DIAGNOSE_ENTFERNT: "A diagnosis was removed.",
  ZEITRAUM_GEAENDERT: "The Verordnungszeitraum changed.",
  ANGABE_GEAENDERT: "Another field changed.",
});

const VERSIONSGEGENSTAENDE = ["VERORDNUNG", "BLANKOVERORDNUNG"] as const;
export type Versionsgegenstand = (typeof VERSIONSGEGENSTAENDE)[number];
export const VersionsgegenstandEnum = alsEnum(
  "Versionsgegenstand",
  VERSIONSGEGENSTAENDE,
  "Data set whose versions are compared (6.8.7).",
  { VERORDNUNG: "The Verordnung.", BLANKOVERORDNUNG: "The Blankoverordnung: extent of its Leistungen." },
);

const PFAD =
  "Field to be changed: `verordnungszeitraum`, `art`, `hinweise`, `diagnosen[0]`, `einschraenkungen[0]`, `leistungen[<id>].` with `nummer`, `freitext`, `einzelheiten`, `haeufigkeit` or `dauer`; of a Blankoverordnung the last two only. With AENDERN.";

@ObjectType("AenderungFelder", EINFACH)
@InputType("AenderungEingabe", {
  description: "A single change; which members are set depends on `art`. Master data cannot be changed (6.8.4).",
})
export class AenderungEingabe {
  @Field(() => KorrekturartEnum, { description: "Kind of the change." })
  art!: Aenderungsinhalt["art"];

  @Field(() => String, { description: "Why it is needed; for the addressee." })
  begruendung!: string;

  @Field(() => String, { nullable: true, description: PFAD })
  pfad?: string | null;

  @Field(() => String, { nullable: true, description: "New text of the field. With AENDERN." })
  text?: string | null;

  @Field(() => HaeufigkeitTyp, { nullable: true, description: "New frequency. With AENDERN." })
  haeufigkeit?: HaeufigkeitTyp | null;

  @Field(() => Zeitraum, { nullable: true, description: "New period. With AENDERN." })
  zeitraum?: Zeitraum | null;

  @Field(() => Diagnose, { nullable: true, description: "New diagnosis. With AENDERN." })
  diagnose?: Diagnose | null;

  @Field(() => LeistungTyp, { nullable: true, description: "Leistung to be added, with an id of its own." })
  leistung?: LeistungTyp | null;

  @Field(() => ID, { nullable: true, description: "Id of the Leistung to be removed." })
  leistungId?: string | null;

  @Field(() => String, { nullable: true, description: "Text of the Einschränkung to be added or removed." })
  einschraenkung?: string | null;
}

@InputType("KorrekturvorschlagEingabe", { description: "Proposal of a Korrekturanfrage (VO-k, Blanko-k; 6.8.4)." })
export class KorrekturvorschlagEingabe {
  @Field(() => Int, {
    description: "Version of the Verordnung or Blankoverordnung it is based on; must be the newest.",
  })
  zuVersion!: number;

  @Field(() => [AenderungEingabe], { description: "At least one." })
  aenderungen!: AenderungEingabe[];
}

@InputType("AenderungsantwortEingabe", { description: "Answer to a single change." })
export class AenderungsantwortEingabe {
  @Field(() => ID, { description: "Id of the change." })
  aenderungId!: string;

  @Field(() => AntwortergebnisEnum, { description: "What became of it; must agree with the new version." })
  ergebnis!: Antwortergebnis;

  @Field(() => String, { nullable: true, description: "Reason; mandatory with ABGELEHNT." })
  begruendung?: string | null;
}

@ObjectType("Aenderungsantwort", { ...EINFACH, description: "Answer to a single change." })
export class AenderungsantwortTyp {
  @Field(() => AntwortergebnisEnum, { description: "What became of it." })
  ergebnis!: Antwortergebnis;

  @Field(() => String, { nullable: true, description: "Reason." })
  begruendung!: string | null;
}

@ObjectType("Aenderung", { ...EINFACH, description: "A single change of a Korrekturanfrage, readable and as data." })
export class AenderungTyp extends AenderungEingabe {
  @Field(() => ID, { description: "Id by which it is answered." })
  id!: string;

  @Field(() => String, { nullable: true, description: "What stands there now, German; null: nothing." })
  vorher!: string | null;

  @Field(() => String, { nullable: true, description: "What is proposed, German; null: nothing." })
  nachher!: string | null;

  @Field(() => String, { description: "The change in one German sentence, without its reason." })
  satz!: string;

  @Field(() => AenderungsantwortTyp, { nullable: true, description: "Null: not answered." })
  antwort!: AenderungsantwortTyp | null;
}

@ObjectType("Korrektur", { ...EINFACH, description: "A Korrekturanfrage with its answer (6.8)." })
export class KorrekturTyp {
  @Field(() => ID, { description: "Id, UUID." })
  id!: string;

  @Field(() => KorrekturgegenstandEnum, { description: "What is to be corrected." })
  art!: (typeof KORREKTURGEGENSTAENDE)[number];

  @Field(() => Int, { description: "Version of that data set it is based on." })
  zuVersion!: number;

  @Field(() => Boolean, { description: "Whether it waits for its answer." })
  aktiv!: boolean;

  @Field(() => UrheberTyp, { description: "Who asked." })
  von!: UrheberTyp;

  @Field(() => String, { description: "Telematik-ID of the institution that asked." })
  absender!: string;

  @Field(() => TeilnehmerTyp, { nullable: true, description: "Who is asked; null after its end." })
  adressat!: TeilnehmerTyp | null;

  @Field(() => DateTime, { description: "When it was asked or last overwritten." })
  gestelltAm!: Date;

  @Field(() => DateTime, { nullable: true, description: "When it was withdrawn; then a VO-k has no content (D3)." })
  zurueckgezogenAm!: Date | null;

  @Field(() => [AenderungTyp], { description: "The changes." })
  aenderungen!: readonly AenderungTyp[];

  @Field(() => DateTime, { nullable: true, description: "When it was answered." })
  beantwortetAm!: Date | null;

  @Field(() => UrheberTyp, { nullable: true, description: "Who answered." })
  beantwortetVon!: UrheberTyp | null;

  @Field(() => Int, { nullable: true, description: "Version of the corrected data set that the answer made." })
  neueVersion!: number | null;

  @Field(() => String, {
    nullable: true,
    description: "FHIR R4 Bundle with the QuestionnaireResponse as JSON text; null after a VO-k was withdrawn.",
  })
  bundle!: string | null;
}

@ObjectType("Unterschied", { ...EINFACH, description: "A difference between two versions." })
export class UnterschiedTyp {
  @Field(() => UnterschiedsartEnum, { description: "Kind of the difference." })
  art!: Unterschiedsart;

  @Field(() => String, { description: "Path, e.g. `leistungen[<id>].haeufigkeit`." })
  pfad!: string;

  @Field(() => String, { nullable: true, description: "Before, German; null: was not there." })
  vorher!: string | null;

  @Field(() => String, { nullable: true, description: "After, German; null: is no longer there." })
  nachher!: string | null;

  @Field(() => String, { description: "The difference in one German sentence." })
  satz!: string;
}

@ObjectType("Versionsvergleich", { ...EINFACH, description: "What changed between two versions of a data set." })
export class VersionsvergleichTyp {
  @Field(() => Int, { description: "The earlier version." })
  von!: number;

  @Field(() => Int, { description: "The later version." })
  bis!: number;

  @Field(() => Boolean, { description: "Whether kind or extent of a Leistung changed (6.8.6)." })
  artOderUmfangGeaendert!: boolean;

  @Field(() => [UnterschiedTyp], { description: "Empty: the same content." })
  unterschiede!: readonly UnterschiedTyp[];
}
