import { PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../../../ui/page-header.tsx'
import { WaitingRows } from '../../../../ui/waiting.tsx'
import { roundListQuery } from '../../../api/round-lists.ts'
import { Problem } from '../../../shell/problem.tsx'
import { EntryGrid } from './entry-grid.tsx'
import styles from './round.module.css'
import { roundRoute } from './route.ts'
import { Sheet } from './sheet.tsx'

/** One numbered list: the sheet for paper, or the grid for entering it afterwards. */
export function RoundPage() {
  const { t } = useTranslation()
  const { number } = roundRoute.useParams()
  const { show } = roundRoute.useSearch()
  const navigate = roundRoute.useNavigate()
  const { data: list, error, isPending, refetch } = useQuery(roundListQuery(Number(number)))

  return (
    <>
      <div className="screen-only">
        <PageHeader
          title={t('visits.rounds.noLong', { number })}
          aside={
            <Link to="/visits/round-lists" search={{}}>
              {t('visits.rounds.back')}
            </Link>
          }
          actions={
            list && (
              <>
                <Button
                  type={show === 'enter' ? 'default' : 'primary'}
                  icon={<PrinterOutlined />}
                  onClick={() => {
                    void navigate({ search: {} }).then(() => print())
                  }}
                >
                  {t('visits.rounds.print')}
                </Button>
                {show !== 'enter' && (
                  <Button onClick={() => void navigate({ search: { show: 'enter' } })}>
                    {t('visits.rounds.enter')}
                  </Button>
                )}
              </>
            )
          }
        >
          <p className={styles.lead}>
            {show === 'enter' ? t('visits.rounds.entry.lead') : t('visits.rounds.printHint', { number })}
          </p>
        </PageHeader>
      </div>
      {error && (
        <div className={styles.problem}>
          <Problem of={error} onRetry={() => void refetch()} />
        </div>
      )}
      {isPending && <WaitingRows rows={12} />}
      {list && (show === 'enter' ? <EntryGrid key={list.id} list={list} /> : <Sheet list={list} />)}
    </>
  )
}
