import { useTranslation } from 'react-i18next'
import type { Position } from '../../api/places.ts'
import { StationMap } from './station-map.tsx'
import { useLayers, usePlacesShown } from './use-layers.ts'

type Props = {
  /** WGS-84. */
  readonly value: Position | null
  readonly near: Position | null
  readonly onPick: (position: Position) => void
}

const everything = {}

/** Choosing a position: a click puts it there, between the places and lines that are known. */
export function PickMap({ value, near, onPick }: Props) {
  const { t } = useTranslation()
  const { lines, villages, tiles, ready } = useLayers()
  const { shown } = usePlacesShown(everything, tiles?.datum === 'gcj-02')
  if (!ready) return <div />
  return (
    <div style={{ display: 'flex' }}>
      <StationMap
        label={t('places.position.onMap')}
        places={shown}
        lines={lines}
        villages={villages}
        tiles={tiles}
        chosen={value ? { ...value, id: 'picked', name: '', tier: null } : null}
        near={value ?? near}
        onPick={onPick}
      />
    </div>
  )
}
