/** How large the app writes and draws: kept in this browser, since it is wanted before the phone is unlocked. */
const key = 'sifang.field.text'

export const textSizes = { smallest: 18, usual: 22, largest: 30 } as const

/** Text size of the age-friendly mode in px; null in the ordinary one. */
export function ageFriendlyText(): number | null {
  const px = Number(localStorage.getItem(key))
  return px >= textSizes.smallest && px <= textSizes.largest ? px : null
}

export function setAgeFriendlyText(px: number | null): void {
  const { documentElement: html } = document
  if (px === null) {
    localStorage.removeItem(key)
    delete html.dataset.ageFriendly
    html.style.removeProperty('--text')
    return
  }
  localStorage.setItem(key, String(px))
  html.dataset.ageFriendly = ''
  html.style.setProperty('--text', `${px}px`)
}
