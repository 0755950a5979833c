import { randomUUID } from "node:crypto";
import type { PersonId } from "../personen.js";
import { Beobachter } from "./beobachter.js";
import type { Feedeintrag } from "./beobachter.js";
import type { Alarm, Information, Postfach, Schritt } from "./ergebnis.js";
import { ApiFehler } from "./graphql-client.js";
import type { GraphqlClient } from "./graphql-client.js";
import type { Anliegen, Handlungsweg, Handlungswege } from "./handlungsweg.js";
import { STAND, ZUSTELLUNGEN } from "./operationen.js";
import { wer } from "./wer.js";
import type { Welt } from "./welt.js";

/** One person per participant watches its feed; institutions share theirs among all employees. */
const ZUSCHAUER: readonly PersonId[] = [
  "aerztin",
  "elena",
  "miriam",
  "kasse",
  "renate",
  "aurelia",
  "karl-heinz",
  "rolf",
];

interface Zustellung {
  readonly id: string;
  readonly vorgangId: string;
  readonly vorgangVersion: number;
  readonly kanal: Alarm["kanal"];
  readonly zustand: string;
  readonly empfaengerRolle: string;
  readonly adresse: string | null;
  readonly nachrichtId: string | null;
}

/** Result of a mutation, as all of them return it. */
export interface Befehlsergebnis {
  readonly aktion: string;
  readonly statusVorher: string | null;
  readonly status: string;
  readonly version: number;
  readonly vorgang: { readonly id: string };
}

export interface Auftritt<E = Spielergebnis> {
  readonly aktion: string;
  readonly person: PersonId;
  readonly vorgang: string | null;
  /** In the portal. */
  readonly spiele: (client: GraphqlClient, anfrageId: string) => Promise<E>;
  /** The same for those who have no portal; absent: only a portal can do it. */
  readonly anliegen?: Anliegen;
}

/** One step per result: one request may carry out several transitions. */
export type Reihenauftritt<E = Spielergebnis> = Auftritt<readonly E[]>;

/** `version` null: a read, which changes nothing. */
export interface Spielergebnis extends Gesehenes {
  readonly vorgang: string;
  readonly statusVorher: string | null;
  readonly status: string;
  readonly version: number | null;
}

/** Of a step that belongs to no Vorgang. */
export interface Ohnevorgang extends Gesehenes {
  readonly vorgang: null;
  readonly statusVorher: null;
  readonly status: null;
  readonly version: null;
}

type Ergebnis = Spielergebnis | Ohnevorgang;

interface Gesehenes {
  /** What the person saw and should not have, or the other way round. */
  readonly abweichungen?: readonly string[];
  /** Message-IDs of the answers to it. */
  readonly antworten?: readonly string[];
}

interface Stand {
  readonly status: string;
  readonly version: number;
}

/** States after which nothing more happens to a delivery by itself; of the TI-Messenger comes no proof. */
const ENDZUSTAENDE: Readonly<Record<Alarm["kanal"], readonly string[]>> = {
  KIM: ["ZUGESTELLT", "GELESEN", "UNZUSTELLBAR", "ZURUECKGEZOGEN"],
  TIM: ["UEBERGEBEN", "UNZUSTELLBAR", "ZURUECKGEZOGEN"],
  PORTAL: ["ZUGESTELLT", "ZURUECKGEZOGEN"],
};
const GEDULD_MS = 30_000;
const BLICK_MS = 100;

/** Lets people act one after the other and writes down what each step caused, as the participants themselves see it. */
export class Regie {
  readonly schritte: Schritt[] = [];
  readonly abweichungen: string[] = [];
  readonly #nachrichten = new Map<string, number>();
  #beobachter: readonly Beobachter[] = [];

  constructor(
    private readonly welt: Welt,
    private readonly beiSchritt: (schritt: Schritt) => void,
    private readonly wege: Handlungswege = {},
  ) {}

