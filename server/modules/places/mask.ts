/** 张三 → 张*, 欧阳建国 → 欧***: the first sign stays. */
export function maskName(name: string): string {
  const [first = '', ...rest] = [...name.trim()]
  return first + '*'.repeat(Math.max(1, rest.length))
}

/** 13812345678 → 138****5678; of a shorter number the last two digits stay. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/[^\d]/g, '')
  if (digits === '') return ''
  if (digits.length >= 11) return `${digits.slice(0, 3)}${'*'.repeat(digits.length - 7)}${digits.slice(-4)}`
  return '*'.repeat(Math.max(1, digits.length - 2)) + digits.slice(-2)
}

/** What of a contact everybody who sees the place may see. */
export function maskContact(contact: { readonly name: string; readonly phone: string | null }): {
  name: string
  phone: string
} {
  return { name: maskName(contact.name), phone: maskPhone(contact.phone ?? '') }
}
