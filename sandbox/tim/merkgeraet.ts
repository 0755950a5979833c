import type { Geraeteeintrag, Geraetespeicher } from "../../src/domain/ports/geraetespeicher.js";

/** A device that lives as long as the program that opened it. */
export function merkgeraet(): Geraetespeicher {
  const eintraege = new Map<string, Uint8Array>();
  return {
    lade: () =>
      Promise.resolve([...eintraege].map(([ort, inhalt]): Geraeteeintrag => ({ ort, inhalt: inhalt.slice() }))),
    schreibe: ({ geaendert, geloescht }) => {
      for (const { ort, inhalt } of geaendert) eintraege.set(ort, inhalt.slice());
      for (const ort of geloescht) eintraege.delete(ort);
      return Promise.resolve();
    },
  };
}
