import { problemOf } from '@sifang/client'
import { disputeStates } from '@sifang/domain/disputes'
import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { DisputeDetail } from '../../../api/disputes.ts'
import { Problem } from '../../../shell/problem.tsx'
import { Refused } from '../../follow-ups/detail/refused.tsx'
import { knownKey, text, texts } from '../../place/read-details.ts'
import { useMissingWords, useReferralWords } from '../dispute-words.ts'
import styles from '../disputes.module.css'
import { stepKinds } from './step-kinds.ts'

type Props = { readonly error: Error; readonly dispute: DisputeDetail; readonly onLookAgain: () => void }

/** A step that is refused: by a guard with its article and the right routes, or by what stands now. */
export function StepRefused(props: Props) {
  const place = useRef<HTMLDivElement>(null)
  const { error } = props
  // below a long form on a phone nobody would see it
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each refusal
  useEffect(() => {
    // newer browsers answer a promise, which is nothing to clean up by
    place.current?.scrollIntoView({ block: 'nearest' })
  }, [error])
  return (
    <div ref={place}>
      <Words {...props} />
    </div>
  )
}

function Words({ error, dispute, onLookAgain }: Props) {
  const { status, details } = problemOf(error)
  if (details?.guard !== undefined) return <ByGuard error={error} details={details} />
  const state = stateOf(details?.stands)
  if (status === 409 && state) {
    return <ByState error={error} details={details ?? {}} state={state} dispute={dispute} onLookAgain={onLookAgain} />
  }
  // what the follow-up itself refuses
  return <Refused error={error} onLookAgain={onLookAgain} />
}

type Details = Readonly<Record<string, unknown>>

function ByGuard({ error, details }: { readonly error: Error; readonly details: Details }) {
  const { t, i18n } = useTranslation()
  const referralWords = useReferralWords()
  const routes = referralWords(texts(details.routes))
  const article = articleOf(details.article, i18n.language)
  return (
    <div className={styles.refused}>
      <Problem of={error} />
      <dl className={styles.lines}>
        {article && (
          <div>
            <dt>{t('disputes.refused.article')}</dt>
            <dd>
              {article}
              {details.basis === 'recalled' && <span className={styles.dated}>{t('disputes.refused.recalled')}</span>}
            </dd>
          </div>
        )}
        {routes !== '' && (
          <div>
            <dt>{t('disputes.refused.routes')}</dt>
            <dd>{routes}</dd>
          </div>
        )}
      </dl>
    </div>
  )
}

type ByStateProps = Props & { readonly details: Details; readonly state: (typeof disputeStates)[number] }

function ByState({ error, details, state, dispute, onLookAgain }: ByStateProps) {
  const { t } = useTranslation()
  const missingWords = useMissingWords(dispute, null)
  const comma = t('words.listComma')
  const actions = texts(details.allowed).flatMap((kind) => {
    const known = knownKey(stepKinds, kind)
    return known ? [t(`disputes.steps.${known}`)] : []
  })
  const missing = missingOf(details.missing).flatMap((one) => missingWords(one) ?? [])
  return (
    <div className={styles.refused}>
      <Problem of={error} />
      <ul>
        <li>{t('disputes.refused.stands', { state: t(`disputes.states.${state}`) })}</li>
        {actions.length > 0 && <li>{t('disputes.refused.allowed', { actions: actions.join(comma) })}</li>}
        {missing.length > 0 && <li>{t('disputes.refused.missing', { what: missing.join(comma) })}</li>}
      </ul>
      <div>
        <Button size="small" onClick={onLookAgain}>
          {t('disputes.refused.again')}
        </Button>
      </div>
    </div>
  )
}

const isObject = (value: unknown): value is Details => typeof value === 'object' && value !== null

const stateOf = (value: unknown) => (isObject(value) ? knownKey(disputeStates, value.state) : undefined)

const articleOf = (value: unknown, language: string) =>
  isObject(value) ? text(language === 'en' ? value.en : value.zh) : undefined

const missingOf = (value: unknown): DisputeDetail['missing'] =>
  (Array.isArray(value) ? value.filter(isObject) : []).map(({ kind, of, no }) => ({
    kind: String(kind),
    ...(typeof of === 'string' ? { of } : {}),
    ...(typeof no === 'number' ? { no } : {}),
  }))
