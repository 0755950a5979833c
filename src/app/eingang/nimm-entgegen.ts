import { akteurZu } from "../../domain/eingang/institution.js";
import { gespraechszielZu } from "../../domain/eingang/gespraechsziel.js";
import {
  abweisungstext,
  ausgefuehrttext,
  istAbweisung,
  UNBEKANNTER_ABSENDER,
} from "../../domain/eingang/rueckmeldungstexte.js";
import { anfragesteller } from "../../domain/hkp/entscheiden.js";
import { sichtVon } from "../../domain/hkp/sicht.js";
import { istUeberholt } from "../../domain/hkp/sendeauftrag.js";
import type { Vorgang } from "../../domain/hkp/vorgang.js";
import { alsTeilnehmer } from "../../domain/kern/akteur.js";
import { Fachfehler, FEHLER } from "../../domain/kern/fehler.js";
import type { Eingang, Eingangsergebnis } from "../../domain/ports/eingang.js";
import type { Verzeichniseintrag } from "../../domain/ports/verzeichnis.js";
import { fuehreAus } from "../befehl-ausfuehren.js";
import { sortiere } from "./anhaenge.js";
import { bezugZu } from "./bezug.js";
import type { Bezug } from "./bezug.js";
import { fuehreBefehlAus } from "./befehl-aus-nachricht.js";
import type { Eingangsdienste } from "./dienste.js";
import { anfrageIdAus } from "./fund.js";
import type { Fund } from "./fund.js";
import { abweisungsmeldung } from "./rueckmeldung.js";

/**
 * Promise 5 of the architecture, the way in: one message becomes one command, for all channels alike. The same message again is
 * answered with the first answer and does nothing: its id is the request's.
 * @throws what is temporary (ErgebnisUnbekannt, a directory that does not answer): the message must come again
 */
export async function nimmEntgegen(eingang: Eingang, dienste: Eingangsdienste): Promise<Eingangsergebnis> {
  const eintrag = await absenderVon(eingang, dienste);
  const akteur = eintrag === null ? null : akteurZu(eintrag);
  if (eintrag === null || akteur === null)
    return { art: "unbekannterAbsender", rueckmeldung: { text: UNBEKANNTER_ABSENDER, buendel: null } };
  const fund: Fund = { eingang, eintrag, akteur, bezug: null, befehl: null };
  try {
    const sortiert = await sortiere(eingang.anhaenge, dienste);
    if (sortiert.befehl !== null) return await fuehreBefehlAus(sortiert, sortiert.befehl, fund, dienste);
    if (sortiert.signiert !== null && sortiert.signiert.fehler !== null)
      throw new Fachfehler("SIGNATUR_UNGUELTIG", { grund: sortiert.signiert.fehler });
    // A data set alone says what is signed, not what is to be done with it.
    if (sortiert.signiert !== null || eingang.text.trim() === "") throw new Fachfehler("EINGANG_OHNE_INHALT");
    return await schreibeNachricht(fund, sortiert.dateien.length, dienste);
  } catch (fehler) {
    if (!istAbweisung(fehler)) throw fehler;
    return weiseAb(fehler, fund, dienste);
  }
}

/** Null: nobody, or nobody unambiguously. */
async function absenderVon(
  { kanal, absender }: Eingang,
  { absenderverzeichnis }: Eingangsdienste,
): Promise<Verzeichniseintrag | null> {
  const gefunden = await absenderverzeichnis.findeZuAdresse(kanal, absender);
  if (gefunden.art === "nichtErreichbar") throw new Fachfehler("NICHT_VERFUEGBAR");
  return gefunden.art === "gefunden" ? gefunden.eintrag : null;
}

/** Words without a command go into the conversation, to the author of what they answer. */
async function schreibeNachricht(fund: Fund, unbenutzt: number, dienste: Eingangsdienste): Promise<Eingangsergebnis> {
  const { eingang, akteur } = fund;
  const bezug = (fund.bezug = await bezugZu(
    { antwortAuf: null, bezuege: eingang.bezuege, verordnungsId: null },
    dienste,
  ));
  const anfrageId = anfrageIdAus(eingang);
  const ziel = await zielDer(bezug, anfrageId, fund, dienste);
  const auftrag = { aktion: "nachrichtSchreiben", text: eingang.text, ...ziel } as const;
  const { erledigt, vorgang } = await fuehreAus({ vorgangId: bezug.vorgangId, auftrag, akteur, anfrageId }, dienste);
  const rueckmeldung =
    unbenutzt === 0
      ? null
      : { text: ausgefuehrttext("Ihre Nachricht wurde in das Gespräch übernommen.", unbenutzt), buendel: null };
  return { art: "ausgefuehrt", aktion: erledigt.aktion, vorgangId: vorgang.id, rueckmeldung };
}

/** Of a repeated message it does not matter any more: whoever was written to may have left since. */
async function zielDer(bezug: Bezug, anfrageId: string, { eingang, akteur }: Fund, dienste: Eingangsdienste) {
  const { store, bremse } = dienste;
  if ((await store.ladeBeantwortet(bezug.vorgangId, anfragesteller({ akteur }), anfrageId)) !== null)
    return { an: [], antwortAuf: null };
  const vorgang = await store.lade(bezug.vorgangId, sichtVon(akteur, null, "LESEN"));
  const absender = alsTeilnehmer(akteur);
  if (vorgang === null || absender === null) {
    await bremse();
    throw new Fachfehler("VORGANG_UNBEKANNT");
  }
  const ziel = gespraechszielZu(vorgang, bezug.auftragId, absender, eingang.kanal);
  if (ziel === null) throw new Fachfehler("EINGANG_OHNE_EMPFAENGER");
  return ziel;
}

async function weiseAb(fehler: Fachfehler, fund: Fund, dienste: Eingangsdienste): Promise<Eingangsergebnis> {
  const vorgang = await gesehener(fund, dienste);
  const ueberholt = vorgang !== null && istBeantworteterUeberholt(vorgang, fund.bezug);
  const text = abweisungstext(fehler, { ueberholt });
  const grund = { code: fehler.code, text: FEHLER[fehler.code] };
  return {
    art: "abgewiesen",
    grund,
    vorgangId: vorgang?.id ?? null,
    rueckmeldung: abweisungsmeldung(grund, text, fund, dienste),
  };
}

/** The Vorgang as far as the sender takes part in it. */
async function gesehener({ bezug, akteur }: Fund, { store }: Eingangsdienste): Promise<Vorgang | null> {
  const ohneZugriff = akteur.rolle === "KOSTENTRAEGER" && akteur.prinzip === "KOSTENERSTATTUNG";
  return bezug === null || ohneZugriff ? null : store.lade(bezug.vorgangId, sichtVon(akteur, null, "LESEN"));
}

/** Whether the status was left for which the answered message was sent. */
function istBeantworteterUeberholt(vorgang: Vorgang, bezug: Bezug | null): boolean {
  const auftrag = vorgang.ausgang.find(({ id }) => id === bezug?.auftragId);
  return auftrag !== undefined && istUeberholt(auftrag, vorgang);
}
