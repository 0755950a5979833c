import { alsTeilnehmer, schluessel, TEILNEHMERROLLEN } from "../../kern/akteur.js";
import type { Teilnehmer, Teilnehmerrolle } from "../../kern/akteur.js";
import { Fachfehler } from "../../kern/fehler.js";
import type { Verstoss } from "../../kern/fehler.js";
import type { BefehlFuer } from "../befehle.js";
import { pruefeTexte, wiederholte } from "../datensaetze/bausteine.js";
import { NACHRICHTEN_HOECHSTENS, TEXT_HOECHSTENS } from "../datensaetze/gespraechsnachricht.js";
import type { Gespraechsnachricht } from "../datensaetze/gespraechsnachricht.js";
import { verlange } from "../datensaetze/regeln.js";
import { gespraechspartner, liestNachricht, nimmtTeil } from "../gespraech.js";
import { versionen } from "../vorgang.js";
import type { Vorgang } from "../vorgang.js";
import type { Entscheider } from "../wirkung.js";

/**
 * A message of the conversation: who is responsible, and every Alarm that waits, stay as they are. Only participants write:
 * whoever merely reads with a proof could not read the answer.
 * @throws Fachfehler VERBOTEN, NACHRICHTEN_ZU_VIELE, EINGABE_UNGUELTIG, in this order.
 */
export const nachrichtSchreiben: Entscheider<BefehlFuer<"nachrichtSchreiben">> = (befehl, vorgang, { akteur }) => {
  const absender = alsTeilnehmer(akteur);
  if (absender === null || !nimmtTeil(vorgang, absender))
    throw new Fachfehler("VERBOTEN", { erlaubteRollen: TEILNEHMERROLLEN });
  const gespraech = versionen(vorgang, "NACHRICHT");
  const eigene = gespraech.filter(({ inhalt }) => schluessel(inhalt.absender) === schluessel(absender));
  if (eigene.length >= NACHRICHTEN_HOECHSTENS)
    throw new Fachfehler("NACHRICHTEN_ZU_VIELE", { hoechstens: NACHRICHTEN_HOECHSTENS });

  // One form of line ends, whatever keyboard or mail program it came from.
  const text = befehl.text.replace(/\r\n?/g, "\n").trim();
  const beantwortete = gespraech.find(({ id, inhalt }) => id === befehl.antwortAuf && liestNachricht(inhalt, absender));
  const { an, verstoesse } = empfaenger(befehl.an, beantwortete?.inhalt ?? null, absender, vorgang);
  const alle = [
    ...pruefeTexte(text, "text"),
    ...verlange([...text].length <= TEXT_HOECHSTENS, "text", "TEXT_ZU_LANG"),
    ...verlange(befehl.antwortAuf === null || beantwortete !== undefined, "antwortAuf", "NACHRICHT_UNBEKANNT"),
    ...verstoesse,
  ];
  if (alle.length > 0) throw new Fachfehler("EINGABE_UNGUELTIG", { verstoesse: alle });
  return {
    datensatz: {
      art: "NACHRICHT",
      inhalt: { absender, an, text, antwortAuf: befehl.antwortAuf },
      bundle: "",
      signatur: null,
    },
    ereignis: "NACHRICHT",
    genannte: an,
    protokolltext: `hat eine Nachricht an ${aufzaehlung(an.map(({ rolle }) => AN[rolle]))} geschrieben.`,
  };
};

interface Empfaengerwahl {
  readonly an: readonly Teilnehmer[];
  readonly verstoesse: readonly Verstoss[];
}

/** Named by role; or, of an answer that names nobody, the other side of the message that is answered. */
function empfaenger(
  rollen: readonly Teilnehmerrolle[],
  beantwortete: Gespraechsnachricht | null,
  absender: Teilnehmer,
  vorgang: Vorgang,
): Empfaengerwahl {
  if (rollen.length === 0 && beantwortete !== null) {
    const eigene = schluessel(beantwortete.absender) === schluessel(absender);
    const an = eigene ? beantwortete.an : [beantwortete.absender];
    const alleDa = an.every((einer) => nimmtTeil(vorgang, einer));
    return { an, verstoesse: verlange(alleDa, "antwortAuf", "EMPFAENGER_NIMMT_NICHT_TEIL") };
  }
  const gewaehlte = rollen.map((rolle) => gespraechspartner(vorgang, rolle));
  return {
    an: gewaehlte.filter((einer) => einer !== null),
    verstoesse: [
      ...verlange(rollen.length > 0, "an", "EMPFAENGER_FEHLT"),
      ...wiederholte(rollen, (rolle) => rolle).flatMap((nr) => verlange(false, `an[${nr}]`, "EMPFAENGER_DOPPELT")),
      ...gewaehlte.flatMap((einer, nr) => [
        ...verlange(einer !== null, `an[${nr}]`, "EMPFAENGER_NIMMT_NICHT_TEIL"),
        ...verlange(einer === null || schluessel(einer) !== schluessel(absender), `an[${nr}]`, "EMPFAENGER_SELBST"),
      ]),
    ],
  };
}

const AN: Record<Teilnehmerrolle, string> = {
  VERORDNENDER: "die Praxis",
  PFLEGEDIENST: "den Pflegedienst",
  KOSTENTRAEGER: "den Kostenträger",
  VERSICHERTER: "die versicherte Person",
};

const aufzaehlung = (worte: readonly string[]): string =>
  worte.length < 2 ? worte.join("") : `${worte.slice(0, -1).join(", ")} und ${worte.at(-1) ?? ""}`;
