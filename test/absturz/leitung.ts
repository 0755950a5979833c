import { once } from "node:events";
import { connect, createServer } from "node:net";
import type { AddressInfo, Server, Socket } from "node:net";

/**
 * A line on loopback to another port that can be cut and joined again.
 * It carries, is mute (takes connections, carries nothing), swallows answers (carries one way only), or refuses.
 */
export class Leitung {
  readonly #ziel: number;
  readonly #offene = new Set<Socket>();
  readonly #wartende = new Set<() => void>();
  #server: Server | undefined;
  #port = 0;
  #stumm = false;
  #verschluckt = false;

  private constructor(ziel: number) {
    this.#ziel = ziel;
  }

  static async zu(ziel: number): Promise<Leitung> {
    const leitung = new Leitung(ziel);
    await leitung.#horche();
    return leitung;
  }

  get port(): number {
    return this.#port;
  }

  /** Carries from now on, also what was taken while `stumm`. */
  async oeffne(): Promise<void> {
    // What ran one way only has lost answers in its middle.
    if (this.#verschluckt) this.#trenne();
    this.#stumm = this.#verschluckt = false;
    if (this.#server === undefined) await this.#horche();
    for (const weiter of this.#wartende) weiter();
    this.#wartende.clear();
  }

  /** Resets what runs; later connections hang. */
  async verstumme(): Promise<void> {
    this.#stumm = true;
    this.#trenne();
    if (this.#server === undefined) await this.#horche();
  }

  /** From now on nothing comes back: what is sent arrives and its answer does not. */
  verschluckeAntworten(): void {
    this.#verschluckt = true;
  }

  /** Resets what runs; later connections are refused. */
  async schliesse(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server === undefined) return;
    const zu = once(server, "close");
    server.close();
    this.#trenne();
    await zu;
  }

  #trenne(): void {
    for (const socket of this.#offene) socket.resetAndDestroy();
    this.#wartende.clear();
  }

  async #horche(): Promise<void> {
    const server = createServer((socket) => this.#nimm(socket));
    this.#server = server;
    server.listen(this.#port, "127.0.0.1");
    await once(server, "listening");
    this.#port = (server.address() as AddressInfo).port;
  }

  #nimm(socket: Socket): void {
    this.#merke(socket);
    if (this.#stumm) this.#wartende.add(() => this.#verbinde(socket));
    else this.#verbinde(socket);
  }

  #verbinde(socket: Socket): void {
    if (socket.destroyed) return;
    const jenseits = connect(this.#ziel, "127.0.0.1");
    this.#merke(jenseits);
    socket.pipe(jenseits);
    jenseits.on("data", (stueck) => {
      if (this.#verschluckt || socket.write(stueck)) return;
      jenseits.pause();
      socket.once("drain", () => jenseits.resume());
    });
    jenseits.once("end", () => socket.end());
    socket.once("close", () => jenseits.destroy());
    jenseits.once("close", () => socket.destroy());
  }

  #merke(socket: Socket): void {
    this.#offene.add(socket);
    // Cutting it is the purpose.
    socket.on("error", () => undefined);
    socket.once("close", () => this.#offene.delete(socket));
  }
}
