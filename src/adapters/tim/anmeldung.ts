import { createClient, MatrixError } from "matrix-js-sdk";
import type { Anmeldung } from "./abbildung.js";
import type { TimKonfiguration } from "./konfiguration.js";
import { still } from "./stiller-logger.js";

/** What the homeserver makes of a stored sign-in. */
export type Anmeldungsstand =
  | "GILT"
  /** The token ended (soft logout): the device and its keys stay, signing in again gives it a new token. */
  | "ERNEUERN"
  /** The device was signed out and is gone, with the keys the homeserver had of it: only a new one helps. */
  | "WEG";

/** Asked at each start, so that nothing about it needs to be stored. @throws MatrixError, ConnectionError; AbortError */
export async function pruefeAnmeldung(
  konfig: TimKonfiguration,
  fetchFn: typeof fetch,
  { zugriffstoken }: Anmeldung,
): Promise<Anmeldungsstand> {
  const client = createClient({
    baseUrl: konfig.homeserver,
    accessToken: zugriffstoken,
    logger: still,
    fetchFn,
    localTimeoutMs: konfig.anfrageMs,
  });
  try {
    await client.whoami();
    return "GILT";
  } catch (fehler) {
    if (!(fehler instanceof MatrixError && fehler.errcode === "M_UNKNOWN_TOKEN")) throw fehler;
    return fehler.data["soft_logout"] === true ? "ERNEUERN" : "WEG";
  }
}

/** @param geraetId of the device that gets a new token; absent: a new device. @throws MatrixError, ConnectionError; AbortError */
export async function meldeAn(konfig: TimKonfiguration, fetchFn: typeof fetch, geraetId?: string): Promise<Anmeldung> {
  const client = createClient({ baseUrl: konfig.homeserver, logger: still, fetchFn, localTimeoutMs: konfig.anfrageMs });
  const antwort = await client.loginRequest({
    type: "m.login.password",
    identifier: { type: "m.id.user", user: konfig.mxid },
    password: konfig.passwort,
    initial_device_display_name: konfig.geraetename,
    ...(geraetId === undefined ? {} : { device_id: geraetId }),
  });
  return { geraetId: antwort.device_id, zugriffstoken: antwort.access_token };
}
