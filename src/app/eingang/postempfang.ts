import type { Absenderwache } from "../../domain/ports/absenderwache.js";
import type { Antwortpost, Beantwortetes } from "../../domain/ports/antwortpost.js";
import type { Ausgang } from "../../domain/ports/ausgang.js";
import type {
  Beiseitegelegtes,
  Eingang,
  Eingangsergebnis,
  Postempfang,
  Rueckmeldung,
  Verbleib,
} from "../../domain/ports/eingang.js";
import type { Postablage } from "../../domain/ports/postablage.js";
import type { Uhr } from "../../domain/ports/umgebung.js";
import type { Zustellgrund } from "../../domain/ports/zustellung.js";
import { NICHTS_GETAN } from "../../domain/eingang/rueckmeldungstexte.js";
import { antwortinhalt } from "./antworttext.js";
import { mitGeduld } from "./geduld.js";
import type { Fehlversuche } from "./geduld.js";

export interface Postregeln {
  /** Mails of one sender within an hour; what is more is set aside unread. */
  readonly hoechstensJeStunde: number;
  /** How long an answer stays in the outbox. */
  readonly antwortLebtMs: number;
}

export interface Empfangsteile {
  /** The message becomes a command; throws what is temporary. */
  readonly nimmEntgegen: (eingang: Eingang) => Promise<Eingangsergebnis>;
  readonly ausgang: Pick<Ausgang, "vermerkeNachweis">;
  readonly antwortpost: Pick<Antwortpost, "lege" | "kennt" | "vermerkeNachweis">;
  readonly ablage: Pick<Postablage, "legeBeiseite">;
  readonly wache: Pick<Absenderwache, "laesstEin" | "darfErlaeutern">;
  readonly uhr: Uhr;
  readonly regeln: Postregeln;
  /** Counts what became of a mail, by a code of ours. */
  readonly zaehle: (code: string) => void;
  /** An answer waits to be sent. */
  readonly beiAntwort: () => void;
}

/** What an answer is about besides its words. */
interface Anlass {
  readonly zu: Beantwortetes;
  /** Message-ID; null: none that can be used. */
  readonly auf: string | null;
  readonly bezuege: readonly string[];
  readonly vorgangId: string | null;
}

/** What lasts from one reading to the next. */
export interface Lesestand {
  /** Mails that were set aside before this reading. */
  readonly liegende: ReadonlySet<string>;
  /** How often a mail has brought us down in a row, by its id in the mailbox. */
  readonly fehlversuche: Map<string, Fehlversuche>;
}

const ZU_VIELE: Zustellgrund = {
  code: "ZU_VIELE_NACHRICHTEN",
  text: "Von Ihrer Adresse kamen innerhalb einer Stunde mehr Nachrichten, als angenommen werden. Die übrigen liegen beim Betrieb dieses Dienstes; ist eine davon eilig, handeln Sie in Ihrem System.",
};

/** More names no mail program needs, and somebody may have written thousands. */
const HOECHSTENS_BEZUEGE = 20;

/**
 * What is done with each mail of one reading. The order makes it bear a crash anywhere: the command is stored, then its answer is
 * ordered, then the mail goes; a mail that comes again finds the command's first answer and the answer ordered already.
 */
