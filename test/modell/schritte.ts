/* eslint-disable @typescript-eslint/switch-exhaustiveness-check -- actions without content are alike */
import type { Befehl, Fristbefehl } from "../../src/domain/hkp/befehle.js";
import type { Aenderungswunsch } from "../../src/domain/hkp/datensaetze/korrektur.js";
import type { Verordnung } from "../../src/domain/hkp/datensaetze/verordnung.js";
import type { Entwurfsinhalt } from "../../src/domain/hkp/entwurf/entwurf.js";
import { neueste } from "../../src/domain/hkp/vorgang.js";
import type { Datensatz, Vorgang } from "../../src/domain/hkp/vorgang.js";
import type { Akteur, Pflegedienst, Teilnehmer } from "../../src/domain/kern/akteur.js";
import {
  aendereEntscheidung,
  aktivieren,
  bringeNeueVersion,
  entscheide,
  hbaPflege,
  hbaArzt,
  smcbPflege,
  speichereAngaben,
  speichereBlanko,
} from "../domain/hkp/befehle.js";
import { beantworte, beantworteBlanko, JA, NEIN } from "../domain/hkp/korrektur/rahmen.js";
import {
  angaben,
  BLANKO_LEISTUNG,
  blankoverordnung,
  entscheidung,
  FESTE_LEISTUNG,
  verordnung,
  verordnungOhneBlanko,
} from "../domain/hkp/vorgaenge.js";
import {
  arzt,
  AURELIA,
  betrieb,
  daniel,
  elena,
  fremderArzt,
  HAND_UND_HERZ,
  INTEGRAL,
  kasse,
  KASSE,
  mfa,
  miriam,
  PRIVATE,
  privatversicherung,
  renate,
  system,
  vertreterin,
} from "../helfer/akteure.js";
import { ANGESPROCHENE, FRISTEN, VARIANTEN, WER } from "./modell.js";
import type { Schritt, Tat, Variante, Wer, Zeit } from "./modell.js";

export const FREMDE_KASSE: Teilnehmer = { rolle: "KOSTENTRAEGER", kennung: "104212059" };

export const AKTEURE: Record<Wer, Akteur> = {
  ARZT: arzt(),
  MFA: mfa(),
  FREMDER_ARZT: fremderArzt(),
  ELENA: elena(),
  DANIEL: daniel(),
  MIRIAM: miriam(),
  KASSE: kasse(),
  FREMDE_KASSE: kasse({ ik: FREMDE_KASSE.kennung, telematikId: "8-01-HKPSANDBOX0099" }),
  PRIVATVERSICHERUNG: privatversicherung(),
  RENATE: renate(),
  VERTRETERIN: vertreterin(),
  AURELIA: { rolle: "VERSICHERTER", kvnr: AURELIA.kennung, name: "Aurelia Neumann" },
  SYSTEM: system(),
  BETRIEB: betrieb(),
};

/** Noon in Berlin, each just past the deadline it is named after; the period ends on 2026-03-29. */
export const ZEITPUNKT: Record<Zeit, string> = {
  BEGINN: "2026-03-02T11:00:00Z",
  NACH_10_TAGEN: "2026-03-13T11:00:00Z",
  ZEITRAUM_VORBEI: "2026-03-30T10:00:00Z",
  PLUS_100_TAGE: "2026-07-08T10:00:00Z",
  PLUS_10_JAHRE: "2036-03-02T11:00:00Z",
};

