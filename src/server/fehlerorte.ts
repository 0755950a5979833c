import type { Fehlercode } from "../domain/kern/fehler.js";

export interface Fehlerort {
  /** HTTP status where the whole request is refused; null: within a GraphQL answer with status 200, beside `data`. */
  readonly http: number | null;
  /** When it occurs. English, for docs/FEHLER.md. */
  readonly wann: string;
  /** Shape of `extensions.details`; absent: none. */
  readonly details?: string;
}

/** Where each code of the error table occurs; total, so that a new code does not compile without its row. */
export const FEHLERORTE: Readonly<Record<Fehlercode, Fehlerort>> = {
  NICHT_ANGEMELDET: { http: 401, wann: "No access token. WebSocket: closed with 4401." },
  ANMELDUNG_ABGELAUFEN: {
    http: 401,
    wann: "The access token is past its time. WebSocket: closed with 4401, also when it runs out while connected.",
  },
  ANMELDUNG_UNGUELTIG: {
    http: 401,
    wann: "The access token is not one of the issuer's, was changed, uses another algorithm or contradicts itself. WebSocket: closed with 4401.",
  },
  VERBOTEN: {
    http: 403,
    wann: "The role may not use this operation or action, or not as this person or party. As a whole request (403): `/unterlagen`. WebSocket: closed with 4403 if the role has no subscription at all.",
    details: "`{ erlaubteRollen: [Rolle] }`",
  },
  VORGANG_UNBEKANNT: {
    http: 404,
    wann: "There is no such Vorgang, or the actor may not see it, or the code or token does not open it; the three look alike. As a whole request (404): `GET /unterlagen/…`, also if there is no such Unterlage.",
  },
  STATUS_UNZULAESSIG: {
    http: null,
    wann: "The action does not exist in the status.",
    details: "`{ status: Status, aktion: Aktion, erlaubteAktionen: [Aktion] }`",
  },
  VERSIONSKONFLIKT: {
    http: null,
    wann: "`version` was sent and another one is stored, or three decisions in a row lost a race.",
    details: "`{ erwartet: number, vorhanden: number }`",
  },
  ANFRAGE_WIDERSPRUCH: { http: null, wann: "The `anfrageId` was used for another action before." },
  EINGABE_UNGUELTIG: {
    http: 400,
    wann: "Arguments contradict each other or are out of range. As a whole request (400): both proofs at once with `GET /unterlagen/…`.",
    details: "`{ verstoesse: [{ pfad, regel, hinweis }] }`",
  },
  DATENSATZ_UNGUELTIG: {
    http: null,
    wann: "A signed data set is not a valid Bundle or breaks rules of its content.",
    details: "`{ verstoesse: [{ pfad, regel, hinweis }] }`",
  },
  VERORDNUNGS_ID_FALSCH: {
    http: null,
    wann: "A signed data set carries another Verordnungs-ID than the Vorgang.",
    details: "`{ erwartet: string }`",
  },
  SIGNATUR_UNGUELTIG: {
    http: null,
    wann: "The CMS cannot be read, its signature or chain does not hold, or it is missing where it is mandatory.",
    details: "`{ grund: string }`",
  },
  SIGNATUR_ROLLE: {
    http: null,
    wann: "The certificate is of a profession or kind that may not sign this data set.",
    details: "`{ verlangt: [string] }`",
  },
  SIGNATUR_FREMD: { http: null, wann: "The card belongs to another institution than the signed-in one." },
  POPP_UNGUELTIG: {
    http: 403,
    wann: "The PoPP token is broken, foreign or too old. As a whole request (403): `GET /unterlagen/…`.",
    details: "`{ grund: string }`",
  },
  POPP_FREMD: {
    http: 403,
    wann: "The PoPP token was made for another institution. As a whole request (403): `GET /unterlagen/…`.",
  },
  KOSTENERSTATTUNG_OHNE_ZUGRIFF: {
    http: 403,
    wann: "A payer of the Kostenerstattung principle, whatever it asks. As a whole request (403): `/unterlagen`. WebSocket: closed with 4403.",
  },
  KENNZEICHEN_KOSTENERSTATTUNG: { http: null, wann: "`annehmen` of a Verordnung with this mark." },
  WAHL_KOSTENERSTATTUNG: { http: null, wann: "`einreichen` although § 13 (2) SGB V was chosen." },
  VERORDNUNGSZEITRAUM_ABGELAUFEN: { http: null, wann: "`annehmen` from the day after the Verordnungszeitraum." },
  ANGABEN_FEHLEN: { http: null, wann: "`einreichen` without signed Angaben." },
  VERSION_VERALTET: {
    http: null,
    wann: "A data set refers to an older version of the Verordnung.",
    details: "`{ bezogenAuf: number, gueltig: number }`",
  },
  BLANKO_FEHLT: { http: null, wann: "`einreichen` without the Blankoverordnung that the Verordnung asks for." },
  BLANKO_NICHT_VORGESEHEN: { http: null, wann: "`blankoverordnungSpeichern` to a Verordnung without Blanko Leistung." },
  BLANKO_QUALIFIKATION_FEHLT: {
    http: null,
    wann: "`blankoverordnungSpeichern` by a person without the qualification.",
  },
  ENTSCHEIDUNG_WIDERSPRUECHLICH: {
    http: null,
    wann: "`entscheiden`: the overall result does not fit the single ones, or the decision does not fit the application.",
    details: "`{ verstoesse: [{ pfad, regel, hinweis }] }`",
  },
  ENTSCHEIDUNG_FEHLT: {
    http: null,
    wann: "`entscheidungAendern`, `entscheidungLoeschen`: there is no own decision, or it was deleted.",
  },
  PFLEGEDIENST_UNBEKANNT: {
    http: null,
    wann: "`zuweisen`, `verfuegbarkeitAnfragen`: the Verzeichnisdienst knows no institution, more than one, or one that is no Pflegedienst.",
  },
  PFLEGEDIENST_SCHON_ANGEFRAGT: {
    http: null,
    wann: "`verfuegbarkeitAnfragen`: this Pflegedienst was asked before, however that ended, or has the Zuweisung.",
  },
  ANFRAGEN_ZU_VIELE: {
    http: null,
    wann: "`verfuegbarkeitAnfragen`: as many Anfragen last as are possible at a time.",
    details: "`{ hoechstens: number }`",
  },
  VERFUEGBARKEITSANFRAGE_UNBEKANNT: {
    http: null,
    wann: "`verfuegbarkeitZurueckziehen`: no such Anfrage, or it has ended.",
  },
  ZUWEISUNG_FEHLT: {
    http: null,
    wann: "`annehmen` by a Pflegedienst that was only asked, without Zuweisung, PoPP token or code.",
  },
  KOSTENTRAEGER_UNBEKANNT: {
    http: null,
    wann: "`zugriffWeitergeben`: the Verzeichnisdienst knows no institution, more than one, one that is no payer, or one without an IK.",
  },
  NICHT_UNZUSTAENDIG: {
    http: null,
    wann: "`zugriffWeitergeben`: the valid decision is not UNZUSTAENDIG, or there is none.",
  },
  KOSTENTRAEGER_HAT_ZUGRIFF: {
    http: null,
    wann: "`zugriffWeitergeben` to the payer of the Verordnung, or to one that got the access before.",
  },
  KEIN_SONDERFALL: {
    http: null,
    wann: "`abschliessen` by the payer: neither Wahl der Kostenerstattung (§ 13 (2) SGB V) nor the Kennzeichen of AP2.",
  },
  ZUGRIFF_NICHT_ENTZIEHBAR: {
    http: null,
    wann: "`zugriffEntziehen`: the payer's access is not one that the insured person gave.",
  },
  KORREKTUR_AKTIV: { http: null, wann: "`korrekturAnfragen` while another Korrekturanfrage is open." },
  KORREKTUR_ADRESSAT_UNZULAESSIG: {
    http: null,
    wann: "`korrekturAnfragen` to a Pflegedienst by anybody but the payer, or where there is no Blankoverordnung it may read.",
  },
  FOLGEVERORDNUNG_SCHON_ERBETEN: {
    http: null,
    wann: "`folgeverordnungErbitten` a second time by the same Pflegedienst for the same Verordnungszeitraum.",
    details: "`{ erbetenAm: string }`",
  },
  NACHRICHTEN_ZU_VIELE: {
    http: null,
    wann: "`nachrichtSchreiben` beyond the number of messages that one participant may write in a Vorgang.",
    details: "`{ hoechstens }`",
  },
  KORREKTUR_UNGUELTIG: {
    http: null,
    wann: "`korrekturAnfragen`, `korrekturAktualisieren`: a change is none of the table, without effect, twice, or breaks a formal rule.",
    details: "`{ verstoesse: [{ pfad, regel, hinweis }] }`",
  },
  KORREKTURANTWORT_WIDERSPRUECHLICH: {
    http: null,
    wann: "`korrekturBeantworten`: an answer is missing, or the answers and the new version do not tell the same.",
    details: "`{ verstoesse: [{ pfad, regel, hinweis }] }`",
  },
  STAMMDATEN_UNVERAENDERLICH: {
    http: null,
    wann: "A Korrekturvorschlag or the new version that answers it touches master data.",
    details: "`{ pfade: [string] }`",
  },
  EINSTELLUNGEN_UNGUELTIG: {
    http: null,
    wann: "Settings break a rule; every fault is named, with its path in `eingabe`.",
    details: "`{ verstoesse: [{ pfad, regel, hinweis }] }`",
  },
  EINSTELLUNGEN_GEAENDERT: {
    http: null,
    wann: "`version` was sent and other settings are stored, or three changes in a row lost a race.",
    details: "`{ erwartet: number, vorhanden: number }`",
  },
  UNTERLAGE_UNZULAESSIG: {
    http: 422,
    wann: "`PUT /unterlagen`: the content is not one of the permitted kinds, damaged, encrypted, active, or not what the request says.",
    details:
      "`{ grund: string, hinweis: string }`; `grund` is a code of `src/domain/ports/dateipruefung.ts`, `hinweis` German",
  },
  UNTERLAGE_BEFALLEN: {
    http: 422,
    wann: "`PUT /unterlagen`: the scanner found something; nothing was stored.",
    details: "`{ befund: string }`, the scanner's name of it",
  },
  UNTERLAGE_UNBEKANNT: {
    http: null,
    wann: "`unterlageHinzufuegen`: not uploaded by this participant, expired, or used. `unterlageEntfernen`: there is no such own one.",
  },
  UNTERLAGEN_ZU_VIELE: {
    http: 409,
    wann: "`unterlageHinzufuegen` beyond the limit per institution and Vorgang; `PUT /unterlagen` with too many uploads that were not added.",
    details: "`{ hoechstens: number }`",
  },
  UNTERLAGEN_NICHT_EINGERICHTET: {
    http: 501,
    wann: "`PUT /unterlagen`: neither `VIRENPRUEFUNG_URL` nor `UNTERLAGEN_UNGEPRUEFT` is set.",
  },
  VIRENPRUEFUNG_NICHT_VERFUEGBAR: {
    http: 503,
    wann: "`PUT /unterlagen`: the scanner does not answer, or the file is beyond its own limit; nothing was stored.",
  },
  EINGANG_OHNE_INHALT: {
    http: null,
    wann: "By mail and chat only: neither words nor an attachment that is a command.",
  },
  EINGANG_OHNE_BEZUG: {
    http: null,
    wann: "By mail and chat only: no message of ours is answered and no Verordnungs-ID named.",
  },
  EINGANG_WIDERSPRUCH: {
    http: null,
    wann: "By mail and chat only: the message that is answered and the Verordnungs-ID belong to different Vorgänge.",
  },
  EINGANG_ZU_SAMMELMELDUNG: {
    http: null,
    wann: "By mail and chat only: words that answer a Sammelmeldung, which tells of several Vorgänge.",
  },
  EINGANG_OHNE_EMPFAENGER: {
    http: null,
    wann: "By mail and chat only: words that answer a message that no participant caused, or one who has left.",
  },
  EINGANG_MEHRERE_BEFEHLE: {
    http: null,
    wann: "By mail and chat only: a second command, or a second signed data set.",
  },
  BEFEHL_UNBEKANNT: { http: null, wann: "By mail and chat only: the event code of the FHIR message is no command." },
  KEINE_VERORDNUNG: {
    http: null,
    wann: "`entwurfAnlegen` with `ausVerordnung`: nothing was issued yet, or it was deleted.",
  },
  PROFIL_UNBEKANNT: { http: null, wann: "The institution has no profile of this id." },
  PROFIL_GEAENDERT: {
    http: null,
    wann: "`version` was sent and the profile is stored in another one, or two changes met.",
    details: "`{ erwartet: number, vorhanden: number }`",
  },
  PROFIL_NAME_VERGEBEN: { http: null, wann: "`profilSpeichern`: another profile of the institution has this name." },
  PROFILE_ZU_VIELE: { http: null, wann: "`profilSpeichern`: the institution has 100 profiles." },
  ANFRAGE_ZU_GROSS: {
    http: 413,
    wann: "The body is over the limit. WebSocket: closed with 1009.",
    details: "`{ hoechstensBytes: number }`",
  },
  ANFRAGE_UNGUELTIG: {
    http: 400,
    wann: "Not GraphQL over HTTP, syntax or validation error, a variable that does not fit its type, batching, GET (405), unknown address (404), another operation than a subscription over WebSocket.",
    details: "`{ grund: string, pfad: string \\| null }`; `grund` is English, neither holds a value",
  },
  ANFRAGE_ZU_AUFWENDIG: {
    http: 400,
    wann: "The operation is beyond the limits of depth, aliases, root fields, cost or tokens; over HTTP and WebSocket alike.",
  },
  ZU_VIELE_ANFRAGEN: {
    http: 429,
    wann: "Over the number of requests per minute, or too many subscriptions on one WebSocket.",
    details: "`{ wiederInSekunden: number }`",
  },
  CURSOR_UNGUELTIG: { http: null, wann: "`after` or `nach` is not a cursor of this service." },
  CURSOR_ABGELAUFEN: { http: null, wann: "`nach` lies further back than the database keeps its changes." },
  ERGEBNIS_UNBEKANNT: {
    http: 504,
    wann: "Mutations (status 200): the database did not answer; the write may have happened. As a whole request (504): it took too long.",
  },
  NICHT_VERFUEGBAR: {
    http: 503,
    wann: "Queries and subscriptions (status 200): the database or a needed service does not answer; `postVerwerfen`: the mailbox does not. As a whole request (503): sign-in keys cannot be fetched, or the gateway is stopping. WebSocket: closed with 1013.",
  },
  INTERN: { http: 500, wann: "Nobody foresaw it; the log has it under the `anfrageId`." },
};

/** Status of a request that is refused as a whole. */
export function httpStatus(code: Fehlercode): number {
  return FEHLERORTE[code].http ?? 200;
}
