import { deutschesDatum } from "../../kern/kalender.js";
import type { Blankoverordnung } from "../datensaetze/blankoverordnung.js";
import type { Leistung, Verordnung } from "../datensaetze/verordnung.js";
import {
  diagnoseInWorten,
  haeufigkeitInWorten,
  leistungInWorten,
  leistungsname,
  nummerInWorten,
  ORT_IN_WORTEN,
  VERORDNUNGSART_IN_WORTEN,
  zeitraumInWorten,
} from "./worte.js";

/** The semantic difference between two versions: pure, independent of the order in which entries stand. */
export const UNTERSCHIEDSARTEN = [
  "LEISTUNG_HINZUGEFUEGT",
  "LEISTUNG_ENTFERNT",
  "LEISTUNG_GEAENDERT",
  "EINSCHRAENKUNG_HINZUGEFUEGT",
  "EINSCHRAENKUNG_ENTFERNT",
  "DIAGNOSE_HINZUGEFUEGT",
  "DIAGNOSE_ENTFERNT",
  "ZEITRAUM_GEAENDERT",
  "ANGABE_GEAENDERT",
] as const;
export type Unterschiedsart = (typeof UNTERSCHIEDSARTEN)[number];

export interface Unterschied {
  readonly art: Unterschiedsart;
  /** E.g. `leistungen[<id>].haeufigkeit`, `einschraenkungen`, `verordnungszeitraum`. */
  readonly pfad: string;
  /** German; null: was not there. */
  readonly vorher: string | null;
  /** German; null: is no longer there. */
  readonly nachher: string | null;
  /** One German sentence. */
  readonly satz: string;
}

type Felder = readonly { readonly name: string; readonly titel: string; readonly wort: string | null }[];
const falls = <T>(wert: T | undefined, inWorten: (wert: T) => string): string | null =>
  wert === undefined ? null : inWorten(wert);
const jaNein = (wert: boolean): string => (wert ? "ja" : "nein");
const selbst = (wert: string): string => wert;

const leistungsfelder = (leistung: Leistung): Felder => [
  { name: "nummer", titel: "Leistung", wort: falls(leistung.nummer, nummerInWorten) },
  { name: "freitext", titel: "Leistung (Freitext)", wort: falls(leistung.freitext, selbst) },
  { name: "einzelheiten", titel: "Einzelheiten", wort: falls(leistung.einzelheiten, selbst) },
  { name: "blanko", titel: "Blanko", wort: jaNein(leistung.blanko) },
  { name: "haeufigkeit", titel: "Häufigkeit", wort: falls(leistung.haeufigkeit, haeufigkeitInWorten) },
  { name: "dauer", titel: "Dauer", wort: falls(leistung.dauer, zeitraumInWorten) },
];

const kopffelder = (verordnung: Verordnung): Felder => [
  { name: "art", titel: "Art der Verordnung", wort: VERORDNUNGSART_IN_WORTEN[verordnung.art] },
  { name: "verordnungsdatum", titel: "Verordnungsdatum", wort: deutschesDatum(verordnung.verordnungsdatum) },
  { name: "unfall", titel: "Unfalltag", wort: falls(verordnung.unfall, ({ tag }) => deutschesDatum(tag)) },
  {
    name: "wahlKostenerstattung",
    titel: "Wahl der Kostenerstattung",
    wort: jaNein(verordnung.wahlKostenerstattung),
  },
  { name: "hinweise", titel: "Hinweise", wort: falls(verordnung.hinweise, selbst) },
  {
    name: "versorgungsort",
    titel: "Versorgungsort",
    wort: falls(verordnung.versorgungsort, (ort) => ORT_IN_WORTEN[ort]),
  },
  { name: "gesamtverordnungId", titel: "Gesamtverordnung", wort: falls(verordnung.gesamtverordnungId, selbst) },
  { name: "bedarfDauerhaft", titel: "Dauerhafter Bedarf", wort: falls(verordnung.bedarfDauerhaft, jaNein) },
];

/** Fields with words of their own, and master data, which a version cannot change. */
const BEKANNTE: ReadonlySet<string> = new Set([
  ...["verordnungsId", "art", "verordnungsdatum", "verordnungszeitraum", "unfall", "wahlKostenerstattung", "hinweise"],
  ...["versorgungsort", "gesamtverordnungId", "bedarfDauerhaft"],
  ...["versicherter", "kostentraeger", "verordnender", "diagnosen", "einschraenkungen", "leistungen"],
]);

/** A field that this page has no words for is still a difference; nothing changes unseen. */
const weitereFelder = (verordnung: Verordnung): Felder =>
  Object.entries(verordnung)
    .filter(([name]) => !BEKANNTE.has(name))
    .map(([name, wert]) => ({ name, titel: name, wort: JSON.stringify(wert) ?? null }));

/** What changed from one version of the Verordnung to another [6.8.7]. */
export function vergleiche(alt: Verordnung, neu: Verordnung): readonly Unterschied[] {
  return [
    ...feldunterschiede(
      "ZEITRAUM_GEAENDERT",
      "",
      "",
      [zeitraumfeld("verordnungszeitraum", "Verordnungszeitraum", alt.verordnungszeitraum)],
      [zeitraumfeld("verordnungszeitraum", "Verordnungszeitraum", neu.verordnungszeitraum)],
    ),
    ...feldunterschiede("ANGABE_GEAENDERT", "", "", kopffelder(alt), kopffelder(neu)),
    ...feldunterschiede("ANGABE_GEAENDERT", "", "", weitereFelder(alt), weitereFelder(neu)),
    ...listenunterschiede("DIAGNOSE", "diagnosen", "Diagnose", alt.diagnosen.map(diagnoseInWorten), [
      ...neu.diagnosen.map(diagnoseInWorten),
    ]),
    ...listenunterschiede(
      "EINSCHRAENKUNG",
      "einschraenkungen",
      "Einschränkung",
      alt.einschraenkungen,
      neu.einschraenkungen,
    ),
    ...leistungsunterschiede(alt.leistungen, neu.leistungen, leistungsfelder),
  ];
}

