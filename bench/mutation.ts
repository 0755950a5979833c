import { randomUUID } from "node:crypto";
import { EventEmitter, once } from "node:events";
import type { CommandStartedEvent, Document } from "mongodb";
import { MongoVorgangStore } from "../src/store/vorgang-store.mongo.js";
import { systemIds } from "../src/adapters/umgebung.js";
import { SCHALTER_VORGABE } from "../src/domain/hkp/ablauf.js";
import { entscheide } from "../src/domain/hkp/entscheiden.js";
import type { Verbindung } from "../src/store/verbindung.js";
import { elena } from "../test/helfer/akteure.js";
import { stehendeUhr } from "../test/helfer/uhr.js";
import { einreichbar } from "../test/domain/hkp/vorgaenge.js";
import type { Sandbox } from "../sandbox/sandbox.js";
import { legeVorgaenge } from "./dokumente.js";
import { belaste } from "./http-last.js";
import { Kind } from "./kind.js";
import type { Messung } from "./messung.js";

const GLEICHZEITIG = 32;
const RUNDEN = 5;
const AUFWAERMEN = 1_500;
const JE_RUNDE = 3_000;

const EINREICHEN = `mutation($vorgangId: ID!, $anfrageId: UUID) {
  einreichen(vorgangId: $vorgangId, anfrageId: $anfrageId) { aktion statusVorher status version vorgang { id } }
}`;

interface Seite {
  /** Operations per second and CPU in microseconds per operation. */
  readonly durchsatz: number;
  readonly cpu: number;
}

/**
 * The same database work by the raw driver and by the whole mutation over HTTP, alternating: the read by id, and the guarded
 * durable write of `einreichen` with its Protokoll, Meldungen, outbox order and carried-out request.
 */
export async function messeMutation(
  verbindung: Verbindung,
  uri: string,
  sandbox: Sandbox,
  melde: (text: string) => void,
): Promise<readonly Messung[]> {
  const datenbank = verbindung.db.databaseName;
  const update = await updateVonEinreichen(verbindung);
  const [treiber, gateway] = await Promise.all([Kind.starte("./treiber-kind.js"), Kind.starte("./gateway-kind.js")]);
  try {
    await treiber.frage({ art: "verbinde", uri, datenbank });
    const { einstellungen } = sandbox;
    const url = new URL(
      await gateway.frage<string>({
        art: "starte",
        uri,
        datenbank,
        anmeldung: {
          aussteller: einstellungen["ANMELDUNG_AUSSTELLER"],
          zielgruppe: einstellungen["ANMELDUNG_ZIELGRUPPE"],
          jwks: einstellungen["ANMELDUNG_JWKS_URL"],
        },
        popp: { aussteller: einstellungen["POPP_AUSSTELLER"], jwks: einstellungen["POPP_JWKS_URL"] },
      }),
    );
    const baue = anfragebauer(url, await sandbox.anmeldestelle.token("elena"));
    let raum = 1;

    const roh = async (anzahl: number): Promise<Seite> => {
      const ids = await legeVorgaenge(verbindung.db, raum++, anzahl);
      const { ms, cpu } = await treiber.frage<{ ms: number; cpu: number }>({
        art: "lauf",
        ids,
        gleichzeitig: GLEICHZEITIG,
        update,
      });
      return { durchsatz: (anzahl / ms) * 1000, cpu: cpu / anzahl };
    };
    const mutation = async (anzahl: number): Promise<Seite> => {
      const ids = await legeVorgaenge(verbindung.db, raum++, anzahl);
      const vorher = await gateway.frage<number>({ art: "cpu" });
      const beginn = performance.now();
      await belaste(url, ids, GLEICHZEITIG, baue, (rumpf) => rumpf.includes('"status":"ANTRAGSPRUEFUNG"'));
      const ms = performance.now() - beginn;
      const cpu = (await gateway.frage<number>({ art: "cpu" })) - vorher;
      return { durchsatz: (anzahl / ms) * 1000, cpu: cpu / anzahl };
    };

    await roh(AUFWAERMEN);
    await mutation(AUFWAERMEN);
    const runden: { readonly roh: Seite; readonly mutation: Seite }[] = [];
    for (let runde = 1; runde <= RUNDEN; runde++) {
      runden.push({ roh: await roh(JE_RUNDE), mutation: await mutation(JE_RUNDE) });
      const { roh: r, mutation: m } = runden.at(-1) ?? runden[0]!;
      melde(
        `Runde ${runde}: Treiber ${r.durchsatz.toFixed(0)}/s ${r.cpu.toFixed(0)} µs, Mutation ${m.durchsatz.toFixed(0)}/s ${m.cpu.toFixed(0)} µs`,
      );
    }
    return [
      messung(
        "mutation/durchsatz",
        runden.map(({ roh: r, mutation: m }) => m.durchsatz / r.durchsatz),
      ),
      messung(
        "mutation/cpu",
        runden.map(({ roh: r, mutation: m }) => m.cpu / r.cpu),
      ),
    ];
  } finally {
    await Promise.all([treiber.beende(), gateway.beende()]);
  }
}

function messung(name: string, runden: readonly number[]): Messung {
  const sortiert = [...runden].sort((a, b) => a - b);
  return { name, verhaeltnis: sortiert[Math.floor(sortiert.length / 2)] ?? Number.NaN, runden };
}

function anfragebauer(url: URL, token: string): (id: string) => string {
  const kopf = [
    `POST ${url.pathname} HTTP/1.1`,
    `host: ${url.host}`,
    "content-type: application/json",
    `authorization: Bearer ${token}`,
  ].join("\r\n");
  return (vorgangId) => {
    const rumpf = JSON.stringify({ query: EINREICHEN, variables: { vorgangId, anfrageId: randomUUID() } });
    return `${kopf}\r\ncontent-length: ${Buffer.byteLength(rumpf)}\r\n\r\n${rumpf}`;
  };
}

/** The update that the store sends for `einreichen`, overheard from the driver, so that both sides write the same. */
async function updateVonEinreichen({ db, client }: Verbindung): Promise<Document> {
  const [id = ""] = await legeVorgaenge(db, 0, 1);
  const vorgang = { ...einreichbar(), id };
  const aenderung = entscheide(
    { aktion: "einreichen" },
    vorgang,
    { akteur: elena(), jetzt: stehendeUhr().jetzt(), ids: systemIds, schalter: SCHALTER_VORGABE },
    { anfrageId: randomUUID() },
  );
  const gehoert = new EventEmitter();
  const lausche = (ereignis: CommandStartedEvent): void => {
    if (ereignis.commandName === "update") gehoert.emit("update", ereignis.command);
  };
  client.on("commandStarted", lausche);
  const befehl = once(gehoert, "update");
  await new MongoVorgangStore(db).schreibe(vorgang, aenderung);
  client.off("commandStarted", lausche);
  const [{ updates }] = (await befehl) as [{ updates: readonly { u: Document }[] }];
  const [erstes] = updates;
  if (erstes === undefined) throw new Error("no update overheard");
  return erstes.u;
}
