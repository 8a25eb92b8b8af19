import { CloseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { TierMark } from '../../../ui/tier-mark.tsx'
import { type ChosenPlace, PlaceField } from '../../fields/place-field.tsx'
import styles from './checks.module.css'

type Props = { readonly value: readonly ChosenPlace[]; readonly onChange: (places: readonly ChosenPlace[]) => void }

/** Places one below the other; the field beneath adds one more. */
export function PlacesField({ value, onChange }: Props) {
  const { t } = useTranslation()
  const add = (place: ChosenPlace | null) => {
    if (place && !value.some(({ id }) => id === place.id)) onChange([...value, place])
  }
  return (
    <div className={styles.lines}>
      {value.map((place) => (
        <div key={place.id} className={styles.chosen}>
          <TierMark tier={place.tier} />
          <span className={styles.placeName}>
            <b>{place.name}</b>
            <span className={styles.quiet}>{place.villageName}</span>
          </span>
          <Button
            type="text"
            icon={<CloseOutlined />}
            aria-label={`${t('checks.form.remove')} ${place.name}`}
            onClick={() => onChange(value.filter(({ id }) => id !== place.id))}
          />
        </div>
      ))}
      <PlaceField
        // the field is empty again after each choice
        key={value.length}
        label={t('checks.form.places')}
        size="large"
        value={null}
        placeholder={value.length > 0 ? t('checks.form.addPlace') : t('fields.placePlaceholder')}
        onChange={add}
      />
    </div>
  )
}