const TATEN: readonly Tat[] = [
  ...VARIANTEN.flatMap((variante) => [
    { was: "aktivieren", variante } as const,
    { was: "neueVersion", variante } as const,
  ]),
  ...(["KARTE", "ID"] as const).flatMap((fehler) => [
    { was: "aktivieren", variante: "BLANKO", fehler } as const,
    { was: "neueVersion", variante: "FEST", fehler } as const,
  ]),
  { was: "zuweisen", pd: "HERZ" },
  { was: "zuweisen", pd: "INTEGRAL" },
  ...(["HERZ", "INTEGRAL"] as const).flatMap((pd) => [
    { was: "verfuegbarkeitAnfragen", pd } as const,
    { was: "verfuegbarkeitZurueckziehen", pd } as const,
  ]),
  { was: "verfuegbarkeitAntworten", ja: true },
  { was: "verfuegbarkeitAntworten", ja: false },
  { was: "unterlageHinzufuegen" },
  { was: "unterlageEntfernen" },
  { was: "zugriffWeitergeben", an: "KASSE" },
  { was: "zugriffWeitergeben", an: "FREMDE_KASSE" },
  { was: "leistungVermindern" },
  ...ANGESPROCHENE.map((an) => ({ was: "nachrichtSchreiben", an }) as const),
  { was: "folgeverordnungErbitten", fremdeLeistung: false },
  { was: "folgeverordnungErbitten", fremdeLeistung: true },
  ...[false, true].flatMap((veraltet) => [
    { was: "blankoverordnungSpeichern", veraltet } as const,
    { was: "angabenSpeichern", veraltet } as const,
    { was: "korrekturAnfragen", an: "VERORDNENDER", veraltet } as const,
    { was: "korrekturAnfragen", an: "PFLEGEDIENST", veraltet } as const,
    { was: "korrekturAktualisieren", veraltet } as const,
  ]),
  ...[false, true].flatMap((ja) => [
    { was: "korrekturBeantworten", ja } as const,
    { was: "entscheiden", unzustaendig: ja, kennzeichen: false } as const,
    { was: "entscheiden", unzustaendig: ja, kennzeichen: true } as const,
    { was: "entscheidungAendern", unzustaendig: ja, kennzeichen: false } as const,
    { was: "entscheidungAendern", unzustaendig: ja, kennzeichen: true } as const,
  ]),
  ...(
    [
      "entwurfAendern",
      "loeschen",
      "zugriffGeben",
      "zugriffEntziehen",
      "annehmen",
      "zurueckgeben",
      "zuweisungAblehnen",
      "antragKostenerstattung",
      "abschliessen",
      "einreichen",
      "entscheidungLoeschen",
      "korrekturZurueckziehen",
    ] as const
  ).map((was) => ({ was })),
];

/** Everything anybody can try; deadlines are the SYSTEM's alone. */
export const SCHRITTE: readonly Schritt[] = [
  { wer: "SYSTEM", karte: false, tat: { was: "zeitVergeht" } },
  ...FRISTEN.map((art): Schritt => ({ wer: "SYSTEM", karte: false, tat: { was: "frist", art } })),
  ...WER.filter((wer) => wer !== "SYSTEM").flatMap((wer) =>
    (AKTEURE[wer].rolle === "PFLEGEDIENST" ? [false, true] : [false]).flatMap((karte) =>
      TATEN.map((tat): Schritt => ({ wer, karte, tat })),
    ),
  ),
];

const HAEUSER = { HERZ: HAND_UND_HERZ, INTEGRAL } as const;

const VERORDNUNGEN: Record<Variante, () => Verordnung> = {
  BLANKO: () => verordnung(),
  FEST: () => verordnungOhneBlanko(),
  WAHL_KOSTENERSTATTUNG: () => verordnungOhneBlanko({ wahlKostenerstattung: true }),
  PRIVAT: () =>
    verordnungOhneBlanko({ kostentraeger: { ik: PRIVATE.kennung, name: "Privatversicherung", art: "PKV" } }),
};

export const LEERER_ENTWURF: Entwurfsinhalt = { diagnosen: [], einschraenkungen: [], leistungen: [] };

const FRISTAKTION = {
  AL1: "verfallen",
  AA1: "abschliessen",
  AA2: "abschliessen",
  AL2: "loeschen",
  AL3: "loeschen",
} as const;

const hatBlanko = (vorgang: Vorgang): boolean =>
  neueste(vorgang, "VERORDNUNG")?.inhalt.leistungen.some(({ id }) => id === BLANKO_LEISTUNG) ?? false;

/** Integral applies for a part of the Leistungen only, so that whose Angaben count makes a difference. */
const beantragt = (leistungId: string, vorgang: Vorgang, kennung: string | undefined): boolean =>
  leistungId === FESTE_LEISTUNG || (hatBlanko(vorgang) && kennung !== INTEGRAL.kennung);

/** By hand: the newest that the assigned Pflegedienst wrote itself. */
function eigeneBlanko({ datensaetze, pflegedienst }: Vorgang): Datensatz<"BLANKOVERORDNUNG"> | null {
  const eigene = datensaetze.filter(
    ({ art, von }) => art === "BLANKOVERORDNUNG" && von.kennung === pflegedienst?.kennung,
  );
  return (eigene.at(-1) ?? null) as Datensatz<"BLANKOVERORDNUNG"> | null;
}

