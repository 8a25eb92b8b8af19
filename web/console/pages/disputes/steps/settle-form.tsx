import { newId } from '@sifang/client'
import { Input } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { enterParty } from '../../../api/disputes.ts'
import { Field } from '../../../fields/field.tsx'
import styles from '../disputes.module.css'
import { type FormProps, StepFrame, sendStep } from './frame.tsx'
import { useSaid, WordsField } from './words-field.tsx'

const sides = ['applicant', 'respondent'] as const

/** 办结 on the scene: what came of it, in words; both names if they want to be named. */
export function SettleForm(props: FormProps) {
  const { t } = useTranslation()
  const { dispute } = props
  const [asked, setAsked] = useState(false)
  const said = useSaid(true)
  const place = useSaid(false)
  const course = useSaid(false)
  const [names, setNames] = useState({ applicant: '', respondent: '' })
  // sent again, a name is entered once
  const ids = useRef({
    applicant: [newId(), newId()] as const,
    respondent: [newId(), newId()] as const,
  })
  const settle = sendStep(
    dispute,
    { kind: 'settled-there' },
    { outcome: said.words, place: place.words, course: course.words },
  )
  const send = async (id: string) => {
    for (const part of sides) {
      const name = names[part].trim()
      const [partyId, commandId] = ids.current[part]
      if (name !== '') await enterParty(dispute.id, partyId, { id: commandId, part, person: { name } })
    }
    return settle(id)
  }
  return (
    <StepFrame {...props} kind="settled-there" ready={!said.missing} onAsked={() => setAsked(true)} send={send}>
      <WordsField
        autoFocus
        said={said}
        asked={asked}
        label={t('disputes.form.outcome')}
        hint={t('disputes.form.outcomeHint')}
      />
      <WordsField line said={place} label={t('disputes.fields.place')} />
      <WordsField line said={course} label={t('disputes.form.course')} />
      {dispute.parties.length === 0 && (
        <Field
          label={t('disputes.form.parties')}
          optional={t('fields.optional')}
          hint={t('disputes.form.partiesHint')}
          group
        >
          <div className={styles.pair}>
            {sides.map((part) => (
              <Input
                key={part}
                aria-label={t(`disputes.partyParts.${part}`)}
                placeholder={t(`disputes.partyParts.${part}`)}
                autoComplete="off"
                maxLength={40}
                value={names[part]}
                onChange={(event) => setNames({ ...names, [part]: event.target.value })}
              />
            ))}
          </div>
        </Field>
      )}
      <p className={styles.quiet}>{t('disputes.form.revisitOn')}</p>
    </StepFrame>
  )
}
