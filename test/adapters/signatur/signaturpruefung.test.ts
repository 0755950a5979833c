import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import * as asn1 from "asn1js";
import fc from "fast-check";
import { Attribute, Extension } from "pkijs";
import { richtlinie } from "../../../sandbox/karten/erweiterungen.js";
import { cmsAus, signierteAttribute, signiere } from "../../../sandbox/karten/signieren.js";
import type { Karte } from "../../../sandbox/karten/karte.js";
import type { Schluesselpaar } from "../../../sandbox/karten/zertifikat-bauen.js";
import { erzeugeSignaturpruefung } from "../../../src/adapters/signatur/signaturpruefung.js";
import type { Signaturergebnis, Signaturpruefung } from "../../../src/domain/ports/signatur.js";
import { caMit, HBA_QES, in30Tagen, karteMit, opensslSigniere, pem, SMCB_OSIG, vor30Tagen } from "./werkbank.js";

const INHALT = Buffer.from("Verordnung häuslicher Krankenpflege", "utf8");

const CONTENT_TYPE = "1.2.840.113549.1.9.3";
const MESSAGE_DIGEST = "1.2.840.113549.1.9.4";
const SIGNING_TIME = "1.2.840.113549.1.9.5";
const SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47";

describe("Signaturprüfung", () => {
  let wurzel: Schluesselpaar;
  let karte: Karte;
  let pruefung: Signaturpruefung;
  const grund = (ergebnis: Signaturergebnis) => (ergebnis.art === "ungueltig" ? ergebnis.grund : ergebnis.art);
  const urteil = async (cms: Uint8Array, zeitpunkt = new Date()) => grund(await pruefung.pruefe(cms, zeitpunkt));

  before(() => {
    wurzel = caMit({ name: "Wurzel" });
    karte = karteMit(wurzel);
    pruefung = erzeugeSignaturpruefung([pem(wurzel)]);
  });

  describe("accepts", () => {
    it("a signature and says what the certificate says, with the content byte for byte", async () => {
      const signiertAm = new Date("2026-11-20T10:15:30Z");
      const ergebnis = await pruefung.pruefe(signiere(karte, INHALT, signiertAm), new Date());
      assert(ergebnis.art === "gueltig");
      const { unterzeichner, inhalt } = ergebnis.signatur;
      assert.deepEqual(Buffer.from(inhalt), INHALT);
      assert.deepEqual(ergebnis.signatur.signiertAm, signiertAm);
      assert.match(unterzeichner.seriennummer, /^[0-9A-F]{32}$/);
      assert.deepEqual(
        { ...unterzeichner, seriennummer: "" },
        {
          art: "FORTGESCHRITTEN",
          professionOids: ["1.2.276.0.76.4.50"],
          telematikId: "1-20PROBE",
          name: "Probekarte",
          seriennummer: "",
        },
      );
    });

    it("a signature without signing-time and says null", async () => {
      const attribute = signierteAttribute(karte, INHALT, new Date()).filter(({ type }) => type !== SIGNING_TIME);
      const ergebnis = await pruefung.pruefe(cmsAus(karte, INHALT, attribute), new Date());
      assert(ergebnis.art === "gueltig");
      assert.equal(ergebnis.signatur.signiertAm, null);
    });

    it("QES by the policy hba_qes with nonRepudiation", async () => {
      const hba = karteMit(wurzel, { richtlinien: [HBA_QES] });
      const ergebnis = await pruefung.pruefe(signiere(hba, INHALT), new Date());
      assert(ergebnis.art === "gueltig");
      assert.equal(ergebnis.signatur.unterzeichner.art, "QES");
    });

    it("an SMC-B with digitalSignature only", async () => {
      assert.equal(await urteil(signiere(karteMit(wurzel, { verwendungen: ["digitalSignature"] }), INHALT)), "gueltig");
    });
  });

  describe("agrees with the openssl command line", () => {
    const gross = Buffer.alloc(27_000, "HKP ");
    const ec = (kurve: string) => generateKeyPairSync("ec", { namedCurve: kurve }).privateKey;
    const rsa = (modulusLength: number) => generateKeyPairSync("rsa", { modulusLength }).privateKey;
    const pss = ["-keyopt", "rsa_padding_mode:pss"];
    const faelle: readonly [string, () => Karte, readonly string[], string][] = [
      ["brainpoolP256r1", () => karteMit(wurzel), ["-cades", "-nodetach"], "gueltig"],
      ["subjectKeyIdentifier as sid", () => karteMit(wurzel), ["-cades", "-nodetach", "-keyid"], "gueltig"],
      ["indefinite length", () => karteMit(wurzel), ["-cades", "-nodetach", "-stream"], "gueltig"],
      ["SHA-512", () => karteMit(wurzel), ["-cades", "-nodetach", "-md", "sha512"], "gueltig"],
      [
        "brainpoolP384r1 and SHA-384",
        () => karteMit(wurzel, { schluessel: ec("brainpoolP384r1") }),
        ["-cades", "-nodetach", "-md", "sha384"],
        "gueltig",
      ],
      ["NIST P-256", () => karteMit(wurzel, { schluessel: ec("prime256v1") }), ["-cades", "-nodetach"], "gueltig"],
      ["RSA-PSS", () => karteMit(wurzel, { schluessel: rsa(3072) }), ["-cades", "-nodetach", ...pss], "gueltig"],
      [
        "RSA-PSS with 2048 bits",
        () => karteMit(wurzel, { schluessel: rsa(2048) }),
        ["-cades", "-nodetach", ...pss],
        "ALGORITHMUS_UNZULAESSIG",
      ],
      [
        "RSA PKCS#1 v1.5",
        () => karteMit(wurzel, { schluessel: rsa(3072) }),
        ["-cades", "-nodetach"],
        "ALGORITHMUS_UNZULAESSIG",
      ],
      [
        "secp256k1",
        () => karteMit(wurzel, { schluessel: ec("secp256k1") }),
        ["-cades", "-nodetach"],
        "ALGORITHMUS_UNZULAESSIG",
      ],
      [
        "SHA-1 (then openssl writes signing-certificate v1)",
        () => karteMit(wurzel),
        ["-cades", "-nodetach", "-md", "sha1"],
        "ATTRIBUT_FEHLT",
      ],
      ["no certificate sent", () => karteMit(wurzel), ["-cades", "-nodetach", "-nocerts"], "ZERTIFIKAT_FEHLT"],
      ["no signed attributes", () => karteMit(wurzel), ["-nodetach", "-noattr"], "ATTRIBUT_FEHLT"],
      ["CMS without CAdES", () => karteMit(wurzel), ["-nodetach"], "ATTRIBUT_FEHLT"],
      ["detached", () => karteMit(wurzel), ["-cades"], "KEIN_INHALT"],
    ];
    for (const [name, baue, optionen, erwartet] of faelle) {
      it(`${name}: ${erwartet}`, async () => {
        const ergebnis = await pruefung.pruefe(opensslSigniere([baue()], gross, optionen), new Date());
        assert.equal(grund(ergebnis), erwartet);
        if (ergebnis.art === "gueltig") assert.deepEqual(Buffer.from(ergebnis.signatur.inhalt), gross);
      });
    }

    it("an empty content counts as none", async () => {
      assert.equal(await urteil(signiere(karte, new Uint8Array())), "KEIN_INHALT");
      assert.equal(await urteil(opensslSigniere([karte], new Uint8Array())), "KEIN_INHALT");
    });

    it("two signers: KEIN_ODER_MEHRERE_UNTERZEICHNER", async () => {
      const zwei = opensslSigniere([karte, karteMit(wurzel)], INHALT);
      assert.equal(await urteil(zwei), "KEIN_ODER_MEHRERE_UNTERZEICHNER");
    });
  });

  describe("refuses what is not readable", () => {
    it("garbage, nothing, other structures and bytes behind the end", async () => {
      const gut = signiere(karte, INHALT);
      const faelle = [
        Buffer.alloc(0),
        Buffer.from("kein CMS"),
        gut.subarray(0, gut.length - 1),
        Buffer.concat([gut, Buffer.from([0])]),
        karte.zertifikat,
        Buffer.from(
          new asn1.Sequence({ value: [new asn1.ObjectIdentifier({ value: "1.2.840.113549.1.7.3" })] }).toBER(),
        ),
        Buffer.alloc(200_000, 0x30),
        Buffer.alloc(200_000, Buffer.from([0x30, 0x80])),
      ];
      for (const fall of faelle) assert.equal(await urteil(fall), "NICHT_LESBAR");
    });

    it("a bag of certificates", async () => {
      const viele = Array.from({ length: 9 }, (_, nr) => caMit({ name: `CA ${nr}` }));
      assert.equal(await urteil(signiere(karteMit(wurzel, { zwischen: viele }), INHALT)), "NICHT_LESBAR");
    });
  });

  describe("refuses changed content and wrong attributes", () => {
    const ersetzt = (oid: string, wert: asn1.BaseBlock) => [...ohne(oid), new Attribute({ type: oid, values: [wert] })];
    const ohne = (oid: string) => signierteAttribute(karte, INHALT, new Date()).filter(({ type }) => type !== oid);
    const oktette = (laenge: number) => new asn1.OctetString({ valueHex: new Uint8Array(laenge).buffer });
    const folge = (...value: asn1.BaseBlock[]) => new asn1.Sequence({ value });

    it("one byte of the content", async () => {
      const cms = signiere(karte, INHALT);
      const stelle = Buffer.from(cms).indexOf(INHALT);
      cms[stelle] = (cms[stelle] ?? 0) ^ 1;
      assert.equal(await urteil(cms), "INHALT_VERAENDERT");
    });

    it("one byte of the signature", async () => {
      const cms = signiere(karte, INHALT);
      cms[cms.length - 1] = (cms[cms.length - 1] ?? 0) ^ 1;
      assert.equal(await urteil(cms), "SIGNATUR_FALSCH");
    });

    it("a signing-time changed afterwards", async () => {
      const cms = Buffer.from(signiere(karte, INHALT, new Date("2026-11-20T10:15:30Z")));
      const stelle = cms.indexOf("261120101530Z", 0, "latin1");
      cms.write("261121101530Z", stelle, "latin1");
      assert.equal(await urteil(cms), "SIGNATUR_FALSCH");
    });

    it("the signature of another card over the same attributes", async () => {
      const andere = karteMit(wurzel);
      assert.equal(await urteil(signiere({ ...karte, schluessel: andere.schluessel }, INHALT)), "SIGNATUR_FALSCH");
    });

    for (const oid of [CONTENT_TYPE, MESSAGE_DIGEST, SIGNING_CERTIFICATE_V2]) {
      it(`${oid} missing, or given twice`, async () => {
        assert.equal(await urteil(cmsAus(karte, INHALT, ohne(oid))), "ATTRIBUT_FEHLT");
        const alle = signierteAttribute(karte, INHALT, new Date());
        const doppelt = alle.filter(({ type }) => type === oid);
        assert.equal(await urteil(cmsAus(karte, INHALT, [...alle, ...doppelt])), "ATTRIBUT_FEHLT");
        const zweiWerte = doppelt.map(
          ({ values }) => new Attribute({ type: oid, values: [values, values].flat() as asn1.BaseBlock[] }),
        );
        assert.equal(await urteil(cmsAus(karte, INHALT, [...ohne(oid), ...zweiWerte])), "ATTRIBUT_FEHLT");
      });
    }

    it("a rightly signed but wrong messageDigest", async () => {
      assert.equal(await urteil(cmsAus(karte, INHALT, ersetzt(MESSAGE_DIGEST, oktette(32)))), "INHALT_VERAENDERT");
    });

    it("a rightly signed but wrong contentType", async () => {
      const falsch = new asn1.ObjectIdentifier({ value: "1.2.840.113549.1.7.2" });
      assert.equal(await urteil(cmsAus(karte, INHALT, ersetzt(CONTENT_TYPE, falsch))), "INHALT_VERAENDERT");
    });

    it("a signing-certificate-v2 that names another certificate", async () => {
      const falsch = folge(folge(folge(oktette(32))));
      assert.equal(await urteil(cmsAus(karte, INHALT, ersetzt(SIGNING_CERTIFICATE_V2, falsch))), "SIGNATUR_FALSCH");
    });

    it("SHA-224 for the content or for the signature", async () => {
      const ersetze = (oid: string, letztesByte: number) => {
        const cms = Buffer.from(signiere(karte, INHALT));
        const der = Buffer.from(new asn1.ObjectIdentifier({ value: oid }).toBER());
        // The last occurrence is the one of the SignerInfo, outside of the signed attributes.
        cms[cms.lastIndexOf(der) + der.length - 1] = letztesByte;
        return cms;
      };
      assert.equal(await urteil(ersetze("2.16.840.1.101.3.4.2.1", 4)), "ALGORITHMUS_UNZULAESSIG");
      assert.equal(await urteil(ersetze("1.2.840.10045.4.3.2", 1)), "ALGORITHMUS_UNZULAESSIG");
    });

    it("a signing-certificate-v2 with SHA-1", async () => {
      const sha1 = folge(new asn1.ObjectIdentifier({ value: "1.3.14.3.2.26" }));
      const falsch = folge(folge(folge(sha1, oktette(20))));
      assert.equal(
        await urteil(cmsAus(karte, INHALT, ersetzt(SIGNING_CERTIFICATE_V2, falsch))),
        "ALGORITHMUS_UNZULAESSIG",
      );
    });
  });

  describe("trusts only", () => {
    it("the configured anchors", async () => {
      assert.equal(await urteil(signiere(karteMit(caMit({ name: "Wurzel" })), INHALT)), "ZERTIFIKAT_NICHT_VERTRAUT");
    });

    it("no root that the message brings along", async () => {
      const fremd = caMit({ name: "Fremd" });
      assert.equal(await urteil(signiere(karteMit(fremd, { zwischen: [fremd] }), INHALT)), "ZERTIFIKAT_NICHT_VERTRAUT");
    });

    it("an intermediate CA that the message brings along, or that is itself the anchor", async () => {
      const unter = caMit({ name: "Unter", aussteller: wurzel });
      assert.equal(await urteil(signiere(karteMit(unter), INHALT)), "ZERTIFIKAT_NICHT_VERTRAUT");
      assert.equal(await urteil(signiere(karteMit(unter, { zwischen: [unter] }), INHALT)), "gueltig");
      const direkt = erzeugeSignaturpruefung([pem(unter)]);
      assert.equal(grund(await direkt.pruefe(signiere(karteMit(unter), INHALT), new Date())), "gueltig");
    });

    it("no card that plays CA, and no CA without keyCertSign", async () => {
      for (const falsch of [
        caMit({ name: "Karte", aussteller: wurzel, ca: false }),
        caMit({ name: "Ohne Recht", aussteller: wurzel, verwendungen: ["digitalSignature"] }),
      ]) {
        const cms = signiere(karteMit(falsch, { zwischen: [falsch] }), INHALT);
        assert.equal(await urteil(cms), "ZERTIFIKAT_NICHT_VERTRAUT");
      }
    });

    it("no CA below a path length of 0", async () => {
      const unter = caMit({ name: "Unter", aussteller: wurzel, pfadlaenge: 0 });
      const tiefer = caMit({ name: "Tiefer", aussteller: unter });
      const cms = signiere(karteMit(tiefer, { zwischen: [unter, tiefer] }), INHALT);
      assert.equal(await urteil(cms), "ZERTIFIKAT_NICHT_VERTRAUT");
      const erlaubt = caMit({ name: "Unter", aussteller: wurzel });
      const darunter = caMit({ name: "Tiefer", aussteller: erlaubt });
      assert.equal(await urteil(signiere(karteMit(darunter, { zwischen: [darunter, erlaubt] }), INHALT)), "gueltig");
    });

    it("no path of more than two intermediates", async () => {
      const eins = caMit({ name: "Eins", aussteller: wurzel });
      const zwei = caMit({ name: "Zwei", aussteller: eins });
      const drei = caMit({ name: "Drei", aussteller: zwei });
      const cms = signiere(karteMit(drei, { zwischen: [eins, zwei, drei] }), INHALT);
      assert.equal(await urteil(cms), "ZERTIFIKAT_NICHT_VERTRAUT");
    });

    it("a card, an intermediate and an anchor within their time", async () => {
      const abgelaufen = karteMit(wurzel, { gueltigBis: vor30Tagen() });
      const kuenftig = karteMit(wurzel, {
        gueltigVon: in30Tagen(),
        gueltigBis: new Date(in30Tagen().getTime() + 1000),
      });
      const alteUnter = caMit({ name: "Alt", aussteller: wurzel, gueltigBis: vor30Tagen() });
      const alteWurzel = caMit({ name: "Alte Wurzel", gueltigBis: vor30Tagen() });
      assert.equal(await urteil(signiere(abgelaufen, INHALT)), "ZERTIFIKAT_ABGELAUFEN");
      assert.equal(await urteil(signiere(kuenftig, INHALT)), "ZERTIFIKAT_ABGELAUFEN");
      const unterAlter = signiere(karteMit(alteUnter, { zwischen: [alteUnter] }), INHALT);
      assert.equal(await urteil(unterAlter), "ZERTIFIKAT_ABGELAUFEN");
      const mitAlterWurzel = erzeugeSignaturpruefung([pem(alteWurzel)]);
      const cms = signiere(karteMit(alteWurzel), INHALT);
      assert.equal(grund(await mitAlterWurzel.pruefe(cms, new Date())), "ZERTIFIKAT_ABGELAUFEN");
      // The instant is the caller's: the same message was good while all were valid.
      const damals = new Date(vor30Tagen().getTime() - 86_400_000);
      assert.equal(grund(await mitAlterWurzel.pruefe(cms, damals)), "gueltig");
    });

    it("no certificate signed with SHA-1", async () => {
      const sha1 = karteMit(wurzel, { verfahren: { oid: "1.2.840.10045.4.1", hash: "sha1" } });
      assert.equal(await urteil(signiere(sha1, INHALT)), "ZERTIFIKAT_NICHT_VERTRAUT");
    });

    it("an RSA CA of 2048 bits, but no shorter one and no CA on an unknown curve", async () => {
      const verfahren = { oid: "1.2.840.113549.1.1.11", hash: "sha256" };
      const rsa = (modulusLength: number) =>
        caMit({
          name: "RSA",
          schluessel: generateKeyPairSync("rsa", { modulusLength }).privateKey,
          aussteller: wurzel,
        });
      const [gut, kurz] = [rsa(2048), rsa(1024)];
      const secp256k1 = generateKeyPairSync("ec", { namedCurve: "secp256k1" }).privateKey;
      const kurve = caMit({ name: "Kurve", schluessel: secp256k1, aussteller: wurzel });
      assert.equal(await urteil(signiere(karteMit(gut, { verfahren, zwischen: [gut] }), INHALT)), "gueltig");
      assert.equal(
        await urteil(signiere(karteMit(kurz, { verfahren, zwischen: [kurz] }), INHALT)),
        "ZERTIFIKAT_NICHT_VERTRAUT",
      );
      assert.equal(await urteil(signiere(karteMit(kurve, { zwischen: [kurve] }), INHALT)), "ZERTIFIKAT_NICHT_VERTRAUT");
    });

    it("no certificate with a critical extension that nobody here understands", async () => {
      const wert = new asn1.Null().toBER();
      const kritisch = new Extension({ extnID: "1.2.276.0.76.4.99999", critical: true, extnValue: wert });
      const harmlos = new Extension({ extnID: "1.2.276.0.76.4.99999", critical: false, extnValue: wert });
      assert.equal(
        await urteil(signiere(karteMit(wurzel, { weitere: [kritisch] }), INHALT)),
        "ZERTIFIKAT_NICHT_VERTRAUT",
      );
      assert.equal(await urteil(signiere(karteMit(wurzel, { weitere: [harmlos] }), INHALT)), "gueltig");
    });
  });

  describe("reads role and purpose from the certificate", () => {
    it("ZERTIFIKAT_ZWECK without one of the two policies, or with both", async () => {
      for (const richtlinien of [[], ["1.2.276.0.76.4.77"], ["1.2.276.0.76.4.76"]]) {
        assert.equal(await urteil(signiere(karteMit(wurzel, { richtlinien }), INHALT)), "ZERTIFIKAT_ZWECK");
      }
      const beide = karteMit(wurzel, { richtlinien: [HBA_QES, SMCB_OSIG] });
      assert.equal(await urteil(signiere(beide, INHALT)), "ZERTIFIKAT_ZWECK");
      assert.equal(
        await urteil(signiere({ ...karte, ...caMit({ name: "Sub", aussteller: wurzel }) }, INHALT)),
        "ZERTIFIKAT_ZWECK",
      );
    });

    it("NICHT_LESBAR if an extension stands twice in the certificate", async () => {
      const doppelt = karteMit(wurzel, { weitere: [richtlinie(HBA_QES)] });
      assert.equal(await urteil(signiere(doppelt, INHALT)), "NICHT_LESBAR");
    });

    it("ZERTIFIKAT_ZWECK without the key usage for signatures", async () => {
      const nurAut = karteMit(wurzel, { richtlinien: [HBA_QES], verwendungen: ["digitalSignature"] });
      assert.equal(await urteil(signiere(nurAut, INHALT)), "ZERTIFIKAT_ZWECK");
      assert.equal(await urteil(signiere(karteMit(wurzel, { verwendungen: null }), INHALT)), "ZERTIFIKAT_ZWECK");
      assert.equal(
        await urteil(signiere(karteMit(wurzel, { verwendungen: ["keyCertSign"] }), INHALT)),
        "ZERTIFIKAT_ZWECK",
      );
    });

    it("ROLLE_FEHLT without admission, without Telematik-ID, or with two different ones", async () => {
      const folge = (...value: asn1.BaseBlock[]) => new asn1.Sequence({ value });
      const oid = folge(new asn1.ObjectIdentifier({ value: "1.2.276.0.76.4.50" }));
      const info = (...nummern: string[]) =>
        folge(folge(), oid, ...nummern.map((nummer) => new asn1.PrintableString({ value: nummer })));
      const admission = (...infos: asn1.Sequence[]) =>
        new Extension({ extnID: "1.3.36.8.3.3", extnValue: folge(folge(folge(folge(...infos)))).toBER() });
      for (const zulassung of [null, admission(info()), admission(info("1-2A"), info("1-2B")), admission()]) {
        assert.equal(await urteil(signiere(karteMit(wurzel, { zulassung }), INHALT)), "ROLLE_FEHLT");
      }
      const gleiche = karteMit(wurzel, { zulassung: admission(info("1-2A"), info("1-2A")) });
      assert.equal(await urteil(signiere(gleiche, INHALT)), "gueltig");
    });
  });

  describe("with mutated bytes", () => {
    const signierte: readonly [string, () => Uint8Array][] = [
      ["ECDSA", () => signiere(karte, INHALT)],
      [
        "RSA-PSS by openssl",
        () => {
          const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 3072 });
          const optionen = ["-cades", "-nodetach", "-keyid", "-keyopt", "rsa_padding_mode:pss"];
          return opensslSigniere([karteMit(wurzel, { schluessel: privateKey })], INHALT, optionen);
        },
      ],
    ];
    for (const [name, baue] of signierte) {
      it(`${name}: never throws, and never says gueltig for another content or another card`, async () => {
        const gut = Uint8Array.from(baue());
        const ausgang = await pruefung.pruefe(gut, new Date());
        assert(ausgang.art === "gueltig");
        const aenderung = fc.tuple(fc.nat(gut.length - 1), fc.integer({ min: 1, max: 255 }));
        await fc.assert(
          fc.asyncProperty(fc.array(aenderung, { minLength: 1, maxLength: 3 }), async (aenderungen) => {
            const verdorben = gut.slice();
            for (const [stelle, maske] of aenderungen) verdorben[stelle] = (verdorben[stelle] ?? 0) ^ maske;
            const ergebnis = await pruefung.pruefe(verdorben, new Date());
            if (ergebnis.art === "ungueltig") return;
            assert.deepEqual(ergebnis.signatur, ausgang.signatur);
          }),
          { numRuns: 400 },
        );
      });
    }

    it("of the parameters of RSA-PSS: a verdict for each", async () => {
      const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 3072 });
      const pss = karteMit(wurzel, { schluessel: privateKey });
      const optionen = ["-cades", "-nodetach", "-keyopt", "rsa_padding_mode:pss"];
      const gut = Uint8Array.from(opensslSigniere([pss], INHALT, optionen));
      const der = Buffer.from(new asn1.ObjectIdentifier({ value: "1.2.840.113549.1.1.10" }).toBER());
      const anfang = Buffer.from(gut).lastIndexOf(der) + der.length;
      for (let stelle = anfang; stelle < anfang + 60; stelle++) {
        const verdorben = gut.slice();
        verdorben[stelle] = (verdorben[stelle] ?? 0) ^ 1;
        const ergebnis = await pruefung.pruefe(verdorben, new Date());
        // A length that the parser reads generously changes nothing in what is signed.
        if (ergebnis.art === "gueltig") assert.deepEqual(Buffer.from(ergebnis.signatur.inhalt), INHALT);
      }
    });

    it("never accepts a part, a doubling or random bytes", async () => {
      const gut = signiere(karte, INHALT);
      for (let laenge = 0; laenge < gut.length; laenge += 7) {
        assert.equal(await urteil(gut.subarray(0, laenge)), "NICHT_LESBAR");
      }
      assert.equal(await urteil(Buffer.concat([gut, gut])), "NICHT_LESBAR");
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
          assert.equal((await pruefung.pruefe(bytes, new Date())).art, "ungueltig");
        }),
      );
    });
  });
});
