import { AimOutlined } from '@ant-design/icons'
import { Button, Input, Radio } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Position } from '../../api/places.ts'
import { type Datum, degrees, inChina, metresBetween, readPair, toWgs84 } from './datum.ts'
import styles from './position-field.module.css'

const PickMap = lazy(() => import('../map/pick-map.tsx').then(({ PickMap: component }) => ({ default: component })))

const datums = ['wgs84', 'gcj02', 'bd09'] as const

type Props = {
  /** WGS-84. */
  readonly value: Position | null
  readonly onChange: (position: Position | null) => void
  /** Whereabouts the map opens: the village. */
  readonly near?: Position | null | undefined
}

/** A position by a click on the map, or by numbers whose datum is asked; what was converted is said. */
export function PositionField({ value, onChange, near }: Props) {
  const { t } = useTranslation()
  const [datum, setDatum] = useState<Datum>('wgs84')
  const [typed, setTyped] = useState(() => (value ? `${degrees(value.latitude)}, ${degrees(value.longitude)}` : ''))
  const [mapShown, setMapShown] = useState(false)
  const read = readPair(typed)
  const empty = typed.trim() === ''

  const settle = (text: string, from: Datum) => {
    const pair = readPair(text)
    if (text.trim() === '') onChange(null)
    else if (pair && inChina(pair.position)) onChange(toWgs84(pair.position, from))
    else onChange(null)
  }
  const pick = (position: Position) => {
    setDatum('wgs84')
    setTyped(`${degrees(position.latitude)}, ${degrees(position.longitude)}`)
    onChange(position)
  }

  return (
    <div className={styles.position}>
      <div className={styles.line}>
        <Input
          aria-label={t('places.position.paste')}
          placeholder={t('places.position.pasteHint')}
          autoComplete="off"
          allowClear
          value={typed}
          status={!empty && !read ? 'error' : ''}
          onChange={(event) => {
            setTyped(event.target.value)
            settle(event.target.value, datum)
          }}
        />
        <Button icon={<AimOutlined />} aria-pressed={mapShown} onClick={() => setMapShown(!mapShown)}>
          {t('places.position.onMap')}
        </Button>
      </div>
      {!empty && (
        <Radio.Group
          className={styles.datums ?? ''}
          aria-label={t('places.position.datum')}
          value={datum}
          onChange={(event) => {
            const next = datums.find((one) => one === event.target.value) ?? 'wgs84'
            setDatum(next)
            settle(typed, next)
          }}
          options={datums.map((one) => ({ value: one, label: t(`places.position.datums.${one}`) }))}
        />
      )}
      <p className={empty || read ? styles.note : styles.wrong} aria-live="polite">
        {note()}
      </p>
      {mapShown && (
        <div className={styles.map}>
          <Suspense fallback={null}>
            <PickMap value={value} near={near ?? null} onPick={pick} />
          </Suspense>
          <p className={styles.note}>{t('places.position.pickHint')}</p>
        </div>
      )}
    </div>
  )

  function note(): string {
    if (empty) return t('places.position.none')
    if (!read || !value) return t('places.position.outside')
    const written = { latitude: degrees(value.latitude), longitude: degrees(value.longitude) }
    const turned = read.swapped ? `${t('places.position.swapped')} ` : ''
    if (datum === 'wgs84') return turned + t('places.position.label', written)
    return (
      turned +
      t('places.position.converted', {
        datum: t(`places.position.datums.${datum}`),
        position: `${written.latitude}, ${written.longitude}`,
        metres: Math.round(metresBetween(read.position, value)),
      })
    )
  }
}
