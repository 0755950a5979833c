import assert from "node:assert/strict";
import { mitgeteilt } from "../../../../src/app/mitteilung.js";
import type { Befehl } from "../../../../src/domain/hkp/befehle.js";
import { wendeAn } from "../../../../src/domain/hkp/aenderung.js";
import { entscheide } from "../../../../src/domain/hkp/entscheiden.js";
import type { Vorgang } from "../../../../src/domain/hkp/vorgang.js";
import { schluessel } from "../../../../src/domain/kern/akteur.js";
import type { Akteur, Teilnehmerrolle } from "../../../../src/domain/kern/akteur.js";
import { Vorgangsdarstellung } from "../../../../src/resolvers/vorgang-darstellung.js";
import {
  arzt,
  elena,
  HAND_UND_HERZ,
  INTEGRAL,
  kasse,
  miriam,
  PRAXIS,
  renate,
  vertreterin,
} from "../../../helfer/akteure.js";
import { zaehlendeIds } from "../../../helfer/uhr.js";
import { dienstbuehne } from "../../../app/dienste.js";
import { kontext } from "../befehle.js";
import { offen } from "../vorgaenge.js";

/* Whom the Versicherter chose only she and the chosen one know until it accepts (fachregeln.md section 4), also in the conversation. */

const ids = zaehlendeIds();
const HERZ = HAND_UND_HERZ.kennung;

/** Each step with its own version and entry of the Protokoll, from the first on. */
const gehe = (vorgang: Vorgang, ...schritte: readonly (readonly [Akteur, Befehl])[]): Vorgang =>
  schritte.reduce(
    (stand, [akteur, befehl]) =>
      wendeAn(stand, entscheide(befehl, stand, { ...kontext(akteur), ids }, { anfrageId: null })),
    vorgang,
  );
const anfang = (): Vorgang => offen({ version: 0, protokoll: [], kostentraegerHatZugriff: true });
const an = (...rollen: readonly Teilnehmerrolle[]): Befehl => ({
  aktion: "nachrichtSchreiben",
  an: rollen,
  text: "Bitte rufen Sie an.",
  antwortAuf: null,
});
const zuweisen = (pflegedienst = HAND_UND_HERZ): readonly [Akteur, Befehl] => [
  renate(),
  { aktion: "zuweisen", pflegedienst },
];
const ANNEHMEN = { aktion: "annehmen" } as const;
const ZURUECKGEBEN = { aktion: "zurueckgeben" } as const;

/** `an` of each message that this one reads, and who it is told its deliveries went to. */
function gezeigt(vorgang: Vorgang, akteur: Akteur) {
  const { dienste } = dienstbuehne();
  const dargestellt = new Vorgangsdarstellung(vorgang, { akteur, dienste }, false);
  return {
    an: dargestellt.gespraech.map((nachricht) => nachricht.an.map(({ rolle, kennung }) => kennung ?? rolle).join()),
    zustellungen: dargestellt.zustellungen.map(
      ({ empfaengerKennung, empfaengerRolle }) => empfaengerKennung ?? empfaengerRolle,
    ),
  };
}

describe("conversation with a Pflegedienst that was chosen and has not accepted", () => {
  const geschrieben = gehe(anfang(), zuweisen(), [arzt(), an("PFLEGEDIENST", "KOSTENTRAEGER")]);
  const verborgen = { an: ["PFLEGEDIENST,109500969"], zustellungen: ["PFLEGEDIENST", "109500969"] };
  const offenbar = { an: [`${HERZ},109500969`], zustellungen: [HERZ, "109500969"] };

  it("neither its sender nor another addressee learns which one it is", () => {
    assert.deepEqual(gezeigt(geschrieben, arzt()), verborgen);
    assert.deepEqual(gezeigt(geschrieben, kasse()).an, verborgen.an);
    assert.deepEqual(gezeigt(geschrieben, elena()).an, offenbar.an);
  });

  it("the Versicherter and who represents her know whom they write to", () => {
    const vorgang = gehe(anfang(), zuweisen(), [renate(), an("PFLEGEDIENST")]);
    for (const wer of [renate(), vertreterin()])
      assert.deepEqual(gezeigt(vorgang, wer), { an: [HERZ], zustellungen: [HERZ, HERZ] });
  });

  it("once it accepts everybody knows; it stays known after it gave the Verordnung back what was written meanwhile", () => {
    const angenommen = gehe(geschrieben, [elena(), ANNEHMEN]);
    assert.deepEqual(gezeigt(angenommen, arzt()), offenbar);
    const zurueck = gehe(angenommen, [arzt(), an("PFLEGEDIENST")], [elena(), ZURUECKGEBEN]);
    assert.deepEqual(gezeigt(zurueck, arzt()).an, [...verborgen.an, HERZ]);
    const erneut = gehe(zurueck, zuweisen(), [arzt(), an("PFLEGEDIENST")]);
    assert.deepEqual(gezeigt(erneut, arzt()).an, [...verborgen.an, HERZ, "PFLEGEDIENST"]);
  });

  it("by answering it makes itself known to whom it answers, to nobody else", () => {
    const beantwortet = gehe(geschrieben, [elena(), an("VERORDNENDER")]);
    assert.deepEqual(gezeigt(beantwortet, arzt()).an, [...offenbar.an, PRAXIS.kennung]);
    assert.deepEqual(gezeigt(beantwortet, kasse()).an, verborgen.an);
  });

  it("another choice does not tell who was chosen before", () => {
    const andere = gehe(geschrieben, zuweisen(INTEGRAL), [miriam(), ANNEHMEN]);
    assert.deepEqual(gezeigt(andere, arzt()), verborgen);
  });

  it("nor does the mail to another addressee", () => {
    for (const [empfaenger, erwartet] of [
      ["KOSTENTRAEGER:109500969", ["KOSTENTRAEGER"]],
      [schluessel(HAND_UND_HERZ), ["PFLEGEDIENST", "KOSTENTRAEGER"]],
    ] as const) {
      const meldung =
        geschrieben.meldungen.findLast((eine) => schluessel(eine.empfaenger) === empfaenger) ?? assert.fail("not told");
      assert.deepEqual(
        mitgeteilt(meldung, geschrieben)?.mitteilung.an.map(({ rolle }) => rolle),
        erwartet,
      );
    }
  });
});
