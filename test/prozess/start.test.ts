import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import { join } from "node:path";
import { GraphqlClient } from "../../sandbox/szenario/graphql-client.js";
import * as op from "../../sandbox/szenario/operationen.js";
import { laufenderMongod } from "../../src/store/mongod/verwaist.js";
import { Kindprozess, raeumeKinderAuf } from "../absturz/kindprozess.js";
import { warteBis } from "../absturz/warte-bis.js";
import { tempOrdner } from "../helfer/mongo.js";
import { grundumgebung, prozesseMit, start, WURZEL } from "./umgebung.js";

const ENDE_HOECHSTENS_MS = 10_000;
const ARBEITSLISTE = `query { arbeitsliste(first: 20) { edges { node { id status version } } } }`;

interface Arbeitsliste {
  readonly arbeitsliste: {
    readonly edges: readonly { readonly node: { id: string; status: string; version: number } }[];
  };
}

/** A ready-made sign-in as the program prints it; the first is the physician's. */
function aerztin(kind: Kindprozess, url: string): GraphqlClient {
  const token = kind.zeilen
    .map((zeile) => /"Authorization": "Bearer (\S+)"/.exec(zeile)?.[1])
    .find((treffer) => treffer);
  assert.ok(token !== undefined, "eine fertige Anmeldung wird gedruckt");
  return new GraphqlClient(url, token);
}

async function vorgaenge(client: GraphqlClient): Promise<readonly object[]> {
  const { arbeitsliste } = await client.frage<Arbeitsliste>(ARBEITSLISTE);
  return arbeitsliste.edges.map(({ node }) => node);
}

async function beende(kind: Kindprozess, signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
  const seit = performance.now();
  assert.deepEqual(await kind.toete(signal), { code: 0, signal: null }, kind.fehlerausgabe);
  assert.ok(performance.now() - seit < ENDE_HOECHSTENS_MS);
}

