import type { z } from "zod";
import { timKonfiguration } from "../adapters/tim/konfiguration.js";
import type { TimKonfiguration } from "../adapters/tim/konfiguration.js";
import { anzahl, schalter, text, url } from "./felder.js";
import type { Shapewerte } from "./felder.js";
import { liesDatei } from "./umgebung.js";
import type { Umgebung } from "./umgebung.js";
import type { VERSAND } from "./versand.js";

/** The channel TI-Messenger: account, device, what is sent into a room. */
export const TIM = {
  TIM_HOMESERVER: url
    .optional()
    .describe("Base URL of the TI-Messenger's homeserver. Absent: the channel is not offered."),
  TIM_MXID: text.optional().describe("MXID of the institution's account or bot; mandatory with TIM_HOMESERVER."),
  TIM_PASSWORT: text.optional().describe("Password of the account; better in a file."),
  TIM_PASSWORT_DATEI: text
    .optional()
    .describe("File that holds the password; one of the two is mandatory with TIM_HOMESERVER."),
  TIM_SPEICHERSCHLUESSEL: text
    .optional()
    .describe("32 bytes as Base64: seals the stored state of the Matrix device; better in a file."),
  TIM_SPEICHERSCHLUESSEL_DATEI: text
    .optional()
    .describe("File that holds it; one of the two is mandatory with TIM_HOMESERVER. Losing it loses the device."),
  TIM_WIEDERHERSTELLUNG: text
    .optional()
    .describe("32 bytes as Base64: key of the account's secret storage, for a lost device; better in a file."),
  TIM_WIEDERHERSTELLUNG_DATEI: text
    .optional()
    .describe("File that holds it; one of the two is mandatory with TIM_HOMESERVER. Keep a copy elsewhere."),
  TIM_GERAETENAME: text.default("HKP-Gateway").describe("Name of the Matrix device as other clients show it."),
  TIM_ANZEIGENAME: text
    .optional()
    .describe("Name of the account as the other parties see it, e.g. `Praxis Sommer (Chatbot)`. Absent: left alone."),
  TIM_INHALTE: schalter
    .default(false)
    .describe("Send contents into the room (names, data sets); else kind, request, reference and link only."),
  TIM_LINK: text
    .optional()
    .describe("Page of a Vorgang for the link in the message, `{id}` is filled in. Absent: no link."),
  TIM_LEASE_MS: anzahl(1_000, 600_000)
    .default(30_000)
    .describe("Silence after which another instance takes the Matrix device over, in ms."),
  TIM_BESTAETIGUNG_MS: anzahl(10_000, 86_400_000)
    .default(600_000)
    .describe("How long a command in a room waits for its confirmation, in ms."),
  TIM_SCHLUESSELFRIST_MS: anzahl(1_000, 3_600_000)
    .default(60_000)
    .describe("How long a message in a room that cannot be decrypted waits for its key, and the room with it, in ms."),
  TIM_DATEI_HOECHSTENS_BYTES: anzahl(10_000, 100_000_000)
    .default(5_000_000)
    .describe("Largest file that is taken out of a room, in bytes."),
} satisfies z.ZodRawShape;

export type TimEinstellungen = TimKonfiguration & { readonly leaseMs: number; readonly bestaetigungMs: number };

/** Setting of the channel → its field in the configuration. */
const TIM_GEHEIMNISSE = {
  TIM_PASSWORT: "passwort",
  TIM_SPEICHERSCHLUESSEL: "speicherschluessel",
  TIM_WIEDERHERSTELLUNG: "wiederherstellung",
} as const;
type TimGeheimnisse = Readonly<Record<(typeof TIM_GEHEIMNISSE)[keyof typeof TIM_GEHEIMNISSE], string>>;

/** The secrets of the account, each from one of its two settings; mandatory only if the channel is offered. */
export function liesTimGeheimnisse(gesetzt: Umgebung, faelle: string[]): TimGeheimnisse {
  const angeboten = gesetzt["TIM_HOMESERVER"] !== undefined;
  const gelesene = Object.entries(TIM_GEHEIMNISSE).map(([name, feld]) => {
    const datei = gesetzt[`${name}_DATEI`];
    if (datei !== undefined) return [feld, liesDatei(`${name}_DATEI`, datei, faelle).trim()] as const;
    if (angeboten && gesetzt[name] === undefined) faelle.push(`${name} oder ${name}_DATEI fehlt.`);
    return [feld, gesetzt[name] ?? ""] as const;
  });
  return Object.fromEntries(gelesene) as TimGeheimnisse;
}

/** What the channel is made of; null if it is not offered, or if that does not do, with the faults in `faelle`. */
export function alsTim(
  werte: Shapewerte<typeof TIM & Pick<typeof VERSAND, "VERSAND_AUFGEBEN_NACH_MS">>,
  geheimnisse: TimGeheimnisse,
  faelle: string[],
): TimEinstellungen | null {
  const { TIM_HOMESERVER: homeserver, TIM_MXID: mxid, TIM_LINK: link } = werte;
  if (homeserver === undefined) return null;
  const gelesen = timKonfiguration.safeParse({
    ...geheimnisse,
    homeserver: homeserver.replace(/\/+$/, ""),
    mxid: mxid ?? "",
    geraetename: werte.TIM_GERAETENAME,
    ...(werte.TIM_ANZEIGENAME === undefined ? {} : { anzeigename: werte.TIM_ANZEIGENAME }),
    inhalte: werte.TIM_INHALTE,
    ausfallHoechstensMs: werte.VERSAND_AUFGEBEN_NACH_MS,
    schluesselfristMs: werte.TIM_SCHLUESSELFRIST_MS,
    dateiHoechstensBytes: werte.TIM_DATEI_HOECHSTENS_BYTES,
    ...(link === undefined ? {} : { link }),
  });
  if (gelesen.success)
    return { ...gelesen.data, leaseMs: werte.TIM_LEASE_MS, bestaetigungMs: werte.TIM_BESTAETIGUNG_MS };
  faelle.push(...gelesen.error.issues.map(({ path, message }) => `TIM (${path.join(".")}): ${message}`));
  return null;
}
