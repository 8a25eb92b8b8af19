import { kmLabel } from '@sifang/domain/lines'
import { useTranslation } from 'react-i18next'

/** A grown person's pace on village roads, 4.5 km/h. */
const walkM = 75
/** Up to here people say minutes on foot, beyond it kilometres. */
const walkUpToM = 900

/** 步行 6 分钟, 3.4 公里. */
export function DistanceText({ distanceM }: { readonly distanceM: number }) {
  const { t } = useTranslation('ui')
  if (distanceM <= walkUpToM) {
    return <span>{t('distance.walk', { minutes: Math.max(1, Math.round(distanceM / walkM)) })}</span>
  }
  const km = distanceM < 10_000 ? (distanceM / 1000).toFixed(1) : String(Math.round(distanceM / 1000))
  return <span>{t('distance.km', { km })}</span>
}

/** K12+300: a point of a line, by its kilometre post. */
export function KmText({ km }: { readonly km: number }) {
  return <span>{kmLabel(km)}</span>
}
