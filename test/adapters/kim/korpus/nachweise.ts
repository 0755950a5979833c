import { anhang, baue, beiseite, fremd, nachweis, teile, text, unsere } from "./bauer.js";
import type { Korpusfall, Kopfwunsch, Rahmen, Teil } from "./bauer.js";

const FREMDE = "<x@anderswo.kim.telematik-test>";
const dsn = (...gruppen: readonly string[]): Teil => ({
  kopf: ["Content-Type: message/delivery-status"],
  rumpf: ["Reporting-MTA: dns; mail.kim", ...gruppen].join("\r\n\r\n"),
});
const mdn = (original: string, disposition: string): Teil => ({
  kopf: ["Content-Type: message/disposition-notification"],
  rumpf: `Final-Recipient: rfc822; a@b.de\r\nOriginal-Message-ID: ${original}\r\nDisposition: ${disposition}`,
});
const gruppe = (aktion: string, status: string): string =>
  `Final-Recipient: rfc822; a@b.de\r\nAction: ${aktion}\r\nStatus: ${status}`;
const ZUGESTELLT = gruppe("delivered", "2.1.5");

/** A mail system's report: signed by nobody, sent by nobody. */
function bericht(rahmen: Rahmen, art: string, wunsch: Kopfwunsch, ...alle: readonly Teil[]): Buffer {
  const kopf: Kopfwunsch = {
    "X-KIM-DecryptionResult": null,
    "X-KIM-IntegrityCheckResult": null,
    "Return-Path": "<>",
    From: "MAILER-DAEMON@kim.telematik-test",
    "Auto-Submitted": "auto-replied",
    "Content-Type": `multipart/report; report-type=${art}; boundary="B"`,
    ...wunsch,
  };
  return baue(rahmen, kopf, teile("B", text("Bericht"), ...alle));
}
const zustellung =
  (wunsch: Kopfwunsch, ...alle: readonly Teil[]) =>
  (rahmen: Rahmen): Buffer =>
    bericht(rahmen, "delivery-status", wunsch, ...alle);
const OHNE_BEZUG = { "In-Reply-To": null } as const;

/** Reports, true and forged. */
export const NACHWEISE: readonly Korpusfall[] = [
  nachweis("DSN delivered", "zugestellt", zustellung({}, dsn(ZUGESTELLT))),
  nachweis(
    "DSN with two results: the worse counts",
    "unzustellbar",
    zustellung({}, dsn(ZUGESTELLT, gruppe("failed", "5.1.1"))),
    "DSN_5.1.1",
  ),
  nachweis(
    "DSN with a thousand groups",
    "zugestellt",
    zustellung({}, dsn(...Array.from({ length: 1000 }, () => ZUGESTELLT))),
  ),
  nachweis(
    "DSN whose status is garbage",
    "unzustellbar",
    zustellung({}, dsn(gruppe("failed", "Renate Berger"))),
    "DSN_OHNE_STATUS",
  ),
  nachweis("DSN with LF, in base64", "zugestellt", (r) =>
    bericht(
      r,
      '"delivery-status"',
      {},
      {
        kopf: ["Content-Type: message/delivery-status", "Content-Transfer-Encoding: base64"],
        rumpf: Buffer.from(`Reporting-MTA: x\n\n${ZUGESTELLT.replaceAll("\r\n", "\n")}\n`).toString("base64"),
      },
    ),
  ),
  nachweis(
    "error of the Clientmodul",
    "unzustellbar",
    (r) => baue(r, { "X-KIM-Fehlermeldung": "4003", "Auto-Submitted": "auto-replied" }, "Fehler"),
    "KIM_4003",
  ),
  nachweis("MDN displayed", "gelesen", (r) =>
    bericht(r, "disposition-notification", OHNE_BEZUG, mdn(unsere(r), "manual-action/MDN-sent-manually; displayed")),
  ),
  nachweis(
    "MDN deleted",
    "zugestellt",
    (r) =>
      bericht(r, "disposition-notification", OHNE_BEZUG, mdn(unsere(r), "manual-action/MDN-sent-manually; deleted")),
    "MDN_GELOESCHT",
  ),
  fremd("DSN of another application's message", zustellung({ "In-Reply-To": FREMDE }, dsn(ZUGESTELLT))),
  fremd("DSN that names nothing", zustellung(OHNE_BEZUG, dsn(ZUGESTELLT))),
  fremd("DSN of another message with an envelope id like ours", (r) =>
    bericht(r, "delivery-status", { "In-Reply-To": FREMDE }, dsn(`Original-Envelope-Id: ${r.bezug}`, ZUGESTELLT)),
  ),
  fremd("MDN of another application's message, in answer to ours", (r) =>
    bericht(r, "disposition-notification", OHNE_BEZUG, mdn(FREMDE, "manual-action/MDN-sent-manually; displayed")),
  ),
  fremd(
    "bounce of a bounce",
    zustellung(
      OHNE_BEZUG,
      dsn(gruppe("failed", "5.1.1")),
      anhang("message/rfc822", "Return-Path: <>\r\nMessage-ID: <b@fremd.de>\r\n\r\nBericht"),
    ),
  ),
  fremd("error of the Clientmodul about nothing of ours", (r) =>
    baue(r, { ...OHNE_BEZUG, "X-KIM-Fehlermeldung": "4006" }, "Fehler"),
  ),
  beiseite("DSN without a result", "NACHWEIS_UNVERSTANDEN", zustellung({}, dsn())),
  beiseite(
    "DSN with an action that nobody knows",
    "NACHWEIS_UNVERSTANDEN",
    zustellung({}, dsn(gruppe("lost", "5.0.0"))),
  ),
  beiseite("DSN without its part", "NACHWEIS_UNVERSTANDEN", zustellung({})),
  beiseite("DSN inside multipart/mixed, in a person's mail", "NACHWEIS_UNVERSTANDEN", (r) =>
    baue(r, { "Content-Type": "multipart/mixed; boundary=B" }, teile("B", text("Kam zurück."), dsn(ZUGESTELLT))),
  ),
  beiseite("MDN attached to a person's mail", "NACHWEIS_UNVERSTANDEN", (r) =>
    baue(
      r,
      { "Content-Type": "multipart/mixed; boundary=B" },
      teile("B", text("x"), mdn(unsere(r), "manual-action/MDN-sent-manually; displayed")),
    ),
  ),
  beiseite("MDN with a disposition that nobody knows", "NACHWEIS_UNVERSTANDEN", (r) =>
    bericht(r, "disposition-notification", {}, mdn(unsere(r), "x; y")),
  ),
  beiseite(
    "DSN whose integrity is violated",
    "KIM_INTEGRITAET_02",
    zustellung({ "X-KIM-IntegrityCheckResult": "02" }, dsn(ZUGESTELLT)),
  ),
];
