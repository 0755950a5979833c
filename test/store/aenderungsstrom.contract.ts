import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { Fachfehler } from "../../src/domain/kern/fehler.js";
import { wendeAn } from "../../src/domain/hkp/aenderung.js";
import type { Vorgang } from "../../src/domain/hkp/vorgang.js";
import type { Aenderungsstrom, Impuls } from "../../src/domain/ports/aenderungsstrom.js";
import type { Ausgang } from "../../src/domain/ports/ausgang.js";
import type { Cursor, VorgangStore } from "../../src/domain/ports/vorgang-store.js";
import { aenderung, auftrag, neuerVorgang, um } from "./beispiele.js";

export interface Stromteile {
  readonly store: VorgangStore;
  readonly ausgang: Ausgang;
  /** Opens the stream of one more instance; `klein`: it keeps next to nothing and lets next to nothing wait. */
  oeffne(klein?: boolean): Promise<Aenderungsstrom & { readonly abonnenten: number }>;
}

export function istFehler(code: string): (fehler: unknown) => boolean {
  return (fehler) => fehler instanceof Fachfehler && fehler.code === code;
}

/** A subscription read by hand. */
export function abonniere(strom: Aenderungsstrom, nach?: Cursor) {
  const abbruch = new AbortController();
  const iterator = strom
    .abonniere({ signal: abbruch.signal, ...(nach === undefined ? {} : { nach }) })
    [Symbol.asyncIterator]();
  return {
    abbruch,
    iterator,
    async naechste(anzahl: number): Promise<readonly Impuls[]> {
      const impulse: Impuls[] = [];
      while (impulse.length < anzahl) {
        const ergebnis: IteratorResult<Impuls, unknown> = await iterator.next();
        if (ergebnis.done === true) break;
        impulse.push(ergebnis.value);
      }
      return impulse;
    },
  };
}

/** Version and Vorgang of each, enough to see order, gaps and repeats. */
export const spur = (impulse: readonly Impuls[]): readonly string[] =>
  impulse.map(({ vorgangId, version }) => `${vorgangId} v${version}`);

/** A Vorgang that is moved on step by step. */
export async function legeReihe(store: VorgangStore) {
  let vorgang: Vorgang = neuerVorgang();
  await store.legeAn(vorgang);
  const spuren = [`${vorgang.id} v1`];
  return {
    spuren,
    gibVorgang: () => vorgang,
    async weiter(anzahl = 1): Promise<void> {
      for (let i = 0; i < anzahl; i++) {
        const schritt = aenderung(vorgang, { neueDatensaetze: [], zeit: um(vorgang.version) });
        assert.equal(await store.schreibe(vorgang, schritt), "GESCHRIEBEN");
        vorgang = wendeAn(vorgang, schritt);
        spuren.push(`${vorgang.id} v${vorgang.version}`);
      }
    },
  };
}

