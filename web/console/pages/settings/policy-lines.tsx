import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isoDay } from '../../../ui/civil-time.ts'
import { DateText } from '../../../ui/date-text.tsx'
import { useStationTime } from '../../../ui/station-time.tsx'
import { TierMark } from '../../../ui/tier-mark.tsx'
import { WaitingRows } from '../../../ui/waiting.tsx'
import { useMay } from '../../api/me.ts'
import { type PolicyLine, policiesQuery } from '../../api/policies.ts'
import { Problem } from '../../shell/problem.tsx'
import { usePlaceKind } from '../place/place-kind.ts'
import { AskText } from './ask-text.tsx'
import { EndLine } from './end-line.tsx'
import { KindLineForm } from './kind-line-form.tsx'
import { inForce } from './reigns.ts'
import styles from './settings.module.css'
import { VersionForm } from './version-form.tsx'

const tierOrder = { red: 0, yellow: 1, green: 2 } as const

/** The visiting rules: by tier, then the kinds that have one of their own. */
export function PolicyLines() {
  const { t } = useTranslation()
  const mayWrite = useMay('policy.write')
  const kindName = usePlaceKind()
  const { data, error, isPending, refetch } = useQuery(policiesQuery)
  const [adding, setAdding] = useState(false)
  if (error) return <Problem of={error} onRetry={() => void refetch()} />
  if (isPending) return <WaitingRows rows={8} />
  const byTier = data.lines
    .flatMap((line) => (line.target.kind === 'tier' ? [{ line, tier: line.target.tier }] : []))
    .sort((a, b) => tierOrder[a.tier] - tierOrder[b.tier])
  const byKind = data.lines.flatMap((line) =>
    line.target.kind === 'place-kind' ? [{ line, kind: line.target.placeKind }] : [],
  )

  return (
    <>
      <p className={styles.hint}>{t('settings.policy.lead')}</p>
      <section className={styles.section}>
        <h2>{t('settings.policy.byTier')}</h2>
        {byTier.map(({ line, tier }) => (
          <Line key={line.id} line={line} head={<TierMark tier={tier} long />} />
        ))}
      </section>
      <section className={styles.section}>
        <header className={styles.sectionHead}>
          <h2>{t('settings.policy.byKind')}</h2>
          {mayWrite && (
            <Button size="small" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
              {t('settings.policy.addKind')}
            </Button>
          )}
        </header>
        {byKind.length === 0 && <p className={styles.hint}>{t('settings.policy.noKind')}</p>}
        {byKind.map(({ line, kind }) => (
          <Line key={line.id} line={line} head={<b className={styles.kind}>{kindName(kind)}</b>} />
        ))}
      </section>
      {adding && <KindLineForm onClose={() => setAdding(false)} />}
    </>
  )
}

/** One rule: what holds now, what comes, and all its versions. */
function Line({ line, head }: { readonly line: PolicyLine; readonly head: ReactNode }) {
  const { t } = useTranslation()
  const mayWrite = useMay('policy.write')
  const { timeZone, now } = useStationTime()
  const [open, setOpen] = useState<'change' | 'end' | null>(null)
  const today = isoDay(now(), timeZone)
  const force = inForce(line, today)
  const byKind = line.target.kind === 'place-kind'
  const over = force.now?.version.ended === true && force.next === null

  return (
    <article className={styles.line}>
      <div className={styles.lineHead}>{head}</div>
      <div className={styles.lineBody}>
        <p className={over ? styles.hint : styles.ask}>
          {force.now ? <AskText version={force.now.version} /> : t('settings.policy.never')}
        </p>
        {force.now && (
          <p className={styles.hint}>
            {t('settings.policy.now')} · {t('settings.policy.since', { day: force.now.from })}
          </p>
        )}
        {force.next && (
          <p className={styles.coming}>
            <b>
              {t(force.next.version.ended ? 'settings.policy.endsFrom' : 'settings.policy.from', {
                day: force.next.from,
              })}
            </b>
            {t('words.colon')}
            {force.next.version.ended ? (
              byKind && t('settings.policy.afterEnd')
            ) : (
              <AskText version={force.next.version} />
            )}
            {force.next.from !== force.next.version.effectiveFrom && (
              <span className={styles.hint}>
                {' '}
                （{t('settings.policy.fromTakeover', { effective: force.next.version.effectiveFrom })}）
              </span>
            )}
          </p>
        )}
        {line.versions.length > 1 && (
          <details className={styles.history}>
            <summary>{t('settings.policy.history', { total: line.versions.length })}</summary>
            <ol>
              {line.versions.toReversed().map((version) => (
                <li key={version.id}>
                  <span>{t('settings.policy.historyLine', { day: version.effectiveFrom })}</span>
                  <span>
                    <AskText version={version} />
                  </span>
                  <span className={styles.hint}>
                    {version.recordedByName} <DateText day={version.recordedAt} />
                  </span>
                </li>
              ))}
            </ol>
          </details>
        )}
      </div>
      {mayWrite && !over && (
        <div className={`${styles.lineActions} screen-only`}>
          <Button size="small" onClick={() => setOpen('change')}>
            {t('settings.policy.change')}
          </Button>
          {byKind && (
            <Button size="small" type="text" onClick={() => setOpen('end')}>
              {t('settings.policy.end')}
            </Button>
          )}
        </div>
      )}
      {open === 'change' && <VersionForm line={line} onClose={() => setOpen(null)} />}
      {open === 'end' && <EndLine line={line} onClose={() => setOpen(null)} />}
    </article>
  )
}
