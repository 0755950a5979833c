import { randomUUID } from "node:crypto";
import type { Fehlversuche } from "../../../src/app/eingang/geduld.js";
import { postempfang } from "../../../src/app/eingang/postempfang.js";
import type { Empfangsteile } from "../../../src/app/eingang/postempfang.js";
import type { Eingang, Eingangsergebnis, Postempfang } from "../../../src/domain/ports/eingang.js";
import type { Zustellnachweis } from "../../../src/domain/ports/zustellung.js";
import { MongoAbsenderwache } from "../../../src/store/absenderwache.mongo.js";
import { MongoAntwortpost } from "../../../src/store/antwortpost.mongo.js";
import { erzeugeIndizes } from "../../../src/store/indizes.js";
import { MongoPostablage } from "../../../src/store/postablage.mongo.js";
import { testDatenbank } from "../../helfer/mongo.js";
import { stehendeUhr } from "../../helfer/uhr.js";

export const eingang = (id: string, felder: Partial<Eingang> = {}): Eingang => ({
  kanal: "KIM",
  id: `${id}@praxis.test`,
  absender: "praxis@kim.test",
  bezuege: ["auftrag-1"],
  zeit: new Date("2026-03-02T10:00:00Z"),
  text: "Bitte um Rückruf.",
  anhaenge: [],
  ...felder,
});

export const AUSGEFUEHRT = {
  art: "ausgefuehrt",
  aktion: "anlegen",
  vorgangId: "163.100.000.000000001",
  rueckmeldung: { text: "Die Verordnungs-ID lautet 163.100.000.000000001.", buendel: null },
} as const satisfies Eingangsergebnis;
export const ABGEWIESEN = {
  art: "abgewiesen",
  grund: { code: "STATUS_UNZULAESSIG", text: "Nicht möglich." },
  vorgangId: null,
  rueckmeldung: { text: "Die Aktion ist jetzt nicht möglich.", buendel: null },
} as const satisfies Eingangsergebnis;
export const UNBEKANNT = {
  art: "unbekannterAbsender",
  rueckmeldung: { text: "Ihre Adresse steht nicht im Verzeichnisdienst.", buendel: null },
} as const satisfies Eingangsergebnis;

/** An answer in the outbox as a person would read it. */
export interface Wartende {
  readonly an: string;
  readonly auf: string | null;
  readonly text: string;
}

/** The Postempfang over real stores; what a message means is told by the test. Call it in the body of `describe`. */
export function postbuehne() {
  const mongo = testDatenbank("postempfang");
  const uhr = stehendeUhr();
  const gezaehlt: string[] = [];
  const nachweise: Zustellnachweis[] = [];
  const gelesen: string[] = [];
  let antwort: (eingang: Eingang) => Promise<Eingangsergebnis> = async () => ABGEWIESEN;
  const fehlversuche = new Map<string, Fehlversuche>();
  let geweckt = 0;
  before(() => erzeugeIndizes(mongo.db));
  beforeEach(async () => {
    for (const sammlung of ["antwortpost", "beiseitegelegt", "mailabsender", "postlesung", "leases"])
      await mongo.db.collection(sammlung).deleteMany({});
    for (const liste of [gezaehlt, nachweise, gelesen]) liste.length = 0;
    fehlversuche.clear();
    geweckt = 0;
    uhr.stelle("2026-03-02T11:00:00Z");
  });

  const teile = (): Empfangsteile & { readonly ablage: MongoPostablage; readonly antwortpost: MongoAntwortpost } => ({
    nimmEntgegen: (einer) => {
      gelesen.push(einer.id);
      return antwort(einer);
    },
    ausgang: { vermerkeNachweis: async (nachweis) => void nachweise.push(nachweis) },
    antwortpost: new MongoAntwortpost(mongo.db, { neueId: randomUUID }),
    ablage: new MongoPostablage(mongo.db),
    wache: new MongoAbsenderwache(mongo.db),
    uhr,
    regeln: { hoechstensJeStunde: 5, antwortLebtMs: 14 * 86_400_000 },
    zaehle: (code) => void gezaehlt.push(code),
    beiAntwort: () => void geweckt++,
  });

  return {
    mongo,
    uhr,
    gezaehlt,
    nachweise,
    gelesen,
    teile,
    geweckt: () => geweckt,
    antworte(mit: typeof antwort | Eingangsergebnis): void {
      antwort = typeof mit === "function" ? mit : async () => mit;
    },
    /** As one reading has it. */
    async lesung(): Promise<Postempfang> {
      const eigene = teile();
      const liegende = await eigene.ablage.liegende();
      return postempfang(eigene, { liegende: new Set(liegende.map(({ uid }) => uid)), fehlversuche });
    },
    async wartende(): Promise<readonly Wartende[]> {
      const dokumente = await mongo.db.collection("antwortpost").find().sort({ erstelltAm: 1 }).toArray();
      return dokumente.map(({ adresse, auf, inhalt }) => ({
        an: adresse as string,
        auf: auf as string | null,
        text: (inhalt as { text: string }).text,
      }));
    },
    async liegende(): Promise<readonly (readonly [uid: string, code: string])[]> {
      return (await teile().ablage.liegende()).map(({ uid, grund }) => [uid, grund.code] as const).toReversed();
    },
  };
}
