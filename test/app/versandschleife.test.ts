import assert from "node:assert/strict";
import { starteVersand } from "../../src/app/versandschleife.js";
import type { Schleifenteile, Versandschleife } from "../../src/app/versandschleife.js";
import type { Beanspruchter } from "../../src/domain/ports/ausgang.js";
import { ErgebnisUnbekannt } from "../../src/domain/ports/vorgang-store.js";
import type { Antwortpost } from "../../src/domain/ports/antwortpost.js";
import type { Sammelausgang } from "../../src/domain/ports/sammelausgang.js";
import type { Kanal, Urteil } from "../../src/domain/ports/zustellung.js";
import { auftrag, beanspruchter, buehne } from "./versandteile.js";
import type { Buehne } from "./versandteile.js";

const EWIG = 10 * 60_000;
const UEBERGEBEN: Urteil = { art: "uebergeben", nachrichtId: "<1@x>" };

/** A Sammelausgang of which only the claim is asked. */
const NIE_GEFRAGT: Omit<Sammelausgang, "beanspruche"> = {
  beginneUebergabe: () => assert.fail(),
  verlaengere: () => assert.fail(),
  vermerke: () => assert.fail(),
};

/** No answers here; they have their own spec. */
const KEINE_ANTWORTEN: Pick<Antwortpost, "beanspruche" | "naechsteFaelligkeit"> = {
  beanspruche: () => Promise.resolve(null),
  naechsteFaelligkeit: () => Promise.resolve(null),
};

/** A promise with its handle: tests wait for events, not for times. */
function zusage<T = void>(): { readonly eingetreten: Promise<T>; readonly erfuelle: (wert: T) => void } {
  let erfuelle: (wert: T) => void = () => undefined;
  const eingetreten = new Promise<T>((ja) => (erfuelle = ja));
  return { eingetreten, erfuelle };
}

