/** Notes that a receiving Clientmodul appends to the text (domain.md 1.4), each a line of its own. */
const VERMERKE: readonly RegExp[] = [
  /^(?:diese|die) (?:kim-)?(?:nachricht|e-?mail) wurde (?:erfolgreich )?(?:verschlüsselt übertragen|entschlüsselt)\b[^.]{0,80}\.?$/i,
  /^die (?:digitale |elektronische )?signatur (?:der|dieser) (?:kim-)?(?:nachricht|e-?mail) (?:wurde|konnte|ist) [^.]{0,80}\.?$/i,
  /^die integrität (?:der|dieser) (?:kim-)?(?:nachricht|e-?mail) (?:wurde|konnte|ist) [^.]{0,80}\.?$/i,
];
const TRENNLINIE = /^[-_=*]{3,80}$/;

const ZITAT = /^\s{0,3}>/;
/** `Am 22.11.2026 um 10:15 schrieb X <x@y>:`, also over two or three lines; English ones of foreign programs. */
const EINLEITUNG = /^(?:Am|On)\s.{5,300}\b(?:schrieb|wrote)\b.{0,200}:$/i;
const ORIGINAL =
  /^\s*-{2,10}\s*(?:Ursprüngliche|Original-?|Weitergeleitete|Original)\s?(?:Nachricht|Message)\s*-{2,10}\s*$/i;
const UNTERSTRICHE = /^_{10,80}$/;
const KOPFZEILE = /^\*?(?:Von|From|Gesendet|Sent|Datum|Date|An|To|Betreff|Subject|Cc)\s?:\*?\s/i;
/** Header lines that a quoted original of Outlook begins with, at least. */
const KOPFZEILEN_MINDESTENS = 3;

/** Controls and marks of direction could show a reader something else than what is stored. */
const UNSICHTBARES = /(?![\n\t])[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu;

/**
 * The person's own words in a text/plain mail: without what a Clientmodul appended, without quotation and without signature.
 * In doubt a line stays: a word too many is read over, a word too few is lost.
 */
export function eigeneWorte(text: string): string {
  const zeilen = text
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(UNSICHTBARES, "")
    .split("\n");
  const ohneAnhaengsel = ohneOriginal(ohneVermerke(zeilen));
  return ohneSignatur(markiereZitate(ohneAnhaengsel))
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** Only a block at the very end, and only if every line of it is such a note. */
function ohneVermerke(zeilen: readonly string[]): readonly string[] {
  let ende = zeilen.length;
  let vermerke = 0;
  for (; ende > 0; ende--) {
    const zeile = (zeilen[ende - 1] ?? "").trim();
    if (zeile === "") continue;
    if (!VERMERKE.some((muster) => muster.test(zeile))) break;
    vermerke++;
  }
  if (vermerke === 0) return zeilen;
  const rest = zeilen.slice(0, ende);
  return TRENNLINIE.test((rest.at(-1) ?? "").trim()) ? rest.slice(0, -1) : rest;
}

/** Outlook puts the original unmarked below the answer: cut, but only if there is an answer above it. */
function ohneOriginal(zeilen: readonly string[]): readonly string[] {
  const beginn = zeilen.findIndex((zeile, nr) => {
    const folgende = zeilen
      .slice(nr + 1, nr + 12)
      .filter((einer) => einer.trim() !== "")
      .slice(0, 5);
    const kopfzeilen = folgende.filter((einer) => KOPFZEILE.test(einer)).length;
    if (ORIGINAL.test(zeile)) return kopfzeilen > 0;
    return UNTERSTRICHE.test(zeile.trim()) && kopfzeilen >= KOPFZEILEN_MINDESTENS;
  });
  const davor = beginn < 0 ? zeilen : zeilen.slice(0, beginn);
  return davor.some((zeile) => zeile.trim() !== "" && !ZITAT.test(zeile)) ? davor : zeilen;
}

/** Null stands for lines that belong to a quotation. */
function markiereZitate(zeilen: readonly string[]): readonly (string | null)[] {
  const markiert: (string | null)[] = zeilen.map((zeile) => (ZITAT.test(zeile) ? null : zeile));
  for (let nr = 0; nr < markiert.length; nr++) {
    if (markiert[nr] !== null || (nr > 0 && markiert[nr - 1] === null)) continue;
    // The line that introduces the quotation stands right above, wrapped perhaps.
    let ende = nr;
    while (ende > 0 && (markiert[ende - 1] ?? "").trim() === "") ende--;
    for (let anfang = ende - 1; anfang >= 0 && anfang >= ende - 3; anfang--) {
      const einleitung = zeilen
        .slice(anfang, ende)
        .map((zeile) => zeile.trim())
        .join(" ");
      if (EINLEITUNG.test(einleitung)) {
        markiert.fill(null, anfang, nr);
        break;
      }
    }
  }
  return markiert;
}

/** From "-- " (RFC 3676, 4.3) to the next quotation or the end. */
function ohneSignatur(zeilen: readonly (string | null)[]): readonly string[] {
  const eigene: string[] = [];
  let inSignatur = false;
  for (const zeile of zeilen) {
    if (zeile === null) inSignatur = false;
    else if (zeile === "-- ") inSignatur = true;
    else if (!inSignatur) eigene.push(zeile);
  }
  return eigene;
}
