/* eslint-disable @typescript-eslint/switch-exhaustiveness-check -- whatever a status does not name is refused */
/**
 * The HKP process a second time, written by hand from fachregeln.md sections 1, 2, 4, 5, 9 and 11 and apart from the tables of the domain:
 * only who may do what when, what becomes of it and who is alarmed. Finite on purpose, so that it can also be enumerated.
 */
export type Pd = "HERZ" | "INTEGRAL";
export type Seite = "PRAXIS" | "RENATE" | "KASSE" | "FREMDE_KASSE" | "PRIVATE" | Pd;
export type Modellstatus =
  | "INITIALISIERT"
  | "OFFEN"
  | "ZUGEWIESEN"
  | "ANTRAGSPRUEFUNG"
  | "KORREKTURANFRAGE"
  | "BESCHIEDEN"
  | "ABGESCHLOSSEN"
  | "GELOESCHT";

/** Kinds of Verordnung that the rules tell apart. */
export const VARIANTEN = ["BLANKO", "FEST", "WAHL_KOSTENERSTATTUNG", "PRIVAT"] as const;
export type Variante = (typeof VARIANTEN)[number];

/** Points in time between which a deadline lies. */
export const ZEITEN = ["BEGINN", "NACH_10_TAGEN", "ZEITRAUM_VORBEI", "PLUS_100_TAGE", "PLUS_10_JAHRE"] as const;
export type Zeit = (typeof ZEITEN)[number];

export interface Modell {
  readonly zeit: Zeit;
  readonly status: Modellstatus;
  readonly variante: Variante | null;
  /** The practice has a draft. */
  readonly entwurf: boolean;
  readonly pd: Pd | null;
  readonly zuweisung: Pd | null;
  /** Pflegedienste whose unverbindliche Anfrage lasts, and all that ever were asked. */
  readonly angefragt: readonly Pd[];
  readonly gefragt: readonly Pd[];
  readonly kasseSieht: boolean;
  readonly antrag: "AP1" | "AP3" | null;
  readonly kennzeichen: boolean;
  readonly korrektur: {
    readonly von: "KASSE" | Pd;
    readonly an: "PRAXIS" | Pd;
    readonly vorher: Modellstatus;
  } | null;
  /** Pflegedienste that stored one for the valid version of the Verordnung, whoever stored last at the end. */
  readonly blanko: readonly Pd[];
  readonly angaben: readonly Pd[];
  readonly entschieden: boolean;
  /** Pflegedienste that asked for a Folgeverordnung; the period is always the same. */
  readonly gebeten: readonly Pd[];
  /** Who has an Unterlage in it; one each is enough to tell. */
  readonly unterlagen: readonly ("PRAXIS" | Pd)[];
  /** The valid decision (AP4) says so. */
  readonly unzustaendig: boolean;
  /** The other Kasse got the access (section 10, Unzuständigkeit). */
  readonly weitergegeben: boolean;
}

export const ANFANG: Modell = {
  zeit: "BEGINN",
  status: "INITIALISIERT",
  variante: null,
  entwurf: false,
  pd: null,
  zuweisung: null,
  angefragt: [],
  gefragt: [],
  kasseSieht: false,
  antrag: null,
  kennzeichen: false,
  korrektur: null,
  blanko: [],
  angaben: [],
  entschieden: false,
  gebeten: [],
  unterlagen: [],
  unzustaendig: false,
  weitergegeben: false,
};

export const WER = [
  "ARZT",
  "MFA",
  "FREMDER_ARZT",
  "ELENA",
  "DANIEL",
  "MIRIAM",
  "KASSE",
  "FREMDE_KASSE",
  "PRIVATVERSICHERUNG",
  "RENATE",
  "VERTRETERIN",
  "AURELIA",
  "SYSTEM",
  "BETRIEB",
] as const;
export type Wer = (typeof WER)[number];

type Gruppe = "PRAXIS" | "PFLEGE" | "KASSE" | "VERSICHERTER" | "SYSTEM" | "BETRIEB";
const GRUPPE: Record<Wer, Gruppe> = {
  ARZT: "PRAXIS",
  MFA: "PRAXIS",
  FREMDER_ARZT: "PRAXIS",
  ELENA: "PFLEGE",
  DANIEL: "PFLEGE",
  MIRIAM: "PFLEGE",
  KASSE: "KASSE",
  FREMDE_KASSE: "KASSE",
  PRIVATVERSICHERUNG: "KASSE",
  RENATE: "VERSICHERTER",
  VERTRETERIN: "VERSICHERTER",
  AURELIA: "VERSICHERTER",
  SYSTEM: "SYSTEM",
  BETRIEB: "BETRIEB",
};
const PFLEGEDIENST: Partial<Record<Wer, Pd>> = { ELENA: "HERZ", DANIEL: "HERZ", MIRIAM: "INTEGRAL" };

