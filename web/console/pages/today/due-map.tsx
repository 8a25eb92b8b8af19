import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { PlaceMap } from '../../../ui/place-map/place-map.tsx'
import type { MapPoint } from '../../../ui/place-map/points.ts'
import { type Duty, dutyKey } from '../../api/duties.ts'
import styles from './today-page.module.css'

type Props = {
  readonly duties: readonly Duty[]
  readonly selected: string | undefined
  readonly onSelect: (key: string) => void
}

/** The due places of the short list, in step with it. */
export function DueMap({ duties, selected, onSelect }: Props) {
  const { t } = useTranslation()
  const points = useMemo(() => duties.flatMap(pointOf), [duties])
  return (
    <div className={styles.map}>
      {points.length > 0 && <PlaceMap label={t('today.map')} points={points} selected={selected} onSelect={onSelect} />}
    </div>
  )
}

function pointOf(duty: Duty): readonly MapPoint[] {
  const { longitude, latitude } = duty
  if (longitude === null || latitude === null) return []
  return [{ id: dutyKey(duty), name: duty.placeName, tier: duty.tier, longitude, latitude }]
}
