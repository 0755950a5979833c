/** Puts what is printed between two lines of a document. @throws if it does not hold the two marks */
export function setzeZwischen(dokument: string, anfang: string, ende: string, inhalt: string): string {
  const [vorher, rest] = dokument.split(anfang);
  const nachher = rest?.split(ende)[1];
  if (vorher === undefined || nachher === undefined) throw new Error(`marks ${anfang} and ${ende} are missing`);
  return `${vorher}${anfang}\n\n${inhalt}\n\n${ende}${nachher}`;
}
