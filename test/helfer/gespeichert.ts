import type { Testgateway } from "./gateway.js";

/** Waits for writes of the gateway until the stored Vorgang is as wanted. */
export async function bisGespeichert(
  { mongo }: Testgateway,
  id: string,
  bedingung: Readonly<Record<string, unknown>>,
): Promise<void> {
  const vorgaenge = mongo.db.collection<{ _id: string }>("vorgaenge");
  const strom = vorgaenge.watch();
  try {
    // Opened before the first look, so that nothing is missed between the two.
    await strom.tryNext();
    while ((await vorgaenge.findOne({ _id: id, ...bedingung })) === null) await strom.next();
  } finally {
    await strom.close();
  }
}
