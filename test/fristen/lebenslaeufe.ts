import type { Verordnung } from "../../src/domain/hkp/datensaetze/verordnung.js";
import type { Status } from "../../src/domain/hkp/status.js";
import type { Protokolleintrag, Vorgang } from "../../src/domain/hkp/vorgang.js";
import { elena } from "../helfer/akteure.js";
import {
  AUS_PRUEFUNG_AN_PRAXIS,
  beschieden,
  initialisiert,
  inPruefung,
  offen,
  datensatz,
  verordnung,
  VOM_PFLEGEDIENST,
  zugewiesen,
} from "../domain/hkp/vorgaenge.js";

/** What must happen to a Vorgang by itself: instant, entry of the Protokoll, status after it, who is told (A Alarm, I Information). */
export interface Erwartung {
  readonly wann: string;
  readonly text: string | null;
  readonly status: Status | null;
  readonly an: string;
}
export interface Lebenslauf {
  readonly vorgang: Vorgang;
  readonly erwartet: readonly Erwartung[];
}

const VERFALLEN = "hat die nicht ausgestellte Verordnung nach 10 Tagen gelöscht.";
const ABGESCHLOSSEN = "hat den Vorgang nach dem Ende des Verordnungszeitraums abgeschlossen.";
const GELOESCHT = "hat den abgeschlossenen Vorgang nach Ablauf der Aufbewahrungsfrist gelöscht.";
const UNENTSCHIEDEN_GELOESCHT = "hat den nicht entschiedenen Vorgang nach Ablauf der Aufbewahrungsfrist gelöscht.";
const AL1_NAHT = "hat die Praxis daran erinnert, dass die nicht ausgestellte Verordnung bald gelöscht wird.";
const EINREICHEN = "hat den Pflegedienst an die Frist für das Einreichen beim Kostenträger erinnert.";
const ENDET = "hat die Praxis an das nahe Ende des Verordnungszeitraums erinnert.";
const KORREKTUR = "hat an die unbeantwortete Korrekturanfrage erinnert.";

const schritt = (wann: string, text: string, status: Status, an: string): Erwartung => ({ wann, text, status, an });
/** Nothing is left. */
const entfernt = (wann: string): Erwartung => ({ wann, text: null, status: null, an: "" });

const P = "VERORDNENDER";
const V = "VERSICHERTER";
const D = "PFLEGEDIENST";
const K = "KOSTENTRAEGER";

function inhalt(
  datum: string,
  von: string,
  bis: string,
  art: "GKV" | "PKV" = "GKV",
  bedarfDauerhaft = true,
): Verordnung {
  const basis = verordnung();
  return verordnung({
    verordnungsdatum: datum,
    verordnungszeitraum: { von, bis },
    bedarfDauerhaft,
    kostentraeger: { ...basis.kostentraeger, art },
  });
}

/** A Vorgang of a builder with another Verordnung. */
function mit(bau: (felder: Partial<Vorgang>) => Vorgang, id: string, vo: Verordnung, felder: Partial<Vorgang> = {}) {
  const { datensaetze } = bau({});
  return bau({
    id,
    verordnungszeitraumBis: vo.verordnungszeitraum.bis,
    datensaetze: [datensatz("VERORDNUNG", vo), ...datensaetze.slice(1)],
    ...felder,
  });
}

function gefragt(am: string): Protokolleintrag {
  return {
    id: `korrektur-${am}`,
    zeit: new Date(am),
    wer: { rolle: "PFLEGEDIENST", kennung: elena().telematikId, person: "PDL", name: "Elena Fischer" },
    aktion: "korrekturAnfragen",
    statusVorher: "ZUGEWIESEN",
    status: "KORREKTURANFRAGE",
    text: "hat um eine Korrektur gebeten.",
  };
}

/**
 * Computed by hand with a calendar, in UTC. Summer time (CEST, UTC+2) begins on 29.03.2026, 26.03.2028 and 31.03.2030 and ends on
 * 31.10.2027, 29.10.2028 and 26.10.2031; 29 February is in 2028, 2032 and 2036.
 */
