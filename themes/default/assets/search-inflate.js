// @ts-check
// Inflating (RFC 1951) by hand, for browsers that cannot do it themselves; only those fetch this script.
(() => {
  "use strict";

  const BASES = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
  const EXTRAS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
  const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

  /**
   * Codes of a canonical Huffman code: how many of each length, and the symbols in order.
   * @param {number[]} lengths
   */
  function huffman(lengths) {
    const counts = new Array(16).fill(0);
    for (const length of lengths) counts[length]++;
    counts[0] = 0;
    const symbols = lengths.map((length, symbol) => ({ length, symbol })).filter((one) => one.length)
      .sort((left, right) => left.length - right.length || left.symbol - right.symbol).map((one) => one.symbol);
    return { counts, symbols };
  }

  /** @param {Uint8Array} input */
  function inflate(input) {
    let output = new Uint8Array(Math.max(1024, input.length * 5)), size = 0, place = 0;
    const bits = (/** @type {number} */ count) => {
      let value = 0;
      for (let bit = 0; bit < count; bit++, place++) {
        if (place >> 3 >= input.length) throw new RangeError("cut off");
        value |= (input[place >> 3] >> (place & 7) & 1) << bit;
      }
      return value;
    };
    const decode = (/** @type {{ counts: number[], symbols: number[] }} */ code) => {
      let value = 0, first = 0, index = 0;
      for (let length = 1; length < 16; length++) {
        value |= bits(1);
        const count = code.counts[length];
        if (value - count < first) return code.symbols[index + value - first];
        index += count;
        first = first + count << 1;
        value <<= 1;
      }
      throw new RangeError("no code");
    };
    const put = (/** @type {number} */ byte) => {
      if (size === output.length) {
        const larger = new Uint8Array(size * 2);
        larger.set(output);
        output = larger;
      }
      output[size++] = byte;
    };
    for (let last = 0; !last;) {
      last = bits(1);
      const type = bits(2);
      if (type === 0) {
        place = place + 7 & ~7;
        const length = bits(16);
        bits(16);
        for (let count = 0; count < length; count++) put(bits(8));
        continue;
      }
      /** @type {number[]} */
      let lengths = Array.from({ length: 288 }, (_, symbol) => (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8));
      let distances = new Array(30).fill(5);
      if (type === 2) {
        const literals = bits(5) + 257, backs = bits(5) + 1, codes = bits(4) + 4;
        const own = new Array(19).fill(0);
        for (let code = 0; code < codes; code++) own[ORDER[code]] = bits(3);
        const code = huffman(own);
        /** @type {number[]} */
        const all = [];
        while (all.length < literals + backs) {
          const symbol = decode(code);
          if (symbol < 16) all.push(symbol);
          else {
            const repeated = symbol === 16 ? all[all.length - 1] : 0;
            const count = symbol === 16 ? 3 + bits(2) : symbol === 17 ? 3 + bits(3) : 11 + bits(7);
            for (let time = 0; time < count; time++) all.push(repeated);
          }
        }
        lengths = all.slice(0, literals);
        distances = all.slice(literals);
      }
      const literal = huffman(lengths), distance = huffman(distances);
      for (let symbol = decode(literal); symbol !== 256; symbol = decode(literal)) {
        if (symbol < 256) {
          put(symbol);
          continue;
        }
        const length = BASES[symbol - 257] + bits(EXTRAS[symbol - 257]);
        const code = decode(distance);
        const extra = code < 2 ? 0 : (code >> 1) - 1;
        const back = code < 2 ? code + 1 : ((2 + (code & 1)) << extra) + 1 + bits(extra);
        for (let count = 0; count < length; count++) put(output[size - back]);
      }
    }
    return output.subarray(0, size);
  }

  Object.assign(Reflect.get(globalThis, "minhbach").search, { inflate });
})();
