import type { Verzeichniseintrag } from "../domain/ports/verzeichnis.js";
import type { Kanal, Zustellgrund } from "../domain/ports/zustellung.js";

/** Where a channel reaches an institution. */
export interface Empfangsadresse {
  readonly adresse: string;
  /** Version of the endpoint, where the channel knows versions. */
  readonly version?: string;
  /** The address as a URL, for the message's header. */
  readonly endpoint: string;
}

export type Adressergebnis =
  | { readonly art: "da"; readonly empfang: Empfangsadresse }
  /** For good, until the directory says otherwise: visible to BETRIEB, never guessed. */
  | { readonly art: "fehlt"; readonly grund: Zustellgrund };

const fehlt = (grund: Zustellgrund): Adressergebnis => ({ art: "fehlt", grund });

/** `@name:server` as the directory writes it (domain.md 6.2). */
export const matrixUrl = (mxid: string): string => `matrix:u/${mxid.replace(/^@/, "")}`;

const ADRESSEN: Record<Kanal, (eintrag: Verzeichniseintrag) => Adressergebnis> = {
  KIM: ({ kim }) =>
    kim === null
      ? fehlt({ code: "KEINE_KIM_ADRESSE", text: "Der Empfänger hat keine aktive KIM-Adresse im Verzeichnisdienst." })
      : { art: "da", empfang: { ...kim, endpoint: `mailto:${kim.adresse}` } },
  TIM: ({ tim }) => {
    if (tim === null)
      return fehlt({
        code: "KEIN_TIM_KONTO",
        text: "Der Empfänger hat kein aktives TI-Messenger-Konto im Verzeichnisdienst.",
      });
    if (tim === "MEHRDEUTIG")
      return fehlt({
        code: "TIM_KONTO_MEHRDEUTIG",
        text: "Der Verzeichnisdienst nennt mehrere TI-Messenger-Konten des Empfängers.",
      });
    return { art: "da", empfang: { adresse: tim.mxid, endpoint: matrixUrl(tim.mxid) } };
  },
  // The feed is written with the Meldung itself; nothing is ever sent over it.
  PORTAL: () => fehlt({ code: "KANAL_FEHLT", text: "Der Kanal ist nicht eingerichtet." }),
};

export const empfangsadresse = (kanal: Kanal, eintrag: Verzeichniseintrag): Adressergebnis => ADRESSEN[kanal](eintrag);

/** @throws Error if there is none: the Versand has looked before. */
export function vorhandeneAdresse(kanal: Kanal, eintrag: Verzeichniseintrag): Empfangsadresse {
  const ergebnis = empfangsadresse(kanal, eintrag);
  if (ergebnis.art === "fehlt") throw new Error(`an order without an address: ${ergebnis.grund.code}`);
  return ergebnis.empfang;
}
