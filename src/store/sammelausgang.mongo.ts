import type { Collection, Db, Document } from "mongodb";
import { schluessel } from "../domain/kern/akteur.js";
import type { Teilnehmer } from "../domain/kern/akteur.js";
import type { Sendeauftrag, Zustellzustand } from "../domain/hkp/sendeauftrag.js";
import { wirdWiederholt } from "../domain/hkp/wiederholung.js";
import type { Vermerk } from "../domain/ports/ausgang.js";
import type { Sammelausgang, Sammelposten, Sammlung } from "../domain/ports/sammelausgang.js";
import type { IdGeber } from "../domain/ports/umgebung.js";
import type { Kanal } from "../domain/ports/zustellung.js";
import { SCHEMA_VERSION, vorgaenge } from "./dokumente.js";
import type { Sammlung as Dokumente } from "./dokumente.js";
import { unzustellbar } from "./ausgang-ersatz.js";
import { alsArrayfilter, istGleich, RUHE, unter, vermerkfelder } from "./ausgangsfelder.js";
import { frage } from "./ergebnis.js";
import { istDoppelterSchluessel } from "./verbindung.js";

/** A document of `leases`: who puts the orders of a recipient together. Compared by the clocks of the instances, as all claims. */
interface Schloss extends Document {
  readonly _id: string;
  readonly schemaVersion: typeof SCHEMA_VERSION;
  readonly inhaber: string;
  readonly gueltigBis: Date;
}

const NACH_FAELLIGKEIT = { hint: "ausgang_faellig" } as const;
const NACH_SAMMLUNG = { hint: "ausgang_sammlung" } as const;
/** Of an order that rests: what became of the message, and so of every order in it. */
const ENTSCHIEDEN: readonly Zustellzustand[] = ["UEBERGEBEN", "ZUGESTELLT", "GELESEN", "UNZUSTELLBAR"];

/** Fields of the orders that the array filter `einer` names. */
const anEinen = (felder: Document): Document => unter("ausgang.$[einer]", felder);
const filterAnEinen = (bedingung: Document): Document[] => [alsArrayfilter(bedingung)];

/** Sammlungen in MongoDB: orders of several documents that carry the same `sammelId`. */
export class MongoSammelausgang implements Sammelausgang {
  readonly #vorgaenge: Dokumente;
  readonly #leases: Collection<Schloss>;
  readonly #ids: Pick<IdGeber, "neueId">;

  constructor(db: Db, ids: Pick<IdGeber, "neueId">) {
    this.#vorgaenge = vorgaenge(db);
    this.#leases = db.collection<Schloss>("leases");
    this.#ids = ids;
  }

