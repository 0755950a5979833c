import assert from "node:assert/strict";
import { sichtbarFuer, wendeAn, zustaendig } from "../../../src/domain/hkp/aenderung.js";
import type { Aenderung } from "../../../src/domain/hkp/aenderung.js";
import type { Befehl } from "../../../src/domain/hkp/befehle.js";
import { entscheide } from "../../../src/domain/hkp/entscheiden.js";
import type { Vorgang } from "../../../src/domain/hkp/vorgang.js";
import type { Kontext } from "../../../src/domain/hkp/wirkung.js";
import { schluessel } from "../../../src/domain/kern/akteur.js";
import { abgelehnt } from "../../helfer/abgelehnt.js";
import type { Ablehnung } from "../../helfer/abgelehnt.js";

export interface Ergebnis {
  readonly aenderung: Aenderung;
  readonly danach: Vorgang;
}

/** Decides and applies; fails if either touched the Vorgang it was given. */
export function fuehreDurch(
  befehl: Befehl,
  vorgang: Vorgang,
  kontext: Kontext,
  anfrageId: string | null = null,
): Ergebnis {
  const vorher = structuredClone(vorgang);
  const aenderung = entscheide(befehl, vorgang, kontext, { anfrageId });
  const danach = wendeAn(vorgang, aenderung);
  assert.deepEqual(vorgang, vorher, "the given Vorgang is left as it was");
  return { aenderung, danach };
}

export function lehntAb(befehl: Befehl, vorgang: Vorgang, kontext: Kontext): Ablehnung {
  return abgelehnt(() => entscheide(befehl, vorgang, kontext, { anfrageId: null }));
}

/** What people see of a transition, as short lines that can be compared with a list written by hand. */
export function gesehen({ aenderung, danach }: Ergebnis): Record<string, unknown> {
  const naechster = zustaendig(danach);
  return {
    status: danach.status,
    ereignis: [...new Set(aenderung.meldungen.map(({ ereignis }) => ereignis))].join(),
    alarme: aenderung.auftraege.map(
      ({ empfaenger, kanal, zustand }) => `${schluessel(empfaenger)} über ${kanal}: ${zustand}`,
    ),
    informationen: aenderung.meldungen
      .filter(({ art }) => art === "INFORMATION")
      .map(({ empfaenger }) => schluessel(empfaenger)),
    dran: naechster === null ? null : schluessel(naechster),
    sehen: sichtbarFuer(danach),
  };
}
