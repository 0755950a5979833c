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

/** `npm start` without configuration: database, sandbox, gateway, and on the first start S1 played through visibly. */
export async function starteSandbox(): Promise<void> {
  await betreibe(async (melde) => {
    melde("HKP-Gateway startet in der Sandbox (nur für Entwicklung und Vorführung) …");
    const gesetzt = umgebung();
    const betrieb = await starteSandboxGateway(gesetzt, melde);
    try {
      await spieleBeimErstenStart(
        betrieb,
        join(gesetzt["DATEN_VERZEICHNIS"] ?? ".data", "sandbox", "s1-gespielt"),
        melde,
      );
      await zeigeZugaenge(betrieb, melde);
    } catch (fehler) {
      await betrieb.schliesse();
      throw fehler;
    }
    return betrieb;
  });
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
