import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TableInstant } from '../../../ui/date-text.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { WaitingRows } from '../../../ui/waiting.tsx'
import { type HandOverNow, handOverNowQuery } from '../../api/briefings.ts'
import { useMay, useMe } from '../../api/me.ts'
import { Problem } from '../../shell/problem.tsx'
import { GiveDialog } from './give-dialog.tsx'
import { HandOverList } from './hand-over-list.tsx'
import { ItemsTable } from './items-table.tsx'
import styles from './shift.module.css'
import { TakeDialog } from './take-dialog.tsx'

/** 交接班: what is open, signed by both. */
export function HandOverPart() {
  const { t } = useTranslation()
  const { data: now, error, isPending, refetch } = useQuery(handOverNowQuery)
  if (error) return <Problem of={error} onRetry={() => void refetch()} />
  if (isPending) return <WaitingRows rows={8} />
  return (
    <div className={styles.sheet}>
      {now.shift && now.next ? (
        <Standing now={now} />
      ) : (
        <EmptyState
          title={t('shift.tabs.hand-over')}
          hint={t('shift.handOver.noShift')}
          action={
            <Link to="/members" search={{ show: 'roster' }}>
              {t('shift.handOver.toRoster')}
            </Link>
          }
        />
      )}
      <HandOverList />
    </div>
  )
}

function Standing({ now }: { readonly now: HandOverNow }) {
  const { t } = useTranslation()
  const { member } = useMe()
  const maySign = useMay('hand-over.sign') !== null
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [signing, setSigning] = useState<'give' | 'take' | null>(null)
  const { shift, next, handOver, items } = now
  if (!shift || !next) return null
  const own = [member.id, shift.dutyOfficer.id]
  const choose = (id: string, on: boolean) => setChosen(on ? [...chosen, id] : chosen.filter((one) => one !== id))
  return (
    <>
      <dl className={styles.counts}>
        <div>
          <dt>{t('shift.handOver.now')}</dt>
          <dd>
            <TableInstant at={shift.startsAt} />
            <span>
              {shift.shiftLeader.name} · {shift.dutyOfficer.name}
            </span>
          </dd>
        </div>
        <div>
          <dt>{t('shift.handOver.next')}</dt>
          <dd>
            <TableInstant at={next.startsAt} />
            <span>
              {next.shiftLeader.name} · {next.dutyOfficer.name}
            </span>
          </dd>
        </div>
      </dl>
      <section className={styles.section}>
        <h3>{t('shift.handOver.items')}</h3>
        <p className={styles.quiet}>
          {t('shift.handOver.open', { count: now.openTotal })} · {t('shift.handOver.waiting', now.waiting)}
        </p>
        {items.length === 0 ? (
          <p>{t('shift.handOver.noItems')}</p>
        ) : (
          <ItemsTable
            items={items}
            {...(handOver
              ? {}
              : {
                  lead: (item) => (
                    <Checkbox
                      aria-label={t('shift.handOver.handOn')}
                      disabled={!own.includes(item.owner?.id ?? '')}
                      checked={chosen.includes(item.id)}
                      onChange={({ target }) => choose(item.id, target.checked)}
                    />
                  ),
                })}
          />
        )}
      </section>
      <p className={styles.sign}>
        {handOver === null && maySign && (
          <Button type="primary" onClick={() => setSigning('give')}>
            {t('shift.handOver.give')}
          </Button>
        )}
        {handOver?.takenBy === null && (
          <>
            <span>{t('shift.handOver.waitsForTake', { name: handOver.givenBy.name })}</span>
            {maySign && (
              <Button type="primary" onClick={() => setSigning('take')}>
                {t('shift.handOver.take')}
              </Button>
            )}
          </>
        )}
        {handOver?.takenBy && (
          <b>{t('shift.handOver.done', { from: handOver.givenBy.name, to: handOver.takenBy.name })}</b>
        )}
      </p>
      {signing === 'give' && <GiveDialog shiftId={shift.id} handOn={chosen} onClose={() => setSigning(null)} />}
      {signing === 'take' && handOver && <TakeDialog handOver={handOver} onClose={() => setSigning(null)} />}
    </>
  )
}
