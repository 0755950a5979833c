/**
 * Why the database cannot be provided at start. These end the start of the gateway and go to its operator;
 * they never reach a client of the API (that table is `domain/kern/fehler.ts`).
 */
const AUSWEGE =
  "Zwei Auswege: (1) MONGODB_URI auf einen eigenen MongoDB-Server ab Version 6.0 setzen (Replica Set oder Sharded Cluster, " +
  "zum Beispiel das Container-Abbild „mongo“ mit --replSet); (2) MONGODB_BINARY auf den Pfad eines mongod ab Version 6.0 setzen.";

export const DATENBANKFEHLER = {
  DATENBANK_PROGRAMM_FEHLT: `Es gibt kein lauffähiges Datenbankprogramm (mongod). ${AUSWEGE}`,
  DATENBANK_BELEGT:
    "Der Datenordner wird schon von einem laufenden Gateway benutzt. Beenden Sie es, oder setzen Sie DATEN_VERZEICHNIS auf einen anderen Ordner.",
  DATENBANK_START: "Die Datenbank startet nicht. Einzelheiten stehen in der Protokolldatei mongod.log im Datenordner.",
  DATENBANK_UNERREICHBAR:
    "Der MongoDB-Server unter MONGODB_URI ist nicht erreichbar. Prüfen Sie Adresse, Anmeldung und Netz.",
  DATENBANK_UNGEEIGNET:
    "Der MongoDB-Server unter MONGODB_URI ist ungeeignet: verlangt wird ein Replica Set oder ein Sharded Cluster ab Version 6.0.",
  INDEX_WIDERSPRUCH:
    "Ein Index ist in der Datenbank anders definiert als im Programm. Löschen Sie den genannten Index, wenn er nicht von Ihnen stammt, und starten Sie neu.",
  SCHEMA_NEUER:
    "Die Daten wurden von einer neueren Version des Gateways geschrieben. Starten Sie mindestens diese Version.",
} as const satisfies Record<string, string>;

export type Datenbankfehlercode = keyof typeof DATENBANKFEHLER;

/** The message is German, says what to do, and ends with the reason found (`grund`), if there is one. */
export class DatenbankFehler extends Error {
  readonly code: Datenbankfehlercode;

  constructor(code: Datenbankfehlercode, grund?: string, options?: ErrorOptions) {
    super(grund === undefined ? DATENBANKFEHLER[code] : `${DATENBANKFEHLER[code]} Grund: ${grund}`, options);
    this.name = "DatenbankFehler";
    this.code = code;
  }
}
