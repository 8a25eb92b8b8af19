import { PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { isoDay } from '../../../ui/civil-time.ts'
import { DateText } from '../../../ui/date-text.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { useStationTime } from '../../../ui/station-time.tsx'
import { WaitingRows } from '../../../ui/waiting.tsx'
import { type PublishedPromise, publishedQuery } from '../../api/appointments.ts'
import { useMe } from '../../api/me.ts'
import { Problem } from '../../shell/problem.tsx'
import { LeftOut, rowOnPaper } from '../shift/sheet-rows.tsx'
import sheet from '../shift/shift.module.css'
import { appointmentsRoute } from './route.ts'

/** 承诺公开: what a leader approved for everybody, to be hung out. Nobody's name is on it. */
export function PublishedSheet() {
  const { t } = useTranslation()
  const { villageId } = appointmentsRoute.useSearch()
  const { station } = useMe()
  const { data, error, isPending, refetch } = useQuery(publishedQuery(villageId))
  if (error) return <Problem of={error} onRetry={() => void refetch()} />
  if (isPending) return <WaitingRows rows={6} />
  const { rows } = data
  if (rows.length === 0) {
    return <EmptyState title={t('appointments.published.none')} hint={t('appointments.published.noneHint')} />
  }
  const printed = onPaper(rows)
  return (
    <article className={sheet.sheet}>
      <header className={sheet.head}>
        <div>
          <p className={sheet.station}>{station.name}</p>
          <h2 className={sheet.title}>{t('appointments.published.title')}</h2>
        </div>
        <Button className="screen-only" icon={<PrinterOutlined />} onClick={() => print()}>
          {t('shift.print')}
        </Button>
      </header>
      <div className={sheet.section}>
        <table className={sheet.table}>
          <thead>
            <tr>
              <th>{t('appointments.published.text')}</th>
              <th className={sheet.owner}>{t('appointments.published.village')}</th>
              <th className={sheet.box}>{t('appointments.promise.on')}</th>
              <th className={sheet.owner}>{t('appointments.published.state')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={row.id} className={rowOnPaper(index, printed)}>
                <td>{row.text}</td>
                <td>
                  <span className={sheet.clamp}>{row.villageName ?? station.name}</span>
                </td>
                <td>
                  <DateText day={row.on} />
                </td>
                <td>
                  <Kept of={row} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <LeftOut of={rows.length} printed={printed} />
        <p className={sheet.quiet}>{t('appointments.published.foot')}</p>
      </div>
    </article>
  )
}

function Kept({ of: { state, on } }: { readonly of: PublishedPromise }) {
  const { t } = useTranslation()
  const { timeZone, now } = useStationTime()
  const running = state === 'open' || state === 'accepted' || state === 'working'
  if (!running) return t('appointments.published.kept')
  return on < isoDay(now(), timeZone) ? t('appointments.published.late') : t('appointments.published.running')
}

/** Lines on one A4 and characters in one of them, in the column of sentences. */
const [paperLines, lineLength] = [44, 28]

/** How many promises one A4 has room for. */
function onPaper(rows: readonly PublishedPromise[]): number {
  let lines = 0
  const full = rows.findIndex(({ text }) => {
    lines += Math.max(2, Math.ceil(text.length / lineLength))
    return lines > paperLines
  })
  return full === -1 ? rows.length : full
}