export const FRISTEN = ["AL1", "AA1", "AA2", "AL2", "AL3"] as const;

export const ANGESPROCHENE = ["VERORDNENDER", "PFLEGEDIENST", "KOSTENTRAEGER", "VERSICHERTER"] as const;
type Angesprochener = (typeof ANGESPROCHENE)[number];

/** What somebody tries. */
export type Tat =
  | { readonly was: "zeitVergeht" }
  | { readonly was: "aktivieren" | "neueVersion"; readonly variante: Variante; readonly fehler?: "KARTE" | "ID" }
  | { readonly was: "zuweisen" | "verfuegbarkeitAnfragen"; readonly pd: Pd }
  | { readonly was: "verfuegbarkeitZurueckziehen"; readonly pd: Pd }
  | { readonly was: "verfuegbarkeitAntworten"; readonly ja: boolean }
  | { readonly was: "blankoverordnungSpeichern" | "angabenSpeichern"; readonly veraltet?: boolean }
  | { readonly was: "korrekturAnfragen"; readonly an: "VERORDNENDER" | "PFLEGEDIENST"; readonly veraltet?: boolean }
  | { readonly was: "korrekturAktualisieren"; readonly veraltet?: boolean }
  | { readonly was: "korrekturBeantworten"; readonly ja: boolean }
  | {
      readonly was: "entscheiden" | "entscheidungAendern";
      readonly unzustaendig: boolean;
      readonly kennzeichen: boolean;
    }
  | { readonly was: "zugriffWeitergeben"; readonly an: "KASSE" | "FREMDE_KASSE" }
  | { readonly was: "leistungVermindern" }
  | { readonly was: "nachrichtSchreiben"; readonly an: Angesprochener }
  /** Names a Leistung that was not prescribed, or none. */
  | { readonly was: "folgeverordnungErbitten"; readonly fremdeLeistung: boolean }
  | { readonly was: "unterlageHinzufuegen" }
  | { readonly was: "unterlageEntfernen" }
  | { readonly was: "frist"; readonly art: (typeof FRISTEN)[number] }
  | {
      readonly was:
        | "entwurfAendern"
        | "loeschen"
        | "zugriffGeben"
        | "zugriffEntziehen"
        | "annehmen"
        | "zurueckgeben"
        | "zuweisungAblehnen"
        | "antragKostenerstattung"
        | "abschliessen"
        | "einreichen"
        | "entscheidungLoeschen"
        | "korrekturZurueckziehen";
    };

export interface Schritt {
  readonly wer: Wer;
  /** With a PoPP token of the insured person. */
  readonly karte: boolean;
  readonly tat: Tat;
}

export type Erwartung = { readonly verweigert: string } | { readonly danach: Modell; readonly alarm: Alarm };
/** Reduced Leistungen alone alert two. */
export type Alarm = Seite | null | readonly Seite[];

const nein = (verweigert: string): Erwartung => ({ verweigert });
const VERBOTEN = nein("VERBOTEN");
const STATUS = nein("STATUS_UNZULAESSIG");

const spaetestens = (m: Modell, zeit: Zeit): boolean => ZEITEN.indexOf(m.zeit) >= ZEITEN.indexOf(zeit);
const vorbei = (m: Modell): boolean => spaetestens(m, "ZEITRAUM_VORBEI");

export function sieht(m: Modell, { wer, karte }: Schritt): boolean {
  switch (wer) {
    case "ARZT":
    case "MFA":
      return true;
    case "RENATE":
    case "VERTRETERIN":
      return m.variante !== null;
    case "KASSE":
      return m.kasseSieht;
    case "FREMDE_KASSE":
      return m.weitergegeben;
    case "SYSTEM":
      return true;
    case "ELENA":
    case "DANIEL":
    case "MIRIAM": {
      const pd = PFLEGEDIENST[wer];
      if (pd === undefined) return false;
      const eingeladen = m.zuweisung === pd && (m.status === "OFFEN" || m.status === "KORREKTURANFRAGE");
      return m.pd === pd || eingeladen || m.angefragt.includes(pd) || (karte && m.status === "OFFEN");
    }
    default:
      return false;
  }
}

