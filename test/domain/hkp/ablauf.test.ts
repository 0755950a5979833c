import assert from "node:assert/strict";
import { pruefeAblauf, SCHALTER_VORGABE, UEBERGAENGE } from "../../../src/domain/hkp/ablauf.js";
import type { Schalterstellung, Uebergang } from "../../../src/domain/hkp/ablauf.js";
import type { Aktion as JedeAktion, Status } from "../../../src/domain/hkp/status.js";
import { aktionenFuer, findeUebergang, zielstatus } from "../../../src/domain/hkp/zulaessig.js";
import type { Lage } from "../../../src/domain/hkp/zulaessig.js";
import type { Akteur, Rolle } from "../../../src/domain/kern/akteur.js";
import { abgelehnt, ergebnisOderCode } from "../../helfer/abgelehnt.js";
import type { Ablehnung } from "../../helfer/abgelehnt.js";
import {
  arzt,
  betrieb,
  elena,
  fremderArzt,
  HAND_UND_HERZ,
  kasse,
  KASSE as KOSTENTRAEGER,
  mfa,
  miriam,
  privatversicherung,
  renate,
  system,
  vertreterin,
} from "../../helfer/akteure.js";
import {
  AUS_OFFEN_AN_PRAXIS,
  AUS_PRUEFUNG_AN_PFLEGEDIENST,
  AUS_PRUEFUNG_AN_PRAXIS,
  VOM_PFLEGEDIENST,
} from "./vorgaenge.js";
import { anfrage } from "./anfragen.js";

/*
 * The transition table against fachregeln.md sections 2 and 11, written out by hand. Only what is ALLOWED stands here;
 * everything else must be refused, with the code that the order of refusals gives.
 */

const AKTEURE = {
  ARZT: arzt(),
  MFA: mfa(),
  FREMDE_PRAXIS: fremderArzt(),
  ZUGEWIESENER_PD: elena(),
  ANDERER_PD: miriam(),
  KASSE: kasse(),
  // One that was passed the access (6.9) reads and does nothing.
  WEITERE_KASSE: kasse({ ik: "102099990" }),
  PRIVATE: privatversicherung(),
  VERSICHERTER: renate(),
  VERTRETER: vertreterin(),
  SYSTEM: system(),
  BETRIEB: betrieb(),
} satisfies Record<string, Akteur>;
type Akteurname = keyof typeof AKTEURE;
const AKTEURNAMEN = Object.keys(AKTEURE) as Akteurname[];

/** Every practice that the store lets see the Vorgang; that a foreign one does not see it is tested in sicht.test.ts. */
const PRAXIS: readonly Akteurname[] = ["ARZT", "MFA", "FREMDE_PRAXIS"];
const AERZTE: readonly Akteurname[] = ["ARZT", "FREMDE_PRAXIS"];
const EIGENE_PRAXIS: readonly Akteurname[] = ["ARZT", "MFA"];
const VERSICHERTE: readonly Akteurname[] = ["VERSICHERTER", "VERTRETER"];
const EIN_PFLEGEDIENST: readonly Akteurname[] = ["ZUGEWIESENER_PD", "ANDERER_PD"];

/** A reminder, and handing an application to a person, have no row in the Statusmodell (fristen.test.ts, dunkelverarbeitung). */
type Aktion = Exclude<JedeAktion, "erinnern" | "vorlegen">;

