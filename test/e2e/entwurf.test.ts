import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { verordnung } from "../../sandbox/szenario/daten-renate.js";
import { testGateway } from "../helfer/gateway.js";
import { uhrAbJetzt } from "../helfer/uhr.js";
import { als } from "./portal.js";
import type { Variablen } from "./portal.js";

const ENTWURF = `entwurf {
  inhalt { art versicherter { kvnr } leistungen { id nummer blanko versorgungsort } gesamtverordnungId versorgungsort verordnungszeitraum { von bis } }
  folgeAuf geaendertVon { person name } hinweise { pfad } maengel { pfad regel hinweis } zuSignieren { bundle sha256 }
}`;
const ANLEGEN = `mutation($entwurf: EntwurfEingabe, $profilIds: [ID!]! = [], $ausVerordnung: ID, $ausLeistungen: [ID!], $anfrageId: UUID) {
  entwurfAnlegen(entwurf: $entwurf, profilIds: $profilIds, ausVerordnung: $ausVerordnung, ausLeistungen: $ausLeistungen, anfrageId: $anfrageId) {
    gesamtverordnungId zuzahlungshinweis vorgaenge { id status version ${ENTWURF} }
  }
}`;
const AENDERN = `mutation($vorgangId: ID!, $entwurf: EntwurfEingabe!, $version: Int) {
  entwurfAendern(vorgangId: $vorgangId, entwurf: $entwurf, version: $version) { status version vorgang { ${ENTWURF} } }
}`;
const SIGNATURLISTE = `query($first: Int! = 20, $after: Cursor) {
  signaturliste(first: $first, after: $after) {
    edges { node { id entwurf { zuSignieren { bundle } } } } pageInfo { hasNextPage endCursor }
  }
}`;
const MEHRERE = `mutation($auftraege: [AktivierungEingabe!]!) {
  mehrereAktivieren(auftraege: $auftraege) { vorgangId ergebnis { statusVorher status vorgang { entwurf { folgeAuf } } } }
}`;
const LESEN = `query($id: ID!) { vorgang(id: $id) { status ${ENTWURF} } }`;