/** The one who must act next; null once the Vorgang has come to its end. */
export function dran(m: Modell): Seite | null {
  switch (m.status) {
    case "INITIALISIERT":
      return "PRAXIS";
    case "OFFEN":
      return m.zuweisung ?? (m.variante === "WAHL_KOSTENERSTATTUNG" ? "KASSE" : "RENATE");
    case "ZUGEWIESEN":
    case "BESCHIEDEN":
      return m.pd;
    case "ANTRAGSPRUEFUNG":
      return "KASSE";
    case "KORREKTURANFRAGE":
      return m.korrektur?.an ?? null;
    case "ABGESCHLOSSEN":
    case "GELOESCHT":
      return null;
  }
}

/** Which groups ever do it; everybody else is told so whatever the status. */
const JEMALS: Record<Exclude<Tat["was"], "frist" | "zeitVergeht">, readonly Gruppe[]> = {
  entwurfAendern: ["PRAXIS"],
  aktivieren: ["PRAXIS"],
  neueVersion: ["PRAXIS"],
  loeschen: ["PRAXIS", "VERSICHERTER", "SYSTEM"],
  zuweisen: ["VERSICHERTER"],
  zuweisungAblehnen: ["PFLEGE"],
  verfuegbarkeitAnfragen: ["VERSICHERTER"],
  verfuegbarkeitAntworten: ["PFLEGE"],
  verfuegbarkeitZurueckziehen: ["VERSICHERTER"],
  zugriffGeben: ["VERSICHERTER"],
  zugriffEntziehen: ["VERSICHERTER"],
  annehmen: ["PFLEGE"],
  zurueckgeben: ["PFLEGE"],
  antragKostenerstattung: ["KASSE"],
  abschliessen: ["KASSE", "SYSTEM"],
  blankoverordnungSpeichern: ["PFLEGE"],
  angabenSpeichern: ["PFLEGE"],
  einreichen: ["PFLEGE"],
  entscheiden: ["KASSE"],
  entscheidungAendern: ["KASSE"],
  zugriffWeitergeben: ["KASSE"],
  entscheidungLoeschen: ["KASSE"],
  korrekturAnfragen: ["PFLEGE", "KASSE"],
  korrekturAktualisieren: ["PFLEGE", "KASSE"],
  korrekturZurueckziehen: ["PFLEGE", "KASSE"],
  korrekturBeantworten: ["PRAXIS", "PFLEGE"],
  unterlageHinzufuegen: ["PRAXIS", "PFLEGE"],
  unterlageEntfernen: ["PRAXIS", "PFLEGE"],
  leistungVermindern: ["PRAXIS"],
  nachrichtSchreiben: ["PRAXIS", "PFLEGE", "KASSE", "VERSICHERTER"],
  folgeverordnungErbitten: ["PFLEGE"],
};

export function erwarte(m: Modell, schritt: Schritt): Erwartung {
  const { wer, tat } = schritt;
  if (tat.was === "zeitVergeht")
    return { danach: { ...m, zeit: ZEITEN[ZEITEN.indexOf(m.zeit) + 1] ?? m.zeit }, alarm: null };
  if (wer === "PRIVATVERSICHERUNG") return nein("KOSTENERSTATTUNG_OHNE_ZUGRIFF");
  if (!sieht(m, schritt)) return nein("VORGANG_UNBEKANNT");
  if (tat.was === "frist") return frist(m, tat.art);
  const gruppe = GRUPPE[wer];
  if (!JEMALS[tat.was].includes(gruppe)) return VERBOTEN;
  if (tat.was === "nachrichtSchreiben") return nachricht(m, wer, gruppe, tat.an);
  if (tat.was === "folgeverordnungErbitten") return folgebitte(m, PFLEGEDIENST[wer], tat.fremdeLeistung);
  // Being asked is no Zuweisung: the card is needed as for everybody else.
  const pd = PFLEGEDIENST[wer];
  const nurGefragt = pd !== undefined && m.angefragt.includes(pd) && m.zuweisung !== pd && !schritt.karte;
  if (tat.was === "annehmen" && m.status === "OFFEN" && nurGefragt) return nein("ZUWEISUNG_FEHLT");
  if (tat.was === "unterlageHinzufuegen" || tat.was === "unterlageEntfernen")
    return unterlage(m, PFLEGEDIENST[wer] ?? "PRAXIS", tat.was);
  if (tat.was === "leistungVermindern") return vermindere(m, wer);
  return nachStatus(m, wer, gruppe, tat);
}

