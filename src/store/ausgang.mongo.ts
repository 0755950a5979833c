import type { Db, Document } from "mongodb";
import type { Sendeauftrag, Zustellzustand } from "../domain/hkp/sendeauftrag.js";
import { ZUSTELLZUSTAENDE } from "../domain/hkp/sendeauftrag.js";
import type { Ausgang, Beanspruchter, Vermerk, Zustellfilter, Zustellung } from "../domain/ports/ausgang.js";
import type { IdGeber } from "../domain/ports/umgebung.js";
import type { Seite } from "../domain/ports/vorgang-store.js";
import type { Kanal, Zustellnachweis } from "../domain/ports/zustellung.js";
import { unzustellbar } from "./ausgang-ersatz.js";
import { anspruchsschritte, faelligerAuftrag } from "./ausgang-anspruch.js";
import type { Anspruchswunsch } from "./ausgang-anspruch.js";
import { zaehleWartende, zaehleZustaende } from "./ausgang-zahlen.js";
import { alsArrayfilter, AUFGEGEBEN, istGleich, RUHE, unter, vermerkfelder, vonVorn } from "./ausgangsfelder.js";
import { alsVorgang, OHNE_ABGELEITETES, vorgaenge } from "./dokumente.js";
import type { Sammlung } from "./dokumente.js";
import { frage } from "./ergebnis.js";
import { neuesteElemente } from "./neueste-elemente.js";

/** The index `ausgang_faellig`: its order is the order of being due; a sort would have to read everything that is due. */
const NACH_FAELLIGKEIT = { hint: { "ausgang.naechsterVersuch": 1, "ausgang.kanal": 1 } } as const;
const MIT_ID = { hint: "_id_" } as const;
const MIT_AUFTRAG = { hint: "ausgang_auftrag" } as const;
const MIT_SAMMLUNG = { hint: "ausgang_sammlung" } as const;

/** States in which an order that was claimed is told each kind of proof; one that was never claimed has sent nothing that could be proven. */
const BEWEISBAR: Record<Zustellnachweis["ergebnis"], readonly Zustellzustand[]> = {
  // Late, after a report of the contrary: what arrived has arrived. An order in its place goes its own way.
  zugestellt: ["UEBERGEBEN", "UNBEKANNT", "WARTET", "UNZUSTELLBAR"],
  gelesen: ["UEBERGEBEN", "UNBEKANNT", "WARTET", "UNZUSTELLBAR", "ZUGESTELLT"],
  unzustellbar: ["UEBERGEBEN", "UNBEKANNT", "WARTET"],
  verzoegert: ["UEBERGEBEN", "UNBEKANNT", "WARTET"],
};

/** Outbox in MongoDB: the orders lie in their Vorgang's document, and nothing here touches its version. */
export class MongoAusgang implements Ausgang {
  readonly #vorgaenge: Sammlung;
  readonly #ids: Pick<IdGeber, "neueId">;

  constructor(db: Db, ids: Pick<IdGeber, "neueId">) {
    this.#vorgaenge = vorgaenge(db);
    this.#ids = ids;
  }

  /**
   * `versuche` counts claims, so that an order that brings its worker down is seen to have been tried. A lease that ended after
   * `beginneUebergabe` comes back in zustand UNBEKANNT with `unbekannt` raised and `zustandSeit` = `jetzt`, unless it was the
   * last attempt allowed: then it rests in UNBEKANNT. Overtaken orders on the way are withdrawn and not handed out.
   */
  async beanspruche(kanaele: readonly Kanal[], jetzt: Date, leaseMs: number): Promise<Beanspruchter | null> {
    for (;;) {
      const marke = this.#ids.neueId();
      const wunsch = { kanaele, jetzt, bis: new Date(jetzt.getTime() + leaseMs), marke };
      const ergebnis = await this.#bewegeEinen(wunsch);
      if (ergebnis !== "GERUHT") return ergebnis;
    }
  }

