/**
 * A gateway that kills itself while it deals with an event of a room: `node tim-eingang-kind.js [point]`, otherwise configured and
 * run like the real one.
 */
import { leseKonfiguration, umgebung } from "../../src/config.js";
import { starteGateway } from "../../src/gateway.js";
import { betreibe } from "../../src/prozess.js";
import { VERSION } from "../../src/version.js";
import { mitSollbruchstelle } from "../absturz/sollbruchstellen.js";

/** Points on the wire to the homeserver: which request, and whether before it or after its answer. */
const AM_DRAHT = {
  empfangen: { methode: "GET", pfad: /\/rooms\/[^/]+\/messages\b/, wann: "nachher" },
  entschieden: { methode: "PUT", pfad: /\/send\/m\.room\.encrypted\//, wann: "vorher" },
  beantwortet: { methode: "PUT", pfad: /\/send\/m\.room\.encrypted\//, wann: "nachher" },
  gemerkt: { methode: "PUT", pfad: /\/account_data\/de\.hkp-gateway\.bearbeitet\b/, wann: "nachher" },
} as const;
/** Points at the database. */
const AM_SPEICHER = { "vor dem Schreiben": "vorBefehl", "nach dem Schreiben": "nachBefehl" } as const;

export const EINGANGSPUNKTE = [
  "empfangen",
  "vor dem Schreiben",
  "nach dem Schreiben",
  "entschieden",
  "beantwortet",
  "gemerkt",
] as const satisfies readonly (keyof typeof AM_DRAHT | keyof typeof AM_SPEICHER)[];
export type Eingangspunkt = (typeof EINGANGSPUNKTE)[number];

const stirb = (): Promise<never> => {
  process.kill(process.pid, "SIGKILL");
  return new Promise(() => undefined);
};

function legeDrahtUm({ methode, pfad, wann }: (typeof AM_DRAHT)[keyof typeof AM_DRAHT]): void {
  const draht = globalThis.fetch;
  globalThis.fetch = async (ziel, optionen) => {
    const gemeint =
      (optionen?.method ?? "GET") === methode && pfad.test(ziel instanceof Request ? ziel.url : String(ziel));
    if (gemeint && wann === "vorher") return stirb();
    const antwort = await draht(ziel, optionen);
    return gemeint ? stirb() : antwort;
  };
}

const istAmDraht = (punkt: string): punkt is keyof typeof AM_DRAHT => Object.hasOwn(AM_DRAHT, punkt);
const istAmSpeicher = (punkt: string): punkt is keyof typeof AM_SPEICHER => Object.hasOwn(AM_SPEICHER, punkt);

const [, skript, punkt] = process.argv;
// Its points are read by the test as well.
if (skript === import.meta.filename) {
  if (punkt !== undefined && istAmDraht(punkt)) legeDrahtUm(AM_DRAHT[punkt]);
  const stelle = punkt !== undefined && istAmSpeicher(punkt) ? AM_SPEICHER[punkt] : null;
  await betreibe(async (melde) =>
    starteGateway(leseKonfiguration(umgebung(), VERSION), {
      version: VERSION,
      melde,
      ...(stelle === null ? {} : { umhuelle: (teile) => mitSollbruchstelle(teile, stelle, stirb) }),
    }),
  );
}
