import { baue, beiseite, nachricht } from "./bauer.js";
import type { Korpusfall } from "./bauer.js";

const integritaet = (wert: string | readonly string[] | null, code: string, antwort = false): Korpusfall =>
  beiseite(
    `X-KIM-IntegrityCheckResult ${String(wert)}`,
    code,
    (r) => baue(r, { "X-KIM-IntegrityCheckResult": wert }, "x"),
    antwort,
  );
const entschluesselung = (wert: string | readonly string[], code: string): Korpusfall =>
  beiseite(`X-KIM-DecryptionResult ${String(wert)}`, code, (r) => baue(r, { "X-KIM-DecryptionResult": wert }, "x"));
const selbsttaetig = (feld: string, wert: string, code: string): Korpusfall =>
  beiseite(`${feld}: ${wert}`, code, (r) => baue(r, { [feld]: wert }, "Ich bin nicht da."));

/** What the Clientmodul found wrong: never acted upon. */
export const CLIENTMODUL: readonly Korpusfall[] = [
  ...["02", "03", "04", "05", "06", "08", "09"].map((code) => integritaet(code, `KIM_INTEGRITAET_${code}`)),
  integritaet("07", "KIM_INTEGRITAET_07", true),
  integritaet(["01", "02"], "KIM_INTEGRITAET_02"),
  integritaet(["07", "03"], "KIM_INTEGRITAET_03"),
  integritaet("X12", "KIM_INTEGRITAET_HERSTELLER"),
  integritaet("ok", "KIM_INTEGRITAET_UNLESBAR"),
  integritaet("", "KIM_INTEGRITAET_UNLESBAR"),
  integritaet(null, "KIM_INTEGRITAET_UNGEPRUEFT"),
  nachricht(
    "ok more than once",
    (r) => baue(r, { "X-KIM-IntegrityCheckResult": ["01", "01"], "X-KIM-DecryptionResult": ["00", "00"] }, "Worte"),
    { text: "Worte" },
  ),
  ...["01", "02"].map((code) => entschluesselung(code, `KIM_ENTSCHLUESSELUNG_${code}`)),
  entschluesselung("X77 Renate Berger", "KIM_ENTSCHLUESSELUNG_HERSTELLER"),
  entschluesselung("99", "KIM_ENTSCHLUESSELUNG_99"),
  entschluesselung(["00", "01"], "KIM_ENTSCHLUESSELUNG_01"),
  {
    name: "X-KIM-DecryptionResult 03: the Konnektor was away",
    mail: (r) => baue(r, { "X-KIM-DecryptionResult": "03" }, "x"),
    erwartet: () => ({ art: "wartet" }),
  },
  beiseite("not decrypted at all", "KIM_ENTSCHLUESSELUNG_01", (r) =>
    baue(r, { "X-KIM-DecryptionResult": "01", "Content-Type": "application/pkcs7-mime" }, "MIIB"),
  ),
];

/** What no person wrote: never acted upon, never answered. */
export const SELBSTTAETIGE: readonly Korpusfall[] = [
  selbsttaetig("Auto-Submitted", "auto-replied (vacation)", "AUTOANTWORT"),
  selbsttaetig("Auto-Submitted", "auto-generated", "AUTOANTWORT"),
  selbsttaetig("X-Auto-Response-Suppress", "All", "AUTOANTWORT"),
  selbsttaetig("Precedence", "bulk", "VERTEILER"),
  selbsttaetig("Precedence", "auto_reply", "AUTOANTWORT"),
  selbsttaetig("List-Id", "<kv.de>", "VERTEILER"),
  selbsttaetig("Return-Path", "<>", "OHNE_RUECKWEG"),
  selbsttaetig("X-Loop", "x", "SCHLEIFE"),
  selbsttaetig("X-KIM-Sendersystem", "HKP-Gateway;0.0.1", "SCHLEIFE"),
  selbsttaetig("Subject", "Abwesenheitsnotiz", "AUTOANTWORT"),
  selbsttaetig("Subject", "=?utf-8?B?QXV0b21hdGlzY2hlIEFudHdvcnQ6IFVybGF1Yg==?=", "AUTOANTWORT"),
  beiseite("an autoreply without signature: its reason is that it is one", "AUTOANTWORT", (r) =>
    baue(r, { "Auto-Submitted": "auto-replied", "X-KIM-IntegrityCheckResult": null }, "x"),
  ),
];
