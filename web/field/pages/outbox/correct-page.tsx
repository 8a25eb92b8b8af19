import type { Corrected, OutboxItem } from '@sifang/client/phone'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { civilInput, instantOfInput } from '../../part/civil-input.ts'
import { followUpsOf } from '../../part/places.ts'
import { Button } from '../../parts/button.tsx'
import { TextField } from '../../parts/field.tsx'
import { Notice } from '../../parts/notice.tsx'
import { useOutbox, usePart, usePhone } from '../../phone.tsx'
import { useOpenForm } from '../../shell/open-form.ts'
import { Page } from '../../shell/page.tsx'
import { useProblemInWords, useWordsOf } from '../problem-words.ts'
import { useItemName } from './item-name.ts'

type Body = Readonly<Record<string, unknown>>

/** Something that was refused, or that waits: put right and sent again. */
export function CorrectPage() {
  const { t } = useTranslation('field')
  const { id } = useParams({ from: '/outbox/$id' })
  const item = useOutbox().find((one) => one.id === id)
  const body = useBody(item)
  if (!item) return <Page title={t('correct.title')}>{t('correct.gone')}</Page>
  if (body === 'asking') return <Page title={t('correct.title')}>{t('correct.asking')}</Page>
  if (body === null) return <Page title={t('correct.title')}>{t('correct.unreadable')}</Page>
  return <CorrectForm item={item} body={body} />
}

/** Its readable copy; after a forgotten PIN the server is asked for it. */
function useBody(item: OutboxItem | undefined): Body | null | 'asking' {
  const phone = usePhone()
  const [opened, setOpened] = useState<Body | null | 'asking'>('asking')
  const id = item?.id
  const missing = item !== undefined && item.body === null
  useEffect(() => {
    if (id === undefined || !missing) return
    phone.outbox.open(id).then(setOpened, () => setOpened(null))
  }, [phone, id, missing])
  return item?.body ?? opened
}

function CorrectForm({ item, body }: { readonly item: OutboxItem; readonly body: Body }) {
  const { t } = useTranslation('field')
  const phone = usePhone()
  const part = usePart()
  const navigate = useNavigate()
  const name = useItemName()
  const inWords = useProblemInWords()
  const wordsOf = useWordsOf()
  const timeZone = part.own?.station.timeZone ?? 'Asia/Shanghai'
  const [texts, setTexts] = useState(() => textsOf(body))
  const [at, setAt] = useState(() => (typeof body.at === 'string' ? civilInput(new Date(body.at), timeZone) : null))
  const [said, setSaid] = useState<Corrected | { readonly problem: string } | null>(null)
  useOpenForm()

  const send = async () => {
    const version = followUpVersion()
    const next = {
      ...body,
      ...texts,
      ...(at === null ? {} : { at: instantOfInput(at, timeZone) }),
      ...(version === undefined ? {} : { basedOn: version }),
    }
    try {
      const answer = await phone.outbox.correct(item.id, next)
      setSaid(answer)
      if (answer !== 'changed') return
      void phone.outbox.send()
      void navigate({ to: '/outbox', replace: true })
    } catch (thrown) {
      setSaid({ problem: wordsOf(thrown) })
    }
  }

  return (
    <Page
      title={t('correct.title')}
      action={
        <>
          {said !== null && (
            <Notice kind={said === 'accepted-already' ? 'good' : 'wrong'}>
              {typeof said === 'object' ? said.problem : t(`correct.${said}`)}
            </Notice>
          )}
          <Button look="main" wide onClick={() => void send()}>
            {t('correct.send')}
          </Button>
        </>
      }
    >
      <p>
        <b>{name(item)}</b>
      </p>
      {item.problem !== null && <Notice kind="wrong">{inWords(item.problem)}</Notice>}
      {at !== null && <TextField label={t('correct.at')} type="datetime-local" value={at} onChange={setAt} />}
      {Object.entries(texts).map(([field, text]) => (
        <TextField
          key={field}
          label={field === 'note' ? t('visit.note') : t('report.words')}
          value={text}
          rows={4}
          onChange={(next) => setTexts({ ...texts, [field]: next })}
        />
      ))}
      <p>{t('correct.hint')}</p>
    </Page>
  )

  /** What it is based on now: somebody else may have written meanwhile, which the member has seen by now. */
  function followUpVersion(): number | undefined {
    if (body.basedOn === undefined) return undefined
    const [, , id] = item.path?.split('/') ?? []
    return (
      followUpsOf(part).find((one) => one.id === id)?.version ?? part.own?.reports.find((one) => one.id === id)?.version
    )
  }
}

/** What was written by hand. */
function textsOf(body: Body): Readonly<Record<string, string>> {
  return Object.fromEntries(
    ['words', 'note'].flatMap((field) => {
      const text = body[field]
      return typeof text === 'string' ? [[field, text]] : []
    }),
  )
}
