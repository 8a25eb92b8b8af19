import { visitKinds, visitOutcomes } from '@sifang/domain/visits'
import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { peopleQuery } from '../../api/people.ts'
import { placeInShort } from '../../api/place-search.ts'
import { PlaceField } from '../../fields/place-field.tsx'
import { visitsRoute } from './route.ts'
import styles from './visits.module.css'

/** Kind, outcome, who, place, and those that wait; each choice is in the address. */
export function VisitFilters() {
  const { t } = useTranslation()
  const search = visitsRoute.useSearch()
  const navigate = visitsRoute.useNavigate()
  const people = useQuery(peopleQuery)
  const place = useQuery({ ...placeInShort(search.placeId ?? ''), enabled: search.placeId !== undefined })
  const change = (part: Partial<typeof search>) =>
    void navigate({ search: (now) => ({ ...now, ...part, selected: undefined }) })
  const { selected: _, ...filter } = search
  const filtered = Object.values(filter).some((value) => value !== undefined)

  return (
    <>
      <div className={styles.kinds}>
        <button type="button" aria-pressed={search.kind === undefined} onClick={() => change({ kind: undefined })}>
          {t('words.all')}
        </button>
        {visitKinds.map((kind) => (
          <button key={kind} type="button" aria-pressed={search.kind === kind} onClick={() => change({ kind })}>
            {t(`words.visitKindShort.${kind}`)}
          </button>
        ))}
      </div>
      <Select
        className={styles.pick ?? ''}
        aria-label={t('visits.outcome')}
        placeholder={t('visits.outcome')}
        allowClear
        value={search.outcome ?? null}
        onChange={(outcome) => change({ outcome: outcome ?? undefined })}
        options={visitOutcomes.map((value) => ({ value, label: t(`visits.outcomes.${value}`) }))}
      />
      <Select
        className={styles.pick ?? ''}
        aria-label={t('visits.filter.member')}
        placeholder={t('visits.filter.member')}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={search.memberId ?? null}
        onChange={(memberId) => change({ memberId: memberId ?? undefined })}
        options={(people.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        popupMatchSelectWidth={180}
      />
      <PlaceField
        className={styles.place}
        label={t('visits.filter.place')}
        placeholder={t('visits.filter.place')}
        value={place.data ?? null}
        onChange={(next) => change({ placeId: next?.id })}
      />
      <button
        type="button"
        className={styles.toggle}
        aria-pressed={search.waiting === true}
        onClick={() => change({ waiting: search.waiting ? undefined : true })}
      >
        {t('visits.filter.waiting')}
      </button>
      {filtered && (
        <Button type="link" size="small" onClick={() => void navigate({ search: {} })}>
          {t('visits.filter.reset')}
        </Button>
      )}
    </>
  )
}
