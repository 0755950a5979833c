import type { Teile } from "../../src/gateway/teile.js";

/** Points at which a gateway can be made to kill itself, each with the port and method that leads there. */
const STELLEN = {
  vorBefehl: { port: "store", methode: "schreibe", wann: "vorher" },
  nachBefehl: { port: "store", methode: "schreibe", wann: "nachher" },
  nachAnlegen: { port: "store", methode: "legeAn", wann: "nachher" },
  nachAnspruch: { port: "ausgang", methode: "beanspruche", wann: "nachher" },
  vorUebergabe: { port: "ausgang", methode: "beginneUebergabe", wann: "vorher" },
  nachUebergabebeginn: { port: "ausgang", methode: "beginneUebergabe", wann: "nachher" },
  nachUebergabe: { port: "kim", methode: "sende", wann: "nachher" },
  vorVermerk: { port: "ausgang", methode: "vermerke", wann: "vorher" },
  nachVermerk: { port: "ausgang", methode: "vermerke", wann: "nachher" },
  nachSammelanspruch: { port: "sammelausgang", methode: "beanspruche", wann: "nachher" },
  vorSammeluebergabe: { port: "sammelausgang", methode: "beginneUebergabe", wann: "vorher" },
  nachSammeluebergabebeginn: { port: "sammelausgang", methode: "beginneUebergabe", wann: "nachher" },
  vorSammelvermerk: { port: "sammelausgang", methode: "vermerke", wann: "vorher" },
  vorAntwort: { port: "antwortpost", methode: "lege", wann: "vorher" },
  nachAntwort: { port: "antwortpost", methode: "lege", wann: "nachher" },
  nachAntwortanspruch: { port: "antwortpost", methode: "beanspruche", wann: "nachher" },
  nachAntwortuebergabebeginn: { port: "antwortpost", methode: "beginneUebergabe", wann: "nachher" },
  vorAntwortvermerk: { port: "antwortpost", methode: "vermerke", wann: "vorher" },
  nachAntwortvermerk: { port: "antwortpost", methode: "vermerke", wann: "nachher" },
  vorNachweis: { port: "ausgang", methode: "vermerkeNachweis", wann: "vorher" },
  nachNachweis: { port: "ausgang", methode: "vermerkeNachweis", wann: "nachher" },
  vorSpeichern: { port: "ablage", methode: "speichere", wann: "vorher" },
  nachSpeichern: { port: "ablage", methode: "speichere", wann: "nachher" },
} as const satisfies Record<string, Stelle>;

interface Stelle {
  readonly port: keyof Teile;
  readonly methode: string;
  readonly wann: "vorher" | "nachher";
}

export type Sollbruchstelle = keyof typeof STELLEN;

export function istSollbruchstelle(name: string): name is Sollbruchstelle {
  return Object.hasOwn(STELLEN, name);
}

/** The same parts, but the first call that reaches the point ends in `brich`, which never returns. */
export function mitSollbruchstelle(teile: Teile, name: Sollbruchstelle, brich: () => Promise<never>): Teile {
  const { port, methode, wann } = STELLEN[name];
  const gebrochen = new Proxy(teile[port], {
    get(ziel, feld) {
      const wert: unknown = Reflect.get(ziel, feld, ziel);
      if (typeof wert !== "function") return wert;
      const ruf = (...argumente: unknown[]): unknown => Reflect.apply(wert, ziel, argumente);
      if (feld !== methode) return ruf;
      return async (...argumente: unknown[]) => {
        if (wann === "vorher") return brich();
        const ergebnis = await ruf(...argumente);
        // beanspruche without an order is not the point that is meant.
        return ergebnis === null || ergebnis === "BESETZT" ? ergebnis : brich();
      };
    },
  });
  return { ...teile, [port]: gebrochen };
}
