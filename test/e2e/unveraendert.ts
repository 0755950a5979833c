import assert from "node:assert/strict";
import type { Testgateway } from "../helfer/gateway.js";
import { alleBriefe, ruhe } from "./postfaecher.js";

interface Stand {
  readonly vorgaenge: readonly unknown[];
  readonly einsichten: readonly unknown[];
  readonly briefe: readonly unknown[];
}

async function stand({ mongo }: Testgateway): Promise<Pick<Stand, "vorgaenge" | "einsichten">> {
  const [vorgaenge, einsichten] = await Promise.all(
    ["vorgaenge", "einsichten"].map((name) => mongo.db.collection(name).find().sort({ _id: 1 }).toArray()),
  );
  return { vorgaenge: vorgaenge ?? [], einsichten: einsichten ?? [] };
}

async function briefe(gateway: Testgateway): Promise<readonly unknown[]> {
  const faecher = Object.entries(await alleBriefe(gateway));
  return faecher.map(([name, alle]) => [name, alle.map(({ uid }) => uid)]);
}

/**
 * Watches that refusals leave no trace: every document of the database is the same afterwards, and no mail has come. The
 * orders of mails lie in the documents, so an unchanged database cannot send anything later either.
 */
export class Stillstand {
  private constructor(
    private readonly gateway: Testgateway,
    private readonly vorher: Stand,
  ) {}

  /** Once everything that was sent before has come to its end. */
  static async ab(gateway: Testgateway): Promise<Stillstand> {
    await ruhe(gateway);
    return new Stillstand(gateway, { ...(await stand(gateway)), briefe: await briefe(gateway) });
  }

  async pruefe(): Promise<void> {
    const { vorgaenge, einsichten } = this.vorher;
    assert.deepEqual(await stand(this.gateway), { vorgaenge, einsichten });
    assert.deepEqual(await briefe(this.gateway), this.vorher.briefe);
  }
}
