import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type DisputeDetail, type Opened, openDispute, type ReadingPurpose } from '../../api/disputes.ts'
import { useMay } from '../../api/me.ts'
import { Problem } from '../../shell/problem.tsx'
import { knownKey } from '../place/read-details.ts'
import styles from './disputes.module.css'
import { PartyDialog } from './party-dialog.tsx'
import { PurposeCard } from './purpose-card.tsx'
import { stepKinds } from './steps/step-kinds.ts'

type Props = {
  readonly dispute: DisputeDetail
  readonly opened: Opened | null
  readonly onOpened: (opened: Opened | null) => void
}

/** Between whom, and what was written: opened for a purpose, on record. */
export function PartiesPart({ dispute, opened, onOpened }: Props) {
  const { t } = useTranslation()
  const mayEnter = useMay('dispute.write') !== null
  const [asking, setAsking] = useState(false)
  const [entering, setEntering] = useState<string | 'new' | null>(null)
  if (dispute.procedure === 'informal' || dispute.state === 'reported') return null
  return (
    <div className={styles.stack}>
      <div className={styles.lines}>
        <dl className={styles.lines}>
          <div>
            <dt>{t('disputes.parties.title')}</dt>
            <dd>
              {dispute.parties.length === 0 && t('disputes.parties.none')}
              {dispute.parties.map(({ id, part }) => (
                <Party
                  key={id}
                  part={t(`disputes.partyParts.${part}`)}
                  open={opened?.parties.find((one) => one.id === id)}
                  onEdit={mayEnter && dispute.endedOn === null ? () => setEntering(id) : undefined}
                />
              ))}
            </dd>
          </div>
        </dl>
      </div>
      {opened && <WrittenWords opened={opened} />}
      <div className={`${styles.actions} screen-only`}>
        {opened === null ? (
          <Button onClick={() => setAsking(true)}>{t('disputes.parties.open')}</Button>
        ) : (
          <Button onClick={() => onOpened(null)}>{t('disputes.parties.hide')}</Button>
        )}
        {mayEnter && dispute.endedOn === null && (
          <Button onClick={() => setEntering('new')}>{t('disputes.parties.add')}</Button>
        )}
      </div>
      {asking && (
        <Asking
          id={dispute.id}
          onOpened={(answer) => {
            onOpened(answer)
            setAsking(false)
          }}
          onCancel={() => setAsking(false)}
        />
      )}
      {entering !== null && (
        <PartyDialog
          dispute={dispute}
          party={opened?.parties.find(({ id }) => id === entering) ?? null}
          // what was open is as it was before
          onDone={() => onOpened(null)}
          onClose={() => setEntering(null)}
        />
      )}
    </div>
  )
}

type PartyProps = {
  readonly part: string
  readonly open: Opened['parties'][number] | undefined
  readonly onEdit: (() => void) | undefined
}

function Party({ part, open, onEdit }: PartyProps) {
  const { t } = useTranslation()
  if (!open) return <span className={styles.dated}>{t('disputes.parties.closed', { part })}</span>
  const { name, phone, address } = open.person
  return (
    <span className={styles.party}>
      <span className={styles.quiet}>{part}</span>
      <b>{name}</b>
      {phone && <a href={`tel:${phone}`}>{phone}</a>}
      {address && <span>{address}</span>}
      {onEdit && (
        <Button type="link" size="small" onClick={onEdit}>
          {t('disputes.parties.edit')}
        </Button>
      )}
    </span>
  )
}

function WrittenWords({ opened }: { readonly opened: Opened }) {
  const { t } = useTranslation()
  if (opened.words.length === 0) return null
  return (
    <dl className={styles.lines} aria-label={t('disputes.parties.words')}>
      {opened.words.map(({ version, kind, fields }) => {
        const step = knownKey(stepKinds, kind)
        return (
          <div key={version}>
            <dt>{step ? t(`disputes.steps.${step}`) : ''}</dt>
            <dd className={styles.said}>{Object.values(fields).join('\n')}</dd>
          </div>
        )
      })}
    </dl>
  )
}

type AskingProps = {
  readonly id: string
  readonly onOpened: (answer: Opened) => void
  readonly onCancel: () => void
}

function Asking({ id, onOpened, onCancel }: AskingProps) {
  const { t } = useTranslation()
  const read = useMutation({
    mutationFn: (purpose: ReadingPurpose) => openDispute(id, purpose),
    onSuccess: onOpened,
  })
  return (
    <PurposeCard
      verb={t('disputes.parties.open')}
      hint={t('disputes.parties.logged')}
      pending={read.isPending}
      problem={read.error && <Problem of={read.error} />}
      onGo={(purpose) => read.mutate(purpose)}
      onCancel={onCancel}
    />
  )
}
