import type { Kanalstand, Sendung, Urteil, Zustelladapter, Zustellgrund } from "../../domain/ports/zustellung.js";
import type { Dokumentdruck } from "../../domain/ports/dokumentdruck.js";
import type { Uhr } from "../../domain/ports/umgebung.js";
import { KIM_ADRESSE, type KimKonfiguration } from "./konfiguration.js";
import { alsNachrichtId, baueNachricht, type AlsXml } from "./nachricht.js";
import { SmtpFehler, SmtpSitzung } from "./smtp-sitzung.js";
import { Sitzungsvorrat } from "./sitzungsvorrat.js";
import { Sperre } from "./sperre.js";
import { urteile } from "./urteile.js";
import type { Fehlerbild } from "./urteile.js";

/** Above this the Clientmodul moves the mail to the KAS, which only recipients with a version ending in "+" can read. */
const GRENZE_GROSSE_NACHRICHT = 15_728_640;
/** "Service not available, closing transmission channel" (RFC 5321, 3.8). */
const DIENST_ENDET = 421;
/** Ids become Message-IDs; anything else could break out of the header. */
const KENNUNG = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/** Refusals that need no connection. */
const VORABGRUENDE = {
  KIM_KENNUNG_UNGUELTIG: "Die Kennung des Auftrags ist als Message-ID nicht zulässig.",
  KIM_ADRESSE_UNGUELTIG: "Die KIM-Adresse des Empfängers ist nicht zulässig.",
  KIM_EMPFAENGER_OHNE_GROSSE_NACHRICHTEN:
    "Die Nachricht ist größer als 15 MiB; der Empfänger kann so große Nachrichten nicht empfangen.",
  KIM_ZU_GROSS: "Die Nachricht ist größer, als das Clientmodul annimmt.",
} as const satisfies Record<string, string>;

function abgelehnt(code: keyof typeof VORABGRUENDE): Urteil {
  const grund: Zustellgrund = { code, text: VORABGRUENDE[code] };
  return { art: "abgelehnt", grund };
}

export interface KimAbhaengigkeiten {
  readonly konfig: KimKonfiguration;
  readonly alsXml: AlsXml;
  readonly uhr: Uhr;
  /** The account is closed, or open again. */
  readonly beiSperre?: (stand: Kanalstand) => void;
  /** Absent: messages go out without a Lesefassung. */
  readonly lesefassung?: {
    readonly druck: Dokumentdruck;
    /** Printing failed; the message goes out without. */
    readonly beiFehler: (fehler: unknown) => void;
  };
}

/** Sends over the KIM Clientmodul by SMTP, one mail per recipient, and answers with a verdict. */
export class KimAdapter implements Zustelladapter {
  readonly kanal = "KIM";
  readonly #konfig: KimKonfiguration;
  readonly #teile: Omit<KimAbhaengigkeiten, "konfig">;
  readonly #vorrat: Sitzungsvorrat;
  readonly #sperre: Sperre;
  readonly #wartende = new Set<() => void>();
  #gesperrtSeit: Date | null = null;
  #letzterGrund: Zustellgrund | null = null;
  readonly #laufende = new Set<Promise<Urteil>>();

