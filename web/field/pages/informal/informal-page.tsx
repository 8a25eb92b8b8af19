import { newId } from '@sifang/client'
import { type DisputeCause, disputeCauses } from '@sifang/domain/disputes'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDraft } from '../../part/draft.ts'
import { Button, lookOf } from '../../parts/button.tsx'
import { SelectField } from '../../parts/field.tsx'
import { Notice } from '../../parts/notice.tsx'
import { PictureChoice } from '../../parts/pictures.tsx'
import { useOwn, usePhone } from '../../phone.tsx'
import { Page } from '../../shell/page.tsx'
import { Loading } from '../loading.tsx'
import { useSave } from '../use-save.ts'
import { Whereabouts } from '../whereabouts.tsx'

type Informal = {
  readonly id: string
  readonly villageId: string
  readonly cause: DisputeCause
  readonly outcome: 'settled' | 'not-settled'
}

/** 就地劝和: village, cause, outcome; no names. */
export function InformalPage() {
  const { t } = useTranslation('field')
  const phone = usePhone()
  const own = useOwn()
  const { save, problem } = useSave()
  const draft = useDraft(
    'informal',
    (): Informal => ({
      id: newId(),
      villageId: own?.villageIds[0] ?? own?.villages[0]?.id ?? '',
      cause: 'neighbours',
      outcome: 'settled',
    }),
  )
  const [saved, setSaved] = useState<string | null>(null)
  const { value, change } = draft
  if (own === null || !draft.ready) return <Loading />
  if (saved !== null) {
    return (
      <Page title={t('informal.saved')}>
        <Whereabouts id={saved} />
        <Link to="/" className={lookOf({ look: 'main', wide: true })}>
          {t('shell.toToday')}
        </Link>
      </Page>
    )
  }

  const enter = async () => {
    const { id, ...said } = value
    const kept = await save({
      id,
      method: 'PUT',
      path: `/informal-disputes/${id}`,
      body: { ...said, at: phone.now().toISOString() },
      label: { kind: 'informal', placeName: own.villages.find((one) => one.id === said.villageId)?.name ?? '' },
    })
    if (!kept) return
    await draft.drop()
    setSaved(id)
  }

  return (
    <Page
      title={t('informal.title')}
      action={
        <>
          {problem !== null && <Notice kind="wrong">{problem}</Notice>}
          <Button look="main" wide onClick={() => void enter()}>
            {t('informal.save')}
          </Button>
        </>
      }
    >
      <p>{t('informal.hint')}</p>
      <SelectField
        label={t('report.village')}
        value={value.villageId}
        onChange={(villageId) => change({ villageId })}
        options={own.villages.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <SelectField
        label={t('step.cause')}
        value={value.cause}
        onChange={(cause) => change({ cause: disputeCauses.find(({ id }) => id === cause)?.id ?? value.cause })}
        options={disputeCauses.map(({ id }) => ({ value: id, label: t(`words.topic.${id}`) }))}
      />
      <PictureChoice
        legend={t('informal.outcome')}
        columns={2}
        options={[
          { value: 'settled', label: t('informal.settled'), icon: 'peaceful' },
          { value: 'not-settled', label: t('informal.notSettled'), icon: 'dispute' },
        ]}
        value={value.outcome}
        onChange={(outcome) => change({ outcome })}
      />
    </Page>
  )
}
