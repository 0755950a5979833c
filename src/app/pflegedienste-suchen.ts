import { Fachfehler } from "../domain/kern/fehler.js";
import type { Verstoss } from "../domain/kern/fehler.js";
import type { Pflegediensttreffer, Position, Suchwunsch } from "../domain/ports/pflegedienstsuche.js";
import type { Dienste } from "./dienste.js";

export interface Fund extends Pflegediensttreffer {
  /** From the searched position, kilometres; null: not searched by distance. */
  readonly entfernungKm: number | null;
}

const KM_HOECHSTENS = 100;
const TEXT_HOECHSTENS = 100;

/**
 * Neutral: by distance if one was searched, else by name; no Pflegedienst stands before another for any other reason [6.5.1.2].
 * @throws Fachfehler EINGABE_UNGUELTIG, NICHT_VERFUEGBAR
 */
export async function suchePflegedienste(
  wunsch: Suchwunsch,
  { pflegedienstsuche }: Pick<Dienste, "pflegedienstsuche">,
): Promise<{ readonly treffer: readonly Fund[]; readonly unvollstaendig: boolean }> {
  const verstoesse = pruefe(wunsch);
  if (verstoesse.length > 0) throw new Fachfehler("EINGABE_UNGUELTIG", { verstoesse });
  const ergebnis = await pflegedienstsuche.suche(wunsch);
  if (ergebnis.art === "nichtErreichbar") throw new Fachfehler("NICHT_VERFUEGBAR");
  const funde = ergebnis.treffer.map((treffer) => ({ ...treffer, entfernungKm: entfernung(wunsch, treffer) }));
  return { treffer: funde.sort(neutral), unvollstaendig: ergebnis.unvollstaendig };
}

const ALPHABET = new Intl.Collator("de");
const neutral = (a: Fund, b: Fund): number =>
  (a.entfernungKm ?? 0) - (b.entfernungKm ?? 0) ||
  ALPHABET.compare(a.name, b.name) ||
  (a.telematikId < b.telematikId ? -1 : 1);

function entfernung({ umkreis }: Suchwunsch, { position }: Pflegediensttreffer): number | null {
  return umkreis === undefined || position === null ? null : luftlinieKm(umkreis, position);
}

const ERDRADIUS_KM = 6371;
const bogen = (grad: number): number => (grad * Math.PI) / 180;

/** Great-circle distance (haversine), to 100 m. */
export function luftlinieKm(a: Position, b: Position): number {
  const h =
    Math.sin(bogen(b.breite - a.breite) / 2) ** 2 +
    Math.cos(bogen(a.breite)) * Math.cos(bogen(b.breite)) * Math.sin(bogen(b.laenge - a.laenge) / 2) ** 2;
  return Math.round(2 * ERDRADIUS_KM * Math.asin(Math.sqrt(h)) * 10) / 10;
}

function pruefe({ umkreis, ...texte }: Suchwunsch): readonly Verstoss[] {
  const gegeben = Object.entries(texte);
  const falsch = (pfad: string, regel: string, hinweis: string, gilt: boolean): readonly Verstoss[] =>
    gilt ? [{ pfad, regel, hinweis }] : [];
  return [
    ...falsch(
      "name",
      "Die Suche braucht mindestens eine Angabe.",
      "Geben Sie Name, Qualifikation, Ort, Postleitzahl oder einen Umkreis an.",
      gegeben.length === 0 && umkreis === undefined,
    ),
    ...gegeben.flatMap(([pfad, text]) =>
      falsch(
        pfad,
        "Die Angabe ist leer oder zu lang.",
        "Geben Sie 2 bis 100 Zeichen an.",
        text.trim().length < 2 || text.length > TEXT_HOECHSTENS,
      ),
    ),
    ...falsch(
      "umkreis",
      "Der Umkreis ist ungültig.",
      "Geben Sie Breite (-90 bis 90), Länge (-180 bis 180) und 1 bis 100 Kilometer an.",
      umkreis !== undefined &&
        !(
          Math.abs(umkreis.breite) <= 90 &&
          Math.abs(umkreis.laenge) <= 180 &&
          umkreis.km >= 1 &&
          umkreis.km <= KM_HOECHSTENS
        ),
    ),
  ];
}
