import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { schluessel } from "../../src/domain/kern/akteur.js";
import { Fachfehler } from "../../src/domain/kern/fehler.js";
import { wendeAn } from "../../src/domain/hkp/aenderung.js";
import type { Sicht } from "../../src/domain/hkp/sicht.js";
import type { Vorgang } from "../../src/domain/hkp/vorgang.js";
import type { Vorgangsfilter, VorgangStore } from "../../src/domain/ports/vorgang-store.js";
import {
  aenderung,
  alsWert,
  anfrageAn,
  auftrag,
  datensatz,
  eintrag,
  KASSE,
  meldung,
  neuerVorgang,
  neueVerordnungsId,
  offenerVorgang,
  PFLEGE,
  PRAXIS,
  um,
  VERSICHERTER,
  ZEIT,
} from "./beispiele.js";

const ALLE: Sicht = { art: "ALLE" };
const beteiligt = (teilnehmer: Parameters<typeof schluessel>[0]): Sicht => ({
  art: "BETEILIGT",
  schluessel: schluessel(teilnehmer),
});
const anfrage = (anfrageId: string): Vorgang["anfragen"] => [
  {
    anfrageId,
    wer: "VERORDNENDER:1-SMC-B-Praxis:MFA",
    aktion: "anlegen",
    statusVorher: null,
    status: "INITIALISIERT",
    version: 1,
    zeit: ZEIT,
  },
];

