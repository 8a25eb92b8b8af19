import { newId } from '@sifang/client'
import { mayDecide } from '@sifang/domain/members'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DateText, TimeText } from '../../../ui/date-text.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { TierMark } from '../../../ui/tier-mark.tsx'
import { useMe } from '../../api/me.ts'
import { useDecider } from '../../api/me-decider.ts'
import { decideProposal, type Proposal, withdrawProposal } from '../../api/tiers.ts'
import { Field } from '../../fields/field.tsx'
import { Problem } from '../../shell/problem.tsx'
import styles from './tiers.module.css'

/** A proposal, and its decision by somebody else. */
export function ProposalDetail({ proposal }: { readonly proposal: Proposal }) {
  const { t } = useTranslation()
  return (
    <article className={styles.detail}>
      <header className={styles.head}>
        <h2>{proposal.placeName}</h2>
        <p className={styles.steps}>
          <TierMark tier={proposal.tierNow} long />
          <span aria-hidden="true">→</span>
          <TierMark tier={proposal.tier} long />
        </p>
      </header>
      <Facts
        facts={[
          { label: t('tiers.reason'), value: proposal.reason },
          { label: t('tiers.lastDay'), value: <DateText day={proposal.lastDay} /> },
          {
            label: t('tiers.proposedBy'),
            value: (
              <>
                {proposal.proposedBy.name} · <DateText day={proposal.proposedAt} />{' '}
                <TimeText at={proposal.proposedAt} />
              </>
            ),
          },
          ...(proposal.villageName ? [{ label: t('tiers.village'), value: proposal.villageName }] : []),
          ...(proposal.verdict
            ? [
                {
                  label: t('tiers.verdict'),
                  value: (
                    <>
                      {t(`tiers.verdicts.${proposal.verdict}`)}
                      {proposal.decisionNote && `${t('words.colon')}${proposal.decisionNote}`}
                      {proposal.decidedAt && proposal.decidedByName && (
                        <span className={styles.hint}>
                          {' '}
                          · {proposal.decidedByName} · <DateText day={proposal.decidedAt} />
                        </span>
                      )}
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
      {proposal.verdict === null && <Decide proposal={proposal} />}
      <Link className="screen-only" to="/places/$placeId" params={{ placeId: proposal.placeId }} search={{}}>
        {t('tiers.detail.openPlace')}
      </Link>
    </article>
  )
}

function Decide({ proposal }: { readonly proposal: Proposal }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const { member } = useMe()
  const decider = useDecider()
  const [id] = useState(newId)
  const [note, setNote] = useState('')
  const own = proposal.proposedBy.id === member.id
  const deciding = useMutation({
    mutationFn: (verdict: 'approved' | 'rejected') =>
      decideProposal(proposal.id, { id, verdict, ...(note.trim() === '' ? {} : { note: note.trim() }) }),
    onSuccess: (_, verdict) => message.success(t(`tiers.decide.${verdict}`)),
  })
  const withdrawing = useMutation({
    mutationFn: () => withdrawProposal(proposal.id, id),
    onSuccess: () => message.success(t('tiers.decide.withdrawn')),
  })

  if (!proposal.mayDecide) {
    const refusal = mayDecide('approve-tier', decider, { enteredBy: proposal.proposedBy.id })
    return (
      <div className={styles.notice}>
        <p>{t(refusal === 'account/own-entry' ? 'tiers.decide.own' : 'tiers.decide.notEntitled')}</p>
        {own && (
          <Button loading={withdrawing.isPending} onClick={() => withdrawing.mutate()}>
            {t('tiers.decide.withdraw')}
          </Button>
        )}
        {withdrawing.error && <Problem of={withdrawing.error} />}
      </div>
    )
  }
  const busy = deciding.isPending
  return (
    <section className={styles.decide}>
      <Field label={t('tiers.decide.note')} hint={t('tiers.decide.noteHint')}>
        <Input.TextArea
          aria-label={t('tiers.decide.note')}
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </Field>
      {deciding.error && <Problem of={deciding.error} />}
      <div className={styles.actions}>
        <Button
          type="primary"
          loading={busy && deciding.variables === 'approved'}
          disabled={busy}
          onClick={() => deciding.mutate('approved')}
        >
          {t('tiers.decide.approve')}
        </Button>
        <Button
          loading={busy && deciding.variables === 'rejected'}
          disabled={busy}
          onClick={() => deciding.mutate('rejected')}
        >
          {t('tiers.decide.reject')}
        </Button>
      </div>
      <p className={styles.hint}>{t('tiers.decide.effect', { day: proposal.lastDay })}</p>
    </section>
  )
}