  constructor({ konfig, ...teile }: KimAbhaengigkeiten) {
    this.#konfig = konfig;
    this.#teile = teile;
    this.#vorrat = new Sitzungsvorrat((signal) => SmtpSitzung.oeffne(konfig, signal), {
      groesse: konfig.verbindungen,
      leerlaufMs: konfig.leerlaufMs,
      nachrichtenJeVerbindung: konfig.nachrichtenJeVerbindung,
    });
    this.#sperre = new Sperre(konfig.sperre, {
      probe: () => this.pruefe(),
      beiWechsel: (gesperrt) => {
        this.#gesperrtSeit = gesperrt ? teile.uhr.jetzt() : null;
        if (!gesperrt) for (const wecke of this.#wartende) wecke();
        teile.beiSperre?.(this.stand);
      },
    });
  }

  get bereit(): boolean {
    return !this.#sperre.gesperrt;
  }

  get stand(): Kanalstand {
    const gesperrtSeit = this.#gesperrtSeit;
    return { kanal: this.kanal, gesperrtSeit, grund: gesperrtSeit === null ? null : this.#letzterGrund };
  }

  /** Calls when the account answers again; returns how to stop listening. */
  beiBereitschaft(wecken: () => void): () => void {
    this.#wartende.add(wecken);
    return () => this.#wartende.delete(wecken);
  }

  /** Message-ID with angle brackets. */
  nachrichtId(auftragId: string): string {
    return alsNachrichtId(auftragId, this.#konfig);
  }

  /** @throws only for faults of the program, e.g. a Bundle that `alsXml` cannot write */
  async sende(sendung: Sendung, { signal }: { readonly signal: AbortSignal }): Promise<Urteil> {
    const lauf = this.#sende(sendung, signal);
    this.#laufende.add(lauf);
    try {
      return await lauf;
    } finally {
      this.#laufende.delete(lauf);
    }
  }

  async #sende(sendung: Sendung, signal: AbortSignal): Promise<Urteil> {
    const kennungen = [sendung.auftragId, sendung.fadenId, ...sendung.vorgaenger];
    if (!kennungen.every((id) => KENNUNG.test(id))) return abgelehnt("KIM_KENNUNG_UNGUELTIG");
    if (!KIM_ADRESSE.test(sendung.adresse)) return abgelehnt("KIM_ADRESSE_UNGUELTIG");
    const { alsXml, uhr } = this.#teile;
    const { buendel } = sendung;
    const xml = buendel === null ? null : Buffer.from(alsXml(buendel), "utf8");
    const anhaenge = { xml, pdf: await this.#drucke(sendung) };
    const nachricht = await baueNachricht(sendung, this.#konfig, anhaenge, uhr.jetzt());
    if (nachricht.dekodiert > GRENZE_GROSSE_NACHRICHT && !sendung.empfaengerVersion?.endsWith("+")) {
      return abgelehnt("KIM_EMPFAENGER_OHNE_GROSSE_NACHRICHTEN");
    }
    const { nachrichtId, roh } = nachricht;
    const umschlag = {
      von: this.#konfig.konto.adresse,
      an: sendung.adresse,
      dsn: { kennung: sendung.auftragId },
    };
    try {
      return await this.#vorrat.mit(signal, async (sitzung) => {
        const grenze = sitzung.hoechsteGroesse;
        if (grenze !== null && roh.length > grenze) return abgelehnt("KIM_ZU_GROSS");
        await sitzung.sende(umschlag, roh, signal);
        this.#sperre.gelungen();
        return { art: "uebergeben", nachrichtId };
      });
    } catch (fehler) {
      if (!(fehler instanceof SmtpFehler)) throw fehler;
      const urteil = urteile(fehler.bild, nachrichtId);
      this.#merke(fehler.bild, urteil);
      return urteil;
    }
  }

  /** The Lesefassung is a convenience beside the Bundle: a fault in printing costs itself, not the message. */
  async #drucke({ lesefassung: dokument }: Sendung): Promise<Buffer | null> {
    const { lesefassung } = this.#teile;
    if (lesefassung === undefined || dokument === undefined) return null;
    try {
      return Buffer.from(await lesefassung.druck.drucke(dokument));
    } catch (fehler) {
      lesefassung.beiFehler(fehler);
      return null;
    }
  }

  /** Only what concerns the account counts: a refused recipient or content says that it answers. */
  #merke({ phase, ursache, antwort }: Fehlerbild, urteil: Urteil): void {
    if (ursache === "ABGEBROCHEN") return;
    const ohneKonto = phase === "VERBINDEN" || phase === "ANMELDEN" || antwort === DIENST_ENDET;
    if (!ohneKonto) return antwort === null ? undefined : this.#sperre.gelungen();
    this.#letzterGrund = urteil.art === "uebergeben" ? null : urteil.grund;
    this.#sperre.gescheitert();
  }

  /** Whether the Clientmodul lets us in now; sends nothing. */
  async pruefe(): Promise<boolean> {
    const signal = AbortSignal.timeout(this.#konfig.fristen.verbindenMs);
    try {
      await this.#vorrat.mit(signal, (sitzung) => sitzung.pruefe(signal));
      return true;
    } catch (fehler) {
      if (fehler instanceof SmtpFehler) return false;
      throw fehler;
    }
  }

  /** Lets running sends end (they have deadlines), then leaves the Clientmodul; later sends are answered with `spaeter`. */
  async schliesse(): Promise<void> {
    this.#sperre.schliesse();
    await Promise.allSettled(this.#laufende);
    await this.#vorrat.schliesse();
  }
}