/** What every VorgangStore must do. Each test works on Vorgaenge of its own; the store may hold others. */
export function vertragVorgangStore(gibStore: () => VorgangStore): void {
  let store: VorgangStore;
  before(() => {
    store = gibStore();
  });

  async function angelegt(vorgang: Vorgang): Promise<Vorgang> {
    assert.equal(await store.legeAn(vorgang), "ANGELEGT");
    return vorgang;
  }

  describe("legeAn", () => {
    it("gibt zurück, was angelegt wurde", async () => {
      const vorgang = await angelegt(neuerVorgang());
      assert.deepEqual(await store.lade(vorgang.id, ALLE), vorgang);
    });

    it("vergibt eine Verordnungs-ID nur einmal", async () => {
      const vorgang = await angelegt(neuerVorgang());
      assert.equal(await store.legeAn(neuerVorgang({ id: vorgang.id })), "VERGEBEN");
      assert.deepEqual(await store.lade(vorgang.id, ALLE), vorgang);
    });

    it("legt zu einer anfrageId nur einen Vorgang an, auch gleichzeitig", async () => {
      const anfragen = anfrage(randomUUID());
      const ergebnisse = await Promise.all(Array.from({ length: 4 }, () => store.legeAn(neuerVorgang({ anfragen }))));
      assert.deepEqual(ergebnisse.sort(), ["ANFRAGE_BEKANNT", "ANFRAGE_BEKANNT", "ANFRAGE_BEKANNT", "ANGELEGT"]);
    });

    it("findet den Vorgang einer Anfrage nur für ihren Absender", async () => {
      const anfrageId = randomUUID();
      const vorgang = await angelegt(neuerVorgang({ anfragen: anfrage(anfrageId) }));
      assert.deepEqual(await store.ladeAngelegt("VERORDNENDER:1-SMC-B-Praxis:MFA", anfrageId), vorgang);
      assert.equal(await store.ladeAngelegt("VERORDNENDER:andere:MFA", anfrageId), null);
      assert.equal(await store.ladeAngelegt("VERORDNENDER:1-SMC-B-Praxis:MFA", randomUUID()), null);
    });

    it("findet eine beantwortete Anfrage nur zu ihrem Vorgang und ihrem Absender, wer ihn auch sieht", async () => {
      const anfrageId = randomUUID();
      const vorgang = await angelegt(neuerVorgang({ anfragen: anfrage(anfrageId) }));
      const { id } = vorgang;
      assert.deepEqual(await store.ladeBeantwortet(id, "VERORDNENDER:1-SMC-B-Praxis:MFA", anfrageId), vorgang);
      assert.equal(await store.ladeBeantwortet(id, "VERORDNENDER:andere:MFA", anfrageId), null);
      assert.equal(await store.ladeBeantwortet(id, "VERORDNENDER:1-SMC-B-Praxis:MFA", randomUUID()), null);
      assert.equal(
        await store.ladeBeantwortet(neueVerordnungsId(), "VERORDNENDER:1-SMC-B-Praxis:MFA", anfrageId),
        null,
      );
    });

    it("nimmt dieselbe anfrageId von jemand anderem an", async () => {
      const anfrageId = randomUUID();
      const [erste] = anfrage(anfrageId);
      assert.ok(erste);
      await angelegt(neuerVorgang({ anfragen: [erste] }));
      await angelegt(neuerVorgang({ anfragen: [{ ...erste, wer: "VERORDNENDER:andere:MFA" }] }));
    });
  });

  describe("schreibe", () => {
    it("hinterlässt genau das, was wendeAn ergibt, mit Zeiten und Bytes", async () => {
      const vorgang = await angelegt(neuerVorgang());
      const schritt = aenderung(vorgang);
      assert.equal(await store.schreibe(vorgang, schritt), "GESCHRIEBEN");
      const gelesen = await store.lade(vorgang.id, ALLE);
      assert.deepEqual(alsWert(gelesen), alsWert(wendeAn(vorgang, schritt)));
      const cms = gelesen?.datensaetze[0]?.signatur?.cms;
      assert.ok(cms instanceof Uint8Array);
      assert.deepEqual([...cms], [0, 1, 2, 253, 254, 255]);
    });

    it("hängt einzeln überholte Aufträge an und setzt die Anfragen als Ganzes", async () => {
      const vorgang = await angelegt(offenerVorgang({ verfuegbarkeitsanfragen: [anfrageAn(PFLEGE)] }));
      const beantwortet = { ...anfrageAn(PFLEGE), zustand: "VERFUEGBAR", beantwortetAm: um(2) } as const;
      const schritt = aenderung(vorgang, {
        setze: { verfuegbarkeitsanfragen: [beantwortet], kontakt: { telefon: "030 5550177" } },
        ueberholteAuftraege: ["auftrag-1"],
      });
      assert.equal(await store.schreibe(vorgang, schritt), "GESCHRIEBEN");
      const gelesen = await store.lade(vorgang.id, ALLE);
      assert.deepEqual(alsWert(gelesen), alsWert(wendeAn(vorgang, schritt)));
      assert.deepEqual(gelesen?.ueberholteAuftraege, ["auftrag-1"]);
    });

    it("setzt Felder auf null und hängt leere Listen nicht an", async () => {
      const vorgang = await angelegt(offenerVorgang({ pflegedienst: PFLEGE, status: "ZUGEWIESEN" }));
      const schritt = aenderung(vorgang, {
        aktion: "zurueckgeben",
        setze: { pflegedienst: null },
        neueDatensaetze: [],
        meldungen: [],
        auftraege: [],
        anfrage: null,
      });
      assert.equal(await store.schreibe(vorgang, schritt), "GESCHRIEBEN");
      assert.deepEqual(await store.lade(vorgang.id, ALLE), wendeAn(vorgang, schritt));
    });

    it("lässt fehlende Felder eines Datensatzes fehlen", async () => {
      const vorgang = await angelegt(neuerVorgang());
      const schritt = aenderung(vorgang);
      const [erster] = schritt.neueDatensaetze;
      assert.ok(erster?.art === "BLANKOVERORDNUNG");
      const leistungen = [{ ...erster.inhalt.leistungen[0], freitext: undefined }];
      const neueDatensaetze = [{ ...erster, inhalt: { ...erster.inhalt, leistungen } }] as never;
      await store.schreibe(vorgang, { ...schritt, neueDatensaetze });
      assert.deepEqual(alsWert(await store.lade(vorgang.id, ALLE)), alsWert(wendeAn(vorgang, schritt)));
    });

    it("bewahrt den Entwurf, ersetzt ihn ganz und entfernt ihn", async () => {
      const entwurf = {
        inhalt: { diagnosen: [], einschraenkungen: ["lebt allein"], leistungen: [], hinweise: "klingeln" },
        folgeAuf: null,
        teile: ["somatisch"],
        geaendertAm: ZEIT,
        geaendertVon: { rolle: "VERORDNENDER", kennung: "1-20", person: "MFA", name: "Tobias Klein" },
      } as const;
      const vorgang = await angelegt(neuerVorgang({ entwurf }));
      assert.deepEqual((await store.lade(vorgang.id, ALLE))?.entwurf, entwurf);
      const leerer = { ...entwurf, inhalt: { diagnosen: [], einschraenkungen: [], leistungen: [] } };
      const schritt = aenderung(vorgang, { setze: { entwurf: leerer }, neueDatensaetze: [] });
      assert.equal(await store.schreibe(vorgang, schritt), "GESCHRIEBEN");
      assert.deepEqual((await store.lade(vorgang.id, ALLE))?.entwurf, leerer);
      const geaendert = wendeAn(vorgang, schritt);
      await store.schreibe(geaendert, aenderung(geaendert, { status: "GELOESCHT", setze: {}, neueDatensaetze: [] }));
      assert.equal((await store.lade(vorgang.id, ALLE))?.entwurf, null);
    });

    it("lässt bei GELOESCHT nichts vom Inhalt stehen, auch nicht, was der Versand inzwischen vermerkt hat", async () => {
      const vorgang = await angelegt(neuerVorgang());
      const schritt = aenderung(vorgang);
      await store.schreibe(vorgang, schritt);
      const offen = wendeAn(vorgang, schritt);
      const loeschung = aenderung(offen, { aktion: "loeschen", status: "GELOESCHT", setze: {}, neueDatensaetze: [] });
      assert.equal(await store.schreibe(offen, loeschung), "GESCHRIEBEN");
      const gelesen = await store.lade(vorgang.id, ALLE);
      assert.deepEqual(gelesen, wendeAn(offen, loeschung));
      assert.deepEqual([gelesen?.datensaetze, gelesen?.zugriffscodes], [[], null]);
      assert.deepEqual(gelesen?.ausgang, loeschung.auftraege);
      assert.equal(gelesen?.protokoll.length, 3);
    });

    it("ersetzt einen Datensatz an seiner Stelle, von seinem früheren Inhalt bleibt nichts", async () => {
      const [erster, zweiter, dritter] = [datensatz(), datensatz(), datensatz()];
      const vorgang = await angelegt(neuerVorgang({ datensaetze: [erster, zweiter, dritter] }));
      const schritt = aenderung(vorgang, {
        neueDatensaetze: [],
        ersetzterDatensatz: { ...zweiter, bundle: "", erstelltAm: um(5) },
      });
      assert.equal(await store.schreibe(vorgang, schritt), "GESCHRIEBEN");
      const gelesen = await store.lade(vorgang.id, ALLE);
      assert.deepEqual(alsWert(gelesen), alsWert(wendeAn(vorgang, schritt)));
      assert.deepEqual(
        gelesen?.datensaetze.map(({ bundle }) => bundle !== ""),
        [true, false, true],
      );
    });

    it("entfernt Datensätze und die Worte ihrer Meldungen, hängt dabei an und lässt alles andere stehen", async () => {
      const [erster, zweiter, dritter] = [datensatz(), { ...datensatz(), erstelltAm: um(7) }, datensatz()];
      const worte = meldung({ zeit: um(7), begruendung: "Grund der Kasse" });
      const andere = meldung({ zeit: um(8), begruendung: "anderer Grund" });
      const vorgang = await angelegt(
        neuerVorgang({ datensaetze: [erster, zweiter, dritter], meldungen: [worte, andere] }),
      );
      const schritt = aenderung(vorgang, { neueDatensaetze: [], entfernteDatensaetze: [zweiter.id] });
      assert.equal(await store.schreibe(vorgang, schritt), "GESCHRIEBEN");
      const gelesen = await store.lade(vorgang.id, ALLE);
      assert.deepEqual(alsWert(gelesen), alsWert(wendeAn(vorgang, schritt)));
      assert.deepEqual(
        gelesen?.datensaetze.map(({ id }) => id),
        [erster.id, dritter.id],
      );
      assert.deepEqual(
        gelesen.meldungen.map(({ begruendung }) => begruendung),
        [null, "anderer Grund", null],
      );
    });

    it("schreibt nichts, wenn die gelesene Version überholt ist", async () => {
      const vorgang = await angelegt(neuerVorgang());
      const erste = aenderung(vorgang);
      assert.equal(await store.schreibe(vorgang, erste), "GESCHRIEBEN");
      assert.equal(await store.schreibe(vorgang, aenderung(vorgang, { status: "GELOESCHT" })), "KONFLIKT");
      assert.deepEqual(alsWert(await store.lade(vorgang.id, ALLE)), alsWert(wendeAn(vorgang, erste)));
    });

    it("lässt von zwei gleichzeitigen Übergängen genau einen gelten", async () => {
      for (let runde = 0; runde < 10; runde++) {
        const vorgang = await angelegt(neuerVorgang());
        const schritte = [aenderung(vorgang), aenderung(vorgang)];
        const ergebnisse = await Promise.all(schritte.map((schritt) => store.schreibe(vorgang, schritt)));
        assert.deepEqual([...ergebnisse].sort(), ["GESCHRIEBEN", "KONFLIKT"]);
        const sieger = schritte[ergebnisse.indexOf("GESCHRIEBEN")];
        assert.ok(sieger);
        assert.deepEqual(alsWert(await store.lade(vorgang.id, ALLE)), alsWert(wendeAn(vorgang, sieger)));
      }
    });

    it("meldet KONFLIKT für einen Vorgang, den es nicht gibt", async () => {
      const vorgang = neuerVorgang();
      assert.equal(await store.schreibe(vorgang, aenderung(vorgang)), "KONFLIKT");
      assert.equal(await store.lade(vorgang.id, ALLE), null);
    });
  });

  describe("lade mit Sicht", () => {
    const fremd = "PFLEGEDIENST:5-SMC-B-fremd" as const;

    it("zeigt nichts, was es nicht gibt", async () => {
      assert.equal(await store.lade(neueVerordnungsId(), ALLE), null);
    });

    it("BETEILIGT: Praxis und Versicherter sehen ihn, Pflegedienst und Kasse noch nicht", async () => {
      const { id } = await angelegt(offenerVorgang());
      assert.equal((await store.lade(id, beteiligt(PRAXIS)))?.id, id);
      assert.equal((await store.lade(id, beteiligt(VERSICHERTER)))?.id, id);
      assert.equal(await store.lade(id, beteiligt(PFLEGE)), null);
      assert.equal(await store.lade(id, beteiligt(KASSE)), null);
    });

    it("BETEILIGT: folgt jedem Übergang", async () => {
      const vorgang = await angelegt(offenerVorgang());
      const angenommen = aenderung(vorgang, { status: "ZUGEWIESEN", setze: { pflegedienst: PFLEGE } });
      await store.schreibe(vorgang, angenommen);
      assert.equal((await store.lade(vorgang.id, beteiligt(PFLEGE)))?.status, "ZUGEWIESEN");
      const zwei = wendeAn(vorgang, angenommen);
      const eingereicht = aenderung(zwei, { status: "ANTRAGSPRUEFUNG", setze: { kostentraegerHatZugriff: true } });
      await store.schreibe(zwei, eingereicht);
      assert.equal((await store.lade(vorgang.id, beteiligt(KASSE)))?.status, "ANTRAGSPRUEFUNG");
      const drei = wendeAn(zwei, eingereicht);
      await store.schreibe(drei, aenderung(drei, { status: "OFFEN", setze: { pflegedienst: null } }));
      assert.equal(await store.lade(vorgang.id, beteiligt(PFLEGE)), null);
    });

    it("MIT_ZUGANG durch Karte: nur mit der KVNR und nur im genannten Status", async () => {
      const { id } = await angelegt(offenerVorgang());
      const { id: zugewiesen } = await angelegt(offenerVorgang({ status: "ZUGEWIESEN", pflegedienst: PFLEGE }));
      const mit = (kvnr: string): Sicht => ({
        art: "MIT_ZUGANG",
        schluessel: fremd,
        zugang: { kvnr },
        status: ["OFFEN"],
      });
      assert.equal((await store.lade(id, mit(VERSICHERTER.kennung)))?.id, id);
      assert.equal(await store.lade(id, mit("A123456780")), null);
      assert.equal(await store.lade(zugewiesen, mit(VERSICHERTER.kennung)), null);
    });

    it("MIT_ZUGANG durch Code: nur die genannten Codes gelten", async () => {
      const { id, zugriffscodes } = await angelegt(offenerVorgang());
      assert.ok(zugriffscodes);
      const mit = (code: string, codes: readonly ("annehmen" | "lesen")[]): Sicht => ({
        art: "MIT_ZUGANG",
        schluessel: fremd,
        zugang: { code, codes },
        status: ["OFFEN"],
      });
      assert.equal((await store.lade(id, mit(zugriffscodes.annehmen, ["annehmen"])))?.id, id);
      assert.equal((await store.lade(id, mit(zugriffscodes.lesen, ["annehmen", "lesen"])))?.id, id);
      assert.equal(await store.lade(id, mit(zugriffscodes.lesen, ["annehmen"])), null);
      assert.equal(await store.lade(id, mit("0".repeat(64), ["annehmen", "lesen"])), null);
    });

    it("MIT_ZUGANG: wer beteiligt ist, bleibt es in jedem Status", async () => {
      const { id } = await angelegt(offenerVorgang({ status: "ZUGEWIESEN", pflegedienst: PFLEGE }));
      const sicht: Sicht = {
        art: "MIT_ZUGANG",
        schluessel: schluessel(PFLEGE),
        zugang: { kvnr: "A123456780" },
        status: ["OFFEN"],
      };
      assert.equal((await store.lade(id, sicht))?.id, id);
    });

    it("KEINE: sieht nichts", async () => {
      const { id } = await angelegt(offenerVorgang());
      assert.equal(await store.lade(id, { art: "KEINE" }), null);
    });
  });

  describe("findeZuBezug: what an id of ours belongs to", () => {
    it("an order, a thread, nothing", async () => {
      const [einer, anderer] = [auftrag(), auftrag()];
      const vorgang = await angelegt(offenerVorgang({ ausgang: [einer, anderer] }));
      assert.deepEqual(await store.findeZuBezug(anderer.id), [{ vorgangId: vorgang.id, art: "AUFTRAG" }]);
      assert.deepEqual(await store.findeZuBezug(vorgang.fadenId), [{ vorgangId: vorgang.id, art: "FADEN" }]);
      assert.deepEqual(await store.findeZuBezug(randomUUID()), []);
      assert.deepEqual(await store.findeZuBezug(einer.meldungId), []);
    });

    it("a Sammelmeldung: all its Vorgänge, and it does not pass for an order where it is one of several", async () => {
      const sammelId = randomUUID();
      const erster = await angelegt(offenerVorgang({ ausgang: [auftrag(), auftrag({ sammelId })] }));
      const zweiter = await angelegt(offenerVorgang({ ausgang: [auftrag({ sammelId })] }));
      const gefunden = await store.findeZuBezug(sammelId);
      assert.deepEqual(
        [...gefunden].sort((a, b) => a.vorgangId.localeCompare(b.vorgangId)),
        [erster.id, zweiter.id].sort().map((vorgangId) => ({ vorgangId, art: "SAMMLUNG" })),
      );
    });
  });

  describe("suche", () => {
    /** A participant nobody else uses, so that the list holds only this test's Vorgaenge. */
    const eigenePraxis = () => ({ rolle: "VERORDNENDER", kennung: `1-${randomUUID()}` }) as const;
    const ids = async (filter: Vorgangsfilter): Promise<readonly string[]> =>
      (await store.suche(filter)).eintraege.map(({ knoten }) => knoten.id);

    it("liefert die jüngste Änderung zuerst, seitenweise und ohne Lücke, auch bei gleicher Zeit", async () => {
      const verordnender = eigenePraxis();
      const zeiten = [3, 1, 2, 2, 2, 5];
      for (const minute of zeiten) await angelegt(offenerVorgang({ verordnender, geaendertAm: um(minute) }));
      const gefunden: string[] = [];
      const minuten: number[] = [];
      for (let after: string | undefined; ;) {
        const seite = await store.suche({
          sicht: beteiligt(verordnender),
          first: 2,
          ...(after === undefined ? {} : { after }),
        });
        for (const { knoten } of seite.eintraege) {
          gefunden.push(knoten.id);
          minuten.push((knoten.geaendertAm.getTime() - ZEIT.getTime()) / 60_000);
        }
        after = seite.eintraege.at(-1)?.cursor;
        assert.equal(seite.gibtWeitere, gefunden.length < 6);
        if (!seite.gibtWeitere) break;
      }
      assert.deepEqual(minuten, [5, 3, 2, 2, 2, 1]);
      assert.equal(new Set(gefunden).size, 6);
    });

    it("filtert nach Status, Zuständigem und Zeitraum", async () => {
      const verordnender = eigenePraxis();
      const sicht = beteiligt(verordnender);
      const neu = await angelegt(neuerVorgang({ verordnender, geaendertAm: um(4) }));
      const kurz = await angelegt(
        offenerVorgang({ verordnender, verordnungszeitraumBis: "2026-03-10", geaendertAm: um(3) }),
      );
      const lang = await angelegt(
        offenerVorgang({ verordnender, verordnungszeitraumBis: "2026-03-31", geaendertAm: um(2) }),
      );
      const weg = await angelegt(offenerVorgang({ verordnender, status: "ZUGEWIESEN", pflegedienst: PFLEGE }));
      assert.deepEqual(await ids({ sicht, first: 10 }), [neu.id, kurz.id, lang.id, weg.id]);
      assert.deepEqual(await ids({ sicht, first: 10, status: ["OFFEN", "ZUGEWIESEN"] }), [kurz.id, lang.id, weg.id]);
      assert.deepEqual(await ids({ sicht, first: 10, status: [] }), []);
      assert.deepEqual(await ids({ sicht, first: 10, zustaendig: schluessel(verordnender) }), [neu.id]);
      assert.deepEqual(await ids({ sicht, first: 10, zustaendig: schluessel(VERSICHERTER) }), [kurz.id, lang.id]);
      assert.deepEqual(await ids({ sicht, first: 10, zeitraumBisMindestens: "2026-03-10", status: ["OFFEN"] }), [
        kurz.id,
        lang.id,
      ]);
      assert.deepEqual(await ids({ sicht, first: 10, zeitraumBisMindestens: "2026-03-11", status: ["OFFEN"] }), [
        lang.id,
      ]);
    });

    it("findet mit der Karte die offenen Verordnungen der Person und die eigenen", async () => {
      const versicherter = { rolle: "VERSICHERTER", kennung: `X${randomUUID()}` } as const;
      const pflegedienst = { rolle: "PFLEGEDIENST", kennung: `5-${randomUUID()}` } as const;
      const offen = await angelegt(offenerVorgang({ versicherter, geaendertAm: um(3) }));
      await angelegt(offenerVorgang({ versicherter, status: "BESCHIEDEN", pflegedienst: PFLEGE }));
      const eigener = await angelegt(offenerVorgang({ status: "ZUGEWIESEN", pflegedienst, geaendertAm: um(2) }));
      const sicht: Sicht = {
        art: "MIT_ZUGANG",
        schluessel: schluessel(pflegedienst),
        zugang: { kvnr: versicherter.kennung },
        status: ["OFFEN"],
      };
      assert.deepEqual(await ids({ sicht, first: 10 }), [offen.id, eigener.id]);
    });

    it("nur die einer versicherten Person, nur die ohne Kennzeichen", async () => {
      const versicherter = { rolle: "VERSICHERTER", kennung: randomUUID() } as const;
      const ohne = await angelegt(offenerVorgang({ versicherter }));
      const mit = await angelegt(offenerVorgang({ versicherter, kennzeichenKostenerstattung: true }));
      const eigene = { sicht: beteiligt(PRAXIS), versicherter: versicherter.kennung, first: 10 } as const;
      assert.deepEqual([...(await ids(eigene))].sort(), [ohne.id, mit.id].sort());
      assert.deepEqual(await ids({ ...eigene, ohneKennzeichen: true }), [ohne.id]);
      assert.deepEqual(await ids({ ...eigene, versicherter: randomUUID() }), []);
    });

    it("findet mit einem Code nur dessen Vorgang, mit KEINE nichts", async () => {
      const vorgang = await angelegt(offenerVorgang());
      await angelegt(offenerVorgang());
      const sicht: Sicht = {
        art: "MIT_ZUGANG",
        schluessel: `PFLEGEDIENST:5-${randomUUID()}`,
        zugang: { code: vorgang.zugriffscodes?.lesen ?? "", codes: ["annehmen", "lesen"] },
        status: ["OFFEN"],
      };
      assert.deepEqual(await ids({ sicht, first: 10 }), [vorgang.id]);
      assert.deepEqual(await ids({ sicht: { art: "KEINE" }, first: 10 }), []);
    });

    it("findet mit ALLE alles", async () => {
      const { id } = await angelegt(offenerVorgang({ geaendertAm: um(1_000_000) }));
      assert.deepEqual(await ids({ sicht: ALLE, first: 1 }), [id]);
    });

    for (const after of ["", "x", "MTIz", "!!!!", Buffer.from("1e3:a").toString("base64url")])
      it(`weist den Cursor „${after}“ zurück`, async () => {
        await assert.rejects(
          store.suche({ sicht: ALLE, first: 1, after }),
          (fehler) => fehler instanceof Fachfehler && fehler.code === "CURSOR_UNGUELTIG",
        );
      });
  });

  describe("Protokoll", () => {
    it("mischt Übergänge und Einsichten nach der Zeit, Einsichten nur einmal", async () => {
      const vorgang = await angelegt(
        offenerVorgang({ protokoll: [eintrag({ zeit: um(0) }), eintrag({ zeit: um(2) })] }),
      );
      const einsicht = eintrag({ zeit: um(1), aktion: "einsehen", statusVorher: "OFFEN", status: "OFFEN" });
      await store.protokolliereEinsicht({ vorgangId: vorgang.id, eintrag: einsicht });
      await store.protokolliereEinsicht({ vorgangId: vorgang.id, eintrag: einsicht });
      await store.protokolliereEinsicht({ vorgangId: neueVerordnungsId(), eintrag: eintrag() });
      const [erster, zweiter] = vorgang.protokoll;
      assert.deepEqual(await store.protokoll(vorgang.id), [erster, einsicht, zweiter]);
      assert.equal((await store.lade(vorgang.id, ALLE))?.version, 1);
    });

    it("ist leer für einen unbekannten Vorgang", async () => {
      assert.deepEqual(await store.protokoll(neueVerordnungsId()), []);
    });
  });

  describe("anfragenAn", () => {
    it("liefert die an einen Pflegedienst über alle Vorgänge, jüngste zuerst, auf Wunsch nur bestimmte, seitenweise", async () => {
      const dienst = { rolle: "PFLEGEDIENST", kennung: randomUUID() } as const;
      const jetzt = Date.now();
      const gestellt = (tage: number): Date => new Date(jetzt - tage * 86_400_000);
      const alte = anfrageAn(dienst, { gestelltAm: gestellt(90), zustand: "ENTSCHIEDEN" });
      const neue = anfrageAn(dienst, { gestelltAm: gestellt(0) });
      const mittlere = anfrageAn(dienst, { gestelltAm: gestellt(3), zustand: "NICHT_VERFUEGBAR" });
      const eins = await angelegt(offenerVorgang({ verfuegbarkeitsanfragen: [anfrageAn(PFLEGE), alte] }));
      const zwei = await angelegt(offenerVorgang({ verfuegbarkeitsanfragen: [neue] }));
      const drei = await angelegt(offenerVorgang({ verfuegbarkeitsanfragen: [mittlere, anfrageAn(PFLEGE)] }));
      const erste = await store.anfragenAn(dienst, { first: 2 });
      assert.deepEqual(
        erste.eintraege.map(({ knoten }) => knoten),
        [
          { vorgangId: zwei.id, anfrage: neue },
          { vorgangId: drei.id, anfrage: mittlere },
        ],
      );
      assert.equal(erste.gibtWeitere, true);
      const after = erste.eintraege.at(-1)?.cursor;
      assert.ok(after !== undefined);
      const zweite = await store.anfragenAn(dienst, { first: 2, after });
      assert.deepEqual(
        zweite.eintraege.map(({ knoten }) => knoten.vorgangId),
        [eins.id],
      );
      const entschiedene = await store.anfragenAn(dienst, { first: 5, zustand: ["ENTSCHIEDEN", "OFFEN"] });
      assert.deepEqual(
        entschiedene.eintraege.map(({ knoten }) => knoten.vorgangId),
        [zwei.id, eins.id],
      );
    });
  });

  describe("meldungen", () => {
    it("liefert die eigenen über alle Vorgänge, jüngste zuerst, seitenweise", async () => {
      const empfaenger = { rolle: "KOSTENTRAEGER", kennung: randomUUID() } as const;
      const andere = { rolle: "PFLEGEDIENST", kennung: empfaenger.kennung } as const;
      // Over all ranges that the store may look through step by step: today, this month, years ago.
      const heute = Date.now();
      const tage = [0, 0, 3, 20, 400, 4_000];
      const erwartet = tage.map((tag, i) => meldung({ empfaenger, zeit: new Date(heute - tag * 86_400_000 - i) }));
      const [a, b, c, d, e, f] = erwartet;
      assert.ok(a && b && c && d && e && f);
      const eins = await angelegt(offenerVorgang({ meldungen: [f, c, meldung({ empfaenger: andere }), a] }));
      await angelegt(offenerVorgang({ meldungen: [d, meldung(), b, e] }));
      const gefunden: unknown[] = [];
      for (let after: string | undefined; ;) {
        const seite = await store.meldungen(schluessel(empfaenger), 2, after);
        gefunden.push(...seite.eintraege.map(({ knoten }) => knoten.meldung));
        after = seite.eintraege.at(-1)?.cursor;
        assert.equal(seite.gibtWeitere, gefunden.length < 6);
        if (!seite.gibtWeitere) break;
      }
      assert.deepEqual(gefunden, erwartet);
      assert.equal((await store.meldungen(schluessel(empfaenger), 1)).eintraege[0]?.knoten.vorgangId, eins.id);
    });

    it("trennt Meldungen mit gleicher Zeit sicher", async () => {
      const empfaenger = { rolle: "PFLEGEDIENST", kennung: randomUUID() } as const;
      const meldungen = Array.from({ length: 5 }, () => meldung({ empfaenger, zeit: um(7) }));
      await angelegt(offenerVorgang({ meldungen }));
      const gefunden = new Set<string>();
      for (let after: string | undefined, weiter = true; weiter;) {
        const seite = await store.meldungen(schluessel(empfaenger), 2, after);
        for (const { knoten } of seite.eintraege) gefunden.add(knoten.meldung.id);
        after = seite.eintraege.at(-1)?.cursor;
        weiter = seite.gibtWeitere;
      }
      assert.deepEqual([...gefunden].sort(), meldungen.map(({ id }) => id).sort());
    });

    it("ist leer, wenn es keine gibt", async () => {
      assert.deepEqual(await store.meldungen("VERSICHERTER:keine", 5), { eintraege: [], gibtWeitere: false });
    });
  });
}
