import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { Szenarioergebnis } from "../../sandbox/szenario/ergebnis.js";
import { S1 } from "../../sandbox/szenario/s1.js";
import { S3 } from "../../sandbox/szenario/s3.js";
import { spieleSzenario } from "../../sandbox/szenario/szenario.js";
import type { Erwartung } from "../../sandbox/szenario/szenario.js";
import { umgebung } from "../../src/config.js";
import type { Umgebung } from "../../src/config.js";
import { testGateway } from "../helfer/gateway.js";
import { tempOrdner, testMongod } from "../helfer/mongo.js";

const WURZEL = join(import.meta.dirname, "../../..");
const DOMAENE = "hkp-sandbox.kim.telematik-test";

interface Lauf {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

type Gedruckt = Omit<Szenarioergebnis, "abweichungen">;

/** Data folders that a run did not remove. */
const liegengeblieben: string[] = [];

/** The command as a user's shell runs it after the build. */
async function szenario(argumente: readonly string[], mehr: Umgebung = {}): Promise<Lauf> {
  const temp = tempOrdner();
  const kind = spawn(process.execPath, [join(WURZEL, "dist/sandbox/szenario/main.js"), ...argumente], {
    cwd: WURZEL,
    // A data folder of its own, so that what it leaves behind can be seen.
    env: { ...umgebung(), TMPDIR: temp, NODE_ENV: undefined, NODE_OPTIONS: undefined, ...mehr },
    stdio: ["ignore", "pipe", "pipe"],
  });
  try {
    const beendet = new Promise<number | null>((fertig, fehler) => {
      kind.once("error", fehler);
      kind.once("close", (code) => fertig(code));
    });
    const [code, stdout, stderr] = await Promise.all([beendet, text(kind.stdout), text(kind.stderr)]);
    liegengeblieben.push(...readdirSync(temp).filter((name) => name.startsWith("hkp-szenario-")));
    return { code, stdout, stderr };
  } finally {
    rmSync(temp, { recursive: true, force: true });
  }
}

describe("the scenario command", function () {
  this.timeout(180_000);
  before(() => testMongod());

  describe("S1 --json", () => {
    let lauf: Lauf;
    let ergebnis: Gedruckt;
    before(async () => {
      lauf = await szenario(["S1", "--json"]);
      ergebnis = JSON.parse(lauf.stdout) as Gedruckt;
    });

    it("ends with 0 and prints one JSON object on stdout, the story on stderr", () => {
      assert.equal(lauf.code, 0, lauf.stderr);
      assert.equal(lauf.stdout.trim().split("\n").length, 1);
      assert.equal(lauf.stdout, `${JSON.stringify(ergebnis)}\n`);
      assert.match(lauf.stderr, /Elena Fischer: einreichen \| ZUGEWIESEN → ANTRAGSPRUEFUNG/);
    });

    it("has the shape that the issue fixes", () => {
      const felder = (wert: object | undefined): readonly string[] => Object.keys(wert ?? {}).sort();
      assert.deepEqual(felder(ergebnis), ["ok", "postfaecher", "schritte", "szenario"]);
      for (const schritt of ergebnis.schritte)
        assert.deepEqual(
          felder(schritt),
          [
            ...["nr", "aktion", "rolle", "person", "vorgang", "statusVorher", "status", "fehler"],
            ...["alarme", "informationen"],
          ].sort(),
        );
      const alarm = ergebnis.schritte.flatMap(({ alarme }) => alarme)[0];
      assert.deepEqual(felder(alarm), ["empfaenger", "kanal", "rolle", "zustand"]);
      const information = ergebnis.schritte.flatMap(({ informationen }) => informationen)[0];
      assert.deepEqual(felder(information), ["empfaenger", "gepusht", "rolle"]);
      for (const postfach of ergebnis.postfaecher)
        assert.deepEqual(felder(postfach), ["adresse", "nachrichten", "rolle"]);
      const nachricht = ergebnis.postfaecher.flatMap(({ nachrichten }) => nachrichten)[0];
      assert.deepEqual(felder(nachricht), ["betreff", "messageId", "schritt"]);
    });

    it("tells S1: who acted, the new status, who was alerted and who only informed", () => {
      const { schritte, szenario: name, ok } = ergebnis;
      assert.deepEqual([name, ok], ["S1", true]);
      const [vorgang] = schritte.map((schritt) => schritt.vorgang);
      assert.ok(schritte.every((schritt) => schritt.vorgang === vorgang && schritt.fehler === null));
      assert.deepEqual(
        schritte.map(({ nr, aktion, rolle, person, statusVorher, status, alarme, informationen }) => [
          `${nr} ${aktion} ${rolle} ${person}`,
          `${statusVorher ?? "-"} ${status ?? "-"}`,
          alarme.map((alarm) => `${alarm.rolle} ${alarm.empfaenger} ${alarm.kanal} ${alarm.zustand}`),
          informationen.map((information) => `${information.rolle} ${String(information.gepusht)}`).sort(),
        ]),
        [
          ["1 anlegen VERORDNENDER Tobias Klein", "- INITIALISIERT", [], []],
          [
            "2 aktivieren VERORDNENDER Dr. med. Claudia Sommer",
            "INITIALISIERT OFFEN",
            ["VERSICHERTER Renate Berger PORTAL ZUGESTELLT"],
            [],
          ],
          ["3 einsehen PFLEGEDIENST Daniel Wagner", "OFFEN OFFEN", [], []],
          [
            "4 annehmen PFLEGEDIENST Daniel Wagner",
            "OFFEN ZUGEWIESEN",
            [],
            ["VERORDNENDER false", "VERSICHERTER false"],
          ],
          ["5 einsehen PFLEGEDIENST Elena Fischer", "ZUGEWIESEN ZUGEWIESEN", [], []],
          [
            "6 blankoverordnungSpeichern PFLEGEDIENST Elena Fischer",
            "ZUGEWIESEN ZUGEWIESEN",
            [],
            ["VERORDNENDER false"],
          ],
          ["7 angabenSpeichern PFLEGEDIENST Elena Fischer", "ZUGEWIESEN ZUGEWIESEN", [], ["VERORDNENDER false"]],
          [
            "8 einreichen PFLEGEDIENST Elena Fischer",
            "ZUGEWIESEN ANTRAGSPRUEFUNG",
            [`KOSTENTRAEGER gematiker-kasse@${DOMAENE} KIM ZUGESTELLT`],
            ["VERORDNENDER false", "VERSICHERTER false"],
          ],
          ["9 einsehen KOSTENTRAEGER Stefan Brandt", "ANTRAGSPRUEFUNG ANTRAGSPRUEFUNG", [], []],
          [
            "10 entscheiden KOSTENTRAEGER Stefan Brandt",
            "ANTRAGSPRUEFUNG BESCHIEDEN",
            [`PFLEGEDIENST hand-und-herz@${DOMAENE} KIM ZUGESTELLT`],
            ["VERORDNENDER false", "VERSICHERTER false"],
          ],
        ],
      );
    });

    it("lists all mailboxes, the empty ones too, each mail with the step whose alarm it is", () => {
      assert.deepEqual(
        ergebnis.postfaecher.map(({ adresse, rolle, nachrichten }) => [
          adresse,
          rolle,
          nachrichten.map(({ betreff, schritt }) => `${schritt ?? "-"} ${betreff}`),
        ]),
        [
          [`praxis-sommer@${DOMAENE}`, "VERORDNENDER", []],
          [`hand-und-herz@${DOMAENE}`, "PFLEGEDIENST", ["10 Leistungsentscheidung liegt vor"]],
          [`integral@${DOMAENE}`, "PFLEGEDIENST", []],
          [`gematiker-kasse@${DOMAENE}`, "KOSTENTRAEGER", ["8 Antrag zur Leistungsentscheidung"]],
          [`krankenkasse-nord@${DOMAENE}`, "KOSTENTRAEGER", []],
          [`privatversicherung@${DOMAENE}`, "KOSTENTRAEGER", []],
          [`gateway@${DOMAENE}`, "GATEWAY", []],
        ],
      );
      for (const { messageId } of ergebnis.postfaecher.flatMap(({ nachrichten }) => nachrichten))
        assert.match(messageId, /^<[0-9a-f-]{36}@hkp-sandbox\.kim\.telematik-test>$/);
    });
  });

  it("expectations that do not hold: exit 1, and still one JSON object that says so", async () => {
    // The decision of S1 is not signed; this gateway demands it (D9).
    const { code, stdout, stderr } = await szenario(["S1", "--json"], { ENTSCHEIDUNG_SIGNATUR_PFLICHT: "true" });
    assert.equal(code, 1);
    const { ok, schritte } = JSON.parse(stdout) as Gedruckt;
    assert.equal(ok, false);
    assert.deepEqual(schritte.at(-1)?.fehler, { code: "SIGNATUR_UNGUELTIG", pfad: "entscheiden" });
    assert.match(stderr, /^Schritt 10 \(entscheiden\) wurde abgelehnt: SIGNATUR_UNGUELTIG\.$/m);
  });

  it("without --json tells the story for people on stdout", async () => {
    const { code, stdout } = await szenario(["s1"]);
    assert.equal(code, 0);
    const zeilen = stdout.trim().split("\n");
    assert.equal(zeilen[0], "S1: Blankoverordnung für Renate Berger bis zur Genehmigung");
    assert.equal(
      zeilen[2],
      " 2. Dr. med. Claudia Sommer: aktivieren | INITIALISIERT → OFFEN | Alarm an Renate Berger über PORTAL (ZUGESTELLT)",
    );
    assert.ok(zeilen.includes(`  integral@${DOMAENE}: leer`));
    assert.equal(zeilen.at(-1), "Am Ende weiß Pflegedienst Hand & Herz: Die Kasse hat alles genehmigt.");
  });

  it("an unknown scenario: exit 1, a German sentence and what there is; stdout stays empty with --json", async () => {
    const { code, stdout, stderr } = await szenario(["S99", "--json"]);
    assert.equal(code, 1);
    assert.equal(stdout, "");
    assert.match(stderr, /Das Szenario „S99“ gibt es nicht\. Es gibt:\n {2}S1 {2}/);
    const ohneJson = await szenario(["S99"]);
    assert.equal(ohneJson.code, 1);
    assert.match(ohneJson.stdout, /Das Szenario „S99“ gibt es nicht/);
  });

  it("--wege praxis=mail: the practice works by mail, and each of its commands is answered there", async () => {
    const lauf = await szenario(["S6", "--json", "--wege", "praxis=mail"]);
    assert.equal(lauf.code, 0, lauf.stderr);
    const { ok, postfaecher } = JSON.parse(lauf.stdout) as Gedruckt;
    assert.ok(ok);
    const praxis = postfaecher.find(({ adresse }) => adresse === `praxis-sommer@${DOMAENE}`);
    assert.deepEqual(
      praxis?.nachrichten.map(({ schritt }) => schritt),
      [1, 2],
    );
    const unbekannt = await szenario(["S6", "--json", "--wege", "praxis=fax"]);
    assert.deepEqual([unbekannt.code, unbekannt.stdout], [1, ""]);
    assert.match(unbekannt.stderr, /Das Szenario „S6“ gibt es mit --wege praxis=fax nicht/);
  });

  it("an unknown option ends with an error code and prints nothing on stdout", async () => {
    const { code, stdout } = await szenario(["S1", "--jsno"]);
    assert.notEqual(code, 0);
    assert.equal(stdout, "");
  });

  it("leaves nothing of its data behind", () => {
    assert.deepEqual(liegengeblieben, []);
  });

  it("the command of package.json is this program", async () => {
    const { default: paket } = (await import(join(WURZEL, "package.json"), { with: { type: "json" } })) as {
      default: { scripts: Record<string, string> };
    };
    assert.match(paket.scripts["szenario"] ?? "", /node dist\/sandbox\/szenario\/main\.js$/);
    assert.ok(existsSync(join(WURZEL, "dist/sandbox/szenario/main.js")));
  });
});

/** Each expectation, bent: the scenario must notice, or its „ok“ means nothing. */
describe("a scenario whose expectations do not hold", function () {
  this.timeout(120_000);
  const gateway = testGateway("szenario-abweichung");

  const verbogen = (stelle: number, teil: Partial<Erwartung>): readonly Erwartung[] =>
    S1.erwartet.map((eine, nr) => (nr === stelle ? { ...eine, ...teil } : eine));
  const FAELLE: Readonly<Record<string, { erwartet: readonly Erwartung[]; abweichung: RegExp }>> = {
    "another status": {
      erwartet: verbogen(3, { status: ["OFFEN", "BESCHIEDEN"] }),
      abweichung: /^Schritt 4: Status: erwartet .*BESCHIEDEN.* gesehen .*ZUGEWIESEN/,
    },
    "an Alarm that nobody got": {
      erwartet: verbogen(3, { alarme: [{ an: "Renate Berger", kanal: "PORTAL" }] }),
      abweichung: /^Schritt 4: Alarme: erwartet .*Renate Berger.* gesehen \[\]/,
    },
    "an Alarm that is too much": {
      erwartet: verbogen(7, { alarme: [] }),
      abweichung: /^Schritt 8: Alarme: erwartet \[\], gesehen .*gematiker-kasse/,
    },
    "another channel": {
      erwartet: verbogen(1, { alarme: [{ an: "Renate Berger", kanal: "KIM" }] }),
      abweichung: /^Schritt 2: Alarme: .*über KIM.*über PORTAL/,
    },
    "an Information that nobody got": {
      erwartet: verbogen(5, { informationen: ["Hausarztpraxis Dr. Sommer", "Renate Berger"] }),
      abweichung: /^Schritt 6: Informationen: .*Renate Berger/,
    },
    "another action": { erwartet: verbogen(0, { aktion: "aktivieren" }), abweichung: /^Schritt 1: Aktion: / },
    "a step that is missing": {
      erwartet: [
        ...S1.erwartet,
        { aktion: "entscheidungAendern", status: ["BESCHIEDEN", "BESCHIEDEN"], alarme: [], informationen: [] },
      ],
      abweichung: /^Schritt 11 \(entscheidungAendern\) fehlt\.$/,
    },
    "a step that is too much": {
      erwartet: S1.erwartet.slice(0, -1),
      abweichung: /^Schritt 10 war nicht erwartet\.$/,
    },
  };
  for (const [name, { erwartet, abweichung }] of Object.entries(FAELLE))
    it(`${name}: not ok, with one sentence about it`, async () => {
      const vorher = await gateway.welt.postfaecher();
      const ergebnis = await spieleSzenario({ ...S1, erwartet }, gateway.welt);
      assert.equal(ergebnis.ok, false);
      // Mails of the cases before lie in the same mailboxes and are deviations of their own.
      const alt = vorher.some(({ mails }) => mails.length > 0);
      const eigene = ergebnis.abweichungen.filter((satz) => !(alt && satz.startsWith("Postfach ")));
      assert.equal(eigene.length, 1, JSON.stringify(ergebnis.abweichungen));
      assert.match(eigene[0] ?? "", abweichung);
    });

  it("mail in a mailbox that belongs to no step: not ok", async () => {
    const ergebnis = await spieleSzenario(S1, gateway.welt);
    assert.equal(ergebnis.ok, false);
    assert.deepEqual(
      ergebnis.abweichungen.map((satz) => /^Postfach ([^@]+)@/.exec(satz)?.[1]),
      ["hand-und-herz", "gematiker-kasse"],
    );
  });

  it("a step that must be refused and is not: not ok, and so is one refused for another reason", async () => {
    const fehler = { code: "DATENSATZ_UNGUELTIG", pfad: "leistungen[2].haeufigkeit" };
    const ausgefuehrt = await spieleSzenario({ ...S1, erwartet: verbogen(0, { fehler }) }, gateway.welt);
    assert.match(
      ausgefuehrt.abweichungen[0] ?? "",
      /^Schritt 1: Ablehnung: erwartet .*DATENSATZ_UNGUELTIG.*gesehen null/,
    );
    const erwartet = S3.erwartet.map((eine) =>
      eine.fehler === undefined ? eine : { ...eine, fehler: { ...fehler, pfad: null } },
    );
    const anderer = await spieleSzenario({ ...S3, erwartet }, gateway.welt);
    assert.match(anderer.abweichungen.find((satz) => satz.includes("Ablehnung")) ?? "", /^Schritt 4: Ablehnung: /);
  });

  it("a step that the gateway refuses: not ok, and the step carries the code", async () => {
    const ergebnis = await spieleSzenario(
      {
        ...S1,
        async spiele(regie, welt) {
          await regie.schritt({
            aktion: "anlegen",
            person: "elena",
            vorgang: null,
            spiele: async (client) => {
              await client.frage("mutation { anlegen { status } }");
              throw new Error("Elena must not create anything");
            },
          });
          await S1.spiele(regie, welt);
        },
      },
      gateway.welt,
    );
    assert.equal(ergebnis.ok, false);
    assert.deepEqual(ergebnis.schritte[0]?.fehler, { code: "VERBOTEN", pfad: "anlegen" });
    assert.equal(ergebnis.abweichungen[0], "Schritt 1 (anlegen) wurde abgelehnt: VERBOTEN.");
  });
});
