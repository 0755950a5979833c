/** Result of a scenario; with `--json` it is printed as one object without `abweichungen`. The same shape for every scenario. */
export interface Szenarioergebnis {
  readonly szenario: string;
  /** All expectations held. */
  readonly ok: boolean;
  readonly schritte: readonly Schritt[];
  readonly postfaecher: readonly Postfach[];
  /** Expectations that did not hold, as sentences; empty if ok. */
  readonly abweichungen: readonly string[];
}

export interface Schritt {
  readonly nr: number;
  /** As named in fachregeln.md section 2; reading is `einsehen`. */
  readonly aktion: string;
  readonly rolle: string;
  readonly person: string;
  /** Verordnungs-ID. */
  readonly vorgang: string | null;
  readonly statusVorher: string | null;
  readonly status: string | null;
  /** Of a refused step: its status is read afterwards, so that it shows to be unchanged; `pfad` is the first field named. */
  readonly fehler: { readonly code: string; readonly pfad: string | null } | null;
  readonly alarme: readonly Alarm[];
  readonly informationen: readonly Information[];
}

export interface Alarm {
  readonly rolle: string;
  /** KIM address, or the name of the insured person. */
  readonly empfaenger: string;
  readonly kanal: "KIM" | "TIM" | "PORTAL";
  /** As read back from the API. */
  readonly zustand: string;
}

export interface Information {
  readonly rolle: string;
  readonly empfaenger: string;
  /** Whether it also went out over a channel; false unless the recipient asked for it. */
  readonly gepusht: boolean;
}

export interface Postfach {
  readonly adresse: string;
  readonly rolle: string;
  readonly nachrichten: readonly {
    readonly messageId: string;
    readonly betreff: string;
    /** The step whose alarm it is; null if it belongs to none. */
    readonly schritt: number | null;
  }[];
}
