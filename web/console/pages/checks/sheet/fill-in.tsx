import { newId } from '@sifang/client'
import { isQuestion, judgeAnswers, questionsOf } from '@sifang/domain/checklists'
import { signatureMissing, wrongDate } from '@sifang/domain/checks'
import { useMutation } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { clockTime, isoDay } from '../../../../ui/civil-time.ts'
import { useStationTime } from '../../../../ui/station-time.tsx'
import {
  type Answers,
  type CompleteCheck,
  type Completed,
  completeCheck,
  type Sheet,
  type SheetContent,
  type Signature,
  saveAnswers,
} from '../../../api/checks.ts'
import { useMe } from '../../../api/me.ts'
import { queryClient } from '../../../api/query-client.ts'
import { Problem } from '../../../shell/problem.tsx'
import { type DraftHazard, emptyHazard, hazardsWith, useDraft } from './draft.ts'
import { HazardList } from './hazard-list.tsx'
import { PaperText } from './paper-text.tsx'
import { ScreenPart } from './screen-part.tsx'
import { screensOf } from './screens.ts'
import styles from './sheet.module.css'
import { SigningPart } from './signing.tsx'

type Props = {
  readonly sheet: Sheet
  readonly content: SheetContent
  readonly onCompleted: (completed: Completed) => void
}

