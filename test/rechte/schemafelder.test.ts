import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { isObjectType } from "graphql";
import { baueSchema } from "../../src/resolvers/build-schema.js";
import type { Rolle } from "../../src/domain/kern/akteur.js";
import { betrieb, mfa } from "../helfer/akteure.js";
import { FELDER } from "./felder.js";
import type { Gang } from "./gang.js";
import { leserVon, lies } from "./leser.js";
import type { Leser, Stellung } from "./leser.js";
import { LAGEN } from "./lagen.js";
import { testlauf } from "./testlauf.js";

const ORDNUNG: readonly Stellung[] = ["P", "V", "G", "D", "L", "K", "F", "E", "B", "N"];
/** How somebody stands to the Vorgang while acting in it. */
const HANDELND: Record<Rolle, Stellung> = {
  VERORDNENDER: "P",
  PFLEGEDIENST: "D",
  KOSTENTRAEGER: "K",
  VERSICHERTER: "V",
  VERTRETER: "V",
  BETRIEB: "B",
  SYSTEM: "N",
};
const EINSTELLUNGEN = {
  kanaele: ["PORTAL"],
  alleInformationen: false,
  informationen: ["ANGENOMMEN"],
  ruhezeiten: [{ von: "22:00", bis: "06:00", wochentage: ["MONTAG"] }],
  sammelzeit: "18:00",
};
const NIE = "nie: ";

/** `Type.field` of every object type but the roots. */
function felderDesSchemas(): readonly string[] {
  const schema = baueSchema();
  const wurzeln = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((typ) => !typ.name.startsWith("__") && !wurzeln.includes(typ))
    .flatMap((typ) => Object.keys(typ.getFields()).map((feld) => `${typ.name}.${feld}`));
}

const zeilen = Object.entries(FELDER).flatMap(([typ, gruppen]) =>
  Object.entries(gruppen).flatMap(([wer, felder]) =>
    felder.split(" ").map((feld) => ({ feld: `${typ}.${feld}`, wer })),
  ),
);

describe("rights: role × field of the GraphQL schema", function () {
  this.timeout(240_000);
  const neuerGang = testlauf("rechte-felder");

  it("each field of the schema has one row in test/rechte/felder.ts, and each row a field", () => {
    const felder = felderDesSchemas();
    const benannte = zeilen.map(({ feld }) => feld);
    assert.deepEqual(
      felder.filter((feld) => !benannte.includes(feld)),
      [],
      "fields without a row",
    );
    assert.deepEqual(
      benannte.filter((feld, nr) => !felder.includes(feld) || benannte.indexOf(feld) !== nr),
      [],
      "rows without a field, or a second row",
    );
  });

  it("a field that no situation fills names the test that does", () => {
    const tests = zeilen.filter(({ wer }) => wer.startsWith(NIE)).map(({ wer }) => wer.slice(NIE.length));
    assert.deepEqual(
      tests.filter((datei) => !existsSync(datei)),
      [],
    );
  });

  it("each field is given to exactly those of its row", async () => {
    const gesehen = new Map<string, Set<Stellung>>();
    for (const lage of LAGEN) {
      let leser: Leser | null = null;
      const gang = await neuerGang((akteur, feld) => {
        const wer = gesehen.get(feld) ?? new Set();
        gesehen.set(feld, wer.add(leser?.stellung ?? HANDELND[akteur.rolle]));
      });
      await lage.gehe(gang);
      await gang.rufe(betrieb(), "mutation", "zustellungWiederholen", { id: "unbekannt" });
      if (lage.status === "OFFEN") await bereiteVor(gang);
      // One of each standing and role; that all of them are alike says the test of the data sets.
      const alle = leserVon(gang, lage).filter(({ stellung }) => ORDNUNG.includes(stellung));
      for (const [nr, einer] of alle.entries()) {
        if (alle.findIndex((anderer) => gleicherArt(einer, anderer)) !== nr) continue;
        leser = einer;
        await gang.rufe(einer.akteur, "mutation", "einstellungenSetzen", { eingabe: EINSTELLUNGEN });
        await lies(gang, einer);
      }
    }
    const beobachtet = (feld: string): string =>
      ORDNUNG.filter((stellung) => gesehen.get(feld)?.has(stellung)).join(" ");
    assert.deepEqual(
      zeilen.map(({ feld }) => `${feld}: ${beobachtet(feld)}`),
      zeilen.map(({ feld, wer }) => `${feld}: ${wer.startsWith(NIE) ? "" : wer}`),
    );
  });
});

/** The practice prepares the next ones: a profile, and drafts that follow the Verordnung and are not complete. */
async function bereiteVor(gang: Gang): Promise<void> {
  const profil = {
    name: "HKP",
    leistungen: [
      { nummer: "26", einzelheiten: "morgens", haeufigkeit: { anzahl: 1, je: "TAG" }, dauerTage: 14 },
      { freitext: "Spaziergang" },
    ],
    einschraenkungen: ["sieht schlecht"],
    hinweise: "klingeln",
    versorgungsort: "WERKSTATT",
  };
  const { data } = await gang.rufe(mfa(), "mutation", "profilSpeichern", { profil });
  const { id } = data?.["profilSpeichern"] as { readonly id: string };
  await gang.rufe(mfa(), "mutation", "entwurfAnlegen", {
    entwurf: { verordnender: { ik: "261101015" } },
    ausVerordnung: gang.id,
    profilIds: [id],
  });
  const auftraege = [{ vorgangId: gang.id, signiert: "AAAA" }];
  await gang.rufe(mfa(), "mutation", "mehrereAktivieren", { auftraege });
}

const gleicherArt = (einer: Leser, anderer: Leser): boolean =>
  einer.stellung === anderer.stellung &&
  einer.akteur.rolle === anderer.akteur.rolle &&
  // A Pflegedienst may see a head by the card that the code does not find.
  (einer.zugang?.["poppToken"] === undefined) === (anderer.zugang?.["poppToken"] === undefined);