/** The 33 actions, each with the roles that may do it in any status at all (section 2, column "who"). */
const JEMALS = {
  anlegen: ["VERORDNENDER"],
  entwurfAendern: ["VERORDNENDER"],
  verfallen: ["SYSTEM"],
  aktivieren: ["VERORDNENDER"],
  neueVersion: ["VERORDNENDER"],
  loeschen: ["VERORDNENDER", "VERSICHERTER", "VERTRETER", "SYSTEM"],
  zuweisen: ["VERSICHERTER", "VERTRETER"],
  zuweisungAblehnen: ["PFLEGEDIENST"],
  verfuegbarkeitAnfragen: ["VERSICHERTER", "VERTRETER"],
  verfuegbarkeitAntworten: ["PFLEGEDIENST"],
  verfuegbarkeitZurueckziehen: ["VERSICHERTER", "VERTRETER"],
  zugriffGeben: ["VERSICHERTER", "VERTRETER"],
  zugriffEntziehen: ["VERSICHERTER", "VERTRETER"],
  annehmen: ["PFLEGEDIENST"],
  zurueckgeben: ["PFLEGEDIENST"],
  blankoverordnungSpeichern: ["PFLEGEDIENST"],
  angabenSpeichern: ["PFLEGEDIENST"],
  unterlageHinzufuegen: ["VERORDNENDER", "PFLEGEDIENST"],
  unterlageEntfernen: ["VERORDNENDER", "PFLEGEDIENST"],
  einreichen: ["PFLEGEDIENST"],
  antragKostenerstattung: ["KOSTENTRAEGER"],
  korrekturAnfragen: ["PFLEGEDIENST", "KOSTENTRAEGER"],
  korrekturBeantworten: ["VERORDNENDER", "PFLEGEDIENST"],
  korrekturZurueckziehen: ["PFLEGEDIENST", "KOSTENTRAEGER"],
  korrekturAktualisieren: ["PFLEGEDIENST", "KOSTENTRAEGER"],
  entscheiden: ["KOSTENTRAEGER"],
  entscheidungAendern: ["KOSTENTRAEGER"],
  zugriffWeitergeben: ["KOSTENTRAEGER"],
  entscheidungLoeschen: ["KOSTENTRAEGER"],
  abschliessen: ["KOSTENTRAEGER", "SYSTEM"],
  leistungVermindern: ["VERORDNENDER"],
  nachrichtSchreiben: ["VERORDNENDER", "PFLEGEDIENST", "KOSTENTRAEGER", "VERSICHERTER", "VERTRETER"],
  folgeverordnungErbitten: ["PFLEGEDIENST"],
} as const satisfies Record<Aktion, readonly Rolle[]>;
const ALLE_AKTIONEN = Object.keys(JEMALS) as Aktion[];

interface Fall {
  readonly lage: Lage;
  readonly schalter?: Partial<Schalterstellung>;
  readonly erlaubt: Partial<
    Record<Aktion, { readonly nach: Status; readonly wer: readonly Akteurname[]; readonly sonst?: string }>
  >;
}

const frei = {
  kostentraeger: KOSTENTRAEGER,
  zuweisung: null,
  verfuegbarkeitsanfragen: [],
  pflegedienst: null,
  korrektur: null,
  antrag: null,
};
const beiHandUndHerz = { ...frei, pflegedienst: HAND_UND_HERZ };

/** Section 4, last row: whoever takes part writes, in every status between INITIALISIERT and GELOESCHT. */
const gespraech = (nach: Status, pflegedienste: readonly Akteurname[] = ["ZUGEWIESENER_PD"]) => ({
  nachrichtSchreiben: { nach, wer: [...PRAXIS, ...pflegedienste, "KASSE", ...VERSICHERTE] as readonly Akteurname[] },
});

/** Section 4: request for a Folgeverordnung by the assigned Pflegedienst, as long as there is one. */
const folgebitte = (nach: Status, wer: readonly Akteurname[] = ["ZUGEWIESENER_PD"]) => ({
  folgeverordnungErbitten: { nach, wer },
});

const OFFEN_ERLAUBT = {
  ...gespraech("OFFEN", []),
  unterlageHinzufuegen: { nach: "OFFEN", wer: PRAXIS },
  unterlageEntfernen: { nach: "OFFEN", wer: PRAXIS },
  neueVersion: { nach: "OFFEN", wer: PRAXIS }, // 6.8.1
  loeschen: { nach: "GELOESCHT", wer: [...AERZTE, ...VERSICHERTE] }, // ML2, D11
  zuweisen: { nach: "OFFEN", wer: VERSICHERTE },
  zuweisungAblehnen: { nach: "OFFEN", wer: [] }, // nobody was chosen here
  verfuegbarkeitAnfragen: { nach: "OFFEN", wer: VERSICHERTE }, // 6.5.2
  verfuegbarkeitZurueckziehen: { nach: "OFFEN", wer: VERSICHERTE },
  verfuegbarkeitAntworten: { nach: "OFFEN", wer: [] }, // nobody was asked here
  zugriffGeben: { nach: "OFFEN", wer: VERSICHERTE }, // 6.5.3
  zugriffEntziehen: { nach: "OFFEN", wer: VERSICHERTE },
  annehmen: { nach: "ZUGEWIESEN", wer: EIN_PFLEGEDIENST }, // 2
  antragKostenerstattung: { nach: "ANTRAGSPRUEFUNG", wer: ["KASSE"] }, // AP1
  abschliessen: { nach: "ABGESCHLOSSEN", wer: ["KASSE", "SYSTEM"] }, // 4, AA1
} satisfies Fall["erlaubt"];

