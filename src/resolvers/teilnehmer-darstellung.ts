import type { Teilnehmer } from "../domain/kern/akteur.js";
import type { Urheber } from "../domain/hkp/vorgang.js";
import type { UrheberTyp } from "../schema/datensatz.type.js";
import type { TeilnehmerTyp } from "../schema/teilnehmer.type.js";

/** A participant as others see it: the KVNR stands in data sets only. */
export function stelleTeilnehmerDar({ rolle, kennung }: Teilnehmer): TeilnehmerTyp {
  return { rolle, kennung: rolle === "VERSICHERTER" ? null : kennung };
}

export function stelleUrheberDar({ rolle, kennung, person, name }: Urheber): UrheberTyp {
  const mitKvnr = rolle === "VERSICHERTER" || rolle === "VERTRETER";
  return { rolle, kennung: mitKvnr ? null : kennung, person, name };
}
