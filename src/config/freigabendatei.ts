import { z } from "zod";
import { HAEUFIGKEITSEINHEITEN } from "../domain/hkp/datensaetze/verordnung.js";
import type { FreigabenJeKasse } from "../domain/hkp/dunkelverarbeitung/freigabe.js";
import { findeVerzeichnisleistung } from "../domain/hkp/leistungsverzeichnis.js";
import { istIknr } from "../domain/kennungen/iknr.js";
import { liesDatei } from "./umgebung.js";

const freigabegrenze = z.strictObject({
  haeufigkeit: z.strictObject({ anzahl: z.int().min(1), je: z.enum(HAEUFIGKEITSEINHEITEN) }).optional(),
  tage: z.int().min(1).max(366).optional(),
});
const nummer = z.string().refine((wert) => findeVerzeichnisleistung(wert) !== null, "steht nicht im Verzeichnis");

/** `{ "<IK>": { "<number>": { "haeufigkeit": { "anzahl": 3, "je": "TAG" }, "tage": 28 } } }` */
const freigaben = z.record(z.string().refine(istIknr, "ist kein IK"), z.record(nummer, freigabegrenze));

export type Freigabenlesung =
  | { readonly art: "gueltig"; readonly freigaben: FreigabenJeKasse }
  /** German, each with its place in the file. */
  | { readonly art: "ungueltig"; readonly faelle: readonly string[] };

/** Reads the file of DUNKELVERARBEITUNG_FREIGABEN; all faults at once. */
export function freigabenAusText(text: string): Freigabenlesung {
  const gelesen = freigaben.safeParse(alsJson(text));
  if (!gelesen.success)
    return {
      art: "ungueltig",
      faelle: gelesen.error.issues.map((fall) => `${fall.path.map(String).join(" → ")}: ${mangel(fall)}`),
    };
  return {
    art: "gueltig",
    freigaben: new Map(
      Object.entries(gelesen.data).map(([ik, grenzen]) => [
        ik,
        new Map(
          Object.entries(grenzen).map(([nr, { haeufigkeit, tage }]) => [
            nr,
            { ...(haeufigkeit && { haeufigkeit }), ...(tage !== undefined && { tage }) },
          ]),
        ),
      ]),
    ),
  };
}

function alsJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Of a key that is refused zod only says so; why stands one level deeper. */
const mangel = (fall: z.core.$ZodIssue): string =>
  fall.code === "invalid_key" ? (fall.issues[0]?.message ?? fall.message) : fall.message;

/** The extents of the file, if one is named; its faults in `faelle`. */
export function liesFreigaben(datei: string | undefined, faelle: string[]): FreigabenJeKasse {
  if (datei === undefined) return new Map();
  const vorher = faelle.length;
  const inhalt = liesDatei("DUNKELVERARBEITUNG_FREIGABEN", datei, faelle);
  if (faelle.length > vorher) return new Map();
  const gelesen = freigabenAusText(inhalt);
  if (gelesen.art === "gueltig") return gelesen.freigaben;
  faelle.push(...gelesen.faelle.map((fall) => `DUNKELVERARBEITUNG_FREIGABEN: ${fall}`));
  return new Map();
}
