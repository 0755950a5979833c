import { alsTeilnehmer } from "../kern/akteur.js";
import { Fachfehler } from "../kern/fehler.js";
import { urheber } from "./aenderung.js";
import { anfragesteller } from "./entscheiden.js";
import type { Anfrage } from "./entscheiden.js";
import type { Entwurfsvorlage } from "./entwurf/entwurf.js";
import { PROTOKOLLTEXTE } from "./texte.js";
import type { Vorgang } from "./vorgang.js";
import type { Kontext } from "./wirkung.js";
import { weiseKostenerstattungAb } from "./zulaessig.js";

/**
 * anlegen: a new Vorgang in INITIALISIERT. Gives the Verordnungs-ID to be signed with the data, and the access codes
 * [7.1.1]. Who: a prescribing institution, also by an MFA; with a draft if one is prepared.
 */
export function legeAn(
  verordnungsId: string,
  kontext: Kontext,
  { anfrageId }: Anfrage,
  entwurf: Entwurfsvorlage | null = null,
): Vorgang {
  const { akteur, jetzt, ids } = kontext;
  weiseKostenerstattungAb(akteur);
  const verordnender = alsTeilnehmer(akteur);
  if (akteur.rolle !== "VERORDNENDER" || verordnender === null)
    throw new Fachfehler("VERBOTEN", { erlaubteRollen: ["VERORDNENDER"] });
  return {
    id: verordnungsId,
    art: "HKP",
    version: 1,
    status: "INITIALISIERT",
    angelegtAm: jetzt,
    geaendertAm: jetzt,
    verordnender,
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
    zugriffscodes: { annehmen: ids.neuerCode(), lesen: ids.neuerCode() },
    entwurf: entwurf === null ? null : { ...entwurf, geaendertAm: jetzt, geaendertVon: urheber(akteur) },
    fadenId: ids.neueId(),
    alarmstand: 0,
    ueberholteAuftraege: [],
    raumpflegeAm: null,
    datensaetze: [],
    unterlagen: [],
    zuLoeschendeUnterlagen: [],
    protokoll: [
      {
        id: ids.neueId(),
        zeit: jetzt,
        wer: urheber(akteur),
        aktion: "anlegen",
        statusVorher: null,
        status: "INITIALISIERT",
        text: PROTOKOLLTEXTE.anlegen,
      },
    ],
    meldungen: [],
    ausgang: [],
    anfragen:
      anfrageId === null
        ? []
        : [
            {
              anfrageId,
              wer: anfragesteller(kontext),
              aktion: "anlegen",
              statusVorher: null,
              status: "INITIALISIERT",
              version: 1,
              zeit: jetzt,
              ...(entwurf === null ? {} : { teile: entwurf.teile.length }),
            },
          ],
  };
}