export const LEBENSLAEUFE: Readonly<Record<string, Lebenslauf>> = {
  // 10 × 24 h across the change of the clock: 11:00 becomes 12:00 in Berlin. The Protokoll ends with 06.04.2029.
  "nie ausgestellt": {
    vorgang: initialisiert({ id: "V1", angelegtAm: new Date("2026-03-27T10:00:00Z") }),
    erwartet: [
      schritt("2026-04-03T10:00:00Z", AL1_NAHT, "INITIALISIERT", `A ${P}`),
      schritt("2026-04-06T10:00:00Z", VERFALLEN, "GELOESCHT", `I ${P}`),
      entfernt("2029-04-06T22:00:00Z"),
    ],
  },
  // The period ends the day before summer time begins; the 100th day after it is 06.07.2026.
  "nie eingelöst": {
    vorgang: mit(offen, "V2", inhalt("2026-03-01", "2026-03-02", "2026-03-28")),
    erwartet: [
      schritt("2026-03-28T23:00:00Z", ABGESCHLOSSEN, "ABGESCHLOSSEN", `I ${P}, I ${V}`),
      schritt("2026-07-06T22:00:00Z", GELOESCHT, "GELOESCHT", `I ${P}, I ${V}`),
      entfernt("2029-07-07T22:00:00Z"),
    ],
  },
  // Submitting ends with 08.10.2027; the period on the day summer time ends, with 25 hours; 100th day: 08.02.2028.
  "angenommen, nie eingereicht": {
    vorgang: mit(zugewiesen, "V3", inhalt("2027-10-04", "2027-10-04", "2027-10-31")),
    erwartet: [
      schritt("2027-10-06T22:00:00Z", EINREICHEN, "ZUGEWIESEN", `A ${D}`),
      schritt("2027-10-26T22:00:00Z", ENDET, "ZUGEWIESEN", `A ${P}, I ${D}`),
      schritt("2027-10-31T23:00:00Z", ABGESCHLOSSEN, "ABGESCHLOSSEN", `I ${P}, I ${V}, I ${D}`),
      schritt("2028-02-08T23:00:00Z", GELOESCHT, "GELOESCHT", `I ${P}, I ${V}, I ${D}`),
      entfernt("2031-02-09T23:00:00Z"),
    ],
  },
  // The 100th day is 28.02.2028, deleted on the leap day; three years later there is none: 28.02.2031.
  "beschieden, am Schalttag gelöscht": {
    vorgang: mit(beschieden, "V4", inhalt("2027-10-25", "2027-10-25", "2027-11-20")),
    erwartet: [
      schritt("2027-11-15T23:00:00Z", ENDET, "BESCHIEDEN", `A ${P}, I ${D}`),
      schritt("2027-11-20T23:00:00Z", ABGESCHLOSSEN, "ABGESCHLOSSEN", `I ${P}, I ${V}, I ${D}, I ${K}`),
      schritt("2028-02-28T23:00:00Z", GELOESCHT, "GELOESCHT", `I ${P}, I ${V}, I ${D}, I ${K}`),
      entfernt("2031-02-28T23:00:00Z"),
    ],
  },
  // Ten years with three leap days in them, by the date and not by their number.
  Kostenerstattung: {
    vorgang: mit(offen, "V5", inhalt("2026-04-01", "2026-04-02", "2026-04-29", "PKV"), { prinzip: "KOSTENERSTATTUNG" }),
    erwartet: [
      schritt("2026-04-29T22:00:00Z", ABGESCHLOSSEN, "ABGESCHLOSSEN", `I ${P}, I ${V}`),
      schritt("2036-04-01T22:00:00Z", GELOESCHT, "GELOESCHT", `I ${P}, I ${V}`),
    ],
  },
  // AL3: never closed, deleted from ANTRAGSPRUEFUNG; the 100th day is 08.07.2030. A temporary need, so nobody is reminded.
  "nie entschieden": {
    vorgang: mit(inPruefung, "V6", inhalt("2030-03-01", "2030-03-01", "2030-03-30", "GKV", false)),
    erwartet: [
      schritt("2030-07-08T22:00:00Z", UNENTSCHIEDEN_GELOESCHT, "GELOESCHT", `I ${P}, I ${V}, I ${D}, I ${K}`),
      entfernt("2033-07-09T22:00:00Z"),
    ],
  },
  // D4, AA2. Asked at 00:30 on 27.10.2028 in Berlin, which is still the 26th in UTC; in between summer time ends.
  "Korrektur des Pflegedienstes nie beantwortet": {
    vorgang: mit(zugewiesen, "V7", inhalt("2028-10-09", "2028-10-09", "2028-11-05"), {
      status: "KORREKTURANFRAGE",
      korrektur: VOM_PFLEGEDIENST,
      protokoll: [gefragt("2028-10-26T22:30:00Z")],
    }),
    erwartet: [
      schritt("2028-10-29T23:00:00Z", KORREKTUR, "KORREKTURANFRAGE", `A ${P}`),
      schritt("2028-10-31T23:00:00Z", ENDET, "KORREKTURANFRAGE", `A ${P}, I ${D}`),
      schritt("2028-11-05T23:00:00Z", ABGESCHLOSSEN, "ABGESCHLOSSEN", `I ${P}, I ${V}, I ${D}`),
      schritt("2029-02-13T23:00:00Z", GELOESCHT, "GELOESCHT", `I ${P}, I ${V}, I ${D}`),
      entfernt("2032-02-14T23:00:00Z"),
    ],
  },
  // D4, AL3: not closed but deleted, as in ANTRAGSPRUEFUNG; the 100th day is 03.02.2032.
  "Korrektur des Kostenträgers nie beantwortet": {
    vorgang: mit(inPruefung, "V8", inhalt("2031-09-29", "2031-09-29", "2031-10-26"), {
      status: "KORREKTURANFRAGE",
      korrektur: AUS_PRUEFUNG_AN_PRAXIS,
      protokoll: [gefragt("2031-10-01T08:00:00Z")],
    }),
    erwartet: [
      schritt("2031-10-03T22:00:00Z", KORREKTUR, "KORREKTURANFRAGE", `A ${P}`),
      schritt("2031-10-21T22:00:00Z", ENDET, "KORREKTURANFRAGE", `A ${P}, I ${D}`),
      schritt("2032-02-03T23:00:00Z", UNENTSCHIEDEN_GELOESCHT, "GELOESCHT", `I ${P}, I ${V}, I ${D}, I ${K}`),
      entfernt("2035-02-04T23:00:00Z"),
    ],
  },
};
