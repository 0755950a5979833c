import type { Document } from "mongodb";
import { vorgaenge } from "../src/store/dokumente.js";
import { verbinde } from "../src/store/verbindung.js";
import type { Verbindung } from "../src/store/verbindung.js";
import { bediene, cpu } from "./kind.js";

/** The raw driver: the read by id and the guarded durable write, nothing else. */
type Frage =
  | { readonly art: "verbinde"; readonly uri: string; readonly datenbank: string }
  | { readonly art: "lauf"; readonly ids: readonly string[]; readonly gleichzeitig: number; readonly update: Document };

let verbindung: Verbindung;

bediene(async (roh) => {
  const frage = roh as Frage;
  if (frage.art === "verbinde") {
    verbindung = await verbinde(frage.uri, { datenbank: frage.datenbank });
    return null;
  }
  const { ids, gleichzeitig, update } = frage;
  const sammlung = vorgaenge(verbindung.db);
  let naechste = 0;
  const arbeite = async (): Promise<void> => {
    for (let id = ids[naechste++]; id !== undefined; id = ids[naechste++]) {
      const gelesen = await sammlung.findOne({ _id: id });
      if (gelesen === null) throw new Error("document not found");
      const { matchedCount } = await sammlung.updateOne({ _id: id, version: gelesen["version"] as number }, update);
      if (matchedCount !== 1) throw new Error("lost a race that nobody ran");
    }
  };
  const vorher = cpu();
  const beginn = performance.now();
  await Promise.all(Array.from({ length: gleichzeitig }, arbeite));
  return { ms: performance.now() - beginn, cpu: cpu() - vorher };
});