interface Entwurf {
  readonly inhalt: {
    readonly art: string;
    readonly leistungen: readonly { readonly id: string; readonly nummer: string; readonly blanko: boolean }[];
    readonly gesamtverordnungId: string | null;
    readonly versorgungsort: string | null;
  };
  readonly folgeAuf: string | null;
  readonly geaendertVon: { readonly person: string; readonly name: string };
  readonly maengel: readonly { readonly pfad: string; readonly regel: string; readonly hinweis: string }[];
  readonly zuSignieren: { readonly bundle: string; readonly sha256: string } | null;
}
interface Vorgang {
  readonly id: string;
  readonly status: string;
  readonly version: number;
  readonly entwurf: Entwurf;
}
interface Angelegt {
  readonly entwurfAnlegen: {
    readonly gesamtverordnungId: string | null;
    readonly zuzahlungshinweis: string | null;
    readonly vorgaenge: readonly Vorgang[];
  };
}
interface Liste {
  readonly signaturliste: {
    readonly edges: readonly { readonly node: { readonly id: string; readonly entwurf: Entwurf } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

describe("Preparing Verordnungen through the whole gateway", function () {
  this.timeout(60_000);
  const uhr = uhrAbJetzt();
  const gateway = testGateway("entwurf", { FRISTEN_BLICK_MS: "1000" }, { uhr });
  beforeEach(() => gateway.mongo.db.collection("vorgaenge").deleteMany({}));

  async function lege(variablen: Variablen): Promise<Angelegt["entwurfAnlegen"]> {
    return (await (await als(gateway, "mfa")).frage<Angelegt>(ANLEGEN, variablen)).entwurfAnlegen;
  }
  async function einer(entwurf: object = verordnung()): Promise<Vorgang> {
    const [vorgang] = (await lege({ entwurf })).vorgaenge;
    assert(vorgang !== undefined);
    return vorgang;
  }
  async function liste(variablen: Variablen = {}): Promise<Liste["signaturliste"]> {
    return (await (await als(gateway, "aerztin")).frage<Liste>(SIGNATURLISTE, variablen)).signaturliste;
  }

  it("a draft with a fault: no bytes to sign, the fault by its field; corrected it can be signed and is gone", async () => {
    const [erste, ...weitere] = verordnung().leistungen;
    const falsch = { ...verordnung(), leistungen: [{ ...erste, nummer: "12", blanko: true }, ...weitere] };
    const { id, entwurf, version } = await einer(falsch);
    assert.equal(entwurf.zuSignieren, null);
    assert.deepEqual(
      entwurf.maengel.map(({ pfad }) => pfad),
      ["leistungen[0].haeufigkeit", "leistungen[0].dauer"],
    );
    assert.match(entwurf.maengel[0]?.hinweis ?? "", /Entfernen Sie die Häufigkeit/);
    assert.deepEqual((await liste()).edges, []);

    const aerztin = await als(gateway, "aerztin");
    const { entwurfAendern } = await aerztin.frage<{
      entwurfAendern: { status: string; version: number; vorgang: Vorgang };
    }>(AENDERN, { vorgangId: id, entwurf: verordnung(), version });
    assert.deepEqual([entwurfAendern.status, entwurfAendern.version], ["INITIALISIERT", 2]);
    assert.deepEqual(entwurfAendern.vorgang.entwurf.geaendertVon, { person: "ARZT", name: "Dr. med. Claudia Sommer" });
    const veraltet = await aerztin.abgelehnt(AENDERN, { vorgangId: id, entwurf: verordnung(), version });
    assert.equal(veraltet.extensions.code, "VERSIONSKONFLIKT");

    const [zeile] = (await liste()).edges;
    assert.equal(zeile?.node.id, id);
    assert.equal(zeile.node.entwurf.zuSignieren?.bundle, entwurfAendern.vorgang.entwurf.zuSignieren?.bundle);
    const signiert = gateway.welt.signiert("aerztin", zeile.node.entwurf.zuSignieren?.bundle ?? "");
    const { mehrereAktivieren } = await aerztin.frage<{ mehrereAktivieren: readonly unknown[] }>(MEHRERE, {
      auftraege: [{ vorgangId: id, signiert, anfrageId: randomUUID() }],
    });
    assert.deepEqual(mehrereAktivieren, [
      { vorgangId: id, ergebnis: { statusVorher: "INITIALISIERT", status: "OFFEN", vorgang: { entwurf: null } } },
    ]);
    assert.deepEqual((await liste()).edges, []);
    const gespeichert = await gateway.mongo.db
      .collection<{ _id: string; entwurf: unknown }>("vorgaenge")
      .findOne({ _id: id });
    assert.equal(gespeichert?.entwurf, null);
  });

  it("is the practice's alone: nobody else finds it, by no way, and no feed tells of it", async () => {
    const { id } = await einer();
    for (const person of ["elena", "kasse", "renate", "kasse-automatik"] as const) {
      const portal = await als(gateway, person);
      assert.equal((await portal.abgelehnt(LESEN, { id })).extensions.code, "VORGANG_UNBEKANNT");
      const { arbeitsliste } = await portal.frage<{ arbeitsliste: { edges: unknown[] } }>(
        "{ arbeitsliste { edges { node { id } } } }",
      );
      assert.deepEqual(arbeitsliste.edges, []);
    }
    const poppToken = await gateway.welt.leseKarte("renate", "hand-und-herz");
    const elena = await als(gateway, "elena");
    const { einloesbareVerordnungen } = await elena.frage<{ einloesbareVerordnungen: { edges: unknown[] } }>(
      "query($poppToken: String!) { einloesbareVerordnungen(poppToken: $poppToken) { edges { node { id } } } }",
      { poppToken },
    );
    assert.deepEqual(einloesbareVerordnungen.edges, []);
    const verboten = await elena.abgelehnt(AENDERN, { vorgangId: id, entwurf: {} });
    assert.equal(verboten.extensions.code, "VERBOTEN");
    assert.equal(
      (await (await als(gateway, "mfa")).frage<{ vorgang: Vorgang }>(LESEN, { id })).vorgang.entwurf.maengel.length,
      0,
    );
  });

  it("mixed Leistungen: three Vorgänge of one Gesamtverordnung, the same ones on repetition", async () => {
    const mit = (nummer: string) => ({ ...verordnung().leistungen[0], id: randomUUID(), nummer });
    const variablen = {
      entwurf: { ...verordnung(), leistungen: [mit("26"), mit("27a"), mit("31a")] },
      anfrageId: randomUUID(),
    };
    const { vorgaenge, gesamtverordnungId, zuzahlungshinweis } = await lege(variablen);
    assert.deepEqual(
      vorgaenge.map(({ entwurf }) => entwurf.inhalt.leistungen.map(({ nummer }) => nummer)),
      [["26"], ["27a"], ["31a"]],
    );
    assert(
      gesamtverordnungId !== null &&
        vorgaenge.every(({ entwurf }) => entwurf.inhalt.gesamtverordnungId === gesamtverordnungId),
    );
    assert.match(zuzahlungshinweis ?? "", /10 Euro/);
    assert.deepEqual((await lege(variablen)).vorgaenge, vorgaenge);
    assert.equal(await gateway.mongo.db.collection("vorgaenge").countDocuments(), 3);
    for (const { entwurf } of vorgaenge)
      assert.match(entwurf.zuSignieren?.bundle ?? "", new RegExp(`urn:uuid:${gesamtverordnungId}`));
  });

  it("the Signaturliste pages over finished drafts only", async () => {
    const ids: string[] = [];
    for (let nr = 0; nr < 3; nr++) {
      ids.unshift((await einer()).id);
      await einer({ diagnosen: [] });
      uhr.vor(1000);
    }
    const erste = await liste({ first: 2 });
    assert.deepEqual([erste.edges.map(({ node }) => node.id), erste.pageInfo.hasNextPage], [ids.slice(0, 2), true]);
    const zweite = await liste({ first: 2, after: erste.pageInfo.endCursor });
    assert.deepEqual([zweite.edges.map(({ node }) => node.id), zweite.pageInfo.hasNextPage], [ids.slice(2), false]);
  });

  it("several signed at once: one that is refused has its code at its place, the others are activated", async () => {
    const [gut, falscheKarte, auchGut] = [await einer(), await einer(), await einer()];
    const auftrag = ({ id, entwurf }: Vorgang, karte = "aerztin") => ({
      vorgangId: id,
      signiert: gateway.welt.signiert(karte, entwurf.zuSignieren?.bundle ?? ""),
      anfrageId: randomUUID(),
    });
    const auftraege = [
      auftrag(gut),
      auftrag(falscheKarte, "hand-und-herz"),
      { ...auftrag(gut), vorgangId: "gibt-es-nicht" },
      auftrag(auchGut),
    ];
    const { data, errors } = await (
      await als(gateway, "mfa")
    ).sende<{ mehrereAktivieren: readonly { vorgangId: string; ergebnis: { status: string } | null }[] }>(MEHRERE, {
      auftraege,
    });
    assert.deepEqual(
      data?.mehrereAktivieren.map(({ vorgangId, ergebnis }) => [vorgangId, ergebnis?.status ?? null]),
      [
        [gut.id, "OFFEN"],
        [falscheKarte.id, null],
        ["gibt-es-nicht", null],
        [auchGut.id, "OFFEN"],
      ],
    );
    assert.deepEqual(
      errors?.map(({ path, extensions }) => [path, extensions.code]),
      [
        [["mehrereAktivieren", 1, "ergebnis"], "SIGNATUR_ROLLE"],
        [["mehrereAktivieren", 2, "ergebnis"], "VORGANG_UNBEKANNT"],
      ],
    );
    const wieder = await (
      await als(gateway, "mfa")
    ).sende<typeof data>(MEHRERE, { auftraege: [auftraege[0], auftraege[3]] });
    assert.equal(wieder.errors, undefined);
    const zuviele = Array.from({ length: 51 }, () => auftraege[0]);
    const abgelehnt = await (await als(gateway, "mfa")).abgelehnt(MEHRERE, { auftraege: zuviele });
    assert.equal(abgelehnt.extensions.code, "EINGABE_UNGUELTIG");
  });

  it("a Folgeverordnung from an issued one, with the chosen Leistungen and a profile", async () => {
    const erst = await einer();
    const signiert = gateway.welt.signiert("aerztin", erst.entwurf.zuSignieren?.bundle ?? "");
    const aerztin = await als(gateway, "aerztin");
    await aerztin.frage(MEHRERE, { auftraege: [{ vorgangId: erst.id, signiert }] });
    const { profilSpeichern } = await aerztin.frage<{ profilSpeichern: { id: string } }>(
      `mutation($profil: ProfilEingabe!) { profilSpeichern(profil: $profil) { id } }`,
      { profil: { name: "Blutzucker", leistungen: [{ nummer: "11", haeufigkeit: { anzahl: 1, je: "TAG" } }] } },
    );
    const ausLeistungen = [verordnung().leistungen[2]?.id];
    const { vorgaenge } = await lege({ ausVerordnung: erst.id, ausLeistungen, profilIds: [profilSpeichern.id] });
    const entwurf = vorgaenge[0]?.entwurf;
    assert.deepEqual([entwurf?.folgeAuf, entwurf?.inhalt.art, entwurf?.maengel], [erst.id, "FOLGEVERORDNUNG", []]);
    assert.deepEqual(
      entwurf?.inhalt.leistungen.map(({ nummer, blanko }) => [nummer, blanko]),
      [
        ["12", true],
        ["11", false],
      ],
    );
    assert.notEqual(entwurf?.inhalt.leistungen[0]?.id, ausLeistungen[0]);
    const { protokoll } = await (
      await als(gateway, "renate")
    ).frage<{ protokoll: readonly { aktion: string }[] }>("query($id: ID!) { protokoll(vorgangId: $id) { aktion } }", {
      id: erst.id,
    });
    assert.deepEqual(
      protokoll.map(({ aktion }) => aktion),
      ["anlegen", "aktivieren", "einsehen"],
    );
  });

  it("10 days later it is deleted, and nothing of the draft remains in the database", async () => {
    const { id } = await einer();
    const vorgaenge = gateway.mongo.db.collection<{ _id: string }>("vorgaenge");
    const strom = vorgaenge.watch();
    try {
      await strom.tryNext();
      uhr.vor(10 * 86_400_000 + 1000);
      while ((await vorgaenge.findOne({ _id: id, status: "GELOESCHT" })) === null) await strom.next();
    } finally {
      await strom.close();
    }
    for (const { name } of await gateway.mongo.db.listCollections().toArray()) {
      const inhalt = JSON.stringify(await gateway.mongo.db.collection(name).find().toArray());
      for (const wort of ["X000001014", "Rosenstraße", "Kompressionsstrümpfe"])
        assert.equal(inhalt.includes(wort), false, `${wort} in ${name}`);
    }
    assert.deepEqual(await (await als(gateway, "mfa")).frage(LESEN, { id }), {
      vorgang: { status: "GELOESCHT", entwurf: null },
    });
  });
});
