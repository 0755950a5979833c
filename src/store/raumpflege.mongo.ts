import type { Db } from "mongodb";
import type { Pflegefall, Pflegespeicher } from "../domain/ports/raumpflege.js";
import { alsVorgang, OHNE_ABGELEITETES, vorgaenge } from "./dokumente.js";
import type { Sammlung } from "./dokumente.js";
import { frage } from "./ergebnis.js";

const NACH_ZEIT = { hint: { raumpflegeAm: 1 }, sort: { raumpflegeAm: 1 } } as const;
const ANFANG = new Date(0);

/** Found by the field that transitions set; while a worker is at it, the field is the end of its claim. */
export class MongoPflegespeicher implements Pflegespeicher {
  readonly #vorgaenge: Sammlung;

  constructor(db: Db) {
    this.#vorgaenge = vorgaenge(db);
  }

  async beanspruche(jetzt: Date, leaseMs: number): Promise<Pflegefall | null> {
    const bis = new Date(jetzt.getTime() + leaseMs);
    const dokument = await frage(() =>
      this.#vorgaenge.findOneAndUpdate(
        { raumpflegeAm: { $gt: ANFANG, $lte: jetzt } },
        { $set: { raumpflegeAm: bis } },
        { ...NACH_ZEIT, projection: OHNE_ABGELEITETES, returnDocument: "after" },
      ),
    );
    return dokument === null ? null : { vorgang: alsVorgang(dokument), bis };
  }

  async merkeErledigt(vorgangId: string, auftragId: string, jetzt: Date): Promise<void> {
    const auftrag = { _id: vorgangId, ausgang: { $elemMatch: { id: auftragId } } };
    await frage(() => this.#vorgaenge.updateOne(auftrag, { $set: { "ausgang.$.erledigtSeit": jetzt } }));
  }

  async gibZurueck({ vorgang, bis }: Pflegefall, wiederAm: Date | null): Promise<void> {
    const beansprucht = { _id: vorgang.id, raumpflegeAm: bis };
    await frage(() => this.#vorgaenge.updateOne(beansprucht, { $set: { raumpflegeAm: wiederAm } }));
  }

  async naechste(): Promise<Date | null> {
    const dokument = await frage(() =>
      this.#vorgaenge.findOne({ raumpflegeAm: { $gt: ANFANG } }, { ...NACH_ZEIT, projection: { raumpflegeAm: 1 } }),
    );
    return (dokument?.["raumpflegeAm"] as Date | undefined) ?? null;
  }
}
