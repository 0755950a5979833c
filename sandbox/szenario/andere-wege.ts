import { Praxispost } from "../praxispost/praxispost.js";
import { Postprogramm } from "../praxispost/postprogramm.js";
import { institution } from "../personen.js";
import type { InstitutionId } from "../personen.js";
import { POSTFACH_PASSWORT } from "../sandbox.js";
import type { Sandbox } from "../sandbox.js";
import { Chatweg } from "../tim/chatweg.js";
import { TIM_PASSWORT, timMxid } from "../tim/konten.js";
import { oeffneMessenger } from "../tim/messenger.js";
import type { Messenger } from "../tim/messenger.js";
import { Fachsystem } from "./fachsystem.js";
import type { Handlungsweg } from "./handlungsweg.js";
import type { Welt } from "./welt.js";

/** The house works in its mail program only. */
export function perMail(welt: Welt, { clientmodul, gatewayPostfach }: Sandbox, haus: InstitutionId): Handlungsweg {
  const { kim: adresse, name } = institution(haus);
  const { smtpPort, pop3Port } = clientmodul;
  const post = new Postprogramm({ adresse, name, passwort: POSTFACH_PASSWORT, smtpPort, pop3Port });
  return new Praxispost(post, new Fachsystem(welt, haus), gatewayPostfach.adresse);
}

/** The house works in its messenger only; whoever asks for it closes the messenger. */
export async function perChat(
  welt: Welt,
  { homeserver, gateway }: { readonly homeserver: string; readonly gateway: string },
  haus: InstitutionId,
): Promise<{ readonly weg: Handlungsweg; readonly messenger: Messenger }> {
  const mxid = timMxid(haus);
  const messenger = await oeffneMessenger({ homeserver, mxid, passwort: TIM_PASSWORT });
  return { weg: new Chatweg(messenger, new Fachsystem(welt, haus), gateway), messenger };
}
