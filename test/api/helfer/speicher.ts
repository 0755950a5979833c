import { schluessel } from "../../../src/domain/kern/akteur.js";
import type { Kanal } from "../../../src/domain/ports/zustellung.js";
import type { Teilnehmer } from "../../../src/domain/kern/akteur.js";
import { Fachfehler } from "../../../src/domain/kern/fehler.js";
import { sichtbarFuer, wendeAn, zustaendig } from "../../../src/domain/hkp/aenderung.js";
import type { Aenderung } from "../../../src/domain/hkp/aenderung.js";
import type { Sicht } from "../../../src/domain/hkp/sicht.js";
import { ZUSTELLZUSTAENDE } from "../../../src/domain/hkp/sendeauftrag.js";
import type { Sendeauftrag, Zustellzustand } from "../../../src/domain/hkp/sendeauftrag.js";
import type { Protokolleintrag, Vorgang } from "../../../src/domain/hkp/vorgang.js";
import type { Impuls } from "../../../src/domain/ports/aenderungsstrom.js";
import type { Zustellfilter } from "../../../src/domain/ports/ausgang.js";
import { ErgebnisUnbekannt } from "../../../src/domain/ports/vorgang-store.js";
import type {
  Anfragenwahl,
  Einsicht,
  Seite,
  VorgangStore,
  Vorgangsfilter,
} from "../../../src/domain/ports/vorgang-store.js";

/**
 * Store, change stream and outbox in memory: enough for tests of the API's edge, which are about answers and not about
 * persistence. The database's own are tested with their contracts.
 */
export class Speicher implements VorgangStore {
  readonly vorgaenge = new Map<string, Vorgang>();
  readonly einsichten: Einsicht[] = [];
  readonly impulse: Impuls[] = [];
  readonly #zuhoerer = new Set<() => void>();
  /** Set: every access fails as if the database were gone. */
  gestoert = false;
  /** Set: every access fails as a bug would. */
  kaputt: Error | null = null;
  /** Awaited before each load, to hold a request open. */
  halt: Promise<unknown> = Promise.resolve();
  /** Called when a load begins. */
  beiLaden: () => void = () => undefined;

