import { berlinerTag } from "../../kern/kalender.js";
import { Fachfehler } from "../../kern/fehler.js";
import type { Entscheidungsvorlage } from "../befehle.js";
import { pruefeEntscheidung } from "../datensaetze/entscheidung-regeln.js";
import { verlange } from "../datensaetze/regeln.js";
import { geltendeAngaben } from "../korrektur/geltende-angaben.js";
import { neueste } from "../vorgang.js";
import type { Vorgang } from "../vorgang.js";
import type { Kontext, NeuerDatensatz } from "../wirkung.js";
import { gueltigeVerordnung, institution } from "./hilfen.js";
import { pruefeKarte } from "./signaturregeln.js";

/**
 * A version of the decision: signature (D9), Verordnungs-ID, and that it agrees with what was applied for. The Kennzeichen
 * „Kostenerstattung / Persönliches Budget“ belongs to an application by AP1 only [6.4].
 * @throws Fachfehler SIGNATUR_UNGUELTIG, SIGNATUR_ROLLE, SIGNATUR_FREMD, VERORDNUNGS_ID_FALSCH, ENTSCHEIDUNG_WIDERSPRUECHLICH.
 */
export function gepruefteEntscheidung(
  { inhalt, bundle, signatur }: Entscheidungsvorlage,
  vorgang: Vorgang,
  kontext: Kontext,
): NeuerDatensatz {
  if (signatur === null && kontext.schalter.entscheidungSignaturPflicht)
    throw new Fachfehler("SIGNATUR_UNGUELTIG", { grund: "FEHLT" });
  if (signatur !== null) pruefeKarte("ENTSCHEIDUNG", signatur.geprueft, institution(kontext.akteur).telematikId);
  if (inhalt.verordnungsId !== vorgang.id) throw new Fachfehler("VERORDNUNGS_ID_FALSCH", { erwartet: vorgang.id });

  const eingereicht = vorgang.antrag === "AP3";
  const verstoesse = [
    ...pruefeEntscheidung(inhalt, {
      heute: berlinerTag(kontext.jetzt),
      verordnung: gueltigeVerordnung(vorgang).inhalt,
      // With AP1 nobody applied for a part: what a Pflegedienst wrote before it gave the Verordnung back is no application.
      angaben: eingereicht ? geltendeAngaben(vorgang) : null,
      blankoverordnung: eingereicht ? (neueste(vorgang, "BLANKOVERORDNUNG")?.inhalt ?? null) : null,
    }),
    ...verlange(
      !(eingereicht && inhalt.kennzeichenKostenerstattung),
      "kennzeichenKostenerstattung",
      "KENNZEICHEN_NUR_AP2",
    ),
  ];
  if (verstoesse.length > 0) throw new Fachfehler("ENTSCHEIDUNG_WIDERSPRUECHLICH", { verstoesse });
  return { art: "ENTSCHEIDUNG", inhalt, bundle, signatur };
}
