import { newId } from '@sifang/client'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { openNeed } from '../../../api/disputes.ts'
import { knownKey } from '../../place/read-details.ts'
import styles from '../disputes.module.css'
import { type FormProps, StepFrame } from './frame.tsx'
import { useSaid, WordsField } from './words-field.tsx'

/** 转为民需: what keeps causing it goes to whoever can remove it. */
export function NeedForm(props: FormProps) {
  const { t } = useTranslation()
  const { id: disputeId, version: basedOn, needTo } = props.dispute
  const needId = useRef(newId())
  const said = useSaid(false)
  const who = t(`disputes.form.needTo.${knownKey(['cadre', 'community-officer'] as const, needTo) ?? 'cadre'}`)
  return (
    <StepFrame
      {...props}
      kind="need-opened"
      ready
      send={(id) =>
        openNeed(disputeId, {
          id,
          basedOn,
          needId: needId.current,
          ...(said.words.trim() === '' ? {} : { words: said.words.trim() }),
        })
      }
    >
      <p className={styles.quiet}>{t('disputes.form.needHint', { who })}</p>
      <WordsField autoFocus said={said} label={t('disputes.form.needWords')} />
    </StepFrame>
  )
}
