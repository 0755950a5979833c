import assert from "node:assert/strict";
import type { PersonId } from "../../sandbox/personen.js";
import { warteBis } from "../absturz/warte-bis.js";
import { testGateway } from "../helfer/gateway.js";
import { aeusseres, kopfzeilen, lesbares, nachrichtIm } from "./brief.js";
import { KIM } from "./daten.js";
import { bisAntragspruefung, bisZugewiesen, tue, versuche } from "./handlungen.js";
import { als } from "./portal.js";
import { hole, ruhe, zustellungen } from "./postfaecher.js";
import type { Zustellung } from "./postfaecher.js";

const FRAGE = "Der Verband am Kreuzbein hält nicht. Dürfen wir auf das Silikonprodukt wechseln?";
const ANTWORT = "Ja, bitte wechseln Sie ab morgen.";

interface Nachricht {
  readonly id: string;
  readonly von: { readonly rolle: string; readonly name: string };
  readonly an: readonly { readonly rolle: string; readonly kennung: string | null }[];
  readonly eigene: boolean;
  readonly text: string;
  readonly antwortAuf: string | null;
}

describe("conversation over HTTP, SMTP and POP3", function () {
  this.timeout(60_000);
  /** While it is shut the practice's mails are put off, as by a full mailbox. */
  let zu = false;
  const gateway = testGateway(
    "e2e-gespraech",
    { VERSAND_ERSTE_RUECKKEHR_MS: "200" },
    {
      stoerung: async (punkt, { empfaenger }) =>
        zu && punkt === "rcpt" && empfaenger === KIM.praxis ? { antwort: 450 } : undefined,
    },
  );
  let vorgangId: string;

  const gespraech = async (person: PersonId, id = vorgangId): Promise<readonly Nachricht[]> => {
    const { vorgang } = await (
      await als(gateway, person)
    ).frage<{ vorgang: { nachrichten: readonly Nachricht[] } }>(
      `query($id: ID!) { vorgang(id: $id) {
        nachrichten { id von { rolle name } an { rolle kennung } eigene text antwortAuf } } }`,
      { id },
    );
    return vorgang.nachrichten;
  };

  /** The message's order once an attempt has failed. */
  const wartende = async (id: string): Promise<Zustellung> => {
    let eine: Zustellung | undefined;
    await warteBis("an attempt that failed", async () => {
      eine = (await zustellungen(gateway)).find(({ vorgangId: zu, ereignis }) => zu === id && ereignis === "NACHRICHT");
      return eine?.zustand === "WARTET" && eine.grund !== null;
    });
    return eine ?? assert.fail();
  };

  it("the Pflegedienst asks the practice: one mail, encrypted words only, subject without content", async () => {
    vorgangId = await bisAntragspruefung(gateway);
    await ruhe(gateway);
    const vorher = (await hole(gateway, "praxis")).length;
    const variablen = { vorgangId, an: ["VERORDNENDER"], text: FRAGE, anfrageId: crypto.randomUUID() };
    const { statusVorher, status } = await tue(gateway, "elena", "nachrichtSchreiben", variablen);
    assert.deepEqual([statusVorher, status], ["ANTRAGSPRUEFUNG", "ANTRAGSPRUEFUNG"]);
    // Sent again, it is answered and does nothing.
    await tue(gateway, "elena", "nachrichtSchreiben", variablen);
    await ruhe(gateway);
    const [brief, ...weitere] = (await hole(gateway, "praxis")).slice(vorher);
    assert.ok(brief !== undefined);
    assert.deepEqual(weitere, []);
    assert.match(brief.mail.subject ?? "", /Neue Nachricht zum Vorgang$/);
    assert.ok(brief.mail.text?.includes(`> ${FRAGE}`));
    assert.ok(brief.mail.text?.includes("Von: Elena Fischer, Pflegedienst Hand & Herz"));
    assert.ok(!aeusseres(brief).includes("Verband"));
    assert.deepEqual(
      nachrichtIm(brief).entry.map(({ resource }) => resource.resourceType),
      ["MessageHeader", "Organization", "Communication"],
    );
  });

  it("the practice reads it in the API, answers, and the answer is in the thread of the Pflegedienst's mails", async () => {
    const [frage, ...weitere] = await gespraech("mfa");
    assert.deepEqual(weitere, []);
    assert.deepEqual(
      [frage?.von, frage?.eigene, frage?.text],
      [{ rolle: "PFLEGEDIENST", name: "Elena Fischer" }, false, FRAGE],
    );
    const vorher = (await hole(gateway, "hand-und-herz")).length;
    await tue(gateway, "mfa", "nachrichtSchreiben", { vorgangId, an: [], text: ANTWORT, antwortAuf: frage?.id });
    await ruhe(gateway);
    const [erster, ...rest] = (await hole(gateway, "hand-und-herz")).slice(vorher);
    assert.ok(erster !== undefined && rest.length === 0);
    assert.ok(erster.mail.text?.includes(`> ${ANTWORT}`));

    await tue(gateway, "aerztin", "nachrichtSchreiben", { vorgangId, an: ["PFLEGEDIENST"], text: "Nachtrag" });
    await ruhe(gateway);
    const zweiter = (await hole(gateway, "hand-und-herz")).at(-1);
    assert.ok(zweiter !== undefined);
    const [kennung] = kopfzeilen(erster, "message-id");
    assert.ok(kennung !== undefined && kopfzeilen(zweiter, "references").some((wert) => wert.includes(kennung)));
    assert.deepEqual(
      (await gespraech("elena")).map(({ text, eigene, antwortAuf }) => [text, eigene, antwortAuf]),
      [
        [FRAGE, true, null],
        [ANTWORT, false, frage?.id],
        ["Nachtrag", false, null],
      ],
    );
  });

  it("the Kasse and the Versicherter read nothing of it, in the API and in the mailbox", async () => {
    for (const person of ["kasse", "renate"] as const) assert.deepEqual(await gespraech(person), []);
    for (const brief of await hole(gateway, "kasse"))
      for (const wort of [FRAGE, ANTWORT]) assert.ok(!lesbares(brief).includes(wort));
    assert.equal((await hole(gateway, "kasse")).length, 1, "its own Alarm of einreichen");
  });

  it("the Versicherter sees in the Protokoll that it was written, without its words", async () => {
    const { protokoll } = await (
      await als(gateway, "renate")
    ).frage<{ protokoll: readonly { text: string }[] }>("query($id: ID!) { protokoll(vorgangId: $id) { text } }", {
      id: vorgangId,
    });
    const saetze = protokoll.map(({ text }) => text);
    assert.ok(saetze.includes("hat eine Nachricht an die Praxis geschrieben."));
    assert.ok(!saetze.some((satz) => satz.includes("Verband")));
  });

  it("a status that changes before the mail goes out does not withdraw the message", async () => {
    const id = await bisZugewiesen(gateway);
    await ruhe(gateway);
    const vorher = (await hole(gateway, "praxis")).length;
    zu = true;
    await tue(gateway, "elena", "nachrichtSchreiben", {
      vorgangId: id,
      an: ["VERORDNENDER"],
      text: "Vor der Rückgabe",
    });
    const wartend = await wartende(id);
    await tue(gateway, "elena", "zurueckgeben", { vorgangId: id });
    zu = false;
    await ruhe(gateway);
    const auftrag = (await zustellungen(gateway)).find((eine) => eine.id === wartend.id);
    assert.equal(auftrag?.zustand, "ZUGESTELLT");
    const neue = (await hole(gateway, "praxis")).slice(vorher);
    assert.deepEqual(
      neue.map(({ mail }) => mail.text?.includes("> Vor der Rückgabe")),
      [true],
    );
    assert.equal(neue[0]?.mail.to?.[0]?.address, KIM.praxis);
  });

  it("refused: an addressee without access, a foreign Pflegedienst, an empty text", async () => {
    const an = ["KOSTENTRAEGER"];
    const id = await bisZugewiesen(gateway);
    const ohneZugriff = await versuche(gateway, "elena", "nachrichtSchreiben", { vorgangId: id, an, text: "a" });
    assert.equal(ohneZugriff.extensions.code, "EINGABE_UNGUELTIG");
    const fremd = await versuche(gateway, "miriam", "nachrichtSchreiben", { vorgangId: id, an, text: "a" });
    assert.equal(fremd.extensions.code, "VORGANG_UNBEKANNT");
    const leer = await versuche(gateway, "elena", "nachrichtSchreiben", {
      vorgangId: id,
      an: ["VERORDNENDER"],
      text: " ",
    });
    assert.equal(leer.extensions.code, "EINGABE_UNGUELTIG");
  });
});
