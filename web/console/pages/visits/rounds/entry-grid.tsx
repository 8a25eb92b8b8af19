import { problemOf } from '@sifang/client'
import { mayRecordKind, visitKinds } from '@sifang/domain/visits'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStationTime } from '../../../../ui/station-time.tsx'
import { useMe } from '../../../api/me.ts'
import { enterRoundList, type RoundList } from '../../../api/round-lists.ts'
import { civilOf } from '../../../fields/civil-moment.ts'
import { DayField } from '../../../fields/day-field.tsx'
import { Field } from '../../../fields/field.tsx'
import { PeopleField } from '../../../fields/people-field.tsx'
import { Problem } from '../../../shell/problem.tsx'
import { commandOf, type EntryRow, isFilled, problemOfRow, useEntryDraft } from './entry-draft.ts'
import { EntryLine } from './entry-line.tsx'
import styles from './round.module.css'

/** What was written on the paper, row by row; all rows are saved, or none. */
export function EntryGrid({ list }: { readonly list: RoundList }) {
  const { t } = useTranslation()
  const { member } = useMe()
  const { timeZone, now } = useStationTime()
  const today = civilOf(now(), timeZone).day
  const { draft, change, changeRow, forget } = useEntryDraft(list, {
    kind: 'patrol',
    day: today,
    participants: [member.id],
  })
  const [tried, setTried] = useState(false)
  const frame = useRef<HTMLDivElement>(null)
  // what a colleague has entered from the same paper is not entered again
  const entered = new Set(list.places.flatMap((place) => (place.entered ? [place.id] : [])))
  const open = draft.rows.filter(({ placeId }) => !entered.has(placeId))
  const saving = useMutation({
    mutationFn: () => enterRoundList(list.number, commandOf({ ...draft, rows: open }, timeZone)),
    onSuccess: forget,
  })
  const problems = new Map(open.map((row) => [row.id, problemOfRow(row, draft.day, now(), timeZone)]))
  const wrong = [...problems.values()].filter((problem) => problem !== null).length
  const filled = open.filter(isFilled).length
  // the server names a row by its place among those that were sent
  const refused = refusedRows(saving.error)
  const sent = open.filter(isFilled).map(({ id }) => id)

  const save = () => {
    setTried(true)
    if (wrong === 0 && filled > 0 && draft.participants.length > 0 && !saving.isPending) saving.mutate()
  }

  /** Up, down and Enter go to the same column of another row. */
  const pressed = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      return save()
    }
    const target = event.target as HTMLElement
    const column = target.dataset.column
    if (column === undefined || event.nativeEvent.isComposing) return
    const native = target instanceof HTMLSelectElement
    const step =
      event.key === 'Enter' ? 1 : native ? 0 : event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const cells = [...(frame.current?.querySelectorAll<HTMLElement>(`[data-column="${column}"]:not(:disabled)`) ?? [])]
    cells[cells.indexOf(target) + step]?.focus()
  }

  if (saving.data) {
    return (
      <div className={styles.done} role="status">
        <b>{t('visits.rounds.entry.done', { count: saving.data.visits })}</b>
        <span>
          {saving.data.fulfilled > 0
            ? t('visits.rounds.entry.doneFulfilled', { count: saving.data.fulfilled })
            : t('visits.rounds.entry.doneNone')}
        </span>
        <Noted list={list} rows={draft.rows.filter(({ note }) => note.trim() !== '')} />
        <div className={styles.buttons}>
          <Link to="/visits" search={{}}>
            <Button type="primary" tabIndex={-1}>
              {t('visits.rounds.entry.show')}
            </Button>
          </Link>
          <Link to="/visits/round-lists" search={{}}>
            <Button tabIndex={-1}>{t('visits.rounds.entry.again')}</Button>
          </Link>
        </div>
      </div>
    )
  }

  if (open.length === 0) return <AllEntered />

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys move among the fields inside
    <div className={styles.entry} onKeyDown={pressed}>
      <div className={styles.shared}>
        <Field label={t('visits.rounds.entry.kind')}>
          <Select
            style={{ width: '100%' }}
            aria-label={t('visits.rounds.entry.kind')}
            value={draft.kind}
            onChange={(kind) => change({ kind })}
            options={visitKinds
              .filter((kind) => mayRecordKind(member.role, kind))
              .map((kind) => ({ value: kind, label: t(`words.visitKind.${kind}`) }))}
          />
        </Field>
        <Field label={t('visits.rounds.entry.day')}>
          <DayField
            label={t('visits.rounds.entry.day')}
            value={draft.day}
            max={today}
            onChange={(day) => day !== null && change({ day })}
          />
        </Field>
        <Field
          label={t('visits.rounds.entry.who')}
          problem={tried && draft.participants.length === 0 ? t('visits.form.needed.participants') : undefined}
        >
          <PeopleField
            label={t('visits.rounds.entry.who')}
            value={draft.participants}
            onChange={(participants) => change({ participants })}
          />
        </Field>
      </div>
      <div ref={frame} className={styles.frame}>
        <table className={styles.grid}>
          <thead>
            <tr>
              <th>{t('visits.rounds.columns.no')}</th>
              <th>{t('visits.rounds.columns.place')}</th>
              <th style={{ width: 96 }}>{t('visits.rounds.entry.time')}</th>
              <th style={{ width: 132 }}>{t('visits.rounds.entry.outcome')}</th>
              <th style={{ width: 132 }}>{t('visits.rounds.entry.failure')}</th>
              <th>{t('visits.rounds.entry.note')}</th>
            </tr>
          </thead>
          <tbody>
            {draft.rows.map((row, index) => {
              const problem = problems.get(row.id)
              return (
                <EntryLine
                  key={row.id}
                  number={index + 1}
                  place={list.places.find(({ id }) => id === row.placeId)}
                  row={row}
                  wrong={tried && problem ? t(`visits.rounds.entry.${problem}`) : refused.get(sent.indexOf(row.id))}
                  onChange={(part) => changeRow(row.id, part)}
                />
              )
            })}
          </tbody>
        </table>
      </div>
      {saving.error && <Problem of={saving.error} />}
      <div className={styles.actions}>
        <Button type="primary" size="large" disabled={filled === 0} loading={saving.isPending} onClick={save}>
          {filled === 0 ? t('visits.rounds.entry.saveNone') : t('visits.rounds.entry.save', { count: filled })}
        </Button>
        {tried && wrong > 0 ? (
          <span className={styles.fix} role="alert">
            {t('visits.rounds.entry.fix', { count: wrong })}
          </span>
        ) : (
          <span className={styles.lead}>
            {t('visits.rounds.entry.allOrNothing')} {t('visits.form.keys')}
          </span>
        )}
      </div>
    </div>
  )
}

