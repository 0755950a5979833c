import type { Angaben } from "../../src/domain/hkp/datensaetze/angaben.js";
import type { Blankoverordnung } from "../../src/domain/hkp/datensaetze/blankoverordnung.js";
import type { Entscheidung } from "../../src/domain/hkp/datensaetze/entscheidung.js";
import type { Verordnung } from "../../src/domain/hkp/datensaetze/verordnung.js";
import type { Pflegedienst } from "../../src/domain/kern/akteur.js";
import { PRIVATE } from "../helfer/akteure.js";
import {
  angaben,
  BLANKO_LEISTUNG,
  blankoverordnung,
  entscheidung,
  FESTE_LEISTUNG,
  verordnung,
} from "../domain/hkp/vorgaenge.js";
import { ENTWURFSWORT, WOERTER } from "./marken.js";

/* Data sets with every optional field filled, each with its word. As the API takes them: without the Verordnungs-ID. */

export const FREIE_LEISTUNG = "leistung-frei";
const ZEITRAUM = { von: "2026-03-02", bis: "2026-03-29" };

const ohneId = <T extends { readonly verordnungsId: string }>({ verordnungsId: _id, ...inhalt }: T) => inhalt;

/** `anzahl`: how often a day the first Leistung is given, so that two versions differ. */
export function reicheVerordnung(anzahl: number, abweichung: Partial<Verordnung> = {}) {
  const muster = verordnung();
  const [fest, blanko] = muster.leistungen;
  if (fest === undefined || blanko === undefined) throw new Error("the builder has two Leistungen");
  return ohneId(
    verordnung({
      verordnungsdatum: "2026-03-02",
      diagnosen: [{ icd: "I83.0", text: "Varizen mit Ulkus" }],
      einschraenkungen: ["kann die Medikamente nicht selbst richten", "sieht schlecht"],
      leistungen: [
        { ...fest, einzelheiten: "aus der Wochenbox", haeufigkeit: { anzahl, je: "TAG" } },
        blanko,
        {
          id: FREIE_LEISTUNG,
          freitext: "Spaziergang",
          blanko: false,
          haeufigkeit: { anzahl: 1, je: "WOCHE" },
          dauer: ZEITRAUM,
        },
      ],
      unfall: { tag: "2026-02-20" },
      hinweise: WOERTER.VERORDNUNG,
      versorgungsort: "HAEUSLICHKEIT",
      gesamtverordnungId: "00000000-0000-4000-8000-00000000ab01",
      bedarfDauerhaft: true,
      ...abweichung,
    }),
  );
}

/** A draft without a fault, with its word. */
export function reicherEntwurf() {
  const { leistungen, ...kopf } = reicheVerordnung(2);
  return {
    ...kopf,
    hinweise: ENTWURFSWORT,
    leistungen: leistungen.map((leistung) => ({ ...leistung, versorgungsort: "HAEUSLICHKEIT" })),
  };
}

/** A hospital prescribes for a privately insured person. */
export function privateVerordnung(anzahl: number) {
  const { verordnender, leistungen } = reicheVerordnung(anzahl);
  const { bsnr: _bsnr, ...haus } = verordnender;
  return reicheVerordnung(anzahl, {
    kostentraeger: { ik: PRIVATE.kennung, name: "Privatversicherung", art: "PKV" },
    verordnender: { ...haus, ik: "261101015" },
    leistungen: leistungen.filter(({ blanko }) => !blanko),
  });
}

export function reicheBlankoverordnung(wer: Pflegedienst, anzahl: number, wort: string, zuVersion: number) {
  const muster = blankoverordnung();
  return ohneId<Blankoverordnung>({
    ...muster,
    zuVersion,
    pflegefachperson: { lbnr: wer.lbnr ?? "", name: wort },
    pflegedienst: { ...muster.pflegedienst, telematikId: wer.telematikId },
    leistungen: muster.leistungen.map((leistung) => ({ ...leistung, haeufigkeit: { anzahl, je: "TAG" } })),
  });
}

