import { Field, ID, InputType, ObjectType } from "type-graphql";
import type { Kostentraegerart, Verordnung, Versorgungsort } from "../domain/hkp/datensaetze/verordnung.js";
import { HaeufigkeitTyp, EINFACH, Zeitraum } from "./bausteine.type.js";
import { KostentraegerartEnum, VerordnungsartEnum, VersorgungsortEnum } from "./datensatz-enums.js";
import { HinweisTyp, UrheberTyp } from "./datensatz.type.js";
import { DateTime, Kalendertag, Uuid } from "./scalars.js";
import { ZuSignierenTyp } from "./zu-signieren.type.js";
import { Diagnose, Unfall } from "./verordnung.type.js";

/** Members of a draft as those of a Verordnung, but nothing is mandatory: `maengel` say what is missing. */
const FEHLT = { nullable: true } as const;

const ZEITRAUM = "Verordnungszeitraum of a draft.";
@ObjectType("EntwurfZeitraum", { ...EINFACH, description: ZEITRAUM })
@InputType("EntwurfZeitraumEingabe", { description: ZEITRAUM })
export class EntwurfZeitraum {
  @Field(() => Kalendertag, { ...FEHLT, description: "First day, `YYYY-MM-DD`." })
  von?: string | null;

  @Field(() => Kalendertag, { ...FEHLT, description: "Last day, inclusive, `YYYY-MM-DD`." })
  bis?: string | null;
}

const ANSCHRIFT = "Postal address in a draft.";
@ObjectType("EntwurfAnschrift", { ...EINFACH, description: ANSCHRIFT })
@InputType("EntwurfAnschriftEingabe", { description: ANSCHRIFT })
export class EntwurfAnschrift {
  @Field(() => String, { ...FEHLT, description: "Street and house number." })
  strasse?: string | null;

  @Field(() => String, { ...FEHLT, description: "Postleitzahl, 5 digits." })
  plz?: string | null;

  @Field(() => String, { ...FEHLT, description: "Town." })
  ort?: string | null;
}

const VERSICHERTER = "The insured person in a draft.";
@ObjectType("EntwurfVersicherter", { ...EINFACH, description: VERSICHERTER })
@InputType("EntwurfVersicherterEingabe", { description: VERSICHERTER })
export class EntwurfVersicherter {
  @Field(() => String, { ...FEHLT, description: "Krankenversichertennummer." })
  kvnr?: string | null;

  @Field(() => String, { ...FEHLT, description: "First names." })
  vorname?: string | null;

  @Field(() => String, { ...FEHLT, description: "Surname with its additions." })
  nachname?: string | null;

  @Field(() => Kalendertag, { ...FEHLT, description: "Day of birth, `YYYY-MM-DD`." })
  geburtsdatum?: string | null;

  @Field(() => EntwurfAnschrift, { ...FEHLT, description: "Where the person lives." })
  anschrift?: EntwurfAnschrift | null;
}

const KOSTENTRAEGER = "The payer in a draft.";
@ObjectType("EntwurfKostentraeger", { ...EINFACH, description: KOSTENTRAEGER })
@InputType("EntwurfKostentraegerEingabe", { description: KOSTENTRAEGER })
export class EntwurfKostentraeger {
  @Field(() => String, { ...FEHLT, description: "Institutionskennzeichen, 9 digits." })
  ik?: string | null;

  @Field(() => String, { ...FEHLT, description: "Name of the payer." })
  name?: string | null;

  @Field(() => KostentraegerartEnum, { ...FEHLT, description: "Kind of payer." })
  art?: Kostentraegerart | null;
}

const VERORDNENDER = "The prescriber and the institution in a draft.";
@ObjectType("EntwurfVerordnender", { ...EINFACH, description: VERORDNENDER })
@InputType("EntwurfVerordnenderEingabe", { description: VERORDNENDER })
export class EntwurfVerordnender {
  @Field(() => String, { ...FEHLT, description: "Lebenslange Arztnummer, 9 digits." })
  lanr?: string | null;

  @Field(() => String, { ...FEHLT, description: "First name of the prescriber." })
  vorname?: string | null;

  @Field(() => String, { ...FEHLT, description: "Surname of the prescriber." })
  nachname?: string | null;

  @Field(() => String, { ...FEHLT, description: "Betriebsstättennummer of a practice." })
  bsnr?: string | null;

  @Field(() => String, { ...FEHLT, description: "Institutionskennzeichen of a hospital." })
  ik?: string | null;

  @Field(() => String, { ...FEHLT, description: "Telematik-ID of the institution; by default the signed-in one's." })
  telematikId?: string | null;

  @Field(() => String, { ...FEHLT, description: "Name of the institution." })
  institution?: string | null;
}

const LEISTUNG = "A Leistung of a draft; exactly one of `nummer` and `freitext`.";
@ObjectType("EntwurfLeistung", { ...EINFACH, description: LEISTUNG })
@InputType("EntwurfLeistungEingabe", { description: LEISTUNG })
export class EntwurfLeistung {
  @Field(() => ID, { ...FEHLT, description: "Own id of the Leistung (P1.2); the gateway gives one if it is absent." })
  id?: string | null;

  @Field(() => String, { ...FEHLT, description: "Number of the Leistungsverzeichnis, e.g. `26`, `31a`." })
  nummer?: string | null;

