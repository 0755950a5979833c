import { randomBytes, randomInt, randomUUID } from "node:crypto";
import { baueVerordnungsId } from "../../src/domain/kennungen/verordnungs-id.js";
import type { Verordnung } from "../../src/domain/hkp/datensaetze/verordnung.js";
import type { Vorgang } from "../../src/domain/hkp/vorgang.js";
import { entscheidung, LEISTUNGEN, tag } from "../../sandbox/szenario/daten-renate.js";
import { angaben, datensatz, inPruefung, offen, verordnungOhneBlanko, zugewiesen } from "../domain/hkp/vorgaenge.js";

/** Vorgaenge as the cast of the sandbox would have brought them this far; stored at once instead of played over the API. */

const LEISTUNG = LEISTUNGEN.medikamente;
const HAEUFIGKEIT = { anzahl: 2, je: "TAG" } as const;
const zeitraum = { von: tag(0), bis: tag(27) };

function eigene(): Pick<Vorgang, "id" | "fadenId" | "zugriffscodes"> {
  return {
    id: baueVerordnungsId("163", String(randomInt(10 ** 12)).padStart(12, "0")),
    fadenId: randomUUID(),
    zugriffscodes: { annehmen: randomBytes(32).toString("hex"), lesen: randomBytes(32).toString("hex") },
  };
}

const verordnet = (verordnungsId: string): Verordnung =>
  verordnungOhneBlanko({
    verordnungsId,
    verordnungsdatum: tag(0),
    verordnungszeitraum: zeitraum,
    leistungen: [{ id: LEISTUNG, nummer: "26", blanko: false, haeufigkeit: HAEUFIGKEIT, dauer: zeitraum }],
  });

const datensaetze = (verordnungsId: string): Vorgang["datensaetze"] => [
  datensatz("VERORDNUNG", verordnet(verordnungsId)),
  datensatz(
    "ANGABEN",
    angaben({ verordnungsId, leistungen: [{ leistungId: LEISTUNG, haeufigkeit: HAEUFIGKEIT, dauer: zeitraum }] }),
  ),
];

/** Redeemable with its code: next is annehmen. */
export function einloesbarer(): Vorgang {
  const teile = eigene();
  return offen(teile, verordnet(teile.id));
}

/** Assigned, with Angaben: next is einreichen. */
export function einreichbarer(): Vorgang {
  const teile = eigene();
  return zugewiesen({ ...teile, version: 4, datensaetze: datensaetze(teile.id) }, verordnet(teile.id));
}

/** Submitted: next is entscheiden. */
export function zuEntscheidender(): Vorgang {
  const teile = eigene();
  return inPruefung({ ...teile, version: 5, verordnungszeitraumBis: zeitraum.bis, datensaetze: datensaetze(teile.id) });
}

/** The answer of the Kasse to `zuEntscheidender`. */
export function genehmigung() {
  const alles = entscheidung();
  return { ...alles, leistungen: alles.leistungen.filter(({ leistungId }) => leistungId === LEISTUNG) };
}
