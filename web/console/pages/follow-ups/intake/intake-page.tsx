import { policeRoles } from '@sifang/domain/members'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { clockTime } from '../../../../ui/civil-time.ts'
import { useKeys } from '../../../../ui/keyboard/keyboard.tsx'
import { PageHeader } from '../../../../ui/page-header.tsx'
import { useStationTime } from '../../../../ui/station-time.tsx'
import type { FindingEntered } from '../../../api/findings.ts'
import { useMe } from '../../../api/me.ts'
import { placeInShort } from '../../../api/place-search.ts'
import { Problem } from '../../../shell/problem.tsx'
import { InformalButton } from '../../disputes/informal-button.tsx'
import { intakeRoute } from '../route.ts'
import type { Intake } from './command.ts'
import { useDraft } from './draft.ts'
import styles from './intake.module.css'
import { IntakeForm } from './intake-form.tsx'
import { Receipt } from './receipt.tsx'

/** 收件: what somebody said, taken down in ten seconds; or what one saw oneself. */
export function IntakePage() {
  const { placeId, visitId } = intakeRoute.useSearch()
  const [count, setCount] = useState(0)
  // a new one after the receipt begins empty
  return <Shown key={`${placeId ?? ''} ${visitId ?? ''} ${count}`} onAnother={() => setCount(count + 1)} />
}

function Shown({ onAnother }: { readonly onAnother: () => void }) {
  const { t } = useTranslation()
  const { member } = useMe()
  const { timeZone } = useStationTime()
  const { placeId, visitId, kind } = intakeRoute.useSearch()
  const navigate = intakeRoute.useNavigate()
  const desk = policeRoles.includes(member.role) && visitId === undefined
  const intake: Intake = desk ? { kind: 'desk' } : { kind: 'own', visitId: visitId ?? null }
  const { draft, restoredAt, change, fill, startOver, forget } = useDraft(member, placeId ?? '', kind ?? null)
  const [entered, setEntered] = useState<FindingEntered | null>(null)
  const [files, setFiles] = useState<readonly File[]>([])
  const given = useQuery({ ...placeInShort(placeId ?? ''), enabled: placeId !== undefined })
  const close = () => {
    if (visitId) void navigate({ to: '/visits', search: { selected: visitId } })
    else if (placeId) void navigate({ to: '/places/$placeId', params: { placeId }, search: {} })
    else void navigate({ to: '/follow-ups', search: {} })
  }
  useKeys([{ keys: 'Escape', label: t('words.cancel'), run: close }])

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the place that came with the address is known
  useEffect(() => {
    if (given.data && draft.place === null) fill({ place: given.data })
  }, [given.data])

  const title = desk ? 'title' : visitId ? 'onVisit' : 'own'
  return (
    <>
      <PageHeader title={t(`findings.intake.${title}`)} actions={<InformalButton />}>
        <b className={styles.emergency}>{t('findings.intake.emergency')}</b>
      </PageHeader>
      <div className={styles.page}>
        {entered ? (
          <Receipt entered={entered} files={files} draft={draft} own={!desk} onAnother={onAnother} />
        ) : (
          <>
            {restoredAt !== null && (
              <p className={styles.restored}>
                <span>{t('findings.intake.restored', { at: clockTime(new Date(restoredAt), timeZone) })}</span>
                <Button size="small" onClick={startOver}>
                  {t('findings.intake.startOver')}
                </Button>
              </p>
            )}
            {given.error && <Problem of={given.error} />}
            <IntakeForm
              draft={draft}
              intake={intake}
              placeGiven={placeId !== undefined}
              files={files}
              onFiles={setFiles}
              onChange={change}
              onFill={fill}
              onCancel={close}
              onEntered={(reply) => {
                forget()
                setEntered(reply)
              }}
            />
          </>
        )}
      </div>
    </>
  )
}
