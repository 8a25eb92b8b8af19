import type { OwnPart } from '@sifang/client/phone'
import { reportTold } from '@sifang/domain/field'
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

/** What became of it, in a sentence. */
export function useBecame(): (report: OwnReport) => string {
  const { t } = useTranslation('field')
  return (report) => {
    const { code, by } = reportTold(report)
    return t(`mine.became.${code}`, { who: by ?? t('mine.theStation') })
  }
}

/** Both in one, to be read aloud. */
export function useReportInWords(): (report: OwnReport) => string {
  const { t } = useTranslation('field')
  const name = useReportName()
  const became = useBecame()
  return (report) => t('mine.sentence', { what: name(report), became: became(report) })
}
