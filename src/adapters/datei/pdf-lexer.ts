/** A value of the PDF syntax (ISO 32000-1 section 7.3), as far as the check needs it. */
export type PdfWert =
  | { readonly art: "name"; readonly name: string }
  | { readonly art: "dict"; readonly felder: ReadonlyMap<string, PdfWert>; readonly doppelt: boolean }
  | { readonly art: "liste"; readonly werte: readonly PdfWert[] }
  | { readonly art: "wort"; readonly wort: string }
  /** Strings and references: their content does not matter here. */
  | { readonly art: "sonstiges" };

/** More work than an honest file makes, or nested deeper. */
export class ZuAufwendig extends Error {}

const LEERRAUM = new Set([0, 9, 10, 12, 13, 32]);
const TRENNER = new Set([..."()<>[]{}/%"].map((zeichen) => zeichen.charCodeAt(0)));
const HOECHSTTIEFE = 60;
const SONSTIGES: PdfWert = { art: "sonstiges" };

/**
 * Reads values out of a PDF held as latin1 text, from any position. As lenient as readers are (what is no key is skipped, an
 * end inside a value ends it), because a check that gives up where a reader goes on can be led astray.
 */
export class PdfLexer {
  stelle = 0;
  #budget: number;

  /** @param budget characters that may be read in all, over all positions */
  constructor(
    private readonly text: string,
    budget: number,
  ) {
    this.#budget = budget;
  }

  /** The value at the present position, or null at the end or before a closing bracket. */
  wert(tiefe = 0): PdfWert | null {
    if (tiefe > HOECHSTTIEFE) throw new ZuAufwendig();
    this.leerraum();
    const zeichen = this.text[this.stelle];
    switch (zeichen) {
      case undefined:
      case ">":
      case "]":
        return null;
      case "/":
        return { art: "name", name: this.#name() };
      case "(":
        return this.#zeichenkette();
      case "[":
        this.#weiter();
        return this.#liste(tiefe);
      case "<":
        if (this.text[this.stelle + 1] === "<") return this.#dict(tiefe);
        return this.#bis(">");
      case ")":
      case "{":
      case "}":
        this.#weiter();
        return SONSTIGES;
      default:
        return this.#wortOderVerweis();
    }
  }

  /** Skips white space and comments. */
  leerraum(): void {
    for (; this.stelle < this.text.length; this.#weiter()) {
      const code = this.text.charCodeAt(this.stelle);
      if (code === 37) while (this.stelle < this.text.length && !/[\r\n]/.test(this.#zeichen())) this.#weiter();
      else if (!LEERRAUM.has(code)) return;
    }
  }

  #zeichen(): string {
    return this.text[this.stelle] ?? "";
  }

  #weiter(um = 1): void {
    this.#budget -= um;
    if (this.#budget < 0) throw new ZuAufwendig();
    this.stelle += um;
  }

  #regulaere(): string {
    const anfang = this.stelle;
    while (this.stelle < this.text.length) {
      const code = this.text.charCodeAt(this.stelle);
      if (LEERRAUM.has(code) || TRENNER.has(code)) break;
      this.#weiter();
    }
    return this.text.slice(anfang, this.stelle);
  }

  #name(): string {
    this.#weiter();
    return this.#regulaere().replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  }

  #zeichenkette(): PdfWert {
    let offen = 0;
    do {
      const zeichen = this.#zeichen();
      if (zeichen === "\\") this.#weiter();
      else if (zeichen === "(") offen++;
      else if (zeichen === ")") offen--;
      this.#weiter();
    } while (offen > 0 && this.stelle < this.text.length);
    return SONSTIGES;
  }

  #bis(ende: string): PdfWert {
    while (this.stelle < this.text.length && this.#zeichen() !== ende) this.#weiter();
    this.#weiter();
    return SONSTIGES;
  }

  #liste(tiefe: number): PdfWert {
    const werte: PdfWert[] = [];
    for (;;) {
      const wert = this.wert(tiefe + 1);
      if (wert !== null) {
        werte.push(wert);
        continue;
      }
      if (this.#zeichen() === ">") {
        this.#weiter();
        continue;
      }
      this.#weiter();
      return { art: "liste", werte };
    }
  }

  #dict(tiefe: number): PdfWert {
    const felder = new Map<string, PdfWert>();
    let doppelt = false;
    this.#weiter(2);
    for (;;) {
      const schluessel = this.wert(tiefe + 1);
      if (schluessel === null) {
        // `]` has no place here; a lone `>` ends it for some readers and not for others, so for us neither.
        if (this.stelle >= this.text.length) return { art: "dict", felder, doppelt: true };
        const zu = this.text.startsWith(">>", this.stelle);
        this.#weiter(zu ? 2 : 1);
        if (zu) return { art: "dict", felder, doppelt };
        doppelt = true;
        continue;
      }
      if (schluessel.art !== "name") {
        doppelt = true;
        continue;
      }
      doppelt ||= felder.has(schluessel.name);
      felder.set(schluessel.name, this.wert(tiefe + 1) ?? SONSTIGES);
    }
  }

  #wortOderVerweis(): PdfWert {
    const wort = this.#regulaere();
    if (!/^\d+$/.test(wort)) return { art: "wort", wort };
    const danach = this.stelle;
    const verweis = /^[\s\0]+\d+[\s\0]+R(?![^\s\0()<>[\]{}/%])/.exec(this.text.slice(danach, danach + 40));
    if (verweis === null) return { art: "wort", wort };
    this.#weiter(verweis[0].length);
    return SONSTIGES;
  }
}
