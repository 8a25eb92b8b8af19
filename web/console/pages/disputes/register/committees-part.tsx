import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TableDate } from '../../../../ui/date-text.tsx'
import { EmptyState } from '../../../../ui/empty-state.tsx'
import { WaitingRows } from '../../../../ui/waiting.tsx'
import { type Committee, committeesQuery } from '../../../api/disputes.ts'
import { useMay } from '../../../api/me.ts'
import { Problem } from '../../../shell/problem.tsx'
import styles from '../disputes.module.css'
import { CommitteeDialog } from './committee-dialog.tsx'

/** 调委会: who may host people's mediation, for which village, until when. */
export function CommitteesPart() {
  const { t } = useTranslation()
  const mayWrite = useMay('committee.write') !== null
  const { data, error, refetch } = useQuery(committeesQuery)
  const [editing, setEditing] = useState<Committee | 'new' | null>(null)
  const add = mayWrite ? (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing('new')}>
      {t('disputes.committees.add')}
    </Button>
  ) : undefined
  return (
    <div className={styles.pane}>
      {error && !data ? (
        <Problem of={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <WaitingRows rows={4} />
      ) : data.rows.length === 0 ? (
        <EmptyState
          title={t('disputes.committees.empty.title')}
          hint={t('disputes.committees.empty.hint')}
          action={add}
        />
      ) : (
        <>
          <div className={styles.actions}>{add}</div>
          <p className={styles.quiet}>{t('disputes.committees.hint')}</p>
          <div className={styles.cards}>
            {data.rows.map((committee) => (
              <Card
                key={committee.id}
                committee={committee}
                onEdit={mayWrite ? () => setEditing(committee) : undefined}
              />
            ))}
          </div>
        </>
      )}
      {editing !== null && (
        <CommitteeDialog committee={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </div>
  )
}

type CardProps = { readonly committee: Committee; readonly onEdit: (() => void) | undefined }

function Card({ committee, onEdit }: CardProps) {
  const { t } = useTranslation()
  const { name, placeName, hasSeal, from, to, mediators } = committee
  return (
    <section className={styles.card}>
      <h3>{name}</h3>
      <dl className={styles.lines}>
        <div>
          <dt>{t('disputes.committees.place')}</dt>
          <dd>{placeName ?? t('disputes.committees.town')}</dd>
        </div>
        <div>
          <dt>{t('disputes.committees.seal')}</dt>
          <dd>{t(hasSeal ? 'disputes.committees.hasSeal' : 'disputes.committees.noSeal')}</dd>
        </div>
        <div>
          <dt>{t('disputes.committees.term')}</dt>
          <dd>
            <Term from={from} to={to} />
          </dd>
        </div>
        <div>
          <dt>{t('disputes.committees.mediators')}</dt>
          <dd>
            {mediators.length === 0 && t('words.none')}
            {mediators.map((mediator) => (
              <span key={mediator.id} className={styles.party}>
                <b>{mediator.name}</b>
                <span className={styles.quiet}>
                  <Term from={mediator.from} to={mediator.to} />
                </span>
              </span>
            ))}
          </dd>
        </div>
      </dl>
      {onEdit && <Button onClick={onEdit}>{t('disputes.committees.edit')}</Button>}
    </section>
  )
}

function Term({ from, to }: { readonly from: string; readonly to: string | null }) {
  const { t } = useTranslation()
  return (
    <>
      <TableDate day={from} /> – {to === null ? t('disputes.committees.open') : <TableDate day={to} />}
    </>
  )
}
