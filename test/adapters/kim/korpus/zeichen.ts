import { anhang, baue, mitAnhang, nachricht } from "./bauer.js";
import type { Korpusfall, Rahmen } from "./bauer.js";

const mit =
  (art: string | null, worte: string | Buffer, kodierung: string | null = null) =>
  (rahmen: Rahmen) =>
    baue(rahmen, { "Content-Type": art, "Content-Transfer-Encoding": kodierung }, worte);
const latin1 = Buffer.from("Gr\u00fc\u00dfe", "latin1");

/** Charsets and transfer encodings that lie, or are none. */
export const ZEICHEN: readonly Korpusfall[] = [
  nachricht("ISO-8859-1", mit("text/plain; charset=iso-8859-1", latin1), { text: "Grüße" }),
  nachricht("Windows-1252 in quotes", mit('text/plain; charset="windows-1252"', Buffer.from([0x80, 0x20, 0x35])), {
    text: "€ 5",
  }),
  nachricht("UTF-8 that calls itself US-ASCII", mit("text/plain; charset=us-ascii", "Grüße"), { text: "GrÃ¼ÃŸe" }),
  nachricht("a charset that nobody knows", mit("text/plain; charset=x-gibtsnicht", latin1), { text: "Grüße" }),
  nachricht("an empty charset", mit('text/plain; charset=""', "Grüße"), { text: "Grüße" }),
  nachricht("8 bit without declaration", mit(null, latin1), { text: "Gr\uFFFD\uFFFDe" }),
  nachricht("UTF-8 without declaration", mit(null, "Grüße"), { text: "Grüße" }),
  nachricht(
    "UTF-16 in base64",
    mit("text/plain; charset=utf-16le", Buffer.from("Grüße", "utf16le").toString("base64"), "base64"),
    { text: "Grüße" },
  ),
  nachricht("UTF-7 is not decoded", mit("text/plain; charset=utf-7", "+ADw-script+AD4-"), { text: "+ADw-script+AD4-" }),
  nachricht("byte order mark before the text", mit("text/plain; charset=utf-8", "\uFEFFWorte"), { text: "Worte" }),
  nachricht(
    "marks of direction in the text",
    mit("text/plain; charset=utf-8", "nicht \u202Etimmi\u202C \u2066x\u2069"),
    { text: "nicht timmi x" },
  ),
  nachricht("overlong UTF-8", mit("text/plain; charset=utf-8", Buffer.from([0x41, 0xc0, 0xaf, 0x42])), {
    text: "A\uFFFD\uFFFDB",
  }),
  nachricht("base64 that is garbage", mit("text/plain; charset=utf-8", "!!!!\r\n????\r\n%%%%", "base64"), { text: "" }),
  nachricht(
    "base64 that breaks off",
    mit("text/plain; charset=utf-8", Buffer.from("Guten Tag").toString("base64").slice(0, 10), "base64"),
    { text: "Guten T" },
  ),
  nachricht("says base64, but is not", mit("text/plain; charset=utf-8", "Guten Tag, das ist Klartext.", "base64")),
  nachricht(
    "quoted-printable that is garbage",
    mit("text/plain; charset=utf-8", "=ZZ =3 100=25 =\r\n=", "quoted-printable"),
    { text: "=ZZ =3 100%" },
  ),
  nachricht(
    "quoted-printable, soft line ends",
    mit("text/plain; charset=utf-8", "Gr=C3=BC=\r\n=C3=9Fe", "quoted-printable"),
    { text: "Grüße" },
  ),
  nachricht("a transfer encoding that nobody knows", mit("text/plain; charset=utf-8", "Worte", "x-gibtsnicht"), {
    text: "Worte",
  }),
  nachricht(
    "two transfer encodings: the first counts",
    (r) => baue(r, { "Content-Transfer-Encoding": ["7bit", "base64"] }, "Worte"),
    { text: "Worte" },
  ),
  nachricht(
    "uuencode is not decoded",
    (r) =>
      mitAnhang(r, {
        kopf: [
          "Content-Type: application/x",
          "Content-Disposition: attachment; filename=a",
          "Content-Transfer-Encoding: x-uuencode",
        ],
        rumpf: "begin 644 a\r\n#0V%T\r\n`\r\nend",
      }),
    { text: "Anbei." },
  ),
  nachricht("a length that lies", (r) => baue(r, { "Content-Length": "3", Lines: "-1" }, "mehr als drei"), {
    text: "mehr als drei",
  }),
  nachricht("format=flowed", mit("text/plain; charset=utf-8; format=flowed", "eine \r\nZeile\r\n>Zitat"), {
    text: "eine Zeile",
  }),
  nachricht(
    "a parameter twice, and one called constructor",
    mit("text/plain; charset=utf-8; charset=utf-16; constructor=x; __proto__=y", "Grüße"),
    { text: "Grüße" },
  ),
  nachricht(
    "base64 in an attachment that breaks off",
    (r) =>
      mitAnhang(r, {
        ...anhang("application/pdf", "JVBERi0xLj"),
        kopf: [
          "Content-Type: application/pdf; name=a.pdf",
          "Content-Disposition: attachment",
          "Content-Transfer-Encoding: base64",
        ],
      }),
    { text: "Anbei.", anhaenge: [["a.pdf", "application/pdf", 7]] },
  ),
];