describe("npm start ohne Konfiguration", function () {
  this.timeout(120_000);
  let ordner: string;
  beforeEach(() => {
    ordner = tempOrdner();
  });
  afterEach(async () => {
    await raeumeKinderAuf();
    await warteBis("nichts läuft mehr", () => prozesseMit(ordner).length === 0);
    rmSync(ordner, { recursive: true, force: true });
  });

  it("spielt beim ersten Start S1, sagt, wo es dient, und endet mit SIGTERM; beim zweiten sind die Daten da", async () => {
    const erstes = new Kindprozess(start(ordner));
    const url = await erstes.bereit();
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/graphql$/);
    const text = erstes.zeilen.join("\n");
    for (const name of ["Tobias Klein", "Claudia Sommer", "Daniel Wagner", "Elena Fischer", "Stefan Brandt"])
      assert.ok(text.includes(name), `die Erzählung nennt ${name}`);
    for (const status of ["INITIALISIERT", "OFFEN", "ZUGEWIESEN", "ANTRAGSPRUEFUNG", "BESCHIEDEN"])
      assert.ok(text.includes(status), `die Erzählung nennt ${status}`);
    assert.ok(text.includes("Am Ende weiß Pflegedienst Hand & Herz: Die Kasse hat alles genehmigt."));
    assert.equal(erstes.zeilen.at(-1), `bereit: ${url}`);
    assert.equal(erstes.fehlerausgabe, "");

    const gesehen = await vorgaenge(aerztin(erstes, url));
    assert.equal(gesehen.length, 1);
    assert.equal((gesehen[0] as { status: string }).status, "BESCHIEDEN");
    const graphiql = await fetch(new URL("/graphiql", url));
    assert.equal(graphiql.status, 200);
    assert.match(await graphiql.text(), /<html/i);
    await beende(erstes);
    assert.deepEqual(prozesseMit(ordner), [], "weder mongod noch Wächter bleiben");

    const zweites = new Kindprozess(start(ordner));
    const url2 = await zweites.bereit();
    assert.ok(zweites.zeilen.includes("S1 wurde beim ersten Start gespielt; erneut mit: npm run szenario -- S1"));
    assert.ok(!zweites.zeilen.join("\n").includes("ANTRAGSPRUEFUNG"));
    assert.deepEqual(await vorgaenge(aerztin(zweites, url2)), gesehen);
    await beende(zweites, "SIGINT");
    assert.deepEqual(prozesseMit(ordner), []);
  });

  it("kill -9: kein mongod bleibt, der nächste Start übernimmt; ein getöteter mongod kommt wieder; SIGTERM beendet offene Abonnements", async () => {
    const erstes = new Kindprozess(start(ordner));
    const url = await erstes.bereit();
    const vorher = await vorgaenge(aerztin(erstes, url));
    assert.equal(prozesseMit(ordner).length, 3, "Gateway, Wächter und mongod");
    assert.equal((await erstes.toete("SIGKILL")).signal, "SIGKILL");
    await warteBis("mongod und Wächter sind weg", () => prozesseMit(ordner).length === 0);

    const zweites = new Kindprozess(start(ordner));
    const url2 = await zweites.bereit();
    const client = aerztin(zweites, url2);
    assert.deepEqual(await vorgaenge(client), vorher);

    const mongod = await laufenderMongod(join(ordner, "db"));
    assert.ok(mongod !== undefined);
    process.kill(mongod, "SIGKILL");
    await warteBis("die Datenbank läuft wieder", () => zweites.zeilen.includes("Die Datenbank läuft wieder."));
    await warteBis("/readyz sagt ja", async () => (await fetch(new URL("/readyz", url2))).status === 200);
    assert.deepEqual(await vorgaenge(client), vorher);

    const { promise: steht, resolve } = Promise.withResolvers<undefined>();
    const { promise: geschlossen, resolve: ende } = Promise.withResolvers<unknown>();
    await client.abonniere(op.MELDUNGEN, () => resolve(undefined), ende);
    await steht;
    await beende(zweites);
    await geschlossen;
    await client.schliesse();
    assert.deepEqual(prozesseMit(ordner), []);
  });

  it("SIGTERM mitten im Start: Ende mit 0, nichts bleibt", async () => {
    const kind = new Kindprozess(start(ordner));
    await warteBis("mongod läuft", async () => (await laufenderMongod(join(ordner, "db"))) !== undefined);
    await beende(kind);
    // If the start cannot be stopped in time the process goes, and the Waechter ends mongod a moment later.
    await warteBis("nichts läuft mehr", () => prozesseMit(ordner).length === 0);
    assert.ok(!kind.zeilen.some((zeile) => zeile.startsWith("bereit:")));
  });

  it("ein belegter Port: ein Satz, der sagt, was zu tun ist, Ende mit 1", async () => {
    const fremder = createServer().listen(0, "127.0.0.1");
    await once(fremder, "listening");
    const { port } = fremder.address() as AddressInfo;
    const kind = new Kindprozess(start(ordner, { PORT: String(port) }));
    assert.deepEqual(await kind.ende, { code: 1, signal: null });
    fremder.close();
    assert.equal(
      kind.fehlerausgabe,
      `Der Port ${port} auf 127.0.0.1 ist belegt. Beenden Sie das andere Programm, oder setzen Sie PORT auf einen anderen Port (0 nimmt einen freien).\n`,
    );
    assert.deepEqual(prozesseMit(ordner), []);
  });

  it("ein zweites Gateway auf demselben Datenordner: ein Satz, Ende mit 1, das erste läuft weiter", async () => {
    const erstes = new Kindprozess(start(ordner));
    const url = await erstes.bereit();
    const zweites = new Kindprozess(start(ordner));
    assert.deepEqual(await zweites.ende, { code: 1, signal: null });
    assert.match(zweites.fehlerausgabe, /^Der Datenordner wird schon von einem laufenden Gateway benutzt\./);
    assert.doesNotMatch(zweites.fehlerausgabe, /\n {4}at /);
    assert.equal((await vorgaenge(aerztin(erstes, url))).length, 1);
    await beende(erstes);
  });

  it("wirklich durch npm: SIGTERM an npm beendet alles mit 0", async () => {
    const { umgebung } = start(ordner);
    const npm = new Kindprozess({
      befehl: "npm",
      argumente: ["start"],
      umgebung: { ...grundumgebung(), ...umgebung },
      ordner: WURZEL,
    });
    const url = await npm.bereit();
    assert.equal((await fetch(new URL("/readyz", url))).status, 200);
    await beende(npm);
    assert.deepEqual(prozesseMit(ordner), []);
  });
});
