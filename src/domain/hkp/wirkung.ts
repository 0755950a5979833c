import type { Akteur, Teilnehmer, Teilnehmerrolle } from "../kern/akteur.js";
import type { IdGeber } from "../ports/umgebung.js";
import type { Schalterstellung, Uebergang } from "./ablauf.js";
import type { Ereignis } from "./ereignisse.js";
import type { BeliebigerDatensatz, Datensatzart, Inhalte, Vorgang } from "./vorgang.js";
import type { GepruefteSignatur } from "../ports/signatur.js";

/** Everything a decision may depend on beside the Befehl and the Vorgang. */
export interface Kontext {
  readonly akteur: Akteur;
  readonly jetzt: Date;
  readonly ids: IdGeber;
  readonly schalter: Schalterstellung;
  /** The actor came with a proof (PoPP, AccessCode) that fits this Vorgang; absent: without one. */
  readonly nachgewiesen?: boolean;
}

/** Fields of a Vorgang that a transition may set; the lists of what happened only ever grow and are not among them. */
export type Feldaenderung = Partial<
  Pick<
    Vorgang,
    | "versicherter"
    | "kostentraeger"
    | "prinzip"
    | "zuweisung"
    | "kontakt"
    | "verfuegbarkeitsanfragen"
    | "pflegedienst"
    | "kostentraegerHatZugriff"
    | "weitereKostentraeger"
    | "verordnungszeitraumBis"
    | "kennzeichenKostenerstattung"
    | "antrag"
    | "korrektur"
    | "zugriffscodes"
    | "unterlagen"
    | "zuLoeschendeUnterlagen"
    | "entwurf"
  >
>;

export type NeuerDatensatz = {
  [A in Datensatzart]: {
    readonly art: A;
    readonly inhalt: Inhalte[A];
    readonly bundle: string;
    readonly signatur: { readonly geprueft: GepruefteSignatur; readonly cms: Uint8Array } | null;
  };
}[Datensatzart];

/** What an action does beyond the change of status, which is the table's. */
export interface Wirkung {
  readonly setze?: Feldaenderung;
  readonly datensatz?: NeuerDatensatz;
  /** Stored after `datensatz` by the same transition. */
  readonly weitererDatensatz?: NeuerDatensatz;
  /** Takes the place of the stored data set of this id; not together with a new one. */
  readonly ersetze?: BeliebigerDatensatz;
  /** Ids of stored data sets that are deleted; not together with a new or replaced one. */
  readonly entferne?: readonly string[];
  /** Null: nobody is told (reading access for Beratung). */
  readonly ereignis: Ereignis | null;
  readonly genannte?: readonly Teilnehmer[];
  /** Something else answered at once: whoever acted is told too. */
  readonly auchDemHandelnden?: boolean;
  /** Hints for single recipients, German. */
  readonly hinweise?: Partial<Record<Teilnehmerrolle, string>>;
  /** Alarme that have not gone out are overtaken although the status stays: what they say no longer holds. */
  readonly ueberholtAlarme?: boolean;
  /** Ids of orders that are overtaken although all others are not. */
  readonly ueberholteAuftraege?: readonly string[];
  /** Instead of the action's own text. */
  readonly protokolltext?: string;
}

/** Behaviour of one action. Throws Fachfehler where a condition of the table is not met. */
export type Entscheider<B> = (befehl: B, vorgang: Vorgang, kontext: Kontext, zeile: Uebergang) => Wirkung;