/** Unterlagen: Praxis with the Verordnung, Pflegedienst its own (section 3, row Unterlagen). */
const unterlagen = (nach: Status, wer: readonly Akteurname[]) => ({
  unterlageHinzufuegen: { nach, wer },
  unterlageEntfernen: { nach, wer },
});

/** D1: the Kostentraeger may ask for a Korrektur in OFFEN; on by default. */
const AUS_OFFEN = { korrekturAnfragen: { nach: "KORREKTURANFRAGE", wer: ["KASSE"] } } as const; // K4

const FAELLE: Record<string, Fall> = {
  INITIALISIERT: {
    lage: { status: "INITIALISIERT", ...frei },
    erlaubt: {
      verfallen: { nach: "GELOESCHT", wer: ["SYSTEM"] }, // AL1
      loeschen: { nach: "GELOESCHT", wer: PRAXIS }, // ML1
      entwurfAendern: { nach: "INITIALISIERT", wer: PRAXIS }, // 6.1
      aktivieren: { nach: "OFFEN", wer: PRAXIS }, // 1
      ...unterlagen("INITIALISIERT", PRAXIS),
    },
  },
  OFFEN: { lage: { status: "OFFEN", ...frei }, erlaubt: { ...OFFEN_ERLAUBT, ...AUS_OFFEN } },
  "OFFEN, Hand & Herz angefragt": {
    lage: { status: "OFFEN", ...frei, verfuegbarkeitsanfragen: [anfrage()] },
    erlaubt: {
      ...OFFEN_ERLAUBT,
      ...AUS_OFFEN,
      verfuegbarkeitAntworten: { nach: "OFFEN", wer: ["ZUGEWIESENER_PD"] },
      // Being asked is no Zuweisung; whoever is not asked has come with a proof.
      annehmen: { nach: "ZUGEWIESEN", wer: ["ANDERER_PD"], sonst: "ZUWEISUNG_FEHLT" },
    },
  },
  "OFFEN, Hand & Herz angefragt, mit Nachweis": {
    lage: { status: "OFFEN", ...frei, verfuegbarkeitsanfragen: [anfrage()], nachgewiesen: true },
    erlaubt: {
      ...OFFEN_ERLAUBT,
      ...AUS_OFFEN,
      verfuegbarkeitAntworten: { nach: "OFFEN", wer: ["ZUGEWIESENER_PD"] },
    },
  },
  "OFFEN, Hand & Herz hat abgesagt": {
    lage: { status: "OFFEN", ...frei, verfuegbarkeitsanfragen: [anfrage({ zustand: "NICHT_VERFUEGBAR" })] },
    erlaubt: { ...OFFEN_ERLAUBT, ...AUS_OFFEN },
  },
  "OFFEN, D1 ausgeschaltet": {
    lage: { status: "OFFEN", ...frei },
    schalter: { korrekturAusOffen: false },
    erlaubt: OFFEN_ERLAUBT,
  },
  "OFFEN, D11 eingeschaltet": {
    lage: { status: "OFFEN", ...frei },
    schalter: { mfaLoeschtOffene: true },
    erlaubt: { ...OFFEN_ERLAUBT, ...AUS_OFFEN, loeschen: { nach: "GELOESCHT", wer: [...PRAXIS, ...VERSICHERTE] } },
  },
  "OFFEN, Hand & Herz gewählt": {
    lage: { status: "OFFEN", ...frei, zuweisung: HAND_UND_HERZ },
    erlaubt: {
      ...OFFEN_ERLAUBT,
      ...AUS_OFFEN,
      ...gespraech("OFFEN"),
      zuweisungAblehnen: { nach: "OFFEN", wer: ["ZUGEWIESENER_PD"] }, // section 9
    },
  },
  ZUGEWIESEN: {
    lage: { status: "ZUGEWIESEN", ...beiHandUndHerz },
    erlaubt: {
      ...gespraech("ZUGEWIESEN"),
      ...folgebitte("ZUGEWIESEN"),
      leistungVermindern: { nach: "ZUGEWIESEN", wer: AERZTE }, // 6.2
      zurueckgeben: { nach: "OFFEN", wer: ["ZUGEWIESENER_PD"] }, // 3
      zugriffGeben: { nach: "ZUGEWIESEN", wer: VERSICHERTE }, // 7.1.3, D6
      zugriffEntziehen: { nach: "ZUGEWIESEN", wer: VERSICHERTE },
      blankoverordnungSpeichern: { nach: "ZUGEWIESEN", wer: ["ZUGEWIESENER_PD"] }, // 6.6.2
      angabenSpeichern: { nach: "ZUGEWIESEN", wer: ["ZUGEWIESENER_PD"] }, // 6.6.1
      ...unterlagen("ZUGEWIESEN", ["ZUGEWIESENER_PD"]),
      korrekturAnfragen: { nach: "KORREKTURANFRAGE", wer: ["ZUGEWIESENER_PD"] }, // K1
      einreichen: { nach: "ANTRAGSPRUEFUNG", wer: ["ZUGEWIESENER_PD"] }, // AP3
      abschliessen: { nach: "ABGESCHLOSSEN", wer: ["SYSTEM"] }, // AA2
    },
  },
  "ANTRAGSPRUEFUNG aus AP1": {
    lage: { status: "ANTRAGSPRUEFUNG", ...frei, antrag: "AP1" },
    erlaubt: {
      ...gespraech("ANTRAGSPRUEFUNG", []),
      ...folgebitte("ANTRAGSPRUEFUNG", []),
      leistungVermindern: { nach: "ANTRAGSPRUEFUNG", wer: AERZTE }, // 6.2
      korrekturAnfragen: { nach: "KORREKTURANFRAGE", wer: ["KASSE"] }, // K4
      entscheiden: { nach: "OFFEN", wer: ["KASSE"] }, // AP2
      loeschen: { nach: "GELOESCHT", wer: ["SYSTEM"] }, // AL3
    },
  },
  "ANTRAGSPRUEFUNG aus AP3": {
    lage: { status: "ANTRAGSPRUEFUNG", ...beiHandUndHerz, antrag: "AP3" },
    erlaubt: {
      ...gespraech("ANTRAGSPRUEFUNG"),
      ...folgebitte("ANTRAGSPRUEFUNG"),
      leistungVermindern: { nach: "ANTRAGSPRUEFUNG", wer: AERZTE }, // 6.2
      korrekturAnfragen: { nach: "KORREKTURANFRAGE", wer: ["KASSE"] }, // K4
      entscheiden: { nach: "BESCHIEDEN", wer: ["KASSE"] }, // AP4
      loeschen: { nach: "GELOESCHT", wer: ["SYSTEM"] }, // AL3
    },
  },
  "KORREKTURANFRAGE des Pflegedienstes (K1)": {
    lage: { status: "KORREKTURANFRAGE", ...beiHandUndHerz, korrektur: VOM_PFLEGEDIENST },
    erlaubt: {
      ...gespraech("KORREKTURANFRAGE"),
      ...folgebitte("KORREKTURANFRAGE"),
      ...unterlagen("KORREKTURANFRAGE", EIGENE_PRAXIS),
      leistungVermindern: { nach: "KORREKTURANFRAGE", wer: AERZTE }, // 6.2, not from OFFEN
      korrekturBeantworten: { nach: "ZUGEWIESEN", wer: EIGENE_PRAXIS }, // K2
      korrekturZurueckziehen: { nach: "ZUGEWIESEN", wer: ["ZUGEWIESENER_PD"] }, // K3
      korrekturAktualisieren: { nach: "KORREKTURANFRAGE", wer: ["ZUGEWIESENER_PD"] },
      abschliessen: { nach: "ABGESCHLOSSEN", wer: ["SYSTEM"] }, // D4: as in ZUGEWIESEN, AA2
    },
  },
  "KORREKTURANFRAGE des Kostenträgers an die Praxis (K4 aus ANTRAGSPRUEFUNG)": {
    lage: { status: "KORREKTURANFRAGE", ...beiHandUndHerz, antrag: "AP3", korrektur: AUS_PRUEFUNG_AN_PRAXIS },
    erlaubt: {
      ...gespraech("KORREKTURANFRAGE"),
      ...folgebitte("KORREKTURANFRAGE"),
      ...unterlagen("KORREKTURANFRAGE", EIGENE_PRAXIS),
      leistungVermindern: { nach: "KORREKTURANFRAGE", wer: AERZTE }, // 6.2, not from OFFEN
      korrekturBeantworten: { nach: "ANTRAGSPRUEFUNG", wer: EIGENE_PRAXIS }, // K5
      korrekturZurueckziehen: { nach: "ANTRAGSPRUEFUNG", wer: ["KASSE"] }, // K6
      korrekturAktualisieren: { nach: "KORREKTURANFRAGE", wer: ["KASSE"] },
      loeschen: { nach: "GELOESCHT", wer: ["SYSTEM"] }, // D4: as in ANTRAGSPRUEFUNG, AL3
    },
  },
  "KORREKTURANFRAGE des Kostenträgers an den Pflegedienst (K4 aus ANTRAGSPRUEFUNG)": {
    lage: { status: "KORREKTURANFRAGE", ...beiHandUndHerz, antrag: "AP3", korrektur: AUS_PRUEFUNG_AN_PFLEGEDIENST },
    erlaubt: {
      ...gespraech("KORREKTURANFRAGE"),
      ...folgebitte("KORREKTURANFRAGE"),
      // A row exists, but for the practice that is asked only, and it is not.
      ...unterlagen("KORREKTURANFRAGE", []),
      leistungVermindern: { nach: "KORREKTURANFRAGE", wer: AERZTE }, // 6.2, not from OFFEN
      korrekturBeantworten: { nach: "ANTRAGSPRUEFUNG", wer: ["ZUGEWIESENER_PD"] }, // K5
      korrekturZurueckziehen: { nach: "ANTRAGSPRUEFUNG", wer: ["KASSE"] }, // K6
      korrekturAktualisieren: { nach: "KORREKTURANFRAGE", wer: ["KASSE"] },
      loeschen: { nach: "GELOESCHT", wer: ["SYSTEM"] }, // D4, AL3
    },
  },
  "KORREKTURANFRAGE des Kostenträgers aus OFFEN (K4 nach D1)": {
    lage: { status: "KORREKTURANFRAGE", ...frei, korrektur: AUS_OFFEN_AN_PRAXIS },
    erlaubt: {
      ...gespraech("KORREKTURANFRAGE", []),
      ...folgebitte("KORREKTURANFRAGE", []),
      ...unterlagen("KORREKTURANFRAGE", EIGENE_PRAXIS),
      korrekturBeantworten: { nach: "OFFEN", wer: EIGENE_PRAXIS }, // K5
      korrekturZurueckziehen: { nach: "OFFEN", wer: ["KASSE"] }, // K6
      korrekturAktualisieren: { nach: "KORREKTURANFRAGE", wer: ["KASSE"] },
      verfuegbarkeitZurueckziehen: { nach: "KORREKTURANFRAGE", wer: VERSICHERTE },
      verfuegbarkeitAntworten: { nach: "KORREKTURANFRAGE", wer: [] },
      abschliessen: { nach: "ABGESCHLOSSEN", wer: ["SYSTEM"] }, // D4: as in OFFEN, AA1
    },
  },
  "KORREKTURANFRAGE des Kostenträgers aus OFFEN, Hand & Herz verfügbar": {
    lage: {
      status: "KORREKTURANFRAGE",
      ...frei,
      korrektur: AUS_OFFEN_AN_PRAXIS,
      verfuegbarkeitsanfragen: [anfrage({ zustand: "VERFUEGBAR" })],
    },
    erlaubt: {
      ...unterlagen("KORREKTURANFRAGE", EIGENE_PRAXIS),
      korrekturBeantworten: { nach: "OFFEN", wer: EIGENE_PRAXIS }, // K5
      korrekturZurueckziehen: { nach: "OFFEN", wer: ["KASSE"] }, // K6
      ...gespraech("KORREKTURANFRAGE", []),
      ...folgebitte("KORREKTURANFRAGE", []),
      korrekturAktualisieren: { nach: "KORREKTURANFRAGE", wer: ["KASSE"] },
      verfuegbarkeitZurueckziehen: { nach: "KORREKTURANFRAGE", wer: VERSICHERTE },
      verfuegbarkeitAntworten: { nach: "KORREKTURANFRAGE", wer: ["ZUGEWIESENER_PD"] },
      abschliessen: { nach: "ABGESCHLOSSEN", wer: ["SYSTEM"] },
    },
  },
  BESCHIEDEN: {
    lage: { status: "BESCHIEDEN", ...beiHandUndHerz, antrag: "AP3" },
    erlaubt: {
      ...gespraech("BESCHIEDEN"),
      ...folgebitte("BESCHIEDEN"),
      leistungVermindern: { nach: "BESCHIEDEN", wer: AERZTE }, // 6.2
      // D2: no zurueckgeben once a decision exists.
      entscheidungAendern: { nach: "BESCHIEDEN", wer: ["KASSE"] }, // 6.7.1
      zugriffWeitergeben: { nach: "BESCHIEDEN", wer: ["KASSE"] }, // 6.9
      abschliessen: { nach: "ABGESCHLOSSEN", wer: ["SYSTEM"] }, // AA2
    },
  },
  ABGESCHLOSSEN: {
    lage: { status: "ABGESCHLOSSEN", ...beiHandUndHerz, antrag: "AP3" },
    erlaubt: {
      ...gespraech("ABGESCHLOSSEN"),
      ...folgebitte("ABGESCHLOSSEN"),
      entscheidungAendern: { nach: "ABGESCHLOSSEN", wer: ["KASSE"] }, // 6.7.1
      zugriffWeitergeben: { nach: "ABGESCHLOSSEN", wer: ["KASSE"] }, // 6.9
      entscheidungLoeschen: { nach: "ABGESCHLOSSEN", wer: ["KASSE"] }, // D8
      loeschen: { nach: "GELOESCHT", wer: [...VERSICHERTE, "SYSTEM"] }, // ML3, AL2
    },
  },
  GELOESCHT: { lage: { status: "GELOESCHT", ...beiHandUndHerz, antrag: "AP3" }, erlaubt: {} },
};

