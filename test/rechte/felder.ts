/**
 * Role × field of the GraphQL schema: who is ever given a value (not null, no empty list) in this field, in any of the
 * situations of lagen.ts, by reading, by the answer to an own mutation or by a subscription. By hand from fachregeln.md
 * section 3 (Tabelle 12) and chapters 6 and 7. In which status, and of which data set, says lagen.ts.
 *
 * A row: `"<who>": "<field> <field> …"` below its type. Who, as in leser.ts:
 *
 *     P Praxis · V Versicherter, Vertreter · G chosen, D accepted, L reading with code or card, E former Pflegedienst
 *     K Kostentraeger of the Verordnung · F another one with the code · B BETRIEB · N everybody else who is signed in
 *
 * A new field needs its name in one row, a new type rows of its own; a field that moves to other readers moves to another
 * row. If no situation gives it a value, add one to lagen.ts or inhalte.ts. Only where that is not possible:
 * `"nie: <test file>": "<field>"`, naming the test that shows who reads it.
 *
 * Root fields are not here: test/api/rechte.test.ts has them.
 */
export type Feldtabelle = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Whoever may read the Verordnung. */
const LESEND = "P V G D L K F";
/** Whoever took part when there was a Pflegedienst. */
const BETEILIGT = "P V D K";
/** A chosen Pflegedienst is written to before it accepts. */
const IM_GESPRAECH = "P V G D K";
/** Whoever has a feed with something in it. */
const BENACHRICHTIGT = "P V G D K E";
/** Whoever can take part, so has a feed and settings of its own. */
const FEED_OFFEN = "P V G D L K F E N";
/** The mailbox belongs to no Vorgang. */
const POST = "nie: test/api/posteingang.test.ts";

/** No situation asks a Pflegedienst: V and the asked one read it, as that test shows. */
const ANFRAGE = "nie: test/e2e/verfuegbarkeit.test.ts";
const WAHL = "nie: test/e2e/stammpflegedienst.test.ts";
const SUCHE = "nie: test/e2e/pflegedienstsuche.test.ts";
const ALLE = "P V G D L K F E B N";

