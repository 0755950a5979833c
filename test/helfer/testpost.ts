import type { Poststand, Postverwaltung } from "../../src/app/eingang/postverwaltung.js";

/** The mailbox as BETRIEB deals with it, in memory; for tests of the API's edge and those in which nobody writes. */
export class Testpost implements Postverwaltung {
  lage: Poststand = { lesung: null, anzahlBeiseitegelegte: 0, beiseitegelegte: [], antworten: [] };
  readonly aufrufe: string[] = [];

  stand = async (): Promise<Poststand> => this.lage;

  async holeAb(): Promise<Poststand> {
    this.aufrufe.push("holeAb");
    return this.lage;
  }
  liesErneut = async (uid: string): Promise<boolean> => this.#nimm("liesErneut", uid);
  verwirf = async (uid: string): Promise<boolean> => this.#nimm("verwirf", uid);

  async wiederhole(id: string): Promise<boolean> {
    this.aufrufe.push(`wiederhole ${id}`);
    return this.lage.antworten.some((eine) => eine.id === id);
  }

  #nimm(was: string, uid: string): boolean {
    this.aufrufe.push(`${was} ${uid}`);
    return this.lage.beiseitegelegte.some((eines) => eines.uid === uid);
  }
}
