import type { Zustellzustand } from "../domain/hkp/sendeauftrag.js";
import { ZUSTELLZUSTAENDE } from "../domain/hkp/sendeauftrag.js";
import type { Kanal } from "../domain/ports/zustellung.js";
import type { Sammlung } from "./dokumente.js";
import { frage } from "./ergebnis.js";

/** Reads the state of every order there is: for a person or a slow interval, not for each scrape of the metrics. */
export async function zaehleZustaende(vorgaenge: Sammlung): Promise<Readonly<Record<Zustellzustand, number>>> {
  const gruppen = await frage(() =>
    vorgaenge
      .aggregate([
        { $match: { "ausgang.zustand": { $in: [...ZUSTELLZUSTAENDE] } } },
        { $project: { zustand: "$ausgang.zustand" } },
        { $unwind: "$zustand" },
        { $group: { _id: "$zustand", anzahl: { $sum: 1 } } },
      ])
      .toArray(),
  );
  const anzahlen = new Map(gruppen.map(({ _id, anzahl }) => [_id as Zustellzustand, anzahl as number]));
  return Object.fromEntries(ZUSTELLZUSTAENDE.map((zustand) => [zustand, anzahlen.get(zustand) ?? 0])) as Record<
    Zustellzustand,
    number
  >;
}

/** Orders per channel whose time has come and that were not sent yet. */
export async function zaehleWartende(vorgaenge: Sammlung, jetzt: Date): Promise<Readonly<Record<Kanal, number>>> {
  const gruppen = await frage(() =>
    vorgaenge
      .aggregate([
        { $match: { "ausgang.zustand": "WARTET" } },
        { $project: { "ausgang.kanal": 1, "ausgang.zustand": 1, "ausgang.nichtVor": 1 } },
        { $unwind: "$ausgang" },
        // Absent compares as equal to null here.
        { $match: { "ausgang.zustand": "WARTET", "ausgang.nichtVor": { $not: { $gt: jetzt } } } },
        { $group: { _id: "$ausgang.kanal", anzahl: { $sum: 1 } } },
      ])
      .toArray(),
  );
  const anzahlen = new Map(gruppen.map(({ _id, anzahl }) => [_id as Kanal, anzahl as number]));
  const anzahl = (kanal: Kanal): number => anzahlen.get(kanal) ?? 0;
  return { KIM: anzahl("KIM"), TIM: anzahl("TIM"), PORTAL: anzahl("PORTAL") };
}
