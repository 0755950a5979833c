import type { Versandteile } from "../../src/app/versand.js";
import { VERSANDPLAN_VORGABE } from "../../src/app/versandplan.js";
import type { Sendeauftrag } from "../../src/domain/hkp/sendeauftrag.js";
import type { Vorgang } from "../../src/domain/hkp/vorgang.js";
import { istUeberholt } from "../../src/domain/hkp/sendeauftrag.js";
import type { Ausgang, Beanspruchter, Vermerk } from "../../src/domain/ports/ausgang.js";
import { ErgebnisUnbekannt } from "../../src/domain/ports/vorgang-store.js";
import type { Verzeichnisergebnis } from "../../src/domain/ports/verzeichnis.js";
import type { Sendung, Urteil, Zustelladapter, Zustellnachweis } from "../../src/domain/ports/zustellung.js";
import { inPruefung } from "../domain/hkp/vorgaenge.js";
import { HAND_UND_HERZ, KASSE } from "../helfer/akteure.js";
import { stehendeUhr } from "../helfer/uhr.js";

/** An outbox with one order in memory, and a channel that answers as it is told. The real ones have suites of their own. */
export const ERSTELLT_AM = new Date("2026-03-02T10:59:00Z");

export function auftrag(abweichung: Partial<Sendeauftrag> = {}): Sendeauftrag {
  return {
    id: "auftrag-1",
    meldungId: "meldung-1",
    ereignis: "EINGEREICHT",
    absender: HAND_UND_HERZ,
    empfaenger: KASSE,
    kanal: "KIM",
    version: 6,
    stand: 3,
    erstelltAm: ERSTELLT_AM,
    zustand: "WARTET",
    zustandSeit: ERSTELLT_AM,
    naechsterVersuch: ERSTELLT_AM,
    versuche: 1,
    unbekannt: 0,
    adresse: null,
    nachrichtId: null,
    grund: null,
    anspruch: null,
    ...abweichung,
  };
}

export function beanspruchter(eigener: Sendeauftrag = auftrag(), vorgang: Partial<Vorgang> = {}): Beanspruchter {
  return { auftrag: eigener, vorgang: inPruefung({ ausgang: [eigener], ...vorgang }), marke: "marke-1" };
}

export const GEFUNDEN: Verzeichnisergebnis = {
  art: "gefunden",
  eintrag: {
    telematikId: "8-01-HKPSANDBOX0001",
    ik: KASSE.kennung,
    name: "gematiker Kasse",
    professionOids: ["1.2.276.0.76.4.59"],
    kim: { adresse: "kasse@kim.test", version: "1.5" },
    tim: null,
  },
};

export interface Buehne {
  readonly teile: Versandteile;
  /** What arrived at the channel. */
  readonly gesendet: Sendung[];
  /** What was recorded, in order. */
  readonly vermerke: Vermerk[];
  /** What the outbox was told before the channel was entered. */
  readonly uebergaben: { readonly adresse: string; readonly nachrichtId: string }[];
  readonly nachweise: Zustellnachweis[];
  /** Order of everything that happened. */
  readonly verlauf: string[];
}

export interface Umstaende {
  readonly urteil?: Urteil | (() => Promise<Urteil>);
  readonly verzeichnis?: Verzeichnisergebnis;
  /** Proofs that wait in the mailbox. */
  readonly imPostfach?: readonly Zustellnachweis[];
  readonly postfachSchweigt?: boolean;
  /** The claim was taken away by another worker. */
  readonly anspruchVerloren?: boolean;
  /** Another worker took the claim over during the attempt. */
  readonly anspruchEntzogen?: boolean;
  /** The first n attempts to record a verdict are not answered by the database. */
  readonly datenbankschluckauf?: number;
  readonly kanal?: "KIM" | "TIM";
}

export function buehne(umstaende: Umstaende = {}): Buehne {
  const gesendet: Sendung[] = [];
  const vermerke: Vermerk[] = [];
  const uebergaben: { adresse: string; nachrichtId: string }[] = [];
  const nachweise: Zustellnachweis[] = [];
  const verlauf: string[] = [];
  let schluckauf = umstaende.datenbankschluckauf ?? 0;

  const ausgang: Pick<Ausgang, "beginneUebergabe" | "verlaengere" | "vermerke" | "vermerkeNachweis"> = {
    async verlaengere() {
      verlauf.push("Lebenszeichen");
      return umstaende.anspruchEntzogen !== true;
    },
    async beginneUebergabe({ auftrag: eigener, vorgang }, adresse, nachrichtId) {
      // As the port demands: not without the claim, not if overtaken, not if a proof has made it final.
      if (umstaende.anspruchVerloren === true || istUeberholt(eigener, vorgang)) return false;
      if (nachweise.some(({ auftragId, ergebnis }) => auftragId === eigener.id && ergebnis !== "verzoegert"))
        return false;
      verlauf.push("Übergabe");
      uebergaben.push({ adresse, nachrichtId });
      return true;
    },
    async vermerke(_beanspruchter, vermerk) {
      if (schluckauf-- > 0) throw new ErgebnisUnbekannt(new Error("no answer"));
      verlauf.push("Vermerk");
      vermerke.push(vermerk);
      return true;
    },
    async vermerkeNachweis(nachweis) {
      nachweise.push(nachweis);
    },
  };
  const adapter: Zustelladapter = {
    kanal: umstaende.kanal ?? "KIM",
    nachrichtId: (auftragId) => `<${auftragId}@kim.test>`,
    async sende(sendung) {
      verlauf.push("Senden");
      gesendet.push(sendung);
      const { urteil = { art: "uebergeben", nachrichtId: adapter.nachrichtId(sendung.auftragId) } } = umstaende;
      return typeof urteil === "function" ? urteil() : urteil;
    },
    pruefe: () => Promise.resolve(true),
    schliesse: () => Promise.resolve(),
  };
  const teile: Versandteile = {
    ausgang: ausgang as Ausgang,
    verzeichnis: { finde: () => Promise.resolve(umstaende.verzeichnis ?? GEFUNDEN) },
    adapter: new Map([[adapter.kanal, adapter]]),
    async lesePost() {
      verlauf.push("Postfach");
      if (umstaende.postfachSchweigt === true) throw new Error("mailbox does not answer");
      nachweise.push(...(umstaende.imPostfach ?? []));
    },
    baueSendung: ({ auftrag: eigener }, { kim }) => ({
      auftragId: eigener.id,
      adresse: kim?.adresse ?? "",
      fadenId: "faden-1",
      vorgaenger: [],
      nachrichtentyp: "Antrag",
      betreff: "Antrag zur Leistungsentscheidung",
      text: "…",
      buendel: { resourceType: "Bundle", type: "message", entry: [] },
    }),
    uhr: stehendeUhr(),
    streuung: () => 0,
    plan: VERSANDPLAN_VORGABE,
    leaseMs: 60_000,
  };
  return { teile, gesendet, vermerke, uebergaben, nachweise, verlauf };
}
