export type Cbor = number | string | Buffer | Cbor[] | Map<Cbor, Cbor>;

/**
 * Reads one CBOR value, as far as WebAuthn needs it: integers, bytes, texts, lists and maps of definite length.
 * @returns the value, and where it ends
 * @throws Error for anything else
 */
export function decodeCbor(bytes: Buffer, start = 0): { value: Cbor; end: number } {
  const first = bytes.readUInt8(start);
  const { argument, next } = readArgument(bytes, start, first & 0x1f);
  const end = next + argument;
  switch (first >> 5) {
    case 0:
      return { value: argument, end: next };
    case 1:
      return { value: -1 - argument, end: next };
    case 2:
      return { value: slice(bytes, next, end), end };
    case 3:
      return { value: slice(bytes, next, end).toString('utf8'), end };
    case 4:
      return readList(bytes, next, argument);
    case 5: {
      const list = readList(bytes, next, argument * 2);
      const pairs = Array.from({ length: argument }, (_, index) =>
        list.value.slice(index * 2, index * 2 + 2),
      );
      return { value: new Map(pairs as [Cbor, Cbor][]), end: list.end };
    }
    default:
      throw new Error(`a CBOR value of type ${first >> 5}`);
  }
}

function readList(bytes: Buffer, start: number, length: number): { value: Cbor[]; end: number } {
  const list: Cbor[] = [];
  let end = start;
  for (let index = 0; index < length; index += 1) {
    const element = decodeCbor(bytes, end);
    list.push(element.value);
    ({ end } = element);
  }
  return { value: list, end };
}

function readArgument(bytes: Buffer, start: number, short: number): { argument: number; next: number } {
  if (short < 24) return { argument: short, next: start + 1 };
  const size = { 24: 1, 25: 2, 26: 4 }[short];
  if (size === undefined) throw new Error('a CBOR value of indefinite or huge length');
  return { argument: bytes.readUIntBE(start + 1, size), next: start + 1 + size };
}

function slice(bytes: Buffer, start: number, end: number): Buffer {
  if (end > bytes.length) throw new Error('the CBOR value is cut off');
  return bytes.subarray(start, end);
}
