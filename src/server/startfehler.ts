/** Why the server cannot listen, said to the operator; ends the start. Answers to clients are in `domain/kern/fehler.ts`. */
const GRUENDE: Readonly<Record<string, string>> = {
  EADDRINUSE:
    "ist belegt. Beenden Sie das andere Programm, oder setzen Sie PORT auf einen anderen Port (0 nimmt einen freien).",
  EACCES: "darf von diesem Benutzer nicht geöffnet werden. Setzen Sie PORT auf einen Port ab 1024.",
  EADDRNOTAVAIL: "ist nicht möglich: Die Adresse gehört nicht zu diesem Rechner. Prüfen Sie HOST.",
  ENOTFOUND: "ist nicht möglich: Den Rechnernamen gibt es nicht. Prüfen Sie HOST.",
};

export class Startfehler extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause });
    this.name = "Startfehler";
  }
}

/** The operator's sentence for an error of listening, or the error itself if it is none of the foreseen. */
export function alsStartfehler(fehler: unknown, host: string, port: number): unknown {
  const grund = GRUENDE[(fehler as NodeJS.ErrnoException).code ?? ""];
  return grund === undefined ? fehler : new Startfehler(`Der Port ${port} auf ${host} ${grund}`, fehler);
}
