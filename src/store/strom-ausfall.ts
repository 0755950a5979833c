import type { MongoClient, ServerDescriptionChangedEvent } from "mongodb";
import { MongoNetworkError } from "mongodb";

/** Servers that carry reads of the primary. */
const TRAGEND: ReadonlySet<string> = new Set(["RSPrimary", "Mongos", "LoadBalancer"]);

/**
 * Makes waits end when the server behind them is lost. The driver's change stream would first try to close its cursor on the
 * lost server and waits for it as long as for any server (15 s, tried with a killed primary) while a new primary is there
 * within 2 s. Several routers may be in use; the loss of one that is not ours costs one needless reopening.
 */
export class Ausfallwache {
  readonly #client: MongoClient;
  #verloren: Error | null = null;
  #brich: ((fehler: Error) => void) | null = null;

  constructor(client: MongoClient) {
    this.#client = client;
    client.on("serverDescriptionChanged", this.#beiWechsel);
  }

  get verloren(): boolean {
    return this.#verloren !== null;
  }

  /** One wait at a time. */
  async warte<T>(arbeit: Promise<T>): Promise<T> {
    if (this.#verloren !== null) {
      arbeit.catch(() => undefined);
      throw this.#verloren;
    }
    // Not Promise.race with one lasting promise: each race would leave its reactions there for ever.
    return new Promise((erfuelle, verwirf) => {
      this.#brich = verwirf;
      arbeit.then(erfuelle, verwirf);
    });
  }

  beende(): void {
    this.#client.off("serverDescriptionChanged", this.#beiWechsel);
  }

  readonly #beiWechsel = ({ previousDescription, newDescription }: ServerDescriptionChangedEvent): void => {
    if (!TRAGEND.has(previousDescription.type) || newDescription.type !== "Unknown") return;
    this.#verloren = new MongoNetworkError("the server of the change stream was lost");
    this.#brich?.(this.#verloren);
  };
}
