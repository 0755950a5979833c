import type { Genehmigung, Leistungspruefung, Pruefergebnis, Pruefhinweis } from "../../ports/leistungspruefung.js";
import type { Vorgang } from "../vorgang.js";
import type { Freigaben, FreigabenJeKasse } from "./freigabe.js";
import { LEISTUNGSREGELN } from "./leistungsregeln.js";
import { alsPruefall } from "./pruefall.js";
import type { Pruefall, Pruefschalter } from "./pruefall.js";
import { VORGANGSREGELN } from "./vorgangsregeln.js";
import type { Pruefregel } from "./vorgangsregeln.js";

/** All rules by name; an application is clear only if every one of them is met. In doubt a person. */
const REGELN: Readonly<Record<string, Pruefregel>> = { ...VORGANGSREGELN, ...LEISTUNGSREGELN };

const KEINE: Freigaben = new Map();

/** Neutral: the three readers may each show theirs to the others without learning anything. */
const BEGRUENDUNGEN = {
  verordnender: "Die verordneten Leistungen wurden im beantragten Umfang genehmigt.",
  pflegedienst: "Die beantragten Leistungen wurden im beantragten Umfang genehmigt.",
  versicherter: "Ihr Kostenträger übernimmt die Kosten der beantragten Leistungen im beantragten Umfang.",
} as const;

/**
 * The gateway's own rule set, pure. It knows the one Vorgang and the limits the Kostentraeger has set, nothing else:
 * membership, contracts and other Verordnungen of the same person are not looked at.
 */
export function regelpruefung(freigaben: FreigabenJeKasse, schalter: Pruefschalter): Leistungspruefung {
  return {
    pruefe: async (vorgang, jetzt) =>
      pruefeNachRegeln(vorgang, jetzt, freigaben.get(vorgang.kostentraeger?.kennung ?? "") ?? KEINE, schalter),
  };
}

export function pruefeNachRegeln(
  vorgang: Vorgang,
  jetzt: Date,
  freigaben: Freigaben,
  schalter: Pruefschalter,
): Pruefergebnis {
  if (vorgang.status !== "ANTRAGSPRUEFUNG" || vorgang.antrag !== "AP3") return KEIN_ANTRAG;
  const fall = alsPruefall(vorgang, jetzt, freigaben, schalter);
  if (fall === null) return KEIN_ANTRAG;
  const hinweise = Object.entries(REGELN).flatMap(([regel, pruefe]) =>
    pruefe(fall).map(({ text, leistungId = null }): Pruefhinweis => ({ regel, text, leistungId })),
  );
  return hinweise.length > 0 ? { art: "unklar", hinweise } : { art: "klar", entscheidung: genehmige(fall) };
}

const KEIN_ANTRAG: Pruefergebnis = {
  art: "unklar",
  hinweise: [
    { regel: "KEIN_ANTRAG", text: "Der Vorgang liegt nicht als Antrag eines Pflegedienstes vor.", leistungId: null },
  ],
};

function genehmige({ beantragt, heute }: Pruefall): Genehmigung {
  return {
    gesamtergebnis: "GENEHMIGT",
    entschiedenAm: heute,
    leistungen: beantragt.map(({ leistungId, haeufigkeit, dauer }) => ({
      leistungId,
      ergebnis: "GENEHMIGT",
      ...(haeufigkeit && { haeufigkeit }),
      ...(dauer && { zusage: dauer }),
    })),
    begruendungen: BEGRUENDUNGEN,
    kennzeichenKostenerstattung: false,
  };
}
