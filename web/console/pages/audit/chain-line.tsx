import { CheckCircleOutlined, WarningOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { type ChainState, chainQuery } from '../../api/audit.ts'
import { Problem } from '../../shell/problem.tsx'
import styles from './audit.module.css'

const flaws = ['changed', 'missing', 'added', 'cut'] as const

/** Whether the entries are still as they were sealed. */
export function ChainLine() {
  const { t } = useTranslation()
  const { data, error, isFetching, refetch } = useQuery(chainQuery)
  if (error) return <Problem of={error} onRetry={() => void refetch()} />
  return (
    <div className={styles.chain} role="status">
      {data === undefined ? <span className={styles.hint}>{t('audit.chain.checking')}</span> : <State chain={data} />}
      <Button
        type="link"
        size="small"
        disabled={isFetching}
        onClick={() => {
          void refetch()
        }}
      >
        {isFetching ? t('audit.chain.checking') : t('audit.chain.again')}
      </Button>
    </div>
  )
}

function State({ chain }: { readonly chain: ChainState }) {
  const { t } = useTranslation()
  if (chain.broken) {
    const { firstChainNo, lastChainNo, why } = chain.broken
    const flaw = flaws.find((one) => one === why)
    return (
      <span className={styles.broken}>
        <WarningOutlined aria-hidden="true" />
        <b>
          {t('audit.chain.broken', {
            first: firstChainNo,
            last: lastChainNo,
            why: flaw ? t(`audit.chain.why.${flaw}`) : t('audit.chain.whyOther'),
          })}
        </b>
        {t('audit.chain.brokenDo')}
      </span>
    )
  }
  if (chain.entries === 0) return <span className={styles.hint}>{t('audit.chain.none')}</span>
  return (
    <span className={styles.whole}>
      <CheckCircleOutlined aria-hidden="true" />
      {t('audit.chain.whole', { entries: chain.entries.toLocaleString('en-US') })}
    </span>
  )
}
