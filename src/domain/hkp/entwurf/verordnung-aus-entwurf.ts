import type { Verstoss } from "../../kern/fehler.js";
import { verlange } from "../datensaetze/regeln.js";
import { hinweiseZurVerordnung } from "../datensaetze/verordnung-hinweise.js";
import type { Hinweis } from "../datensaetze/umfang-hinweise.js";
import { pruefeVerordnung } from "../datensaetze/verordnung-regeln.js";
import type { Kalendertag, Verordnung } from "../datensaetze/verordnung.js";
import type { Vorgang } from "../vorgang.js";
import { versorgungsorte } from "./entwurf.js";
import type { Entwurfsinhalt } from "./entwurf.js";

/** What is missing becomes the empty text, which the rules of the Verordnung report where it stands. */
const LEER = "";
const VERSICHERTER = { kvnr: LEER, vorname: LEER, nachname: LEER, geburtsdatum: LEER };
const ANSCHRIFT = { strasse: LEER, plz: LEER, ort: LEER };
const KOSTENTRAEGER = { ik: LEER, name: LEER, art: LEER as Verordnung["kostentraeger"]["art"] };
const VERORDNENDER = { lanr: LEER, vorname: LEER, nachname: LEER, telematikId: LEER, institution: LEER };

/** The draft as the data set it is to become, complete or not. */
export function alsVerordnung(inhalt: Entwurfsinhalt, verordnungsId: string): Verordnung {
  const [versorgungsort] = versorgungsorte(inhalt);
  return {
    ...inhalt,
    verordnungsId,
    art: inhalt.art ?? (LEER as Verordnung["art"]),
    verordnungsdatum: inhalt.verordnungsdatum ?? LEER,
    verordnungszeitraum: { von: LEER, bis: LEER, ...inhalt.verordnungszeitraum },
    versicherter: {
      ...VERSICHERTER,
      ...inhalt.versicherter,
      anschrift: { ...ANSCHRIFT, ...inhalt.versicherter?.anschrift },
    },
    kostentraeger: { ...KOSTENTRAEGER, ...inhalt.kostentraeger },
    verordnender: { ...VERORDNENDER, ...inhalt.verordnender },
    leistungen: inhalt.leistungen.map(({ versorgungsort: _, ...leistung }) => leistung),
    wahlKostenerstattung: inhalt.wahlKostenerstattung ?? false,
    ...(versorgungsort === undefined ? {} : { versorgungsort }),
  };
}

type MitEntwurf = Pick<Vorgang, "id" | "verordnender"> & { readonly entwurf: NonNullable<Vorgang["entwurf"]> };

/**
 * Everything that still stands between the draft and its activation: the very rules of `aktivieren`, asked before signing
 * [6.1: while the Verordnung is saved].
 * @param heute today in Europe/Berlin
 */
export function maengel({ id, verordnender, entwurf: { inhalt } }: MitEntwurf, heute: Kalendertag): Verstoss[] {
  const verordnung = alsVerordnung(inhalt, id);
  const { telematikId } = verordnung.verordnender;
  const [ort] = versorgungsorte(inhalt);
  return [
    ...pruefeVerordnung(verordnung, { verordnungsId: id, heute }),
    ...verlange(
      telematikId === LEER || telematikId === verordnender.kennung,
      "verordnender.telematikId",
      "INSTITUTION_FREMD",
    ),
    ...inhalt.leistungen.flatMap(({ versorgungsort = ort }, stelle) =>
      verlange(versorgungsort === ort, `leistungen[${stelle}].versorgungsort`, "VERSORGUNGSORT_GETRENNT"),
    ),
  ];
}

/** Hints of the HKP-RL before signing (6.1.4 Arzt 4); they never stop anything. */
export function hinweiseZumEntwurf({ id, entwurf: { inhalt } }: MitEntwurf): Hinweis[] {
  return hinweiseZurVerordnung(alsVerordnung(inhalt, id));
}
