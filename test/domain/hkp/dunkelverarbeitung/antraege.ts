import type { Verordnung } from "../../../../src/domain/hkp/datensaetze/verordnung.js";
import type { Freigaben } from "../../../../src/domain/hkp/dunkelverarbeitung/freigabe.js";
import type { Protokolleintrag, Vorgang } from "../../../../src/domain/hkp/vorgang.js";
import { elena } from "../../../helfer/akteure.js";
import {
  angaben,
  blankoverordnung,
  BLANKO_LEISTUNG,
  datensatz,
  FESTE_LEISTUNG,
  inPruefung,
  verordnung,
} from "../vorgaenge.js";
import { urheberVon } from "../urheber.js";

/** An application that a Kasse would wave through: two weeks, two known Leistungen, in time, nothing left to ask. */
export const ZEITRAUM = { von: "2026-03-02", bis: "2026-03-15" };
export const HEUTE = new Date("2026-03-04T11:00:00Z");
export const EINGEREICHT_AM = new Date("2026-03-03T08:30:00Z");

/** What the Kasse lets through: Nr. 26 up to three times a day, Nr. 12 up to six times, both up to four weeks. */
export const FREIGABEN: Freigaben = new Map([
  ["26", { haeufigkeit: { anzahl: 3, je: "TAG" }, tage: 28 }],
  ["12", { haeufigkeit: { anzahl: 6, je: "TAG" }, tage: 28 }],
]);

export function klareVerordnung(abweichung: Partial<Verordnung> = {}): Verordnung {
  return verordnung({
    verordnungszeitraum: ZEITRAUM,
    leistungen: [
      { id: FESTE_LEISTUNG, nummer: "26", blanko: false, haeufigkeit: { anzahl: 2, je: "TAG" }, dauer: ZEITRAUM },
      { id: BLANKO_LEISTUNG, nummer: "12", blanko: true },
    ],
    ...abweichung,
  });
}

export const klareBlankoverordnung = () =>
  blankoverordnung({
    leistungen: [{ leistungId: BLANKO_LEISTUNG, haeufigkeit: { anzahl: 4, je: "TAG" }, dauer: ZEITRAUM }],
  });

export const klareAngaben = () =>
  angaben({
    leistungen: [
      { leistungId: FESTE_LEISTUNG, haeufigkeit: { anzahl: 2, je: "TAG" }, dauer: ZEITRAUM },
      { leistungId: BLANKO_LEISTUNG, haeufigkeit: { anzahl: 4, je: "TAG" }, dauer: ZEITRAUM },
    ],
  });

export function eingereicht(zeit = EINGEREICHT_AM): Protokolleintrag {
  return {
    id: "protokoll-einreichen",
    zeit,
    wer: urheberVon(elena()),
    aktion: "einreichen",
    statusVorher: "ZUGEWIESEN",
    status: "ANTRAGSPRUEFUNG",
    text: "hat …",
  };
}

export function klarerAntrag(abweichung: Partial<Vorgang> = {}, inhalt: Verordnung = klareVerordnung()): Vorgang {
  return inPruefung({
    verordnungszeitraumBis: inhalt.verordnungszeitraum.bis,
    geaendertAm: EINGEREICHT_AM,
    datensaetze: [
      datensatz("VERORDNUNG", inhalt),
      datensatz("BLANKOVERORDNUNG", klareBlankoverordnung()),
      datensatz("ANGABEN", klareAngaben()),
    ],
    protokoll: [eingereicht()],
    ...abweichung,
  });
}

/** Only Nr. 26, so that one part can be bent at a time. */
export function einfacherAntrag(
  leistung: Partial<Verordnung["leistungen"][number]> = {},
  abweichung: Partial<Verordnung> = {},
  vorgang: Partial<Vorgang> = {},
): Vorgang {
  const [feste] = klareVerordnung().leistungen;
  const [beantragt] = klareAngaben().leistungen;
  if (feste === undefined || beantragt === undefined) throw new Error("the builder lost its Leistung");
  const inhalt = klareVerordnung({ leistungen: [{ ...feste, ...leistung }], ...abweichung });
  return klarerAntrag(
    {
      datensaetze: [
        datensatz("VERORDNUNG", inhalt),
        datensatz("ANGABEN", {
          ...klareAngaben(),
          leistungen: [
            {
              ...beantragt,
              haeufigkeit: leistung.haeufigkeit ?? beantragt.haeufigkeit,
              dauer: leistung.dauer ?? beantragt.dauer,
            },
          ],
        }),
      ],
      ...vorgang,
    },
    inhalt,
  );
}
