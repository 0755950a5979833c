import type { Dienste } from "../../src/app/dienste.js";
import { SCHALTER_VORGABE } from "../../src/domain/hkp/ablauf.js";
import { sichtbarFuer, wendeAn } from "../../src/domain/hkp/aenderung.js";
import type { Sicht } from "../../src/domain/hkp/sicht.js";
import type { Vorgang } from "../../src/domain/hkp/vorgang.js";
import type { Einsicht, VorgangStore } from "../../src/domain/ports/vorgang-store.js";
import type { Pruefergebnis } from "../../src/domain/ports/leistungspruefung.js";
import type { Verzeichnisergebnis } from "../../src/domain/ports/verzeichnis.js";
import { pflegediensteinstellungen } from "../helfer/pflegedienste.js";
import { einstellungsdienste } from "../helfer/einstellungen.js";
import { KEINE_UNTERLAGEN } from "../helfer/keine-unterlagen.js";
import { ProfilspeicherImSpeicher } from "../helfer/profilspeicher.js";
import { stehendeUhr, zaehlendeIds } from "../helfer/uhr.js";

/** Services around a store in memory. The real store has a contract suite of its own; here the order of steps counts. */
export interface Dienstbuehne {
  readonly dienste: Dienste;
  /** What is stored now. */
  stand(id: string): Vorgang | undefined;
  /** Order of everything that touched the outside. */
  readonly verlauf: string[];
  readonly einsichten: Einsicht[];
}

export interface Dienstumstaende {
  readonly vorgaenge?: readonly Vorgang[];
  /** Called before each write: somebody else may change the stored Vorgang here. */
  readonly vorSchreiben?: (stand: Map<string, Vorgang>) => void;
  /** The first n new Vorgaenge meet an id that is taken. */
  readonly vergebeneIds?: number;
  readonly verzeichnis?: Verzeichnisergebnis;
  /** What the automatic check finds; default: nothing is clear. */
  readonly pruefe?: (vorgang: Vorgang) => Pruefergebnis;
  readonly popp?: Awaited<ReturnType<Dienste["popp"]["pruefe"]>>;
}

export function dienstbuehne(umstaende: Dienstumstaende = {}): Dienstbuehne {
  const stand = new Map((umstaende.vorgaenge ?? []).map((vorgang) => [vorgang.id, vorgang]));
  const verlauf: string[] = [];
  const einsichten: Einsicht[] = [];
  let vergeben = umstaende.vergebeneIds ?? 0;

  const store: Pick<
    VorgangStore,
    "lade" | "ladeBeantwortet" | "schreibe" | "legeAn" | "ladeAngelegt" | "protokolliereEinsicht" | "protokoll"
  > = {
    async lade(id, sicht) {
      verlauf.push("lade");
      const vorgang = stand.get(id);
      return vorgang !== undefined && deckt(sicht, vorgang) ? vorgang : null;
    },
    async ladeBeantwortet(id, wer, anfrageId) {
      const vorgang = stand.get(id);
      const passt =
        vorgang?.anfragen.some((anfrage) => anfrage.wer === wer && anfrage.anfrageId === anfrageId) ?? false;
      return vorgang !== undefined && passt ? vorgang : null;
    },
    async schreibe(vorgang, aenderung) {
      umstaende.vorSchreiben?.(stand);
      if (stand.get(vorgang.id)?.version !== vorgang.version) {
        verlauf.push("Konflikt");
        return "KONFLIKT";
      }
      verlauf.push("schreibe");
      stand.set(vorgang.id, wendeAn(vorgang, aenderung));
      return "GESCHRIEBEN";
    },
    async legeAn(vorgang) {
      if (vergeben-- > 0 || stand.has(vorgang.id)) return "VERGEBEN";
      verlauf.push("legeAn");
      stand.set(vorgang.id, vorgang);
      return "ANGELEGT";
    },
    async ladeAngelegt(wer, anfrageId) {
      const passt = (vorgang: Vorgang): boolean =>
        vorgang.anfragen.some((anfrage) => anfrage.wer === wer && anfrage.anfrageId === anfrageId);
      return [...stand.values()].find(passt) ?? null;
    },
    async protokolliereEinsicht(einsicht) {
      verlauf.push("protokolliere");
      einsichten.push(einsicht);
    },
    async protokoll(vorgangId) {
      return stand.get(vorgangId)?.protokoll ?? [];
    },
  };
  const dienste: Dienste = {
    store: store as VorgangStore,
    profile: new ProfilspeicherImSpeicher(),
    signaturen: {
      async pruefe() {
        verlauf.push("Signatur");
        return { art: "ungueltig", grund: "SIGNATUR_FALSCH" };
      },
    },
    popp: {
      async pruefe() {
        verlauf.push("PoPP");
        return umstaende.popp ?? { art: "ungueltig", grund: "ABGELAUFEN" };
      },
    },
    fhir: { lies: () => ({ art: "ungueltig", verstoesse: [] }) },
    verzeichnis: { finde: async () => umstaende.verzeichnis ?? { art: "unbekannt" } },
    leistungspruefung: {
      async pruefe(vorgang) {
        verlauf.push("Leistungspruefung");
        return umstaende.pruefe?.(vorgang) ?? { art: "unklar", hinweise: [] };
      },
    },
    ...einstellungsdienste(),
    unterlagen: KEINE_UNTERLAGEN,
    ...pflegediensteinstellungen(),
    uhr: stehendeUhr(),
    ids: zaehlendeIds(),
    schalter: SCHALTER_VORGABE,
    flowtype: "169",
    async bremse() {
      verlauf.push("Bremse");
    },
  };
  return { dienste, stand: (id) => stand.get(id), verlauf, einsichten };
}

function deckt(sicht: Sicht, vorgang: Vorgang): boolean {
  if (sicht.art === "ALLE") return true;
  if (sicht.art === "KEINE") return false;
  if (sichtbarFuer(vorgang).includes(sicht.schluessel)) return true;
  if (sicht.art !== "MIT_ZUGANG" || !sicht.status.includes(vorgang.status)) return false;
  const { zugang } = sicht;
  if ("kvnr" in zugang) return vorgang.versicherter?.kennung === zugang.kvnr;
  return zugang.codes.some((art) => vorgang.zugriffscodes?.[art] === zugang.code);
}