export function reicheAngaben(wer: Pflegedienst, wort: string, zuVersion: number) {
  const muster = angaben();
  return ohneId<Angaben>({
    ...muster,
    zuVersion,
    acTk: "3600501",
    pflegedienst: { ...muster.pflegedienst, telematikId: wer.telematikId, ansprechpartner: wort, telefon: "030 1234" },
    leistungen: muster.leistungen.map((leistung) => ({ ...leistung, gpos: "031A01" })),
  });
}

export function reicheEntscheidung(abweichung: Partial<Entscheidung> = {}) {
  return ohneId(
    entscheidung({
      gesamtergebnis: "TEILWEISE_GENEHMIGT",
      genehmigungskennzeichen: WOERTER.ENTSCHEIDUNG,
      begruendungen: {
        verordnender: WOERTER.GRUND_ARZT,
        pflegedienst: WOERTER.GRUND_PFLEGE,
        versicherter: WOERTER.GRUND_VERSICHERTER,
      },
      leistungen: [
        { leistungId: FESTE_LEISTUNG, ergebnis: "GENEHMIGT" },
        {
          leistungId: BLANKO_LEISTUNG,
          ergebnis: "TEILGENEHMIGT",
          haeufigkeit: { anzahl: 1, je: "TAG" },
          zusage: { von: "2026-03-03", bis: "2026-03-15" },
          gpos: [{ nummer: "031A01", anzahl: 13 }],
          acTk: "3600501",
        },
      ],
      ...abweichung,
    }),
  );
}

type Wunsch = Readonly<Record<string, unknown>>;

/** One of each kind of change that the API knows. */
export const alleAenderungen = (begruendung: string): readonly Wunsch[] =>
  [
    { art: "AENDERN", pfad: `leistungen[${FESTE_LEISTUNG}].haeufigkeit`, haeufigkeit: { anzahl: 1, je: "TAG" } },
    { art: "AENDERN", pfad: `leistungen[${FESTE_LEISTUNG}].dauer`, zeitraum: { von: "2026-03-02", bis: "2026-03-20" } },
    { art: "AENDERN", pfad: "diagnosen[0]", diagnose: { icd: "I83.1", text: "Varizen mit Entzündung" } },
    { art: "AENDERN", pfad: "hinweise", text: "Klingel defekt" },
    { art: "HINZUFUEGEN", einschraenkung: "lebt allein" },
    {
      art: "HINZUFUEGEN",
      leistung: {
        id: "leistung-neu",
        nummer: "31b",
        blanko: false,
        haeufigkeit: { anzahl: 1, je: "TAG" },
        dauer: ZEITRAUM,
      },
    },
    { art: "ENTFERNEN", leistungId: FREIE_LEISTUNG },
    { art: "ENTFERNEN", einschraenkung: "sieht schlecht" },
  ].map((aenderung) => ({ ...aenderung, begruendung }));

export const eineAenderung = (begruendung: string): readonly Wunsch[] => [
  { art: "HINZUFUEGEN", einschraenkung: "lebt allein", begruendung },
];
export const blankoAenderung = (begruendung: string): readonly Wunsch[] => [
  {
    art: "AENDERN",
    pfad: `leistungen[${BLANKO_LEISTUNG}].haeufigkeit`,
    haeufigkeit: { anzahl: 1, je: "TAG" },
    begruendung,
  },
];

/** A reduction and a pause, with every field that the API knows. */
export const weniger = (begruendung: string): readonly Wunsch[] => [
  {
    art: "VERMINDERT",
    leistungId: FESTE_LEISTUNG,
    haeufigkeit: { anzahl: 1, je: "TAG" },
    dauer: { von: "2026-03-02", bis: "2026-03-28" },
    begruendung,
  },
  { art: "PAUSIERT", leistungId: FREIE_LEISTUNG, von: "2026-03-10", bis: "2026-03-12", begruendung },
];
