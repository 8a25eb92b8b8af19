import { useTranslation } from 'react-i18next'

/** 31 分钟, 2 小时 5 分: a length of time in words, from milliseconds. */
export function useDuration(): (ms: number) => string {
  const { t } = useTranslation('field')
  return (ms) => {
    const minutes = Math.max(1, Math.round(ms / 60_000))
    if (minutes < 60) return t('words.minutes', { count: minutes })
    return t('words.hoursMinutes', { hours: Math.floor(minutes / 60), minutes: minutes % 60 })
  }
}
