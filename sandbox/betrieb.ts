import { leseKonfiguration } from "../src/config.js";
import type { Umgebung } from "../src/config.js";
import { starteGateway } from "../src/gateway.js";
import type { Startoptionen } from "../src/gateway.js";
import { VERSION } from "../src/version.js";
import { starteSandbox } from "./sandbox.js";
import type { Sandbox, Sandboxoptionen } from "./sandbox.js";

export interface Sandboxbetrieb {
  readonly url: string;
  readonly port: number;
  readonly sandbox: Sandbox;
  schliesse(): Promise<void>;
}

/** A gateway with its neighbours. What the environment sets wins over the sandbox's own settings. */
export async function starteSandboxGateway(
  umgebung: Umgebung,
  melde: (text: string) => void,
  {
    uhr,
    ...optionen
  }: Pick<Sandboxoptionen, "stoerung" | "fachdienst" | "homeserver"> & Pick<Startoptionen, "uhr"> = {},
): Promise<Sandboxbetrieb> {
  const sandbox = await starteSandbox({
    ordner: umgebung["DATEN_VERZEICHNIS"] ?? ".data",
    smtpPort: Number(umgebung["SANDBOX_SMTP_PORT"] ?? 0),
    pop3Port: Number(umgebung["SANDBOX_POP3_PORT"] ?? 0),
    ...optionen,
  });
  try {
    const gesetzt = Object.fromEntries(
      Object.entries(umgebung).filter(([, wert]) => wert !== undefined && wert !== ""),
    );
    const konfig = leseKonfiguration({ ...sandbox.einstellungen, ...gesetzt }, VERSION);
    const gateway = await starteGateway(konfig, {
      version: VERSION,
      melde,
      anmeldeseite: sandbox.anmeldeseite,
      ...(uhr === undefined ? {} : { uhr }),
    });
    return {
      url: gateway.url,
      port: gateway.port,
      sandbox,
      async schliesse() {
        await gateway.schliesse();
        await sandbox.schliesse();
      },
    };
  } catch (fehler) {
    await sandbox.schliesse();
    throw fehler;
  }
}
