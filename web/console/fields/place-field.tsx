import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TierMark } from '../../ui/tier-mark.tsx'
import { type FoundPlace, placesFound } from '../api/place-search.ts'
import { usePlaceKind } from '../pages/place/place-kind.ts'
import styles from './place-field.module.css'

export type ChosenPlace = Pick<FoundPlace, 'id' | 'name' | 'kind' | 'tier' | 'villageName'>

type Props = {
  readonly label: string
  readonly value: ChosenPlace | null
  readonly onChange: (place: ChosenPlace | null) => void
  readonly placeholder?: string
  readonly autoFocus?: boolean
  readonly size?: 'middle' | 'large'
  readonly className?: string | undefined
  /** Only places that have a tier: villages and communities are not meant. */
  readonly withTier?: boolean
}

/** A place by a piece of its name, its pinyin or its initials. */
export function PlaceField(props: Props) {
  const { label, value, onChange, placeholder, autoFocus = false, size = 'middle', className, withTier = false } = props
  const { t } = useTranslation()
  const kindName = usePlaceKind()
  const [typed, setTyped] = useState('')
  const text = useDeferredValue(typed.trim())
  const { data, isFetching } = useQuery(placesFound(text))
  const found = (text === '' ? [] : (data?.rows ?? [])).filter((place) => !withTier || place.tier !== null)
  const shown = value && text === '' ? [value] : found

  return (
    <Select<string>
      className={className ?? styles.field ?? ''}
      aria-label={label}
      size={size}
      allowClear
      autoFocus={autoFocus}
      placeholder={placeholder ?? t('fields.placePlaceholder')}
      showSearch={{ filterOption: false, searchValue: typed, onSearch: setTyped }}
      value={value?.id ?? null}
      onChange={(id: string | null | undefined) => {
        setTyped('')
        onChange([...found, ...(value ? [value] : [])].find((place) => place.id === id) ?? null)
      }}
      notFoundContent={
        text === ''
          ? t('fields.placeHint')
          : isFetching
            ? t('fields.searching')
            : t('fields.placeNone', { query: text })
      }
      optionLabelProp="label"
      options={shown.map((place) => ({
        value: place.id,
        label: place.name,
        place,
      }))}
      optionRender={(option) => {
        const place = shown.find(({ id }) => id === option.value)
        return (
          place && (
            <span className={styles.option}>
              <TierMark tier={place.tier} />
              <span className={styles.name}>{place.name}</span>
              <span className={styles.where}>
                {[place.villageName === place.name ? null : place.villageName, kindName(place.kind)]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
          )
        )
      }}
    />
  )
}
