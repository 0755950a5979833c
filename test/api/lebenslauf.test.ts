import assert from "node:assert/strict";
import { createHash, randomUUID } from "node:crypto";
import * as daten from "../../sandbox/szenario/daten-renate.js";
import type { Akteur } from "../../src/domain/kern/akteur.js";
import {
  arzt,
  betrieb,
  elena,
  fremderArzt,
  HAND_UND_HERZ,
  kasse,
  miriam,
  RENATE,
  renate,
  vertreterin,
} from "../helfer/akteure.js";
import { einTestserver } from "./helfer/ein-testserver.js";
import { codes } from "./helfer/testserver.js";
import type { Antwort } from "./helfer/testserver.js";

const ERGEBNIS = "aktion statusVorher status version vorgang { id moeglicheAktionen }";
interface Ergebnis {
  readonly aktion: string;
  readonly statusVorher: string | null;
  readonly status: string;
  readonly version: number;
  readonly vorgang: { readonly id: string; readonly moeglicheAktionen: readonly string[] };
}

/** The way of S1 over the API alone: what each reader sees at each station. Steps build on each other. */
describe("S1 over the API", () => {
  const api = einTestserver();
  let id = "";

  const frage = async <T>(akteur: Akteur, query: string, variables: Record<string, unknown> = {}): Promise<T> => {
    const antwort: Antwort = await api.server.als(akteur)(query, variables);
    assert.deepEqual(antwort.errors ?? [], []);
    return antwort.data as unknown as T;
  };
  const tu = async (akteur: Akteur, feld: string, args: string, typen = "", variables = {}): Promise<Ergebnis> => {
    const kopf = typen === "" ? "mutation" : `mutation(${typen})`;
    const data = await frage<Record<string, Ergebnis>>(akteur, `${kopf} { ${feld}${args} { ${ERGEBNIS} } }`, variables);
    return data[feld] ?? assert.fail();
  };
  const signiert = async (akteur: Akteur, feld: string, typ: string, name: string, inhalt: unknown, karte: string) => {
    const { z } = await frage<{ z: { bundle: string; sha256: string } }>(
      akteur,
      `query($id: ID!, $inhalt: ${typ}!) { z: ${feld}(vorgangId: $id, ${name}: $inhalt) { bundle sha256 } }`,
      { id, inhalt },
    );
    assert.equal(z.sha256, createHash("sha256").update(z.bundle).digest("hex"));
    return api.umgebung.signiert(karte, z.bundle);
  };
  const popp = (actorId = HAND_UND_HERZ.kennung) =>
    api.umgebung.popp.ausstellen({
      kvnr: RENATE.kennung,
      ik: "109500969",
      actorId,
      actorProfessionOid: "1.2.276.0.76.4.245",
    });
  const lies = async (akteur: Akteur, auswahl: string) =>
    (
      await frage<{ vorgang: Record<string, unknown> }>(akteur, `query($id: ID!) { vorgang(id: $id) { ${auswahl} } }`, {
        id,
      })
    ).vorgang;

  it("anlegen: Verordnungs-ID and codes; sent again with its anfrageId it does nothing", async () => {
    const anfrageId = randomUUID();
    const erstes = await tu(arzt(), "anlegen", "(anfrageId: $a)", "$a: UUID", { a: anfrageId });
    assert.deepEqual(
      [erstes.aktion, erstes.statusVorher, erstes.status, erstes.version],
      ["anlegen", null, "INITIALISIERT", 1],
    );
    assert.deepEqual(erstes.vorgang.moeglicheAktionen, [
      "loeschen",
      "entwurfAendern",
      "aktivieren",
      "unterlageHinzufuegen",
      "unterlageEntfernen",
    ]);
    const zweites = await tu(arzt(), "anlegen", "(anfrageId: $a)", "$a: UUID", { a: anfrageId.toUpperCase() });
    assert.equal(zweites.vorgang.id, erstes.vorgang.id);
    assert.equal(api.server.speicher.vorgaenge.size, 1);
    id = erstes.vorgang.id;
    const { zugriffscodes } = (await lies(arzt(), "zugriffscodes { annehmen lesen }")) as {
      zugriffscodes: { annehmen: string };
    };
    assert.match(zugriffscodes.annehmen, /^[0-9a-f]{64}$/);
  });

  it("unknown, foreign and with a wrong code look alike", async () => {
    const fragen: [Akteur, string][] = [
      [arzt(), '{ vorgang(id: "163.000.000.000.000.00") { id } }'],
      [fremderArzt(), `{ vorgang(id: "${id}") { id } }`],
      [renate(), `{ vorgang(id: "${id}") { id } }`],
      [elena(), `{ vorgang(id: "${id}", zugang: { zugriffscode: "${"0".repeat(64)}" }) { id } }`],
    ];
    const antworten = await Promise.all(fragen.map(([akteur, query]) => api.server.als(akteur)(query)));
    for (const { errors, status } of antworten) {
      assert.equal(status, 200);
      assert.deepEqual(codes({ errors: errors ?? [] }), ["VORGANG_UNBEKANNT"]);
    }
    assert.equal(new Set(antworten.map(({ errors }) => errors?.[0]?.message)).size, 1);
  });

  it("aktivieren: the signed Verordnung; a stale version is refused with both numbers", async () => {
    const cms = await signiert(
      arzt(),
      "verordnungZuSignieren",
      "VerordnungEingabe",
      "verordnung",
      daten.verordnung(),
      "aerztin",
    );
    const veraltet = await api.server.als(arzt())(
      "mutation($id: ID!, $s: Base64!) { aktivieren(vorgangId: $id, signiert: $s, version: 7) { status } }",
      { id, s: cms },
    );
    assert.deepEqual(veraltet.errors?.[0]?.extensions.details, { erwartet: 7, vorhanden: 1 });
    const ergebnis = await tu(
      arzt(),
      "aktivieren",
      "(vorgangId: $id, signiert: $s, version: 1)",
      "$id: ID!, $s: Base64!",
      { id, s: cms },
    );
    assert.deepEqual([ergebnis.statusVorher, ergebnis.status, ergebnis.version], ["INITIALISIERT", "OFFEN", 2]);
  });

  it("the insured person and its representative read the Verordnung; the reading is in the Protokoll", async () => {
    const gelesen = await lies(
      renate(),
      "verordnung { version inhalt { verordnungsId leistungen { nummer blanko } } hinweise { regel } signatur { art name } bundle } binIchDran zustaendig { rolle kennung }",
    );
    const { verordnung } = gelesen as {
      verordnung: {
        version: number;
        inhalt: { verordnungsId: string; leistungen: { nummer: string }[] };
        signatur: { art: string };
        bundle: string;
      };
    };
    assert.equal(verordnung.inhalt.verordnungsId, id);
    assert.deepEqual(
      verordnung.inhalt.leistungen.map(({ nummer }) => nummer),
      ["26", "31b", "12"],
    );
    assert.equal(verordnung.signatur.art, "QES");
    assert.equal((JSON.parse(verordnung.bundle) as { resourceType: string }).resourceType, "Bundle");
    assert.equal(gelesen["binIchDran"], true);
    assert.deepEqual(gelesen["zustaendig"], { rolle: "VERSICHERTER", kennung: null });
    assert.equal((await lies(vertreterin(), "verordnung(version: 9) { version }"))["verordnung"], null);
    const { protokoll } = await frage<{
      protokoll: { aktion: string; wer: { rolle: string; kennung: string | null } }[];
    }>(renate(), "query($id: ID!) { protokoll(vorgangId: $id) { aktion text wer { rolle kennung name } } }", { id });
    assert.deepEqual(
      protokoll.map(({ aktion }) => aktion),
      ["anlegen", "aktivieren", "einsehen", "einsehen", "einsehen"],
    );
    assert.deepEqual(protokoll.at(-1)?.wer, { rolle: "VERTRETER", kennung: null, name: "Aurelia Neumann" });
  });

  it("the feed alerts the insured person and nobody else", async () => {
    const FEED = "{ meldungen(first: 10) { edges { node { art ereignis titel satz vorgangId } } } }";
    const vonRenate = await frage<{ meldungen: { edges: { node: Record<string, string> }[] } }>(renate(), FEED);
    assert.deepEqual(
      vonRenate.meldungen.edges.map(({ node }) => [node["art"], node["ereignis"], node["vorgangId"]]),
      [["ALARM", "AKTIVIERT", id]],
    );
    for (const akteur of [arzt(), elena(), kasse()])
      assert.deepEqual(await frage(akteur, FEED), { meldungen: { edges: [] } });
  });

  it("the Pflegedienst finds it with the card, reads, accepts; the codes are gone for everybody", async () => {
    const poppToken = await popp();
    const { einloesbareVerordnungen } = await frage<{
      einloesbareVerordnungen: { edges: { node: { id: string; moeglicheAktionen: string[] } }[] };
    }>(
      elena(),
      "query($p: String!) { einloesbareVerordnungen(poppToken: $p) { edges { node { id moeglicheAktionen } } } }",
      { p: poppToken },
    );
    assert.deepEqual(
      einloesbareVerordnungen.edges.map(({ node }) => node),
      [{ id, moeglicheAktionen: ["annehmen"] }],
    );
    const fremd = await api.server.als(miriam())(
      "query($p: String!) { einloesbareVerordnungen(poppToken: $p) { edges { cursor } } }",
      { p: poppToken },
    );
    assert.deepEqual(codes(fremd), ["POPP_FREMD"]);
    const kaputt = await api.server.als(elena())(
      "query($p: String!) { einloesbareVerordnungen(poppToken: $p) { edges { cursor } } }",
      { p: `${poppToken}x` },
    );
    assert.deepEqual(codes(kaputt), ["POPP_UNGUELTIG"]);

    const ergebnis = await tu(
      elena(),
      "annehmen",
      "(vorgangId: $id, zugang: { poppToken: $p })",
      "$id: ID!, $p: String!",
      { id, p: poppToken },
    );
    assert.equal(ergebnis.status, "ZUGEWIESEN");
    assert.deepEqual([...ergebnis.vorgang.moeglicheAktionen].sort(), [
      "angabenSpeichern",
      "blankoverordnungSpeichern",
      "einreichen",
      "folgeverordnungErbitten",
      "korrekturAnfragen",
      "nachrichtSchreiben",
      "unterlageEntfernen",
      "unterlageHinzufuegen",
      "zurueckgeben",
    ]);
    assert.equal((await lies(renate(), "zugriffscodes { lesen }"))["zugriffscodes"], null);
    const zuFrueh = await api.server.als(elena())("mutation($id: ID!) { einreichen(vorgangId: $id) { status } }", {
      id,
    });
    assert.equal(codes(zuFrueh).length, 1);
    assert.ok(["BLANKO_FEHLT", "ANGABEN_FEHLEN"].includes(codes(zuFrueh)[0] ?? ""));
    const falsch = await api.server.als(kasse())(
      'mutation($id: ID!) { entscheiden(vorgangId: $id, signiert: "AAAA") { status } }',
      { id },
    );
    assert.deepEqual(codes(falsch), ["VORGANG_UNBEKANNT"], "the payer does not see it yet");
  });

  it("Blankoverordnung, Angaben, einreichen", async () => {
    const blanko = await signiert(
      elena(),
      "blankoverordnungZuSignieren",
      "BlankoverordnungEingabe",
      "blankoverordnung",
      daten.blankoverordnung(),
      "hand-und-herz",
    );
    await tu(elena(), "blankoverordnungSpeichern", "(vorgangId: $id, signiert: $s)", "$id: ID!, $s: Base64!", {
      id,
      s: blanko,
    });
    const angaben = await signiert(
      elena(),
      "angabenZuSignieren",
      "AngabenEingabe",
      "angaben",
      daten.angaben(),
      "hand-und-herz",
    );
    await tu(elena(), "angabenSpeichern", "(vorgangId: $id, signiert: $s)", "$id: ID!, $s: Base64!", {
      id,
      s: angaben,
    });
    const anfrageId = randomUUID();
    const ergebnis = await tu(elena(), "einreichen", "(vorgangId: $id, anfrageId: $a)", "$id: ID!, $a: UUID", {
      id,
      a: anfrageId,
    });
    assert.equal(ergebnis.status, "ANTRAGSPRUEFUNG");
    assert.deepEqual(
      await tu(elena(), "einreichen", "(vorgangId: $id, anfrageId: $a)", "$id: ID!, $a: UUID", { id, a: anfrageId }),
      ergebnis,
    );
    const nochmal = await api.server.als(elena())("mutation($id: ID!) { einreichen(vorgangId: $id) { status } }", {
      id,
    });
    assert.deepEqual(codes(nochmal), ["STATUS_UNZULAESSIG"]);
  });

  it("the sender sees how its Alarm goes out; the payer has it on its list", async () => {
    const { zustellungen } = (await lies(
      elena(),
      "zustellungen { kanal zustand ereignis empfaengerRolle empfaengerKennung vorgangVersion }",
    )) as { zustellungen: unknown[] };
    assert.deepEqual(zustellungen, [
      {
        kanal: "KIM",
        zustand: "WARTET",
        ereignis: "EINGEREICHT",
        empfaengerRolle: "KOSTENTRAEGER",
        empfaengerKennung: "109500969",
        vorgangVersion: 6,
      },
    ]);
    const { arbeitsliste } = await frage<{ arbeitsliste: { edges: { node: unknown }[]; pageInfo: unknown } }>(
      kasse(),
      "{ arbeitsliste(binIchDran: true, status: [ANTRAGSPRUEFUNG]) { edges { node { id binIchDran } } pageInfo { hasNextPage hasPreviousPage } } }",
    );
    assert.deepEqual(arbeitsliste, {
      edges: [{ node: { id, binIchDran: true } }],
      pageInfo: { hasNextPage: false, hasPreviousPage: false },
    });
  });

  it("the payer decides; everybody reads its own Begründung, only the payer all of them and the Bundle", async () => {
    const ergebnis = await tu(
      kasse(),
      "entscheiden",
      "(vorgangId: $id, entscheidung: $e)",
      "$id: ID!, $e: EntscheidungEingabe",
      { id, e: daten.entscheidung() },
    );
    assert.equal(ergebnis.status, "BESCHIEDEN");
    const auswahl =
      "entscheidung { bundle inhalt { gesamtergebnis begruendungen { verordnender pflegedienst versicherter } } }";
    const gelesen = async (akteur: Akteur) => {
      const { entscheidung } = (await lies(akteur, auswahl)) as {
        entscheidung: { bundle: string | null; inhalt: { begruendungen: Record<string, string | null> } };
      };
      const sichtbare = Object.entries(entscheidung.inhalt.begruendungen).filter(([, text]) => text !== null);
      return [sichtbare.map(([name]) => name), entscheidung.bundle !== null];
    };
    assert.deepEqual(await gelesen(arzt()), [["verordnender"], false]);
    assert.deepEqual(await gelesen(elena()), [["pflegedienst"], false]);
    assert.deepEqual(await gelesen(renate()), [["versicherter"], false]);
    assert.deepEqual(await gelesen(kasse()), [["verordnender", "pflegedienst", "versicherter"], true]);
  });

  it("an overtaken Alarm that still waits shows as withdrawn", async () => {
    const { zustellungen } = (await lies(elena(), "zustellungen { zustand naechsterVersuch }")) as {
      zustellungen: unknown[];
    };
    assert.deepEqual(zustellungen, [{ zustand: "ZURUECKGEZOGEN", naechsterVersuch: null }]);
  });

  it("BETRIEB sees deliveries and counts, without content or KVNR", async () => {
    const gesehen = await frage<{ zustellungen: { edges: unknown[] }; zustellzahlen: { anzahl: number }[] }>(
      betrieb(),
      "{ zustellungen { edges { node { id vorgangId kanal zustand empfaengerRolle empfaengerKennung adresse grund { text } } } } zustellzahlen { zustand anzahl } }",
    );
    assert.equal(gesehen.zustellungen.edges.length, 3);
    assert.equal(
      gesehen.zustellzahlen.reduce((summe, { anzahl }) => summe + anzahl, 0),
      3,
    );
    assert.doesNotMatch(JSON.stringify(gesehen), /X0000/);
    const unbekannt = await frage(betrieb(), 'mutation { zustellungWiederholen(id: "1") { id erneutEingeplant } }');
    assert.deepEqual(unbekannt, { zustellungWiederholen: { id: "1", erneutEingeplant: false } });
  });

  it("nothing of it is in the log", () =>
    assert.doesNotMatch(api.server.zeilen.join(""), /X0000|Renate|Berger|I83|163\./));
});