/** The same between two versions of the Blankoverordnung; who signed it and to which version it is are no differences. */
export function vergleicheBlanko(alt: Blankoverordnung, neu: Blankoverordnung): readonly Unterschied[] {
  const alsLeistung = ({ leistungId: id, haeufigkeit, dauer }: Blankoverordnung["leistungen"][number]): Leistung => ({
    id,
    freitext: "Blanko-Leistung",
    blanko: false,
    haeufigkeit,
    dauer,
  });
  return leistungsunterschiede(alt.leistungen.map(alsLeistung), neu.leistungen.map(alsLeistung), leistungsfelder);
}

const ART_UND_UMFANG = /^leistungen\[.*\]\.(nummer|freitext|blanko|haeufigkeit|dauer)$/;

/** Whether kind or extent of a Leistung changed, so that the Pflegedienst is given a hint [6.8.6]. */
export function aendertArtOderUmfang(unterschiede: readonly Unterschied[]): boolean {
  return unterschiede.some(
    ({ art, pfad }) => art === "LEISTUNG_HINZUGEFUEGT" || art === "LEISTUNG_ENTFERNT" || ART_UND_UMFANG.test(pfad),
  );
}

export const gleicheLeistung = (eine: Leistung, andere: Leistung): boolean =>
  leistungsunterschiede([eine], [andere], leistungsfelder).length === 0;

const zeitraumfeld = (name: string, titel: string, zeitraum: Verordnung["verordnungszeitraum"]) => ({
  name,
  titel,
  wort: zeitraumInWorten(zeitraum),
});

function feldunterschiede(
  art: Unterschiedsart,
  ort: string,
  ueberschrift: string,
  alt: Felder,
  neu: Felder,
): readonly Unterschied[] {
  const namen = [...new Set([...alt, ...neu].map(({ name }) => name))];
  return namen.flatMap((name) => {
    const [links, rechts] = [alt.find((feld) => feld.name === name), neu.find((feld) => feld.name === name)];
    const [vorher, nachher] = [links?.wort ?? null, rechts?.wort ?? null];
    if (vorher === nachher) return [];
    const titel = ueberschrift + (rechts?.titel ?? links?.titel ?? name);
    const satz = `${titel}: bisher ${zitat(vorher)}, neu ${zitat(nachher)}.`;
    return [{ art, pfad: ort + name, vorher, nachher, satz }];
  });
}

const zitat = (wort: string | null): string => (wort === null ? "ohne Angabe" : `„${wort}“`);

/** Entries without an id: compared as multisets. */
function listenunterschiede(
  art: "DIAGNOSE" | "EINSCHRAENKUNG",
  pfad: string,
  titel: string,
  alt: readonly string[],
  neu: readonly string[],
): readonly Unterschied[] {
  return [
    ...ohne(alt, neu).map((wort) => ({
      art: `${art}_ENTFERNT` as const,
      pfad,
      vorher: wort,
      nachher: null,
      satz: `${titel} entfernt: „${wort}“.`,
    })),
    ...ohne(neu, alt).map((wort) => ({
      art: `${art}_HINZUGEFUEGT` as const,
      pfad,
      vorher: null,
      nachher: wort,
      satz: `${titel} hinzugefügt: „${wort}“.`,
    })),
  ];
}

/** What is in the first and not in the second, counted. */
function ohne(eine: readonly string[], andere: readonly string[]): readonly string[] {
  const uebrig = [...andere];
  return eine.filter((wort) => {
    const stelle = uebrig.indexOf(wort);
    if (stelle >= 0) uebrig.splice(stelle, 1);
    return stelle < 0;
  });
}

function leistungsunterschiede(
  alt: readonly Leistung[],
  neu: readonly Leistung[],
  felder: (leistung: Leistung) => Felder,
): readonly Unterschied[] {
  const neue = new Map(neu.map((leistung) => [leistung.id, leistung]));
  const alte = new Set(alt.map(({ id }) => id));
  return [
    ...alt.flatMap((leistung): readonly Unterschied[] => {
      const pfad = `leistungen[${leistung.id}]`;
      const danach = neue.get(leistung.id);
      if (danach !== undefined)
        return feldunterschiede(
          "LEISTUNG_GEAENDERT",
          `${pfad}.`,
          `Leistung ${leistungsname(leistung)}, `,
          felder(leistung),
          felder(danach),
        );
      const vorher = leistungInWorten(leistung);
      return [{ art: "LEISTUNG_ENTFERNT", pfad, vorher, nachher: null, satz: `Leistung entfernt: „${vorher}“.` }];
    }),
    ...neu
      .filter(({ id }) => !alte.has(id))
      .map((leistung): Unterschied => {
        const nachher = leistungInWorten(leistung);
        const pfad = `leistungen[${leistung.id}]`;
        return {
          art: "LEISTUNG_HINZUGEFUEGT",
          pfad,
          vorher: null,
          nachher,
          satz: `Leistung hinzugefügt: „${nachher}“.`,
        };
      }),
  ];
}
