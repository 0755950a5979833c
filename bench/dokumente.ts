import type { Db } from "mongodb";
import { SCHALTER_VORGABE } from "../src/domain/hkp/ablauf.js";
import { alsDokument, vorgaenge } from "../src/store/dokumente.js";
import { einreichbar } from "../test/domain/hkp/vorgaenge.js";

/** Documents of about 5 kB, ready for `einreichen`; `raum` keeps the ids of rounds and sides apart. */
export async function legeVorgaenge(db: Db, raum: number, anzahl: number): Promise<readonly string[]> {
  const vorlage = alsDokument(einreichbar({ verordnungszeitraumBis: "2099-12-31" }), SCHALTER_VORGABE);
  const ids = Array.from({ length: anzahl }, (_, nr) => kennung(raum, nr));
  // The orders and Meldungen of one document need not be unique across documents.
  await vorgaenge(db).insertMany(ids.map((_id) => ({ ...vorlage, _id })));
  return ids;
}

/** Looks like a Verordnungs-ID; check digits do not matter for reading by id. */
function kennung(raum: number, nr: number): string {
  const ziffern = String(raum).padStart(3, "0") + String(nr).padStart(9, "0");
  return `163.${ziffern.replace(/(...)(?=.)/g, "$1.")}.00`;
}
