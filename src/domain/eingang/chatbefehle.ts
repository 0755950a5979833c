import type { BefehlFuer } from "../hkp/befehle.js";
import type { Aktion } from "../hkp/status.js";
import type { Chatwort } from "./chatwort.js";

/** Actions that a few words can order: no signature, nothing to fill in but a text. */
export type Chataktion =
  | "annehmen"
  | "zuweisungAblehnen"
  | "verfuegbarkeitAntworten"
  | "zurueckgeben"
  | "korrekturZurueckziehen"
  | "einreichen"
  | "folgeverordnungErbitten";

/** What a command does in one situation: the first of its ways whose action the participant can take now is meant. */
export interface Chatweg<A extends Chataktion = Chataktion> {
  readonly aktion: A;
  /** Of the list of `!hilfe`, without a full stop. */
  readonly hilfe: string;
  /** Follows "Soll ich das für Sie tun?": what will be done, one sentence. */
  readonly frage: string;
  readonly erledigt: string;
  /** The words behind the command travel with it; else the person is told that they do not. */
  readonly nimmtText: boolean;
  readonly auftrag: (text: string) => BefehlFuer<A>;
}

export type Handlungswort = Exclude<Chatwort, "hilfe" | "status" | "ja" | "nein">;

export interface Chathandlung {
  /** As a person types it. */
  readonly eingabe: string;
  readonly wege: readonly Chatweg[];
  /** When none of its ways is open: what is needed. */
  readonly sonst: string;
}

const weg = <A extends Chataktion>(einer: Chatweg<A>): Chatweg => einer as unknown as Chatweg;

const ABGELEHNTE_ZUWEISUNG = weg({
  aktion: "zuweisungAblehnen",
  hilfe: "die Zuweisung ablehnen; den Grund liest die versicherte Person",
  frage: "Sie lehnen die Zuweisung ab. Ihr Zugriff auf die Verordnung endet damit.",
  erledigt: "Sie haben die Zuweisung abgelehnt. Die versicherte Person wird informiert.",
  nimmtText: true,
  auftrag: (text) => ({ aktion: "zuweisungAblehnen", ...(text === "" ? {} : { grund: text }) }),
});

const NICHT_VERFUEGBAR = weg({
  aktion: "verfuegbarkeitAntworten",
  hilfe: "die unverbindliche Anfrage mit „nicht verfügbar“ beantworten",
  frage:
    "Sie beantworten die unverbindliche Anfrage mit „nicht verfügbar“. Ihr Zugriff auf die Verordnung endet damit.",
  erledigt: "Sie haben „nicht verfügbar“ geantwortet. Die versicherte Person wird informiert.",
  nimmtText: true,
  auftrag: (text) => ({ aktion: "verfuegbarkeitAntworten", verfuegbar: false, text: text === "" ? null : text }),
});

