import { newId } from '@sifang/client'
import { mayDecide } from '@sifang/domain/members'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type IncidentDetail, reviewIncident, type Verdict } from '../../api/incidents.ts'
import { useMe } from '../../api/me.ts'
import { useDecider } from '../../api/me-decider.ts'
import { Field } from '../../fields/field.tsx'
import { Problem } from '../../shell/problem.tsx'
import { useCategories } from './category-words.ts'
import styles from './incidents.module.css'

/** Verified or not, by somebody other than the one who reported; a verdict can be changed by a later one. */
export function ReviewForm({ incident }: { readonly incident: IncidentDetail }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const { member } = useMe()
  const ofRed = useCategories().some(({ id: category, turnsRed }) => turnsRed && category === incident.category)
  const turnsRed = incident.placeId !== null && ofRed
  const client = useQueryClient()
  const decider = useDecider()
  const waits = incident.status === 'reported'
  const [open, setOpen] = useState(waits)
  const [id, setId] = useState(newId)
  const [reason, setReason] = useState('')
  const refusal = mayDecide('verify-incident', decider, { enteredBy: incident.reportedByMe ? member.id : null })

  const reviewing = useMutation({
    mutationFn: (verdict: Verdict) =>
      reviewIncident(incident.id, { id, verdict, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) }),
    onSuccess: ({ status }) => {
      void message.success(wordsFor(status === 'verified' ? 'verified' : 'rejected'))
      setOpen(false)
      setId(newId())
      setReason('')
      void client.invalidateQueries({ queryKey: ['incident'] })
      void client.invalidateQueries({ queryKey: ['streak'] })
    },
  })

  if (refusal !== null) {
    if (!waits) return null
    return (
      <p className={styles.notice}>
        {t(refusal === 'account/own-entry' ? 'incidents.review.own' : 'incidents.review.notEntitled')}
      </p>
    )
  }
  if (!open) {
    return (
      <Button className={styles.again ?? ''} type="link" size="small" onClick={() => setOpen(true)}>
        {t('incidents.review.again')}
      </Button>
    )
  }
  return (
    <section className={styles.review} aria-label={t('incidents.review.title')}>
      <p className={styles.hint}>{t(turnsRed ? 'incidents.review.hint' : 'incidents.review.hintNoPlace')}</p>
      <Field
        label={t('incidents.review.reason')}
        {...(incident.diggings.length > 0
          ? { hint: t('incidents.digging.reason') }
          : { optional: t('fields.optional') })}
      >
        <Input.TextArea
          aria-label={t('incidents.review.reason')}
          placeholder={t(waits ? 'incidents.review.reasonVerify' : 'incidents.review.reasonReject')}
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
      {reviewing.error && <Problem of={reviewing.error} />}
      <div className={styles.actions}>
        {incident.status !== 'verified' && (
          <Button
            type="primary"
            loading={reviewing.isPending && reviewing.variables === 'verified'}
            disabled={reviewing.isPending}
            onClick={() => reviewing.mutate('verified')}
          >
            {t('incidents.review.verify')}
          </Button>
        )}
        {incident.status !== 'rejected' && (
          <Button
            loading={reviewing.isPending && reviewing.variables === 'rejected'}
            disabled={reviewing.isPending}
            onClick={() => reviewing.mutate('rejected')}
          >
            {t('incidents.review.reject')}
          </Button>
        )}
      </div>
    </section>
  )

  function wordsFor(verdict: Verdict): string {
    if (verdict === 'rejected') return t('incidents.review.rejected')
    return incident.placeName && turnsRed
      ? t('incidents.review.verifiedRed', { place: incident.placeName })
      : t('incidents.review.verified')
  }
}
