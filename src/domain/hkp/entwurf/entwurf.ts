import type {
  Anschrift,
  KostentraegerAngaben,
  Leistung,
  Verordnung,
  VerordnenderAngaben,
  VersichertenAngaben,
  Versorgungsort,
  Zeitraum,
} from "../datensaetze/verordnung.js";
import type { Urheber } from "../vorgang.js";

/** A Leistung of a draft may name a Versorgungsort of its own; another one than the rest makes a Verordnung of its own. */
export interface Entwurfsleistung extends Leistung {
  readonly versorgungsort?: Versorgungsort;
}

type Mitglieder = "versicherter" | "kostentraeger" | "verordnender" | "verordnungszeitraum" | "leistungen";

/** A Verordnung that is being prepared: anything may still be missing. Its Verordnungs-ID is the Vorgang's. */
export interface Entwurfsinhalt extends Partial<
  Omit<Verordnung, "verordnungsId" | "diagnosen" | "einschraenkungen" | Mitglieder>
> {
  readonly versicherter?: Partial<Omit<VersichertenAngaben, "anschrift">> & { readonly anschrift?: Partial<Anschrift> };
  readonly kostentraeger?: Partial<KostentraegerAngaben>;
  readonly verordnender?: Partial<VerordnenderAngaben>;
  readonly verordnungszeitraum?: Partial<Zeitraum>;
  readonly diagnosen: Verordnung["diagnosen"];
  readonly einschraenkungen: Verordnung["einschraenkungen"];
  readonly leistungen: readonly Entwurfsleistung[];
}

/**
 * The unsigned draft of a Vorgang in INITIALISIERT [6.1]: for the practice only, gone with activation and with deletion.
 * Nothing decides by it but the practice.
 */
export interface Entwurf {
  readonly inhalt: Entwurfsinhalt;
  /** Verordnungs-ID of the earlier Verordnung it follows; not part of what is signed. */
  readonly folgeAuf: string | null;
  /** All parts of the request that made it (trennung.ts), this one among them; so a repeated request knows what it made. */
  readonly teile: readonly string[];
  readonly geaendertAm: Date;
  readonly geaendertVon: Urheber;
}
export type Entwurfsvorlage = Pick<Entwurf, "inhalt" | "folgeAuf" | "teile">;

/** Versorgungsorte that a draft names, each once, in their order. */
export function versorgungsorte({ versorgungsort, leistungen }: Entwurfsinhalt): readonly Versorgungsort[] {
  const genannte = [versorgungsort, ...leistungen.map((leistung) => leistung.versorgungsort)];
  return [...new Set(genannte.filter((ort) => ort !== undefined))];
}
