import { parentPort } from "node:worker_threads";
import { Aufbaufehler, zerlege, type Zerlegtes } from "./mime-zerlegung.js";

/** Answer to one mail. */
export type Arbeiterantwort =
  | { readonly art: "zerlegt"; readonly zerlegtes: Zerlegtes }
  | { readonly art: "aufbau" }
  /** Name of the error only: its words could be the mail's. */
  | { readonly art: "fehler"; readonly name: string };

async function antworte(roh: Uint8Array): Promise<Arbeiterantwort> {
  try {
    return { art: "zerlegt", zerlegtes: await zerlege(roh) };
  } catch (fehler) {
    if (fehler instanceof Aufbaufehler) return { art: "aufbau" };
    return { art: "fehler", name: fehler instanceof Error ? fehler.name : "unbekannt" };
  }
}

parentPort?.on("message", (roh: Uint8Array) => {
  void antworte(roh).then((antwort) => parentPort?.postMessage(antwort));
});
