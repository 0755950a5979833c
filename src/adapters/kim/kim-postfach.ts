import type { Posteingang, Postempfang } from "../../domain/ports/eingang.js";
import type { Uhr } from "../../domain/ports/umgebung.js";
import { werteAus, zuGross, type Auswertung } from "./auswertung.js";
import { beiseitegrund, nurVoruebergehend } from "./beiseitegruende.js";
import { pop3Benutzername } from "./benutzername.js";
import { bezuegeVon } from "./bezuege.js";
import type { KimKonfiguration } from "./konfiguration.js";
import { liesKopf } from "./kopf.js";
import { MimeLeser, Parserfehler } from "./mime-leser.js";
import { Aufbaufehler } from "./mime-zerlegung.js";
import { domainVon } from "./nachricht.js";
import { Pop3, Pop3Fehler } from "./pop3.js";
import { Leselauf } from "./leselauf.js";
import { Postgedaechtnis } from "./postgedaechtnis.js";
import { dienstkennungVon, istVerschlossen, UNLESBARE_DIENSTKENNUNG, zugehoerigkeit } from "./zugehoerigkeit.js";

/** Where the mail is only to be sorted by its header; far more than any real one has. */
const HOECHSTER_ABGEHOLTER_KOPF = 1024 * 1024;
/** Readings in a row at which the parser may fail at a mail before it is set aside. */
const PARSERVERSUCHE = 3;
/** The same for a Konnektor that is away, and for a Clientmodul that does not give the mail out: with the default interval some minutes. */
const KONNEKTORVERSUCHE = 20;
export interface Postfachteile {
  readonly konfig: KimKonfiguration;
  readonly uhr: Uhr;
  /** A message could not be read or taken; it comes again. Told, not thrown: it must not hold up what waits for the proofs. */
  readonly beiFehler: (fehler: unknown) => void;
  readonly leser?: MimeLeser;
}

interface Postsache {
  readonly nummer: number;
  readonly uid: string;
  readonly bytes: number;
}

/**
 * The gateway's mailbox at the Clientmodul. Header first (TOP): what is not meant for this application is never fetched nor
 * removed. What is gets fetched (RETR), taken by the receiver, marked (DELE) and removed with QUIT; what was marked and came back
 * is only marked again. No mail holds up those behind it: one that fails is tried again at the next reading, after the others.
 */
export class KimPostfach implements Posteingang {
  readonly #konfig: KimKonfiguration;
  readonly #uhr: Uhr;
  readonly #beiFehler: (fehler: unknown) => void;
  readonly #leser: MimeLeser;
  readonly #gedaechtnis = new Postgedaechtnis();
  #laufend: Promise<unknown> = Promise.resolve();
  readonly #ende = new AbortController();

  constructor({ konfig, uhr, beiFehler, leser = new MimeLeser() }: Postfachteile) {
    this.#konfig = konfig;
    this.#uhr = uhr;
    this.#beiFehler = beiFehler;
    this.#leser = leser;
  }

  /** @throws Pop3Fehler | Verbindungsfehler, or what `empfang.nachweis` throws */
  hole(empfang: Postempfang, signal: AbortSignal): Promise<ReadonlyMap<string, number>> {
    // One reader at a time: a mailbox admits one session (RFC 1939, section 8).
    return this.#nacheinander(signal, (abbruch) => this.#lies(empfang, abbruch));
  }

