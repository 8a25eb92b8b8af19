import { useQuery } from '@tanstack/react-query'
import { Button, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TableInstant } from '../../../ui/date-text.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Pane } from '../../../ui/pane.tsx'
import { WaitingRows } from '../../../ui/waiting.tsx'
import { type DiscardReason, decideQuarantined, type Quarantined, quarantineQuery } from '../../api/devices.ts'
import { Field } from '../../fields/field.tsx'
import { Problem } from '../../shell/problem.tsx'
import { EntryDialog } from '../place/entry-dialog.tsx'
import styles from './devices.module.css'

type Deciding = { readonly item: Quarantined; readonly verdict: 'release' | 'discard' }

/** What revoked phones handed over, a group a phone: what kind of entry and when, none of its words. */
export function Quarantine() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(quarantineQuery)
  const [deciding, setDeciding] = useState<Deciding | null>(null)
  if (error) {
    return (
      <Pane>
        <Problem of={error} onRetry={() => void refetch()} />
      </Pane>
    )
  }
  if (!data) return <WaitingRows rows={6} />
  if (data.rows.length === 0) {
    return <EmptyState title={t('devices.quarantine.empty.title')} hint={t('devices.quarantine.empty.hint')} />
  }
  const phones = Map.groupBy(data.rows, ({ deviceId }) => deviceId)
  return (
    <Pane>
      <p className={styles.quiet}>{t('devices.quarantine.lead')}</p>
      {[...phones].map(([deviceId, items]) => (
        <section key={deviceId} className={styles.phone}>
          <h2>
            {[items[0]?.author.name, items[0]?.deviceName].filter(Boolean).join(' · ')}
            <span className={styles.quiet}> {t('devices.quarantine.count', { count: items[0]?.ofPhone ?? 0 })}</span>
          </h2>
          <ul>
            {items.map((item) => (
              <li key={item.id} className={styles.item}>
                <Item item={item} onDecide={(verdict) => setDeciding({ item, verdict })} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {deciding && <DecideDialog {...deciding} onClose={() => setDeciding(null)} />}
    </Pane>
  )
}

type ItemProps = { readonly item: Quarantined; readonly onDecide: (verdict: Deciding['verdict']) => void }

function Item({ item, onDecide }: ItemProps) {
  const { t } = useTranslation()
  const what = useWhat(item)
  return (
    <>
      <span>
        <b>{what}</b>
        <span className={styles.quiet}>
          {' · '}
          {item.what ? (
            <>
              {t('devices.quarantine.saved')} <TableInstant at={item.what.savedAt} />
            </>
          ) : (
            <>
              {t('devices.quarantine.received')} <TableInstant at={item.receivedAt} />
            </>
          )}
          {item.needs.length > 0 && ` · ${t('devices.quarantine.needs', { count: item.needs.length })}`}
        </span>
      </span>
      <span className={`${styles.actions} screen-only`}>
        {item.what && (
          <Button size="small" type="primary" onClick={() => onDecide('release')}>
            {t('devices.quarantine.release.action')}
          </Button>
        )}
        {!item.own && (
          <Button size="small" danger onClick={() => onDecide('discard')}>
            {t('devices.quarantine.discard.action')}
          </Button>
        )}
      </span>
    </>
  )
}

const kinds = [
  'visits',
  'findings',
  'follow-ups',
  'disputes',
  'informal-disputes',
  'incidents',
  'checks',
  'matters',
  'excusals',
  'check-ins',
  'tracks',
  'track-consents',
] as const

/** What would be entered, by the route that it would go into. */
function useWhat({ what }: Quarantined): string {
  const { t } = useTranslation()
  if (what === null) return t('devices.quarantine.unreadable')
  const known = kinds.find((kind) => what.path.split('/')[1] === kind)
  return known ? t(`devices.quarantine.kinds.${known}`) : t('devices.quarantine.other')
}

const reasons = ['double', 'not-genuine', 'not-needed', 'unreadable'] as const satisfies readonly DiscardReason[]

function DecideDialog({ item, verdict, onClose }: Deciding & { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const what = useWhat(item)
  const [reason, setReason] = useState<DiscardReason | null>(null)
  const [asked, setAsked] = useState(false)
  const label = t('devices.quarantine.discard.reason')
  return (
    <EntryDialog
      title={t(`devices.quarantine.${verdict}.title`, { what, name: item.author.name })}
      saveLabel={t(`devices.quarantine.${verdict}.save`)}
      danger={verdict === 'discard'}
      ready={verdict === 'release' || reason !== null}
      onAsked={() => setAsked(true)}
      doneMessage={t(`devices.quarantine.${verdict}.done`)}
      send={(id) =>
        decideQuarantined(
          item.id,
          verdict === 'release' || reason === null ? { id, verdict: 'release' } : { id, verdict: 'discard', reason },
        )
      }
      onClose={onClose}
    >
      <p>{t(`devices.quarantine.${verdict}.what`)}</p>
      {verdict === 'discard' && (
        <Field label={label} problem={asked && reason === null ? t('devices.quarantine.discard.needed') : null} group>
          <Radio.Group
            aria-label={label}
            className={styles.reasons ?? ''}
            value={reason}
            onChange={(event) => setReason(reasons.find((one) => one === event.target.value) ?? null)}
            options={reasons.map((one) => ({ value: one, label: t(`devices.quarantine.discard.reasons.${one}`) }))}
          />
        </Field>
      )}
    </EntryDialog>
  )
}
