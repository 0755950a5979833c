import type { Geraeteeintrag, Geraetespeicher } from "../../domain/ports/geraetespeicher.js";
import { entferne, liesStand, stelleHer, vorhandene } from "./indexeddb-abbild.js";
import type { Datensatz, Stand, Struktur } from "./indexeddb-abbild.js";
import { hatMarken } from "./indexeddb-marken.js";
import type { Geraetesatz, Versiegelung } from "./versiegelung.js";

/** The account's sign-in with which the device is known to the homeserver. */
export interface Anmeldung {
  readonly geraetId: string;
  readonly zugriffstoken: string;
}

export interface Abbildungsteile {
  /** Begins the names of the device's databases. */
  readonly vorsilbe: string;
  readonly versiegelung: Versiegelung;
  readonly speicher: Geraetespeicher;
}

/** Keeps the stored state of the device as new as what it has shown to the homeserver; stores what has changed, nothing else. */
export class Abbildung {
  readonly #teile: Abbildungsteile;
  /** Places that the store holds, by `database store`. */
  readonly #orte = new Map<string, Set<string>>();
  /** Versions of the databases whose structure is stored; a structure changes with its version only. */
  readonly #versionen = new Map<string, number>();
  /** Not stored yet; null: to be removed. Outlives a write that failed. */
  readonly #ausstehend = new Map<string, Geraeteeintrag | null>();
  #laufend: Promise<void> = Promise.resolve();
  #offen = true;

  constructor(teile: Abbildungsteile) {
    this.#teile = teile;
  }

  /** Puts the databases back into memory. @returns null if there is no device yet */
  async ladeStand(): Promise<Anmeldung | null> {
    const { versiegelung, speicher } = this.#teile;
    let anmeldung: Anmeldung | null = null;
    const strukturen: Struktur[] = [];
    const saetze = new Map<string, Datensatz[]>();
    for (const eintrag of await speicher.lade()) {
      const satz = versiegelung.oeffne(eintrag);
      if (satz.art === "anmeldung") anmeldung = satz;
      else if (satz.art === "struktur") strukturen.push(satz.struktur);
      else {
        this.#orteVon(satz.satz).add(eintrag.ort);
        const bisher = saetze.get(satz.satz.datenbank);
        if (bisher === undefined) saetze.set(satz.satz.datenbank, [satz.satz]);
        else bisher.push(satz.satz);
      }
    }
    for (const struktur of strukturen) {
      await stelleHer(struktur, saetze.get(struktur.datenbank) ?? []);
      this.#versionen.set(struktur.datenbank, struktur.version);
    }
    return anmeldung;
  }

  merkeAnmeldung({ geraetId, zugriffstoken }: Anmeldung): void {
    this.#stelleBereit({ art: "anmeldung", geraetId, zugriffstoken });
  }

  /** Resolves when everything written before the call is durable. @throws GeraetVerloren, ErgebnisUnbekannt */
  sichere(): Promise<void> {
    const lauf = this.#laufend.then(() => this.#schreibe());
    this.#laufend = lauf.catch(() => undefined);
    return lauf;
  }

  /** Leaves nothing of the device, neither in memory nor stored: what comes next is another one. @throws GeraetVerloren */
  async verwirf(): Promise<void> {
    const { vorsilbe, speicher } = this.#teile;
    await entferne(vorsilbe);
    const geloescht = (await speicher.lade()).map(({ ort }) => ort);
    await speicher.schreibe({ geaendert: [], geloescht });
    this.#orte.clear();
    this.#versionen.clear();
    this.#ausstehend.clear();
  }

  /** After it nothing is written any more. */
  async schliesse(): Promise<void> {
    await this.sichere();
    this.#offen = false;
  }

  async #schreibe(): Promise<void> {
    if (!this.#offen) return;
    for (const [name, version] of await vorhandene(this.#teile.vorsilbe)) {
      const umgebaut = this.#versionen.get(name) !== version;
      if (umgebaut || hatMarken(name)) await this.#sammle(name, umgebaut);
    }
    if (this.#ausstehend.size === 0) return;
    const alle = [...this.#ausstehend];
    const geaendert = alle.flatMap(([, eintrag]) => (eintrag === null ? [] : [eintrag]));
    const geloescht = alle.flatMap(([ort, eintrag]) => (eintrag === null ? [ort] : []));
    await this.#teile.speicher.schreibe({ geaendert, geloescht });
    // Runs one after the other, so nothing was added meanwhile but by merkeAnmeldung, before the first run.
    for (const [ort] of alle) this.#ausstehend.delete(ort);
  }

  async #sammle(name: string, umgebaut: boolean): Promise<void> {
    try {
      const stand = await liesStand(name, umgebaut);
      if (umgebaut) {
        this.#stelleBereit({ art: "struktur", struktur: stand.struktur });
        this.#entferneLager(stand);
      }
      this.#uebernimm(stand);
      this.#versionen.set(name, stand.struktur.version);
    } catch (fehler) {
      // The marks may be gone: the next time all of it is read.
      this.#versionen.delete(name);
      throw fehler;
    }
  }

  #uebernimm({ struktur: { datenbank }, da, weg, ganze }: Stand): void {
    const { versiegelung } = this.#teile;
    for (const satz of weg) this.#loesche(satz, versiegelung.ortDesSatzes(satz));
    const gesehen = new Set(da.map((satz) => this.#stelleBereit({ art: "satz", satz })));
    for (const lager of ganze)
      for (const ort of [...this.#orteVon({ datenbank, lager })])
        if (!gesehen.has(ort)) this.#loesche({ datenbank, lager }, ort);
    for (const satz of da) this.#orteVon(satz).add(versiegelung.ortDesSatzes(satz));
  }

  #entferneLager({ struktur: { datenbank, lager } }: Stand): void {
    const namen = new Set(lager.map(({ name }) => kennungVon({ datenbank, lager: name })));
    for (const [kennung, orte] of this.#orte) {
      if (!kennung.startsWith(`${datenbank}\n`) || namen.has(kennung)) continue;
      for (const ort of orte) this.#ausstehend.set(ort, null);
      this.#orte.delete(kennung);
    }
  }

  #loesche(bei: Pick<Datensatz, "datenbank" | "lager">, ort: string): void {
    // Never stored: nothing to remove. What waits to be stored is in neither set yet.
    if (this.#orteVon(bei).delete(ort) || this.#ausstehend.has(ort)) this.#ausstehend.set(ort, null);
  }

  #stelleBereit(satz: Geraetesatz): string {
    const eintrag = this.#teile.versiegelung.verschliesse(satz);
    this.#ausstehend.set(eintrag.ort, eintrag);
    return eintrag.ort;
  }

  #orteVon(satz: Pick<Datensatz, "datenbank" | "lager">): Set<string> {
    const kennung = kennungVon(satz);
    const da = this.#orte.get(kennung) ?? new Set<string>();
    this.#orte.set(kennung, da);
    return da;
  }
}

const kennungVon = ({ datenbank, lager }: Pick<Datensatz, "datenbank" | "lager">): string => `${datenbank}\n${lager}`;
