import { MatrixError } from "matrix-js-sdk";
import { setTimeout as warte } from "node:timers/promises";
import type { MatrixClient } from "matrix-js-sdk";
import type { Chatempfang } from "../../domain/ports/chat.js";
import { GeraetVerloren } from "../../domain/ports/geraetespeicher.js";
import type { Geraetespeicher } from "../../domain/ports/geraetespeicher.js";
import type { Lease, Leasegeber } from "../../domain/ports/lease.js";
import type { Erledigung, Pflegeurteil, Raumabschied, Raumpflege } from "../../domain/ports/raumpflege.js";
import type { Kanalstand, Sendung, Urteil, Zustelladapter, Zustellgrund } from "../../domain/ports/zustellung.js";
import { Anlauf } from "./anlauf.js";
import { Ausfall } from "./ausfall.js";
import { TimEingang } from "./eingang.js";
import { oeffneGeraet } from "./geraet.js";
import type { TimKonfiguration } from "./konfiguration.js";
import { Takt } from "./takt.js";
import { TimAdapter } from "./tim-adapter.js";
import { urteile } from "./urteile.js";

export interface Kanalteile {
  readonly konfig: TimKonfiguration;
  /** Of the account's one device. */
  readonly leases: Leasegeber;
  readonly speicherUnter: (lease: Lease) => Geraetespeicher;
  /** Unique for this instance. */
  readonly inhaber: string;
  /** A holder that is silent for this long is taken to be dead. */
  readonly leaseMs: number;
  /** An unexpected failure: logged without content, the loop goes on. */
  readonly beiFehler: (fehler: unknown) => void;
}

const NICHT_BEREIT = {
  art: "spaeter",
  grund: { code: "TIM_STOERUNG", text: "Der Homeserver war nicht erreichbar oder gestört." },
} as const satisfies Urteil;

/** After a stop: for an answer that is on its way, and the device's last state. */
const GNADENFRIST_MS = 1_500;

/**
 * The TI-Messenger as one of the gateway's channels. Every instance runs it; the one with the lease has the device and sends, the
 * others wait to take it over. Ready means: device in sync, and the account's pace allows the next event; or there
 * has been no device for so long that orders may be given up.
 */
export class TimKanal implements Zustelladapter, Raumpflege {
  readonly kanal = "TIM";
  readonly #teile: Kanalteile;
  readonly #ende = new AbortController();
  /** Some time after the end: what the homeserver has not answered by then is given up. */
  readonly #abbruch = new AbortController();
  readonly #takt = new Takt(() => performance.now());
  readonly #wartende = new Set<() => void>();
  readonly #empfang = Promise.withResolvers<Chatempfang>();
  readonly #lauf: Promise<void>;
  readonly #anlauf: Anlauf;
  #adapter: TimAdapter | null = null;
  readonly #ausfall: Ausfall;
  #weckzeit: NodeJS.Timeout | null = null;

  constructor(teile: Kanalteile) {
    this.#teile = teile;
    this.#anlauf = new Anlauf(teile.leaseMs / 3, () => performance.now());
    this.#ausfall = new Ausfall(teile.konfig.ausfallHoechstensMs, () => performance.now());
    this.#lauf = this.#laufe();
  }

