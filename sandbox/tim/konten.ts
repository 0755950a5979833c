import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { INSTITUTIONEN } from "../personen.js";
import type { InstitutionId } from "../personen.js";
import type { Sandboxeintrag } from "../verzeichnis/suche.js";
import type { Homeserver } from "./synapse.js";

/** All accounts share it: there is nothing to protect, and anyone should be able to open them. */
export const TIM_PASSWORT = "sandbox";
export const TIM_SERVERNAME = "tim.hkp-sandbox.test";
const GATEWAY = "hkp-gateway";
/** The gateway's own account, with which a participant opens a room. */
export const TIM_GATEWAY = `@${GATEWAY}:${TIM_SERVERNAME}`;

/** The institution's functional account. */
export const timMxid = (haus: InstitutionId): string => `@${haus}:${TIM_SERVERNAME}`;

export interface Timkonten {
  /** Settings with which a gateway offers the channel. */
  readonly einstellungen: Readonly<Record<string, string>>;
  /** The directory's entry with its account. */
  readonly mitKonto: (eintrag: Sandboxeintrag) => Sandboxeintrag;
}

/** Accounts of the gateway and of every institution on this homeserver. `ordner` keeps the gateway's keys. */
export async function richteTimEin(homeserver: Homeserver, ordner: string): Promise<Timkonten> {
  await mkdir(ordner, { recursive: true });
  const mxid = await homeserver.legeKontoAn(GATEWAY, TIM_PASSWORT, "HKP-Gateway (Chatbot)");
  const konten = new Map<string, string>();
  for (const { id, telematikId, name } of INSTITUTIONEN) {
    await homeserver.legeKontoAn(id, TIM_PASSWORT, `${name} (Funktionsaccount)`);
    konten.set(telematikId, `matrix:u/${id}:${homeserver.servername}`);
  }
  return {
    einstellungen: {
      TIM_HOMESERVER: homeserver.url,
      TIM_MXID: mxid,
      TIM_PASSWORT,
      TIM_SPEICHERSCHLUESSEL: await merke(join(ordner, "speicherschluessel")),
      TIM_WIEDERHERSTELLUNG: await merke(join(ordner, "wiederherstellung")),
    },
    mitKonto: (eintrag) => {
      const adresse = konten.get(eintrag.telematikId);
      return adresse === undefined ? eintrag : { ...eintrag, tim: [{ art: "tim-fa" as const, adresse }] };
    },
  };
}

async function merke(pfad: string): Promise<string> {
  if (existsSync(pfad)) return readFile(pfad, "utf8");
  const neu = randomBytes(32).toString("base64");
  await writeFile(pfad, neu, { mode: 0o600 });
  return neu;
}
