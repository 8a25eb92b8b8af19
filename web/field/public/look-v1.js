// A change takes a new name. Runs before anything is painted, so that neither colours nor sizes jump.
;(() => {
  const kept = (key) => {
    try {
      return localStorage.getItem(key)
    } catch {
      return null
    }
  }
  const html = document.documentElement
  const appearance = kept('sifang.appearance')
  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  html.dataset.appearance = appearance === 'dark' || appearance === 'light' ? appearance : system
  const textPx = Number(kept('sifang.field.text'))
  if (textPx >= 18 && textPx <= 30) {
    html.dataset.ageFriendly = ''
    html.style.setProperty('--text', `${textPx}px`)
  }
})()
