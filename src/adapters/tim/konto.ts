import { MatrixError } from "matrix-js-sdk";
import type { MatrixClient } from "matrix-js-sdk";
import type { TimKonfiguration } from "./konfiguration.js";

/** Account data of the Berechtigungskonzept (domain.md 3.3; the type's name is not verified there). */
const BERECHTIGUNG = "de.gematik.tim.account.permissionconfig.pro.v1";
/** The directory decides who is written to, and only those are in the rooms: there is nobody to keep out. */
const JEDER = { defaultSetting: "allow all" } as const;

/**
 * How the account shows itself, and whom it lets in: made once, and left alone where an administrator has set it. A homeserver that
 * forbids it (some manage names centrally) does not keep the device from coming up.
 * @throws MatrixError, ConnectionError
 */
export async function richteKontoEin(client: MatrixClient, konfig: TimKonfiguration): Promise<void> {
  await wennErlaubt(() => benenne(client, konfig));
  await wennErlaubt(async () => {
    const gesetzte = await client.getAccountDataFromServer(BERECHTIGUNG as never);
    if (gesetzte === null) await client.setAccountData(BERECHTIGUNG as never, JEDER as never);
  });
}

async function benenne(client: MatrixClient, { mxid, anzeigename }: TimKonfiguration): Promise<void> {
  if (anzeigename === undefined) return;
  const { displayname } = await client.getProfileInfo(mxid, "displayname");
  if (displayname !== anzeigename) await client.setDisplayName(anzeigename);
}

async function wennErlaubt(tue: () => Promise<void>): Promise<void> {
  try {
    await tue();
  } catch (fehler) {
    if (!(fehler instanceof MatrixError && fehler.errcode === "M_FORBIDDEN")) throw fehler;
  }
}