  async #bewegeEinen(wunsch: Anspruchswunsch): Promise<Beanspruchter | "GERUHT" | null> {
    const dokument = await frage(() =>
      this.#vorgaenge.findOneAndUpdate(faelligerAuftrag(wunsch), anspruchsschritte(wunsch), {
        ...NACH_FAELLIGKEIT,
        projection: OHNE_ABGELEITETES,
        returnDocument: "after",
      }),
    );
    if (dokument === null) return null;
    const vorgang = alsVorgang(dokument);
    const { marke } = wunsch;
    const auftrag = vorgang.ausgang.find(({ anspruch }) => anspruch?.marke === marke);
    return auftrag === undefined ? "GERUHT" : { auftrag, vorgang, marke };
  }

  async beginneUebergabe(
    beanspruchter: Beanspruchter,
    adresse: string,
    nachrichtId: string,
    jetzt: Date,
  ): Promise<boolean> {
    const { stand } = beanspruchter.auftrag;
    const begonnen = await this.#aendere(
      {
        ...beansprucht(beanspruchter, { "anspruch.bis": { $gt: jetzt } }),
        // Compared by the write itself: a transition between claim and hand-over is not missed.
        alarmstand: { $lte: stand },
        ueberholteAuftraege: { $nin: einzelnUeberholbar(beanspruchter.auftrag) },
      },
      { adresse, nachrichtId, "anspruch.uebergabeSeit": jetzt },
    );
    if (!begonnen) await this.#zieheZurueck(beanspruchter, jetzt);
    return begonnen;
  }

  /** Without effect if the claim was lost rather than overtaken. */
  async #zieheZurueck(beanspruchter: Beanspruchter, jetzt: Date): Promise<void> {
    const { stand, zustand } = beanspruchter.auftrag;
    const zurueckgezogen = { zustand: "ZURUECKGEZOGEN", zustandSeit: jetzt };
    await this.#aendere(
      {
        ...beansprucht(beanspruchter, { "anspruch.uebergabeSeit": null }),
        $or: [
          { alarmstand: { $gt: stand } },
          { ueberholteAuftraege: { $in: einzelnUeberholbar(beanspruchter.auftrag) } },
        ],
      },
      { ...(zustand === "UNBEKANNT" ? {} : zurueckgezogen), ...RUHE },
    );
  }

  async verlaengere(beanspruchter: Beanspruchter, bis: Date): Promise<boolean> {
    return this.#aendere(beansprucht(beanspruchter), { "anspruch.bis": bis, naechsterVersuch: bis });
  }

  async vermerke(beanspruchter: Beanspruchter, vermerk: Vermerk, jetzt: Date): Promise<boolean> {
    const felder = vermerkfelder(vermerk, beanspruchter.auftrag.zustand, jetzt);
    if (vermerk.zustand !== "UNZUSTELLBAR")
      return this.#aendere(beansprucht(beanspruchter), felder, vermerk.unbekannt === true ? 1 : 0);
    const { auftrag, marke } = beanspruchter;
    const gemeint = { $and: [istGleich("id", auftrag.id), istGleich("anspruch.marke", marke)] };
    const { matchedCount } = await frage(() =>
      this.#vorgaenge.updateOne(beansprucht(beanspruchter), unzustellbar(gemeint, felder, jetzt), MIT_ID),
    );
    return matchedCount === 1;
  }

  async vermerkeNachweis({ auftragId, ergebnis, grund, zeit }: Zustellnachweis): Promise<void> {
    const bedingung = { zustand: { $in: [...BEWEISBAR[ergebnis]] }, versuche: { $gt: 0 } };
    if (ergebnis === "unzustellbar") return this.#vermerkeRuecklauf(auftragId, bedingung, { grund, zeit });
    const zustand = ergebnis === "gelesen" ? "GELESEN" : "ZUGESTELLT";
    const felder = ergebnis === "verzoegert" ? { grund } : { ...RUHE, zustand, zustandSeit: zeit, grund };
    const { matchedCount } = await frage(() =>
      this.#vorgaenge.updateOne(
        { ausgang: { $elemMatch: { id: auftragId, ...bedingung } } },
        { $set: anDiesem(felder) },
        MIT_AUFTRAG,
      ),
    );
    if (matchedCount === 0) await this.#setzeSammlung(auftragId, bedingung, felder);
  }

  /** Came back: of a single order, or of all orders of a Sammlung. */
  async #vermerkeRuecklauf(
    kennung: string,
    bedingung: Document,
    { grund, zeit }: Pick<Zustellnachweis, "grund" | "zeit">,
  ): Promise<void> {
    const felder = { ...RUHE, zustand: "UNZUSTELLBAR", zustandSeit: zeit, grund };
    const offen = [{ $in: ["$$einer.zustand", BEWEISBAR.unzustellbar] }, { $gt: ["$$einer.versuche", 0] }];
    // The time is a foreign mail server's.
    const jetzt = { $min: [zeit, "$$NOW"] };
    const schritte = (feld: "id" | "sammelId"): Document[] =>
      unzustellbar({ $and: [istGleich(feld, kennung), ...offen] }, felder, jetzt);
    const { matchedCount } = await frage(() =>
      this.#vorgaenge.updateOne(
        { ausgang: { $elemMatch: { id: kennung, ...bedingung } } },
        schritte("id"),
        MIT_AUFTRAG,
      ),
    );
    if (matchedCount > 0) return;
    await frage(() =>
      this.#vorgaenge.updateMany(
        { ausgang: { $elemMatch: { sammelId: kennung, ...bedingung } } },
        schritte("sammelId"),
        MIT_SAMMLUNG,
      ),
    );
  }

  async naechsteFaelligkeit(kanaele: readonly Kanal[]): Promise<Date | null> {
    const wartend = { kanal: { $in: [...kanaele] }, naechsterVersuch: { $gte: new Date(0) } };
    const dokument = await frage(() =>
      this.#vorgaenge.findOne(
        { ausgang: { $elemMatch: wartend } },
        { ...NACH_FAELLIGKEIT, projection: { "ausgang.kanal": 1, "ausgang.naechsterVersuch": 1 } },
      ),
    );
    const auftraege = (dokument?.["ausgang"] ?? []) as readonly Pick<Sendeauftrag, "kanal" | "naechsterVersuch">[];
    return auftraege
      .filter(({ kanal }) => kanaele.includes(kanal))
      .map(({ naechsterVersuch }) => naechsterVersuch)
      .reduce(frueheste, null);
  }

  async zustellungen({ zustand, first, after }: Zustellfilter): Promise<Seite<Zustellung>> {
    const bedingung = { zustand: { $in: [...(zustand ?? ZUSTELLZUSTAENDE)] } };
    const seite = await frage(() =>
      neuesteElemente<Sendeauftrag>(this.#vorgaenge, {
        liste: "ausgang",
        zeitfeld: "erstelltAm",
        bedingung,
        first,
        after,
      }),
    );
    return {
      ...seite,
      eintraege: seite.eintraege.map(({ knoten: { vorgangId, element: auftrag }, cursor }) => ({
        knoten: { vorgangId, auftrag },
        cursor,
      })),
    };
  }

  zaehle(): Promise<Readonly<Record<Zustellzustand, number>>> {
    return zaehleZustaende(this.#vorgaenge);
  }

  zaehleWartende(jetzt: Date): Promise<Readonly<Record<Kanal, number>>> {
    return zaehleWartende(this.#vorgaenge, jetzt);
  }

  async wiederhole(auftragId: string, jetzt: Date): Promise<boolean> {
    const ruhend = { id: auftragId, $or: AUFGEGEBEN };
    // While another channel carries the Meldung in its place, nobody gets it twice; the last one of them may be repeated.
    const andererWeg = { ersatzFuer: auftragId, zustand: { $ne: "UNZUSTELLBAR" } };
    const nochZuTun = { ausgang: { $elemMatch: ruhend }, $nor: [{ ausgang: { $elemMatch: andererWeg } }] };
    const dokument = await frage(() =>
      this.#vorgaenge.findOne(nochZuTun, {
        projection: { ausgang: { $elemMatch: { id: auftragId } } },
        ...MIT_AUFTRAG,
      }),
    );
    if (dokument === null) return false;
    const { sammelId } = (dokument["ausgang"] as readonly Sendeauftrag[])[0] ?? {};
    const felder = vonVorn(jetzt);
    // One message, so all of its orders, or none.
    if (sammelId !== undefined)
      return !(await this.#hatAnderenWeg(sammelId)) && this.#setzeSammlung(sammelId, { $or: AUFGEGEBEN }, felder);
    const { matchedCount } = await frage(() =>
      this.#vorgaenge.updateOne(nochZuTun, { $set: anDiesem(felder) }, MIT_AUFTRAG),
    );
    return matchedCount === 1;
  }

  /** Whether another channel carries or has carried one of the orders of a Sammlung. */
  async #hatAnderenWeg(sammelId: string): Promise<boolean> {
    const ihrer = istGleich("sammelId", sammelId);
    const ihre = { $map: { input: { $filter: { input: "$ausgang", as: "einer", cond: ihrer } }, in: "$$this.id" } };
    const andererWeg = { $and: [{ $in: ["$$einer.ersatzFuer", ihre] }, { $ne: ["$$einer.zustand", "UNZUSTELLBAR"] }] };
    const wege = { $filter: { input: "$ausgang", as: "einer", cond: andererWeg } };
    const dokument = await frage(() =>
      this.#vorgaenge.findOne(
        { "ausgang.sammelId": sammelId, $expr: { $gt: [{ $size: wege }, 0] } },
        { projection: { _id: 1 }, ...MIT_SAMMLUNG },
      ),
    );
    return dokument !== null;
  }

  /** The same change to all orders of a Sammlung. */
  async #setzeSammlung(sammelId: string, bedingung: Document, felder: Document): Promise<boolean> {
    const gemeint = { sammelId, ...bedingung };
    const { matchedCount } = await frage(() =>
      this.#vorgaenge.updateMany(
        { ausgang: { $elemMatch: gemeint } },
        { $set: unter("ausgang.$[einer]", felder) },
        { arrayFilters: [alsArrayfilter(gemeint)], ...MIT_SAMMLUNG },
      ),
    );
    return matchedCount > 0;
  }

  async #aendere(filter: Document, felder: Document, unbekannte = 0): Promise<boolean> {
    const { matchedCount } = await frage(() =>
      this.#vorgaenge.updateOne(
        filter,
        { $set: anDiesem(felder), ...(unbekannte === 0 ? {} : { $inc: { "ausgang.$.unbekannt": unbekannte } }) },
        MIT_ID,
      ),
    );
    return matchedCount === 1;
  }
}

/** Fields of the order that the filter found. */
const anDiesem = (felder: Document): Document => unter("ausgang.$", felder);
const einzelnUeberholbar = ({ id, ersatzFuer }: Sendeauftrag): readonly string[] =>
  ersatzFuer === undefined ? [id] : [id, ersatzFuer];

/** The order while this claim holds it; with it `$` in the update is this order. */
function beansprucht({ auftrag, vorgang, marke }: Beanspruchter, bedingung: Document = {}): Document {
  return { _id: vorgang.id, ausgang: { $elemMatch: { id: auftrag.id, "anspruch.marke": marke, ...bedingung } } };
}

function frueheste(bisher: Date | null, einer: Date | null): Date | null {
  if (bisher === null || einer === null) return bisher ?? einer;
  return einer < bisher ? einer : bisher;
}
