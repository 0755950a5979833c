import { z } from "zod";
import { SCHALTER_VORGABE } from "../domain/hkp/ablauf.js";
import { FRISTARTEN } from "../domain/hkp/fristregeln.js";
import { istIknr } from "../domain/kennungen/iknr.js";
import { anzahl, liste, schalter, text } from "./felder.js";

/** Decisions about the Vorgang that the specification leaves open. */
export const HKP = {
  HKP_FLOWTYPE: z
    .string()
    .regex(/^\d{3}$/)
    .default("163")
    .describe("First three digits of a Verordnungs-ID. None is reserved for HKP yet."),
  KORREKTUR_AUS_OFFEN: schalter
    .default(SCHALTER_VORGABE.korrekturAusOffen)
    .describe("Decision D1: a Kostentraeger with access may ask for a Korrektur in OFFEN."),
  MFA_LOESCHT_OFFENE: schalter
    .default(SCHALTER_VORGABE.mfaLoeschtOffene)
    .describe("Decision D11: an MFA may delete in OFFEN."),
  ENTSCHEIDUNG_SIGNATUR_PFLICHT: schalter
    .default(SCHALTER_VORGABE.entscheidungSignaturPflicht)
    .describe("Decision D9: a decision must be signed."),
  EINREICHFRIST_TAGE: anzahl(1, 30)
    .default(SCHALTER_VORGABE.einreichfrist.tage)
    .describe("Decision D10: days after the Ausstellung within which submitting keeps the provisional cost cover."),
  EINREICHFRIST_ART: z
    .enum(FRISTARTEN)
    .default(SCHALTER_VORGABE.einreichfrist.art)
    .describe("Decision D10: what is counted; `ARBEITSTAGE` leaves out weekends and holidays of the whole country."),
} satisfies z.ZodRawShape;

/** Automatic check of applications, per payer. */
export const DUNKELVERARBEITUNG = {
  DUNKELVERARBEITUNG_IKS: liste
    .pipe(z.array(z.string().refine(istIknr, "ist kein IK")))
    .optional()
    .describe("IK of the payers whose clear applications are approved automatically, separated by commas."),
  DUNKELVERARBEITUNG_FREIGABEN: text
    .optional()
    .describe("JSON file: up to which extent a payer lets a Leistung be approved automatically (format below)."),
  DUNKELVERARBEITUNG_VORRANG_MS: anzahl(0, 86_400_000)
    .default(SCHALTER_VORGABE.dunkelverarbeitung.vorrangMs)
    .describe("How long the message to such a payer waits for the automatic decision, in ms."),
} satisfies z.ZodRawShape;
