const dirty = /[\p{Cc}\u00a0\u00ad\u200b-\u200f\u2028\u2029\u2060\u3000\ufeff]|^ | $| {2}/u
const nothing = /[\u200b-\u200f\u2060\ufeff\u00ad]/g
const blanks = /[\s\u00a0\u3000\p{Cc}]+/gu
const wide = /[\uff01-\uff5e]/g

/** Shorter pieces are copied by V8 anyway; a longer one keeps the whole text alive that it was cut from. */
const sliceChars = 13

/** A string that stands alone, for what outlives the chunk of the file that it was cut from. */
export function ownString(text: string): string {
  return text.length < sliceChars ? text : Buffer.from(text, 'utf16le').toString('utf16le')
}

/** What a person sees in a cell: no zero-width characters, one plain space for any run of blanks, none at the ends. */
export function cleanText(text: string): string {
  return dirty.test(text) ? text.replace(nothing, '').replace(blanks, ' ').trim() : text
}

/** Full-width digits, letters and signs as ordinary ones (１２．５ → 12.5); for numbers, codes and telephones. */
export function narrow(text: string): string {
  return cleanText(text).replace(wide, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
}