/** Between the acceptance and the end, also while a Korrektur is open; what it changes is no state of the process. */
function vermindere(m: Modell, wer: Wer): Erwartung {
  const status = m.status === "KORREKTURANFRAGE" ? m.korrektur?.vorher : m.status;
  if (status !== "ZUGEWIESEN" && status !== "ANTRAGSPRUEFUNG" && status !== "BESCHIEDEN") return STATUS;
  if (wer !== "ARZT") return VERBOTEN;
  if (vorbei(m)) return nein("VERORDNUNGSZEITRAUM_ABGELAUFEN");
  const alle = [m.pd, m.kasseSieht ? ("KASSE" as const) : null];
  return { danach: m, alarm: alle.filter((seite) => seite !== null) };
}

/** The Pflegedienst that takes part: the assigned one or, as long as it can accept, the chosen one. */
const beteiligterPd = (m: Modell): Pd | null =>
  m.pd ?? (m.status === "OFFEN" || m.status === "KORREKTURANFRAGE" ? m.zuweisung : null);

type Unterlagentat = "unterlageHinzufuegen" | "unterlageEntfernen";

/** Section 3, row Unterlagen: the Praxis with the Verordnung and while it is asked, the Pflegedienst its own; each takes away its own. */
function unterlage(m: Modell, seite: "PRAXIS" | Pd, was: Unterlagentat): Erwartung {
  const wessen: Partial<Record<Modellstatus, string | null>> = {
    INITIALISIERT: "PRAXIS",
    OFFEN: "PRAXIS",
    ZUGEWIESEN: m.pd,
    KORREKTURANFRAGE: m.korrektur?.an === "PRAXIS" ? "PRAXIS" : null,
  };
  if (!(m.status in wessen)) return STATUS;
  if (wessen[m.status] !== seite) return VERBOTEN;
  // The same file cannot be added twice, and what is not there cannot be taken away.
  if (m.unterlagen.includes(seite) === (was === "unterlageHinzufuegen")) return nein("UNTERLAGE_UNBEKANNT");
  const andere = m.unterlagen.filter((einer) => einer !== seite);
  const danach = was === "unterlageHinzufuegen" ? [...andere, seite].sort() : andere;
  return { danach: { ...m, unterlagen: danach }, alarm: null };
}

function nachricht(m: Modell, wer: Wer, gruppe: Gruppe, an: Angesprochener): Erwartung {
  if (m.status === "INITIALISIERT" || m.status === "GELOESCHT") return STATUS;
  const seiten: Partial<Record<Gruppe, Seite>> = { PRAXIS: "PRAXIS", KASSE: "KASSE", VERSICHERTER: "RENATE" };
  // It was passed the access to read, and reads only.
  if (wer === "FREMDE_KASSE") return VERBOTEN;
  const von = seiten[gruppe] ?? PFLEGEDIENST[wer];
  // One that came with the card only reads.
  if (gruppe === "PFLEGE" && von !== beteiligterPd(m)) return VERBOTEN;
  const empfaenger: Record<Angesprochener, Seite | null> = {
    VERORDNENDER: "PRAXIS",
    PFLEGEDIENST: beteiligterPd(m),
    KOSTENTRAEGER: m.kasseSieht ? "KASSE" : null,
    VERSICHERTER: "RENATE",
  };
  const alarm = empfaenger[an];
  return alarm === null || alarm === von ? nein("EINGABE_UNGUELTIG") : { danach: m, alarm };
}

function folgebitte(m: Modell, pd: Pd | undefined, fremdeLeistung: boolean): Erwartung {
  if (m.status === "INITIALISIERT" || m.status === "OFFEN" || m.status === "GELOESCHT") return STATUS;
  if (pd === undefined || pd !== m.pd) return VERBOTEN;
  if (m.gebeten.includes(pd)) return nein("FOLGEVERORDNUNG_SCHON_ERBETEN");
  if (fremdeLeistung) return nein("EINGABE_UNGUELTIG");
  return { danach: { ...m, gebeten: mit(m.gebeten, pd) }, alarm: "PRAXIS" };
}

