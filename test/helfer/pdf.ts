import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

export interface GelesenesPdf {
  readonly seiten: number;
  /** Text of all pages as a program reads it, items joined by blanks. */
  readonly text: string;
  readonly jeSeite: readonly string[];
  readonly sprache: string | null;
  readonly getaggt: boolean;
  /** Structure types in the order of reading, e.g. `H1`. */
  readonly gliederung: readonly string[];
}

/** A PDF as pdf.js, which has nothing in common with what writes it, reads it. */
export async function liesPdf(bytes: Uint8Array): Promise<GelesenesPdf> {
  // pdf.js takes the buffer away, hence the copy.
  const laden = getDocument({ data: Uint8Array.from(bytes), verbosity: 0 });
  try {
    const pdf = await laden.promise;
    const jeSeite: string[] = [];
    const gliederung: string[] = [];
    for (let nr = 1; nr <= pdf.numPages; nr++) {
      const seite = await pdf.getPage(nr);
      const { items } = await seite.getTextContent();
      jeSeite.push(
        items
          .map((stueck) => ("str" in stueck ? stueck.str : ""))
          .join(" ")
          .replace(/\s+/g, " "),
      );
      gliederung.push(...typen(await seite.getStructTree()));
    }
    const { info } = await pdf.getMetadata();
    return {
      seiten: pdf.numPages,
      text: jeSeite.join(" "),
      jeSeite,
      sprache: (info as { Language?: string }).Language ?? null,
      getaggt: (await pdf.getMarkInfo())?.["Marked"] === true,
      gliederung,
    };
  } finally {
    await laden.destroy();
  }
}

interface Knoten {
  readonly type?: string;
  readonly role?: string;
  readonly children?: readonly Knoten[];
}

function typen(knoten: Knoten | null): readonly string[] {
  if (knoten === null) return [];
  const eigener = knoten.role === undefined || knoten.role === "Root" ? [] : [knoten.role];
  return [...eigener, ...(knoten.children ?? []).flatMap(typen)];
}
