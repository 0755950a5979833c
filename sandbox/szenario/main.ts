import { mkdtemp, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { tmpdir } from "node:os";
import { parseArgs } from "node:util";
import { umgebung } from "../../src/config.js";
import { starteSandboxGateway } from "../betrieb.js";
import type { Schritt, Szenarioergebnis } from "./ergebnis.js";
import { erzaehle, erzaehlePostfaecher, tabelle } from "./erzaehlung.js";
import { perMail } from "./andere-wege.js";
import { SZENARIEN } from "./katalog.js";
import { PER_MAIL } from "./ohne-portal.js";
import { spieleSzenario } from "./szenario.js";
import type { Szenario } from "./szenario.js";
import { Welt } from "./welt.js";

/**
 * `npm run --silent szenario -- S1 [--json]`: plays a scenario against a fresh gateway with its own data folder and free
 * ports; `alle` plays all, each against its own, and ends with a table. With --json one object per scenario goes to stdout
 * and everything else to stderr; exit code 0 only if all expectations held. With `--wege praxis=mail` the practice has no portal
 * but its mailbox, in the scenarios that this is told of.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "boolean", default: false }, wege: { type: "string" } },
});
const [name] = positionals;
const gesucht = name?.toUpperCase();
const PRAXIS_PER_MAIL = "praxis=mail";
const praxisPerMail = values.wege === PRAXIS_PER_MAIL;
const spielbare = values.wege === undefined ? SZENARIEN : praxisPerMail ? PER_MAIL : [];
const gewaehlte = gesucht === "ALLE" ? spielbare : spielbare.filter((eines) => eines.name === gesucht);
const sage = (text: string): void => {
  (values.json ? process.stderr : process.stdout).write(`${text}\n`);
};

if (gewaehlte.length === 0) {
  const auf = values.wege === undefined ? "" : ` mit --wege ${values.wege}`;
  sage(name === undefined ? "Szenarien:" : `Das Szenario „${name}“ gibt es${auf} nicht. Es gibt:`);
  for (const { name: kuerzel, titel } of spielbare.length > 0 ? spielbare : SZENARIEN) sage(`  ${kuerzel}  ${titel}`);
  sage("  alle  spielt alle");
  sage(
    `  --wege ${PRAXIS_PER_MAIL}  die Praxis arbeitet nur per Mail: ${PER_MAIL.map((eines) => eines.name).join(", ")}`,
  );
  process.exitCode = name === undefined ? 0 : 1;
} else {
  const ergebnisse: Szenarioergebnis[] = [];
  for (const szenario of gewaehlte) {
    sage(`${szenario.name}: ${szenario.titel}`);
    const ergebnis = await spieleFrisch(szenario, (schritt) => sage(erzaehle(schritt)));
    for (const zeile of [...erzaehlePostfaecher(ergebnis.postfaecher), ...ergebnis.abweichungen]) sage(zeile);
    sage(ergebnis.ok ? szenario.hinweis : "Das Szenario ist gescheitert.");
    // Exactly the agreed shape; the sentences about deviations went to stderr.
    const { ok, schritte, postfaecher } = ergebnis;
    if (values.json)
      process.stdout.write(`${JSON.stringify({ szenario: szenario.name, ok, schritte, postfaecher })}\n`);
    ergebnisse.push(ergebnis);
  }
  if (gesucht === "ALLE") for (const zeile of tabelle(gewaehlte, ergebnisse)) sage(zeile);
  process.exitCode = ergebnisse.every(({ ok }) => ok) ? 0 : 1;
}

async function spieleFrisch(szenario: Szenario, beiSchritt: (schritt: Schritt) => void): Promise<Szenarioergebnis> {
  const daten = await mkdtemp(join(tmpdir(), "hkp-szenario-"));
  try {
    const gewaehlt = umgebung();
    const laufend = await starteSandboxGateway(
      {
        ...gewaehlt,
        DATEN_VERZEICHNIS: daten,
        WERKZEUG_VERZEICHNIS:
          gewaehlt["WERKZEUG_VERZEICHNIS"] ?? resolve(gewaehlt["DATEN_VERZEICHNIS"] ?? ".data", "werkzeuge"),
        PORT: "0",
        LOG_STUFE: gewaehlt["LOG_STUFE"] ?? "error",
        // A fresh database of its own, whatever the environment points to.
        MONGODB_URI: undefined,
      },
      (text) => process.stderr.write(`${text}\n`),
    );
    try {
      const welt = new Welt(laufend.url, laufend.sandbox);
      const wege = praxisPerMail ? { praxis: perMail(welt, laufend.sandbox, "praxis") } : {};
      return await spieleSzenario(szenario, welt, beiSchritt, wege);
    } finally {
      await laufend.schliesse();
    }
  } finally {
    await rm(daten, { recursive: true, force: true });
  }
}