export const FELDER: Feldtabelle = {
  // The Vorgang.
  Vorgang: {
    [LESEND]:
      "id version status angelegtAm geaendertAm zustaendig binIchDran prinzip kennzeichenKostenerstattung " +
      "verordnungszeitraumBis verordnung verordnungVersionen verordnungsart verordnungsdatum verordnungszeitraum " +
      "versionsvergleich vorlaeufigeKostenuebernahme unterlagen",
    [BETEILIGT]:
      "blankoverordnung blankoverordnungVersionen angaben angabenVersionen entscheidung entscheidungVersionen " +
      "korrektur korrekturen leistungsaenderungen zustellungen",
    // Another Kostentraeger only reads, with the code or because the access was passed on to it.
    "P V G D L K": "moeglicheAktionen",
    [IM_GESPRAECH]: "nachrichten",
    "P V D": "folgebitten",
    "P V": "zugriffscodes",
    P: "entwurf",
    K: "pruefhinweise",
    [ANFRAGE]: "verfuegbarkeitsanfragen kontakt",
    "nie: test/domain/hkp/entscheider/zugriff-weitergeben.test.ts": "weitereKostentraeger",
  },
  // Heads: also of what the card of the person finds, before it is read.
  VorgangKopf: {
    "P V G D L K":
      "id version status angelegtAm geaendertAm zustaendig binIchDran moeglicheAktionen prinzip kennzeichenKostenerstattung " +
      "verordnungszeitraumBis verordnungsart verordnungsdatum verordnungszeitraum",
  },
  VorgangKopfConnection: { "P V G D L K": "edges", [FEED_OFFEN]: "pageInfo" },
  VorgangKopfEdge: { "P V G D L K": "cursor node" },
  VorgangConnection: { "P V K": "edges", "P V K F N": "pageInfo" },
  VorgangEdge: { "P V K": "cursor node" },
  BefehlErgebnis: { [BETEILIGT]: "aktion status statusVorher version vorgang zeit" },
  Zugriffscodes: { "P V": "annehmen lesen" },
  VorlaeufigeKostenuebernahme: { [LESEND]: "frist", [BETEILIGT]: "gewahrt" },
  Versionsvergleich: { [LESEND]: "von bis artOderUmfangGeaendert unterschiede" },
  Unterschied: { [LESEND]: "art pfad satz vorher nachher" },
  // Who else takes part; a KVNR is in no `kennung`.
  Teilnehmer: { [LESEND]: "rolle", "P V G D K": "kennung" },
  Urheber: { [LESEND]: "rolle kennung person name" },

  // Verordnung.
  VerordnungDatensatz: { [LESEND]: "id version erstelltAm von inhalt bundle signatur hinweise" },
  Verordnung: {
    [LESEND]:
      "verordnungsId art verordnungsdatum verordnungszeitraum versicherter kostentraeger verordnender diagnosen einschraenkungen " +
      "leistungen unfall wahlKostenerstattung hinweise versorgungsort gesamtverordnungId bedarfDauerhaft",
  },
  VersichertenAngaben: { [LESEND]: "kvnr vorname nachname geburtsdatum anschrift" },
  KostentraegerAngaben: { [LESEND]: "ik name art" },
  // The hospital's IK stands in the private Verordnung only, which nobody redeems here.
  VerordnenderAngaben: { [LESEND]: "lanr vorname nachname bsnr telematikId institution", "P V L F": "ik" },
  Diagnose: { [LESEND]: "icd text" },
  Leistung: { [LESEND]: "id nummer freitext einzelheiten blanko haeufigkeit dauer" },
  Unfall: { [LESEND]: "tag" },
  Hinweis: { [LESEND]: "pfad regel hinweis" },
  Signatur: { [LESEND]: "art professionOids telematikId name signiertAm cms" },
  // Parts that several data sets share: whoever reads the Verordnung has them.
  Anschrift: { [LESEND]: "strasse plz ort" },
  Haeufigkeit: { [LESEND]: "anzahl je" },
  Zeitraum: { [LESEND]: "von bis" },

  // Preparing: the practice's alone.
  Entwurf: { P: "inhalt folgeAuf geaendertAm geaendertVon hinweise maengel zuSignieren" },
  EntwurfInhalt: {
    P:
      "art verordnungsdatum verordnungszeitraum versicherter kostentraeger verordnender diagnosen einschraenkungen leistungen " +
      "unfall wahlKostenerstattung hinweise versorgungsort gesamtverordnungId bedarfDauerhaft",
  },
  EntwurfZeitraum: { P: "von bis" },
  EntwurfAnschrift: { P: "strasse plz ort" },
  EntwurfVersicherter: { P: "kvnr vorname nachname geburtsdatum anschrift" },
  EntwurfKostentraeger: { P: "ik name art" },
  EntwurfVerordnender: { P: "lanr vorname nachname bsnr ik telematikId institution" },
  EntwurfLeistung: { P: "id nummer freitext einzelheiten blanko haeufigkeit dauer versorgungsort" },
  Mangel: { P: "pfad regel hinweis" },
  EntwurfErgebnis: { P: "vorgaenge gesamtverordnungId zuzahlungshinweis" },
  AktivierungErgebnis: { P: "vorgangId", "nie: test/e2e/entwurf.test.ts": "ergebnis" },
  Profil: { P: "id name version leistungen einschraenkungen hinweise versorgungsort geaendertAm geaendertVon" },
  ProfilLeistung: { P: "nummer freitext einzelheiten blanko haeufigkeit dauerTage" },

  // What the Pflegedienst writes.
  BlankoverordnungDatensatz: {
    [BETEILIGT]: "id version erstelltAm von inhalt bundle signatur",
    "nie: test/api/blanko-hinweise.test.ts": "hinweise",
  },
  Blankoverordnung: { [BETEILIGT]: "verordnungsId zuVersion pflegefachperson pflegedienst leistungen" },
  BlankoLeistung: { [BETEILIGT]: "leistungId haeufigkeit dauer" },
  BlankoPflegedienst: { [BETEILIGT]: "telematikId name" },
  Pflegefachperson: { [BETEILIGT]: "lbnr name" },
  AngabenDatensatz: { [BETEILIGT]: "id version erstelltAm von inhalt bundle signatur" },
  Angaben: { [BETEILIGT]: "verordnungsId zuVersion pflegedienst leistungen acTk" },
  AngabenLeistung: { [BETEILIGT]: "leistungId haeufigkeit dauer gpos" },
  Leistungserbringer: { [BETEILIGT]: "telematikId ik name anschrift ansprechpartner telefon" },

  // The decision: its Bundle and its signed bytes hold all three Begruendungen.
  EntscheidungDatensatz: { [BETEILIGT]: "id version erstelltAm von inhalt", K: "bundle signatur" },
  Entscheidung: {
    [BETEILIGT]:
      "verordnungsId gesamtergebnis entschiedenAm genehmigungskennzeichen leistungen begruendungen kennzeichenKostenerstattung",
  },
  Begruendungen: { "P K": "verordnender", "D K": "pflegedienst", "V K": "versicherter" },
  EntscheidungZuLeistung: { [BETEILIGT]: "leistungId ergebnis haeufigkeit zusage gpos acTk" },
  Gebuehrenposition: { [BETEILIGT]: "nummer anzahl" },
  Pruefhinweis: { K: "regel text leistungId" },

  // Korrekturprozess: a withdrawn one vanishes from its addressee; of a Blanko-k that is the Pflegedienst.
  Korrektur: {
    [BETEILIGT]:
      "id art zuVersion aktiv von absender adressat gestelltAm aenderungen beantwortetAm beantwortetVon neueVersion bundle",
    "V D K": "zurueckgezogenAm",
  },
  Aenderung: {
    [BETEILIGT]:
      "id art begruendung pfad text haeufigkeit zeitraum diagnose leistung leistungId einschraenkung vorher nachher satz antwort",
  },
  Aenderungsantwort: { [BETEILIGT]: "ergebnis begruendung" },

  Gespraechsnachricht: { [IM_GESPRAECH]: "id zeit von absender an eigene text", "P D": "antwortAuf" },

  // Unverbindliche Anfragen; the heads are the asked Pflegedienst's own list.
  Verfuegbarkeitsanfrage: {
    [ANFRAGE]:
      "id vorgangId zustand gestelltAm beantwortetAm automatisch pflegedienst name wunschzeitraum wuensche kontakt antwort",
  },
  VerfuegbarkeitsanfrageKopf: { [ANFRAGE]: "id vorgangId zustand gestelltAm beantwortetAm automatisch" },
  VerfuegbarkeitsanfrageKopfConnection: { [ANFRAGE]: "edges pageInfo" },
  VerfuegbarkeitsanfrageKopfEdge: { [ANFRAGE]: "cursor node" },
  Kontakt: { [ANFRAGE]: "name telefon email" },
  Leistungsaenderung: { [BETEILIGT]: "id zeit von zuVersion aenderungen" },
  Einzelleistungsaenderung: { [BETEILIGT]: "art leistungId begruendung haeufigkeit dauer von bis satz" },

  Unterlage: { [LESEND]: "id art titel medientyp groesse sha256 von hinzugefuegtAm inhaltUrl" },
  // Settings about Pflegedienste: the own ones; no situation sets any.
  Antwortregeln: { [WAHL]: "alleAblehnen ablehnungstext regeln version" },
  Antwortregel: { [WAHL]: "leistungen gebiet verfuegbar text" },
  Leistungsbedingung: { [WAHL]: "art nummern" },
  Gebietsbedingung: { [WAHL]: "art plz" },
  MeinePflegedienste: { [WAHL]: "stammpflegedienst favoriten" },
  Pflegedienstsuche: { [SUCHE]: "treffer unvollstaendig" },
  Pflegediensttreffer: { [SUCHE]: "telematikId name qualifikationen anschrift entfernungKm" },
  GewaehlterPflegedienst: { [WAHL]: "telematikId name" },

  Folgebitte: { "P V D": "id erbetenAm von zeitraumBis leistungen text" },

  // Feed and stream: the own one.
  Meldung: { [BENACHRICHTIGT]: "id art ereignis vorgangId version status zeit titel satz", "P V D": "begruendung" },
  MeldungConnection: { [BENACHRICHTIGT]: "edges", [FEED_OFFEN]: "pageInfo" },
  MeldungEdge: { [BENACHRICHTIGT]: "cursor node" },
  GesendeteMeldung: { [FEED_OFFEN]: "cursor", [BENACHRICHTIGT]: "vorgangId meldung" },
  GesendeteAenderung: { [FEED_OFFEN]: "cursor", [BENACHRICHTIGT]: "aenderung" },
  VorgangAenderung: { [BENACHRICHTIGT]: "vorgangId version aktion statusVorher status zeit" },
  Protokolleintrag: { V: "id zeit wer aktion statusVorher status text" },

  // Deliveries: of the own Alarme, and all of them for BETRIEB, without content.
  Zustellung: {
    "P V D K B":
      "id vorgangId vorgangVersion ereignis empfaengerRolle empfaengerKennung kanal ersatzFuer zustand zustandSeit erstelltAm " +
      "naechsterVersuch versuche adresse nachrichtId grund erledigtSeit",
  },
  Zustellgrund: { "P V D K B": "code text" },
  ZustellungConnection: { B: "edges pageInfo" },
  ZustellungEdge: { B: "cursor node" },
  Kanalstand: { B: "kanal gesperrtSeit grund wartende voraussichtlichFertigAm" },
  Zustellzahl: { B: "zustand anzahl" },
  ZustellungWiederholt: { B: "id erneutEingeplant" },
  Posteingang: { [POST]: "lesung fremde anzahlBeiseitegelegte beiseitegelegte antworten" },
  Postlesung: { [POST]: "begonnenAm beendetAm vollstaendig" },
  Fremdpost: { [POST]: "dienstkennung anzahl" },
  BeiseitegelegteNachricht: { [POST]: "uid nachrichtId grund seit" },
  LiegendeAntwort: { [POST]: "id adresse zustand zustandSeit erstelltAm verfaelltAm versuche grund" },
  PostErneutGelesen: { [POST]: "uid wirdGelesen" },
  PostVerworfen: { [POST]: "uid verworfen" },

  // The own settings.
  Einstellungen: {
    [FEED_OFFEN]:
      "kanaele angeboteneKanaele alarmeUeberAlleKanaele alleInformationen informationen ruhezeiten dringendTrotzdem sammelzeit version geaendertAm",
  },
  Ruhezeit: { [FEED_OFFEN]: "von bis wochentage" },

  // The HKP-RL: the same for everybody who can take part.
  Leistungsverzeichnis: { [FEED_OFFEN]: "version quelle leistungen" },
  Verzeichnisleistung: {
    [FEED_OFFEN]: "nummer titel hoechstdauer hoechsthaeufigkeit blanko bedingung unbestaetigt",
  },
  Hoechstdauer: { [FEED_OFFEN]: "text tage" },
  Hoechsthaeufigkeit: { [FEED_OFFEN]: "text anzahl je" },

  // Oneself, paging, and what is to be signed.
  Ich: {
    [ALLE]: "rolle name operationen",
    "P G D L K F E N": "person telematikId professionOid",
    "G D L E N": "lbnr qualifikationen",
    "K F N": "ik prinzip",
    "V N": "kvnr vertritt",
  },
  PageInfo: { [ALLE]: "hasNextPage hasPreviousPage", "P V G D L K E B": "startCursor endCursor" },
  ZuSignieren: { "P D": "bundle sha256" },
  BlankoverordnungZuSignieren: { D: "bundle sha256", "nie: test/api/blanko-hinweise.test.ts": "hinweise" },
};
