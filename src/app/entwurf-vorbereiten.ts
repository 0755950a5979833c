import type { Verordnender } from "../domain/kern/akteur.js";
import { Fachfehler } from "../domain/kern/fehler.js";
import { berlinerTag } from "../domain/kern/kalender.js";
import type { Entwurfsinhalt } from "../domain/hkp/entwurf/entwurf.js";
import { folgeverordnungAus } from "../domain/hkp/entwurf/folgeverordnung.js";
import { ergaenzeUmProfil } from "../domain/hkp/entwurf/profil.js";
import { neueste } from "../domain/hkp/vorgang.js";
import type { Dienste } from "./dienste.js";
import { siehEin } from "./vorgaenge-lesen.js";

/** What a draft is made of: an earlier Verordnung, what the client gives, and profiles. */
export interface Entwurfsquellen {
  readonly inhalt: Entwurfsinhalt;
  readonly profilIds: readonly string[];
  /** Vorgang whose newest Verordnung is followed; null: none. */
  readonly ausVerordnung: string | null;
  /** Ids of the Leistungen to be taken over; null: all. */
  readonly ausLeistungen: readonly string[] | null;
}

/** The content of the draft before it is separated; what the client gives wins over the earlier Verordnung. */
export async function bereiteEntwurfVor(
  quellen: Entwurfsquellen,
  akteur: Verordnender,
  dienste: Dienste,
): Promise<{ readonly inhalt: Entwurfsinhalt; readonly folgeAuf: string | null }> {
  const fruehere = await fruehererInhalt(quellen, akteur, dienste);
  const { inhalt } = quellen;
  const grundlage: Entwurfsinhalt = {
    verordnungsdatum: berlinerTag(dienste.uhr.jetzt()),
    ...fruehere,
    ...inhalt,
    verordnender: { telematikId: akteur.telematikId, ...fruehere?.verordnender, ...inhalt.verordnender },
    diagnosen: inhalt.diagnosen.length > 0 ? inhalt.diagnosen : (fruehere?.diagnosen ?? []),
    einschraenkungen: inhalt.einschraenkungen.length > 0 ? inhalt.einschraenkungen : (fruehere?.einschraenkungen ?? []),
    leistungen: [...(fruehere?.leistungen ?? []), ...inhalt.leistungen],
  };
  const profile = await Promise.all(
    quellen.profilIds.map(async (id) => {
      const gefunden = await dienste.profile.lade(akteur.telematikId, id);
      if (gefunden === null) throw new Fachfehler("PROFIL_UNBEKANNT");
      return gefunden.profil;
    }),
  );
  return {
    inhalt: profile.reduce(
      (entwurf, profil) => ergaenzeUmProfil(entwurf, profil, () => dienste.ids.neueId()),
      grundlage,
    ),
    folgeAuf: quellen.ausVerordnung,
  };
}

async function fruehererInhalt(
  { ausVerordnung, ausLeistungen }: Entwurfsquellen,
  akteur: Verordnender,
  dienste: Dienste,
): Promise<Entwurfsinhalt | null> {
  if (ausVerordnung === null) return null;
  // Its content is shown in the draft, so this is an Einsicht.
  const { vorgang } = await siehEin(ausVerordnung, akteur, null, dienste);
  const verordnung = neueste(vorgang, "VERORDNUNG")?.inhalt;
  if (verordnung === undefined) throw new Fachfehler("KEINE_VERORDNUNG");
  const vorhandene = verordnung.leistungen.map(({ id }) => id);
  const verstoesse = (ausLeistungen ?? []).flatMap((id, stelle) =>
    vorhandene.includes(id)
      ? []
      : [
          {
            pfad: `ausLeistungen[${stelle}]`,
            regel: "Die frühere Verordnung enthält diese Leistung nicht.",
            hinweis: "Wählen Sie Leistungen der neuesten Version der früheren Verordnung.",
          },
        ],
  );
  if (verstoesse.length > 0) throw new Fachfehler("EINGABE_UNGUELTIG", { verstoesse });
  const heute = berlinerTag(dienste.uhr.jetzt());
  return folgeverordnungAus(verordnung, heute, ausLeistungen, () => dienste.ids.neueId());
}
