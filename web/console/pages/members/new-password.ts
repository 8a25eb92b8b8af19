/** Without letters and digits that are mistaken for one another on paper. */
const signs = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Four groups of four with dashes: three classes of signs, some 79 bits, easy to read out. */
export function newPassword(): string {
  for (;;) {
    const groups = Array.from({ length: 4 }, () => Array.from({ length: 4 }, sign).join(''))
    const password = groups.join('-')
    if (/[a-z]/.test(password) && /\d/.test(password)) return password
  }
}

/** One sign, each as likely as the others. */
function sign(): string {
  const fair = 256 - (256 % signs.length)
  for (;;) {
    const [byte = 255] = crypto.getRandomValues(new Uint8Array(1))
    if (byte < fair) return signs[byte % signs.length] ?? ''
  }
}