function frist(m: Modell, art: (typeof FRISTEN)[number]): Erwartung {
  const vor = m.status === "KORREKTURANFRAGE" ? m.korrektur?.vorher : m.status;
  const geloescht: Erwartung = {
    danach: { ...m, status: "GELOESCHT", korrektur: null, entwurf: false, angefragt: [], unzustaendig: false },
    alarm: null,
  };
  const zu: Erwartung = { danach: { ...m, status: "ABGESCHLOSSEN", korrektur: null, angefragt: [] }, alarm: null };
  const wenn = (faellig: boolean, folge: Erwartung): Erwartung => (faellig ? folge : nein("NICHT_FAELLIG"));
  const aufbewahrt = spaetestens(m, m.variante === "PRIVAT" ? "PLUS_10_JAHRE" : "PLUS_100_TAGE");
  switch (art) {
    case "AL1":
      return m.status === "INITIALISIERT" ? wenn(spaetestens(m, "NACH_10_TAGEN"), geloescht) : STATUS;
    case "AA1":
    case "AA2": {
      if (vor !== "OFFEN" && vor !== "ZUGEWIESEN" && vor !== "BESCHIEDEN") return STATUS;
      return wenn((vor === "OFFEN") === (art === "AA1") && vorbei(m), zu);
    }
    case "AL2":
    case "AL3": {
      // In these somebody else may delete.
      if (m.status === "INITIALISIERT" || m.status === "OFFEN") return VERBOTEN;
      if (vor !== "ABGESCHLOSSEN" && vor !== "ANTRAGSPRUEFUNG") return STATUS;
      return wenn((vor === "ABGESCHLOSSEN") === (art === "AL2") && aufbewahrt, geloescht);
    }
  }
}

type Handlung = Exclude<
  Tat,
  {
    was:
      "frist" | "zeitVergeht" | "nachrichtSchreiben" | "folgeverordnungErbitten" | "leistungVermindern" | Unterlagentat;
  }
>;

function nachStatus(m: Modell, wer: Wer, gruppe: Gruppe, tat: Handlung): Erwartung {
  switch (m.status) {
    case "INITIALISIERT":
      return initialisiert(m, gruppe, tat);
    case "OFFEN":
      return offen(m, wer, gruppe, tat);
    case "ZUGEWIESEN":
      return zugewiesen(m, wer, tat);
    case "ANTRAGSPRUEFUNG":
      return antragspruefung(m, gruppe, tat);
    case "KORREKTURANFRAGE":
      return korrekturanfrage(m, wer, gruppe, tat);
    case "BESCHIEDEN":
      if (tat.was === "abschliessen") return VERBOTEN;
      return nachEntscheidung(m, wer, tat);
    case "ABGESCHLOSSEN":
      if (tat.was === "loeschen") return gruppe === "VERSICHERTER" ? loesche(m) : VERBOTEN;
      // D8: the decision with its Kennzeichen goes, everybody is only informed.
      if (tat.was === "entscheidungLoeschen") {
        if (wer !== "KASSE") return VERBOTEN;
        if (!m.entschieden) return nein("ENTSCHEIDUNG_FEHLT");
        return { danach: { ...m, entschieden: false, kennzeichen: false, unzustaendig: false }, alarm: null };
      }
      return nachEntscheidung(m, wer, tat);
    case "GELOESCHT":
      return STATUS;
  }
}

const loesche = (m: Modell, alarm: Seite | null = null): Erwartung => ({
  danach: { ...m, status: "GELOESCHT", entwurf: false, angefragt: [], unzustaendig: false },
  alarm,
});

type Verordnungstat = Extract<Tat, { was: "aktivieren" | "neueVersion" }>;
function verordnungFehler({ fehler }: Verordnungstat): Erwartung | null {
  if (fehler === "KARTE") return nein("SIGNATUR_ROLLE");
  return fehler === "ID" ? nein("VERORDNUNGS_ID_FALSCH") : null;
}