/** The Befehl for what somebody tries, fitting the Vorgang unless the step says otherwise. */
export function befehlZu(
  tat: Exclude<Tat, { was: "zeitVergeht" }>,
  vorgang: Vorgang,
  akteur: Akteur,
): Befehl | Fristbefehl {
  const gueltig = neueste(vorgang, "VERORDNUNG")?.version ?? 0;
  const pflege: Pflegedienst = akteur.rolle === "PFLEGEDIENST" ? akteur : elena();
  const zuVersion = "veraltet" in tat && tat.veraltet === true ? gueltig + 7 : gueltig;
  switch (tat.was) {
    case "frist":
      return { aktion: FRISTAKTION[tat.art], frist: tat.art };
    case "aktivieren":
    case "neueVersion": {
      const inhalt = VERORDNUNGEN[tat.variante]();
      const gemeint = tat.fehler === "ID" ? { ...inhalt, verordnungsId: "169.000.000.000.009.99" } : inhalt;
      const karte = tat.fehler === "KARTE" ? hbaPflege() : hbaArzt();
      return tat.was === "aktivieren" ? aktivieren(gemeint, karte) : bringeNeueVersion(gemeint, karte);
    }
    case "zuweisen":
      return { aktion: "zuweisen", pflegedienst: HAEUSER[tat.pd] };
    case "verfuegbarkeitAnfragen":
      return { aktion: tat.was, pflegedienst: HAEUSER[tat.pd], name: tat.pd, wunsch: { wuensche: "vormittags" } };
    case "verfuegbarkeitAntworten":
      return { aktion: tat.was, verfuegbar: tat.ja, text: null };
    case "verfuegbarkeitZurueckziehen": {
      const an = vorgang.verfuegbarkeitsanfragen.find((eine) => eine.pflegedienst.kennung === HAEUSER[tat.pd].kennung);
      return { aktion: tat.was, anfrage: an?.id ?? "keine" };
    }
    case "unterlageHinzufuegen": {
      const abgelegtes = { medientyp: "application/pdf", groesse: 1, sha256: "0".repeat(64) } as const;
      // Its own one again, if it has one; a used id must not come back either, so each is new.
      const id = eigeneUnterlage(vorgang, akteur) ?? `unterlage-${vorgang.version}`;
      return { aktion: tat.was, unterlage: { id, ...abgelegtes, art: "BEHANDLUNGSPLAN", titel: "Plan" } };
    }
    case "unterlageEntfernen": {
      // Without an own one another's, which nobody may take away.
      const unterlageId = eigeneUnterlage(vorgang, akteur) ?? vorgang.unterlagen[0]?.id ?? "keine";
      return { aktion: tat.was, unterlageId };
    }
    case "zugriffWeitergeben":
      return { aktion: tat.was, kostentraeger: tat.an === "KASSE" ? KASSE : FREMDE_KASSE, name: "Andere Kasse" };
    case "leistungVermindern":
      return {
        aktion: tat.was,
        aenderungen: [
          {
            art: "VERMINDERT",
            leistungId: FESTE_LEISTUNG,
            haeufigkeit: { anzahl: 1, je: "TAG" },
            begruendung: "Abends hilft die Tochter.",
          },
        ],
      };
    case "nachrichtSchreiben":
      return { aktion: tat.was, an: [tat.an], text: "Bitte rufen Sie an.", antwortAuf: null };
    case "folgeverordnungErbitten":
      return { aktion: tat.was, leistungen: [tat.fremdeLeistung ? "fremd" : FESTE_LEISTUNG], text: null };
    case "blankoverordnungSpeichern":
      return speichereBlanko(blankoVon(pflege, zuVersion), smcbPflege(pflege.telematikId));
    case "angabenSpeichern": {
      const alle = angaben();
      return speichereAngaben(
        {
          ...alle,
          zuVersion,
          pflegedienst: { ...alle.pflegedienst, telematikId: pflege.telematikId },
          leistungen: alle.leistungen.filter(({ leistungId }) => beantragt(leistungId, vorgang, pflege.telematikId)),
        },
        smcbPflege(pflege.telematikId),
      );
    }
    case "entscheiden":
    case "entscheidungAendern": {
      const alle = entscheidung();
      // With AP1 nobody applied for a part.
      const antragsteller = vorgang.antrag === "AP3" ? vorgang.pflegedienst?.kennung : undefined;
      const inhalt = {
        ...alle,
        kennzeichenKostenerstattung: tat.kennzeichen,
        ...(tat.unzustaendig
          ? { gesamtergebnis: "UNZUSTAENDIG" as const, leistungen: [] }
          : {
              leistungen: alle.leistungen.filter(({ leistungId }) => beantragt(leistungId, vorgang, antragsteller)),
            }),
      };
      return tat.was === "entscheiden" ? entscheide(inhalt) : aendereEntscheidung(inhalt);
    }
    case "korrekturAnfragen": {
      const blankoK = tat.an === "PFLEGEDIENST";
      const basis = blankoK ? (eigeneBlanko(vorgang)?.version ?? 0) : gueltig;
      return {
        aktion: tat.was,
        an: tat.an,
        wunsch: {
          zuVersion: tat.veraltet === true ? basis + 7 : basis,
          aenderungen: [wunsch(vorgang, blankoK)],
        },
      };
    }
    case "korrekturAktualisieren": {
      const blankoK = vorgang.korrektur?.adressat.rolle === "PFLEGEDIENST";
      const basis = blankoK ? (eigeneBlanko(vorgang)?.version ?? 0) : gueltig;
      return {
        aktion: tat.was,
        wunsch: { zuVersion: tat.veraltet === true ? basis + 7 : basis, aenderungen: [wunsch(vorgang, blankoK)] },
      };
    }
    case "entwurfAendern":
      return { aktion: tat.was, inhalt: LEERER_ENTWURF };
    case "korrekturBeantworten":
      return antwort(tat.ja, vorgang, pflege, gueltig);
    default:
      // One member each; TypeScript does not follow a union of tags into the union.
      return { aktion: tat.was } as Befehl;
  }
}

