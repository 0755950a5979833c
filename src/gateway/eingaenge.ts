import type { Db } from "mongodb";
import { KimPostfach } from "../adapters/kim/kim-postfach.js";
import type { TimKanal } from "../adapters/tim/tim-kanal.js";
import { systemIds, systemUhr } from "../adapters/umgebung.js";
import { annahmenachricht } from "../app/eingang/annahmenachricht.js";
import { findeTeilnahme } from "../app/eingang/chat-teilnahme.js";
import { chatempfang } from "../app/eingang/chat.js";
import type { Eingangsdienste } from "../app/eingang/dienste.js";
import { anfrageIdAus } from "../app/eingang/fund.js";
import { nimmEntgegen } from "../app/eingang/nimm-entgegen.js";
import { Postleser } from "../app/eingang/postleser.js";
import { postverwaltung } from "../app/eingang/postverwaltung.js";
import type { Postverwaltung } from "../app/eingang/postverwaltung.js";
import type { Konfiguration } from "../config.js";
import { MongoAbsenderwache } from "../store/absenderwache.mongo.js";
import { MongoLease } from "../store/lease.mongo.js";
import { MongoPostablage } from "../store/postablage.mongo.js";
import { MongoRueckfragenspeicher } from "../store/rueckfragen.mongo.js";
import type { Teile } from "./teile.js";

/** The chat: what is written in its rooms becomes commands and words. */
export function empfangeChat(tim: TimKanal, bestaetigungMs: number, db: Db, dienste: Eingangsdienste): void {
  tim.empfange(
    chatempfang({
      dienste,
      rueckfragen: new MongoRueckfragenspeicher(db),
      fristMs: bestaetigungMs,
      findeTeilnahme: (wer, fadenId) => findeTeilnahme(wer, fadenId, dienste),
      nimmEntgegen: (eingang) => nimmEntgegen(eingang, dienste),
      anfrageIdZu: (id) => anfrageIdAus({ kanal: "TIM", id }),
      annahmenachricht: (annahme) => annahmenachricht(annahme, dienste.absender),
    }),
  );
}

/** The KIM mailbox at work. */
export interface Post {
  readonly leser: Postleser;
  readonly verwaltung: Postverwaltung;
  /** What became of mails so far, by code. */
  readonly zahlen: ReadonlyMap<string, number>;
  /** Calls when an answer waits to be sent; returns how to stop listening. */
  readonly beiAntwort: (wecken: () => void) => () => void;
  raeumeAuf(jetzt: Date): Promise<void>;
  schliesse(): Promise<void>;
}

/** The KIM mailbox: what comes in becomes commands, proofs and answers. */
export function oeffnePost(
  konfig: Konfiguration,
  db: Db,
  {
    dienste,
    teile: { ausgang, antwortpost },
    beiFehler,
  }: {
    readonly dienste: Eingangsdienste;
    readonly teile: Pick<Teile, "ausgang" | "antwortpost">;
    readonly beiFehler: (fehler: unknown) => void;
  },
): Post {
  const posteingang = new KimPostfach({ konfig: konfig.kim, uhr: systemUhr, beiFehler });
  const ablage = new MongoPostablage(db);
  const wache = new MongoAbsenderwache(db);
  const zahlen = new Map<string, number>();
  const zuhoerer = new Set<() => void>();
  const leser = new Postleser({
    posteingang,
    ablage,
    ausgang,
    antwortpost,
    wache,
    nimmEntgegen: (eingang) => nimmEntgegen(eingang, dienste),
    regeln: {
      hoechstensJeStunde: konfig.POST_HOECHSTENS_JE_STUNDE,
      antwortLebtMs: konfig.ANTWORTEN_AUFBEWAHREN_TAGE * 86_400_000,
    },
    leases: new MongoLease(db, "kim/postfach"),
    inhaber: systemIds.neueId(),
    leaseMs: konfig.POST_LEASE_MS,
    uhr: dienste.uhr,
    zaehle: (code) => void zahlen.set(code, (zahlen.get(code) ?? 0) + 1),
    beiAntwort: () => zuhoerer.forEach((wecken) => wecken()),
    beiFehler,
  });
  return {
    leser,
    verwaltung: postverwaltung({ leser, posteingang, ablage, antwortpost, uhr: dienste.uhr, beiFehler }),
    zahlen,
    beiAntwort(wecken) {
      zuhoerer.add(wecken);
      return () => zuhoerer.delete(wecken);
    },
    async raeumeAuf(jetzt) {
      await antwortpost.raeumeAuf(jetzt);
      await wache.raeumeAuf(jetzt);
    },
    async schliesse() {
      await leser.schliesse();
      await posteingang.schliesse();
    },
  };
}