/** One place's check from its first question to the signatures: a group a screen, then hazards, then who signs. */
export function FillIn({ sheet, content, onCompleted }: Props) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const { member } = useMe()
  const { timeZone, now } = useStationTime()
  const today = isoDay(now(), timeZone)
  const { checklist, checkId, placeId } = sheet
  const { draft, restoredAt, change, startOver, forget } = useDraft(member.id, sheet, content.answers)
  const [signatures, setSignatures] = useState<readonly Signature[]>([])
  const [came, setCame] = useState<Sheet['members']>([])
  const members = [...sheet.members, ...came]
  const [there, setThere] = useState<readonly string[]>(() => sheet.members.map(({ id }) => id))
  const [tried, setTried] = useState(false)

  const judged = judgeAnswers(checklist, draft.answers, today)
  const screens = screensOf(checklist, judged.shown)
  const hazards = hazardsWith(draft.hazards, judged.hazards, today)
  const steps = screens.length + 2
  const step = Math.min(draft.step, steps - 1)
  const screen = screens[step]
  const faults = new Map(judged.faults.map(({ name, code }) => [name, code]))
  const roleOf = (memberId: string) => members.find(({ id }) => id === memberId)?.role ?? null
  const missingParty = signatureMissing(
    signatures.map((one) => ({
      role: one.by === 'member' ? roleOf(one.memberId) : null,
      refused: one.refusal !== undefined,
    })),
  )

  const keeping = useMutation({
    mutationFn: () =>
      saveAnswers(checkId, placeId, { id: newId(), basedOn: draft.basedOn, answers: answersOf(judged.kept) }),
    onSuccess: ({ version }) => {
      change({ basedOn: version })
      void message.success(t('checks.sheet.kept'))
      void queryClient.invalidateQueries({ queryKey: ['check', 'list'] })
    },
  })
  const completing = useMutation({
    mutationFn: (command: CompleteCheck) => completeCheck(checkId, placeId, command),
    onSuccess: (completed) => {
      forget()
      onCompleted(completed)
    },
  })

  const go = (to: number) => {
    setTried(false)
    change({ step: to })
    document.querySelector('main')?.scrollTo({ top: 0 })
  }
  const next = () => {
    const wrong = screen
      ? screen.items.some(({ item }) => isQuestion(item) && faults.has(item.name))
      : hazards.some((hazard) => hazard.words.trim() === '' || wrongDate(hazard, today) !== null)
    if (wrong) setTried(true)
    else go(step + 1)
  }
  const complete = () => {
    setTried(true)
    if (missingParty || completing.isPending) return
    const at = draft.sentAt ?? now().toISOString()
    if (draft.sentAt === null) change({ sentAt: at })
    completing.mutate({
      id: draft.id,
      basedOn: draft.basedOn,
      at,
      memberIds: [...there],
      answers: answersOf(judged.kept),
      hazards: hazards.map(hazardOf),
      signatures: [...signatures],
    })
  }
  const setHazard = (hazard: DraftHazard) => {
    const id = hazard.id === '' ? newId() : hazard.id
    const same = (one: DraftHazard) =>
      hazard.question === null ? one.id === hazard.id : one.question === hazard.question && one.answer === hazard.answer
    change({ hazards: [...draft.hazards.filter((one) => !same(one)), { ...hazard, id }] })
  }

  return (
    <div className={styles.fillIn}>
      {restoredAt !== null && (
        <p className={styles.restored}>
          <span>{t('checks.sheet.restored', { time: clockTime(new Date(restoredAt), timeZone) })}</span>
          <Button size="small" onClick={startOver}>
            {t('checks.sheet.startOver')}
          </Button>
        </p>
      )}
      <p className={styles.step} aria-live="polite">
        {t('checks.sheet.step', { step: step + 1, steps })}
        <progress max={steps} value={step + 1} aria-hidden="true" />
      </p>
      <div className={styles.screen}>
        {screen && (
          <ScreenPart
            key={step}
            sheet={sheet}
            screen={screen}
            answers={draft.answers}
            faults={tried ? faults : new Map()}
            required={requiredNow()}
            onAnswer={(name, value) => change({ answers: { ...draft.answers, [name]: value } })}
          />
        )}
        {step === screens.length && (
          <HazardList
            checklist={checklist}
            hazards={hazards}
            today={today}
            tried={tried}
            onChange={setHazard}
            onAdd={() => change({ hazards: [...draft.hazards, emptyHazard(15, today)] })}
            onRemove={({ id }) => change({ hazards: draft.hazards.filter((one) => one.id !== id) })}
          />
        )}
        {step === screens.length + 1 && (
          <>
            <SigningPart
              members={members}
              there={there}
              onThere={setThere}
              onCame={(member) => {
                setCame((now) => [...now, member])
                setThere((now) => [...now, member.id])
              }}
              expected={content.outsiders}
              signatures={signatures}
              onChange={setSignatures}
              missing={tried && missingParty ? t(`checks.sheet.needed.${missingWords[missingParty]}`) : undefined}
              paper={
                <PaperText
                  sheet={sheet}
                  answers={answersOf(judged.kept)}
                  hazards={hazards}
                  today={today}
                  who={[
                    ...members.filter(({ id }) => there.includes(id)).map(({ name }) => name),
                    ...content.outsiders.map(({ name }) => name),
                  ]}
                />
              }
            />
            <p className={styles.quiet}>{t('checks.sheet.completeHint')}</p>
          </>
        )}
      </div>
      {keeping.error && <Problem of={keeping.error} />}
      {completing.error && <Problem of={completing.error} />}
      <div className={styles.actions}>
        {step > 0 && (
          <Button size="large" onClick={() => go(step - 1)}>
            {t('checks.sheet.previous')}
          </Button>
        )}
        {step < steps - 1 ? (
          <Button type="primary" size="large" className={styles.main ?? ''} onClick={next}>
            {t('checks.sheet.next')}
          </Button>
        ) : (
          <Button
            type="primary"
            size="large"
            className={styles.main ?? ''}
            loading={completing.isPending}
            onClick={complete}
          >
            {t(completing.isPending ? 'checks.sheet.completing' : 'checks.sheet.complete')}
          </Button>
        )}
        <Button size="large" loading={keeping.isPending} onClick={() => keeping.mutate()}>
          {t('checks.sheet.keep')}
        </Button>
      </div>
    </div>
  )

  /** The questions that would be missing if nothing were answered, as things stand. */
  function requiredNow(): ReadonlySet<string> {
    const missing = judged.faults.flatMap(({ name, code }) => (code === 'missing' ? [name] : []))
    const always = questionsOf(checklist).flatMap(({ name, required }) => (required === 'true()' ? [name] : []))
    return new Set([...missing, ...always])
  }
}

const missingWords = {
  'check/unsigned-by-police': 'police',
  'check/unsigned-by-other': 'other',
  // police are not asked whether they refuse
  'check/refused-by-police': 'police',
  'check/refusal-needs-two-police': 'twoPolice',
} as const

/** The domain's answers are read-only. */
const answersOf = (kept: ReturnType<typeof judgeAnswers>['kept']): Answers =>
  Object.fromEntries(
    Object.entries(kept).map(([name, answer]) => [name, typeof answer === 'object' ? [...answer] : answer]),
  )

const hazardOf = ({ urgent, id, topic, ...hazard }: DraftHazard) => ({
  ...hazard,
  ...(topic ? { topic } : {}),
  id: id === '' ? newId() : id,
  words: hazard.words.trim(),
  urgency: urgent ? ('urgent' as const) : ('ordinary' as const),
})
