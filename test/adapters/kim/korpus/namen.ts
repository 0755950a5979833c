import { baue, mitAnhang, nachricht } from "./bauer.js";
import type { Korpusfall } from "./bauer.js";

/** An attachment with this disposition is called `erwartet`. */
const name = (worum: string, verfuegung: string, erwartet: string): Korpusfall =>
  nachricht(
    `attachment: ${worum}`,
    (r) =>
      mitAnhang(r, {
        kopf: ["Content-Type: application/pdf", `Content-Disposition: attachment; ${verfuegung}`],
        rumpf: "x",
      }),
    { text: "Anbei.", anhaenge: [[erwartet, "application/pdf", 2]] },
  );

/** Names, subjects and types that would like to be something else. */
export const NAMEN: readonly Korpusfall[] = [
  name("plain name", 'filename="Plan.pdf"', "Plan.pdf"),
  name("umlauts by RFC 2231", "filename*=utf-8''Pr%C3%BCfung%20%E2%82%AC.pdf", "Prüfung €.pdf"),
  name("umlauts by encoded word", 'filename="=?utf-8?Q?Pr=C3=BCfung?=.pdf"', "Prüfung.pdf"),
  name("name in pieces, out of order", 'filename*1="b.pdf"; filename*0="a"', "ab.pdf"),
  name("pieces with a gap and a large number", 'filename*0="a"; filename*999999999="z"', "az"),
  name("RFC 2231 with a charset that nobody knows", "filename*=x-nix''a%FFb.pdf", "aÿb.pdf"),
  name("RFC 2231 broken", "filename*=utf-8''a%ZZ%", "a%ZZ%"),
  name("way up", 'filename="../../../etc/passwd"', "passwd"),
  name("way up by RFC 2231", "filename*=utf-8''..%2F..%2Fetc%2Fpasswd", "passwd"),
  name("way of Windows", 'filename="C:\\\\Windows\\\\x.exe"', "x.exe"),
  name("only dots", 'filename=".."', "ohne-namen"),
  name("hidden", 'filename=".bashrc"', "bashrc"),
  name("empty", 'filename=""', "ohne-namen"),
  name("header injected by RFC 2231", "filename*=utf-8''a.pdf%0D%0ABcc:%20x@y.de", "a.pdfBcc x@y.de"),
  name("header injected by encoded word", 'filename="=?utf-8?Q?a=0D=0ABcc=3A_x?="', "aBcc x"),
  name("NUL", "filename*=utf-8''a.pdf%00.exe", "a.pdf.exe"),
  name("reversed by marks of direction", "filename*=utf-8''foto%E2%80%AEgpj.exe", "fotogpj.exe"),
  name("10 KB", `filename="${"x".repeat(10_000)}.pdf"`, "x".repeat(200)),
  name("script", 'filename="<img src=x onerror=alert(1)>.pdf"', "img src=x onerror=alert(1).pdf"),
  nachricht(
    "a type that is none",
    (r) => mitAnhang(r, { kopf: ["Content-Type: ../../x; name=a", "Content-Disposition: attachment"], rumpf: "x" }),
    { anhaenge: [["a", "application/octet-stream", 2]] },
  ),
  nachricht(
    "a type of 10 KB",
    (r) =>
      mitAnhang(r, {
        kopf: [`Content-Type: application/${"x".repeat(10_000)}`, "Content-Disposition: attachment; filename=a"],
        rumpf: "x",
      }),
    { anhaenge: [["a", "application/octet-stream", 2]] },
  ),
  nachricht(
    "header injected into the subject",
    (r) => baue(r, { Subject: "=?utf-8?Q?AW=0D=0AAuto-Submitted=3A_auto-replied?=" }, "Worte"),
    { text: "Worte" },
  ),
  nachricht("a subject of 200,000 characters", (r) => baue(r, { Subject: "=?utf-8?q?a?= ".repeat(14_000) }, "Worte"), {
    text: "Worte",
  }),
];
