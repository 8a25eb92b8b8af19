import { useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { KmText } from '../../../ui/distance-text.tsx'
import { villageChoices } from '../../api/choices.ts'
import { lineChoices, type Where } from '../../api/incidents.ts'
import { ChoiceCards } from '../../fields/choice-cards.tsx'
import { Field } from '../../fields/field.tsx'
import { type ChosenPlace, PlaceField } from '../../fields/place-field.tsx'
import styles from './incidents.module.css'

const kinds = ['place', 'line', 'village'] as const

/** What has been entered of where it happened; all three are kept while one changes one's mind. */
export type WhereDraft = {
  readonly kind: (typeof kinds)[number]
  readonly place: ChosenPlace | null
  readonly lineId: string | null
  readonly km: string
  readonly villageId: string | null
  readonly touched: boolean
}

export const emptyWhere: WhereDraft = {
  kind: 'place',
  place: null,
  lineId: null,
  km: '',
  villageId: null,
  touched: false,
}

/** Where it happened, or null while something is missing. A post lies on its line. */
export function whereOf(draft: WhereDraft, lengthKm: number | undefined): Where | null {
  if (draft.kind === 'place') return draft.place && { kind: 'place', placeId: draft.place.id }
  if (draft.kind === 'village') return draft.villageId === null ? null : { kind: 'village', villageId: draft.villageId }
  const km = kmOf(draft.km)
  if (draft.lineId === null || km === null || (lengthKm !== undefined && km > lengthKm)) return null
  return { kind: 'line', lineId: draft.lineId, km }
}

/** 12.3, K12+300 and 12+300 are the same post. */
function kmOf(typed: string): number | null {
  const text = typed.normalize('NFKC').replaceAll(/\s/g, '')
  const post = /^k?(\d{1,4})\+(\d{1,3})$/i.exec(text)
  if (post) return Number(post[1]) + Number(post[2]) / 1000
  return /^k?\d{1,4}(\.\d{1,3})?$/i.test(text) ? Number(text.replace(/^k/i, '')) : null
}

type Props = {
  readonly value: WhereDraft
  readonly onChange: (where: WhereDraft) => void
  /** Asked for and still missing. */
  readonly tried: boolean
}

/** A place, a post of a pipeline, or a village: what happens at a dwelling is its village's. */
export function WhereField({ value, onChange, tried }: Props) {
  const { t } = useTranslation()
  const villages = useQuery(villageChoices)
  const lines = useQuery(lineChoices)
  const change = (part: Partial<WhereDraft>) => onChange({ ...value, ...part, touched: true })
  const line = lines.data?.rows.find(({ id }) => id === value.lineId)
  const km = kmOf(value.km)
  const missing =
    value.kind === 'line' ? (value.lineId === null ? 'line' : 'km') : value.kind === 'place' ? 'place' : 'village'

  return (
    <Field label={t('incidents.form.where')} problem={tried ? t(`incidents.form.needed.${missing}`) : undefined} group>
      <ChoiceCards
        label={t('incidents.form.where')}
        choices={kinds.map((kind) => ({
          value: kind,
          label: t(`incidents.form.kinds.${kind}`),
          hint: t(`incidents.form.kindHints.${kind}`),
        }))}
        value={value.kind}
        onChange={(kind) => change({ kind })}
      />
      {value.kind === 'place' && (
        <PlaceField
          label={t('incidents.form.place')}
          size="large"
          withTier
          value={value.place}
          onChange={(place) => change({ place })}
        />
      )}
      {value.kind === 'village' && (
        <Select
          size="large"
          aria-label={t('incidents.form.village')}
          placeholder={t('incidents.form.village')}
          showSearch={{ optionFilterProp: 'label' }}
          value={value.villageId}
          onChange={(villageId) => change({ villageId })}
          options={(villages.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      {value.kind === 'line' && (
        <div className={styles.post}>
          <Select
            size="large"
            aria-label={t('incidents.form.line')}
            placeholder={t('incidents.form.line')}
            showSearch={{ optionFilterProp: 'label' }}
            value={value.lineId}
            onChange={(lineId) => change({ lineId })}
            options={(lines.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
          <Input
            size="large"
            aria-label={t('incidents.form.km')}
            placeholder={t('incidents.form.km')}
            value={value.km}
            onChange={(event) => change({ km: event.target.value })}
          />
          <span className={styles.hint}>
            {km !== null ? <KmText km={km} /> : line && t('incidents.form.kmHint', { length: line.lengthKm })}
          </span>
        </div>
      )}
    </Field>
  )
}
