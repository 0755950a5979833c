import { access, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { umgebung } from "../src/config.js";
import { betreibe } from "../src/prozess.js";
import { starteSandboxGateway } from "./betrieb.js";
import type { Sandboxbetrieb } from "./betrieb.js";
import { INSTITUTIONEN } from "./personen.js";
import { POSTFACH_PASSWORT } from "./sandbox.js";
import { erzaehle, erzaehlePostfaecher } from "./szenario/erzaehlung.js";
import { S1 } from "./szenario/s1.js";
import { spieleSzenario } from "./szenario/szenario.js";
import { Welt } from "./szenario/welt.js";
import { installiereSynapse } from "./tim/installation.js";
import { TIM_GATEWAY, TIM_PASSWORT, TIM_SERVERNAME, timMxid } from "./tim/konten.js";
import { starteHomeserver } from "./tim/synapse.js";
import type { Homeserver } from "./tim/synapse.js";

export interface Sandboxwahl {
  /** With a Matrix homeserver, so that anyone can take part with a Matrix client. */
  readonly mitTim?: boolean;
}

/** `npm start` without configuration: database, sandbox, gateway, and on the first start S1 played through visibly. */
export async function starteSandbox({ mitTim = false }: Sandboxwahl = {}): Promise<void> {
  await betreibe(async (melde) => {
    melde("HKP-Gateway startet in der Sandbox (nur für Entwicklung und Vorführung) …");
    const gesetzt = umgebung();
    const daten = gesetzt["DATEN_VERZEICHNIS"] ?? ".data";
    const homeserver = mitTim ? await starteTim(daten, melde) : null;
    const betrieb = await starteSandboxGateway(gesetzt, melde, homeserver === null ? {} : { homeserver });
    try {
      await spieleBeimErstenStart(betrieb, join(daten, "sandbox", "s1-gespielt"), melde);
      await zeigeZugaenge(betrieb, melde);
      if (homeserver !== null) zeigeTim(homeserver, melde);
    } catch (fehler) {
      await betrieb.schliesse();
      await homeserver?.schliesse();
      throw fehler;
    }
    return {
      url: betrieb.url,
      async schliesse() {
        await betrieb.schliesse();
        await homeserver?.schliesse();
      },
    };
  });
}

async function starteTim(daten: string, melde: (text: string) => void): Promise<Homeserver> {
  const programm = await installiereSynapse(join(daten, "werkzeuge"), melde);
  const ordner = join(daten, "sandbox", "tim", "homeserver");
  return starteHomeserver({ ordner, programm, servername: TIM_SERVERNAME, ohneGrenzen: true });
}

function zeigeTim({ url }: Homeserver, melde: (text: string) => void): void {
  melde(`TI-Messenger:  Matrix-Homeserver ${url}, Kennwort „${TIM_PASSWORT}“`);
  melde(`              ${TIM_GATEWAY}  (das Gateway selbst)`);
  for (const { id, name } of INSTITUTIONEN) melde(`              ${timMxid(id)}  (${name})`);
  melde(
    "              In einem Matrix-Client (z. B. Element) diesen Homeserver eintragen, anmelden, Einladungen annehmen.",
  );
  melde(
    "              Alarme kommen dorthin, sobald die Einrichtung mit einstellungenSetzen kanaele: [TIM, KIM] wählt.",
  );
  melde("");
}

async function spieleBeimErstenStart(
  betrieb: Sandboxbetrieb,
  merkdatei: string,
  melde: (text: string) => void,
): Promise<void> {
  const gespielt = await access(merkdatei).then(
    () => true,
    () => false,
  );
  if (gespielt) return melde("S1 wurde beim ersten Start gespielt; erneut mit: npm run szenario -- S1");
  melde("");
  melde(`${S1.name}: ${S1.titel}`);
  const ergebnis = await spieleSzenario(S1, new Welt(betrieb.url, betrieb.sandbox), (schritt) =>
    melde(erzaehle(schritt)),
  );
  for (const zeile of [...erzaehlePostfaecher(ergebnis.postfaecher), ...ergebnis.abweichungen]) melde(zeile);
  melde(ergebnis.ok ? S1.hinweis : "Achtung: S1 verlief nicht wie erwartet.");
  await writeFile(merkdatei, new Date().toISOString());
}

async function zeigeZugaenge({ url, sandbox }: Sandboxbetrieb, melde: (text: string) => void): Promise<void> {
  const { clientmodul, anmeldestelle, anmeldeseite } = sandbox;
  const basis = url.replace(/\/graphql$/, "");
  melde("");
  melde(`GraphiQL:     ${basis}/graphiql`);
  melde(`Anmeldungen:  ${anmeldeseite}   (fertige Zugriffstoken für alle Personen)`);
  melde(
    `Postfächer:   POP3 127.0.0.1:${clientmodul.pop3Port}, SMTP 127.0.0.1:${clientmodul.smtpPort}, Kennwort „${POSTFACH_PASSWORT}“`,
  );
  for (const { kim, name } of INSTITUTIONEN) melde(`              ${kim}  (${name})`);
  melde("");
  melde("Kopf für GraphiQL, z. B. als Ärztin und als Pflegedienstleitung:");
  for (const person of ["aerztin", "elena"] as const)
    melde(`  { "Authorization": "Bearer ${await anmeldestelle.token(person)}" }`);
  melde("");
}
