// Unpacks LZMA (the format of the LZMA SDK's specification), of which a browser knows nothing by itself.

const STATES = 12, POSITIONS = 16, SHORTEST = 2;

// The bits of a stream: each is decoded by a probability, which learns from it.
class Bits {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 5;
    this.range = 0xffffffff;
    this.code = new DataView(bytes.buffer, bytes.byteOffset).getUint32(1);
  }

  refill() {
    if (this.range < 0x1000000) {
      this.range = this.range << 8 >>> 0;
      this.code = (this.code << 8 | this.bytes[this.at++]) >>> 0;
    }
  }

  bit(chances, index) {
    const chance = chances[index], bound = (this.range >>> 11) * chance, bit = this.code < bound ? 0 : 1;
    if (bit) {
      this.range -= bound;
      this.code -= bound;
      chances[index] = chance - (chance >>> 5);
    } else {
      this.range = bound;
      chances[index] = chance + (2048 - chance >>> 5);
    }
    this.refill();
    return bit;
  }

  // A number of `count` bits that has no probabilities.
  plain(count) {
    let number = 0;
    for (; count; count--) {
      this.range >>>= 1;
      const bit = this.code < this.range ? 0 : 1;
      this.code -= bit ? this.range : 0;
      this.refill();
      number = number * 2 + bit;
    }
    return number;
  }

  // A number of `count` bits whose probabilities form a tree, the highest bit first or last.
  tree(chances, base, count) {
    let node = 1;
    for (let i = 0; i < count; i++)
      node = node * 2 + this.bit(chances, base + node);
    return node - (1 << count);
  }

  reversed(chances, base, count) {
    let node = 1, number = 0;
    for (let i = 0; i < count; i++) {
      const bit = this.bit(chances, base + node);
      node = node * 2 + bit;
      number |= bit << i;
    }
    return number;
  }
}

function chances(count) {
  return new Uint16Array(count).fill(1024);
}

// The length of a repetition.
class Lengths {
  constructor() {
    [this.choice, this.low, this.middle, this.high] = [2, POSITIONS * 8, POSITIONS * 8, 256].map(chances);
  }

  next(bits, position) {
    if (!bits.bit(this.choice, 0))
      return SHORTEST + bits.tree(this.low, position * 8, 3);
    if (!bits.bit(this.choice, 1))
      return SHORTEST + 8 + bits.tree(this.middle, position * 8, 3);
    return SHORTEST + 16 + bits.tree(this.high, 0, 8);
  }
}

function distance(bits, { slots, special, align }, length) {
  const slot = bits.tree(slots, Math.min(length - SHORTEST, 3) * 64, 6), count = (slot >> 1) - 1;
  if (slot < 4)
    return slot;
  const base = (2 | slot & 1) * 2 ** count;
  if (slot < 14)
    return base + bits.reversed(special, base - slot, count);
  return base + bits.plain(count - 4) * 16 + bits.reversed(align, 0, 4);
}

// One byte that is no repetition; behind a repetition the byte that would have gone on tells something of it.
function literal(bits, table, base, instead) {
  let node = 1;
  for (let mask = instead; node < 256 && mask !== undefined;) {
    const likely = mask >> 7 & 1, bit = bits.bit(table, base + (1 + likely << 8) + node);
    mask <<= 1;
    node = node * 2 + bit;
    if (bit !== likely)
      break;
  }
  while (node < 256)
    node = node * 2 + bits.bit(table, base + node);
  return node & 255;
}

// `size` bytes out of a stream without a header, with the numbers lc, lp and pb that it was packed with.
function unpacked(bytes, size, lc, lp, pb) {
  const bits = new Bits(bytes), out = new Uint8Array(size), literals = chances(0x300 << lc + lp);
  const [match, longer] = [STATES * POSITIONS, STATES * POSITIONS].map(chances);
  const [repeated, other, third, fourth] = [STATES, STATES, STATES, STATES].map(chances);
  const far = { slots: chances(256), special: chances(128), align: chances(16) };
  const lengths = new Lengths(), again = new Lengths();
  let state = 0, last = [0, 0, 0, 0], at = 0;
  while (at < size) {
    const position = at & (1 << pb) - 1;
    if (!bits.bit(match, state * POSITIONS + position)) {
      const before = at ? out[at - 1] : 0, base = 0x300 * (((at & (1 << lp) - 1) << lc) + (before >> 8 - lc));
      out[at] = literal(bits, literals, base, state > 6 ? out[at - last[0] - 1] : undefined);
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      at++;
      continue;
    }
    let length = 1;
    if (!bits.bit(repeated, state)) {
      length = lengths.next(bits, position);
      last = [distance(bits, far, length), last[0], last[1], last[2]];
      state = state < 7 ? 7 : 10;
    } else {
      const which = !bits.bit(other, state) ? 0 : !bits.bit(third, state) ? 1 : !bits.bit(fourth, state) ? 2 : 3;
      const one = !which && !bits.bit(longer, state * POSITIONS + position);
      last.unshift(...last.splice(which, 1));
      length = one ? 1 : again.next(bits, position);
      state = state < 7 ? one ? 9 : 8 : 11;
    }
    for (; length; length--, at++)
      out[at] = out[at - last[0] - 1];
  }
  return out;
}