/** What every feed of transitions must do. */
export function vertragAenderungsstrom(gib: () => Stromteile): void {
  const offene: Aenderungsstrom[] = [];
  const oeffne: Stromteile["oeffne"] = async (klein) => {
    const strom = await gib().oeffne(klein);
    offene.push(strom);
    return strom;
  };
  afterEach(async () => {
    await Promise.all(offene.splice(0).map((strom) => strom.schliesse()));
  });

  it("liefert jeden Übergang mit seinem Inhalt, auch das Anlegen", async () => {
    const { store } = gib();
    const abo = abonniere(await oeffne());
    const vorgang = neuerVorgang();
    await store.legeAn(vorgang);
    const schritt = aenderung(vorgang);
    await store.schreibe(vorgang, schritt);
    const impulse = await abo.naechste(2);
    const sichtbarFuer = ["VERORDNENDER:1-SMC-B-Praxis"];
    assert.deepEqual(
      impulse.map(({ cursor, ...rest }) => (assert.match(cursor, /./), rest)),
      [
        {
          vorgangId: vorgang.id,
          version: 1,
          aktion: "anlegen",
          statusVorher: null,
          status: "INITIALISIERT",
          zeit: vorgang.geaendertAm,
          sichtbarFuer,
          meldungen: [],
        },
        {
          vorgangId: vorgang.id,
          version: 2,
          aktion: "aktivieren",
          statusVorher: "INITIALISIERT",
          status: "OFFEN",
          zeit: schritt.zeit,
          sichtbarFuer: [...sichtbarFuer, "VERSICHERTER:X110411675"],
          meldungen: schritt.meldungen,
        },
      ],
    );
  });

  it("beginnt mit dem Aufruf von abonniere, nicht erst mit dem ersten next", async () => {
    const abo = abonniere(await oeffne());
    const reihe = await legeReihe(gib().store);
    await reihe.weiter(2);
    assert.deepEqual(spur(await abo.naechste(3)), reihe.spuren);
  });

  it("liefert allen Abonnenten dasselbe in der Reihenfolge der Übergänge", async () => {
    const strom = await oeffne();
    const abos = [abonniere(strom), abonniere(strom)];
    const reihen = [await legeReihe(gib().store), await legeReihe(gib().store)];
    await Promise.all(reihen.map((reihe) => reihe.weiter(5)));
    const [a, b] = await Promise.all(abos.map((abo) => abo.naechste(12)));
    assert.ok(a && b);
    assert.deepEqual(a, b);
    assert.deepEqual(
      a.map(({ cursor }) => cursor),
      a.map(({ cursor }) => cursor).sort(),
    );
    for (const { spuren, gibVorgang } of reihen)
      assert.deepEqual(
        spur(a).filter((text) => text.startsWith(gibVorgang().id)),
        spuren,
      );
  });

  it("meldet nicht, was nur die Zustellung betrifft", async () => {
    const { store, ausgang } = gib();
    const abo = abonniere(await oeffne());
    await store.legeAn(neuerVorgang({ alarmstand: 1, ausgang: [auftrag()] }));
    const beanspruchter = await ausgang.beanspruche(["KIM"], um(1), 60_000);
    assert.ok(beanspruchter);
    await ausgang.beginneUebergabe(beanspruchter, "a@x", "m", um(1));
    await ausgang.vermerke(beanspruchter, { zustand: "UEBERGEBEN", naechsterVersuch: null, grund: null }, um(1));
    const danach = neuerVorgang();
    await store.legeAn(danach);
    assert.equal((await abo.naechste(2))[1]?.vorgangId, danach.id);
  });

  it("setzt hinter einem Cursor fort, ohne Lücke und ohne Wiederholung", async () => {
    const strom = await oeffne();
    const erstes = abonniere(strom);
    const reihe = await legeReihe(gib().store);
    await reihe.weiter(4);
    const impulse = await erstes.naechste(5);
    erstes.abbruch.abort();
    for (const [i, { cursor }] of impulse.entries()) {
      const abo = abonniere(strom, cursor);
      await reihe.weiter();
      const rest = reihe.spuren.slice(i + 1);
      assert.deepEqual(spur(await abo.naechste(rest.length)), rest);
    }
  });

  it("setzt auch auf einer Instanz fort, die den Cursor nicht mehr oder noch nicht kennt", async () => {
    const alte = await oeffne();
    const erstes = abonniere(alte);
    const reihe = await legeReihe(gib().store);
    await reihe.weiter(20);
    const impulse = await erstes.naechste(21);
    const neue = await oeffne();
    const abos = impulse.map(({ cursor }) => abonniere(neue, cursor));
    await reihe.weiter(3);
    for (const [i, abo] of abos.entries()) {
      const rest = reihe.spuren.slice(i + 1);
      assert.deepEqual(spur(await abo.naechste(rest.length)), rest);
    }
    await reihe.weiter(2);
    for (const abo of abos) assert.deepEqual(spur(await abo.naechste(2)), reihe.spuren.slice(-2));
    // A cursor that another instance has already seen and this one perhaps not.
    const vorne = abonniere(alte);
    await reihe.weiter();
    let letzter: Impuls | undefined;
    while (letzter?.version !== reihe.gibVorgang().version) [letzter] = await vorne.naechste(1);
    const abo = abonniere(neue, letzter.cursor);
    await reihe.weiter();
    assert.deepEqual(spur(await abo.naechste(1)), reihe.spuren.slice(-1));
  });

  it("holt unter laufenden Übergängen auf, ohne Lücke und ohne Wiederholung", async () => {
    const strom = await oeffne(true);
    const reihe = await legeReihe(gib().store);
    const abo = abonniere(strom);
    await reihe.weiter(1);
    const [erster] = await abo.naechste(1);
    abo.abbruch.abort();
    assert.ok(erster);
    const vorher = reihe.spuren.indexOf(`${erster.vorgangId} v${erster.version}`) + 1;
    await reihe.weiter(30);
    const schreibt = reihe.weiter(60);
    // Each next one enters while the first ones are still behind the ring.
    const gelesen = await Promise.all(Array.from({ length: 6 }, () => liesBisVersion(strom, erster.cursor, 92)));
    await schreibt;
    for (const spuren of gelesen) assert.deepEqual(spuren, reihe.spuren.slice(vorher));
  });

  /** Reads up to the given version of the only Vorgang that moves; whenever the stream sends it away, it comes back with its last cursor. */
  async function liesBisVersion(strom: Aenderungsstrom, start: Cursor, version: number): Promise<readonly string[]> {
    const gesehen: Impuls[] = [];
    for (let nach = start; ; nach = gesehen.at(-1)?.cursor ?? nach) {
      const abo = abonniere(strom, nach);
      try {
        for (;;) {
          const ergebnis: IteratorResult<Impuls, unknown> = await abo.iterator.next();
          assert.ok(ergebnis.done !== true);
          gesehen.push(ergebnis.value);
          if (ergebnis.value.version === version) return spur(gesehen);
        }
      } catch (fehler) {
        if (!istFehler("NICHT_VERFUEGBAR")(fehler)) throw fehler;
      } finally {
        abo.abbruch.abort();
      }
    }
  }

  it("schickt einen langsamen Abonnenten weg, der mit seinem letzten Cursor weitermacht", async () => {
    const strom = await oeffne(true);
    const langsam = abonniere(strom);
    const schnell = abonniere(strom);
    const reihe = await legeReihe(gib().store);
    const liest = schnell.naechste(41);
    await reihe.weiter(40);
    assert.deepEqual(spur(await liest), reihe.spuren);
    const gelesen: Impuls[] = [];
    await assert.rejects(async () => {
      for (;;) gelesen.push(...(await langsam.naechste(1)));
    }, istFehler("NICHT_VERFUEGBAR"));
    assert.ok(gelesen.length > 0 && gelesen.length < 41);
    assert.deepEqual(await langsam.naechste(1), []);
    assert.equal(getEventListeners(langsam.abbruch.signal, "abort").length, 0);
    const wieder = await liesBisVersion(strom, gelesen.at(-1)?.cursor ?? "", 41);
    assert.deepEqual([...spur(gelesen), ...wieder], reihe.spuren);
  });

  for (const [name, verderbe] of Object.entries({
    leer: () => "",
    "kein Cursor": () => "abc",
    "Cursor einer Liste": () => Buffer.from("1700000000000:163.100").toString("base64url"),
    abgeschnitten: (echt: Cursor) => echt.slice(0, 18),
    verändert: (echt: Cursor) => `${echt.slice(0, 20)}FFFF${echt.slice(24)}`,
    erfunden: (echt: Cursor) => `8250000000${echt.slice(10)}`,
    "aus der Zukunft": (echt: Cursor) => `82F0000000${echt.slice(10)}`,
    riesig: (echt: Cursor) => echt + "AB".repeat(10_000),
  }))
    it(`weist einen ungültigen Cursor zurück: ${name}`, async () => {
      const erste = await oeffne();
      const abo = abonniere(erste);
      const reihe = await legeReihe(gib().store);
      await reihe.weiter();
      const [impuls] = await abo.naechste(1);
      assert.ok(impuls);
      // On an instance that has to ask the database.
      const strom = await oeffne();
      await assert.rejects(async () => {
        await abonniere(strom, verderbe(impuls.cursor)).naechste(2);
      }, istFehler("CURSOR_UNGUELTIG"));
      assert.equal(strom.abonnenten, 0);
      // The others are not disturbed.
      assert.deepEqual(spur(await abonniere(strom, impuls.cursor).naechste(1)), reihe.spuren.slice(1));
    });

  it("endet mit dem Abbruch und gibt alles frei", async () => {
    const strom = await oeffne();
    const wartend = abonniere(strom);
    const ungelesen = abonniere(strom);
    const beendet = abonniere(strom);
    assert.equal(strom.abonnenten, 3);
    const ergebnis = wartend.iterator.next();
    wartend.abbruch.abort();
    assert.deepEqual(await ergebnis, { done: true, value: undefined });
    ungelesen.abbruch.abort();
    assert.deepEqual(await ungelesen.iterator.next(), { done: true, value: undefined });
    const pendelt = beendet.iterator.next();
    await beendet.iterator.return?.();
    assert.deepEqual(await pendelt, { done: true, value: undefined });
    assert.equal(strom.abonnenten, 0);
    for (const { abbruch } of [wartend, ungelesen, beendet])
      assert.equal(getEventListeners(abbruch.signal, "abort").length, 0);
    const schonAbgebrochen = strom.abonniere({ signal: AbortSignal.abort() })[Symbol.asyncIterator]();
    assert.deepEqual(await schonAbgebrochen.next(), { done: true, value: undefined });
    assert.equal(strom.abonnenten, 0);
  });

  it("ruft bei jedem Übergang zurück, auch wenn ein Rückruf scheitert, bis man abbestellt", async () => {
    const strom = await oeffne();
    const gerufen: string[] = [];
    strom.beiImpuls(() => {
      throw new Error("scheitert");
    });
    const abbestellen = strom.beiImpuls(({ vorgangId, version }) => void gerufen.push(`${vorgangId} v${version}`));
    const abo = abonniere(strom);
    const reihe = await legeReihe(gib().store);
    await reihe.weiter();
    await abo.naechste(2);
    assert.deepEqual(gerufen, reihe.spuren);
    abbestellen();
    await reihe.weiter();
    await abo.naechste(1);
    assert.equal(gerufen.length, 2);
  });

  it("beendet beim Schließen alle Abonnements und nimmt keine mehr an", async () => {
    const strom = await oeffne();
    const abo = abonniere(strom);
    const ergebnis = abo.iterator.next();
    await strom.schliesse();
    assert.deepEqual(await ergebnis, { done: true, value: undefined });
    assert.equal(strom.abonnenten, 0);
    assert.throws(() => abonniere(strom), istFehler("NICHT_VERFUEGBAR"));
  });
}