  get bereit(): boolean {
    if (this.#adapter === null) return this.#ausfall.istZuLang;
    const ms = this.#takt.wartezeitMs();
    if (ms > 0 && ms < Infinity) this.#weckeIn(ms);
    return ms === 0;
  }

  /** Calls whenever `bereit` may have become true; returns how to stop listening. */
  beiBereitschaft(wecken: () => void): () => void {
    this.#wartende.add(wecken);
    return () => this.#wartende.delete(wecken);
  }

  get stand(): Kanalstand {
    const { zeit = null, grund = null } = this.#ausfall.stoerung ?? {};
    return { kanal: "TIM", gesperrtSeit: zeit, grund, jeNachrichtMs: this.#takt.dauertMs(1) };
  }

  /** From now on reads what people write in the rooms, while this instance has the device; once. */
  empfange(empfang: Chatempfang): void {
    this.#empfang.resolve(empfang);
  }

  nachrichtId(auftragId: string): string {
    return auftragId;
  }

  async sende(sendung: Sendung, optionen: { readonly signal: AbortSignal }): Promise<Urteil> {
    const adapter = this.#adapter;
    if (adapter === null) return { art: "spaeter", grund: this.stand.grund ?? NICHT_BEREIT.grund };
    this.#takt.beginne();
    let ausgang: Parameters<Takt["beende"]>[0] = "sonst";
    try {
      const urteil = await adapter.sende(sendung, optionen);
      if (urteil.art === "uebergeben") ausgang = "genommen";
      if (urteil.art === "spaeter" && urteil.nachMs !== undefined && urteil.grund.code !== "TIM_RAUMGRENZE")
        ausgang = urteil.nachMs;
      return urteil;
    } finally {
      this.#takt.beende(ausgang);
    }
  }

  erledige(erledigung: Erledigung, { signal }: { readonly signal: AbortSignal }): Promise<Pflegeurteil> {
    return this.#pflege((adapter) => adapter.erledige(erledigung, signal));
  }

  verlasse(abschied: Raumabschied, { signal }: { readonly signal: AbortSignal }): Promise<Pflegeurteil> {
    return this.#pflege((adapter) => adapter.verlasse(abschied, signal));
  }

  /** Edits and redactions are events like any other: they share the pace. */
  async #pflege(arbeite: (adapter: TimAdapter) => Promise<boolean>): Promise<Pflegeurteil> {
    const adapter = this.#adapter;
    if (adapter === null) return NICHT_BEREIT;
    this.#takt.beginne();
    let ausgang: Parameters<Takt["beende"]>[0] = "sonst";
    try {
      return { art: (await arbeite(adapter)) ? "getan" : "entfaellt" };
    } catch (fehler) {
      const urteil = urteile(fehler);
      if (urteil === null) throw fehler;
      if (urteil.art !== "spaeter") return { art: "entfaellt" };
      if (urteil.nachMs !== undefined) ausgang = urteil.nachMs;
      return { art: "spaeter", grund: urteil.grund };
    } finally {
      this.#takt.beende(ausgang);
    }
  }

  async pruefe(): Promise<boolean> {
    return (await this.#adapter?.pruefe()) ?? false;
  }

  async schliesse(): Promise<void> {
    this.#ende.abort();
    const frist = setTimeout(() => this.#abbruch.abort(), GNADENFRIST_MS);
    await this.#lauf;
    clearTimeout(frist);
    if (this.#weckzeit !== null) clearTimeout(this.#weckzeit);
  }

  #weckeIn(ms: number): void {
    this.#weckzeit ??= setTimeout(() => {
      this.#weckzeit = null;
      this.#wecke();
    }, ms);
  }

  #wecke(): void {
    for (const wecken of this.#wartende) wecken();
  }

  async #laufe(): Promise<void> {
    const { leases, inhaber, leaseMs, beiFehler } = this.#teile;
    const { signal } = this.#ende;
    while (!signal.aborted) {
      try {
        const lease = await leases.nimmLease(inhaber, leaseMs);
        if (lease !== null) await this.#halte(lease);
      } catch (fehler) {
        // What refuses is left in peace; what is away is asked again soon.
        if (fehler instanceof MatrixError) this.#anlauf.gescheitert();
        if (fehler instanceof GeraetVerloren) this.#ausfall.behoben();
        else this.#ausfall.gescheitert(grundDerStoerung(fehler), new Date());
        beiFehler(fehler);
      }
      await warte(this.#anlauf.pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Has the device until it is lost or this instance ends. */
  async #halte(lease: Lease): Promise<void> {
    const { konfig, leases, speicherUnter, leaseMs, beiFehler } = this.#teile;
    const verloren = new AbortController();
    const abgemeldet = new AbortController();
    const schlage = async (): Promise<void> => {
      // A database that does not answer says nothing; the next beat asks again.
      if (!(await leases.verlaengere(lease, leaseMs).catch(() => true))) verloren.abort();
    };
    const herz = setInterval(() => void schlage(), leaseMs / 3);
    try {
      const beiVerlust = (): void => verloren.abort();
      const beiAbmeldung = (): void => abgemeldet.abort();
      const abbruch = this.#abbruch.signal;
      const geraet = await oeffneGeraet({ konfig, speicher: speicherUnter(lease), beiVerlust, beiAbmeldung, abbruch });
      const adapter = new TimAdapter(geraet.client, konfig);
      const ende = AbortSignal.any([verloren.signal, abgemeldet.signal, this.#ende.signal]);
      const lesen = this.#lies(geraet.client, adapter, ende);
      try {
        this.#adapter = adapter;
        this.#anlauf.gelungen();
        this.#ausfall.behoben();
        this.#wecke();
        await abgebrochen(ende);
        if (abgemeldet.signal.aborted) this.#anlauf.gescheitert();
      } finally {
        this.#adapter = null;
        await lesen;
        await adapter.schliesse();
        // Lost: there is nothing to save any more, and the new holder must not be disturbed.
        await geraet.schliesse().catch((fehler: unknown) => {
          if (!verloren.signal.aborted) beiFehler(fehler);
        });
      }
    } finally {
      clearInterval(herz);
      await leases.gibZurueck(lease).catch(beiFehler);
    }
  }

  async #lies(client: MatrixClient, adapter: TimAdapter, ende: AbortSignal): Promise<void> {
    const empfang = await Promise.race([this.#empfang.promise, abgebrochen(ende)]);
    if (empfang === undefined || ende.aborted) return;
    const { konfig, beiFehler } = this.#teile;
    const raumMit: TimAdapter["raumMit"] = (...welcher) => adapter.raumMit(...welcher);
    const eingang = new TimEingang({ client, konfig, empfang, raumMit, beiFehler });
    await abgebrochen(ende);
    await eingang.schliesse();
  }
}

/** The password is wrong, the account locked: only a person can help. */
const ANMELDUNG_ABGELEHNT: Zustellgrund = {
  code: "TIM_ANMELDUNG_ABGELEHNT",
  text: "Der Homeserver lässt das Konto des Gateways nicht hinein; Zugangsdaten und Konto sind zu prüfen.",
};

function grundDerStoerung(fehler: unknown): Zustellgrund {
  const urteil = urteile(fehler);
  if (urteil?.art === "abgelehnt") return ANMELDUNG_ABGELEHNT;
  return urteil?.art === "spaeter" ? urteil.grund : NICHT_BEREIT.grund;
}

const abgebrochen = (signal: AbortSignal): Promise<void> =>
  new Promise((fertig) => {
    if (signal.aborted) return fertig();
    signal.addEventListener("abort", () => fertig(), { once: true });
  });