describe("Versandschleife", () => {
  let schleife: Versandschleife | null = null;
  afterEach(async () => {
    await schleife?.stoppe();
    schleife = null;
  });

  interface Aufbau {
    readonly b: Buehne;
    /** Claims in order; when they are used up nothing is due. */
    readonly faellig: (() => Promise<Beanspruchter | null>)[];
    readonly wecke: () => void;
    readonly fehler: unknown[];
  }

  function starte(
    {
      urteil,
      faellig,
      besetzt = false,
    }: { urteil?: () => Promise<Urteil>; faellig: Aufbau["faellig"]; besetzt?: boolean },
    abweichung: Partial<Schleifenteile> = {},
  ): Aufbau & { readonly nichtsMehr: Promise<void> } {
    const b = buehne(urteil === undefined ? {} : { urteil });
    const fehler: unknown[] = [];
    const sammlungen: "BESETZT"[] = besetzt ? ["BESETZT"] : [];
    const leer = zusage();
    let wecken: () => void = () => undefined;
    schleife = starteVersand({
      ...b.teile,
      ausgang: {
        ...b.teile.ausgang,
        beanspruche: async () => {
          const naechster = faellig.shift();
          if (naechster === undefined) leer.erfuelle();
          return naechster === undefined ? null : naechster();
        },
        naechsteFaelligkeit: () => Promise.resolve(null),
      },
      sammelausgang: {
        ...NIE_GEFRAGT,
        beanspruche: async () => sammlungen.shift() ?? null,
      },
      antwortpost: KEINE_ANTWORTEN as Antwortpost,
      baueSammelsendung: () => assert.fail("no Sammlung here"),
      gleichzeitig: 2,
      blickMs: EWIG,
      postMs: EWIG,
      beiNeuemAuftrag: (rueckruf) => {
        wecken = rueckruf;
        return () => undefined;
      },
      beiFehler: (einer) => fehler.push(einer),
      ...abweichung,
    });
    return { b, faellig, wecke: () => wecken(), fehler, nichtsMehr: leer.eingetreten };
  }

  it("asks for no order of a channel that does not answer, and for them again as soon as it does", async () => {
    const b = buehne();
    const kim = b.teile.adapter.get("KIM") ?? assert.fail("no KIM");
    let bereit = false;
    const gefragt: (readonly Kanal[])[] = [];
    const [erste, zweite] = [zusage(), zusage()];
    const { wecke } = starte(
      { faellig: [] },
      {
        adapter: new Map([
          [
            "KIM",
            {
              ...kim,
              kanal: "KIM",
              nachrichtId: String,
              get bereit() {
                return bereit;
              },
            },
          ],
        ]),
        ausgang: {
          ...b.teile.ausgang,
          beanspruche: async (kanaele) => {
            gefragt.push(kanaele);
            (gefragt.length === 1 ? erste : zweite).erfuelle();
            return null;
          },
          naechsteFaelligkeit: () => Promise.resolve(null),
        },
      },
    );
    await erste.eingetreten;
    bereit = true;
    wecke();
    await zweite.eingetreten;
    assert.deepEqual(gefragt.slice(0, 2), [[], ["KIM"]]);
  });

  it("while another worker puts a Sammlung together it looks again soon", async () => {
    const zweiter = zusage();
    starte({
      besetzt: true,
      faellig: [
        () => Promise.resolve(null),
        async () => {
          zweiter.erfuelle();
          return null;
        },
      ],
    });
    await zweiter.eingetreten;
  });

  const jetzt = (id: string) => (): Promise<Beanspruchter> => Promise.resolve(beanspruchter(auftrag({ id })));

  it("works off what is due, then sleeps until it is woken", async () => {
    const gesendet = zusage();
    const a = starte({ faellig: [jetzt("a"), jetzt("b")] });
    await a.nichtsMehr;
    assert.deepEqual(a.b.gesendet.map(({ auftragId }) => auftragId).sort(), ["a", "b"]);
    a.faellig.push(async () => {
      gesendet.erfuelle();
      return beanspruchter(auftrag({ id: "c" }));
    });
    a.wecke();
    await gesendet.eingetreten;
  });

  it("a commit during the claim is not slept through", async () => {
    const zweiter = zusage();
    const faellig: Aufbau["faellig"] = [];
    const a = starte({ faellig });
    await a.nichtsMehr;
    // Nothing due, but while that is being found out an order is committed.
    faellig.push(
      async () => {
        a.wecke();
        return null;
      },
      async () => {
        zweiter.erfuelle();
        return null;
      },
    );
    a.wecke();
    await zweiter.eingetreten;
  });

  it("never has more attempts running than allowed", async () => {
    const tor = zusage<Urteil>();
    let laufend = 0;
    let hoechstens = 0;
    const fertig = zusage();
    let erledigt = 0;
    const urteil = async (): Promise<Urteil> => {
      hoechstens = Math.max(hoechstens, ++laufend);
      if (laufend === 2) setImmediate(() => tor.erfuelle(UEBERGEBEN));
      await tor.eingetreten;
      laufend--;
      if (++erledigt === 5) fertig.erfuelle();
      return UEBERGEBEN;
    };
    starte({ urteil, faellig: ["a", "b", "c", "d", "e"].map(jetzt) });
    await fertig.eingetreten;
    assert.equal(hoechstens, 2);
  });

  it("goes on after a failure of one attempt, and reports it", async () => {
    const fertig = zusage();
    let mal = 0;
    const urteil = async (): Promise<Urteil> => {
      if (++mal === 1) throw new Error("bug");
      fertig.erfuelle();
      return UEBERGEBEN;
    };
    const a = starte({ urteil, faellig: [jetzt("a"), jetzt("b")] });
    await fertig.eingetreten;
    assert.deepEqual(
      a.fehler.map((einer) => (einer as Error).message),
      ["bug"],
    );
  });

  it("goes on after the database was away, and reports it", async () => {
    const gesendet = zusage();
    const urteil = async (): Promise<Urteil> => {
      gesendet.erfuelle();
      return UEBERGEBEN;
    };
    const a = starte(
      { urteil, faellig: [() => Promise.reject(new ErgebnisUnbekannt(new Error("gone"))), jetzt("a")] },
      { blickMs: 5 },
    );
    await gesendet.eingetreten;
    assert.equal(a.b.gesendet.length, 1);
    assert(a.fehler[0] instanceof ErgebnisUnbekannt);
  });

  it("stopping waits for a running attempt and its record", async () => {
    const begonnen = zusage();
    const tor = zusage<Urteil>();
    const urteil = (): Promise<Urteil> => {
      begonnen.erfuelle();
      return tor.eingetreten;
    };
    const { b } = starte({ urteil, faellig: [jetzt("a")] });
    await begonnen.eingetreten;
    const gestoppt = schleife?.stoppe();
    tor.erfuelle(UEBERGEBEN);
    await gestoppt;
    assert.equal(b.vermerke.length, 1);
  });

  it("stopping waits also for the attempt of an order that was just being claimed", async () => {
    const amBeanspruchen = zusage();
    const antwort = zusage<Beanspruchter>();
    const tor = zusage<Urteil>();
    const faellig = [
      (): Promise<Beanspruchter> => {
        amBeanspruchen.erfuelle();
        return antwort.eingetreten;
      },
    ];
    const { b } = starte({ urteil: () => tor.eingetreten, faellig });
    await amBeanspruchen.eingetreten;
    const gestoppt = schleife?.stoppe();
    antwort.erfuelle(beanspruchter());
    setImmediate(() => tor.erfuelle(UEBERGEBEN));
    await gestoppt;
    assert.deepEqual([b.gesendet.length, b.vermerke.length], [1, 1]);
  });

  it("after stopping nothing is claimed any more", async () => {
    const a = starte({ faellig: [] });
    await a.nichtsMehr;
    await schleife?.stoppe();
    let beansprucht = false;
    a.faellig.push(async () => {
      beansprucht = true;
      return null;
    });
    a.wecke();
    await new Promise((weiter) => setImmediate(weiter));
    assert.equal(beansprucht, false);
  });
});
