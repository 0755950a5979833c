/** What is to be closed, in the order of opening. */
export type Schritte = (() => Promise<void>)[];

/**
 * Closes in the reverse order. A part that fails keeps none of the others open: of an embedded database a process would be left.
 * @throws what the first failed with, when all are done
 */
export async function baueAb(schritte: Schritte): Promise<void> {
  const fehler: unknown[] = [];
  for (let schritt = schritte.pop(); schritt !== undefined; schritt = schritte.pop())
    await schritt().catch((einer: unknown) => fehler.push(einer));
  if (fehler.length > 0) throw fehler[0];
}
