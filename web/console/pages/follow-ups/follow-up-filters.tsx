import { findingTopics, topics } from '@sifang/domain/findings'
import { followUpSubjects } from '@sifang/domain/follow-ups'
import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { villageChoices } from '../../api/choices.ts'
import { type FollowUpStage, followUpCountsQuery, stages } from '../../api/follow-ups.ts'
import styles from './follow-ups.module.css'
import { followUpsRoute } from './route.ts'

/** Stages with what waits in each, and the filters; each choice is in the address. */
export function FollowUpFilters() {
  const { t } = useTranslation()
  const search = followUpsRoute.useSearch()
  const navigate = followUpsRoute.useNavigate()
  const villages = useQuery(villageChoices)
  const change = (part: Partial<typeof search>) =>
    void navigate({ search: (now) => ({ ...now, ...part, selected: undefined }) })
  const { selected: _, stage, ...filter } = search
  const filtered = Object.values(filter).some((value) => value !== undefined)
  const offered = search.subject && isFound(search.subject) ? findingTopics[search.subject] : topics

  return (
    <>
      <Stages stage={stage} onStage={(next) => change({ stage: next })} />
      <Select
        className={styles.pick ?? ''}
        aria-label={t('followUps.filter.subject')}
        placeholder={t('followUps.filter.subject')}
        allowClear
        value={search.subject ?? null}
        onChange={(subject) => change({ subject: subject ?? undefined, topic: undefined })}
        options={followUpSubjects.map((one) => ({ value: one, label: t(`findings.kinds.${one}`) }))}
        popupMatchSelectWidth={160}
      />
      <Select
        className={styles.pick ?? ''}
        aria-label={t('followUps.filter.topic')}
        placeholder={t('followUps.filter.topic')}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={search.topic ?? null}
        onChange={(topic) => change({ topic: topic ?? undefined })}
        options={offered.map((one) => ({ value: one, label: t(`findings.topics.${one}`) }))}
        popupMatchSelectWidth={180}
      />
      <Select
        className={styles.pick ?? ''}
        aria-label={t('followUps.filter.village')}
        placeholder={t('followUps.filter.village')}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={search.villageId ?? null}
        onChange={(villageId) => change({ villageId: villageId ?? undefined })}
        options={(villages.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        popupMatchSelectWidth={180}
      />
      <Toggle
        label={t('findings.urgencies.urgent')}
        on={search.urgency === 'urgent'}
        onChange={(on) => change({ urgency: on ? 'urgent' : undefined })}
      />
      <Toggle
        label={t('followUps.filter.overdue')}
        on={search.overdue === true}
        onChange={(on) => change({ overdue: on ? true : undefined })}
      />
      <Toggle
        label={t('followUps.filter.mine')}
        on={search.mine === true}
        onChange={(on) => change({ mine: on ? true : undefined })}
      />
      <Toggle
        label={t('followUps.filter.reported')}
        on={search.part === 'reported'}
        onChange={(on) => change({ part: on ? 'reported' : undefined })}
      />
      {filtered && (
        <Button type="link" size="small" onClick={() => void navigate({ search: { stage } })}>
          {t('followUps.filter.reset')}
        </Button>
      )}
    </>
  )
}

const isFound = (subject: (typeof followUpSubjects)[number]): subject is keyof typeof findingTopics =>
  subject in findingTopics

type StagesProps = {
  readonly stage: FollowUpStage | undefined
  readonly onStage: (stage: FollowUpStage | undefined) => void
}

function Stages({ stage, onStage }: StagesProps) {
  const { t } = useTranslation()
  const { data: counts } = useQuery(followUpCountsQuery)
  const count = (of: FollowUpStage | undefined): number | undefined => {
    if (counts === undefined || of === 'closed') return undefined
    const { open, inHand, toTell } = counts
    return { open, 'in-hand': inHand, 'to-tell': toTell, all: open + inHand + toTell }[of ?? 'all']
  }
  return (
    <div className={styles.segments}>
      {[undefined, ...stages].map((one) => (
        <button key={one ?? 'all'} type="button" aria-pressed={stage === one} onClick={() => onStage(one)}>
          {t(`followUps.stages.${one ?? 'all'}`)} {count(one) !== undefined && <span>{count(one)}</span>}
        </button>
      ))}
    </div>
  )
}

type ToggleProps = { readonly label: string; readonly on: boolean; readonly onChange: (on: boolean) => void }

function Toggle({ label, on, onChange }: ToggleProps) {
  return (
    <button type="button" className={styles.toggle} aria-pressed={on} onClick={() => onChange(!on)}>
      {label}
    </button>
  )
}