/** Table of the commands that act. Which of them are open says the transition table (hkp/ablauf.ts) and nothing here. */
export const CHATHANDLUNGEN: Readonly<Record<Handlungswort, Chathandlung>> = {
  annehmen: {
    eingabe: "!annehmen",
    wege: [
      weg({
        aktion: "annehmen",
        hilfe: "die zugewiesene Verordnung verbindlich annehmen",
        frage: "Sie nehmen die Verordnung verbindlich an.",
        erledigt: "Sie haben die Verordnung angenommen. Bitte senden Sie als Nächstes die signierten Angaben.",
        nimmtText: false,
        auftrag: () => ({ aktion: "annehmen" }),
      }),
    ],
    sonst:
      "Annehmen können Sie hier, solange die versicherte Person Ihnen die Verordnung zugewiesen hat. Mit der Karte (PoPP) oder dem Zugriffscode nehmen Sie sie in Ihrem System an.",
  },
  ablehnen: {
    eingabe: "!ablehnen <Grund>",
    wege: [ABGELEHNTE_ZUWEISUNG, NICHT_VERFUEGBAR],
    sonst:
      "Ablehnen können Sie eine Zuweisung oder eine unverbindliche Anfrage, die an Sie gerichtet ist. Eine schon angenommene Verordnung geben Sie mit !zurückgeben zurück.",
  },
  verfuegbar: {
    eingabe: "!verfügbar <Hinweis>",
    wege: [
      weg({
        aktion: "verfuegbarkeitAntworten",
        hilfe: "die unverbindliche Anfrage mit „verfügbar“ beantworten",
        frage: "Sie beantworten die unverbindliche Anfrage mit „verfügbar“. Das bindet Sie noch nicht.",
        erledigt: "Sie haben „verfügbar“ geantwortet. Die versicherte Person entscheidet und weist gegebenenfalls zu.",
        nimmtText: true,
        auftrag: (text) => ({ aktion: "verfuegbarkeitAntworten", verfuegbar: true, text: text === "" ? null : text }),
      }),
    ],
    sonst: "Verfügbarkeit können Sie melden, solange eine unverbindliche Anfrage an Sie läuft.",
  },
  zurueckgeben: {
    eingabe: "!zurückgeben",
    wege: [
      weg({
        aktion: "zurueckgeben",
        hilfe: "die angenommene Verordnung zurückgeben",
        frage: "Sie geben die Verordnung zurück. Zuweisung und Zugriff enden damit.",
        erledigt: "Sie haben die Verordnung zurückgegeben. Die versicherte Person wählt neu.",
        nimmtText: false,
        auftrag: () => ({ aktion: "zurueckgeben" }),
      }),
    ],
    sonst: "Zurückgeben kann die Verordnung nur der Pflegedienst, der sie angenommen hat, und nur vor dem Einreichen.",
  },
  zurueckziehen: {
    eingabe: "!zurückziehen",
    wege: [
      weg({
        aktion: "korrekturZurueckziehen",
        hilfe: "die eigene Korrekturanfrage zurückziehen",
        frage: "Sie ziehen Ihre Korrekturanfrage zurück.",
        erledigt: "Sie haben Ihre Korrekturanfrage zurückgezogen.",
        nimmtText: false,
        auftrag: () => ({ aktion: "korrekturZurueckziehen" }),
      }),
    ],
    sonst: "Zurückziehen können Sie nur eine eigene Korrekturanfrage, die noch nicht beantwortet ist.",
  },
  einreichen: {
    eingabe: "!einreichen",
    wege: [
      weg({
        aktion: "einreichen",
        hilfe: "die Verordnung mit den Angaben beim Kostenträger einreichen",
        frage:
          "Sie reichen die Verordnung mit Ihren Angaben beim Kostenträger ein. Danach sind die Angaben nicht mehr änderbar.",
        erledigt: "Sie haben die Verordnung beim Kostenträger eingereicht.",
        nimmtText: false,
        auftrag: () => ({ aktion: "einreichen" }),
      }),
    ],
    sonst: "Einreichen kann die Verordnung nur der Pflegedienst, der sie angenommen hat, und nur einmal.",
  },
  folgeverordnung: {
    eingabe: "!folgeverordnung <Nachricht>",
    wege: [
      weg({
        aktion: "folgeverordnungErbitten",
        hilfe: "die Praxis um eine Folgeverordnung aller Leistungen bitten",
        frage: "Sie bitten die Praxis um eine Folgeverordnung aller Leistungen.",
        erledigt: "Die Praxis hat Ihre Bitte um eine Folgeverordnung erhalten.",
        nimmtText: true,
        auftrag: (text) => ({ aktion: "folgeverordnungErbitten", leistungen: [], text: text === "" ? null : text }),
      }),
    ],
    sonst: "Um eine Folgeverordnung kann nur der Pflegedienst bitten, der die Verordnung angenommen hat.",
  },
};

export const istHandlungswort = (wort: Chatwort): wort is Handlungswort => Object.hasOwn(CHATHANDLUNGEN, wort);

/** The way that is meant now; null: none is open. */
export function waehleWeg(wort: Handlungswort, moegliche: readonly Aktion[]): Chatweg | null {
  return CHATHANDLUNGEN[wort].wege.find(({ aktion }) => moegliche.includes(aktion)) ?? null;
}

/** The way of a question that was asked before, whatever is open by now. */
export function wegZu({ wort, aktion }: { readonly wort: Handlungswort; readonly aktion: Aktion }): Chatweg | null {
  return CHATHANDLUNGEN[wort].wege.find((einer) => einer.aktion === aktion) ?? null;
}

/** What takes more than a few words: told by `!hilfe` to whoever can do it now. */
export const NUR_ALS_DATEI: Readonly<Partial<Record<Aktion, string>>> = {
  angabenSpeichern: "Angaben zur Leistungserbringung: als signierte Datei in diesen Raum senden",
  blankoverordnungSpeichern: "Blankoverordnung: als signierte Datei in diesen Raum senden",
  korrekturBeantworten:
    "Korrekturanfrage beantworten: Antwort und signierte neue Version als Datei in diesen Raum senden",
  korrekturAnfragen: "Korrektur anfragen: als strukturierte Datei in diesen Raum senden",
  neueVersion: "Eigene Korrektur der Verordnung: als signierte neue Version in diesen Raum senden",
  leistungVermindern: "Leistung vermindern oder pausieren: als strukturierte Datei in diesen Raum senden",
  entscheiden: "Leistungsentscheidung: als strukturierte Datei in diesen Raum senden",
  entscheidungAendern: "Leistungsentscheidung ändern: als strukturierte Datei in diesen Raum senden",
};
