import type { OwnPart } from '@sifang/client/phone'
import { useTranslation } from 'react-i18next'

export type OwnReport = OwnPart['reports'][number]

/** What it was: 西隋村 矛盾纠纷（浇地灌溉）. */
export function useReportName(): (report: Pick<OwnReport, 'kind' | 'topic' | 'placeName'>) => string {
  const { t } = useTranslation('field')
  return ({ kind, topic, placeName }) =>
    topic === null
      ? t('mine.what', { place: placeName, kind: t(`words.kind.${kind}`) })
      : t('mine.whatTopic', { place: placeName, kind: t(`words.kind.${kind}`), topic: t(`words.topic.${topic}`) })
}

/** What it was, and what became of it, in one sentence. */
export function useReportInWords(): (report: OwnReport) => string {
  const { t } = useTranslation('field')
  const name = useReportName()
  return (report) => t('mine.sentence', { what: name(report), became: t(`mine.became.${report.state}`, { who: who(report) }) })

  function who({ ownerName }: OwnReport): string {
    return ownerName ?? t('mine.theStation')
  }
}

export function useBecame(): (report: OwnReport) => string {
  const { t } = useTranslation('field')
  return ({ state, ownerName }) => t(`mine.became.${state}`, { who: ownerName ?? t('mine.theStation') })
}
