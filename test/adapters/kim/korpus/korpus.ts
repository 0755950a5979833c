import { ABSENDER } from "./absender.js";
import { AUFBAU } from "./aufbau.js";
import type { Korpusfall } from "./bauer.js";
import { BOMBEN } from "./bomben.js";
import { CLIENTMODUL, SELBSTTAETIGE } from "./clientmodul.js";
import { KENNUNGEN } from "./kennungen.js";
import { NACHWEISE } from "./nachweise.js";
import { NAMEN } from "./namen.js";
import { ZEICHEN } from "./zeichen.js";

/** Limit of a mail that the corpus is made for (KIM_EINGANG_HOECHSTENS_BYTES); one of its mails is larger. */
export const KORPUS_HOECHSTENS_BYTES = 2_500_000;

/** Hostile and odd mails by kind. Each has its one outcome; none may stop the reader, and none may be acted upon by mistake. */
export const KORPUS: Readonly<Record<string, readonly Korpusfall[]>> = {
  "broken structure": AUFBAU,
  "charsets and transfer encodings": ZEICHEN,
  senders: ABSENDER,
  "names of files": NAMEN,
  bombs: BOMBEN,
  "ids, references, dates": KENNUNGEN,
  reports: NACHWEISE,
  "results of the Clientmodul": CLIENTMODUL,
  "mails that no person wrote": SELBSTTAETIGE,
};
