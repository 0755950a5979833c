import { letzterTagDesEinreichens, vorlaeufigeKostenuebernahme } from "../fristen.js";
import { deutschesDatum } from "../../kern/kalender.js";
import { neueste, versionen } from "../vorgang.js";
import type { Datensatz, Vorgang } from "../vorgang.js";
import { hinweiseZurVerordnung } from "../datensaetze/verordnung-hinweise.js";
import type { Pruefall } from "./pruefall.js";

/** A rule that is not met; the Leistung it is about, if it is about one. */
export interface Befund {
  readonly text: string;
  readonly leistungId?: string;
}
export type Pruefregel = (fall: Pruefall) => readonly Befund[];

const wenn = (trifftZu: boolean, text: string): readonly Befund[] => (trifftZu ? [{ text }] : []);

/** A question of the Kostentraeger that did not end with its proposal being taken up: somebody there had a doubt. */
function hatOffeneFrage(vorgang: Vorgang): boolean {
  const antworten = versionen(vorgang, "KORREKTURANTWORT").map(({ inhalt }) => inhalt);
  const anfragen: readonly (Datensatz<"VO_K"> | Datensatz<"BLANKO_K">)[] = [
    ...versionen(vorgang, "VO_K"),
    ...versionen(vorgang, "BLANKO_K"),
  ];
  return anfragen
    .filter(({ von }) => von.rolle === "KOSTENTRAEGER")
    .some(({ id }) => {
      const antwort = antworten.find(({ zuKorrektur }) => zuKorrektur === id);
      return antwort?.antworten.every(({ ergebnis }) => ergebnis === "AUFGENOMMEN") !== true;
    });
}

/** Which position in the list of Leistungen a hint speaks of, e.g. `leistungen[2].dauer`. */
function leistungZu(pfad: string, { verordnung }: Pruefall): string | undefined {
  const stelle = /^leistungen\[(\d+)\]/.exec(pfad)?.[1];
  return stelle === undefined ? undefined : verordnung.leistungen[Number(stelle)]?.id;
}

/** Hints of the HKP-RL on what was applied for, so on what a Pflegefachperson left open and filled in too. */
const richtlinie: Pruefregel = (fall) => {
  const beantragt = new Map(fall.beantragt.map((leistung) => [leistung.leistungId, leistung]));
  const leistungen = fall.verordnung.leistungen.map((leistung) => {
    const { haeufigkeit, dauer } = beantragt.get(leistung.id) ?? {};
    return { ...leistung, ...(haeufigkeit && { haeufigkeit }), ...(dauer && { dauer }) };
  });
  return hinweiseZurVerordnung({ ...fall.verordnung, leistungen }).map(({ pfad, regel }) => {
    const leistungId = leistungZu(pfad, fall);
    return { text: regel, ...(leistungId === undefined ? {} : { leistungId }) };
  });
};

const frist: Pruefregel = ({ vorgang, jetzt, schalter }) => {
  const letzter = letzterTagDesEinreichens(vorgang, schalter.einreichfrist);
  const gewahrt = vorlaeufigeKostenuebernahme(vorgang, jetzt, schalter)?.gewahrt === true;
  const bis = letzter === null ? "" : ` (letzter Tag: ${deutschesDatum(letzter)})`;
  return wenn(!gewahrt, `Der Antrag wurde nicht innerhalb der Frist eingereicht${bis}.`);
};

/** Rules about the application as a whole. */
export const VORGANGSREGELN = {
  ZEITRAUM_BEENDET: ({ verordnung, heute }) =>
    wenn(verordnung.verordnungszeitraum.bis < heute, "Der Verordnungszeitraum ist beendet."),
  FRIST_VERSAEUMT: frist,
  // Its limits are those of the GKV; with the DGUV they do not apply at all (gemF_VO_HKP 3.5.3).
  KOSTENTRAEGERART: ({ verordnung }) =>
    wenn(
      verordnung.kostentraeger.art !== "GKV",
      "Die Grenzen der HKP-Richtlinie gelten nur für die gesetzliche Krankenversicherung.",
    ),
  // A Korrektur may bring it in after submission.
  KOSTENERSTATTUNG: ({ vorgang, verordnung }) =>
    wenn(
      verordnung.wahlKostenerstattung || vorgang.kennzeichenKostenerstattung,
      "Kostenerstattung wurde gewählt oder entschieden.",
    ),
  FRUEHERE_ENTSCHEIDUNG: ({ vorgang }) =>
    wenn(neueste(vorgang, "ENTSCHEIDUNG") !== null, "Zu diesem Vorgang gibt es schon eine Entscheidung."),
  OFFENE_FRAGE: ({ vorgang }) =>
    wenn(
      hatOffeneFrage(vorgang),
      "Eine Korrekturanfrage des Kostenträgers wurde zurückgezogen oder nicht wie vorgeschlagen beantwortet.",
    ),
  HINWEIS_DES_VERORDNENDEN: ({ verordnung }) =>
    wenn(verordnung.hinweise !== undefined, "Der Verordnende hat Hinweise hinzugefügt, die gelesen werden müssen."),
  // Whatever was said there, a person at the Kostentraeger knows or must know of it.
  NACHRICHT: ({ vorgang }) =>
    wenn(
      versionen(vorgang, "NACHRICHT").some(({ inhalt: { absender, an } }) =>
        [absender, ...an].some(({ rolle }) => rolle === "KOSTENTRAEGER"),
      ),
      "Zum Vorgang gibt es Nachrichten an den oder von dem Kostenträger.",
    ),
  // As applied for would be more than is needed [6.2 Fall 2, 3].
  GEAENDERTER_BEDARF: ({ vorgang }) =>
    wenn(
      neueste(vorgang, "LEISTUNGSAENDERUNG") !== null,
      "Der Verordnende hat einen geänderten Bedarf an Leistungen mitgeteilt.",
    ),
  // A Behandlungsplan, say: what no rule can read.
  UNTERLAGEN: ({ vorgang }) => wenn(vorgang.unterlagen.length > 0, "Es gibt Unterlagen, die gelesen werden müssen."),
  SIGNATURPFLICHT: ({ schalter }) =>
    wenn(
      schalter.entscheidungSignaturPflicht,
      "Entscheidungen müssen signiert werden; das kann die automatische Prüfung nicht.",
    ),
  HKP_RICHTLINIE: richtlinie,
} as const satisfies Record<string, Pruefregel>;
