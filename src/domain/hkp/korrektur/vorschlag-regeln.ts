import { Fachfehler } from "../../kern/fehler.js";
import type { Verstoss } from "../../kern/fehler.js";
import { pruefeTexte } from "../datensaetze/bausteine.js";
import type { Aenderungswunsch } from "../datensaetze/korrektur.js";
import { zerlegePfad } from "./felder.js";
import { istVerwirklicht, liesWert, wendeVorschlagAn } from "./ziel.js";
import type { Korrekturziel } from "./ziel.js";

/** The rules of a Korrekturanfrage beyond form: what is demanded, and what to do. Source: fachregeln.md section 7. */
const VORSCHLAGSREGELN = {
  LEER: {
    regel: "Ein Korrekturvorschlag braucht mindestens eine Änderung.",
    hinweis: "Nennen Sie jede gewünschte Änderung einzeln.",
  },
  PFAD_UNBEKANNT: {
    regel: "Dieses Feld kann mit einer Korrekturanfrage nicht geändert werden.",
    hinweis: "Ändern Sie Zeitraum, Art, Hinweise, Diagnosen, Einschränkungen oder die Felder einer Leistung.",
  },
  WERT_PASST_NICHT: {
    regel: "Der neue Wert hat nicht die Art dieses Feldes.",
    hinweis: "Geben Sie genau den Wert an, den das Feld verlangt: Text, Häufigkeit, Zeitraum oder Diagnose.",
  },
  ORT_FEHLT: {
    regel: "Diese Stelle gibt es in der gültigen Version nicht.",
    hinweis: "Verwenden Sie die Kennung der Leistung oder den Eintrag der gültigen Version.",
  },
  OHNE_WIRKUNG: {
    regel: "Die Änderung entspricht schon der gültigen Version.",
    hinweis: "Lassen Sie diese Änderung weg.",
  },
  DOPPELT: {
    regel: "Diese Stelle wird schon durch eine andere Änderung des Vorschlags verändert.",
    hinweis: "Fassen Sie die Wünsche zu einer Stelle in einer Änderung zusammen.",
  },
  NICHT_VORGESEHEN: {
    regel: "Zu einer Blankoverordnung kann keine Leistung oder Einschränkung hinzugefügt oder entfernt werden.",
    hinweis: "Richten Sie diesen Wunsch mit einer Korrekturanfrage zur Verordnung an die Praxis.",
  },
} as const;

const verstoss = (name: keyof typeof VORSCHLAGSREGELN, pfad: string): readonly Verstoss[] => [
  { pfad, ...VORSCHLAGSREGELN[name] },
];

/**
 * A proposal against the version it is based on. `pruefeForm`: the formal rules of the data set; the proposal as a whole
 * must not break one that the version keeps.
 * @throws Fachfehler STAMMDATEN_UNVERAENDERLICH before all others, KORREKTUR_UNGUELTIG with all of them at once.
 */
export function pruefeVorschlag<D>(
  ziel: Korrekturziel<D>,
  basis: D,
  aenderungen: readonly Aenderungswunsch[],
  pruefeForm: (dokument: D) => readonly Verstoss[],
): void {
  const stammdaten = aenderungen.flatMap((aenderung) =>
    aenderung.art === "AENDERN" && beruehrtStammdaten(ziel, aenderung.pfad) ? [aenderung.pfad] : [],
  );
  if (stammdaten.length > 0) throw new Fachfehler("STAMMDATEN_UNVERAENDERLICH", { pfade: stammdaten });

  const verstoesse = [
    ...(aenderungen.length === 0 ? verstoss("LEER", "aenderungen") : []),
    ...pruefeTexte(aenderungen, "aenderungen"),
    ...aenderungen.flatMap((aenderung, nr) => pruefeEine(ziel, basis, aenderung, `aenderungen[${nr}]`)),
    ...doppelte(aenderungen),
  ];
  // Form only where the changes themselves make sense: a follow-up fault would hide the first.
  const formal = verstoesse.length > 0 ? [] : neueVerstoesse(ziel, basis, aenderungen, pruefeForm);
  const alle = [...verstoesse, ...formal];
  if (alle.length > 0) throw new Fachfehler("KORREKTUR_UNGUELTIG", { verstoesse: alle });
}

const beruehrtStammdaten = <D>(ziel: Korrekturziel<D>, pfad: string): boolean =>
  // By its first word, so that a malformed path into master data is refused for what it is after.
  ziel.unantastbar.includes(/^[A-Za-z]*/.exec(pfad)?.[0] ?? "");

function pruefeEine<D>(
  ziel: Korrekturziel<D>,
  basis: D,
  aenderung: Aenderungswunsch,
  ort: string,
): readonly Verstoss[] {
  if (aenderung.art === "AENDERN") {
    const pfad = zerlegePfad(aenderung.pfad);
    const feld = pfad !== null && Object.hasOwn(ziel.felder, pfad.feld) ? ziel.felder[pfad.feld] : undefined;
    if (feld === undefined) return verstoss("PFAD_UNBEKANNT", `${ort}.pfad`);
    if (feld.typ !== aenderung.wert.typ) return verstoss("WERT_PASST_NICHT", `${ort}.wert`);
    if (liesWert(ziel, aenderung.pfad, basis) === undefined) return verstoss("ORT_FEHLT", `${ort}.pfad`);
    return istVerwirklicht(ziel, aenderung, basis) ? verstoss("OHNE_WIRKUNG", ort) : [];
  }
  if (ziel.liste === null) return verstoss("NICHT_VORGESEHEN", ort);
  const vorhanden = ziel.liste.enthaelt(basis, aenderung);
  if (aenderung.art === "ENTFERNEN") return vorhanden ? [] : verstoss("ORT_FEHLT", ort);
  return vorhanden ? verstoss("OHNE_WIRKUNG", ort) : [];
}

/** Places a change touches; number and free text name the same thing. */
function ort(aenderung: Aenderungswunsch): string {
  if (aenderung.art === "AENDERN") return aenderung.pfad.replace(/\.(nummer|freitext)$/, ".bezeichnung");
  if ("einschraenkung" in aenderung) return `einschraenkung:${aenderung.einschraenkung}`;
  return `leistungen[${"leistung" in aenderung ? aenderung.leistung.id : aenderung.leistungId}]`;
}

function doppelte(aenderungen: readonly Aenderungswunsch[]): readonly Verstoss[] {
  const orte = aenderungen.map(ort);
  return orte.flatMap((einer, nr) => {
    const frueher = orte.slice(0, nr).some((anderer) => anderer === einer);
    // A Leistung that is removed cannot be changed as well.
    const inEntfernter = orte.some((anderer) => einer.startsWith(`${anderer}.`));
    return frueher || inEntfernter ? verstoss("DOPPELT", `aenderungen[${nr}]`) : [];
  });
}

function neueVerstoesse<D>(
  ziel: Korrekturziel<D>,
  basis: D,
  aenderungen: readonly Aenderungswunsch[],
  pruefeForm: (dokument: D) => readonly Verstoss[],
): readonly Verstoss[] {
  const vorher = new Set(pruefeForm(basis).map(({ regel }) => regel));
  return pruefeForm(wendeVorschlagAn(ziel, basis, aenderungen)).filter(({ regel }) => !vorher.has(regel));
}
