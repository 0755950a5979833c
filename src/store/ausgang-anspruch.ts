import type { Document } from "mongodb";
import { UNBEKANNTE_HOECHSTENS, WIEDERERKENNENDE_KANAELE } from "../domain/hkp/wiederholung.js";
import type { Kanal } from "../domain/ports/zustellung.js";

export interface Anspruchswunsch {
  readonly kanaele: readonly Kanal[];
  readonly jetzt: Date;
  readonly bis: Date;
  readonly marke: string;
}

/**
 * While an order is claimed, `naechsterVersuch` is the end of its lease: one index then finds what waits and what was left
 * behind, and one value says when the next look is worth it.
 */
export function faelligerAuftrag({ kanaele, jetzt }: Pick<Anspruchswunsch, "kanaele" | "jetzt">): Document {
  // Orders for a Sammelmeldung are claimed together (sammelausgang.mongo.ts).
  const einzeln = { sammelbar: { $exists: false } };
  return { ausgang: { $elemMatch: { kanal: { $in: [...kanaele] }, naechsterVersuch: { $lte: jetzt }, ...einzeln } } };
}

/**
 * The claim, as one atomic update of one order of the document: what the claim means depends on the order's last lease and on
 * the Vorgang's present alarmstand, so the server decides between the cases. Rejected: reading first and claiming guarded, which
 * lets concurrent workers run after the same head of the queue.
 */
export function anspruchsschritte(wunsch: Anspruchswunsch): Document[] {
  const { jetzt } = wunsch;
  const anspruch = { marke: { $literal: wunsch.marke }, bis: wunsch.bis, uebergabeSeit: null };
  const nimm = { anspruch, naechsterVersuch: wunsch.bis, versuche: plusEins("versuche") };
  const ruhe = { anspruch: null, naechsterVersuch: null };
  const unbekannt = { zustand: "UNBEKANNT", zustandSeit: jetzt, unbekannt: plusEins("unbekannt") };
  const neu = {
    $switch: {
      branches: [
        // The lease ended inside the channel: perhaps taken. How often it may be tried says wiederholung.ts.
        {
          case: { $and: [MITTEN_IN_DER_UEBERGABE, { $or: [UEBERHOLT, LETZTER_UNBEKANNTER] }] },
          then: { ...unbekannt, ...ruhe },
        },
        { case: MITTEN_IN_DER_UEBERGABE, then: { ...unbekannt, ...nimm } },
        // Perhaps taken before: not withdrawn, but not repeated either.
        { case: { $and: [UEBERHOLT, { $eq: ["$$einer.zustand", "UNBEKANNT"] }] }, then: ruhe },
        { case: UEBERHOLT, then: { zustand: "ZURUECKGEZOGEN", zustandSeit: jetzt, ...ruhe } },
      ],
      default: nimm,
    },
  };
  return [{ $set: { ausgang: ersetzeEinen(ersterFaelliger(wunsch), neu) } }];
}

const EINZELN_UEBERHOLTE = { $ifNull: ["$ueberholteAuftraege", []] };
/** `istUeberholt` of the domain, for the order `einer`. */
export const UEBERHOLT = {
  $or: [
    { $lt: ["$$einer.stand", "$alarmstand"] },
    { $in: ["$$einer.id", EINZELN_UEBERHOLTE] },
    { $in: ["$$einer.ersatzFuer", EINZELN_UEBERHOLTE] },
  ],
};
const MITTEN_IN_DER_UEBERGABE = { $gt: ["$$einer.anspruch.uebergabeSeit", null] };
/** The contrary of `wirdWiederholt` of the domain, for the order `einer`. */
const LETZTER_UNBEKANNTER = {
  $and: [
    { $gte: ["$$einer.unbekannt", UNBEKANNTE_HOECHSTENS - 1] },
    { $not: [{ $in: ["$$einer.kanal", WIEDERERKENNENDE_KANAELE] }] },
  ],
};
const plusEins = (feld: string): Document => ({ $add: [`$$einer.${feld}`, 1] });

/** Index in `ausgang`. */
function ersterFaelliger({ kanaele, jetzt }: Anspruchswunsch): Document {
  const faellig = {
    $and: [
      { $in: ["$$einer.kanal", { $literal: [...kanaele] }] },
      // In this language null is less than any date.
      { $gt: ["$$einer.naechsterVersuch", null] },
      { $lte: ["$$einer.naechsterVersuch", jetzt] },
      { $ne: ["$$einer.sammelbar", true] },
    ],
  };
  return { $indexOfArray: [{ $map: { input: "$ausgang", as: "einer", in: faellig } }, true] };
}

function ersetzeEinen(index: Document, neu: Document): Document {
  const ersetzt = {
    $cond: [{ $eq: ["$$stelle", "$$index"] }, { $mergeObjects: ["$$einer", neu] }, "$$einer"],
  };
  return {
    $let: {
      vars: { index },
      in: {
        $map: {
          input: { $range: [0, { $size: "$ausgang" }] },
          as: "stelle",
          in: { $let: { vars: { einer: { $arrayElemAt: ["$ausgang", "$$stelle"] } }, in: ersetzt } },
        },
      },
    },
  };
}
