import { baue, fremd, nachricht, unsere } from "./bauer.js";
import type { Korpusfall, Kopfwunsch } from "./bauer.js";

const mit = (wunsch: Kopfwunsch) => (rahmen: Parameters<Korpusfall["mail"]>[0]) => baue(rahmen, wunsch, "Worte");
const ERSATZ = /^sha256\.[0-9a-f]{64}@ohne-message-id$/;
const id = (name: string, wert: string | readonly string[] | null, erwartet: string | RegExp): Korpusfall =>
  nachricht(`Message-ID ${name}`, mit({ "Message-ID": wert }), { id: erwartet });
const zeit = (name: string, datum: string | null, erwartet: Date | null): Korpusfall =>
  nachricht(`date ${name}`, mit({ Date: datum }), { zeit: erwartet });
const bezogen = (name: string, wunsch: (eigene: string) => Kopfwunsch): Korpusfall => ({
  name: `reference ${name}`,
  mail: (r) => baue(r, { "In-Reply-To": null, ...wunsch(unsere(r)) }, "Worte"),
  erwartet: ({ bezug }) => ({ art: "nachricht", bezuege: [bezug] }),
});

/** Ids, references and dates. */
export const KENNUNGEN: readonly Korpusfall[] = [
  id("plain", "<a.b+c@arzt.kim.telematik-test>", "a.b+c@arzt.kim.telematik-test"),
  id("missing", null, ERSATZ),
  id("twice", ["<a@b.de>", "<c@d.de>"], ERSATZ),
  id("two in one", "<a@b.de> <c@d.de>", ERSATZ),
  id("in quotation marks", '"<a@b.de>"', ERSATZ),
  id("without brackets", "a@b.de", ERSATZ),
  id("with quotation marks inside", '<"a"@b.de>', ERSATZ),
  id("of 10 KB", `<${"x".repeat(10_000)}@b.de>`, ERSATZ),
  id("with a blank", "<a b@c.de>", ERSATZ),
  id("with a look-alike letter", "<\u0430@b.de>", ERSATZ),
  id("empty", "<>", ERSATZ),
  id("of somebody else's mail (1)", "<doppelt@arzt.kim.telematik-test>", "doppelt@arzt.kim.telematik-test"),
  id("of somebody else's mail (2)", "<doppelt@arzt.kim.telematik-test>", "doppelt@arzt.kim.telematik-test"),
  bezogen("in References only", (eigene) => ({ References: `<a@b.de> ${eigene}` })),
  bezogen("among thousands", (eigene) => ({ References: `${"<abcdefgh@irgendwo.de> ".repeat(5000)}${eigene}` })),
  bezogen("with its domain in capitals", (eigene) => ({
    "In-Reply-To": eigene.replace(/@.*>/, (wo) => wo.toUpperCase()),
  })),
  bezogen("several times", (eigene) => ({ "In-Reply-To": [eigene, eigene], References: eigene })),
  fremd("reference to another domain", mit({ "In-Reply-To": "<a@anderswo.kim.telematik-test>" })),
  fremd("reference to a domain that ends like ours", (r) =>
    baue(r, { "In-Reply-To": unsere(r).replace("@", "@evil.") }, "x"),
  ),
  fremd("reference that is no id of ours", (r) => baue(r, { "In-Reply-To": unsere(r).replace("<", "<../") }, "x")),
  fremd("reference in the subject and the text only", (r) =>
    baue(r, { "In-Reply-To": null, Subject: unsere(r) }, unsere(r)),
  ),
  nachricht(
    "our Dienstkennung and a foreign reference",
    mit({ "In-Reply-To": "<a@b.de>", "X-KIM-Dienstkennung": "eVO-HKP;Antwort;V0.9" }),
    { bezuege: [] },
  ),
  fremd(
    "Dienstkennung of another application",
    mit({ "In-Reply-To": null, "X-KIM-Dienstkennung": "eAU;Versand;V1.0" }),
    "eAU;Versand;V1.0",
  ),
  fremd(
    "Dienstkennung that begins like ours",
    mit({ "In-Reply-To": null, "X-KIM-Dienstkennung": "eVO-HKP2;Antwort;V0.9" }),
    "eVO-HKP2;Antwort;V0.9",
  ),
  fremd(
    "Dienstkennung that is none",
    mit({ "In-Reply-To": null, "X-KIM-Dienstkennung": "<script>Renate Berger" }),
    "unlesbar",
  ),
  zeit("plain", "Sun, 22 Nov 2026 10:00:00 +0100", new Date("2026-11-22T09:00:00Z")),
  zeit("of 1970", "Thu, 1 Jan 1970 00:00:00 +0000", null),
  zeit("of 9999", "Fri, 31 Dec 9999 23:59:59 +0000", null),
  zeit("that is none", "gestern", null),
  zeit("missing", null, null),
  zeit("of 1 MB digits", "1".repeat(100_000), null),
];