  /** @throws Pop3Fehler | Verbindungsfehler */
  entferne(uid: string, signal: AbortSignal): Promise<boolean> {
    return this.#nacheinander(signal, async (abbruch) => {
      const pop3 = await this.#verbinde(abbruch);
      try {
        const sache = (await pop3.uidl()).find((eine) => eine.uid === uid);
        if (sache === undefined) return false;
        await pop3.dele(sache.nummer);
      } finally {
        // Not `beende`: deleted is what QUIT has confirmed.
        await pop3.quit();
      }
      return true;
    });
  }

  #nacheinander<T>(signal: AbortSignal, arbeite: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const lauf = this.#laufend.then(() => arbeite(AbortSignal.any([signal, this.#ende.signal])));
    this.#laufend = lauf.catch(() => undefined);
    return lauf;
  }

  #verbinde(signal: AbortSignal): Promise<Pop3> {
    const { host, pop3Port: port, tls, konto, fristen } = this.#konfig;
    return Pop3.verbinde({
      ziel: { host, port, tls },
      benutzer: pop3Benutzername(konto),
      passwort: konto.passwort,
      fristMs: fristen.pop3Ms,
      signal,
    });
  }

  async schliesse(): Promise<void> {
    this.#ende.abort();
    await this.#laufend;
  }

  async #lies(empfang: Postempfang, signal: AbortSignal): Promise<ReadonlyMap<string, number>> {
    const lauf = new Leselauf(empfang, this.#gedaechtnis, this.#beiFehler);
    try {
      // A mail over its limit ends the connection; it is known then, and the next session goes on behind it.
      while ((await this.#sitzung(lauf, signal)) === "GEKAPPT");
    } finally {
      await this.#leser.schliesse();
    }
    if (lauf.nachweisfehler !== null) throw lauf.nachweisfehler.fehler;
    return this.#gedaechtnis.zaehleFremde();
  }

  async #sitzung(lauf: Leselauf, signal: AbortSignal): Promise<"FERTIG" | "GEKAPPT"> {
    const pop3 = await this.#verbinde(signal);
    try {
      for (const sache of await this.#liste(pop3)) {
        // Also what was marked in a session of this reading that ended without QUIT.
        if (this.#gedaechtnis.istErledigt(sache.uid)) await this.#entferne(pop3, sache);
        else if (lauf.siehtErstmals(sache.uid)) {
          if ((await this.#bearbeite(pop3, sache, lauf)) === "GEKAPPT") return "GEKAPPT";
          if (lauf.istAussichtslos) break;
        }
      }
      return "FERTIG";
    } finally {
      await beende(pop3);
    }
  }

  /** Everything there is, what failed before at the end. */
  async #liste(pop3: Pop3): Promise<readonly Postsache[]> {
    const [uids, groessen] = [await pop3.uidl(), await pop3.list()];
    this.#gedaechtnis.behalte(new Set(uids.map(({ uid }) => uid)));
    const sachen = uids.map(({ nummer, uid }) => ({ nummer, uid, bytes: groessen.get(nummer) ?? 0 }));
    const fehlte = ({ uid }: Postsache) => this.#gedaechtnis.istGescheitert(uid);
    return [...sachen.filter((sache) => !fehlte(sache)), ...sachen.filter(fehlte)];
  }

  async #bearbeite(pop3: Pop3, sache: Postsache, lauf: Leselauf): Promise<"WEITER" | "GEKAPPT"> {
    const { nummer, uid, bytes } = sache;
    if (this.#gedaechtnis.istFremd(uid)) return "WEITER";
    if ((await lauf.istBeiseitegelegt(uid)) !== false) return "WEITER";

    const obenauf = await geholt(() => pop3.top(nummer, HOECHSTER_ABGEHOLTER_KOPF));
    if (obenauf === "VERWEIGERT") return "WEITER";
    if (obenauf === "ZU_GROSS") return this.#lasse(uid, UNLESBARE_DIENSTKENNUNG, "GEKAPPT");
    const kopf = liesKopf(obenauf);
    const wessen = zugehoerigkeit(kopf, domainVon(this.#konfig), this.#konfig.dienstkennung);
    if (wessen === "FREMD" && !istVerschlossen(kopf)) return this.#lasse(uid, dienstkennungVon(kopf), "WEITER");

    const grenze = this.#konfig.eingang.hoechstensBytes;
    const roh = bytes > grenze ? "ZU_GROSS" : await geholt(() => pop3.retr(nummer, grenze));
    // Of a report only its body tells that it is ours, unless the header does.
    const unserer = wessen === "UNSERE" || bezuegeVon(kopf, domainVon(this.#konfig)).length > 0;
    if (roh === "VERWEIGERT") {
      if (unserer && this.#gedaechtnis.zaehleUngelesen(uid) >= KONNEKTORVERSUCHE)
        await lauf.legeBeiseite(uid, kopf, beiseitegrund("NICHT_HERAUSGEGEBEN"));
      return "WEITER";
    }
    if (roh === "ZU_GROSS") {
      const weiter = bytes > grenze ? "WEITER" : "GEKAPPT";
      if (!unserer) return this.#lasse(uid, dienstkennungVon(kopf), weiter);
      const verbleib = await lauf.legeBeiseite(uid, kopf, zuGross(kopf, this.#konfig));
      return verbleib === "erledigt" && weiter === "WEITER" ? this.#entferne(pop3, sache) : weiter;
    }
    const ausgewertet = await this.#werteAus(roh, uid);
    if (ausgewertet === null) return "WEITER";
    if (ausgewertet.art === "fremd") return this.#lasse(uid, dienstkennungVon(kopf), "WEITER");
    const verbleib = await lauf.uebergib(uid, liesKopf(roh), ausgewertet);
    return verbleib === "erledigt" ? this.#entferne(pop3, sache) : "WEITER";
  }

  #lasse<W extends "WEITER" | "GEKAPPT">(uid: string, dienstkennung: string, weiter: W): W {
    this.#gedaechtnis.merkeFremd(uid, dienstkennung);
    return weiter;
  }

  async #entferne(pop3: Pop3, { nummer }: Postsache): Promise<"WEITER"> {
    try {
      await pop3.dele(nummer);
    } catch (fehler) {
      // Refused: it comes again, and is only marked then.
      if (!(fehler instanceof Pop3Fehler && fehler.code === "ABGEWIESEN")) throw fehler;
    }
    return "WEITER";
  }

  /** Null: not now, it comes again. */
  async #werteAus(roh: Buffer, uid: string): Promise<Auswertung | null> {
    try {
      const zerlege = () => this.#leser.lies(roh);
      const ausgewertet = await werteAus(liesKopf(roh), zerlege, this.#konfig, this.#uhr.jetzt());
      const voruebergehend = ausgewertet.art === "beiseite" && nurVoruebergehend(ausgewertet.beiseite.grund);
      if (voruebergehend && this.#gedaechtnis.zaehleUngelesen(uid) < KONNEKTORVERSUCHE) return null;
      return ausgewertet;
    } catch (fehler) {
      if (fehler instanceof Aufbaufehler) return { art: "beiseite", beiseite: beiseitegrund("AUFBAU_UNZULAESSIG") };
      if (!(fehler instanceof Parserfehler)) throw fehler;
      if (this.#gedaechtnis.zaehleUngelesen(uid) >= PARSERVERSUCHE)
        return { art: "beiseite", beiseite: beiseitegrund("UNLESBAR") };
      this.#beiFehler(fehler);
      return null;
    }
  }
}

/** -ERR: refused now, perhaps given out at the next reading. */
async function geholt(hole: () => Promise<Buffer>): Promise<Buffer | "VERWEIGERT" | "ZU_GROSS"> {
  try {
    return await hole();
  } catch (fehler) {
    if (!(fehler instanceof Pop3Fehler)) throw fehler;
    if (fehler.code === "ABGEWIESEN") return "VERWEIGERT";
    if (fehler.code === "ZU_GROSS") return "ZU_GROSS";
    throw fehler;
  }
}

/** What was taken before a failure is removed all the same. */
async function beende(pop3: Pop3): Promise<void> {
  try {
    await pop3.quit();
  } catch (fehler) {
    if (!(fehler instanceof Pop3Fehler)) throw fehler;
  }
}
