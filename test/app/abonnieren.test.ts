import assert from "node:assert/strict";
import { abonniereAenderungen, abonniereMeldungen } from "../../src/app/abonnieren.js";
import type { Meldung } from "../../src/domain/hkp/vorgang.js";
import type { Akteur, Teilnehmer } from "../../src/domain/kern/akteur.js";
import type { Impuls } from "../../src/domain/ports/aenderungsstrom.js";
import { abgelehntSpaeter } from "../helfer/abgelehnt.js";
import {
  arzt,
  betrieb,
  elena,
  kasse,
  KASSE,
  miriam,
  PRAXIS,
  privatversicherung,
  renate,
  RENATE,
  system,
  vertreterin,
} from "../helfer/akteure.js";

const ZEIT = new Date("2026-03-02T11:00:00Z");
const signal = new AbortController().signal;

const meldung = (id: string, empfaenger: Teilnehmer, art: Meldung["art"] = "INFORMATION"): Meldung => ({
  id,
  art,
  ereignis: "EINGEREICHT",
  empfaenger,
  zeit: ZEIT,
  version: 6,
  status: "ANTRAGSPRUEFUNG",
  begruendung: null,
});

/** Einreichen of one Vorgang, and the activation of another whose Pflegedienst is still open. */
const IMPULSE: readonly Impuls[] = [
  {
    cursor: "c1",
    vorgangId: "v1",
    version: 6,
    aktion: "einreichen",
    statusVorher: "ZUGEWIESEN",
    status: "ANTRAGSPRUEFUNG",
    zeit: ZEIT,
    sichtbarFuer: [
      "VERORDNENDER:1-20HKPSANDBOX0001",
      "VERSICHERTER:X000001014",
      "PFLEGEDIENST:10-67.245.HKPSANDBOX0001",
      "KOSTENTRAEGER:109500969",
    ],
    meldungen: [meldung("m1", KASSE, "ALARM"), meldung("m2", RENATE), meldung("m3", PRAXIS)],
  },
  {
    cursor: "c2",
    vorgangId: "v2",
    version: 2,
    aktion: "aktivieren",
    statusVorher: "INITIALISIERT",
    status: "OFFEN",
    zeit: ZEIT,
    sichtbarFuer: ["VERORDNENDER:1-20HKPSANDBOX0001", "VERSICHERTER:X000001014"],
    meldungen: [meldung("m4", RENATE, "ALARM")],
  },
];

/** The stream of the database, already at its end; it knows where it was resumed. */
function strom(): { readonly ab: (string | undefined)[]; abonniere(o: { nach?: string }): AsyncGenerator<Impuls> } {
  const ab: (string | undefined)[] = [];
  return {
    ab,
    async *abonniere({ nach }) {
      ab.push(nach);
      yield* IMPULSE.slice(IMPULSE.findIndex(({ cursor }) => cursor === nach) + 1);
    },
  };
}

async function alle<T>(quelle: AsyncIterable<T>): Promise<readonly T[]> {
  const gesammelt: T[] = [];
  for await (const eines of quelle) gesammelt.push(eines);
  return gesammelt;
}

describe("abonniereMeldungen: one's own Alarme and Informationen, nobody else's", () => {
  const FAELLE: readonly (readonly [Akteur, readonly string[]])[] = [
    [kasse(), ["m1"]],
    [renate(), ["m2", "m4"]],
    [vertreterin(), ["m2", "m4"]],
    [arzt(), ["m3"]],
    [elena(), []],
    [miriam(), []],
  ];
  for (const [akteur, ids] of FAELLE)
    it(`${akteur.rolle} ${akteur.name}: ${ids.join(", ") || "nothing"}`, async () => {
      const erhalten = await alle(abonniereMeldungen({ akteur, signal }, strom()));
      assert.deepEqual(
        erhalten.map((eine) => eine.meldung.id),
        ids,
      );
    });

  it("goes on right behind the cursor", async () => {
    const s = strom();
    const erhalten = await alle(abonniereMeldungen({ akteur: renate(), nach: "c1", signal }, s));
    assert.deepEqual(s.ab, ["c1"]);
    assert.deepEqual(
      erhalten.map(({ meldung: { id }, cursor, vorgangId }) => [id, cursor, vorgangId]),
      [["m4", "c2", "v2"]],
    );
  });
});

describe("abonniereAenderungen: Vorgaenge in which one takes part", () => {
  const ids = async (akteur: Akteur, vorgangId?: string): Promise<readonly string[]> => {
    const auswahl = vorgangId === undefined ? {} : { vorgangId };
    return (await alle(abonniereAenderungen({ akteur, signal, ...auswahl }, strom()))).map((einer) => einer.vorgangId);
  };

  it("and no others", async () => {
    assert.deepEqual(await ids(arzt()), ["v1", "v2"]);
    assert.deepEqual(await ids(elena()), ["v1"]);
    assert.deepEqual(await ids(miriam()), []);
  });

  it("one of them, if asked for; a foreign one stays silent like one that is not there", async () => {
    assert.deepEqual(await ids(renate(), "v2"), ["v2"]);
    assert.deepEqual(await ids(elena(), "v2"), []);
    assert.deepEqual(await ids(elena(), "gibt-es-nicht"), []);
  });
});

describe("Subscriptions of those who take part in nothing", () => {
  const FAELLE: readonly (readonly [Akteur, string])[] = [
    [betrieb(), "VERBOTEN"],
    [system(), "VERBOTEN"],
    [privatversicherung(), "KOSTENERSTATTUNG_OHNE_ZUGRIFF"],
  ];
  for (const [akteur, code] of FAELLE)
    it(`${akteur.rolle} ${akteur.name}: ${code}`, async () => {
      for (const abonniere of [abonniereMeldungen, abonniereAenderungen]) {
        const s = strom();
        assert.equal((await abgelehntSpaeter(() => alle<unknown>(abonniere({ akteur, signal }, s)))).code, code);
        assert.deepEqual(s.ab, [], "refused before the stream is opened");
      }
    });
});
