/** 32-bit FNV-1a over UTF-16 code units with a seed, followed by the finaliser of murmur3 so that all bits mix. */
function mische(text: string, saat: number): number {
  let wert = (0x811c9dc5 ^ saat) >>> 0;
  for (let stelle = 0; stelle < text.length; stelle++) {
    wert = Math.imul(wert ^ text.charCodeAt(stelle), 0x01000193);
  }
  wert = Math.imul(wert ^ (wert >>> 16), 0x85ebca6b);
  wert = Math.imul(wert ^ (wert >>> 13), 0xc2b2ae35);
  return (wert ^ (wert >>> 16)) >>> 0;
}

/**
 * Name-based UUID (version 8: own method, RFC 9562): the same Bundle id and name give the same UUID. Only a label
 * inside one Bundle; it protects nothing, so no cryptographic hash (the domain imports none).
 */
export function uuidAus(bundleId: string, name: string): string {
  const hex = [0, 0x9e3779b9, 0x3c6ef372, 0xdaa66d2b]
    .map((saat) => mische(`${bundleId}/${name}`, saat).toString(16).padStart(8, "0"))
    .join("");
  const variante = "89ab"[parseInt(hex.charAt(16), 16) % 4] ?? "8";
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variante}${hex.slice(17, 20)}-${hex.slice(20)}`;
}
