import { outsideReferrals } from '@sifang/domain/disputes'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { DateText } from '../../../ui/date-text.tsx'
import type { DisputeDetail } from '../../api/disputes.ts'
import { knownKey } from '../place/read-details.ts'
import { guardNames, useCauseWord } from './dispute-words.ts'
import styles from './disputes.module.css'

/** What is known of it in codes and days: a line each, only those that say something. */
export function DisputeFacts({ dispute }: { readonly dispute: DisputeDetail }) {
  const { t } = useTranslation()
  const causeWord = useCauseWord()
  const { procedure, cause, host, origin, agreement, confirmation, incident } = dispute
  const refusedFor = knownKey(guardNames, dispute.refusedFor)
  const referredTo = knownKey(outsideReferrals, dispute.referredTo)
  const noPenalty = knownKey(['applied', 'approved', 'denied'] as const, dispute.noPenalty)
  const lines: readonly (readonly [string, ReactNode])[] = [
    [t('disputes.facts.cause'), causeWord(cause)],
    [t('disputes.facts.procedure'), procedure && t(`disputes.procedures.${procedure}`)],
    [t('disputes.facts.host'), host?.name],
    [t('disputes.facts.origin'), origin && t(`disputes.origins.${origin}`)],
    [
      t('disputes.facts.circumstances'),
      dispute.circumstances.map((one) => t(`disputes.circumstances.${one}`)).join(t('words.listComma')),
    ],
    [t('disputes.facts.sittings'), dispute.sittings.length > 0 && <SittingLines dispute={dispute} />],
    [t('disputes.facts.agreement'), agreement && <AgreementLine agreement={agreement} />],
    [
      t('disputes.facts.instalments'),
      agreement !== null &&
        agreement.instalments.length > 0 &&
        agreement.instalments.map(({ no, dueOn, outcome }) => (
          <Dated key={no} no={no} day={dueOn} words={t(`disputes.instalmentOutcomes.${outcome}`)} />
        )),
    ],
    [
      t('disputes.facts.confirmation'),
      procedure === 'people' && agreement?.effectiveOn ? t(`disputes.confirmations.${confirmation}`) : null,
    ],
    [
      t('disputes.facts.revisits'),
      dispute.revisits.length > 0 &&
        dispute.revisits.map(({ no, on, how, outcome }) => (
          <Dated
            key={no}
            no={no}
            day={on}
            words={`${t(`disputes.hows.${how}`)}${t('words.colon')}${t(`disputes.revisitOutcomes.${outcome}`)}`}
          />
        )),
    ],
    [t('disputes.facts.refusedFor'), refusedFor && t(`disputes.guards.${refusedFor}`)],
    [t('disputes.facts.referredTo'), referredTo && t(`disputes.referrals.${referredTo}`)],
    [t('disputes.facts.noPenalty'), noPenalty && t(`disputes.noPenalties.${noPenalty}`)],
    [
      t('disputes.facts.incident'),
      (incident !== 'undecided' || dispute.incidentAsked) && <IncidentLine dispute={dispute} />,
    ],
    [
      t('disputes.facts.need'),
      dispute.needId && (
        <Link to="/follow-ups" search={{ selected: dispute.needId }}>
          {t('disputes.facts.openNeed')}
        </Link>
      ),
    ],
  ]
  const known = lines.filter(([, value]) => value !== null && value !== undefined && value !== '' && value !== false)
  if (known.length === 0) return null
  return (
    <dl className={styles.lines}>
      {known.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function SittingLines({ dispute }: { readonly dispute: DisputeDetail }) {
  const { t } = useTranslation()
  return (
    <>
      {dispute.sittings.map(({ no, on, outcome }) => (
        <Dated key={no} no={no} day={on} words={t(`disputes.sittingOutcomes.${outcome}`)} />
      ))}
    </>
  )
}

function Dated({ no, day, words }: { readonly no: number; readonly day: string; readonly words: string }) {
  return (
    <span className={styles.dated}>
      {no}. <DateText day={day} /> {words}
    </span>
  )
}

function AgreementLine({ agreement }: { readonly agreement: NonNullable<DisputeDetail['agreement']> }) {
  const { t } = useTranslation()
  const { form, reachedOn, effectiveOn } = agreement
  return (
    <span className={styles.dated}>
      {t(`disputes.forms.${form}`)} <DateText day={reachedOn} />
      {t('words.listComma')}
      {effectiveOn === null
        ? t('disputes.facts.notEffective')
        : effectiveOn === reachedOn
          ? t('disputes.facts.effectiveThen')
          : t('disputes.facts.effective', { date: effectiveOn })}
    </span>
  )
}

function IncidentLine({ dispute: { incident, incidentId } }: { readonly dispute: DisputeDetail }) {
  const { t } = useTranslation()
  return (
    <>
      {t(`disputes.incidentStates.${incident}`)}{' '}
      {incidentId && (
        <Link to="/incidents" search={{ selected: incidentId }}>
          {t('disputes.facts.openIncident')}
        </Link>
      )}
    </>
  )
}