  async beginne(): Promise<void> {
    this.#beobachter = await Promise.all(
      ZUSCHAUER.map(async (person) => Beobachter.oeffne(person, this.welt.url, await this.welt.token(person))),
    );
  }

  /** Null: refused. */
  async schritt(auftritt: Auftritt): Promise<Spielergebnis | null>;
  async schritt(auftritt: Auftritt<Ohnevorgang>): Promise<Ohnevorgang | null>;
  async schritt(auftritt: Auftritt<Ergebnis>): Promise<Ergebnis | null> {
    return (await this.#spiele(auftritt, async (...womit) => [await auftritt.spiele(...womit)])).at(0) ?? null;
  }

  /** One step per result; a refusal is one step and gives none. */
  async reihe(auftritt: Reihenauftritt): Promise<readonly Spielergebnis[]> {
    return this.#spiele(auftritt, auftritt.spiele);
  }

  async #spiele<E extends Ergebnis>(
    auftritt: Auftritt<unknown>,
    imPortal: Reihenauftritt<E>["spiele"],
  ): Promise<readonly (E | Spielergebnis)[]> {
    const { aktion, person } = auftritt;
    const { rolle, name, haus } = wer(person);
    const kopf = () => ({ nr: this.schritte.length + 1, aktion, rolle, person: name });
    const weg = haus === null ? undefined : this.wege[haus];
    try {
      const ergebnisse =
        weg === undefined
          ? await imPortal(await this.welt.als(person), randomUUID())
          : [await this.#spieleUeber(weg, auftritt)];
      for (const { vorgang, statusVorher, status, version, abweichungen = [], antworten = [] } of ergebnisse) {
        const { nr } = kopf();
        for (const antwort of antworten) this.#nachrichten.set(antwort, nr);
        const folgen = version === null || vorgang === null ? KEINE_FOLGEN : await this.#folgen(nr, vorgang, version);
        this.abweichungen.push(...abweichungen.map((satz) => `Schritt ${nr}: ${satz}`));
        this.#vermerke({ ...kopf(), vorgang, statusVorher, status, fehler: null, ...folgen });
      }
      return ergebnisse;
    } catch (fehler) {
      if (!(fehler instanceof ApiFehler)) throw fehler;
      const { code, pfad } = fehler;
      const { vorgang } = auftritt;
      const statusVorher = this.schritte.findLast((schritt) => schritt.vorgang === vorgang)?.status ?? null;
      const status = vorgang === null ? null : ((await this.#stand(vorgang))?.status ?? null);
      this.#vermerke({ ...kopf(), vorgang, statusVorher, status, fehler: { code, pfad }, ...KEINE_FOLGEN });
      return [];
    }
  }

  /** Without a portal nobody is answered what became of it; it is seen at the Vorgang. */
  async #spieleUeber(
    weg: Handlungsweg,
    { aktion, person, vorgang, anliegen }: Auftritt<unknown>,
  ): Promise<Spielergebnis> {
    if (anliegen === undefined) throw new Error(`${aktion} can be done in a portal only`);
    const vorher = vorgang === null ? null : await this.#stand(vorgang);
    const vollzug = await weg.handle({ person, vorgang, anliegen });
    const { antworten, abweichungen, nurGelesen } = vollzug;
    const nachher = await this.#standNach(vollzug.vorgang, nurGelesen ? 0 : (vorher?.version ?? 0), weg);
    return {
      vorgang: vollzug.vorgang,
      statusVorher: vorher?.status ?? null,
      status: nachher.status,
      version: nurGelesen ? null : nachher.version,
      antworten,
      abweichungen,
    };
  }

  async #standNach(vorgang: string, version: number, weg: Handlungsweg): Promise<Stand> {
    for (const ende = Date.now() + GEDULD_MS; ;) {
      const stand = await this.#stand(vorgang);
      if (stand !== null && stand.version > version) return stand;
      if (Date.now() > ende)
        throw new Error(`nothing became of it; the gateway's last words: ${await weg.letzteWorte()}`);
      await new Promise((weiter) => setTimeout(weiter, BLICK_MS));
    }
  }

  /** A Vorgang as its practice sees it now; asked of the work list, which is no Einsicht. The Regie looks on, nobody acts by it. */
  async #stand(vorgang: string): Promise<Stand | null> {
    const praxis = await this.welt.als("aerztin");
    const { arbeitsliste } = await praxis.frage<{
      arbeitsliste: { edges: readonly { node: Stand & { id: string } }[] };
    }>(STAND);
    return arbeitsliste.edges.find(({ node }) => node.id === vorgang)?.node ?? null;
  }

  /** The mailboxes, each mail with the step whose alarm it is. */
  async postfaecher(): Promise<readonly Postfach[]> {
    const alle = await this.welt.postfaecher();
    return alle.map(({ adresse, rolle, mails }) => ({
      adresse,
      rolle,
      nachrichten: mails.map(({ messageId, betreff }) => ({
        messageId,
        betreff,
        schritt: this.#nachrichten.get(messageId) ?? null,
      })),
    }));
  }

  async ende(): Promise<void> {
    await Promise.all(this.#beobachter.map((beobachter) => beobachter.schliesse()));
  }

  #vermerke(schritt: Schritt): void {
    this.schritte.push(schritt);
    this.beiSchritt(schritt);
  }

  async #folgen(nr: number, vorgang: string, version: number) {
    const gefunden = await Promise.all(this.#beobachter.map((einer) => this.#meldungenVon(einer, vorgang, version)));
    const meldungen = gefunden.flat();
    const zustellungen = await this.#zustellungen(vorgang, version);
    for (const { nachrichtId } of zustellungen) if (nachrichtId !== null) this.#nachrichten.set(nachrichtId, nr);

    const alarme = meldungen
      .filter(({ eintrag }) => eintrag.art === "ALARM")
      .map(({ person }) => this.#alarm(nr, person, zustellungen));
    const informationen = meldungen
      .filter(({ eintrag }) => eintrag.art === "INFORMATION")
      .map(({ person }): Information => {
        const { rolle, teilnehmer } = wer(person);
        return { rolle, empfaenger: teilnehmer, gepusht: zustellungen.some((z) => z.empfaengerRolle === rolle) };
      });
    return { alarme, informationen };
  }

  /** Meldungen of one step in one participant's feed; each must have been pushed by the subscription as well. */
  async #meldungenVon(beobachter: Beobachter, vorgang: string, version: number) {
    const eintraege = (await beobachter.feed()).filter(
      (eintrag) => eintrag.vorgangId === vorgang && eintrag.version === version,
    );
    for (const eintrag of eintraege)
      if (!(await beobachter.bekam(eintrag.id)))
        this.abweichungen.push(`${wer(beobachter.person).name}: ${eintrag.ereignis} kam nicht im Abonnement an.`);
    return eintraege.map((eintrag): { person: PersonId; eintrag: Feedeintrag } => ({
      person: beobachter.person,
      eintrag,
    }));
  }

  #alarm(nr: number, person: PersonId, zustellungen: readonly Zustellung[]): Alarm {
    const { rolle, adressen, name } = wer(person);
    const zustellung = zustellungen.find(
      ({ empfaengerRolle, adresse, kanal }) =>
        empfaengerRolle === rolle && (adresse === null || adresse === adressen[kanal]),
    );
    if (zustellung === undefined) {
      this.abweichungen.push(`Schritt ${nr}: Alarm an ${name} ohne Zustellung.`);
      return { rolle, empfaenger: adressen.KIM ?? name, kanal: "PORTAL", zustand: "FEHLT" };
    }
    const { kanal, zustand } = zustellung;
    return { rolle, empfaenger: adressen[kanal] ?? adressen.KIM ?? name, kanal, zustand };
  }

  /** Deliveries of one step as the API shows them, once nothing more happens to them. */
  async #zustellungen(vorgang: string, version: number): Promise<readonly Zustellung[]> {
    const betrieb = await this.welt.als("betrieb");
    for (const ende = Date.now() + GEDULD_MS; ;) {
      const { zustellungen } = await betrieb.frage<{
        zustellungen: { edges: readonly { node: Zustellung }[] };
      }>(ZUSTELLUNGEN);
      const eigene = zustellungen.edges
        .map(({ node }) => node)
        .filter(({ vorgangId, vorgangVersion }) => vorgangId === vorgang && vorgangVersion === version);
      if (eigene.every(({ kanal, zustand }) => ENDZUSTAENDE[kanal].includes(zustand)) || Date.now() > ende)
        return eigene;
      await new Promise((weiter) => setTimeout(weiter, BLICK_MS));
    }
  }
}

const KEINE_FOLGEN = { alarme: [], informationen: [] } as const;
