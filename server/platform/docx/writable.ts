// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

/** Without the characters that XML cannot hold (XML 1.0 §2.2): one of them, and no program opens the file. */
export const writable = (text: string): string => text.replaceAll(unwritable, '')