/** Section 1, then the order of refusals: no access at all, never by this role, not in this status, not by this one. */
function erwartet(name: Akteurname, aktion: Aktion, { erlaubt, lage }: Fall): string {
  const jemals: readonly Rolle[] = JEMALS[aktion];
  const hier = erlaubt[aktion];
  if (name === "PRIVATE") return "KOSTENERSTATTUNG_OHNE_ZUGRIFF";
  if (!jemals.includes(AKTEURE[name].rolle)) return "VERBOTEN";
  // Section 7, rule 1: a second Korrekturanfrage has a code of its own.
  if (hier === undefined && aktion === "korrekturAnfragen" && lage.status === "KORREKTURANFRAGE")
    return "KORREKTUR_AKTIV";
  if (hier === undefined) return "STATUS_UNZULAESSIG";
  return hier.wer.includes(name) ? `→ ${hier.nach}` : (hier.sonst ?? "VERBOTEN");
}

function tatsaechlich(name: Akteurname, aktion: Aktion, { lage, schalter }: Fall): string {
  const versuch = (): string => {
    const zeile = findeUebergang(aktion, AKTEURE[name], lage, { ...SCHALTER_VORGABE, ...schalter });
    return `→ ${zielstatus(zeile, lage)}`;
  };
  return ergebnisOderCode(versuch);
}

