import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join, posix } from "node:path";

/*
 * Who may import whom (architektur.md section 3, style point 25), read from the sources themselves. A rule that finds
 * nothing proves nothing, so each is also shown a file that breaks it.
 */
const WURZEL = join(import.meta.dirname, "../..");

/** Layers and what they may import beside themselves; the composition at the top of src/ knows all and is not listed. */
const DARF: Record<string, readonly string[]> = {
  domain: [],
  app: ["domain"],
  store: ["domain"],
  adapters: ["domain"],
  schema: ["domain"],
  resolvers: ["schema", "app", "domain"],
};
/** Layers that need nothing but the language: no packages, no `node:*`. */
const REIN: readonly string[] = ["domain", "app"];

interface Datei {
  /** From the root of the project, with `/`. */
  readonly pfad: string;
  readonly quelle: string;
}

const schichtVon = (pfad: string): string | null => /^src\/([^/]+)\//.exec(pfad)?.[1] ?? null;

/** Specifiers of static, re-exporting, side-effect and dynamic imports; comments are taken out before. */
function importe(quelle: string): readonly string[] {
  const treffer = ohneKommentare(quelle).matchAll(/\b(?:from|import)\s*\(?\s*["']([^"'\n]+)["']/g);
  return [...treffer].map(([, ziel = ""]) => ziel);
}

function ohneKommentare(quelle: string): string {
  return quelle.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");
}

type Regel = (datei: Datei) => readonly string[];

const schichten: Regel = ({ pfad, quelle }) => {
  const schicht = schichtVon(pfad);
  const erlaubt = schicht === null ? undefined : DARF[schicht];
  if (schicht === null || erlaubt === undefined) return [];
  return importe(quelle)
    .filter((ziel) => ziel.startsWith("."))
    .map((ziel) => posix.join(posix.dirname(pfad), ziel))
    .filter((ziel) => ![schicht, ...erlaubt].includes(schichtVon(ziel) ?? ""))
    .map((ziel) => `${pfad} imports ${ziel}`);
};

const reineSchichten: Regel = ({ pfad, quelle }) =>
  REIN.includes(schichtVon(pfad) ?? "")
    ? importe(quelle)
        .filter((ziel) => !ziel.startsWith("."))
        .map((ziel) => `${pfad} imports ${ziel}`)
    : [];

const nurSrc: Regel = ({ pfad, quelle }) =>
  pfad.startsWith("src/")
    ? importe(quelle)
        .filter((ziel) => ziel.startsWith(".") && !posix.join(posix.dirname(pfad), ziel).startsWith("src/"))
        // package.json holds the version; it is data.
        .filter((ziel) => !ziel.endsWith("package.json"))
        .map((ziel) => `${pfad} imports ${ziel}`)
    : [];

const verbotenes =
  (muster: RegExp, ausser: readonly string[] = []): Regel =>
  ({ pfad, quelle }) =>
    !ausser.includes(pfad) && muster.test(ohneKommentare(quelle)) ? [pfad] : [];

/** Rule, and a file that breaks it. */
const REGELN: readonly { readonly titel: string; readonly regel: Regel; readonly brueche: readonly Datei[] }[] = [
  {
    titel: "each layer imports only the layers below it",
    regel: schichten,
    brueche: [
      { pfad: "src/domain/hkp/x.ts", quelle: 'import { x } from "../../app/x.js";' },
      { pfad: "src/domain/hkp/x.ts", quelle: 'import type { X } from "../../store/x.js";' },
      { pfad: "src/app/x.ts", quelle: 'import { x } from "../store/x.js";' },
      { pfad: "src/app/x.ts", quelle: 'import { x } from "../adapters/kim/x.js";' },
      { pfad: "src/app/x.ts", quelle: 'import { x } from "../config.js";' },
      { pfad: "src/store/x.ts", quelle: 'export { x } from "../adapters/kim/x.js";' },
      { pfad: "src/store/x.ts", quelle: 'import { x } from "../resolvers/x.js";' },
      { pfad: "src/adapters/kim/x.ts", quelle: 'import { x } from "../../store/x.js";' },
      { pfad: "src/adapters/kim/x.ts", quelle: 'import { x } from "../../app/x.js";' },
      { pfad: "src/schema/x.ts", quelle: 'import { x } from "../app/x.js";' },
      { pfad: "src/resolvers/x.ts", quelle: 'import { x } from "../store/x.js";' },
      { pfad: "src/resolvers/x.ts", quelle: 'const x = await import("../adapters/x.js");' },
    ],
  },
  {
    titel: "domain and app need no package and no node:*",
    regel: reineSchichten,
    brueche: [
      { pfad: "src/domain/kern/x.ts", quelle: 'import { randomUUID } from "node:crypto";' },
      { pfad: "src/domain/hkp/x.ts", quelle: 'import type { ObjectId } from "mongodb";' },
      { pfad: "src/app/x.ts", quelle: 'import "reflect-metadata";' },
    ],
  },
  {
    titel: "src imports nothing of sandbox, test, bench or start",
    regel: nurSrc,
    brueche: [
      { pfad: "src/main.ts", quelle: 'import { x } from "../sandbox/sandbox.js";' },
      { pfad: "src/adapters/kim/x.ts", quelle: 'import { x } from "../../../test/helfer/x.js";' },
      { pfad: "src/gateway.ts", quelle: 'const { x } = await import("../sandbox/sandbox.js");' },
    ],
  },
  {
    titel: "only src/config.ts reads the environment",
    regel: verbotenes(/\bprocess\s*\.\s*env\b|\benv\b[^;]*\bfrom\s+["']node:process["']/, ["src/config.ts"]),
    brueche: [
      { pfad: "src/main.ts", quelle: 'if (process.env["PORT"]) start();' },
      { pfad: "sandbox/x.ts", quelle: "const { PORT } = process.env;" },
      { pfad: "src/x.ts", quelle: 'import { env } from "node:process";' },
    ],
  },
  {
    titel: "nobody calls getPeerCertificate, which crashes Node 24 on brainpool",
    regel: verbotenes(/\bgetPeerCertificate\b/),
    brueche: [{ pfad: "src/adapters/kim/x.ts", quelle: "socket.getPeerCertificate(true);" }],
  },
  {
    titel: "the domain has neither clock nor chance nor a timer",
    regel: (datei) =>
      datei.pfad.startsWith("src/domain/")
        ? verbotenes(/\bDate\.now\b|new Date\(\)|\bMath\.random\b|\bset(?:Timeout|Interval)\b|\bcrypto\b/)(datei)
        : [],
    brueche: [
      { pfad: "src/domain/x.ts", quelle: "const jetzt = new Date();" },
      { pfad: "src/domain/x.ts", quelle: "const jetzt = Date.now();" },
      { pfad: "src/domain/x.ts", quelle: "const id = crypto.randomUUID();" },
    ],
  },
];

async function dateien(ordner: string): Promise<readonly Datei[]> {
  const namen = await readdir(join(WURZEL, ordner), { recursive: true });
  return Promise.all(
    namen
      .filter((name) => name.endsWith(".ts"))
      .map(async (name) => {
        const pfad = posix.join(ordner, name.replaceAll("\\", "/"));
        return { pfad, quelle: await readFile(join(WURZEL, pfad), "utf8") };
      }),
  );
}

describe("Architektur: imports and what only one place may do", () => {
  let alle: readonly Datei[] = [];
  before(async () => {
    alle = (await Promise.all(["src", "sandbox"].map(dateien))).flat();
  });

  it("reads the sources of every layer", () => {
    const gelesene = new Set(alle.map(({ pfad }) => schichtVon(pfad)));
    for (const schicht of ["domain", "app", "store", "adapters"]) assert(gelesene.has(schicht), schicht);
  });

  for (const { titel, regel, brueche } of REGELN)
    describe(titel, () => {
      it("holds", () => assert.deepEqual(alle.flatMap(regel), []));

      for (const bruch of brueche)
        it(`fires on ${bruch.pfad}: ${bruch.quelle}`, () => assert.equal(regel(bruch).length, 1));
    });

  it("leaves comments and allowed imports alone", () => {
    const sauber: readonly Datei[] = [
      { pfad: "src/domain/x.ts", quelle: '// import { x } from "../app/x.js";\nimport { y } from "./kern/y.js";' },
      { pfad: "src/resolvers/x.ts", quelle: 'import { x } from "../app/x.js";\nimport { Field } from "type-graphql";' },
      { pfad: "src/store/x.ts", quelle: '/** Not process.env, not getPeerCertificate. */\nimport "mongodb";' },
    ];
    for (const { regel } of REGELN) assert.deepEqual(sauber.flatMap(regel), []);
  });
});
