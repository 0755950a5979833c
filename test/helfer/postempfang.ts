import type { Beiseitegelegtes, Eingang, Postempfang, Verbleib } from "../../src/domain/ports/eingang.js";
import type { Zustellnachweis } from "../../src/domain/ports/zustellung.js";

export interface Sammelempfang extends Postempfang {
  readonly nachweise: Zustellnachweis[];
  readonly eingaenge: Eingang[];
  readonly beiseitegelegte: Beiseitegelegtes[];
  /** What `liegt` was answered for. */
  readonly liegende: Set<string>;
}

/** Receiver that keeps what it is given; `antworte` decides on each message and each mail set aside, and may throw. */
export function sammelempfang(
  antworte: (was: Eingang | Beiseitegelegtes) => Verbleib | Promise<Verbleib> = () => "erledigt",
): Sammelempfang {
  const liegende = new Set<string>();
  const merke = (uid: string, verbleib: Verbleib): Verbleib => {
    if (verbleib === "liegt") liegende.add(uid);
    return verbleib;
  };
  const empfang: Sammelempfang = {
    nachweise: [],
    eingaenge: [],
    beiseitegelegte: [],
    liegende,
    istBeiseitegelegt: async (uid) => liegende.has(uid),
    nachweis: async (nachweis) => void empfang.nachweise.push(nachweis),
    async nachricht(eingang, uid) {
      empfang.eingaenge.push(eingang);
      return merke(uid, await antworte(eingang));
    },
    async beiseite(beiseitegelegtes) {
      empfang.beiseitegelegte.push(beiseitegelegtes);
      return merke(beiseitegelegtes.uid, await antworte(beiseitegelegtes));
    },
  };
  return empfang;
}
