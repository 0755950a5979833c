import {
  anhang,
  base64,
  baue,
  beiseite,
  fremd,
  GEMISCHT,
  kopfzeilen,
  mitAnhang,
  nachricht,
  teile,
  text,
  unsere,
} from "./bauer.js";
import type { Korpusfall, Rahmen } from "./bauer.js";

const einfach = (rahmen: Rahmen, worte: string | Buffer): Buffer =>
  baue(rahmen, { "Content-Type": "text/plain; charset=utf-8" }, worte);
const roh = (rahmen: Rahmen, ende: string): Buffer =>
  Buffer.from([...kopfzeilen(rahmen), "", "Zeile eins", "Zeile zwei", ""].join(ende));

/** Multipart in multipart, `tiefe` times, with words at the bottom. */
function geschachtelt(rahmen: Rahmen, tiefe: number): Buffer {
  const koepfe = Array.from(
    { length: tiefe },
    (_, nr) => `Content-Type: multipart/mixed; boundary="b${nr}"\r\n\r\n--b${nr}\r\n`,
  );
  return Buffer.from(`${kopfzeilen(rahmen).join("\r\n")}\r\n${koepfe.join("")}\r\nGanz unten\r\n`);
}

/** A forwarded mail in a forwarded mail … */
function weitergeleitet(rahmen: Rahmen, tiefe: number): Buffer {
  const eine = `${kopfzeilen(rahmen).join("\r\n")}\r\nContent-Type: message/rfc822\r\n\r\n`;
  return Buffer.from(`${eine.repeat(tiefe)}From: x@y.de\r\n\r\nEnde\r\n`);
}