  /**
   * The lock of the recipient is held only while orders are put together and claimed: two workers at once would make two messages
   * of them. It is not what keeps a Sammlung from going out twice: that is the claim on each of its orders.
   */
  async beanspruche(kanaele: readonly Kanal[], jetzt: Date, leaseMs: number): Promise<Sammlung | "BESETZT" | null> {
    const besetzt: string[] = [];
    for (;;) {
      const gesehen = await this.#faelliger(kanaele, jetzt, { "empfaenger.kennung": { $nin: besetzt } });
      if (gesehen === null) return besetzt.length === 0 ? null : "BESETZT";
      const marke = this.#ids.neueId();
      const bis = new Date(jetzt.getTime() + leaseMs);
      const lauf = { kanaele, jetzt, marke, bis };
      if (!(await this.#schliesse(gesehen.empfaenger, lauf))) {
        besetzt.push(gesehen.empfaenger.kennung);
        continue;
      }
      try {
        const sammlung = await this.#sammle(gesehen.empfaenger, lauf);
        if (sammlung === "VERLOREN") besetzt.push(gesehen.empfaenger.kennung);
        else if (sammlung !== "GERUHT") return sammlung;
      } finally {
        await this.#oeffne(gesehen.empfaenger, marke);
      }
    }
  }

  /** Anew under the lock: another worker may have come first. */
  async #sammle(empfaenger: Teilnehmer, lauf: Lauf): Promise<Sammlung | "GERUHT" | "VERLOREN"> {
    const { kanaele, jetzt } = lauf;
    await this.#zieheUeberholteZurueck(empfaenger, jetzt);
    const faelliger = await this.#faelliger(kanaele, jetzt, dessen(empfaenger));
    if (faelliger === null) return "GERUHT";
    const sammelId = faelliger.sammelId ?? (await this.#stelleZusammen(faelliger, jetzt));
    return this.#nimm(sammelId, lauf);
  }

  /** Orders that were overtaken one by one before they came into a Sammlung; few Vorgaenge have any. */
  async #zieheUeberholteZurueck(empfaenger: Teilnehmer, jetzt: Date): Promise<void> {
    const freie = {
      ...dessen(empfaenger),
      sammelbar: true,
      sammelId: { $exists: false },
      naechsterVersuch: { $lte: jetzt },
    };
    const betroffene = await frage(() =>
      this.#vorgaenge
        .find(
          { ausgang: { $elemMatch: freie }, "ueberholteAuftraege.0": { $exists: true } },
          { projection: { ueberholteAuftraege: 1 }, ...NACH_FAELLIGKEIT },
        )
        .toArray(),
    );
    const zurueckgezogen = { zustand: "ZURUECKGEZOGEN", zustandSeit: jetzt, ...RUHE };
    for (const { _id, ueberholteAuftraege } of betroffene)
      for (const feld of ["id", "ersatzFuer"]) {
        const ueberholte = { ...freie, [feld]: { $in: ueberholteAuftraege as readonly string[] } };
        await frage(() =>
          this.#vorgaenge.updateOne(
            { _id, ausgang: { $elemMatch: ueberholte } },
            { $set: anEinen(zurueckgezogen) },
            { arrayFilters: filterAnEinen(ueberholte) },
          ),
        );
      }
  }

  /** Gives all that is due for the recipient and in no Sammlung yet the same fresh id; what comes later is another Sammlung. */
  async #stelleZusammen({ empfaenger, kanal }: Sendeauftrag, jetzt: Date): Promise<string> {
    const sammelId = this.#ids.neueId();
    const freie = {
      ...dessen(empfaenger),
      kanal,
      sammelbar: true,
      sammelId: { $exists: false },
      naechsterVersuch: { $lte: jetzt },
    };
    await frage(() =>
      this.#vorgaenge.updateMany(
        { ausgang: { $elemMatch: freie } },
        { $set: anEinen({ sammelId }) },
        { arrayFilters: filterAnEinen(freie), ...NACH_FAELLIGKEIT },
      ),
    );
    return sammelId;
  }

  async #nimm(sammelId: string, { jetzt, marke, bis }: Lauf): Promise<Sammlung | "GERUHT" | "VERLOREN"> {
    const auftraege = (await this.#lies(sammelId)).map(({ auftrag }) => auftrag);
    // Their Vorgaenge were deleted.
    if (auftraege.length === 0) return "GERUHT";
    if (auftraege.some(({ anspruch }) => anspruch !== null && anspruch.bis > jetzt)) return "VERLOREN";
    const versuche = Math.max(...auftraege.map((einer) => einer.versuche));
    // Whoever claims counts an attempt: a worker that was paused since it read no longer fits.
    const wieGelesen = { versuche: { $lte: versuche } };

    // A worker died while it recorded a verdict: what stands on one order holds for all.
    const entschieden = auftraege.find(
      (einer) => ENTSCHIEDEN.includes(einer.zustand) && einer.naechsterVersuch === null,
    );
    if (entschieden !== undefined) {
      const { zustand, zustandSeit, grund } = entschieden;
      const felder = { zustand, zustandSeit, grund, ...RUHE };
      if (zustand !== "UNZUSTELLBAR") await this.#setze(sammelId, wieGelesen, felder);
      else await this.#scheitere(sammelId, wieGelesen, { $lte: ["$$einer.versuche", versuche] }, felder, jetzt);
      return "GERUHT";
    }

    // The lease ended inside the channel: perhaps taken. How often it may be tried says wiederholung.ts.
    const mitten = auftraege.some(({ anspruch }) => anspruch !== null && anspruch.uebergabeSeit !== null);
    const unbekannt = Math.max(...auftraege.map((einer) => einer.unbekannt)) + (mitten ? 1 : 0);
    const jetztUnbekannt = { zustand: "UNBEKANNT", zustandSeit: jetzt, unbekannt };
    if (mitten && !auftraege.every(({ kanal }) => wirdWiederholt(kanal, unbekannt))) {
      await this.#setze(sammelId, wieGelesen, { ...jetztUnbekannt, ...RUHE });
      return "GERUHT";
    }
    const uneinig = mitten || auftraege.some(({ zustand }) => zustand !== auftraege[0]?.zustand);
    await this.#setze(sammelId, wieGelesen, {
      ...(uneinig ? jetztUnbekannt : {}),
      versuche: versuche + 1,
      naechsterVersuch: bis,
      anspruch: { marke, bis, uebergabeSeit: null },
    });
    return (await this.#meine(sammelId, marke)) ?? "VERLOREN";
  }

  async beginneUebergabe(
    { sammelId, marke }: Sammlung,
    adresse: string,
    nachrichtId: string,
    jetzt: Date,
  ): Promise<Sammlung | null> {
    const gehalten = { "anspruch.marke": marke, "anspruch.bis": { $gt: jetzt } };
    const felder = { adresse, nachrichtId, "anspruch.uebergabeSeit": jetzt };
    return (await this.#setze(sammelId, gehalten, felder)) ? this.#meine(sammelId, marke) : null;
  }

  async verlaengere({ sammelId, marke }: Sammlung, bis: Date): Promise<boolean> {
    return this.#setze(sammelId, { "anspruch.marke": marke }, { "anspruch.bis": bis, naechsterVersuch: bis });
  }

  async vermerke({ sammelId, marke, posten }: Sammlung, vermerk: Vermerk, jetzt: Date): Promise<boolean> {
    const meine = { "anspruch.marke": marke };
    const felder = vermerkfelder(vermerk, posten[0]?.auftrag.zustand, jetzt);
    if (vermerk.zustand !== "UNZUSTELLBAR")
      return this.#setze(sammelId, meine, felder, vermerk.unbekannt === true ? { unbekannt: 1 } : {});
    return this.#scheitere(sammelId, meine, istGleich("anspruch.marke", marke), felder, jetzt);
  }

  async #faelliger(kanaele: readonly Kanal[], jetzt: Date, dazu: Document): Promise<Sendeauftrag | null> {
    const faellig = { kanal: { $in: [...kanaele] }, naechsterVersuch: { $lte: jetzt }, sammelbar: true, ...dazu };
    const dokument = await frage(() =>
      this.#vorgaenge.findOne(
        { ausgang: { $elemMatch: faellig } },
        { projection: { ausgang: { $elemMatch: faellig } }, ...NACH_FAELLIGKEIT },
      ),
    );
    return (dokument?.["ausgang"] as readonly Sendeauftrag[] | undefined)?.[0] ?? null;
  }

  /** All orders of the Sammlung, oldest first. */
  async #lies(sammelId: string): Promise<readonly Sammelposten[]> {
    const dokumente = await frage(() =>
      this.#vorgaenge
        // A large recipient has many, and the signed data sets in them are large.
        .find({ "ausgang.sammelId": sammelId }, { projection: { ausgang: 1 }, ...NACH_SAMMLUNG })
        .toArray(),
    );
    return dokumente
      .flatMap(({ _id: id, ausgang }) =>
        (ausgang as readonly Sendeauftrag[])
          .filter((auftrag) => auftrag.sammelId === sammelId)
          .map((auftrag) => ({ auftrag, vorgang: { id } })),
      )
      .sort(
        ({ auftrag: a }, { auftrag: b }) => a.erstelltAm.getTime() - b.erstelltAm.getTime() || (a.id < b.id ? -1 : 1),
      );
  }

  /** The Sammlung if this claim holds all that is left of it. */
  async #meine(sammelId: string, marke: string): Promise<Sammlung | null> {
    const posten = await this.#lies(sammelId);
    const [erster] = posten;
    if (erster === undefined || posten.some(({ auftrag }) => auftrag.anspruch?.marke !== marke)) return null;
    const { empfaenger, kanal } = erster.auftrag;
    return { sammelId, empfaenger, kanal, posten, marke };
  }

  async #setze(sammelId: string, bedingung: Document, felder: Document, plus: Document = {}): Promise<boolean> {
    const gemeint = { sammelId, ...bedingung };
    const { matchedCount } = await frage(() =>
      this.#vorgaenge.updateMany(
        { ausgang: { $elemMatch: gemeint } },
        { $set: anEinen(felder), ...(Object.keys(plus).length === 0 ? {} : { $inc: anEinen(plus) }) },
        { arrayFilters: filterAnEinen(gemeint), ...NACH_SAMMLUNG },
      ),
    );
    return matchedCount > 0;
  }

  /**
   * Undeliverable: each document gets the orders for the recipient's next channel in the write that records it. What a dead worker
   * left over is found by the next claim, like any other verdict.
   * @param alsAusdruck `bedingung` in the language of aggregations, of the order `einer`
   */
  async #scheitere(
    sammelId: string,
    bedingung: Document,
    alsAusdruck: Document,
    felder: Document,
    jetzt: Date,
  ): Promise<boolean> {
    const gemeint = { $and: [istGleich("sammelId", sammelId), alsAusdruck] };
    const { matchedCount } = await frage(() =>
      this.#vorgaenge.updateMany(
        { ausgang: { $elemMatch: { sammelId, ...bedingung } } },
        unzustellbar(gemeint, felder, jetzt),
        NACH_SAMMLUNG,
      ),
    );
    return matchedCount > 0;
  }

  async #schliesse(empfaenger: Teilnehmer, { jetzt, marke, bis }: Lauf): Promise<boolean> {
    const frei = { _id: schloss(empfaenger), gueltigBis: { $lte: jetzt } };
    const nimm = { $set: { schemaVersion: SCHEMA_VERSION, inhaber: marke, gueltigBis: bis } } as const;
    try {
      await frage(() => this.#leases.updateOne(frei, nimm, { upsert: true }));
      return true;
    } catch (fehler) {
      // There is one, and it is held: the upsert met its key.
      if (istDoppelterSchluessel(fehler)) return false;
      throw fehler;
    }
  }

  async #oeffne(empfaenger: Teilnehmer, marke: string): Promise<void> {
    await frage(() => this.#leases.deleteOne({ _id: schloss(empfaenger), inhaber: marke }));
  }
}

/** One run of `beanspruche`. */
interface Lauf {
  readonly kanaele: readonly Kanal[];
  readonly jetzt: Date;
  readonly marke: string;
  readonly bis: Date;
}

const dessen = ({ rolle, kennung }: Teilnehmer): Document => ({
  "empfaenger.rolle": rolle,
  "empfaenger.kennung": kennung,
});
const schloss = (empfaenger: Teilnehmer): string => `sammlung:${schluessel(empfaenger)}`;
