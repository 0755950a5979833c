import type { BefehlFuer } from "../../../../src/domain/hkp/befehle.js";
import type { Blankoverordnung } from "../../../../src/domain/hkp/datensaetze/blankoverordnung.js";
import type { Aenderungswunsch, Einzelantwort } from "../../../../src/domain/hkp/datensaetze/korrektur.js";
import type { Verordnung } from "../../../../src/domain/hkp/datensaetze/verordnung.js";
import type { BeliebigerDatensatz, Vorgang } from "../../../../src/domain/hkp/vorgang.js";
import type { Akteur } from "../../../../src/domain/kern/akteur.js";
import { elena, kasse } from "../../../helfer/akteure.js";
import { BUNDLE, CMS, hbaArzt, kontext, smcbPflege } from "../befehle.js";
import { fuehreDurch } from "../durchfuehren.js";
import { BLANKO_LEISTUNG, FESTE_LEISTUNG, inPruefung, zugewiesen } from "../vorgaenge.js";

/* Proposals and answers as people send them, and the Vorgaenge in which one is open. */

export const HAEUFIGER: Aenderungswunsch = {
  art: "AENDERN",
  pfad: `leistungen[${FESTE_LEISTUNG}].haeufigkeit`,
  wert: { typ: "HAEUFIGKEIT", haeufigkeit: { anzahl: 3, je: "TAG" } },
  begruendung: "Die Mittagsgabe fehlt.",
};
export const NEUE_EINSCHRAENKUNG: Aenderungswunsch = {
  art: "HINZUFUEGEN",
  einschraenkung: "lebt allein",
  begruendung: "Steht im Entlassbrief.",
};
export const KOMPRESSION: Extract<Aenderungswunsch, { leistung: unknown }> = {
  art: "HINZUFUEGEN",
  leistung: {
    id: "leistung-neu",
    nummer: "31b",
    blanko: false,
    haeufigkeit: { anzahl: 1, je: "TAG" },
    dauer: { von: "2026-03-02", bis: "2026-03-29" },
  },
  begruendung: "Ödeme an beiden Beinen.",
};
export const BLANKO_SELTENER: Aenderungswunsch = {
  art: "AENDERN",
  pfad: `leistungen[${BLANKO_LEISTUNG}].haeufigkeit`,
  wert: { typ: "HAEUFIGKEIT", haeufigkeit: { anzahl: 2, je: "TAG" } },
  begruendung: "Mehr ist nach der Richtlinie nicht vorgesehen.",
};

export const anfragen = (
  aenderungen: readonly Aenderungswunsch[],
  an: "VERORDNENDER" | "PFLEGEDIENST" = "VERORDNENDER",
  zuVersion = 1,
): BefehlFuer<"korrekturAnfragen"> => ({ aktion: "korrekturAnfragen", an, wunsch: { zuVersion, aenderungen } });

export const aktualisieren = (
  aenderungen: readonly Aenderungswunsch[],
  zuVersion = 1,
): BefehlFuer<"korrekturAktualisieren"> => ({ aktion: "korrekturAktualisieren", wunsch: { zuVersion, aenderungen } });

export const ZURUECKZIEHEN = { aktion: "korrekturZurueckziehen" } as const;

/** K1 in ZUGEWIESEN. */
export const gefragtVomPflegedienst = (...aenderungen: readonly Aenderungswunsch[]): Vorgang =>
  danach(zugewiesen(), elena(), anfragen(aenderungen));
/** K4 in ANTRAGSPRUEFUNG, to the Praxis. */
export const gefragtVonKasse = (...aenderungen: readonly Aenderungswunsch[]): Vorgang =>
  danach(inPruefung(), kasse(), anfragen(aenderungen));
/** K4 in ANTRAGSPRUEFUNG, to the Pflegedienst. */
export const blankoGefragt = (...aenderungen: readonly Aenderungswunsch[]): Vorgang =>
  danach(inPruefung(), kasse(), anfragen(aenderungen, "PFLEGEDIENST"));

function danach(vorgang: Vorgang, akteur: Akteur, befehl: BefehlFuer<"korrekturAnfragen">): Vorgang {
  return fuehreDurch(befehl, vorgang, kontext(akteur)).danach;
}

export function letzte(vorgang: Vorgang, art: "VO_K" | "BLANKO_K"): Extract<BeliebigerDatensatz, { art: "VO_K" }> {
  const gefunden = vorgang.datensaetze.filter((datensatz) => datensatz.art === art).at(-1);
  if (gefunden === undefined) throw new Error(`no ${art}`);
  return gefunden as Extract<BeliebigerDatensatz, { art: "VO_K" }>;
}

/** Answers in the order of the changes; the ids are those of the open request. */
export function antworten(
  vorgang: Vorgang,
  art: "VO_K" | "BLANKO_K",
  ...ergebnisse: readonly Omit<Einzelantwort, "aenderungId">[]
): readonly Einzelantwort[] {
  const { aenderungen } = letzte(vorgang, art).inhalt;
  return ergebnisse.map((ergebnis, nr) => ({ aenderungId: aenderungen[nr]?.id ?? "unbekannt", ...ergebnis }));
}

export const JA = { ergebnis: "AUFGENOMMEN" } as const;
export const ANDERS = { ergebnis: "ANDERS_AUFGENOMMEN" } as const;
export const NEIN = { ergebnis: "ABGELEHNT", begruendung: "Medizinisch nicht angezeigt." } as const;

export const beantworte = (
  vorgang: Vorgang,
  inhalt: Verordnung,
  ergebnisse: readonly Omit<Einzelantwort, "aenderungId">[],
  signatur = hbaArzt(),
): BefehlFuer<"korrekturBeantworten"> => ({
  aktion: "korrekturBeantworten",
  antworten: antworten(vorgang, "VO_K", ...ergebnisse),
  neueVersion: { art: "VERORDNUNG", verordnung: { signatur, cms: CMS, bundle: BUNDLE, inhalt } },
});

export const beantworteBlanko = (
  vorgang: Vorgang,
  inhalt: Blankoverordnung,
  ergebnisse: readonly Omit<Einzelantwort, "aenderungId">[],
  signatur = smcbPflege(),
): BefehlFuer<"korrekturBeantworten"> => ({
  aktion: "korrekturBeantworten",
  antworten: antworten(vorgang, "BLANKO_K", ...ergebnisse),
  neueVersion: { art: "BLANKOVERORDNUNG", blankoverordnung: { signatur, cms: CMS, bundle: BUNDLE, inhalt } },
});
