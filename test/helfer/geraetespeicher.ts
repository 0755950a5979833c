import { GeraetVerloren } from "../../src/domain/ports/geraetespeicher.js";
import type { Geraeteaenderung, Geraeteeintrag, Geraetespeicher } from "../../src/domain/ports/geraetespeicher.js";

/** Records of one device in memory, shared by those who take it one after the other. */
export class Merkgeraet {
  readonly eintraege = new Map<string, Uint8Array>();
  /** What was written, in order. */
  readonly aenderungen: Geraeteaenderung[] = [];
  #zaun = 0;

  /** Takes the device away from whoever had it. */
  nimm(): Geraetespeicher {
    const zaun = ++this.#zaun;
    return {
      lade: () =>
        Promise.resolve([...this.eintraege].map(([ort, inhalt]): Geraeteeintrag => ({ ort, inhalt: inhalt.slice() }))),
      schreibe: (aenderung) => {
        if (zaun !== this.#zaun) return Promise.reject(new GeraetVerloren());
        for (const { ort, inhalt } of aenderung.geaendert) this.eintraege.set(ort, inhalt.slice());
        for (const ort of aenderung.geloescht) this.eintraege.delete(ort);
        this.aenderungen.push(aenderung);
        return Promise.resolve();
      },
    };
  }
}
