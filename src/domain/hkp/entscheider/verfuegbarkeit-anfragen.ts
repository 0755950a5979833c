import { schluessel } from "../../kern/akteur.js";
import { Fachfehler } from "../../kern/fehler.js";
import { beantworte } from "../antwortregeln.js";
import type { BefehlFuer } from "../befehle.js";
import { ANFRAGEN_HOECHSTENS } from "../datensaetze/verfuegbarkeitsanfrage.js";
import { pruefeWunsch } from "../datensaetze/verfuegbarkeitsanfrage-regeln.js";
import { laufende } from "../verfuegbarkeit.js";
import type { Vorgang } from "../vorgang.js";
import type { Entscheider } from "../wirkung.js";
import { gueltigeVerordnung, imVerordnungszeitraum } from "./hilfen.js";

/**
 * Unverbindliche Anfrage [6.5.2]: one more Pflegedienst is asked. „At a time“ counts those whose answer is awaited and those that
 * are available: whoever declined or was withdrawn makes room. Also possible beside a Zuweisung that nobody has accepted yet: the
 * insured person may decide anew at any time.
 * @throws Fachfehler KENNZEICHEN_KOSTENERSTATTUNG, VERORDNUNGSZEITRAUM_ABGELAUFEN, EINGABE_UNGUELTIG, PFLEGEDIENST_SCHON_ANGEFRAGT,
 *   ANFRAGEN_ZU_VIELE, in this order.
 */
export const verfuegbarkeitAnfragen: Entscheider<BefehlFuer<"verfuegbarkeitAnfragen">> = (
  { pflegedienst, name, wunsch, antwortregeln },
  vorgang,
  { jetzt, ids },
) => {
  if (vorgang.kennzeichenKostenerstattung) throw new Fachfehler("KENNZEICHEN_KOSTENERSTATTUNG");
  imVerordnungszeitraum(vorgang, jetzt);
  const verstoesse = pruefeWunsch(wunsch);
  if (verstoesse.length > 0) throw new Fachfehler("EINGABE_UNGUELTIG", { verstoesse });
  if (kennt(vorgang, schluessel(pflegedienst))) throw new Fachfehler("PFLEGEDIENST_SCHON_ANGEFRAGT");
  if (laufende(vorgang).length >= ANFRAGEN_HOECHSTENS)
    throw new Fachfehler("ANFRAGEN_ZU_VIELE", { hoechstens: ANFRAGEN_HOECHSTENS });
  const anfrage = {
    id: ids.neueId(),
    pflegedienst,
    name,
    wunsch,
    gestelltAm: jetzt,
    zustand: "OFFEN",
    antwort: null,
    beantwortetAm: null,
    automatisch: false,
  } as const;
  const bisherige = vorgang.verfuegbarkeitsanfragen;
  const antwort = antwortregeln === undefined ? null : beantworte(antwortregeln, gueltigeVerordnung(vorgang).inhalt);
  if (antwort !== null) {
    const zustand = antwort.verfuegbar ? "VERFUEGBAR" : "NICHT_VERFUEGBAR";
    const beantwortet = {
      ...anfrage,
      zustand,
      antwort: antwort.text,
      beantwortetAm: jetzt,
      automatisch: true,
    } as const;
    return {
      setze: { verfuegbarkeitsanfragen: [...bisherige, beantwortet] },
      // In the same write, so exactly once: the Pflegedienst has nothing to do, the insured person has its answer.
      ereignis: "ANFRAGE_BEANTWORTET",
      auchDemHandelnden: true,
      protokolltext: "hat bei einem Pflegedienst unverbindlich angefragt, der automatisch geantwortet hat.",
    };
  }
  return {
    setze: { verfuegbarkeitsanfragen: [...bisherige, anfrage] },
    ereignis: "UNVERBINDLICHE_ANFRAGE",
    genannte: [pflegedienst],
  };
};

/** Never the same twice, however it ended; and whoever has the Zuweisung need not be asked. */
function kennt({ verfuegbarkeitsanfragen, zuweisung }: Vorgang, gesucht: string): boolean {
  const bekannte = [...verfuegbarkeitsanfragen.map(({ pflegedienst }) => pflegedienst), zuweisung];
  return bekannte.some((einer) => einer !== null && schluessel(einer) === gesucht);
}