function initialisiert(m: Modell, gruppe: Gruppe, tat: Handlung): Erwartung {
  if (tat.was === "loeschen") return gruppe === "PRAXIS" ? loesche(m) : VERBOTEN;
  // The practice prepares on; the Vorgang stays where it is and nobody hears of it.
  if (tat.was === "entwurfAendern") return { danach: { ...m, entwurf: true }, alarm: null };
  if (tat.was !== "aktivieren") return STATUS;
  const wahl = tat.variante === "WAHL_KOSTENERSTATTUNG";
  return (
    verordnungFehler(tat) ?? {
      danach: { ...m, status: "OFFEN", variante: tat.variante, kasseSieht: wahl, entwurf: false },
      alarm: wahl ? "KASSE" : "RENATE",
    }
  );
}

function offen(m: Modell, wer: Wer, gruppe: Gruppe, tat: Handlung): Erwartung {
  switch (tat.was) {
    case "neueVersion": {
      const fehler = verordnungFehler(tat);
      if (fehler !== null) return fehler;
      const dieselbeKasse = (tat.variante === "PRIVAT") === (m.variante === "PRIVAT");
      const kasseSieht = tat.variante === "WAHL_KOSTENERSTATTUNG" || (dieselbeKasse && m.kasseSieht);
      return { danach: { ...m, variante: tat.variante, kasseSieht, blanko: [], angaben: [] }, alarm: null };
    }
    case "loeschen":
      if (gruppe === "VERSICHERTER") return loesche(m);
      return wer === "ARZT" ? loesche(m, "RENATE") : VERBOTEN;
    case "zuweisen":
      if (m.kennzeichen) return nein("KENNZEICHEN_KOSTENERSTATTUNG");
      if (vorbei(m)) return nein("VERORDNUNGSZEITRAUM_ABGELAUFEN");
      return m.zuweisung === tat.pd
        ? { danach: m, alarm: null }
        : { danach: { ...m, zuweisung: tat.pd, angefragt: [] }, alarm: tat.pd };
    case "zuweisungAblehnen":
      if (m.zuweisung === null || m.zuweisung !== PFLEGEDIENST[wer]) return VERBOTEN;
      return { danach: { ...m, zuweisung: null }, alarm: "RENATE" };
    case "verfuegbarkeitAnfragen":
      if (m.kennzeichen) return nein("KENNZEICHEN_KOSTENERSTATTUNG");
      if (vorbei(m)) return nein("VERORDNUNGSZEITRAUM_ABGELAUFEN");
      if (m.gefragt.includes(tat.pd) || m.zuweisung === tat.pd) return nein("PFLEGEDIENST_SCHON_ANGEFRAGT");
      return {
        danach: { ...m, angefragt: mit(m.angefragt, tat.pd), gefragt: mit(m.gefragt, tat.pd) },
        alarm: tat.pd,
      };
    case "verfuegbarkeitAntworten":
    case "verfuegbarkeitZurueckziehen":
      return anfrage(m, wer, tat);
    case "zugriffGeben":
    case "zugriffEntziehen":
      return beratung(m, tat.was);
    case "annehmen":
      if (m.kennzeichen) return nein("KENNZEICHEN_KOSTENERSTATTUNG");
      if (vorbei(m)) return nein("VERORDNUNGSZEITRAUM_ABGELAUFEN");
      return {
        danach: { ...m, status: "ZUGEWIESEN", pd: PFLEGEDIENST[wer] ?? null, zuweisung: null, angefragt: [] },
        alarm: null,
      };
    case "antragKostenerstattung":
      // It is the Kostentraeger's own turn, so nobody is alarmed.
      return {
        danach: { ...m, status: "ANTRAGSPRUEFUNG", antrag: "AP1", zuweisung: null, angefragt: [] },
        alarm: null,
      };
    case "korrekturAnfragen":
      return gruppe === "KASSE" ? frageAn(m, wer, tat) : VERBOTEN;
    case "abschliessen":
      if (gruppe !== "KASSE") return VERBOTEN;
      if (m.variante !== "WAHL_KOSTENERSTATTUNG" && !m.kennzeichen) return nein("KEIN_SONDERFALL");
      return { danach: { ...m, status: "ABGESCHLOSSEN", angefragt: [] }, alarm: null };
    default:
      return STATUS;
  }
}

type Anfragetat = Extract<Tat, { was: "verfuegbarkeitAntworten" | "verfuegbarkeitZurueckziehen" }>;

