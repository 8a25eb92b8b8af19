// Apart from the rules: a page that shows a name needs no lunar calendar.

const english: Readonly<Record<string, string>> = {
  '“三零”': 'Three zeros',
  零命案: 'No homicide',
  春节零警情: 'Quiet Spring Festivals',
}

/** What a streak is called on a page: a default one in its language, a station's own as it was typed. */
export const streakNameIn = (language: 'zh' | 'en', stored: string): string =>
  language === 'en' ? (english[stored] ?? stored) : stored
