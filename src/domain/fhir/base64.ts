/** Base64 of FHIR (`Binary.data`), with what every engine has: the domain imports nothing. */
export function alsBase64(bytes: Uint8Array): string {
  const zeichen: string[] = [];
  // One character per byte; the spread of a long list would not fit on the stack.
  for (const byte of bytes) zeichen.push(String.fromCharCode(byte));
  return btoa(zeichen.join(""));
}

/** Null: not Base64. */
export function ausBase64(text: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(text), (zeichen) => zeichen.charCodeAt(0));
  } catch {
    return null;
  }
}
