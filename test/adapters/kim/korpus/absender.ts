import { baue, beiseite, nachricht } from "./bauer.js";
import type { Korpusfall, Rahmen } from "./bauer.js";

const EVIL = "evil@evil.kim.telematik-test";
const von =
  (from: (rahmen: Rahmen) => string | readonly string[] | null, mehr = {}) =>
  (rahmen: Rahmen) =>
    baue(rahmen, { From: from(rahmen), ...mehr }, "Worte");
const unlesbar = (name: string, from: (rahmen: Rahmen) => string | readonly string[] | null): Korpusfall =>
  beiseite(name, "ABSENDER_UNLESBAR", von(from));
/** Taken as from the practice. */
const praxis = (name: string, mail: Korpusfall["mail"]): Korpusfall => ({
  name,
  mail,
  erwartet: ({ absender }) => ({ art: "nachricht", text: "Worte", absender }),
});

/** Who sent it, and who only says so. */
export const ABSENDER: readonly Korpusfall[] = [
  praxis(
    "bare address",
    von(({ absender }) => absender),
  ),
  praxis(
    "address in brackets",
    von(({ absender }) => `<${absender}>`),
  ),
  praxis(
    "capital letters",
    von(({ absender }) => `Praxis <${absender.toUpperCase()}>`),
  ),
  praxis(
    "name in an encoded word",
    von(({ absender }) => `=?utf-8?Q?M=C3=BCller?= <${absender}>`),
  ),
  praxis(
    "name with raw umlauts and a comment",
    von(({ absender }) => `Dr. Müller (Praxis) <${absender}>`),
  ),
  praxis(
    "folded",
    von(({ absender }) => `"Praxis Dr. Müller"\r\n <${absender}>`),
  ),
  praxis("another Sender", (r) => baue(r, { Sender: EVIL }, "Worte")),
  praxis("Reply-To elsewhere", (r) => baue(r, { "Reply-To": EVIL }, "Worte")),
  praxis("a second From that only looks like one (U+FEFF before it)", (r) => baue(r, { "\uFEFFFrom": EVIL }, "Worte")),
  nachricht(
    "an address as name: the one in brackets counts",
    von(({ absender }) => `"${absender}" <${EVIL}>`),
    { absender: EVIL },
  ),
  unlesbar("two From", ({ absender }) => [EVIL, absender]),
  unlesbar("two From, the same", ({ absender }) => [absender, absender]),
  unlesbar("a list", ({ absender }) => `${EVIL}, ${absender}`),
  unlesbar("a list with semicolon", ({ absender }) => `${EVIL}; ${absender}`),
  unlesbar("a group", ({ absender }) => `Praxis: ${absender};`),
  unlesbar("an address in a comment", ({ absender }) => `${EVIL} (${absender})`),
  unlesbar("an address as name without quotation marks", ({ absender }) => `${absender} <${EVIL}>`),
  unlesbar("two addresses in brackets", ({ absender }) => `<${absender}> <${EVIL}>`),
  unlesbar("brackets in brackets", ({ absender }) => `<<${absender}>>`),
  unlesbar("a route", ({ absender }) => `<@evil.de,@x.de:${absender}>`),
  unlesbar("an encoded word as address", ({ absender }) => `=?utf-8?B?${Buffer.from(absender).toString("base64")}?=`),
  unlesbar(
    "an encoded word that hides brackets",
    ({ absender }) => `=?utf-8?B?${Buffer.from(`<${absender}>`).toString("base64")}?=`,
  ),
  unlesbar("a look-alike letter (cyrillic а)", ({ absender }) => `<${absender.replace("a", "\u0430")}>`),
  unlesbar("a domain that is not ASCII", () => "<praxis@ärzte.kim.telematik>"),
  unlesbar("a quoted local part", () => '<"a b"@arzt.kim.telematik-test>'),
  unlesbar("an address literal", () => "<praxis@[127.0.0.1]>"),
  unlesbar("words after the brackets", ({ absender }) => `<${absender}> und andere`),
  unlesbar("no address", () => "Praxis Dr. Müller"),
  unlesbar("empty", () => ""),
  unlesbar("none", () => null),
  unlesbar("10 KB", ({ absender }) => `"${"x".repeat(10_000)}" <${absender}>`),
  unlesbar("an open quotation mark", ({ absender }) => `"Praxis <${absender}>`),
  beiseite(
    "ourselves",
    "SCHLEIFE",
    von(({ empfaenger }) => empfaenger),
  ),
];
