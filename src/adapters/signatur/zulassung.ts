import { fromBER, ObjectIdentifier, PrintableString, Sequence, Utf8String } from "asn1js";

/** Extension Admission (ISIS-MTT, Common PKI 2.0 part 1): who the card's holder is. */
export const ADMISSION = "1.3.36.8.3.3";

export interface Zulassung {
  readonly professionOids: readonly string[];
  /** Telematik-ID; null if the extension names none, or several that differ. */
  readonly registrationNumber: string | null;
}

function glieder(block: unknown): readonly unknown[] {
  return block instanceof Sequence ? block.valueBlock.value : [];
}

function folgen(block: unknown): readonly Sequence[] {
  return glieder(block).filter((glied): glied is Sequence => glied instanceof Sequence);
}

/**
 * Optional parts before the wanted ones are context-tagged, so the universal SEQUENCEs are found by their order:
 * AdmissionSyntax → contentsOfAdmissions → Admissions → professionInfos → ProfessionInfo (items, OIDs, registrationNumber).
 */
export function leseZulassung(der: Uint8Array<ArrayBuffer>): Zulassung {
  const { result, offset } = fromBER(der);
  if (offset !== der.byteLength) throw new Error("Admission: trailing bytes");
  const professionInfos = folgen(result)
    .flatMap((contentsOfAdmissions) => folgen(contentsOfAdmissions))
    .flatMap((admissions) => folgen(admissions))
    .flatMap((infos) => folgen(infos));
  const nummern = new Set(
    professionInfos.flatMap((info) =>
      glieder(info)
        .filter((glied) => glied instanceof PrintableString || glied instanceof Utf8String)
        .map((glied) => glied.getValue()),
    ),
  );
  const professionOids = professionInfos.flatMap((info) =>
    folgen(info)
      .flatMap((folge) => folge.valueBlock.value)
      .filter((glied) => glied instanceof ObjectIdentifier)
      .map((glied) => glied.getValue()),
  );
  const [nummer = null] = nummern;
  return { professionOids: [...new Set(professionOids)], registrationNumber: nummern.size === 1 ? nummer : null };
}
