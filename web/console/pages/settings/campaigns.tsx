import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { daysBetween, isoDay } from '../../../ui/civil-time.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Figure } from '../../../ui/figure.tsx'
import { useStationTime } from '../../../ui/station-time.tsx'
import { WaitingRows } from '../../../ui/waiting.tsx'
import { useMay } from '../../api/me.ts'
import { type PolicyLine, type PolicyTarget, policiesQuery } from '../../api/policies.ts'
import { Problem } from '../../shell/problem.tsx'
import { figuresOf } from '../duties/campaign.ts'
import { usePlaceKind } from '../place/place-kind.ts'
import { AskText } from './ask-text.tsx'
import { CampaignForm } from './campaign-form.tsx'
import { EndLine } from './end-line.tsx'
import { reignsOf } from './reigns.ts'
import styles from './settings.module.css'

type CampaignTarget = Extract<PolicyTarget, { kind: 'campaign' }>

/** Campaigns: those that run first, then those to come, then those that are over. */
export function Campaigns() {
  const { t } = useTranslation()
  const mayWrite = useMay('policy.write')
  const { timeZone, now } = useStationTime()
  const today = isoDay(now(), timeZone)
  const [adding, setAdding] = useState(false)
  const { data, error, isPending, refetch } = useQuery(policiesQuery)
  if (error) return <Problem of={error} onRetry={() => void refetch()} />
  if (isPending) return <WaitingRows rows={6} />
  const campaigns = data.lines
    .flatMap((line) => (line.target.kind === 'campaign' ? [{ line, target: line.target }] : []))
    .sort((a, b) => phaseOf(a, today) - phaseOf(b, today) || (a.target.firstDay < b.target.firstDay ? 1 : -1))
  const add = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
      {t('settings.campaigns.add')}
    </Button>
  )
  return (
    <>
      {campaigns.length === 0 ? (
        <EmptyState
          title={t('settings.campaigns.none.title')}
          hint={t('settings.campaigns.none.hint')}
          {...(mayWrite ? { action: add } : {})}
        />
      ) : (
        <>
          <header className={styles.sectionHead}>
            <p className={styles.hint}>{t('settings.campaigns.lead')}</p>
            {mayWrite && add}
          </header>
          {campaigns.map(({ line, target }) => (
            <Campaign key={line.id} line={line} target={target} today={today} />
          ))}
        </>
      )}
      {adding && <CampaignForm onClose={() => setAdding(false)} />}
    </>
  )
}

/** 0 runs, 1 is to come, 2 is over. */
function phaseOf({ line, target }: { line: PolicyLine; target: CampaignTarget }, today: string): 0 | 1 | 2 {
  const ended = reignsOf(line).some(({ from, version }) => version.ended && from <= today)
  if (ended || target.lastDay < today) return 2
  return target.firstDay <= today ? 0 : 1
}

const phases = ['running', 'coming', 'over'] as const

type CampaignProps = { readonly line: PolicyLine; readonly target: CampaignTarget; readonly today: string }

function Campaign({ line, target, today }: CampaignProps) {
  const { t } = useTranslation()
  const kindName = usePlaceKind()
  const mayWrite = useMay('policy.write')
  const [ending, setEnding] = useState(false)
  const phase = phaseOf({ line, target }, today)
  const version = line.versions.find((one) => !one.ended)
  return (
    <article className={styles.section}>
      <header className={styles.sectionHead}>
        <h2>
          {line.name}{' '}
          <span className={phase === 0 ? styles.running : styles.phase}>
            {t(`settings.campaigns.${phases[phase]}`)}
          </span>
        </h2>
        {mayWrite && phase < 2 && (
          <Button size="small" type="text" onClick={() => setEnding(true)}>
            {t('settings.policy.end')}
          </Button>
        )}
      </header>
      <p>
        {t('settings.campaigns.days', { first: target.firstDay, last: target.lastDay })}
        {phase === 0 && (
          <span className={styles.hint}>
            {' '}
            · {t('settings.campaigns.until', { count: daysBetween(today, target.lastDay) + 1 })}
          </span>
        )}
      </p>
      <Progress line={line} />
      <dl className={styles.facts}>
        <dt>{t('settings.campaigns.kinds')}</dt>
        <dd>{target.placeKinds.map(kindName).join(t('words.listComma'))}</dd>
        {version && (
          <>
            <dt>{t('settings.campaigns.ask')}</dt>
            <dd>
              <AskText version={version} />
            </dd>
          </>
        )}
        {version?.checklist && (
          <>
            <dt>{t('settings.campaigns.checklist')}</dt>
            <dd className={styles.checklist}>{version.checklist}</dd>
          </>
        )}
      </dl>
      {ending && <EndLine line={line} onClose={() => setEnding(false)} />}
    </article>
  )
}

/** 应查 36，已查 20: each figure opens the list that it counts. */
function Progress({ line }: { readonly line: PolicyLine }) {
  const { t } = useTranslation()
  const mayList = useMay('duty.read') !== null
  const { progress } = line
  if (!progress) return null
  return (
    <p className={styles.figures}>
      {figuresOf(progress).map(({ key, count, state }) => {
        const name = t(`duties.campaign.${key}`)
        return mayList ? (
          <Figure key={key} to="/duties" search={{ lineId: line.id, state }} lead={name} value={count} />
        ) : (
          <span key={key}>
            {name} {count}
          </span>
        )
      })}
      {progress.due > 0 && progress.due === progress.fulfilled && (
        <span className={styles.hint}>{t('settings.campaigns.allDone')}</span>
      )}
    </p>
  )
}
