// Browsers keep this file for a year: a change takes a new name.
// Runs before anything is painted, so that a dark desk at night does not flash white.
;(() => {
  let choice = null
  try {
    choice = localStorage.getItem('sifang.appearance')
  } catch {}
  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  document.documentElement.dataset.appearance = choice === 'dark' || choice === 'light' ? choice : system
})()