const jeAkteur = (ergebnis: (name: Akteurname) => string): Record<string, string> =>
  Object.fromEntries(AKTEURNAMEN.map((name) => [name, ergebnis(name)]));

function ablehnung(aktion: Aktion, akteur: Akteur, lage: Lage, schalter = SCHALTER_VORGABE): Ablehnung {
  return abgelehnt(() => findeUebergang(aktion, akteur, lage, schalter));
}

describe("Ablauf: every status, action and actor (fachregeln.md section 2)", () => {
  it("has expectations for all 8 statuses and all 33 actions", () => {
    const status = new Set(Object.values(FAELLE).map(({ lage }) => lage.status));
    assert.equal(status.size, 8);
    assert.equal(ALLE_AKTIONEN.length, 33);
  });

  for (const [titel, fall] of Object.entries(FAELLE))
    describe(titel, () => {
      for (const aktion of ALLE_AKTIONEN) {
        const ziel = fall.erlaubt[aktion];
        const kurz = ziel === undefined ? "is refused for everybody" : `→ ${ziel.nach} for ${ziel.wer.join(", ")} only`;
        it(`${aktion} ${kurz}`, () => {
          assert.deepEqual(
            jeAkteur((name) => tatsaechlich(name, aktion, fall)),
            jeAkteur((name) => erwartet(name, aktion, fall)),
          );
        });
      }

      it("offers each actor exactly the actions that are allowed", () => {
        const schalter = { ...SCHALTER_VORGABE, ...fall.schalter };
        const angeboten = jeAkteur((name) => [...aktionenFuer(AKTEURE[name], fall.lage, schalter)].sort().join());
        const erlaubte = jeAkteur((name) =>
          ALLE_AKTIONEN.filter((aktion) => erwartet(name, aktion, fall).startsWith("→"))
            .sort()
            .join(),
        );
        assert.deepEqual(angeboten, erlaubte);
      });
    });
});

