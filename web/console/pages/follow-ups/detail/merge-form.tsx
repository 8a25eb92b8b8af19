import { useQuery } from '@tanstack/react-query'
import { Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TableDate } from '../../../../ui/date-text.tsx'
import { mergeFollowUp, openHereQuery } from '../../../api/follow-ups.ts'
import { Field } from '../../../fields/field.tsx'
import { Problem } from '../../../shell/problem.tsx'
import { FollowUpName } from '../follow-up-words.tsx'
import styles from './detail.module.css'
import { type FormProps, StepFrame } from './step-dialog.tsx'

/** 合并: into which other open one of the same village; that one goes on for both. */
export function MergeForm(props: FormProps) {
  const { t } = useTranslation()
  const { followUp } = props
  const { villageId, placeId } = followUp
  const others = useQuery(openHereQuery(villageId === null ? { placeId } : { villageId }, 50))
  const offered = (others.data?.rows ?? []).filter(({ id, state }) => id !== followUp.id && state !== 'settled')
  const [intoId, setIntoId] = useState<string | null>(null)
  const [asked, setAsked] = useState(false)
  const into = offered.find(({ id }) => id === intoId)
  return (
    <StepFrame
      {...props}
      kind="merged"
      width={600}
      ready={into !== undefined}
      onAsked={() => setAsked(true)}
      send={(id) =>
        mergeFollowUp(followUp.id, {
          id,
          basedOn: followUp.version,
          intoId: into?.id ?? '',
          intoBasedOn: into?.version ?? 0,
        })
      }
    >
      <Field
        label={t('followUps.form.mergeInto')}
        problem={asked && !into ? t('followUps.form.needed.into') : undefined}
        group
      >
        {others.error && <Problem of={others.error} />}
        {others.data && offered.length === 0 && <p className={styles.quiet}>{t('followUps.form.mergeNone')}</p>}
        <Radio.Group
          className={styles.choices ?? ''}
          aria-label={t('followUps.form.mergeInto')}
          value={intoId}
          onChange={(event) => setIntoId(String(event.target.value))}
          options={offered.map((row) => ({
            value: row.id,
            label: (
              <span className={styles.meta}>
                <FollowUpName of={row} />
                <span>{row.placeName}</span>
                <TableDate day={row.openedAt} />
                {row.owner && <span>{row.owner.name}</span>}
              </span>
            ),
          }))}
        />
      </Field>
      <p className={styles.quiet}>{t('followUps.form.mergeStays')}</p>
    </StepFrame>
  )
}
