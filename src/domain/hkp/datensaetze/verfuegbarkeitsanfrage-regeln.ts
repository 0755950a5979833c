import type { Verstoss } from "../../kern/fehler.js";
import { pruefeTexte, pruefeZeitraum } from "./bausteine.js";
import { verlange } from "./regeln.js";
import type { Anfragewunsch, Kontakt } from "./verfuegbarkeitsanfrage.js";

/** Characters (code points) of a wish or an answer. */
export const FREITEXT_HOECHSTENS = 1000;
const KURZTEXT_HOECHSTENS = 100;

/** Digits with the usual separators, a leading + or not; what is no number at all is refused, the rest is for people. */
const TELEFON = /^\+?[0-9][0-9 ()/.-]{2,39}$/;
/** One @ with something on both sides and a domain with a dot: a mistyped address is found here, a dead one never. */
const EMAIL = /^[^\s@<>"]{1,64}@[^\s@<>"]+\.[^\s@<>".]{2,}$/;

export function pruefeFreitext(text: string, pfad: string): Verstoss[] {
  return [...pruefeTexte(text, pfad), ...verlange([...text].length <= FREITEXT_HOECHSTENS, pfad, "FREITEXT_ZU_LANG")];
}

export function pruefeKontakt({ name, telefon, email }: Kontakt, pfad: string): Verstoss[] {
  return [
    ...verlange(telefon !== undefined || email !== undefined, pfad, "KONTAKT_LEER"),
    ...(name === undefined
      ? []
      : [
          ...pruefeTexte(name, `${pfad}.name`),
          ...verlange([...name].length <= KURZTEXT_HOECHSTENS, `${pfad}.name`, "FREITEXT_ZU_LANG"),
          ...verlange(!/[\t\n\r\u0085\u2028\u2029]/.test(name), `${pfad}.name`, "ZEICHEN_UNZULAESSIG"),
        ]),
    ...verlange(telefon === undefined || TELEFON.test(telefon), `${pfad}.telefon`, "TELEFON_FORM"),
    ...verlange(email === undefined || (EMAIL.test(email) && email.length <= 254), `${pfad}.email`, "EMAIL_FORM"),
  ];
}

export function pruefeWunsch({ wunschzeitraum, wuensche, kontakt }: Anfragewunsch): Verstoss[] {
  return [
    ...(wunschzeitraum === undefined ? [] : pruefeZeitraum("wunschzeitraum", wunschzeitraum)),
    ...(wuensche === undefined ? [] : pruefeFreitext(wuensche, "wuensche")),
    ...(kontakt === undefined ? [] : pruefeKontakt(kontakt, "kontakt")),
  ];
}
