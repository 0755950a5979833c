import { gzipSync } from "node:zlib";
import { anhang, base64, baue, beiseite, GEMISCHT, mitAnhang, nachricht, teile, text } from "./bauer.js";
import type { Korpusfall } from "./bauer.js";

const LACHEN = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from({ length: 9 }, (_, nr) => `<!ENTITY lol${nr + 1} "${`&lol${nr || ""};`.repeat(10)}">`).join("")}]><Bundle xmlns="http://hl7.org/fhir"><id value="&lol9;"/></Bundle>`;
const AUSFLUG = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><Bundle xmlns="http://hl7.org/fhir"><id value="&e;"/></Bundle>`;
const GZIP = gzipSync(Buffer.alloc(20_000_000));
/** Header of a ZIP with one entry that claims 4 GiB unpacked. */
const ZIP = Buffer.from("504b03041400000008000000210000000000100000000000ffffffff0100000061", "hex");

/** What is small and wants to become large. It is carried as it is: nothing is unpacked or resolved on reading. */
export const BOMBEN: readonly Korpusfall[] = [
  nachricht(
    "XML that laughs a billion times",
    (r) => mitAnhang(r, base64(anhang('application/fhir+xml; name="a.xml"', LACHEN))),
    { text: "Anbei.", anhaenge: [["a.xml", "application/fhir+xml", Buffer.byteLength(LACHEN)]] },
  ),
  nachricht(
    "XML that reads a file",
    (r) => mitAnhang(r, base64(anhang('application/fhir+xml; name="a.xml"', AUSFLUG))),
    { text: "Anbei.", anhaenge: [["a.xml", "application/fhir+xml", Buffer.byteLength(AUSFLUG)]] },
  ),
  nachricht("gzip of 20 MB of zeros", (r) => mitAnhang(r, base64(anhang('application/gzip; name="a.gz"', GZIP))), {
    text: "Anbei.",
    anhaenge: [["a.gz", "application/gzip", GZIP.length]],
  }),
  nachricht("ZIP that claims 4 GiB", (r) => mitAnhang(r, base64(anhang('application/zip; name="a.zip"', ZIP))), {
    text: "Anbei.",
    anhaenge: [["a.zip", "application/zip", ZIP.length]],
  }),
  nachricht(
    "JSON nested 100,000 deep",
    (r) => mitAnhang(r, base64(anhang('application/fhir+json; name="a.json"', "[".repeat(100_000)))),
    { text: "Anbei.", anhaenge: [["a.json", "application/fhir+json", 100_000]] },
  ),
  nachricht(
    "HTML of 300,000 open tags",
    (r) => baue(r, GEMISCHT, teile("B", text("Worte"), text("<a href=".repeat(100_000), "text/html"))),
    { text: "Worte" },
  ),
  nachricht("a line of one megabyte", (r) => baue(r, {}, "x".repeat(1_000_000))),
  nachricht(
    "a text of 100,000 quoted lines",
    (r) => baue(r, {}, `Ja.\r\nAm 1.2.2026 schrieb X:\r\n${"> q\r\n".repeat(100_000)}`),
    { text: "Ja." },
  ),
  nachricht(
    "base64 of padding",
    (r) =>
      mitAnhang(r, {
        kopf: [
          "Content-Type: application/x; name=a",
          "Content-Disposition: attachment",
          "Content-Transfer-Encoding: base64",
        ],
        rumpf: "=A".repeat(50_000),
      }),
    { text: "Anbei." },
  ),
  nachricht("recipients without number", (r) => baue(r, { Cc: "a@b.de,".repeat(20_000) }, "Worte"), { text: "Worte" }),
  nachricht("groups in groups", (r) => baue(r, { Cc: "a:".repeat(20_000) }, "Worte"), { text: "Worte" }),
  nachricht("comments in comments", (r) => baue(r, { "Content-Type": `text/plain ${"(".repeat(50_000)}` }, "Worte")),
  nachricht("20,000 parameters", (r) => baue(r, { "Content-Type": `text/plain${"; a*1=b".repeat(20_000)}` }, "Worte"), {
    text: "Worte",
  }),
  beiseite("over the limit", "ZU_GROSS", (r) => baue(r, {}, "x".repeat(3_000_000)), true),
  beiseite("over the limit, seen only from outside", "ZU_GROSS", (r) =>
    baue(r, { "X-KIM-DecryptionResult": null, "X-KIM-IntegrityCheckResult": null }, "x".repeat(3_000_000)),
  ),
  beiseite("an autoreply over the limit is not answered for that", "AUTOANTWORT", (r) =>
    baue(r, { "Auto-Submitted": "auto-replied" }, "x".repeat(3_000_000)),
  ),
];