describe("Ablauf: what a refusal says", () => {
  it("STATUS_UNZULAESSIG names the status, the action and the actions allowed there", () => {
    const { code, details } = ablehnung("annehmen", elena(), {
      status: "BESCHIEDEN",
      ...beiHandUndHerz,
      antrag: "AP3",
    });
    assert.equal(code, "STATUS_UNZULAESSIG");
    assert.deepEqual(details, {
      status: "BESCHIEDEN",
      aktion: "annehmen",
      erlaubteAktionen: [
        "entscheidungAendern",
        "zugriffWeitergeben",
        "abschliessen",
        "leistungVermindern",
        "nachrichtSchreiben",
        "folgeverordnungErbitten",
      ],
    });
  });

  it("STATUS_UNZULAESSIG does not name an action that a switch has taken away (D1)", () => {
    const aus = { ...SCHALTER_VORGABE, korrekturAusOffen: false };
    const { details } = ablehnung("korrekturAnfragen", kasse(), { status: "OFFEN", ...frei }, aus);
    assert.deepEqual(details, {
      status: "OFFEN",
      aktion: "korrekturAnfragen",
      erlaubteAktionen: [
        "neueVersion",
        "unterlageHinzufuegen",
        "unterlageEntfernen",
        "loeschen",
        "zuweisen",
        "zuweisungAblehnen",
        "verfuegbarkeitAnfragen",
        "verfuegbarkeitZurueckziehen",
        "verfuegbarkeitAntworten",
        "zugriffGeben",
        "zugriffEntziehen",
        "annehmen",
        "antragKostenerstattung",
        "abschliessen",
        "nachrichtSchreiben",
      ],
    });
  });

  it("the Pflegedienst chosen by a Zuweisung may write, one that only reads with a proof may not", () => {
    const gewaehlt: Lage = { status: "OFFEN", ...frei, zuweisung: HAND_UND_HERZ };
    assert.equal(findeUebergang("nachrichtSchreiben", elena(), gewaehlt, SCHALTER_VORGABE).nach, "OFFEN");
    assert.equal(ablehnung("nachrichtSchreiben", miriam(), gewaehlt).code, "VERBOTEN");
  });

  it("VERBOTEN names the roles that may", () => {
    const { code, details } = ablehnung("entscheiden", elena(), { status: "ANTRAGSPRUEFUNG", ...frei, antrag: "AP3" });
    assert.equal(code, "VERBOTEN");
    assert.deepEqual(details, { erlaubteRollen: ["KOSTENTRAEGER"] });
  });

  it("VERBOTEN names each role once", () => {
    const { details } = ablehnung("zuweisen", arzt(), { status: "OFFEN", ...frei });
    assert.deepEqual(details, { erlaubteRollen: ["VERSICHERTER", "VERTRETER"] });
  });
});

