import { randomBytes, randomUUID } from "node:crypto";
import type { Teilnehmer } from "../../src/domain/kern/akteur.js";
import type { Aenderung } from "../../src/domain/hkp/aenderung.js";
import type { Verfuegbarkeitsanfrage } from "../../src/domain/hkp/datensaetze/verfuegbarkeitsanfrage.js";
import type { Status } from "../../src/domain/hkp/status.js";
import type { Sendeauftrag } from "../../src/domain/hkp/sendeauftrag.js";
import type { BeliebigerDatensatz, Meldung, Protokolleintrag, Urheber, Vorgang } from "../../src/domain/hkp/vorgang.js";

/** Made-up Vorgaenge for the store, which knows no rules: built by hand, not by the domain's decisions. */
export const PRAXIS: Teilnehmer = { rolle: "VERORDNENDER", kennung: "1-SMC-B-Praxis" };
export const PFLEGE: Teilnehmer = { rolle: "PFLEGEDIENST", kennung: "5-SMC-B-Pflege" };
export const KASSE: Teilnehmer = { rolle: "KOSTENTRAEGER", kennung: "104212059" };
export const VERSICHERTER: Teilnehmer = { rolle: "VERSICHERTER", kennung: "X110411675" };

export const ZEIT = new Date("2026-03-02T08:00:00.000Z");
/** `minuten` after ZEIT. */
export const um = (minuten: number): Date => new Date(ZEIT.getTime() + minuten * 60_000);

let laufend = 0;
export const neueVerordnungsId = (): string => `163.100.000.${String(++laufend).padStart(9, "0")}`;
const code = (): string => randomBytes(32).toString("hex");

export const ARZT: Urheber = {
  rolle: "VERORDNENDER",
  kennung: PRAXIS.kennung,
  person: "ARZT",
  name: "Dr. Anna Beispiel",
};

export function eintrag(felder: Partial<Protokolleintrag> = {}): Protokolleintrag {
  return {
    id: randomUUID(),
    zeit: ZEIT,
    wer: ARZT,
    aktion: "anlegen",
    statusVorher: null,
    status: "INITIALISIERT",
    text: "Verordnung angelegt",
    ...felder,
  };
}

export function neuerVorgang(felder: Partial<Vorgang> = {}): Vorgang {
  return {
    id: neueVerordnungsId(),
    art: "HKP",
    version: 1,
    status: "INITIALISIERT",
    angelegtAm: ZEIT,
    geaendertAm: ZEIT,
    verordnender: PRAXIS,
    versicherter: null,
    kostentraeger: null,
    prinzip: null,
    zuweisung: null,
    kontakt: null,
    verfuegbarkeitsanfragen: [],
    pflegedienst: null,
    kostentraegerHatZugriff: false,
    weitereKostentraeger: [],
    verordnungszeitraumBis: null,
    kennzeichenKostenerstattung: false,
    antrag: null,
    korrektur: null,
    zugriffscodes: { annehmen: code(), lesen: code() },
    entwurf: null,
    fadenId: randomUUID(),
    alarmstand: 0,
    ueberholteAuftraege: [],
    raumpflegeAm: null,
    datensaetze: [],
    unterlagen: [],
    zuLoeschendeUnterlagen: [],
    protokoll: [eintrag()],
    meldungen: [],
    ausgang: [],
    anfragen: [],
    ...felder,
  };
}

/** As it is after aktivieren: seen by Praxis and Versicherter. */
export function offenerVorgang(felder: Partial<Vorgang> = {}): Vorgang {
  return neuerVorgang({
    status: "OFFEN",
    versicherter: VERSICHERTER,
    kostentraeger: KASSE,
    prinzip: "SACHLEISTUNG",
    verordnungszeitraumBis: "2026-03-31",
    ...felder,
  });
}

export function meldung(felder: Partial<Meldung> = {}): Meldung {
  return {
    id: randomUUID(),
    art: "ALARM",
    ereignis: "AKTIVIERT",
    empfaenger: VERSICHERTER,
    zeit: ZEIT,
    version: 2,
    status: "OFFEN",
    begruendung: null,
    ...felder,
  };
}

