import assert from "node:assert/strict";
import { eigeneWorte } from "../../../src/domain/eingang/worte.js";

const zeilen = (...alle: string[]): string => alle.join("\n");
const VERMERK = [
  "----",
  "Diese Nachricht wurde entschlüsselt.",
  "Die Signatur der Nachricht wurde erfolgreich geprüft.",
  "",
];

describe("The person's own words in a mail", () => {
  const faelle: [string, string, string][] = [
    ["nothing but words", "Guten Tag,\n\nwir kommen morgen.", "Guten Tag,\n\nwir kommen morgen."],
    ["empty", "", ""],
    ["only line ends", "\r\n\r\n\n", ""],
    ["all kinds of line ends", "eins\r\nzwei\rdrei\nvier\u2028fünf", zeilen("eins", "zwei", "drei", "vier", "fünf")],
    ["notes of the Clientmodul at the end", zeilen("Ja, gern.", "", ...VERMERK), "Ja, gern."],
    ["nothing but notes of the Clientmodul", zeilen("", ...VERMERK), ""],
    [
      "another vendor's notes, without a line before them",
      zeilen(
        "Ja.",
        "",
        "Die KIM-Nachricht wurde erfolgreich entschlüsselt",
        "Die Integrität der Nachricht ist gewährleistet.",
      ),
      "Ja.",
    ],
    [
      "a sentence like a note, but with words after it: stays",
      zeilen("Diese Nachricht wurde entschlüsselt.", "Was heißt das?"),
      zeilen("Diese Nachricht wurde entschlüsselt.", "Was heißt das?"),
    ],
    [
      "a sentence about a signature that is no note: stays",
      zeilen("Nein.", "Die Signatur der Verordnung fehlt noch."),
      zeilen("Nein.", "Die Signatur der Verordnung fehlt noch."),
    ],
    [
      "quotation below with its introduction",
      zeilen(
        "Einverstanden.",
        "",
        "Am 22.11.2026 um 10:15 schrieb HKP-Gateway <g@hkp.kim>:",
        "",
        "> Guten Tag",
        "> bitte antworten",
      ),
      "Einverstanden.",
    ],
    [
      "introduction over two lines",
      zeilen(
        "Ja.",
        "",
        "Am So., 22. Nov. 2026 um 10:15 Uhr schrieb HKP-Gateway <",
        "gateway@hkp.kim.telematik>:",
        "> x",
      ),
      "Ja.",
    ],
    ["English introduction", zeilen("Yes.", "", "On Nov 22, 2026, at 10:15, Gateway <g@h.kim> wrote:", "> x"), "Yes."],
    [
      "answers between the quoted lines",
      zeilen("Am 1.2.2026 schrieb X:", "> Wann?", "Morgen.", "> Wo?", "", "Zu Hause."),
      zeilen("Morgen.", "", "Zu Hause."),
    ],
    ["nothing but quotation", zeilen("Am 1.2.2026 um 8:00 schrieb X:", "> alles", ">> und mehr"), ""],
    [
      "a line that looks like an introduction without a quotation: stays",
      zeilen("Am 1.2.2026 schrieb der Arzt:", "Bitte zweimal täglich."),
      zeilen("Am 1.2.2026 schrieb der Arzt:", "Bitte zweimal täglich."),
    ],
    [
      "an arrow in the middle of a line is no quotation",
      "RR 140/90 -> 120/80\nBlutzucker > 200",
      "RR 140/90 -> 120/80\nBlutzucker > 200",
    ],
    [
      "original below, as Outlook writes it",
      zeilen(
        "Wird erledigt.",
        "",
        "-----Ursprüngliche Nachricht-----",
        "Von: HKP-Gateway",
        "Gesendet: Sonntag",
        "An: uns",
        "",
        "Text",
      ),
      "Wird erledigt.",
    ],
    [
      "original below a line, as the newer one writes it",
      zeilen(
        "Ja.",
        "________________________________",
        "Von: HKP-Gateway",
        "Gesendet: Sonntag",
        "An: Praxis",
        "Betreff: x",
        "",
        "Text",
      ),
      "Ja.",
    ],
    [
      "nothing above the original: in doubt all of it stays",
      zeilen(
        "-----Ursprüngliche Nachricht-----",
        "Von: Gateway",
        "Gesendet: So",
        "An: uns",
        "",
        "Text",
        "Meine Antwort steht hier.",
      ),
      zeilen(
        "-----Ursprüngliche Nachricht-----",
        "Von: Gateway",
        "Gesendet: So",
        "An: uns",
        "",
        "Text",
        "Meine Antwort steht hier.",
      ),
    ],
    [
      "the words 'Ursprüngliche Nachricht' without a header below: stay",
      zeilen("Ja.", "--- Ursprüngliche Nachricht ---", "war unklar"),
      zeilen("Ja.", "--- Ursprüngliche Nachricht ---", "war unklar"),
    ],
    ["signature", zeilen("Passt.", "-- ", "Praxis Dr. Müller", "Tel. 030"), "Passt."],
    ["two dashes without a blank are no signature", zeilen("Plan:", "--", "Mo, Mi"), zeilen("Plan:", "--", "Mo, Mi")],
    [
      "signature above the quotation, words below it",
      zeilen("Oben.", "-- ", "Praxis", "", "Am 1.2.2026 um 8:00 schrieb X:", "> q", "Unten."),
      zeilen("Oben.", "Unten."),
    ],
    [
      "signature, quotation and notes together",
      zeilen("Ja.", "-- ", "Praxis", "", "Am 1.2.2026 um 8:00 schrieb X:", "> q", "", ...VERMERK),
      "Ja.",
    ],
    ["marks of direction and controls vanish", "a\u202Eb\u2066c\u0000d\u0007e\uFEFF\tf", "abcde\tf"],
  ];
  for (const [name, text, erwartet] of faelle) it(name, () => assert.equal(eigeneWorte(text), erwartet));

  it("costs little for a text made to cost much", () => {
    const boese = "Am schrieb ".repeat(30) + "\n>\n";
    const beginn = performance.now();
    eigeneWorte(boese.repeat(20_000));
    eigeneWorte("_".repeat(80) + "\n" + "\n".repeat(200_000));
    eigeneWorte(("-".repeat(9) + " Original Nachricht\n").repeat(20_000));
    assert.ok(performance.now() - beginn < 10_000);
  });
});