describe("pruefeAblauf", () => {
  type Tabelle = Readonly<Record<Status, readonly Uebergang[]>>;
  const mit = (aenderung: Partial<Tabelle>): Tabelle => ({ ...UEBERGAENGE, ...aenderung });
  const systemloescht: Uebergang = {
    nr: "x",
    aktion: "loeschen",
    nach: "GELOESCHT",
    wer: [{ rolle: "SYSTEM", bezug: "BETEILIGT" }],
  };

  it("finds nothing wrong with the table of the product", () => {
    assert.deepEqual(pruefeAblauf(), []);
  });

  it("finds a status that nothing leads to, also behind another unreachable one", () => {
    assert.deepEqual(pruefeAblauf(mit({ ZUGEWIESEN: [systemloescht], ANTRAGSPRUEFUNG: [systemloescht] })), [
      "BESCHIEDEN is never reached",
    ]);
  });

  it("finds a status that nobody can leave although it is not final", () => {
    assert.deepEqual(pruefeAblauf(mit({ BESCHIEDEN: [] })), ["BESCHIEDEN is a dead end but not final"]);
  });

  it("finds a way out of the final status", () => {
    assert.deepEqual(pruefeAblauf(mit({ GELOESCHT: [systemloescht] })), ["GELOESCHT is final but has a way out"]);
  });
});