  async #pruefe(): Promise<void> {
    this.beiLaden();
    await this.halt;
    if (this.kaputt !== null) throw this.kaputt;
    if (this.gestoert) throw new ErgebnisUnbekannt(new Error("connection closed, document { kvnr: X000001014 }"));
  }

  async lade(id: string, sicht: Sicht) {
    await this.#pruefe();
    const vorgang = this.vorgaenge.get(id);
    return vorgang !== undefined && sieht(sicht, vorgang) ? vorgang : null;
  }

  async ladeBeantwortet(id: string, wer: string, anfrageId: string) {
    await this.#pruefe();
    const vorgang = this.vorgaenge.get(id);
    const passt = vorgang?.anfragen.some((eine) => eine.wer === wer && eine.anfrageId === anfrageId) ?? false;
    return vorgang !== undefined && passt ? vorgang : null;
  }

  async ladeAngelegt(wer: string, anfrageId: string) {
    await this.#pruefe();
    const passt = (vorgang: Vorgang) =>
      vorgang.anfragen.some((eine) => eine.aktion === "anlegen" && eine.wer === wer && eine.anfrageId === anfrageId);
    return [...this.vorgaenge.values()].find(passt) ?? null;
  }

  async findeZuBezug(): Promise<never[]> {
    await this.#pruefe();
    return [];
  }

  async legeAn(vorgang: Vorgang) {
    await this.#pruefe();
    this.vorgaenge.set(vorgang.id, vorgang);
    this.#melde(vorgang, { aktion: "anlegen", statusVorher: null, zeit: vorgang.angelegtAm, meldungen: [] });
    return "ANGELEGT" as const;
  }

  async schreibe(vorgang: Vorgang, aenderung: Aenderung) {
    await this.#pruefe();
    if (this.vorgaenge.get(vorgang.id)?.version !== vorgang.version) return "KONFLIKT" as const;
    const danach = wendeAn(vorgang, aenderung);
    this.vorgaenge.set(vorgang.id, danach);
    this.#melde(danach, aenderung);
    return "GESCHRIEBEN" as const;
  }

  async suche({
    sicht,
    status,
    zustaendig: wessen,
    versicherter,
    ohneKennzeichen,
    first,
  }: Vorgangsfilter): Promise<Seite<Vorgang>> {
    await this.#pruefe();
    const treffer = [...this.vorgaenge.values()].filter((vorgang) => {
      const naechster = zustaendig(vorgang);
      return (
        sieht(sicht, vorgang) &&
        (versicherter === undefined || vorgang.versicherter?.kennung === versicherter) &&
        !(ohneKennzeichen === true && vorgang.kennzeichenKostenerstattung) &&
        (status === undefined || status.includes(vorgang.status)) &&
        (wessen === undefined || (naechster !== null && schluessel(naechster) === wessen))
      );
    });
    return seite(treffer, first);
  }

  async protokolliereEinsicht(einsicht: Einsicht) {
    await this.#pruefe();
    this.einsichten.push(einsicht);
  }

  async protokoll(vorgangId: string): Promise<readonly Protokolleintrag[]> {
    const eigene = this.vorgaenge.get(vorgangId)?.protokoll ?? [];
    const gelesen = this.einsichten.filter((eine) => eine.vorgangId === vorgangId).map(({ eintrag }) => eintrag);
    return [...eigene, ...gelesen];
  }

  async anfragenAn(pflegedienst: Teilnehmer, { zustand, first }: Anfragenwahl) {
    await this.#pruefe();
    const alle = [...this.vorgaenge.values()].flatMap(({ id, verfuegbarkeitsanfragen }) =>
      verfuegbarkeitsanfragen
        .filter((einer) => einer.pflegedienst.kennung === pflegedienst.kennung)
        .filter((einer) => zustand === undefined || zustand.includes(einer.zustand))
        .map((anfrage) => ({ knoten: { vorgangId: id, anfrage }, cursor: anfrage.id })),
    );
    return { eintraege: alle.slice(0, first), gibtWeitere: alle.length > first };
  }

  async meldungen(empfaenger: string, first: number, after?: string) {
    if (after === "kein-cursor") throw new Fachfehler("CURSOR_UNGUELTIG");
    const alle = [...this.vorgaenge.values()].flatMap(({ id, meldungen }) =>
      meldungen
        .filter((meldung) => schluessel(meldung.empfaenger) === empfaenger)
        .map((meldung) => ({ vorgangId: id, meldung })),
    );
    return seite(alle.reverse(), first);
  }

  stand(): string | null {
    return String(this.impulse.length);
  }

  readonly #warten: (() => void)[] = [];

  /** Resolves when no subscription is open (any more). */
  async ohneAbonnenten(): Promise<void> {
    while (this.#zuhoerer.size > 0) await new Promise<void>((weiter) => this.#warten.push(weiter));
  }

  /** Number of open subscriptions. */
  get abonnenten(): number {
    return this.#zuhoerer.size;
  }

  async *abonniere({ nach, signal }: { nach?: string; signal: AbortSignal }): AsyncGenerator<Impuls> {
    if (nach === "kein-cursor") throw new Fachfehler("CURSOR_UNGUELTIG");
    if (this.kaputt !== null) throw this.kaputt;
    let stelle = nach === undefined ? this.impulse.length : Number(nach);
    let wecke = (): void => undefined;
    const geweckt = (): void => wecke();
    signal.addEventListener("abort", geweckt);
    this.#zuhoerer.add(geweckt);
    try {
      while (!signal.aborted) {
        const impuls = this.impulse[stelle];
        if (impuls !== undefined) {
          stelle++;
          yield impuls;
          continue;
        }
        await new Promise<void>((weiter) => (wecke = weiter));
      }
    } finally {
      this.#zuhoerer.delete(geweckt);
      for (const weiter of this.#warten.splice(0)) weiter();
    }
  }

  #melde(
    vorgang: Vorgang,
    { aktion, statusVorher, zeit, meldungen }: Pick<Impuls, "aktion" | "statusVorher" | "zeit" | "meldungen">,
  ) {
    const { id: vorgangId, version, status } = vorgang;
    const cursor = String(this.impulse.length + 1);
    const fuer = sichtbarFuer(vorgang);
    this.impulse.push({
      cursor,
      vorgangId,
      version,
      aktion,
      statusVorher,
      status,
      zeit,
      sichtbarFuer: fuer,
      meldungen,
    });
    for (const wecke of [...this.#zuhoerer]) wecke();
  }

  #auftraege(): { vorgangId: string; auftrag: Sendeauftrag }[] {
    return [...this.vorgaenge.values()].flatMap(({ id, ausgang }) =>
      ausgang.map((auftrag) => ({ vorgangId: id, auftrag })),
    );
  }

  async zustellungen({ zustand, first }: Zustellfilter) {
    await this.#pruefe();
    return seite(
      this.#auftraege().filter(({ auftrag }) => zustand === undefined || zustand.includes(auftrag.zustand)),
      first,
    );
  }

  async zaehle() {
    const zahl = (zustand: Zustellzustand) =>
      this.#auftraege().filter(({ auftrag }) => auftrag.zustand === zustand).length;
    return Object.fromEntries(ZUSTELLZUSTAENDE.map((zustand) => [zustand, zahl(zustand)])) as Record<
      Zustellzustand,
      number
    >;
  }

  async zaehleWartende() {
    const zahl = (kanal: Kanal) =>
      this.#auftraege().filter(({ auftrag }) => auftrag.kanal === kanal && auftrag.zustand === "WARTET").length;
    return { KIM: zahl("KIM"), TIM: zahl("TIM"), PORTAL: zahl("PORTAL") };
  }

  async wiederhole(id: string) {
    await this.#pruefe();
    return this.#auftraege().some(({ auftrag }) => auftrag.id === id && auftrag.zustand === "UNZUSTELLBAR");
  }
}

function seite<T>(alle: readonly T[], first: number): Seite<T> {
  const eintraege = alle.slice(0, first).map((knoten, stelle) => ({ knoten, cursor: `c${stelle}` }));
  return { eintraege, gibtWeitere: alle.length > first };
}

function sieht(sicht: Sicht, vorgang: Vorgang): boolean {
  if (sicht.art === "ALLE") return true;
  if (sicht.art === "KEINE") return false;
  if (sichtbarFuer(vorgang).includes(sicht.schluessel)) return true;
  if (sicht.art === "BETEILIGT" || !sicht.status.includes(vorgang.status)) return false;
  const { zugang } = sicht;
  if ("kvnr" in zugang) return vorgang.versicherter?.kennung === zugang.kvnr;
  return zugang.codes.some((art) => vorgang.zugriffscodes?.[art] === zugang.code);
}