/** Broken and strange structure. */
export const AUFBAU: readonly Korpusfall[] = [
  nachricht("nothing strange", (r) => einfach(r, "Guten Tag"), { text: "Guten Tag" }),
  nachricht("multipart without boundary", (r) => baue(r, { "Content-Type": "multipart/mixed" }, "--B\r\n\r\nWorte"), {
    text: "",
    anhaenge: [],
  }),
  nachricht(
    "boundary that never comes",
    (r) => baue(r, { "Content-Type": "multipart/mixed; boundary=X" }, teile("B", text("Worte"))),
    { text: "" },
  ),
  nachricht("boundary that is not closed", (r) => baue(r, GEMISCHT, "--B\r\n\r\nWorte ohne Ende\r\n"), {
    text: "Worte ohne Ende",
  }),
  nachricht(
    "two boundaries: the first counts",
    (r) => baue(r, { "Content-Type": 'multipart/mixed; boundary="B"; boundary="C"' }, teile("B", text("erste"))),
    { text: "erste" },
  ),
  nachricht(
    "two Content-Types: the first counts",
    (r) => baue(r, { "Content-Type": ["text/plain", 'multipart/mixed; boundary="B"'] }, "Worte"),
    { text: "Worte" },
  ),
  nachricht(
    "boundary that begins like the outer one",
    (r) =>
      baue(
        r,
        GEMISCHT,
        teile(
          "B",
          { kopf: ['Content-Type: multipart/mixed; boundary="BB"'], rumpf: teile("BB", text("innen")) },
          text("außen"),
        ),
      ),
    { text: "innen\n\naußen" },
  ),
  nachricht(
    "text before the first and after the last boundary is no text",
    (r) =>
      baue(
        r,
        GEMISCHT,
        Buffer.concat([Buffer.from("vorher\r\n"), teile("B", text("Worte")), Buffer.from("nachher\r\n")]),
      ),
    { text: "Worte" },
  ),
  nachricht("line ends LF", (r) => roh(r, "\n"), { text: "Zeile eins\nZeile zwei" }),
  nachricht("line ends of all kinds", (r) => Buffer.from(`${kopfzeilen(r).join("\n")}\r\n\nA\rB\nC\r\nD\r\r\nE`), {
    text: "A\nB\nC\nD\nE",
  }),
  fremd("line ends CR: a header of one line, which names nothing of ours", (r) => roh(r, "\r")),
  nachricht("NUL bytes in the text", (r) => einfach(r, "a\u0000b\u0000"), { text: "ab" }),
  beiseite("NUL byte in From", "ABSENDER_UNLESBAR", (r) => baue(r, { From: `${r.absender}\u0000.evil.de` }, "x")),
  beiseite("10,000 fields", "KOPF_ZU_GROSS", (r) =>
    baue(r, Object.fromEntries(Array.from({ length: 10_000 }, (_, nr) => [`X-${nr}`, "x"])), "x"),
  ),
  beiseite("one field of 900 KB", "KOPF_ZU_GROSS", (r) => baue(r, { "X-Lang": "x".repeat(900_000) }, "x")),
  fremd(
    "one field of 1.2 MB: not even its header is read to the end",
    (r) => baue(r, { "X-Lang": "x".repeat(1_200_000) }, "x"),
    "unlesbar",
  ),
  beiseite("nested 500 deep", "AUFBAU_UNZULAESSIG", (r) => geschachtelt(r, 500)),
  nachricht("nested 10 deep", (r) => geschachtelt(r, 10), { text: "Ganz unten" }),
  beiseite("300 attachments", "AUFBAU_UNZULAESSIG", (r) =>
    baue(r, GEMISCHT, teile("B", ...Array.from({ length: 300 }, () => anhang("application/x", "x")))),
  ),
  beiseite("a million empty lines", "AUFBAU_UNZULAESSIG", (r) => einfach(r, "\n".repeat(1_000_000))),
  nachricht("a message in a message, 50 times: one attachment", (r) => weitergeleitet(r, 50), { text: "" }),
  // Unencoded attachments come with LF, and with one at the end: postal-mime reads lines.
  nachricht(
    "a forwarded message beside the words",
    (r) => mitAnhang(r, anhang("message/rfc822", "From: x@y.de\r\n\r\nfremde Worte")),
    { text: "Anbei.", anhaenge: [["ohne-namen", "message/rfc822", 27]] },
  ),
  beiseite(
    "message/partial",
    "TEILNACHRICHT",
    (r) => baue(r, { "Content-Type": 'message/partial; id="a@b"; number=1; total=2' }, "Subject: x\r\n\r\nhalb"),
    true,
  ),
  nachricht(
    "message/external-body is fetched from nowhere",
    (r) =>
      mitAnhang(
        r,
        anhang(
          'message/external-body; access-type=URL; URL="http://127.0.0.1:1/x"',
          "Content-Type: text/plain\r\n\r\n",
          "inline",
        ),
      ),
    { text: "Anbei." },
  ),
  nachricht(
    "winmail.dat",
    (r) =>
      mitAnhang(r, base64(anhang('application/ms-tnef; name="winmail.dat"', Buffer.from([0x78, 0x9f, 0x3e, 0x22])))),
    { text: "Anbei.", anhaenge: [["winmail.dat", "application/ms-tnef", 4]] },
  ),
  nachricht(
    "text/plain as attachment is no text",
    (r) => baue(r, GEMISCHT, teile("B", anhang('text/plain; name="brief.txt"', "Anhang"))),
    { text: "", anhaenge: [["brief.txt", "text/plain", 7]] },
  ),
  nachricht(
    "alternatives that say different things: the plain one",
    (r) =>
      baue(
        r,
        { "Content-Type": 'multipart/alternative; boundary="B"' },
        teile("B", text("Nein."), text("<p>Ja.</p>", "text/html")),
      ),
    { text: "Nein.", anhaenge: [] },
  ),
  nachricht("HTML alone gives no words", (r) => baue(r, { "Content-Type": "text/html; charset=utf-8" }, "<p>Ja.</p>"), {
    text: "",
    anhaenge: [],
  }),
  nachricht(
    "HTML beside the text is not read",
    (r) => baue(r, GEMISCHT, teile("B", text("Worte"), text("<b>Reklame</b>", "Text/HTML"))),
    { text: "Worte", anhaenge: [] },
  ),
  nachricht("HTML as attachment stays one", (r) => mitAnhang(r, anhang('text/html; name="a.html"', "<p>x")), {
    text: "Anbei.",
    anhaenge: [["a.html", "text/html", 5]],
  }),
  nachricht(
    "invitation of a calendar",
    (r) =>
      mitAnhang(r, {
        kopf: ["Content-Type: text/calendar; method=REQUEST; charset=utf-8"],
        rumpf: "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
      }),
    { text: "Anbei.", anhaenge: [["ohne-namen", "text/calendar", 30]] },
  ),
  nachricht(
    "signed by the sender's program",
    (r) =>
      baue(
        r,
        { "Content-Type": 'multipart/signed; protocol="application/pkcs7-signature"; boundary="B"' },
        teile("B", text("Signiert."), anhang('application/pkcs7-signature; name="smime.p7s"', "xx")),
      ),
    { text: "Signiert." },
  ),
  nachricht(
    "multipart/digest: its parts are messages",
    (r) =>
      baue(r, { "Content-Type": 'multipart/digest; boundary="B"' }, "--B\r\n\r\nFrom: a@b.de\r\n\r\nx\r\n--B--\r\n"),
    { text: "" },
  ),
  fremd("empty", () => Buffer.alloc(0)),
  fremd("only line ends", () => Buffer.from("\r\n\r\n\r\n")),
  fremd("a body without header", () => Buffer.from("\r\nIn-Reply-To: steht im Text\r\n")),
  fremd("bytes at random", () => Buffer.from(Array.from({ length: 4096 }, (_, nr) => (nr * 7919) % 256))),
  nachricht("a header without body", (r) => Buffer.from(`${kopfzeilen(r).join("\r\n")}\r\n`), { text: "" }),
  nachricht("a header that just ends", (r) => Buffer.from(kopfzeilen(r).join("\r\n")), { text: "" }),
  nachricht(
    "a field without colon, and one without name",
    (r) => Buffer.from(["kein Feld", ": leer", ...kopfzeilen(r), "", "Worte"].join("\r\n")),
    { text: "Worte" },
  ),
  nachricht(
    "a folded line before any field",
    (r) => Buffer.from([" gefaltet", ...kopfzeilen(r), "", "Worte"].join("\r\n")),
    { text: "Worte" },
  ),
  nachricht("lines that are only dots", (r) => einfach(r, "a\r\n.\r\n..\r\n.b\r\n"), { text: "a\n.\n..\n.b" }),
  nachricht(
    "a reference to ours that is folded",
    (r) => baue(r, { "In-Reply-To": null, References: `<a@b.de>\r\n\t${unsere(r)}\r\n <c@d.de>` }, "Worte"),
    { text: "Worte" },
  ),
];