/** An Anfrage that lasts is answered by whoever was asked, or withdrawn; „available“ lets it last. */
function anfrage(m: Modell, wer: Wer, tat: Anfragetat): Erwartung {
  const pd = tat.was === "verfuegbarkeitAntworten" ? PFLEGEDIENST[wer] : tat.pd;
  const antwort = tat.was === "verfuegbarkeitAntworten";
  if (pd === undefined || !m.angefragt.includes(pd))
    return antwort ? VERBOTEN : nein("VERFUEGBARKEITSANFRAGE_UNBEKANNT");
  const angefragt = antwort && tat.ja ? m.angefragt : m.angefragt.filter((einer) => einer !== pd);
  return { danach: { ...m, angefragt }, alarm: antwort ? "RENATE" : null };
}

function beratung(m: Modell, was: "zugriffGeben" | "zugriffEntziehen"): Erwartung {
  if (was === "zugriffGeben")
    return m.variante === "PRIVAT"
      ? nein("KOSTENERSTATTUNG_OHNE_ZUGRIFF")
      : { danach: { ...m, kasseSieht: true }, alarm: null };
  if (m.variante === "WAHL_KOSTENERSTATTUNG" || m.antrag !== null) return nein("ZUGRIFF_NICHT_ENTZIEHBAR");
  return { danach: { ...m, kasseSieht: false }, alarm: null };
}

function zugewiesen(m: Modell, wer: Wer, tat: Handlung): Erwartung {
  const pd = PFLEGEDIENST[wer];
  const eigen = pd !== undefined && pd === m.pd;
  switch (tat.was) {
    case "zugriffGeben":
    case "zugriffEntziehen":
      return beratung(m, tat.was);
    case "zurueckgeben":
      if (!eigen) return VERBOTEN;
      return { danach: { ...m, status: "OFFEN", pd: null, zuweisung: null }, alarm: "RENATE" };
    case "blankoverordnungSpeichern":
      if (!eigen) return VERBOTEN;
      if (wer === "DANIEL") return nein("BLANKO_QUALIFIKATION_FEHLT");
      if (m.variante !== "BLANKO") return nein("BLANKO_NICHT_VORGESEHEN");
      if (tat.veraltet === true) return nein("VERSION_VERALTET");
      return { danach: { ...m, blanko: mit(m.blanko, pd) }, alarm: null };
    case "angabenSpeichern":
      if (!eigen) return VERBOTEN;
      if (tat.veraltet === true) return nein("VERSION_VERALTET");
      return { danach: { ...m, angaben: mit(m.angaben, pd) }, alarm: null };
    case "einreichen":
      if (!eigen) return VERBOTEN;
      if (m.variante === "WAHL_KOSTENERSTATTUNG") return nein("WAHL_KOSTENERSTATTUNG");
      if (m.variante === "PRIVAT") return nein("KOSTENERSTATTUNG_OHNE_ZUGRIFF");
      if (vorbei(m)) return nein("VERORDNUNGSZEITRAUM_ABGELAUFEN");
      if (m.variante === "BLANKO" && !m.blanko.includes(pd)) return nein("BLANKO_FEHLT");
      if (!m.angaben.includes(pd)) return nein("ANGABEN_FEHLEN");
      return { danach: { ...m, status: "ANTRAGSPRUEFUNG", antrag: "AP3", kasseSieht: true }, alarm: "KASSE" };
    case "korrekturAnfragen":
      return eigen ? frageAn(m, wer, tat) : VERBOTEN;
    case "abschliessen":
      return VERBOTEN;
    default:
      return STATUS;
  }
}

const mit = (bisher: readonly Pd[], pd: Pd): readonly Pd[] => [...bisher.filter((einer) => einer !== pd), pd];

function frageAn(m: Modell, wer: Wer, tat: Extract<Tat, { was: "korrekturAnfragen" }>): Erwartung {
  const von = PFLEGEDIENST[wer] ?? "KASSE";
  // Blanko-k only where a Blankoverordnung exists that the Kostentraeger may read: submitted, and the Verordnung leaves something open.
  const blankoK = von === "KASSE" && m.antrag === "AP3" && m.status === "ANTRAGSPRUEFUNG" && m.variante === "BLANKO";
  const an = tat.an === "VERORDNENDER" ? "PRAXIS" : blankoK ? m.pd : null;
  if (an === null) return nein("KORREKTUR_ADRESSAT_UNZULAESSIG");
  if (tat.veraltet === true) return nein("VERSION_VERALTET");
  return { danach: { ...m, status: "KORREKTURANFRAGE", korrektur: { von, an, vorher: m.status } }, alarm: an };
}

