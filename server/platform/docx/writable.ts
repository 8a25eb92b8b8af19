// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

/** Signs that turn the direction of reading: a paper must not read otherwise than it was written (UAX #9). */
const turning = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g

/** Without the characters that XML cannot hold (XML 1.0 §2.2): one of them, and no program opens the file. */
export const writable = (text: string): string => text.replaceAll(unwritable, '').replaceAll(turning, '')