  @Field(() => String, { ...FEHLT, description: "A Leistung that the Leistungsverzeichnis does not have." })
  freitext?: string | null;

  @Field(() => String, { ...FEHLT, description: "Details." })
  einzelheiten?: string | null;

  @Field(() => Boolean, { defaultValue: false, description: "A qualified nurse sets frequency and duration (6.6.3)." })
  blanko!: boolean;

  @Field(() => HaeufigkeitTyp, { ...FEHLT, description: "How often." })
  haeufigkeit?: HaeufigkeitTyp | null;

  @Field(() => Zeitraum, { ...FEHLT, description: "From when to when." })
  dauer?: Zeitraum | null;

  @Field(() => VersorgungsortEnum, {
    ...FEHLT,
    description: "Another place than the rest: makes a Verordnung of its own (P1.1).",
  })
  versorgungsort?: Versorgungsort | null;
}

const INHALT = "A Verordnung that is being prepared; anything may be missing.";
@ObjectType("EntwurfInhalt", { ...EINFACH, description: INHALT })
@InputType("EntwurfEingabe", { description: INHALT })
export class EntwurfEingabe {
  @Field(() => VerordnungsartEnum, { ...FEHLT, description: "Erst- or Folgeverordnung." })
  art?: Verordnung["art"] | null;

  @Field(() => Kalendertag, { ...FEHLT, description: "Day of prescription; by default the day the draft is made." })
  verordnungsdatum?: string | null;

  @Field(() => EntwurfZeitraum, { ...FEHLT, description: ZEITRAUM })
  verordnungszeitraum?: EntwurfZeitraum | null;

  @Field(() => EntwurfVersicherter, { ...FEHLT, description: VERSICHERTER })
  versicherter?: EntwurfVersicherter | null;

  @Field(() => EntwurfKostentraeger, { ...FEHLT, description: KOSTENTRAEGER })
  kostentraeger?: EntwurfKostentraeger | null;

  @Field(() => EntwurfVerordnender, { ...FEHLT, description: VERORDNENDER })
  verordnender?: EntwurfVerordnender | null;

  @Field(() => [Diagnose], { defaultValue: [], description: "Diagnoses." })
  diagnosen!: Diagnose[];

  @Field(() => [String], { defaultValue: [], description: "Einschränkungen that make home nursing necessary." })
  einschraenkungen!: string[];

  @Field(() => [EntwurfLeistung], { defaultValue: [], description: "Leistungen." })
  leistungen!: EntwurfLeistung[];

  @Field(() => Unfall, { ...FEHLT, description: "Accident data; mandatory if the payer is the DGUV." })
  unfall?: Unfall | null;

  @Field(() => Boolean, { ...FEHLT, description: "Wahl der Kostenerstattung § 13 (2) SGB V; null: no." })
  wahlKostenerstattung?: boolean | null;

  @Field(() => String, { ...FEHLT, description: "Free text of the prescriber." })
  hinweise?: string | null;

  @Field(() => VersorgungsortEnum, { ...FEHLT, description: "Where the care is given." })
  versorgungsort?: Versorgungsort | null;

  @Field(() => Uuid, {
    ...FEHLT,
    description: "Shared by what is issued together; the gateway gives it on separation.",
  })
  gesamtverordnungId?: string | null;

  @Field(() => Boolean, { ...FEHLT, description: "The need outlasts the period (P2.1)." })
  bedarfDauerhaft?: boolean | null;
}

@ObjectType("Mangel", {
  ...EINFACH,
  description: "A rule that the draft does not keep yet; `aktivieren` would refuse.",
})
export class MangelTyp {
  @Field(() => String, { description: "Path in the data set, e.g. `leistungen[0].dauer`." })
  pfad!: string;

  @Field(() => String, { description: "The rule, German." })
  regel!: string;

  @Field(() => String, { description: "What to do, German." })
  hinweis!: string;
}

@ObjectType("Entwurf", {
  ...EINFACH,
  description:
    "Unsigned draft of a Vorgang in INITIALISIERT; for the practice only, gone with activation and deletion.",
})
export class EntwurfTyp {
  @Field(() => EntwurfEingabe, { description: INHALT })
  inhalt!: EntwurfEingabe;

  @Field(() => ID, { nullable: true, description: "Verordnungs-ID of the earlier Verordnung it follows; null: none." })
  folgeAuf!: string | null;

  @Field(() => DateTime, { description: "When it was changed last." })
  geaendertAm!: Date;

  @Field(() => UrheberTyp, { description: "Who changed it last." })
  geaendertVon!: UrheberTyp;

  @Field(() => [HinweisTyp], { description: "Hints of the HKP-Richtlinie before signing; no errors (6.1.4 Arzt 4)." })
  hinweise!: readonly HinweisTyp[];

  @Field(() => [MangelTyp], { description: "What still stands between the draft and `aktivieren`; empty: nothing." })
  maengel!: readonly MangelTyp[];

  @Field(() => ZuSignierenTyp, {
    nullable: true,
    description:
      "The bytes to be signed for `aktivieren`, the same until the draft changes; null as long as there are Mängel.",
  })
  zuSignieren!: ZuSignierenTyp | null;
}