export function auftrag(felder: Partial<Sendeauftrag> = {}): Sendeauftrag {
  return {
    id: randomUUID(),
    meldungId: randomUUID(),
    ereignis: "EINGEREICHT",
    absender: PFLEGE,
    empfaenger: KASSE,
    kanal: "KIM",
    version: 2,
    stand: 1,
    erstelltAm: ZEIT,
    zustand: "WARTET",
    zustandSeit: ZEIT,
    naechsterVersuch: ZEIT,
    versuche: 0,
    unbekannt: 0,
    adresse: null,
    nachrichtId: null,
    grund: null,
    anspruch: null,
    ...felder,
  };
}

export function datensatz(): BeliebigerDatensatz {
  return {
    id: randomUUID(),
    art: "BLANKOVERORDNUNG",
    version: 1,
    erstelltAm: um(1),
    von: ARZT,
    inhalt: {
      verordnungsId: "163.100.000.000000001",
      zuVersion: 1,
      pflegefachperson: { lbnr: "012345678", name: "Petra Pflege" },
      pflegedienst: { telematikId: PFLEGE.kennung, name: "Pflege am Park" },
      leistungen: [
        {
          leistungId: "a",
          haeufigkeit: { anzahl: 2, je: "TAG" },
          dauer: { von: "2026-03-02", bis: "2026-03-31" },
        },
      ],
    },
    bundle: '{"resourceType":"Bundle"}',
    signatur: {
      cms: new Uint8Array([0, 1, 2, 253, 254, 255]),
      unterzeichner: {
        art: "QES",
        professionOids: ["1.2.276.0.76.4.30"],
        telematikId: "1-HBA-Beispiel",
        name: "Anna Beispiel",
        seriennummer: "0a1b",
      },
      signiertAm: um(1),
    },
  };
}

/** A transition that touches every part of a Vorgang. */
export function aenderung(vorgang: Vorgang, felder: Partial<Aenderung> = {}): Aenderung {
  const status: Status = felder.status ?? "OFFEN";
  const zeit = felder.zeit ?? um(1);
  const version = vorgang.version + 1;
  return {
    aktion: "aktivieren",
    zeit,
    statusVorher: vorgang.status,
    status,
    setze: {
      versicherter: VERSICHERTER,
      kostentraeger: KASSE,
      prinzip: "SACHLEISTUNG",
      verordnungszeitraumBis: "2026-03-31",
    },
    neueDatensaetze: [datensatz()],
    protokoll: [eintrag({ zeit, aktion: "aktivieren", statusVorher: vorgang.status, status })],
    meldungen: [meldung({ zeit, version, status })],
    auftraege: [
      auftrag({ version, stand: vorgang.alarmstand + 1, empfaenger: VERSICHERTER, kanal: "PORTAL", absender: PRAXIS }),
    ],
    anfrage: {
      anfrageId: randomUUID(),
      wer: "VERORDNENDER:1-SMC-B-Praxis:ARZT",
      aktion: "aktivieren",
      statusVorher: vorgang.status,
      status,
      version,
      zeit,
    },
    ueberholtAlarme: status !== vorgang.status,
    ...felder,
  };
}

/** The same value with every Buffer as the plain bytes it stands for, so that they can be compared. */
export function alsWert(wert: unknown): unknown {
  if (wert instanceof Uint8Array) return { bytes: [...wert] };
  if (Array.isArray(wert)) return wert.map(alsWert);
  if (wert === null || typeof wert !== "object" || wert instanceof Date) return wert;
  return Object.fromEntries(Object.entries(wert).map(([feld, inhalt]) => [feld, alsWert(inhalt)]));
}

/** An unverbindliche Anfrage, by default open. */
export function anfrageAn(
  pflegedienst: Teilnehmer,
  felder: Partial<Verfuegbarkeitsanfrage> = {},
): Verfuegbarkeitsanfrage {
  return {
    id: randomUUID(),
    pflegedienst,
    name: "Pflege am Park",
    wunsch: { wuensche: "vormittags" },
    gestelltAm: um(1),
    zustand: "OFFEN",
    antwort: null,
    beantwortetAm: null,
    automatisch: false,
    ...felder,
  };
}
