import type { Rueckmeldung } from "../../domain/ports/eingang.js";
import type { Antwortinhalt } from "../../domain/ports/antwortpost.js";

/** Said with each refusal, because the next ones of this hour are not explained: silence must not look like success. */
const GEDROSSELT = [
  "Bitte beachten Sie: Mehr als eine solche Antwort je Stunde senden wir Ihnen nicht. Weitere Nachrichten, die nicht ausgeführt",
  "werden können, bleiben in dieser Zeit ohne Antwort. Ob eine Nachricht gewirkt hat, sehen Sie in Ihrem System unter der",
  "Verordnungs-ID.",
].join("\n");

/**
 * The whole mail to the sender. It may reach anybody who wrote, so nothing stands in it but the words of the Rueckmeldung.
 * @param gedrosselt it is one of those that go out once an hour
 */
export function antwortinhalt({ text, buendel }: Rueckmeldung, gedrosselt: boolean): Antwortinhalt {
  const absaetze = [
    "Guten Tag,",
    text,
    ...(gedrosselt ? [GEDROSSELT] : []),
    "Diese Antwort wurde automatisch erstellt. Ihre Nachricht an uns bleibt bei Ihnen im Ordner „Gesendet“ erhalten.",
  ];
  return { text: absaetze.join("\n\n"), buendel };
}