export function postempfang(teile: Empfangsteile, { liegende, fehlversuche }: Lesestand): Postempfang {
  const { ausgang, antwortpost, wache, uhr, regeln, zaehle } = teile;

  async function antworte(anlass: Anlass, rueckmeldung: Rueckmeldung, gedrosselt: boolean): Promise<void> {
    const erstelltAm = uhr.jetzt();
    await antwortpost.lege({
      ...anlass,
      bezuege: anlass.bezuege.slice(0, HOECHSTENS_BEZUEGE),
      inhalt: antwortinhalt(rueckmeldung, gedrosselt),
      erstelltAm,
      verfaelltAm: new Date(erstelltAm.getTime() + regeln.antwortLebtMs),
    });
    teile.beiAntwort();
  }

  /** At most one per sender and hour. False: not this time. */
  async function erlaeutere(anlass: Anlass, rueckmeldung: Rueckmeldung): Promise<boolean> {
    if (!(await wache.darfErlaeutern(anlass.zu, uhr.jetzt()))) return false;
    await antworte(anlass, rueckmeldung, true);
    return true;
  }

  /** Of a mail that lies: BETRIEB may have it read again, and what becomes of it then is answered too. */
  async function erlaeutereLiegende(anlass: Anlass, text: string): Promise<void> {
    const zu = liegend(anlass.zu);
    if ((await antwortpost.kennt(zu)) || !(await wache.darfErlaeutern(anlass.zu, uhr.jetzt()))) return;
    await antworte({ ...anlass, zu }, { text, buendel: null }, true);
  }

  async function legeBeiseite({ uid, nachrichtId, grund }: Omit<Beiseitegelegtes, "antwortAn">): Promise<Verbleib> {
    await teile.ablage.legeBeiseite({ uid, nachrichtId, grund, seit: uhr.jetzt() });
    zaehle(grund.code);
    return "liegt";
  }

  return {
    istBeiseitegelegt: async (uid) => liegende.has(uid),

    async nachweis(nachweis) {
      // The id is of one of them at most.
      await ausgang.vermerkeNachweis(nachweis);
      await antwortpost.vermerkeNachweis(nachweis);
      zaehle("NACHWEIS");
    },

    async nachricht(eingang, uid) {
      const { absender, id: nachrichtId, bezuege } = eingang;
      const zu = { absender, nachrichtId };
      // Its sender has been told how it ended: a refusal must stay true, though the command could be carried out by now.
      if (await antwortpost.kennt(zu)) return "erledigt";
      if (!(await wache.laesstEin(zu, regeln.hoechstensJeStunde, uhr.jetzt()))) {
        // Of a real rush silence would look like success; a loop of two machines gets no more than one of these an hour.
        await erlaeutereLiegende(
          { zu, auf: nachrichtId, bezuege, vorgangId: null },
          `${NICHTS_GETAN}\n\n${ZU_VIELE.text}`,
        );
        return legeBeiseite({ uid, nachrichtId, grund: ZU_VIELE });
      }
      const ergebnis = await mitGeduld(teile.nimmEntgegen, eingang, uid, { fehlversuche, uhr });
      if (ergebnis === null) {
        const anlass = { zu, auf: nachrichtId, bezuege, vorgangId: null };
        await erlaeutereLiegende(anlass, GESCHEITERT.text);
        return legeBeiseite({ uid, nachrichtId, grund: GESCHEITERT });
      }
      const vorgangId = ergebnis.art === "unbekannterAbsender" ? null : ergebnis.vorgangId;
      const anlass = { zu, auf: nachrichtId, bezuege, vorgangId };
      if (ergebnis.art === "ausgefuehrt") {
        // Somebody waits for it, so nothing limits it.
        if (ergebnis.rueckmeldung !== null) await antworte(anlass, ergebnis.rueckmeldung, false);
        zaehle("AUSGEFUEHRT");
        return "erledigt";
      }
      const grund = ergebnis.art === "abgewiesen" ? ergebnis.grund : UNBEKANNTER_ABSENDER;
      if (!(await erlaeutere(anlass, ergebnis.rueckmeldung))) return legeBeiseite({ uid, nachrichtId, grund });
      zaehle(grund.code);
      return "erledigt";
    },

    async beiseite({ uid, nachrichtId, grund, antwortAn }) {
      if (antwortAn !== null) {
        const zu = { absender: antwortAn, nachrichtId: nachrichtId ?? `uid:${uid}` };
        const text = `${NICHTS_GETAN}\n\n${grund.text}`;
        await erlaeutereLiegende({ zu, auf: nachrichtId, bezuege: [], vorgangId: null }, text);
      }
      return legeBeiseite({ uid, nachrichtId, grund });
    },
  };
}

/** Under an id of its own; no Message-ID holds a blank. */
const liegend = ({ absender, nachrichtId }: Beantwortetes): Beantwortetes => ({
  absender,
  nachrichtId: `liegt ${nachrichtId}`,
});

const GESCHEITERT: Zustellgrund = {
  code: "VERARBEITUNG_GESCHEITERT",
  text: "Bei der Verarbeitung der Nachricht ist ein Fehler aufgetreten. Ob sie gewirkt hat, steht in Ihrem System unter der Verordnungs-ID.",
};
const UNBEKANNTER_ABSENDER: Zustellgrund = {
  code: "ABSENDER_UNBEKANNT",
  text: "Der Verzeichnisdienst kennt zu dieser Adresse keinen oder mehr als einen Teilnehmer.",
};