const eigeneUnterlage = (vorgang: Vorgang, akteur: Akteur): string | undefined =>
  vorgang.unterlagen.find(({ von }) => "telematikId" in akteur && von.kennung === akteur.telematikId)?.id;

function blankoVon(pflege: Pflegedienst, zuVersion: number, anzahl = 4): ReturnType<typeof blankoverordnung> {
  const muster = blankoverordnung();
  return {
    ...muster,
    zuVersion,
    pflegefachperson: { lbnr: pflege.lbnr ?? "", name: pflege.name },
    pflegedienst: { ...muster.pflegedienst, telematikId: pflege.telematikId },
    leistungen: muster.leistungen.map((leistung) => ({ ...leistung, haeufigkeit: { anzahl, je: "TAG" } })),
  };
}

const anzahlBlanko = (vorgang: Vorgang): number => eigeneBlanko(vorgang)?.inhalt.leistungen[0]?.haeufigkeit.anzahl ?? 4;

/** Always something that changes the valid version. */
function wunsch(vorgang: Vorgang, blankoK: boolean): Aenderungswunsch {
  if (!blankoK)
    return {
      art: "HINZUFUEGEN",
      einschraenkung: `Einschränkung ${neueste(vorgang, "VERORDNUNG")?.version ?? 0}`,
      begruendung: "Fehlt.",
    };
  return {
    art: "AENDERN",
    pfad: `leistungen[${BLANKO_LEISTUNG}].haeufigkeit`,
    wert: { typ: "HAEUFIGKEIT", haeufigkeit: { anzahl: anzahlBlanko(vorgang) === 4 ? 2 : 4, je: "TAG" } },
    begruendung: "So passt es.",
  };
}

function antwort(ja: boolean, vorgang: Vorgang, pflege: Pflegedienst, gueltig: number): Befehl {
  const bisher = neueste(vorgang, "VERORDNUNG")?.inhalt ?? verordnung();
  const adressat = vorgang.korrektur?.adressat;
  if (adressat === undefined || adressat.rolle === "VERORDNENDER") {
    if (adressat === undefined) {
      const leer = { signatur: hbaArzt(), cms: new Uint8Array([1]), bundle: "{}", inhalt: bisher };
      return { aktion: "korrekturBeantworten", antworten: [], neueVersion: { art: "VERORDNUNG", verordnung: leer } };
    }
    const neu = ja ? { ...bisher, einschraenkungen: [...bisher.einschraenkungen, `Einschränkung ${gueltig}`] } : bisher;
    return beantworte(vorgang, neu, [ja ? JA : NEIN]);
  }
  const anzahl = anzahlBlanko(vorgang);
  const neu = blankoVon(pflege, gueltig, ja ? (anzahl === 4 ? 2 : 4) : anzahl);
  return beantworteBlanko(vorgang, neu, [ja ? JA : NEIN], smcbPflege(pflege.telematikId));
}
