import type { BefehlFuer } from "../../../src/domain/hkp/befehle.js";
import type { Angaben } from "../../../src/domain/hkp/datensaetze/angaben.js";
import type { Blankoverordnung } from "../../../src/domain/hkp/datensaetze/blankoverordnung.js";
import type { Entscheidung } from "../../../src/domain/hkp/datensaetze/entscheidung.js";
import type { Verordnung } from "../../../src/domain/hkp/datensaetze/verordnung.js";
import { SCHALTER_VORGABE } from "../../../src/domain/hkp/ablauf.js";
import type { Schalterstellung } from "../../../src/domain/hkp/ablauf.js";
import type { Kontext } from "../../../src/domain/hkp/wirkung.js";
import type { Akteur } from "../../../src/domain/kern/akteur.js";
import type { GepruefteSignatur, Unterzeichner } from "../../../src/domain/ports/signatur.js";
import { HAND_UND_HERZ, PRAXIS } from "../../helfer/akteure.js";
import { stehendeUhr, zaehlendeIds } from "../../helfer/uhr.js";

/** Commands as they reach the domain: signatures verified, bytes read. Card and content may be bent one at a time. */
const OID = "1.2.276.0.76.4.";
export const SIGNIERT_AM = new Date("2026-03-02T10:58:00Z");
export const CMS = new Uint8Array([0x30, 0x80]);

export const BUNDLE = JSON.stringify({ resourceType: "Bundle", type: "document", entry: [] });

function karte(art: Unterzeichner["art"], oid: string, telematikId: string): GepruefteSignatur {
  return {
    unterzeichner: { art, professionOids: [OID + oid], telematikId, name: "Karte", seriennummer: "01ab" },
    signiertAm: SIGNIERT_AM,
    inhalt: new TextEncoder().encode(BUNDLE),
  };
}

/** Cards by what they are; the Telematik-ID of a HBA is its holder's own. */
export const hbaArzt = (): GepruefteSignatur => karte("QES", "30", "1-1HKPSANDBOX0001");
export const hbaPsychotherapeut = (): GepruefteSignatur => karte("QES", "45", "3-1HKPSANDBOX0001");
export const hbaPflege = (): GepruefteSignatur => karte("QES", "232", "10-1HKPSANDBOX0001");
export const smcbPraxis = (telematikId = PRAXIS.kennung): GepruefteSignatur =>
  karte("FORTGESCHRITTEN", "50", telematikId);
export const smcbKrankenhaus = (telematikId: string): GepruefteSignatur => karte("FORTGESCHRITTEN", "53", telematikId);
export const smcbPflege = (telematikId = HAND_UND_HERZ.kennung): GepruefteSignatur =>
  karte("FORTGESCHRITTEN", "245", telematikId);
export const smcbKasse = (telematikId = "8-01-HKPSANDBOX0001"): GepruefteSignatur =>
  karte("FORTGESCHRITTEN", "59", telematikId);

export function aktivieren(inhalt: Verordnung, signatur = hbaArzt()): BefehlFuer<"aktivieren"> {
  return { aktion: "aktivieren", verordnung: { signatur, cms: CMS, bundle: BUNDLE, inhalt } };
}

export function bringeNeueVersion(inhalt: Verordnung, signatur = hbaArzt()): BefehlFuer<"neueVersion"> {
  return { aktion: "neueVersion", verordnung: { signatur, cms: CMS, bundle: BUNDLE, inhalt } };
}

export function speichereBlanko(
  inhalt: Blankoverordnung,
  signatur = smcbPflege(),
): BefehlFuer<"blankoverordnungSpeichern"> {
  return { aktion: "blankoverordnungSpeichern", blankoverordnung: { signatur, cms: CMS, bundle: BUNDLE, inhalt } };
}

export function speichereAngaben(inhalt: Angaben, signatur = smcbPflege()): BefehlFuer<"angabenSpeichern"> {
  return { aktion: "angabenSpeichern", angaben: { signatur, cms: CMS, bundle: BUNDLE, inhalt } };
}

export function entscheide(inhalt: Entscheidung, signatur: GepruefteSignatur | null = null): BefehlFuer<"entscheiden"> {
  return {
    aktion: "entscheiden",
    entscheidung: { inhalt, bundle: BUNDLE, signatur: signatur === null ? null : { geprueft: signatur, cms: CMS } },
  };
}

export function aendereEntscheidung(
  inhalt: Entscheidung,
  signatur: GepruefteSignatur | null = null,
): BefehlFuer<"entscheidungAendern"> {
  return { ...entscheide(inhalt, signatur), aktion: "entscheidungAendern" };
}

/** Who, when and under which switches. */
export function kontext(
  akteur: Akteur,
  zeitpunkt = "2026-03-02T11:00:00Z",
  schalter: Partial<Schalterstellung> = {},
): Kontext {
  return {
    akteur,
    jetzt: stehendeUhr(zeitpunkt).jetzt(),
    ids: zaehlendeIds(),
    schalter: { ...SCHALTER_VORGABE, ...schalter },
  };
}