/** What was written down beside a visit may be a finding: each is entered on the visit that the paper says it was seen on. */
function Noted({ list, rows }: { readonly list: RoundList; readonly rows: readonly EntryRow[] }) {
  const { t } = useTranslation()
  if (rows.length === 0) return null
  return (
    <>
      <span>{t('visits.rounds.entry.noted')}</span>
      <ul className={styles.noted}>
        {rows.map(({ id, placeId, note }) => (
          <li key={id}>
            <b>{list.places.find((place) => place.id === placeId)?.name}</b>
            <span>{note}</span>
            <Link to="/intake" search={{ placeId, visitId: id }}>
              {t('visits.rounds.entry.enterFinding')}
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}

function AllEntered() {
  const { t } = useTranslation()
  return (
    <div className={styles.done}>
      <b>{t('visits.rounds.entry.allEntered')}</b>
      <div className={styles.buttons}>
        <Link to="/visits/round-lists" search={{}}>
          <Button tabIndex={-1}>{t('visits.rounds.entry.again')}</Button>
        </Link>
      </div>
    </div>
  )
}

/** What the server says of single rows, by their place among those that were sent. */
function refusedRows(thrown: unknown): ReadonlyMap<number, string> {
  if (!thrown) return new Map()
  const fields = problemOf(thrown).fields ?? []
  return new Map(
    fields.flatMap(({ path, zh }): readonly [number, string][] => {
      const at = /(?:^|\.)rows\.(\d+)/.exec(path)
      return at ? [[Number(at[1]), zh]] : []
    }),
  )
}