/** What is left to do once it is decided: the Kostentraeger's matter, and only of the one that the Verordnung names. */
function nachEntscheidung(m: Modell, wer: Wer, tat: Handlung): Erwartung {
  if (tat.was !== "entscheidungAendern" && tat.was !== "zugriffWeitergeben") return STATUS;
  // It is about an application by AP3 only.
  if (tat.was === "zugriffWeitergeben" && m.antrag !== "AP3") return STATUS;
  if (wer !== "KASSE") return VERBOTEN;
  if (tat.was !== "zugriffWeitergeben") return aendere(m, tat);
  if (!m.unzustaendig) return nein("NICHT_UNZUSTAENDIG");
  if (tat.an === "KASSE" || m.weitergegeben) return nein("KOSTENTRAEGER_HAT_ZUGRIFF");
  return { danach: { ...m, weitergegeben: true }, alarm: "FREMDE_KASSE" };
}

type Entscheidungstat = Extract<Tat, { was: "entscheiden" | "entscheidungAendern" }>;

function antragspruefung(m: Modell, gruppe: Gruppe, tat: Handlung): Erwartung {
  switch (tat.was) {
    case "korrekturAnfragen":
      return gruppe === "KASSE" ? frageAn(m, "KASSE", tat) : VERBOTEN;
    case "entscheiden": {
      if (m.antrag === "AP1")
        return {
          danach: {
            ...m,
            status: "OFFEN",
            entschieden: true,
            kennzeichen: tat.kennzeichen,
          },
          alarm: "RENATE",
        };
      if (tat.kennzeichen) return nein("ENTSCHEIDUNG_WIDERSPRUECHLICH");
      return {
        danach: { ...m, status: "BESCHIEDEN", entschieden: true, unzustaendig: tat.unzustaendig },
        alarm: m.pd,
      };
    }
    case "loeschen":
      return VERBOTEN;
    default:
      return STATUS;
  }
}

function aendere(m: Modell, tat: Entscheidungstat): Erwartung {
  if (!m.entschieden) return nein("ENTSCHEIDUNG_FEHLT");
  if (m.antrag === "AP3" && tat.kennzeichen) return nein("ENTSCHEIDUNG_WIDERSPRUECHLICH");
  const unzustaendig = m.antrag === "AP3" && tat.unzustaendig;
  return { danach: { ...m, unzustaendig, kennzeichen: tat.kennzeichen }, alarm: m.pd };
}

function korrekturanfrage(m: Modell, wer: Wer, gruppe: Gruppe, tat: Handlung): Erwartung {
  const { korrektur } = m;
  if (korrektur === null) throw new Error("a Korrekturanfrage without one");
  const seite = gruppe === "PRAXIS" ? "PRAXIS" : gruppe === "KASSE" ? "KASSE" : PFLEGEDIENST[wer];
  const zurueck = { ...m, status: korrektur.vorher, korrektur: null };
  switch (tat.was) {
    case "korrekturAnfragen":
      return nein("KORREKTUR_AKTIV");
    case "korrekturZurueckziehen":
      return seite === korrektur.von ? { danach: zurueck, alarm: null } : VERBOTEN;
    case "korrekturAktualisieren":
      if (seite !== korrektur.von) return VERBOTEN;
      return tat.veraltet === true ? nein("VERSION_VERALTET") : { danach: m, alarm: korrektur.an };
    case "korrekturBeantworten": {
      if (seite !== korrektur.an) return VERBOTEN;
      if (wer === "DANIEL") return nein("BLANKO_QUALIFIKATION_FEHLT");
      if (korrektur.an === "PRAXIS") return { danach: { ...zurueck, blanko: [], angaben: [] }, alarm: korrektur.von };
      return { danach: { ...zurueck, blanko: mit(m.blanko, korrektur.an) }, alarm: korrektur.von };
    }
    case "verfuegbarkeitAntworten":
    case "verfuegbarkeitZurueckziehen":
      return korrektur.vorher === "OFFEN" ? anfrage(m, wer, tat) : STATUS;
    // The deadlines of the status before go on, so the action exists, for the SYSTEM (D4).
    case "abschliessen":
      return korrektur.vorher === "ANTRAGSPRUEFUNG" ? STATUS : VERBOTEN;
    case "loeschen":
      return korrektur.vorher === "ANTRAGSPRUEFUNG" ? VERBOTEN : STATUS;
    default:
      return STATUS;
  }
}
