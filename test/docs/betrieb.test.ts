import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { KIM_FEHLERMELDUNGEN } from "../../src/adapters/kim/fehlermeldungen.js";
import { URTEILE } from "../../src/adapters/kim/urteile.js";
import { EINSTELLUNGEN } from "../../src/config.js";
import { FEHLER } from "../../src/domain/kern/fehler.js";
import { ZUSTELLZUSTAENDE } from "../../src/domain/hkp/sendeauftrag.js";
import { ANFANG, ENDE } from "../../src/einstellungstabelle.js";
import { Metriken } from "../../src/server/metriken.js";
import { DATENBANKFEHLER } from "../../src/store/mongod/fehler.js";

const wurzel = new URL("../../../", import.meta.url);
const lies = (pfad: string): string => readFileSync(new URL(pfad, wurzel), "utf8");

/** Files whose reasons reach a delivery. */
const GRUENDE = [
  "src/app/versand.ts",
  "src/app/empfangsadresse.ts",
  "src/adapters/tim/urteile.ts",
  "src/adapters/tim/tim-kanal.ts",
  "src/app/versandplan.ts",
  "src/adapters/kim/kim-adapter.ts",
];

/** Files whose reasons set a mail aside. */
const BEISEITE = [
  "src/app/eingang/postempfang.ts",
  "src/domain/eingang/selbsttaetig.ts",
  "src/adapters/kim/beiseitegruende.ts",
];
/** What the code of a reason is written as: as a field, or as the key of a table of texts. */
const beiseitecodes = (): readonly string[] =>
  BEISEITE.flatMap((datei) => [...lies(datei).matchAll(/(?:code: "|^ {2}(?=[A-Z]))([A-Z_]{4,})(?:"|: ")/gm)]).map(
    ([, code = ""]) => code,
  );

describe("docs/BETRIEB.md", () => {
  const text = lies("docs/BETRIEB.md");
  const abschnitt = (ueberschrift: string): string =>
    new RegExp(`^#+ ${ueberschrift}\\n(.*?)(?=^#+ )`, "ms").exec(text)?.[1] ?? "";
  /** Codes in the first column of the tables of a section; a cell may hold several. */
  const erste = (teil: string): string[] =>
    [...teil.matchAll(/^\| (`[^|]+) \|/gm)].flatMap(([, zelle = ""]) =>
      [...zelle.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code),
    );

  it("names every setting once, and no other", () => {
    const tabelle = text.slice(text.indexOf(ANFANG), text.indexOf(ENDE));
    assert.deepEqual(erste(tabelle), Object.keys(EINSTELLUNGEN.shape));
  });

  it("marks as mandatory what has no default", () => {
    const pflicht = [...text.matchAll(/^\| `([A-Z0-9_]+)` \| – \| yes \|/gm)].map(([, name]) => name);
    assert.deepEqual(
      pflicht.sort(),
      [
        ...["ANMELDUNG_AUSSTELLER", "ANMELDUNG_JWKS_URL", "ANMELDUNG_ZIELGRUPPE", "KIM_ADRESSE", "KIM_ARBEITSPLATZ"],
        ...["KIM_CLIENTSYSTEM", "KIM_MANDANT", "KIM_POP3_DIENST", "KIM_POP3_PORT", "KIM_SMTP_DIENST", "KIM_SMTP_PORT"],
        ...["POPP_AUSSTELLER", "POPP_JWKS_URL", "VERTRAUENSANKER", "VZD_URL"],
      ].sort(),
    );
  });

  it("says what to do for every reason of a delivery, and for no other", () => {
    const quellen = GRUENDE.map(lies).join("\n");
    const imCode = [
      ...URTEILE.map(({ code }) => code),
      ...[...quellen.matchAll(/(?:code: |(?:ablehnung|abgelehnt)\()"([A-Z_]+)"/g)].map(([, code = ""]) => code),
      ...Object.keys(KIM_FEHLERMELDUNGEN).map((nummer) => `KIM_${nummer}`),
      ...[
        "KIM_X…",
        "DSN_x.y.z",
        "DSN_OHNE_STATUS",
        "DSN_WEITERGEGEBEN",
        "MDN_GELOESCHT",
        "MDN_GESCHEITERT",
        "MDN_VERWEIGERT",
      ],
    ];
    const genannt = erste(abschnitt("Reasons"));
    assert.deepEqual([...genannt].sort(), [...new Set(imCode)].sort());
  });

  it("says of every reason of the KIM channel whether it is tried again", () => {
    for (const { code, urteil, nachMs } of URTEILE) {
      const spaeter = nachMs === undefined ? "later" : "later, seldom";
      const ergebnis = { spaeter, unbekannt: "`UNBEKANNT`", abgelehnt: "`UNZUSTELLBAR`" }[urteil];
      assert.ok(text.includes(`| \`${code}\` | ${ergebnis} |`), `${code} ${ergebnis}`);
    }
  });

  it("knows every state of a delivery, every error at start and every metric", () => {
    assert.deepEqual(erste(abschnitt("Deliveries")), ZUSTELLZUSTAENDE);
    assert.deepEqual(erste(abschnitt("Errors at start")), Object.keys(DATENBANKFEHLER));
    const eigene = new Metriken(() => [], new Map()).register.getMetricsAsArray().map(({ name }) => name);
    const genannt = [...abschnitt("Health and metrics").matchAll(/`(hkp_[a-z_]+)[{`]/g)].map(([, name]) => name);
    assert.deepEqual(new Set(genannt), new Set(eigene.filter((name) => name.startsWith("hkp_"))));
  });

  it("says of every reason for setting a mail aside what to do", () => {
    const codes = beiseitecodes();
    assert.ok(["ZU_VIELE_NACHRICHTEN", "AUTOANTWORT", "ZU_GROSS"].every((code) => codes.includes(code)));
    const tabelle = erste(abschnitt("The mailbox"));
    // Those of the Clientmodul end in its number.
    const genannt = tabelle.filter((code) => !code.startsWith("KIM_"));
    const eigene = codes.filter((code) => !code.startsWith("KIM_"));
    assert.deepEqual([...genannt].sort(), [...new Set(eigene)].sort());
  });

  it("uses no code and no setting that does not exist", () => {
    const bekannt = new Set<string>([
      ...Object.keys(EINSTELLUNGEN.shape),
      ...Object.keys(FEHLER),
      ...ZUSTELLZUSTAENDE,
      ...erste(abschnitt("Reasons")),
      ...beiseitecodes(),
      ...Object.keys(DATENBANKFEHLER),
      ...["UNTERBROCHEN", "VERLOREN", "RUECKRUF"],
    ]);
    const ohneTabelle = text.slice(0, text.indexOf(ANFANG)) + text.slice(text.indexOf(ENDE));
    const benutzt = [...ohneTabelle.matchAll(/`([A-Z][A-Z0-9_]{3,})`/g)].map(([, wort = ""]) => wort);
    assert.deepEqual(
      [...new Set(benutzt)].filter((wort) => !bekannt.has(wort)),
      [],
    );
  });
});
