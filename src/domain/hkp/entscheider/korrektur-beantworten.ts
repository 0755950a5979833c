import type { BefehlFuer } from "../befehle.js";
import { pruefeTexte } from "../datensaetze/bausteine.js";
import { pruefeAntworten } from "../korrektur/antwort-regeln.js";
import type { Anfragedatensatz } from "../korrektur/runden.js";
import { aendertArtOderUmfang, vergleiche } from "../korrektur/vergleich.js";
import { BLANKOZIEL, VERORDNUNGSZIEL } from "../korrektur/ziel.js";
import { neueste, versionen } from "../vorgang.js";
import type { Vorgang } from "../vorgang.js";
import type { Entscheider, Kontext, NeuerDatensatz, Wirkung } from "../wirkung.js";
import { blankoverordnungSpeichern } from "./blankoverordnung-speichern.js";
import { gueltigeVerordnung, ohneVerstoesse } from "./hilfen.js";
import { laufendeAnfrage } from "./laufende-anfrage.js";
import { pruefeSignierteVerordnung } from "./verordnung-pruefen.js";

type Befehl = BefehlFuer<"korrekturBeantworten">;

/**
 * K2, K5: one new signed version, also if everything is rejected, and an answer to each change that agrees with it
 * [6.8.2, 6.8.3]. Any person of the asked institution may answer; who signs is ruled as for the data set.
 */
export const korrekturBeantworten: Entscheider<Befehl> = (befehl, vorgang, kontext, zeile) => {
  const { anfrage } = laufendeAnfrage(vorgang);
  ohneVerstoesse(pruefeTexte(befehl.antworten, "antworten"));
  const version =
    anfrage.art === "VO_K"
      ? neueVerordnung(befehl, anfrage, vorgang, kontext)
      : neueBlankoverordnung(befehl, anfrage, vorgang, kontext, zeile);
  return {
    ...version,
    weitererDatensatz: antwortdatensatz(befehl, anfrage, vorgang),
    ereignis: zeile.nr === "K2" ? "KORREKTUR_BEANTWORTET" : "KORREKTUR_DEM_KOSTENTRAEGER_BEANTWORTET",
  };
};

type Version = Pick<Wirkung, "datensatz" | "setze" | "hinweise">;

/** Rules of aktivieren, and unchanged master data: what follows from them for the Vorgang stays as it is. */
function neueVerordnung(
  { antworten, neueVersion }: Befehl,
  anfrage: Anfragedatensatz,
  vorgang: Vorgang,
  kontext: Kontext,
): Version {
  if (neueVersion.art !== "VERORDNUNG") throw new Error("a VO-k is answered with a Verordnung");
  const { datensatz, setze } = pruefeSignierteVerordnung(neueVersion.verordnung, vorgang, kontext);
  const alt = gueltigeVerordnung(vorgang).inhalt;
  const neu = neueVersion.verordnung.inhalt;
  pruefeAntworten(VERORDNUNGSZIEL, anfrage.inhalt.aenderungen, antworten, alt, neu);
  return {
    datensatz,
    setze,
    hinweise: aendertArtOderUmfang(vergleiche(alt, neu)) ? { PFLEGEDIENST: HINWEIS_ART_ODER_UMFANG } : {},
  };
}

/** For the Pflegedienst, which did not ask and must not overlook it [6.8.6, 6.8.7 Pflege 8]. */
const HINWEIS_ART_ODER_UMFANG =
  "Hinweis: Art oder Umfang der verordneten Leistungen hat sich geändert. Bitte prüfen Sie Ihre Planung.";

function neueBlankoverordnung(
  { antworten, neueVersion }: Befehl,
  anfrage: Anfragedatensatz,
  vorgang: Vorgang,
  kontext: Kontext,
  zeile: Parameters<Entscheider<Befehl>>[3],
): Version {
  const alt = neueste(vorgang, "BLANKOVERORDNUNG");
  if (neueVersion.art !== "BLANKOVERORDNUNG" || alt === null)
    throw new Error("a Blanko-k is answered with a Blankoverordnung");
  const { blankoverordnung } = neueVersion;
  const gespeichert = blankoverordnungSpeichern(
    { aktion: "blankoverordnungSpeichern", blankoverordnung },
    vorgang,
    kontext,
    zeile,
  );
  pruefeAntworten(BLANKOZIEL, anfrage.inhalt.aenderungen, antworten, alt.inhalt, blankoverordnung.inhalt);
  return gespeichert.datensatz === undefined ? {} : { datensatz: gespeichert.datensatz };
}

function antwortdatensatz({ antworten }: Befehl, anfrage: Anfragedatensatz, vorgang: Vorgang): NeuerDatensatz {
  const art = anfrage.art === "VO_K" ? "VERORDNUNG" : "BLANKOVERORDNUNG";
  return {
    art: "KORREKTURANTWORT",
    inhalt: {
      verordnungsId: vorgang.id,
      zuKorrektur: anfrage.id,
      antworten,
      neueVersion: versionen(vorgang, art).length + 1,
    },
    bundle: "",
    signatur: null,
  };
}
