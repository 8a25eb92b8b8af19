import { newId } from '@sifang/client'
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DueText } from '../../../../ui/due-text.tsx'
import { EmptyState } from '../../../../ui/empty-state.tsx'
import { PageHeader } from '../../../../ui/page-header.tsx'
import { useStationTime } from '../../../../ui/station-time.tsx'
import { TierMark } from '../../../../ui/tier-mark.tsx'
import { WaitingRows } from '../../../../ui/waiting.tsx'
import { memberChoices, villageChoices } from '../../../api/choices.ts'
import { type Duty, dutiesQuery } from '../../../api/duties.ts'
import { makeRoundList, mostPlaces } from '../../../api/round-lists.ts'
import { civilOf } from '../../../fields/civil-moment.ts'
import { Field } from '../../../fields/field.tsx'
import { Problem } from '../../../shell/problem.tsx'
import { EarlierLists } from './earlier-lists.tsx'
import styles from './rounds.module.css'
import { roundsRoute } from './route.ts'

const tiers = ['red', 'yellow', 'green', 'none'] as const

/** Due places chosen for a numbered list; and the way to a list that is there already. */
export function RoundsPage() {
  const { t } = useTranslation(['console', 'ui'])
  const search = roundsRoute.useSearch()
  const navigate = roundsRoute.useNavigate()
  const villages = useQuery(villageChoices)
  const members = useQuery(memberChoices)
  const due = useInfiniteQuery(dutiesQuery(search))
  const rows = placesOf(due.data?.pages.flatMap((page) => page.rows) ?? [])
  const [chosen, setChosen] = useState<readonly string[]>([])
  const change = (part: Partial<typeof search>) => void navigate({ search: (now) => ({ ...now, ...part }) })
  const toggle = (id: string) =>
    setChosen((now) => (now.includes(id) ? now.filter((one) => one !== id) : [...now, id].slice(0, mostPlaces)))
  const village = villages.data?.rows.find(({ id }) => id === search.villageId)?.name

  return (
    <>
      <PageHeader
        title={t('visits.rounds.title')}
        aside={
          <a className={styles.toEarlier} href="#earlier">
            {t('visits.rounds.earlier')}
          </a>
        }
      >
        <p className={styles.lead}>{t('visits.rounds.lead')}</p>
      </PageHeader>
      <div className={styles.page}>
        <section className={styles.box} aria-label={t('visits.rounds.choose')}>
          <div className={styles.filters}>
            <Pick
              label={t('words.village')}
              options={villages.data?.rows}
              value={search.villageId}
              onChange={(villageId) => change({ villageId })}
            />
            <Pick
              label={t('words.owner')}
              options={members.data?.rows}
              value={search.ownerId}
              onChange={(ownerId) => change({ ownerId })}
            />
            <Select
              className={styles.pick ?? ''}
              aria-label={t('words.tier')}
              placeholder={t('words.tier')}
              allowClear
              value={search.tier ?? null}
              onChange={(tier) => change({ tier: tier ?? undefined })}
              options={tiers.map((value) => ({ value, label: t(`ui:tier.${value}`) }))}
            />
            <Button
              size="small"
              type="link"
              onClick={() =>
                setChosen((now) => [...new Set([...now, ...rows.map(({ placeId }) => placeId)])].slice(0, mostPlaces))
              }
            >
              {t('visits.rounds.selectAll')}
            </Button>
            {chosen.length > 0 && (
              <Button size="small" type="link" onClick={() => setChosen([])}>
                {t('visits.rounds.clear')}
              </Button>
            )}
          </div>
          {due.error && <Problem of={due.error} onRetry={() => void due.refetch()} />}
          {due.isPending && <WaitingRows rows={10} />}
          {due.data && rows.length === 0 && (
            <EmptyState title={t('visits.rounds.empty.title')} hint={t('visits.rounds.empty.hint')} />
          )}
          <ul className={styles.rows}>
            {rows.map((row) => (
              <li key={row.placeId}>
                <label className={styles.row}>
                  <input
                    type="checkbox"
                    checked={chosen.includes(row.placeId)}
                    onChange={() => toggle(row.placeId)}
                    aria-label={t('visits.rounds.select', { place: row.placeName })}
                  />
                  <TierMark tier={row.tier} />
                  <b>{row.placeName}</b>
                  <span className={styles.village}>{row.villageName}</span>
                  <span className={styles.due}>
                    <DueText daysLeft={row.daysLeft} period={row.period} missed={row.missed?.period ?? null} />
                  </span>
                </label>
              </li>
            ))}
          </ul>
          {due.hasNextPage && (
            <Button type="link" loading={due.isFetchingNextPage} onClick={() => void due.fetchNextPage()}>
              {t('ui:table.loadMore')}
            </Button>
          )}
        </section>
        <div className={styles.side}>
          <Make chosen={chosen} village={village} />
          <EarlierLists />
        </div>
      </div>
    </>
  )
}

/** Names, makes and opens the sheet. */
function Make({ chosen, village }: { readonly chosen: readonly string[]; readonly village: string | undefined }) {
  const { t } = useTranslation()
  const navigate = roundsRoute.useNavigate()
  const { timeZone, now } = useStationTime()
  const [id] = useState(newId)
  const [typed, setTyped] = useState<string | null>(null)
  const date = civilOf(now(), timeZone).day
  const usual = village ? t('visits.rounds.nameVillage', { village, date }) : t('visits.rounds.nameDefault', { date })
  const title = typed ?? usual
  const making = useMutation({
    mutationFn: () => makeRoundList(id, { title: title.trim() || usual, placeIds: chosen }),
    onSuccess: ({ number }) =>
      void navigate({ to: '/visits/round-lists/$number', params: { number: String(number) }, search: {} }),
  })
  const submitted = (event: FormEvent) => {
    event.preventDefault()
    if (chosen.length > 0) making.mutate()
  }
  return (
    <form className={styles.box} onSubmit={submitted}>
      <p className={styles.count}>{t('visits.rounds.chosen', { count: chosen.length })}</p>
      <Field label={t('visits.rounds.name')}>
        <Input
          aria-label={t('visits.rounds.name')}
          maxLength={80}
          value={title}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Field>
      {making.error && <Problem of={making.error} />}
      <Button type="primary" htmlType="submit" disabled={chosen.length === 0} loading={making.isPending}>
        {t('visits.rounds.make')}
      </Button>
      {chosen.length === 0 && <p className={styles.hint}>{t('visits.rounds.makeHint')}</p>}
    </form>
  )
}

type PickProps = {
  readonly label: string
  readonly options: readonly { readonly id: string; readonly name: string }[] | undefined
  readonly value: string | undefined
  readonly onChange: (value: string | undefined) => void
}

function Pick({ label, options, value, onChange }: PickProps) {
  return (
    <Select
      className={styles.pick ?? ''}
      aria-label={label}
      placeholder={label}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      value={value ?? null}
      onChange={(next) => onChange(next ?? undefined)}
      options={(options ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      popupMatchSelectWidth={180}
    />
  )
}

/** A place that owes several visits stands once, with its first. */
function placesOf(duties: readonly Duty[]): readonly Duty[] {
  const seen = new Set<string>()
  return duties.filter(({ placeId }) => !seen.has(placeId) && seen.add(placeId))
}
